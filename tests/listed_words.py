"""Words as the list has them, made by hand."""

from collections.abc import Iterable

from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import DAY_MS, Place, Shelf, WordEntry
from parallelreader.core.text import Span

TODAY_ENDS = 1_000 * DAY_MS
FERRY: Shelf = ("river", "ferry")
LAMP: Shelf = ("river", "lamp")


def place(word: str, chinese: str, english: str = "", *, text: Shelf = FERRY, at: int = 0) -> Place:
    """A pair in which ``word`` stands, ``at`` code points into its text."""
    start = chinese.index(word)
    number = 0 if text == FERRY else 1
    spans = (Span(0, 4),) if english else ()
    return Place(
        text,
        "zh",
        Span(at, at + len(word)),
        chinese,
        Span(start, start + len(word)),
        english,
        spans,
        (number, at),
    )


def due_cards(words: Iterable[WordEntry]) -> list[str]:
    """The cards of those that are due by today."""
    return [word.card for word in words if word.card and word.due < TODAY_ENDS]


def listed(
    word: str,
    reading: str = "",
    meaning: str = "",
    status: Status = Status.NEW,
    *places: Place,
    due: int | None = None,
    added: int = 0,
) -> WordEntry:
    """A word; with ``due``, in days from today, it has a card that was reviewed before."""
    card = f"card {word}" if due is not None else ""
    moment = TODAY_ENDS - DAY_MS // 2 + (due or 0) * DAY_MS if due is not None else 0
    return WordEntry(word, card, word, reading, meaning, status, places, due is not None, added, moment)
