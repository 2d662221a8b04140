"""What became of notes and repairs on a text that has changed, and what the user says to it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path, PurePosixPath

import pytest

from notes_material import CHINESE, ENGLISH, lines, story
from parallelreader.app.annotating import Annotating
from parallelreader.app.receipts.noted import NotedPlaces
from parallelreader.app.receipts.receipts import DocumentReceipts
from parallelreader.app.repairing import Repairing
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.notes.note import Colour
from parallelreader.core.receipt import Fate, Kind, ReceiptLine
from parallelreader.core.repair.operations import check
from parallelreader.core.text import Span, Text
from parallelreader.store.database import Store

ZH, EN = lines(story(CHINESE)), lines(story(ENGLISH))
VERSIONS = tuple(
    Version(id=name, language=name, hand=Hand.OWN, text=PurePosixPath(name)) for name in ("zh", "en")
)
FERRY = Document("ferry", "Ferry", VERSIONS)
EDITED = lines(
    story(
        [
            "江面上起了雾。",
            *CHINESE[2:7],
            CHINESE[7].replace("旧灯笼", "新灯笼"),
            *CHINESE[8:],
            CHINESE[1],
        ],
        in_paragraph=3,
    )
)
"""The first sentence is another one, the second is the last now, and a lantern is new."""


class Desk:
    """One open document with its notes and repairs."""

    def __init__(self, store: Store, folder: Path, source: Text) -> None:
        self.notes = Annotating.open(store, Corpus(folder, "River", (FERRY,)), clock=count(1_000).__next__)
        self.repairs = Repairing.beside(self.notes, store)
        self.texts = {"zh": source, "en": EN}
        for version, text in self.texts.items():
            self.notes.notes.open_text("ferry", version, text)
        beads = [Bead((n,), (n,), 0.6, Origin.ALIGNER) for n in range(EN.segment_count)]
        beads += [Bead((n,), (), 0.6, Origin.ALIGNER) for n in range(EN.segment_count, source.segment_count)]
        base = Alignment(tuple(beads), source.segment_count, EN.segment_count)
        self.repairs.overlay(FERRY, "en", base, source, EN)
        self.receipts = DocumentReceipts.of(store, self.notes, self.repairs, FERRY, self.texts)

    def mark(self, quote: str, body: str = "") -> str:
        start = self.texts["zh"].content.index(quote)
        anchor = self.notes.notes.anchor("ferry", "zh", Span(start, start + len(quote)))
        made = self.notes.write_note([anchor], body) if body else self.notes.highlight([anchor], Colour.BLUE)
        return made.added[0]

    def line(self, words: str, kind: Kind = Kind.NOTE) -> ReceiptLine:
        lines = self.receipts.take().lines
        return next(line for line in lines if line.kind is kind and words in line.was)

    def fates(self) -> dict[str, Fate]:
        return {line.was: line.fate for line in self.receipts.take().lines if line.kind is Kind.NOTE}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def changed(store: Store, tmp_path: Path) -> Desk:
    """The document after its text was changed; notes were made before."""
    before = Desk(store, tmp_path, ZH)
    for quote in ("河水", "缆绳又绕", "父亲说过", "旧灯笼"):
        before.mark(quote, body=f"on {quote}")
    number = ZH.segment_at(ZH.content.index(CHINESE[3]))
    for at in (0, number):
        alignment = before.repairs.alignment(FERRY, "en")
        assert alignment is not None
        before.repairs.do(FERRY, "en", check(alignment, at, at))
    assert before.receipts.take().counts[Fate.UNCHANGED] == 6
    assert not before.receipts.is_news(before.receipts.take())
    assert before.notes.flush(60)
    assert before.repairs.flush(60)
    return Desk(store, tmp_path, EDITED)


def test_the_receipt_tells_what_became_of_each(changed: Desk) -> None:
    receipt = changed.receipts.take()

    assert changed.fates() == {
        "河水": Fate.UNPLACED,
        "缆绳又绕": Fate.MOVED,
        "父亲说过": Fate.MOVED,
        "旧灯笼": Fate.CHANGED,
    }
    line = changed.line("旧灯笼")
    assert (line.now, line.about) == ("新灯笼", "on 旧灯笼")
    assert line.segment == EDITED.label(EDITED.segment_at(EDITED.content.index("新灯笼")))
    repairs = {line.was: line.fate for line in receipt.lines if line.kind is Kind.REPAIR}
    assert repairs == {CHINESE[0]: Fate.UNPLACED, CHINESE[3]: Fate.MOVED}
    assert receipt.words == "0 unchanged, 3 moved, 1 changed, 2 unplaced"
    assert len(receipt.to_review) == 6


def test_it_is_told_once_for_each_state_of_a_text(changed: Desk, store: Store, tmp_path: Path) -> None:
    receipts = changed.receipts
    assert receipts.is_news(receipts.take())

    receipts.mark_seen()

    assert not receipts.is_news(receipts.take())
    later = Desk(store, tmp_path, lines(EDITED.content.replace("竹篓", "藤篓")))
    assert later.receipts.is_news(later.receipts.take())


def test_confirmed_places_are_the_notes_own_from_then_on(changed: Desk, store: Store, tmp_path: Path) -> None:
    assert changed.receipts.confirm(changed.receipts.take().lines) == 4

    assert changed.fates()["新灯笼"] is Fate.UNCHANGED
    assert changed.receipts.take().words == "4 unchanged, 0 moved, 0 changed, 2 unplaced"
    assert changed.notes.flush(60)
    assert changed.repairs.flush(60)
    again = Desk(store, tmp_path, EDITED)
    assert again.receipts.take().words == "4 unchanged, 0 moved, 0 changed, 2 unplaced"
    # The place it was made on is kept beside the new one.
    assert {note.targets[0].original.exact for note in again.notes.notes.find()} == {
        "河水",
        "缆绳又绕",
        "父亲说过",
        "旧灯笼",
    }


def test_carrying_is_undone_and_that_too(changed: Desk, store: Store, tmp_path: Path) -> None:
    assert changed.receipts.take_back([changed.line("缆绳又绕")]) == 1

    assert changed.fates()["缆绳又绕"] is Fate.UNPLACED
    assert changed.notes.flush(60)
    assert Desk(store, tmp_path, EDITED).fates()["缆绳又绕"] is Fate.UNPLACED
    # In the text it was made on it stands where it stood.
    assert Desk(store, tmp_path, ZH).fates()["缆绳又绕"] is Fate.UNCHANGED

    changed.notes.undo()

    assert changed.fates()["缆绳又绕"] is Fate.MOVED


def test_a_confirmed_place_can_be_taken_back_to_none(changed: Desk) -> None:
    changed.receipts.confirm([changed.line("旧灯笼")])

    changed.receipts.take_back([changed.line("新灯笼")])

    assert changed.fates()["旧灯笼"] is Fate.UNPLACED


def test_what_is_unplaced_is_put_where_the_user_says(changed: Desk) -> None:
    at = EDITED.content.index("江面")

    assert changed.receipts.give(changed.line("河水"), "zh", Span(at, at + 2)) == 1

    line = changed.line("江面")
    assert (line.fate, line.span, line.about) == (Fate.UNCHANGED, Span(at, at + 2), "on 河水")
    changed.notes.undo()
    assert changed.fates()["河水"] is Fate.UNPLACED


def test_repairs_are_confirmed_forgotten_and_let_go(changed: Desk) -> None:
    kept, lost = changed.line(CHINESE[3], Kind.REPAIR), changed.line(CHINESE[0], Kind.REPAIR)
    assert not changed.receipts.can_give(lost)

    assert changed.receipts.take_back([lost]) == 1
    assert changed.receipts.take_back([kept]) == 1

    assert not any(line.kind is Kind.REPAIR for line in changed.receipts.take().lines)
    changed.notes.undo()
    alignment = changed.repairs.alignment(FERRY, "en")
    assert alignment is not None
    assert sum(bead.origin is Origin.CHECKED for bead in alignment.beads) == 1


def test_a_note_on_a_text_that_is_gone_is_unplaced(changed: Desk, store: Store, tmp_path: Path) -> None:
    places = NotedPlaces(changed.notes)

    assert not list(places.lines_without_text({("ferry", "zh"), ("ferry", "en")}))
    gone = list(places.lines_without_text({("ferry", "en")}))
    assert {line.fate for line in gone} == {Fate.UNPLACED}
    assert len(gone) == 4


def test_nothing_is_kept_of_a_note_that_was_deleted_meanwhile(changed: Desk) -> None:
    line = changed.line("旧灯笼")
    assert isinstance(line.subject, tuple)
    changed.notes.delete([line.subject[0]])

    assert changed.receipts.confirm([line]) == 0
    assert changed.receipts.give(replace(line, fate=Fate.UNPLACED), "zh", Span(0, 2)) == 0
