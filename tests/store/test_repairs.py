from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from notes_material import note
from parallelreader.core.alignment import Origin
from parallelreader.core.errors import UserError
from parallelreader.core.repair.anchoring import AnchoredBead, AnchoredSide
from parallelreader.core.text import Span
from parallelreader.store.database import Store
from parallelreader.store.notes import NoteWrite, keep_text, write_notes
from parallelreader.store.places import identify_corpus
from parallelreader.store.repairs import PairKey, StoredBead, repairs_of, texts_of, write_repairs
from parallelreader.store.soundness import examine

PAIR = PairKey("ferry", "zh", "en")
CHECKED = StoredBead(
    PAIR,
    AnchoredBead(
        AnchoredSide("one", (Span(0, 4), Span(4, 9))), AnchoredSide("two", ()), 1.0, Origin.CHECKED, 1_000
    ),
)
FILLING = StoredBead(
    PAIR,
    AnchoredBead(
        AnchoredSide("one", (Span(9, 12),)), AnchoredSide("two", (Span(3, 5),)), 0.25, Origin.ALIGNER, 1, "b"
    ),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def key(store: Store, tmp_path: Path) -> str:
    return store.submit(identify_corpus, tmp_path, title="T", documents=["ferry"], now=1).result()


def test_repaired_beads_come_back_as_they_were_written(store: Store, key: str) -> None:
    store.submit(write_repairs, key, kept=[CHECKED, FILLING]).result()

    found = store.read(repairs_of, key)

    assert sorted(found, key=lambda stored: stored.bead.made) == [FILLING, CHECKED]
    assert store.read(repairs_of, "another") == []


def test_a_bead_written_again_takes_the_place_of_itself(store: Store, key: str) -> None:
    later = replace(FILLING, bead=replace(FILLING.bead, origin=Origin.CHECKED, confidence=1.0, base=""))
    store.submit(write_repairs, key, kept=[FILLING]).result()

    store.submit(write_repairs, key, kept=[later], dropped=[FILLING, CHECKED]).result()

    assert store.read(repairs_of, key) == [later]


def test_one_bead_that_cannot_be_written_keeps_all_out(store: Store, key: str) -> None:
    store.submit(write_repairs, key, kept=[CHECKED]).result()
    wrong = replace(FILLING, bead=replace(FILLING.bead, confidence=2.0))

    with pytest.raises(UserError):
        store.submit(write_repairs, key, kept=[FILLING, wrong], dropped=[CHECKED]).result()

    assert store.read(repairs_of, key) == [CHECKED]


def test_the_texts_under_notes_and_repairs_are_known(store: Store, key: str) -> None:
    for name in ("one", "two", "three"):
        store.submit(keep_text, name, f"text {name}").result()
    store.submit(write_repairs, key, kept=[CHECKED]).result()
    noted = note(1, corpus=key)
    noted = replace(noted, targets=(replace(noted.targets[0], digest="three"),))
    store.submit(write_notes, [NoteWrite(noted, False, 0)]).result()

    assert store.read(texts_of, key, "ferry", "zh") == {"one": "text one", "three": "text three"}
    assert store.read(texts_of, key, "ferry", "en") == {"two": "text two"}
    assert store.read(texts_of, key, "other", "zh") == {}


def test_only_what_the_user_has_checked_counts_as_a_repair(store: Store, key: str) -> None:
    store.submit(write_repairs, key, kept=[CHECKED, FILLING]).result()

    found = store.read(examine)

    assert (found.repairs, found.faults) == (1, ())
