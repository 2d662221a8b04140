"""A chapter with deliberate faults is put right in the real window, by keyboard alone, and stays so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from factories import Pair
from faulty_chapter import faulty_beads, right_beads, write_faulty
from parallelreader.app.library import load_document, open_corpus
from parallelreader.core.alignment import Alignment
from reading_window import CONTROL, NO_KEY, SHIFT, OpenWindow

pytestmark = [pytest.mark.e2e, pytest.mark.gui, pytest.mark.slow]

ALT = Qt.KeyboardModifier.AltModifier
Press = tuple[Qt.Key, Qt.KeyboardModifier]

# Where to go with F8, and the key that mends what is there.
REPAIRS: list[tuple[Pair, Press]] = [
    (((1,), (1,)), (Qt.Key.Key_Down, ALT)),
    (((6, 7), (6, 7)), (Qt.Key.Key_S, NO_KEY)),
    (((), (9,)), (Qt.Key.Key_M, SHIFT)),
    (((10,), (10, 11)), (Qt.Key.Key_C, NO_KEY)),
    (((18,), (17,)), (Qt.Key.Key_Return, NO_KEY)),
]


def sides(alignment: Alignment | None) -> list[Pair]:
    assert alignment is not None
    return [(bead.source, bead.target) for bead in alignment.beads]


def shown(opened: OpenWindow) -> list[Pair]:
    return sides(opened.reading.alignment("en"))


def go_to(opened: OpenWindow, bead: Pair) -> None:
    """Press F8 until a pair is chosen."""
    for _ in range(len(opened.reading.doubtful) + 1):
        ours, theirs = opened.reading.rows[opened.window.state.current_row].cells
        if (ours, theirs) == bead:
            return
        opened.press(Qt.Key.Key_F8)
    raise AssertionError(f"F8 does not lead to {bead}")


def test_a_chapter_is_repaired_by_keyboard_alone(open_window: Callable[..., OpenWindow], tmp_path: Path):
    data, corpus = tmp_path / "user-data", write_faulty(tmp_path / "lighthouse")
    opened = open_window(data)
    opened.open(corpus)
    assert set(shown(opened)) == set(faulty_beads())

    opened.press(Qt.Key.Key_4, ALT)
    opened.settle()
    for bead, (key, modifiers) in REPAIRS:
        go_to(opened, bead)
        opened.press(key, modifiers)
        opened.settle()
    assert shown(opened) == right_beads()
    # What was in doubt only for its neighbour is looked at again by itself.
    opened.wait_until(lambda: not len(opened.reading.doubtful), timeout=20_000)
    opened.press(Qt.Key.Key_Escape)
    opened.settle()

    again = open_window(data)
    again.desk.open(None)
    again.settle()
    assert shown(again) == right_beads()
    again.press(Qt.Key.Key_S, CONTROL)
    again.settle()
    written = load_document(open_corpus(corpus), "lighthouse").alignments["en"]
    assert sides(written) == right_beads()
    elsewhere = open_window(tmp_path / "someone-else")
    elsewhere.open(corpus)
    assert shown(elsewhere) == right_beads()
