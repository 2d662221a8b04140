"""Chosen renderings in changed texts: told with notes and repairs, and settled as they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import CHINESE, LITERAL, write_corpus
from parallelreader.app.library import OpenDocument, load_document, open_corpus
from parallelreader.app.receipts.rendered import RenderedPlaces
from parallelreader.app.terms.book import TermBook
from parallelreader.core.receipt import Fate, ReceiptLine
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.text import Span
from parallelreader.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def span_of(opened: OpenDocument, version: str, words: str) -> Span:
    start = opened.texts[version].content.index(words)
    return Span(start, start + len(words))


class Desk:
    """A document with two renderings chosen, before and after its texts are changed."""

    def __init__(self, store: Store, folder: Path) -> None:
        self.book = TermBook.open(store, "here")
        self.places = RenderedPlaces(self.book.choices)
        self._folder = folder
        self.opened = load_document(open_corpus(folder), "last-ferry")

    def choose(self, chinese: str, english: str) -> None:
        cell = Cell("literal", (0,), None)
        row = MatrixRow("last-ferry", "zh", span_of(self.opened, "zh", chinese), "1.1", 0, {"literal": cell})
        self.book.choices.choose(self.opened, row, "literal", span_of(self.opened, "literal", english))

    def change(self, chinese: str, english: str) -> None:
        for name, words in (("zh", chinese), ("literal", english)):
            (self._folder / "last-ferry" / f"{name}.txt").write_text(words, "utf-8")
        self.opened = load_document(open_corpus(self._folder), "last-ferry")

    def lines(self) -> list[ReceiptLine]:
        return list(self.places.lines("last-ferry", self.opened.texts))

    def fates(self) -> dict[str, Fate]:
        return {line.was: line.fate for line in self.lines()}

    def line(self, was: str) -> ReceiptLine:
        return next(line for line in self.lines() if line.was == was)


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Desk:
    made = Desk(store, write_corpus(tmp_path / "River"))
    made.choose("老人", "old man")
    made.choose("船", "boat")
    return made


def test_both_ends_are_told_of(desk: Desk) -> None:
    assert set(desk.fates().values()) == {Fate.UNCHANGED}

    desk.change(
        CHINESE.replace("船来了。", "雨停了，月亮很亮。"),
        LITERAL.replace("The old man stood", "The old men stood"),
    )

    assert desk.fates() == {
        "老人": Fate.MOVED,
        "old man": Fate.CHANGED,
        "船": Fate.UNPLACED,
        "boat": Fate.UNCHANGED,
    }
    assert (desk.line("old man").now, desk.line("old man").about) == ("old men", "老人")


def test_an_end_is_confirmed_given_and_the_choice_taken_back(desk: Desk) -> None:
    desk.change(CHINESE, LITERAL.replace("The old man stood", "There the old men stood"))
    texts = desk.opened.texts

    assert desk.places.confirm([desk.line("old man")], texts) == 1
    assert desk.fates()["old men"] is Fate.UNCHANGED
    there = span_of(desk.opened, "literal", "came")
    assert desk.places.give(desk.line("boat"), "literal", there, texts) == 1
    assert desk.fates()["came"] is Fate.UNCHANGED
    assert desk.places.give(desk.line("came"), "zh", Span(0, 1), texts) == 0
    assert desk.places.take_back([desk.line("came")], texts) == 1
    assert set(desk.fates()) == {"老人", "old men"}

    desk.book.steps.undo()

    assert set(desk.fates()) == {"老人", "old men", "船", "came"}
