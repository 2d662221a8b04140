"""``parallelreader terms check`` and ``dismiss``: what may be wrong with terms, numbers and passages.

What is looked for is the business of ``app.terms.findings``.
"""

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.terms.aligned_texts import AlignedTexts
from parallelreader.app.terms.findings import ALL_KINDS, Check, check, counted
from parallelreader.app.terms.rendering_finding import RenderingsHere
from parallelreader.app.terms.stored_book import UnclearTerm, stored_book
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import counted as told_number
from parallelreader.cli.terminal import output, say
from parallelreader.core.terms.finding import Finding, FindingKind
from parallelreader.core.text import Span

_SHOWN_WORDS, _NAMED = 40, 10


def add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kind", action="append", default=[], choices=[str(each) for each in FindingKind], metavar="KIND",
        help=f"only these: {', '.join(FindingKind)}",
    )  # fmt: skip
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only in this one")
    parser.add_argument("--dismissed", action="store_true", help="list what was dismissed, too")


def add_dismiss(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keys", type=plain_text, nargs="+", metavar="KEY", help="as check --json gives them")
    parser.add_argument("--again", action="store_true", help="list these again")


def run_check(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    for document_id in arguments.document:
        corpus.document(document_id)
    kinds = {FindingKind(each) for each in arguments.kind} or ALL_KINDS
    shown: list[Finding] = []
    dismissed = 0
    with (
        stored_book(corpus, context.folders, is_writable=False) as book,
        repairs_on(corpus, context) as repairs,
        output() as out,
    ):
        texts = AlignedTexts(
            corpus, wanted=arguments.document, repairs=repairs, cache=open_cache(context.folders)
        )
        linker = RenderingsHere(context.folders.cache)
        looking = Check(texts, book.termbase, linker=linker, choices=book.choices, kinds=kinds)
        for finding in looking.findings(context.progress):
            is_dismissed = finding.key in book.dismissals
            dismissed += is_dismissed
            if is_dismissed and not arguments.dismissed:
                continue
            context.progress.clear()
            shown.append(finding)
            fields = {**_fields(finding), "dismissed": is_dismissed}
            said = json.dumps(fields, ensure_ascii=False) if context.is_json else told(finding)
            out.write(f"{said}\n")
    context.progress.clear()
    say(_summary(shown, 0 if arguments.dismissed else dismissed))
    if looking.unseen:
        say(_unseen(looking.unseen))
    return 0


def dismiss(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    with stored_book(corpus, context.folders, is_writable=True) as book:
        if arguments.again:
            missing = next((key for key in arguments.keys if key not in book.dismissals), None)
            if missing is not None:
                raise UnclearTerm(f"{missing} was not dismissed", mend="See terms check --dismissed.")
            book.dismissals.take_back(arguments.keys, name="List again")
        else:
            with repairs_on(corpus, context) as repairs:
                texts = AlignedTexts(corpus, repairs=repairs, cache=open_cache(context.folders))
                linker = RenderingsHere(context.folders.cache)
                made = check(
                    texts, book.termbase, linker=linker, choices=book.choices, progress=context.progress
                )
                found = {each.key: each for each in made}
            context.progress.clear()
            missing = next((key for key in arguments.keys if key not in found), None)
            if missing is not None:
                raise UnclearTerm(f"There is no finding {missing}", mend="See terms check --json for keys.")
            book.dismissals.put({key: told(found[key]) for key in arguments.keys}, name="Dismiss findings")
    number = told_number(len(set(arguments.keys)), "finding")
    say(f"{number} {'listed again' if arguments.again else 'dismissed'}.")
    return 0


def told(finding: Finding) -> str:
    """A finding in words."""
    words = finding.term if len(finding.term) <= _SHOWN_WORDS else f"{finding.term[:_SHOWN_WORDS]}…"
    expected = " or ".join(f"“{each}”" for each in finding.expected)
    place = f"{finding.document} {finding.segment}, {finding.version}: " if finding.document else ""
    return place + _said(finding, words, expected) + _sampled(finding)


def _sampled(finding: Finding) -> str:
    sample = finding.sample
    if sample is None:
        return ""
    return (
        f" (not as agreed in {sample.unsatisfied:,} of {sample.asked:,} pairs, "
        f"{sample.looked_at:,} of them looked at closely)"
    )


def _said(finding: Finding, words: str, expected: str) -> str:
    match finding.kind:
        case FindingKind.OTHERWISE:
            return f"{words} is “{finding.found}”, not {expected}"
        case FindingKind.DEPRECATED if not finding.term:
            return f"“{finding.found}” is not to be used{f'; {expected} is' if expected else ''}"
        case FindingKind.DEPRECATED:
            return f"{words} is “{finding.found}”, which is not to be used; {expected} is"
        case FindingKind.MISSING:
            return f"{words} has no counterpart{_how_often(finding)}, such as {expected}"
        case FindingKind.SHARED:
            return f"“{finding.found}” renders {finding.term}"
        case FindingKind.NUMBERS:
            return _numbers(finding)
        case FindingKind.UNTRANSLATED:
            return _untranslated(finding, words)


def _how_often(finding: Finding) -> str:
    missing, _, count = finding.found.partition("/")
    return f" in {missing} of {count} pairs" if count else ""


def _numbers(finding: Finding) -> str:
    if finding.term and finding.found:
        return f"the source has {finding.term}, the version {finding.found}"
    return f"only the source has {finding.term}" if finding.term else f"only the version has {finding.found}"


def _untranslated(finding: Finding, words: str) -> str:
    if not finding.found:
        return "the version is condensed and leaves passages out"
    if finding.target is not None:
        return f"still in Chinese: {words}"
    count = int(finding.found)
    return f"not translated: {words}" + (
        f" and {told_number(count - 1, 'sentence')} more" if count > 1 else ""
    )


def _summary(findings: list[Finding], dismissed: int) -> str:
    counts = ", ".join(f"{count} {kind}" for kind, count in counted(findings).items() if count)
    number = told_number(len(findings), "finding")
    left = f" {dismissed} dismissed." if dismissed else ""
    return f"{number}: {counts}.{left}" if counts else f"No findings.{left}"


def _unseen(places: Mapping[str, int]) -> str:
    named = [f"{name} {count:,}" for name, count in places.items()]
    more = f" and {len(named) - _NAMED:,} more" if len(named) > _NAMED else ""
    count, terms = f"{sum(places.values()):,}", told_number(len(named), "term")
    return f"Not looked at closely: {count} places of {terms}: {', '.join(named[:_NAMED])}{more}."


def _fields(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "document": finding.document or None,
        "version": finding.version or None,
        "segment": finding.segment or None,
        "source_span": _span(finding.source),
        "target_span": _span(finding.target),
        "term": finding.term,
        "expected": list(finding.expected),
        "found": finding.found,
        "concepts": list(finding.concepts),
        "sample": asdict(finding.sample) if finding.sample is not None else None,
        "text": told(finding),
        "key": finding.key,
    }


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span is not None else None
