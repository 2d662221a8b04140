"""What stands round the rows of repair: the list of low pairs, the strip of scores, messages."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from factories import document, text, version
from parallelreader.app.reading.reading import Reading
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.ui.alignment.low_pairs import LowPairs
from parallelreader.ui.alignment.repair_hints import RepairHints
from parallelreader.ui.alignment.score_strip import score_bars
from parallelreader.ui.reader.repair_items import LABEL_LEFT, LABEL_SIZE, label_width
from parallelreader.ui.reader.repair_painting import label_lines
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import caps_of
from parallelreader.ui.widgets.toast import Toast
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


def doubting(*confidences: float) -> Reading:
    """A reading of as many pairs, with these confidences."""
    texts = {
        "zh": text("\n".join("风停了。" for _ in confidences)),
        "en": text("\n".join("The wind dropped." for _ in confidences), "en"),
    }
    beads = (Bead((n,), (n,), confidence) for n, confidence in enumerate(confidences))
    count = len(confidences)
    return Reading(
        document(version("zh", "zh-Hans"), version("en")),
        ("zh", "en"),
        texts=texts,
        alignments={"en": Alignment(beads, count, count)},
    )


def themes_of(opened: OpenWindow) -> ThemeSource:
    return opened.window.area.repair.view.themes


def listed(model: LowPairs) -> list[int]:
    return [model.row_at(place) for place in range(model.rowCount())]


def test_the_run_with_the_lowest_scores_comes_first(qapp: QApplication):
    model = LowPairs()

    model.show(doubting(0.9, 0.5, 0.9, 0.4, 0.2, 0.9), by_place=False)
    assert listed(model) == [3, 4, 1]
    model.show(doubting(0.9, 0.5, 0.9, 0.4, 0.2, 0.9), by_place=True)

    assert listed(model) == [1, 3, 4]


def test_a_pair_parted_in_doubt_is_listed_by_its_own_scores(qapp: QApplication):
    texts = {"zh": text("风停了。\n雨来了。"), "en": text("The wind dropped.\nThe rain came.", "en")}
    beads = [Bead((0,), (0,), 0.4), Bead((1,), (), 0.2), Bead((), (1,), 0.3)]
    alone = [Bead((0,), (0,), 0.9), *beads[1:]]
    model = LowPairs()

    for each, expected in ((beads, [0, 1, 2]), (alone, [1, 2])):
        alignments = {"en": Alignment(each, 2, 2)}
        shown = document(version("zh", "zh-Hans"), version("en"))
        model.show(Reading(shown, ("zh", "en"), texts=texts, alignments=alignments), by_place=False)
        assert listed(model) == expected


def test_a_label_too_wide_for_its_column_goes_on_in_a_second_line(qapp: QApplication):
    metrics = QFontMetricsF(interface_font(12))
    room = metrics.horizontalAdvance("25.1–26.")

    assert label_lines("25.1–26.1", metrics, room) == ["25.1–", "26.1"]
    assert label_lines("25.1–2", metrics, room) == ["25.1–2"]


def test_the_column_of_labels_is_as_wide_as_the_highest_number(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
):
    few, many = doubting(0.9), doubting(0.9)
    monkeypatch.setattr(many, "label", lambda row: "200242.6")

    metrics = QFontMetricsF(interface_font(LABEL_SIZE, tabular=True))

    assert label_width(few) < label_width(many)
    assert label_lines("200242.6", metrics, label_width(many) - LABEL_LEFT - 6) == ["200242.6"]


def test_the_foot_tells_the_keys_of_repair_while_there_is_room(repairing: OpenWindow):
    hints = repairing.window.status.findChild(RepairHints)
    assert hints is not None

    repairing.window.resize(1300, 760)
    QApplication.processEvents()
    assert hints.isVisible()
    repairing.window.resize(900, 600)
    QApplication.processEvents()
    assert not hints.isVisible()
    repairing.window.resize(1300, 760)
    repairing.press(Qt.Key.Key_Escape)

    assert not hints.isVisible()


def test_an_item_says_label_score_and_words(qapp: QApplication):
    model = LowPairs()
    model.show(doubting(0.9, 0.44), by_place=False)

    assert model.data(model.index(0)) == "2.1, 44 %. 风停了。"


def test_bars_stand_for_the_lowest_of_their_rows():
    bars = score_bars(doubting(0.9, 0.8, 0.3, 0.95), 2)

    assert [(bar.score, bar.is_low) for bar in bars] == [(0.8, False), (0.3, True)]


def test_the_strip_goes_to_the_row_clicked_at(repairing: OpenWindow):
    strip = repairing.desk.repair.strip
    count = len(repairing.reading.rows)
    y = next(y for y in range(strip.height()) if strip.row_at(y) == count - 2)

    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(10, y + 1))

    assert repairing.window.state.current_row == count - 2


def test_a_click_in_the_list_chooses_the_pair(repairing: OpenWindow):
    view = repairing.desk.repair.list.view
    index = view.model().index(1, 0)

    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())

    assert repairing.window.state.current_row == view.model().row_at(1)


def test_the_arrows_walk_the_list_and_the_rows_with_it(repairing: OpenWindow):
    panel = repairing.desk.repair.list
    panel.view.setFocus()
    first = panel.view.currentIndex().row()

    repairing.press(Qt.Key.Key_Down)

    assert panel.view.currentIndex().row() == first + 1
    assert repairing.window.state.current_row == panel.view.model().row_at(first + 1)
    assert panel.view.hasFocus()


def test_a_repaired_pair_leaves_the_list(repairing: OpenWindow):
    model = repairing.desk.repair.list.view.model()
    before = model.rowCount()
    repairing.press(Qt.Key.Key_F8)

    repairing.press(Qt.Key.Key_C)

    assert model.rowCount() < before
    repairing.settle()


def test_a_message_with_nothing_to_take_back_has_no_button(repairing: OpenWindow):
    toast = Toast(themes_of(repairing), repairing.window.middle)

    toast.say("That cannot be.")

    assert toast.text == "That cannot be."
    assert toast.button.isHidden()


def test_a_message_stays_inside_a_narrow_ground(repairing: OpenWindow):
    ground = QWidget()
    ground.resize(320, 200)
    toast = Toast(themes_of(repairing), ground)

    toast.say("A long sentence about what was done to these pairs. " * 3, answer="Undo", act=lambda: None)

    assert ground.rect().contains(toast.geometry())
    ground.deleteLater()


@pytest.mark.parametrize(
    ("keys", "caps"), [("Alt+Up", ["Alt", "↑"]), ("Shift+M", ["Shift", "M"]), ("Ctrl++", ["Ctrl", "+"])]
)
def test_keys_are_drawn_one_by_one(qapp: QApplication, keys: str, caps: list[str]):
    assert caps_of(QKeySequence(keys)) == caps
