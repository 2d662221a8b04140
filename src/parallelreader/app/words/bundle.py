"""All that the user knows of words as JSON lines, to be kept elsewhere or taken to another computer.

Every line is an object whose ``kind`` says what it is: ``status``, ``kept``, ``review``, ``reveal``,
``unaided``, ``reading-day``, or of corrections ``cut`` and ``reading``. Taking such a file in adds what is
not there; of two states the later one stays, and of two corrections that which is there.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from parallelreader.app.words.book import WordBook
from parallelreader.app.words.brought_reading import BroughtReading, plan_reading, put_reading
from parallelreader.app.words.bundle_records import PLACE, SCHEMA, Bundle, read_record
from parallelreader.app.words.corrections import CorrectionMoves
from parallelreader.app.words.kept_word import Context, KeptWord
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.steps import Part
from parallelreader.core.errors import FileProblem
from parallelreader.formats.plain_files import decode_utf8, read_bytes
from parallelreader.store.database import Store
from parallelreader.store.reading_days import reading_days
from parallelreader.store.reveals import all_unaided, reveals
from parallelreader.store.word_corrections import CutRow

_MAX_BYTES = 500_000_000
_MEND = "Export the words again as JSON; nothing was imported."


@dataclass(frozen=True, slots=True)
class Taken:
    """How much of a bundle was new here, or is more than what was."""

    statuses: int
    kept: int
    reviews: int
    reveals: int
    days: int
    corrections: int
    unaided: int = 0


def bundle_lines(book: WordBook, store: Store) -> Iterator[str]:
    """The whole as lines, each with its newline; the book must be loaded."""
    for record in bundle_records(book, store):
        yield json.dumps(record, ensure_ascii=False) + "\n"


def bundle_records(book: WordBook, store: Store) -> Iterator[dict[str, Any]]:
    """The whole as what the lines say; the book must be loaded."""
    times = book.statuses.times()
    for key, status in sorted(book.statuses.all().items()):
        yield _record("status", {"word": key, "status": status.word, "changed": times.get(key, 0)})
    for word in book.kept.all():
        yield _record("kept", _word_fields(word))
    for review in book.kept.reviews():
        fields = asdict(review) | {"rating": int(review.rating)}
        yield _record("review", fields)
    for row in store.read(reveals):
        place = {name: getattr(row.place, name) for name in PLACE}
        fields = {"corpus": row.corpus, "revealed": row.version, "times": row.times}
        yield _record("reveal", fields | {"made": row.made, "latest": row.latest, "place": place})
    for corpus, document, stretches in store.read(all_unaided):
        yield _record("unaided", {"corpus": corpus, "document": document, "stretches": stretches})
    for where, said in book.corrections.all().items():
        if isinstance(where, CutRow):
            yield _record("cut", {"stretch": where.stretch, "ends": list(map(int, said.split()))})
        else:
            fields = {"word": where.word, "sentence": where.sentence, "first": where.first, "reading": said}
            yield _record("reading", fields)
    for day in store.read(reading_days):
        yield _record("reading-day", asdict(day))


def read_bundle(path: Path) -> Bundle:
    """Read a file of such lines, all or nothing. Raises FileProblem with the line."""
    data = read_bytes(path, limit=_MAX_BYTES, problem=FileProblem)
    content = decode_utf8(data, path, mend=_MEND, problem=FileProblem)
    found = Bundle()
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            read_record(json.loads(line), found)
        except (ValueError, RecursionError) as error:
            raise FileProblem(
                f"This line is not one of exported words ({error})", where=path, line=number, mend=_MEND
            ) from error
    return found


def weigh_bundle(bundle: Bundle, book: WordBook, store: Store, *, lowers: bool = True) -> Taken:
    """What :func:`take_in_bundle` would take; nothing is changed."""
    return _plan(bundle, book, store, lowers=lowers)[1]


def take_in_bundle(bundle: Bundle, book: WordBook, store: Store, *, lowers: bool = True) -> Taken:
    """Add what is not there, as one step of undo.

    Unless it ``lowers``, of two statuses the higher one stays, and a kept word keeps the contexts of both
    states: it is the same whatever the order.
    """
    parts, taken = _plan(bundle, book, store, lowers=lowers)
    for part in parts:
        if isinstance(part, BroughtReading):
            # Whoever imports is told at once where it cannot be written.
            store.submit(put_reading, part).result()
    book.steps.do("Import words", lambda: parts)
    return taken


def _plan(bundle: Bundle, book: WordBook, store: Store, *, lowers: bool) -> tuple[list[Part], Taken]:
    book.load()
    if lowers:
        times = book.statuses.times()
        wanted = {key: given for key, given in bundle.statuses.items() if given[1] > times.get(key, 0)}
    else:
        here = book.statuses.of
        wanted = {k: given for k, given in bundle.statuses.items() if _height(given[0]) > _height(here(k))}
    moves = book.statuses.moves(
        {key: status for key, (status, _) in wanted.items()}, {key: when for key, (_, when) in wanted.items()}
    )
    kept = bundle.kept if lowers else _with_all_contexts(bundle.kept, book.kept.all())
    edits = book.kept.edits_for(kept, bundle.reviews)
    ours = book.corrections.all()
    corrected = {key: said for key, said in bundle.corrections.items() if key not in ours}
    parts: list[Part] = [*([edits] if edits else []), *moves]
    if corrected:
        parts.append(CorrectionMoves(dict.fromkeys(corrected), dict(corrected)))
    made = edits.edits if edits else ()
    if brought := plan_reading(store, bundle.reveals, bundle.days, bundle.unaided):
        parts.append(brought)
    return parts, Taken(
        len(moves[0].after) if moves else 0,
        sum(edit.before is not edit.after for edit in made),
        sum(len(edit.reviews) for edit in made),
        len(brought.reveals),
        len(brought.days),
        len(corrected),
        len(brought.unaided),
    )


def _height(status: Status) -> tuple[bool, Status]:
    """What stays where two differ: what is known is known, whoever set it aside as no word to learn."""
    return status is Status.KNOWN, status


def _with_all_contexts(given: Iterable[KeptWord], known: Iterable[KeptWord]) -> list[KeptWord]:
    """The later state of each word that came, with the contexts of both states."""
    here = {word.id: word for word in known}
    there: dict[str, KeptWord] = {}
    for word in given:
        own = there.get(word.id) or here.get(word.id)
        there[word.id] = _joined(own, word) if own is not None else word
    return list(there.values())


def _joined(own: KeptWord, other: KeptWord) -> KeptWord:
    newer, older = (other, own) if other.changed > own.changed else (own, other)
    missing = [each for each in older.contexts if not any(map(each.is_at, newer.contexts))]
    if not missing:
        return newer
    contexts = sorted(
        (*newer.contexts, *missing),
        key=lambda each: (each.added, each.document, each.version, each.span.start, each.sentence),
    )
    return replace(newer, contexts=tuple(contexts))


def _record(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"schema": SCHEMA, "kind": kind} | fields


def _word_fields(word: KeptWord) -> dict[str, Any]:
    return {
        "id": word.id,
        "word": word.key,
        "written": word.written,
        "traditional": word.traditional,
        "reading": word.reading,
        "sense": word.sense,
        "created": word.created,
        "changed": word.changed,
        "due": word.card.due,
        "card": word.card.state,
        "contexts": [_context_fields(context) for context in word.contexts],
    }


def _context_fields(context: Context) -> dict[str, Any]:
    return {
        "corpus": context.corpus,
        "title": context.title,
        "place": {name: getattr(context.place, name) for name in PLACE},
        "sentence": context.sentence,
        "before": context.before,
        "sense": context.sense,
        "added": context.added,
        "partners": [
            {"version": each.version, "text": each.text, "rendering": [list(span) for span in each.rendering]}
            for each in context.partners
        ],
    }
