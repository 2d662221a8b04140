"""What ``parallelreader terms`` does to single terms, and how it lists them."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.occurrences import Occurrences
from parallelreader.app.terms.stored_book import (
    UnclearTerm,
    changing_book,
    concept_called,
    concepts_called,
    stored_book,
)
from parallelreader.app.terms.termbase import Termbase
from parallelreader.cli.argument_kinds import plain_text
from parallelreader.cli.context import Context
from parallelreader.cli.terminal import counted, output, say
from parallelreader.core.terms.concept import Concept, PartOfSpeech, Term, TermStatus
from parallelreader.core.terms.folding import fold_chinese

_BETWEEN_FORMS = ";"


def add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--counts", action="store_true", help="how often each stands in the Chinese texts")
    parser.add_argument("--subject", type=plain_text, metavar="WORDS", help="only those of this subject")
    parser.add_argument("--named", type=plain_text, metavar="TERM", help="only those with such a term")


def add_add(parser: argparse.ArgumentParser) -> None:
    _add_terms(parser, "zh", "en")
    _add_fields(parser)
    parser.add_argument("--everywhere", action="store_true", help="for every corpus, not only this one")
    parser.set_defaults(check_usage=_check_add)


def add_edit(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("term", type=plain_text, metavar="TERM")
    _add_terms(parser, "add-zh", "add-en")
    parser.add_argument("--drop", type=plain_text, action="append", default=[], metavar="WORDS")
    for name, what in (
        ("status", f"WORDS=STATUS: {', '.join(TermStatus)}"),
        ("part-of-speech", f"WORDS=PART: {', '.join(part for part in PartOfSpeech if part)}"),
        ("forms", f"WORDS=FORM{_BETWEEN_FORMS}FORM: what else counts as the term"),
        ("source", "WORDS=SOURCE: who uses it"),
        ("term-note", "WORDS=NOTE"),
    ):
        parser.add_argument(
            f"--{name}", type=_assigned, action="append", default=[], metavar="WORDS=", help=what
        )
    parser.add_argument("--case", type=plain_text, action="append", default=[], metavar="WORDS",
                        help="upper and lower case matter")  # fmt: skip
    parser.add_argument("--any-case", type=plain_text, action="append", default=[], metavar="WORDS",
                        help="they do not")  # fmt: skip
    _add_fields(parser)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--everywhere", action="store_true", help="for every corpus from now on")
    where.add_argument("--here", action="store_true", help="only for this corpus from now on")
    parser.set_defaults(check_usage=_check_edit)


def add_several(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("terms", type=plain_text, nargs="+", metavar="TERM")


def list_terms(arguments: argparse.Namespace, context: Context) -> int:
    corpus = open_corpus(arguments.corpus)
    with stored_book(corpus, context.folders, is_writable=False) as book:
        termbase = book.termbase
        counts: Mapping[str, int] | None = None
        if arguments.counts:
            found = Occurrences()
            texts = CorpusTexts(corpus, cache=open_cache(context.folders))
            found.build(texts, termbase.finder, context.progress)
            counts = found.counts()
        concepts: Sequence[Concept] = termbase.in_order()
        if arguments.named is not None:
            named = {concept.id for concept in termbase.named(arguments.named)}
            concepts = [concept for concept in concepts if concept.id in named]
        if arguments.subject is not None:
            concepts = [concept for concept in concepts if concept.subject == arguments.subject]
        context.progress.clear()
        with output() as out:
            for concept in concepts:
                out.write(_line(concept, counts, context))
    if not concepts:
        say("No terms.")
    return 0


def add_term(arguments: argparse.Namespace, context: Context) -> int:
    with stored_book(open_corpus(arguments.corpus), context.folders, is_writable=True) as book:
        fields = {name: value for name, value in _fields(arguments).items() if value is not None}
        if arguments.everywhere:
            fields["corpus"] = ""
        made = book.termbase.new_concept(arguments.zh, arguments.en, **fields)
        book.termbase.add([made])
        _tell(book.termbase.concepts[made.id], context)
    say("1 term added.")
    return 0


def edit_term(arguments: argparse.Namespace, context: Context) -> int:
    with changing_book(open_corpus(arguments.corpus), context.folders) as book:
        concept = concept_called(book, arguments.term)
        edited = _edited(concept, arguments, book.termbase)
        book.termbase.change(edited)
        is_changed = book.termbase.concepts[concept.id] != concept
        _tell(book.termbase.concepts[concept.id], context)
    say("1 term changed." if is_changed else "Nothing changed.")
    return 0


def remove_terms(arguments: argparse.Namespace, context: Context) -> int:
    with changing_book(open_corpus(arguments.corpus), context.folders) as book:
        ids = dict.fromkeys(concept_called(book, name).id for name in arguments.terms)
        book.termbase.remove(ids)
    say(f"{counted(len(ids), 'term')} removed.")
    return 0


def merge_terms(arguments: argparse.Namespace, context: Context) -> int:
    with changing_book(open_corpus(arguments.corpus), context.folders) as book:
        several = (concepts_called(book, name) for name in arguments.terms)
        ids = list(dict.fromkeys(concept.id for each in several for concept in each))
        if len(ids) < 2:
            raise UnclearTerm("One term is nothing to merge", mend="Name two or more.")
        one = book.termbase.merge(ids)
        assert one is not None
        _tell(one, context)
    say(f"{len(ids)} terms are one now.")
    return 0


def _add_terms(parser: argparse.ArgumentParser, chinese: str, english: str) -> None:
    for name, what in ((chinese, "a Chinese term"), (english, "an English one")):
        parser.add_argument(
            f"--{name}", type=plain_text, action="append", default=[], metavar="WORDS", help=what
        )


def _add_fields(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--definition", type=plain_text, metavar="WORDS", help="what it means")
    parser.add_argument("--subject", type=plain_text, metavar="WORDS", help="the field it belongs to")
    parser.add_argument("--note", type=plain_text, metavar="WORDS", help="anything else")


def _fields(arguments: argparse.Namespace) -> dict[str, str | None]:
    return {"definition": arguments.definition, "subject": arguments.subject, "note": arguments.note}


def _assigned(words: str) -> tuple[str, str]:
    name, sign, value = plain_text(words).rpartition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"{words} is not WORDS=VALUE")
    return name.strip(), value.strip()


def _check_add(arguments: argparse.Namespace) -> str:
    return "" if arguments.zh or arguments.en else "a term needs --zh or --en"


def _check_edit(arguments: argparse.Namespace) -> str:
    for kind, given in ((TermStatus, arguments.status), (PartOfSpeech, arguments.part_of_speech)):
        for _, value in given:
            if value not in [str(each) for each in kind]:
                return f"“{value}” is none of {', '.join(each for each in kind if each)}"
    return ""


def _edited(concept: Concept, arguments: argparse.Namespace, termbase: Termbase) -> Concept:
    terms = [term for term in concept.terms if not _is_named(term, arguments.drop)]
    _refuse_unknown(concept, arguments.drop)
    added = (("zh", arguments.add_zh), ("en", arguments.add_en))
    terms += [termbase.new_term(language, words) for language, several in added for words in several]
    made = replace(concept, terms=tuple(terms))
    changes: list[tuple[str, dict[str, Any]]] = [
        *((words, {"status": TermStatus(value)}) for words, value in arguments.status),
        *((words, {"part_of_speech": PartOfSpeech(value)}) for words, value in arguments.part_of_speech),
        *((words, {"forms": tuple(value.split(_BETWEEN_FORMS))}) for words, value in arguments.forms),
        *((words, {"source": value}) for words, value in arguments.source),
        *((words, {"note": value}) for words, value in arguments.term_note),
        *((words, {"is_case_sensitive": True}) for words in arguments.case),
        *((words, {"is_case_sensitive": False}) for words in arguments.any_case),
    ]
    for words, fields in changes:
        _refuse_unknown(made, [words])
        changed = (replace(term, **fields) if _is_named(term, [words]) else term for term in made.terms)
        made = replace(made, terms=tuple(changed))
    said: dict[str, Any] = {name: value for name, value in _fields(arguments).items() if value is not None}
    if arguments.everywhere or arguments.here:
        said["corpus"] = "" if arguments.everywhere else termbase.corpus_key
    return replace(made, **said)


def _is_named(term: Term, names: Sequence[str]) -> bool:
    folded = fold_chinese(term.text)
    return any(name == term.id or fold_chinese(name.strip()) == folded for name in names)


def _refuse_unknown(concept: Concept, names: Sequence[str]) -> None:
    for name in names:
        if not any(_is_named(term, [name]) for term in concept.terms):
            known = ", ".join(term.text for term in concept.terms)
            raise UnclearTerm(f"{concept.name} is not called {name}", mend=f"It has: {known}.")


def _tell(concept: Concept, context: Context) -> None:
    with output() as out:
        out.write(_line(concept, None, context))


def _line(concept: Concept, counts: Mapping[str, int] | None, context: Context) -> str:
    if context.is_json:
        fields = _in_fields(concept)
        if counts is not None:
            fields["occurrences"] = counts.get(concept.id, 0)
        return json.dumps(fields, ensure_ascii=False) + "\n"
    columns = [_in_words(concept.chinese), _in_words(concept.english), concept.subject]
    if counts is not None:
        columns.insert(2, str(counts.get(concept.id, 0)))
    return "\t".join(columns).rstrip("\t") + "\n"


def _in_words(terms: Sequence[Term]) -> str:
    return ", ".join(
        term.text if term.status.is_accepted else f"{term.text} ({term.status})" for term in terms
    )


def _in_fields(concept: Concept) -> dict[str, Any]:
    return {
        "id": concept.id,
        "everywhere": not concept.corpus,
        "terms": [
            {
                "id": term.id,
                "language": term.language,
                "text": term.text,
                "status": term.status,
                "part_of_speech": term.part_of_speech,
                "forms": list(term.forms),
                "case_sensitive": term.is_case_sensitive,
                "source": term.source,
                "note": term.note,
            }
            for term in concept.terms
        ],
        "definition": concept.definition,
        "subject": concept.subject,
        "note": concept.note,
        "created": concept.created,
        "changed": concept.changed,
    }
