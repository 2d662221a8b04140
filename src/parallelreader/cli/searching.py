"""``parallelreader search``: prints what was found, for people or for scripts.

Finding it is the business of ``app.searching``.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from parallelreader.app.indexing import update_index
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.note_searching import FoundNote, search_notes
from parallelreader.app.searched_corpora import stored_corpora, stored_notes, stored_terms
from parallelreader.app.searching import Found, search_corpus
from parallelreader.app.term_searching import FoundTerm, about, chinese_of, english_of, find_terms
from parallelreader.cli.argument_kinds import count, plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.repairs import repairs_on
from parallelreader.cli.terminal import output, say
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.search.query import Kind, parse_query
from parallelreader.core.text import Span

_EXAMPLE = """\
QUERY is Chinese in either script, English in any form of its words, or pinyin with or
without tones. Several words must all be in one sentence, Chinese and English together in
one pair. "…" is a phrase, * and ? stand for letters, /…/ is a regular expression.

examples:
  parallelreader search "My corpus" 渡船
  parallelreader search "My corpus" ferry --json
  parallelreader search "My corpus" "dùchuán ferry" --library
  parallelreader search "My corpus" '"the last ferry"' --limit 20
  parallelreader search "My corpus" ferry --terms"""
_MARK_ON, _MARK_OFF = "\x1b[7m", "\x1b[27m"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.epilog = _EXAMPLE
    parser.add_argument("corpus", type=Path, metavar="CORPUS")
    parser.add_argument(
        "query", type=plain_text, metavar="QUERY", help="Chinese, English, pinyin, a phrase or a pattern"
    )
    parser.add_argument("--document", action="append", default=[], metavar="ID", help="only in this one")
    parser.add_argument("--library", action="store_true", help="also in every other corpus of the library")
    parser.add_argument("--notes", action="store_true", help="in the notes on the corpus, not in its texts")
    parser.add_argument("--terms", action="store_true", help="in your terms, not in its texts")
    parser.add_argument("--limit", type=count, metavar="N", help="no more than N")
    parser.add_argument(
        "--index",
        action="store_true",
        help="first make or renew the index, for a large corpus searched often",
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="instead of standard output")
    parser.set_defaults(check_usage=_check_usage)


def run(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    for document_id in arguments.document:
        corpus.document(document_id)
    # A mistake in the query is told before anything is written.
    parse_query(arguments.query)
    if arguments.index:
        update_index(
            corpus, context.folders.cache, progress=context.progress, cache=open_cache(context.folders)
        )
    count = 0
    with output(arguments.output) as out:
        is_marked = out.isatty() and "NO_COLOR" not in os.environ
        for fields, block in islice(_everything(corpus, arguments, context, is_marked), arguments.limit):
            context.progress.clear()
            if context.is_json:
                out.write(json.dumps(fields, ensure_ascii=False) + "\n")
            else:
                out.write(("\n" if count else "") + block)
            count += 1
    context.progress.clear()
    if not count:
        where = "this library" if arguments.library else "this corpus"
        if arguments.notes:
            where = f"the notes on {where}"
        if arguments.terms:
            where = f"the terms of {where}"
        say(f"Nothing in {where} holds {arguments.query.strip()}.")
    return 0


_Answer = tuple[dict[str, Any], str]
"""What a script and what a person is told."""


def _everything(
    corpus: Corpus, arguments: argparse.Namespace, context: Context, is_marked: bool
) -> Iterator[_Answer]:
    corpora: Sequence[Corpus | UserError] = [corpus]
    if arguments.library:
        corpora = stored_corpora(context.folders, corpus)
    for each in corpora:
        if isinstance(each, UserError):
            say(f"This corpus is left out. {each}")
        elif arguments.notes:
            yield from _in_notes(each, arguments, context, is_marked)
        elif arguments.terms:
            yield from _in_terms(each, arguments, context, is_marked)
        else:
            yield from _in_texts(each, arguments, context, is_marked)


def _in_texts(
    corpus: Corpus, arguments: argparse.Namespace, context: Context, is_marked: bool
) -> Iterator[_Answer]:
    with repairs_on(corpus, context) as repairs:
        for found in search_corpus(
            corpus,
            arguments.query,
            documents=arguments.document,
            repairs=repairs,
            progress=context.progress,
            cache=open_cache(context.folders),
            cache_folder=context.folders.cache,
        ):
            fields = _fields(found)
            block = _block(found, is_marked=is_marked)
            if arguments.library:
                fields["corpus"] = str(corpus.folder)
                block = f"{corpus.title}: {block}"
            yield fields, block


def _in_notes(
    corpus: Corpus, arguments: argparse.Namespace, context: Context, is_marked: bool
) -> Iterator[_Answer]:
    notes = stored_notes(corpus, context.folders)
    if arguments.document:
        notes = [note for note in notes if any(a.document in arguments.document for a in note.targets)]
    seen: set[str] = set()
    for sense in parse_query(arguments.query).senses:
        for found in search_notes(notes, sense):
            if found.note.id not in seen:
                seen.add(found.note.id)
                yield _note_fields(found), _note_block(found, is_marked=is_marked)


def _in_terms(
    corpus: Corpus, arguments: argparse.Namespace, context: Context, is_marked: bool
) -> Iterator[_Answer]:
    for found in find_terms(stored_terms(corpus, context.folders), parse_query(arguments.query).senses):
        fields = _term_fields(found)
        if arguments.library:
            fields["corpus"] = str(corpus.folder)
        yield fields, _term_block(found, is_marked=is_marked)


def _fields(found: Found) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "document": found.document,
        "version": found.version,
        "segment": found.segment,
        "label": found.label,
        "text": found.text,
        "spans": _plain(found.spans),
        "partners": dict(found.partners),
    }
    if found.kind is Kind.PINYIN:
        fields["as"] = found.kind.value
    if found.partner_spans:
        fields["partner_spans"] = {version: _plain(spans) for version, spans in found.partner_spans.items()}
    return fields


def _note_fields(found: FoundNote) -> dict[str, Any]:
    return {
        "note": found.note.id,
        "text": found.note.body,
        "spans": _plain(found.spans),
        "quotes": [
            {
                "document": target.document,
                "version": target.version,
                "label": target.segment,
                "text": target.exact,
                "spans": _plain(spans),
            }
            for target, spans in zip(found.note.targets, found.quote_spans, strict=True)
        ],
    }


def _block(found: Found, *, is_marked: bool) -> str:
    meant = " (pinyin)" if found.kind is Kind.PINYIN else ""
    lines = [
        f"{found.document} {found.version} {found.label}{meant}",
        _marked(found.text, found.spans) if is_marked else found.text,
    ]
    for version, words in found.partners.items():
        spans = found.partner_spans.get(version, ()) if is_marked else ()
        lines.append(f"  {version}: {_marked(words, spans)}")
    return "\n".join(lines) + "\n"


def _note_block(found: FoundNote, *, is_marked: bool) -> str:
    lines = []
    for target, spans in zip(found.note.targets, found.quote_spans, strict=True):
        quote = _marked(target.exact, spans) if is_marked else target.exact
        lines.append(f"{target.document} {target.version} {target.segment}\n{quote}")
    if found.note.body:
        lines.append(_marked(found.note.body, found.spans) if is_marked else found.note.body)
    return "\n".join(lines) + "\n"


def _term_fields(found: FoundTerm) -> dict[str, Any]:
    concept = found.concept
    return {
        "concept": concept.id,
        "chinese": [term.text for term in concept.chinese],
        "english": [term.text for term in concept.english],
        "definition": concept.definition,
        "subject": concept.subject,
        "note": concept.note,
    }


def _term_block(found: FoundTerm, *, is_marked: bool) -> str:
    concept = found.concept
    parts = (
        (chinese_of(concept), found.chinese_spans, ""),
        (english_of(concept), found.english_spans, "  "),
        (about(concept), found.about_spans, "  "),
    )
    lines = [
        f"{indent}{_marked(text, spans) if is_marked else text}" for text, spans, indent in parts if text
    ]
    return "\n".join(lines) + "\n"


def _marked(text: str, spans: Sequence[Span]) -> str:
    pieces, at = [], 0
    for span in spans:
        pieces += [text[at : span.start], _MARK_ON, text[span.start : span.end], _MARK_OFF]
        at = span.end
    return "".join(pieces) + text[at:]


def _plain(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _check_usage(arguments: argparse.Namespace) -> str:
    if arguments.library and arguments.document:
        return "--library goes through whole corpora; leave --document out"
    if arguments.notes and arguments.terms:
        return "--notes and --terms are two searches; give one of them"
    if arguments.terms and arguments.document:
        return "terms belong to whole corpora; leave --document out"
    return ""
