"""Lines of what the user knows of words, each looked at whole before anything is done with it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.words.kept_word import Card, Context, KeptWord, Partner, Rating, Review
from parallelreader.app.words.scheduling import is_sound
from parallelreader.app.words.statuses import Status
from parallelreader.core.notes.note import Anchor
from parallelreader.core.words.alternatives import LONGEST
from parallelreader.core.words.pinyin import is_reading
from parallelreader.store.reading_days import ReadingDay
from parallelreader.store.reveals import RevealRow
from parallelreader.store.word_corrections import CutRow, Key, ReadingRow

SCHEMA = 1
PLACE = ("document", "version", "start", "end", "exact", "prefix", "suffix", "segment", "digest")
_MOST_TIME = 1 << 48
_MOST_POSITION = 1 << 40


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


def read_record(record: object, into: Bundle) -> None:
    """Read one line of a file. Raises ValueError that says what is wrong with it."""
    try:
        _read(record, into)
    except KeyError as error:
        raise ValueError(f"“{error.args[0]}” is missing") from error
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def _read(record: object, into: Bundle) -> None:
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
    names = (name for name in PLACE if name not in ("start", "end"))
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
