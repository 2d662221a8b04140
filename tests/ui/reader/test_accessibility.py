"""What a screen reader is told of the painted text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible

from factories import craft_corpus, mill
from parallelreader.app.reading.reading import Reading
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.ui.reader.accessibility import make_views_accessible, pair_text
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


def mill_with(*beads: Bead) -> Reading:
    """The story of the mill, aligned as a test wants it."""
    whole = mill()
    source, target = (whole.texts[name] for name in ("zh", "literal"))
    alignment = Alignment(beads, source.segment_count, target.segment_count)
    return Reading(whole.document, whole.shown, texts=whole.texts, alignments={"literal": alignment})


def test_a_pair_is_read_out_with_both_sides():
    assert pair_text(mill(), 0) == "旧磨坊\nThe old mill"


def test_a_pair_of_odd_shape_and_low_score_says_so():
    reading = mill_with(Bead((0,), (0, 1), confidence=0.41))

    assert pair_text(reading, 0).splitlines()[2:] == ["1–2", "alignment 41 percent"]


def test_a_pair_out_of_order_is_said_to_be_moved():
    reading = mill_with(Bead((0,), (2,)), Bead((1,), (0,)), Bead((2,), (1,)))

    assert [pair_text(reading, row).splitlines()[2:] for row in (0, 1)] == [["moved"], []]


def test_a_side_without_anything_is_said_to_be_untranslated():
    reading = mill_with(Bead((0,), ()))

    assert pair_text(reading, 0) == "旧磨坊\nnot translated\n1–0"


def test_a_view_is_a_list_of_the_pairs_on_screen(open_window: Callable[..., OpenWindow], tmp_path: Path):
    make_views_accessible()
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    view = opened.pane("zh")

    told = QAccessible.queryAccessibleInterface(view)

    assert told.role() == QAccessible.Role.List
    assert told.text(QAccessible.Text.Name) == view.accessibleName() != ""
    assert told.childCount() == len(opened.reading.rows)
    assert told.child(1).text(QAccessible.Text.Name) == pair_text(opened.reading, 1)
    assert told.child(1).rect().width() > 0
