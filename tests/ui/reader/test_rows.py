"""The layout of rows: a pair a row, with a blank where a version has nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from factories import craft_corpus, write_corpus, write_document
from parallelreader.app.reading.layout import Layout
from parallelreader.ui.reader.rows import RowView
from reading_window import CONTROL, OpenWindow, point_of, turn_wheel

pytestmark = pytest.mark.gui


@pytest.fixture
def craft(tmp_path: Path) -> Path:
    return craft_corpus(tmp_path / "craft")


@pytest.fixture
def rows(open_window: Callable[..., OpenWindow], craft: Path) -> OpenWindow:
    """The short document in three versions, in rows."""
    opened = open_window()
    opened.open(craft, "mill", versions=("zh", "literal", "free"))
    opened.press(Qt.Key.Key_2, CONTROL)
    opened.settle()
    return opened


def view_of(opened: OpenWindow) -> RowView:
    return opened.window.area.rows.view


def test_every_version_has_its_sentences_of_a_row_beside_each_other(rows: OpenWindow):
    column = view_of(rows).column
    assert column is not None

    for number, _, item in column.visible():
        shown = {
            version: "".join(
                rows.words(version, f.layout.start, f.layout.end)
                for f in item.fragments
                if f.version == version
            )
            for version in rows.reading.shown
        }
        for version in rows.reading.shown:
            text = rows.reading.texts[version]
            assert shown[version].replace(" ", "") == "".join(
                text.segment_text(s) for s in rows.reading.cell(number, version)
            ).replace(" ", "")


def test_first_lines_of_a_row_share_a_baseline(rows: OpenWindow):
    column = view_of(rows).column
    assert column is not None
    _, _, item = next(column.visible())

    middles = [f.y + f.layout.line_height / 2 for f in item.fragments]

    assert max(middles) - min(middles) < 1


def test_an_empty_cell_is_a_visible_blank(open_window, tmp_path: Path):
    corpus = tmp_path / "craft"
    craft_corpus(corpus)
    lines = (corpus / "mill" / "zh--free.tsv").read_text(encoding="utf-8").splitlines()
    (corpus / "mill" / "zh--free.tsv").write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    opened = open_window()
    opened.open(corpus, "mill", versions=("zh", "free"))
    opened.desk.reading.set_layout(Layout.ROWS)
    opened.settle()
    column = view_of(opened).column
    assert column is not None

    blanks = [text for _, _, item in column.visible() for text, rect in item.blanks if rect.height() >= 24]

    assert blanks == ["Not translated", "Not in the Chinese", "Not in the Chinese"]

    opened.press(Qt.Key.Key_P)
    opened.settle()
    column = view_of(opened).column
    assert column is not None
    for _, _, item in column.visible():
        for _, rect in item.blanks:
            layout = item.fragments[0].layout
            middle = item.fragments[0].y + (layout.above + layout.line_height) / 2
            assert abs(rect.center().y() - middle) < 1


def test_a_pair_out_of_order_says_so_under_its_number_and_at_the_foot(open_window, tmp_path: Path):
    corpus = tmp_path / "craft"
    craft_corpus(corpus)
    file = corpus / "mill" / "zh--literal.tsv"
    head, first, second, third, *rest = file.read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[:2] for line in (first, second, third)] == [
        ["1.1"] * 2,
        ["2.1"] * 2,
        ["2.2"] * 2,
    ]
    turned = [first.replace("\t1.1", "\t2.2"), second.replace("\t2.1", "\t1.1")]
    turned.append(third.replace("\t2.2", "\t2.1"))
    file.write_text("\n".join([head, *turned, *rest]) + "\n", encoding="utf-8")
    opened = open_window()
    opened.open(corpus, "mill", versions=("zh", "literal"))
    opened.desk.reading.set_layout(Layout.ROWS)
    opened.settle()
    view, row = view_of(opened), opened.reading.rows[0]
    foot = " ".join(label.text() for label in opened.window.status.findChildren(QLabel))
    sign = view.grab(QRect(20, 0, 64, 80)).toImage()

    opened.window.area.go_to_row(1)
    opened.settle()

    other = " ".join(label.text() for label in opened.window.status.findChildren(QLabel))
    assert row.is_moved
    assert "Moved, 1–1" in foot
    assert "Moved" not in other
    assert _inks(sign, view.themes.current.accent) > 20


def _inks(image: QImage, color: QColor) -> int:
    """How many pixels are nearly of that colour."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    seen = (image.pixelColor(x, y) for x, y in points)
    return sum(
        abs(each.red() - color.red()) + abs(each.green() - color.green()) + abs(each.blue() - color.blue())
        < 60
        for each in seen
    )


def test_arrows_go_from_row_to_row(rows: OpenWindow):
    for _ in range(3):
        rows.press(Qt.Key.Key_Down)
    rows.press(Qt.Key.Key_Up)

    assert rows.window.state.current_row == 2
    assert rows.window.area.place() == ("zh", float(rows.reading.texts["zh"].segment(3).start))


def test_scrolling_takes_the_current_row_along(open_window, craft: Path):
    opened = open_window()
    opened.open(craft, "ferries")
    opened.desk.reading.set_layout(Layout.ROWS)
    opened.settle()

    for _ in range(20):
        turn_wheel(view_of(opened), 1)

    column = view_of(opened).column
    assert column is not None
    assert opened.window.state.current_row in [index for index, _, _ in column.visible()]
    assert opened.window.state.current_row > 10


def test_changing_the_layout_stays_on_the_same_pair(open_window, craft: Path):
    opened = open_window()
    opened.open(craft, "ferries")
    opened.window.area.go_to_row(120)

    opened.press(Qt.Key.Key_2, CONTROL)
    opened.settle()
    column = view_of(opened).column
    assert column is not None
    assert opened.window.state.current_row == 120
    assert 120 in [index for index, _, _ in column.visible()]

    opened.press(Qt.Key.Key_1, CONTROL)
    opened.settle()
    assert opened.window.state.current_row == 120
    assert opened.segment_on_line("zh") == opened.segment_on_line("en") == 120


def test_a_click_chooses_the_row_and_tints_its_pair(rows: OpenWindow):
    view = view_of(rows)

    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=point_of(view, "literal", "Slowly the wheel")
    )

    assert rows.window.state.current_row == rows.reading.row_of("literal", 8)
    assert rows.window.state.tinted("zh") == (8,)


def test_a_selection_stays_in_its_column(rows: OpenWindow):
    view = view_of(rows)
    start = point_of(view, "literal", "Moss covered")

    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), point_of(view, "free", "Xiaoman asked"))
    found = view.position_at(QPointF(point_of(view, "free", "Xiaoman asked")), "literal")
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start)

    assert found is not None
    assert found[0] == "literal"


def test_a_row_taller_than_the_window_is_the_current_one_while_it_shows(open_window, tmp_path: Path):
    folder = tmp_path / "long"
    chinese = "短。\n" + "长" * 6000 + "。\n完。"
    english = "Short.\n" + "long " * 3000 + ".\nDone."
    beads = {"en": [((n,), (n,)) for n in range(3)]}
    versions = {"zh": ("zh-Hans", chinese), "en": ("en", english)}
    write_corpus(folder, "Long", [write_document(folder, "long", versions, beads=beads)])
    opened = open_window()
    opened.open(folder)
    opened.desk.reading.set_layout(Layout.ROWS)
    opened.settle()

    for _ in range(8):
        turn_wheel(view_of(opened), 1)

    assert opened.window.state.current_row == 1


def test_three_columns_fit_into_the_smallest_window(rows: OpenWindow):
    rows.window.resize(880, 560)
    rows.settle()
    view = view_of(rows)
    column = view.column
    assert column is not None

    for _, _, item in column.visible():
        for fragment in item.fragments:
            assert fragment.x + fragment.layout.width <= view.viewport().width()


def test_header_menus_offer_the_other_versions(open_window, craft: Path):
    opened = open_window()
    opened.open(craft, "mill", versions=("zh", "literal"))
    header = opened.window.area.panes._headers["literal"]
    menus = header._choice.menu(), header._add.menu()

    assert [action.text() for action in menus[0].actions() if action.isChecked()] == ["literal · own"]
    menus[1].actions()[0].trigger()
    opened.settle()

    assert opened.reading.shown == ("zh", "literal", "free")
    opened.window.area.panes._headers["literal"]._close.click()
    opened.settle()
    assert opened.reading.shown == ("zh", "free")
