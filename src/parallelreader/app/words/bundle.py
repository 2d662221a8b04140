"""All that the user knows of words as JSON lines, to be kept elsewhere or taken to another computer.

Every line is an object whose ``kind`` says what it is: ``status``, ``kept``, ``review``, ``reveal``,
``unaided``, ``reading-day``, or of corrections ``cut`` and ``reading``. Taking such a file in adds what is
not there; of two states the later one stays, and of two corrections that which is there.
"""

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.corrections import CorrectionMoves
from parallelreader.app.words.kept_word import Card, Context, KeptWord, Partner, Rating, Review
from parallelreader.app.words.scheduling import is_sound
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.steps import Part
from parallelreader.core.errors import FileProblem
from parallelreader.core.notes.note import Anchor
from parallelreader.core.words.alternatives import LONGEST
from parallelreader.core.words.pinyin import is_reading
from parallelreader.formats.plain_files import decode_utf8, read_bytes
from parallelreader.store.database import Store
from parallelreader.store.reading_days import ReadingDay, put_days, reading_days
from parallelreader.store.reveals import RevealRow, all_unaided, put_reveals, reveals
from parallelreader.store.word_corrections import CutRow, Key, ReadingRow

SCHEMA = 1
_MAX_BYTES = 500_000_000
_MEND = "Export the words again as JSON; nothing was imported."
_MOST_TIME = 1 << 48
_MOST_POSITION = 1 << 40
_PLACE = ("document", "version", "start", "end", "exact", "prefix", "suffix", "segment", "digest")


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a file has; statuses with the time they were given at."""

    statuses: dict[str, tuple[Status, int]] = field(default_factory=dict)
    kept: list[KeptWord] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    reveals: list[RevealRow] = field(default_factory=list)
    unaided: list[tuple[str, str, Stretches]] = field(default_factory=list)
    days: list[ReadingDay] = field(default_factory=list)
    corrections: dict[Key, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """How much of a bundle was new here."""

    statuses: int
    kept: int
    reviews: int
    reveals: int
    days: int
    corrections: int


def bundle_lines(book: WordBook, store: Store) -> Iterator[str]:
    """The whole as lines, each with its newline; the book must be loaded."""
    times = book.statuses.times()
    for key, status in sorted(book.statuses.all().items()):
        yield _line("status", {"word": key, "status": status.word, "changed": times.get(key, 0)})
    for word in book.kept.all():
        yield _line("kept", _word_fields(word))
    for review in book.kept.reviews():
        fields = asdict(review) | {"rating": int(review.rating)}
        yield _line("review", fields)
    for row in store.read(reveals):
        place = {name: getattr(row.place, name) for name in _PLACE}
        fields = {"corpus": row.corpus, "revealed": row.version, "times": row.times}
        yield _line("reveal", fields | {"made": row.made, "latest": row.latest, "place": place})
    for corpus, document, stretches in store.read(all_unaided):
        yield _line("unaided", {"corpus": corpus, "document": document, "stretches": stretches})
    for where, said in book.corrections.all().items():
        if isinstance(where, CutRow):
            yield _line("cut", {"stretch": where.stretch, "ends": list(map(int, said.split()))})
        else:
            fields = {"word": where.word, "sentence": where.sentence, "first": where.first, "reading": said}
            yield _line("reading", fields)
    for day in store.read(reading_days):
        yield _line("reading-day", asdict(day))


def read_bundle(path: Path) -> Bundle:
    """Read a file of such lines, all or nothing. Raises FileProblem with the line."""
    data = read_bytes(path, limit=_MAX_BYTES, problem=FileProblem)
    content = decode_utf8(data, path, mend=_MEND, problem=FileProblem)
    found = Bundle()
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            _take(json.loads(line), found)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            reason = f"“{error.args[0]}” is missing" if isinstance(error, KeyError) else str(error)
            raise FileProblem(
                f"This line is not one of exported words ({reason})", where=path, line=number, mend=_MEND
            ) from error
    return found


def take_in_bundle(bundle: Bundle, book: WordBook, store: Store) -> Taken:
    """Add what is not there: statuses, words and reviews as one step of undo."""
    book.load()
    times = book.statuses.times()
    later = {key: given for key, given in bundle.statuses.items() if given[1] > times.get(key, 0)}
    moves = book.statuses.moves(
        {key: status for key, (status, _) in later.items()}, {key: when for key, (_, when) in later.items()}
    )
    edits = book.kept.edits_for(bundle.kept, bundle.reviews)
    corrected = {k: said for k, said in bundle.corrections.items() if k not in book.corrections.all()}
    parts: list[Part] = [*([edits] if edits else []), *moves]
    if corrected:
        parts.append(CorrectionMoves(dict.fromkeys(corrected), dict(corrected)))
    book.steps.do("Import words", lambda: parts)
    made = edits.edits if edits else ()
    for corpus, document, read in bundle.unaided:
        book.reveals.note_unaided(corpus, document, read)
    return Taken(
        len(moves[0].after) if moves else 0,
        sum(edit.before is not edit.after for edit in made),
        sum(len(edit.reviews) for edit in made),
        store.submit(put_reveals, bundle.reveals).result(),
        store.submit(put_days, bundle.days).result(),
        len(corrected),
    )


def _line(kind: str, fields: dict[str, Any]) -> str:
    return json.dumps({"schema": SCHEMA, "kind": kind} | fields, ensure_ascii=False) + "\n"


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
        "place": {name: getattr(context.place, name) for name in _PLACE},
        "sentence": context.sentence,
        "before": context.before,
        "sense": context.sense,
        "added": context.added,
        "partners": [
            {"version": each.version, "text": each.text, "rendering": [list(span) for span in each.rendering]}
            for each in context.partners
        ],
    }


def _take(record: object, into: Bundle) -> None:
    if not isinstance(record, dict):
        raise TypeError("it is not an object")
    if record.get("schema", SCHEMA) != SCHEMA:
        raise ValueError(f"schema {record['schema']} is not known to this program")
    kind = record["kind"]
    if kind not in _READERS:
        raise ValueError(f"nothing is known of the kind “{kind}”")
    _READERS[kind](record, into)


def _take_status(record: dict[str, Any], into: Bundle) -> None:
    status = Status.named(_words(record, "status"))
    into.statuses[_words(record, "word")] = (status, _number(record, "changed", _MOST_TIME))


def _take_word(record: dict[str, Any], into: Bundle) -> None:
    state = _words(record, "card")
    if not is_sound(state):
        raise ValueError("the state of the card is not sound")
    into.kept.append(
        KeptWord(
            _words(record, "id"),
            _words(record, "word"),
            _words(record, "written"),
            _words(record, "reading"),
            _words(record, "sense"),
            tuple(_context(_object(each)) for each in _list(record, "contexts")),
            _number(record, "created", _MOST_TIME),
            _number(record, "changed", _MOST_TIME),
            Card(_number(record, "due", _MOST_TIME), state),
            _words(record, "traditional"),
        )
    )


def _take_review(record: dict[str, Any], into: Bundle) -> None:
    into.reviews.append(
        Review(
            _words(record, "id"),
            _words(record, "kept"),
            _number(record, "made", _MOST_TIME),
            Rating(_number(record, "rating", 5)),
            _number(record, "took", _MOST_TIME),
            _words(record, "former"),
            _words(record, "state"),
        )
    )


def _take_reveal(record: dict[str, Any], into: Bundle) -> None:
    place = _place(_object(record["place"]))
    if place.end <= place.start:
        raise ValueError("a reveal needs a place")
    into.reveals.append(
        RevealRow(
            _words(record, "corpus"),
            _words(record, "revealed"),
            place,
            _number(record, "times", _MOST_TIME),
            _number(record, "made", _MOST_TIME),
            _number(record, "latest", _MOST_TIME),
        )
    )


def _take_unaided(record: dict[str, Any], into: Bundle) -> None:
    read = Stretches.parse(_words(record, "stretches"))
    into.unaided.append((_words(record, "corpus"), _words(record, "document"), read))


def _take_cut(record: dict[str, Any], into: Bundle) -> None:
    stretch, ends = _words(record, "stretch"), _list(record, "ends")
    bounds = [0, *ends, len(stretch)]
    if len(stretch) > LONGEST:
        raise ValueError(f"no word has more than {LONGEST} characters")
    if not all(type(each) is int for each in ends) or any(a >= b for a, b in pairwise(bounds)):
        raise ValueError("“ends” must be places inside the stretch, in order")
    into.corrections[CutRow(stretch)] = " ".join(map(str, ends))


def _take_reading(record: dict[str, Any], into: Bundle) -> None:
    word, reading = _words(record, "word"), _words(record, "reading")
    if not is_reading(reading.split(" "), len(word)):
        raise ValueError("“reading” must have a syllable for each character")
    place = ReadingRow(word, _words(record, "sentence"), _number(record, "first", _MOST_POSITION))
    into.corrections[place] = reading


def _take_day(record: dict[str, Any], into: Bundle) -> None:
    seconds = record["seconds"]
    is_number = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    if not is_number or not math.isfinite(seconds) or seconds < 0:
        raise ValueError("“seconds” must be a number")
    into.days.append(
        ReadingDay(
            _words(record, "day"),
            _words(record, "corpus"),
            _words(record, "document"),
            float(seconds),
            _number(record, "pairs", _MOST_POSITION),
        )
    )


_READERS: dict[str, Callable[[dict[str, Any], Bundle], None]] = {
    "status": _take_status,
    "kept": _take_word,
    "review": _take_review,
    "reveal": _take_reveal,
    "unaided": _take_unaided,
    "reading-day": _take_day,
    "cut": _take_cut,
    "reading": _take_reading,
}


def _context(record: dict[str, Any]) -> Context:
    return Context(
        _words(record, "corpus"),
        _place(_object(record["place"])),
        _words(record, "sentence"),
        _number(record, "before", _MOST_POSITION),
        tuple(_partner(_object(each)) for each in _list(record, "partners")),
        _words(record, "title"),
        _words(record, "sense"),
        _number(record, "added", _MOST_TIME),
    )


def _partner(record: dict[str, Any]) -> Partner:
    text, spans = _words(record, "text"), []
    for span in _list(record, "rendering"):
        if not isinstance(span, list) or len(span) != 2 or not all(type(each) is int for each in span):
            raise TypeError("“rendering” must be pairs of positions")
        if 0 <= span[0] < span[1] <= len(text):
            spans.append((span[0], span[1]))
    return Partner(_words(record, "version"), text, tuple(spans))


def _place(record: dict[str, Any]) -> Anchor:
    start, end = (_number(record, name, _MOST_POSITION) for name in ("start", "end"))
    if end < start:
        raise ValueError("“start” and “end” must be positions in order")
    names = (name for name in _PLACE if name not in ("start", "end"))
    words: dict[str, Any] = {name: _words(record, name) for name in names}
    return Anchor(start=start, end=end, **words)


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object is missing")
    return value


def _list(record: dict[str, Any], name: str) -> list[Any]:
    value = record[name]
    if not isinstance(value, list):
        raise TypeError(f"“{name}” must be a list")
    return value


def _words(record: dict[str, Any], name: str) -> str:
    value = record[name]
    if not isinstance(value, str):
        raise TypeError(f"“{name}” must be text")
    # A lone surrogate may be written in JSON, but in no file and no store.
    value.encode("utf-8")
    return value


def _number(record: dict[str, Any], name: str, limit: int) -> int:
    value = record[name]
    if type(value) is not int or not 0 <= value < limit:
        raise ValueError(f"“{name}” must be a number from 0 on")
    return value
