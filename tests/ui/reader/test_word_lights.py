"""A word lights up what renders it in the other panes: by pointer, caret and selection, in every layout."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from factories import MILL_LITERAL_BEADS, alignment, craft_corpus
from parallelreader.app.linked_words import LinkedPassages, Passages
from parallelreader.app.pair_linking import PairLinker
from parallelreader.core.errors import FileProblem
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span
from parallelreader.ui.reader.view import ReadingView
from reading_window import CONTROL, SHIFT, OpenWindow, point_of, turn_wheel
from word_pairs import ListedLinker

pytestmark = pytest.mark.gui
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.desk.word_links.use(ListedLinker())
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    return opened


def point_at(opened: OpenWindow, view: ReadingView, version: str, words: str) -> None:
    move_to(view, version, words)
    opened.settle()


def move_to(view: ReadingView, version: str, words: str) -> None:
    point = point_of(view, version, words)
    # Where the test before has left the pointer there would be no move.
    for each in (point - QPoint(0, 2), point):
        QTest.mouseMove(view.viewport(), each)


def lit(opened: OpenWindow) -> set[tuple[str, str, str]]:
    """(version, words, how) of everything that is lit."""
    return {
        (each.version, opened.words(each.version, each.span.start, each.span.end), str(each.light))
        for each in opened.window.state.lights.lit
    }


def rest(opened: OpenWindow) -> None:
    """Wait until nothing fades any more."""
    lights = opened.window.state.lights
    opened.wait_until(lambda: all(lights.level(span) in (0.0, 1.0) for span in lights.spans()))
    opened.wait_until(lambda: set(lights.spans()) == lights.lit)
    QApplication.processEvents()


def picture_of(opened: OpenWindow, view: ReadingView, version: str, words: str) -> QImage:
    """The words as they are painted, with what is close around them."""
    rest(opened)
    start = opened.reading.texts[version].content.index(words)
    left, right = view.rect_of(version, start), view.rect_of(version, start + len(words))
    assert left is not None
    assert right is not None
    area = left.united(right).adjusted(-2, 0, 2, 0).toAlignedRect()
    return view.viewport().grab(area).toImage()


def has_colour(picture: QImage, colour: QColor) -> bool:
    return any(
        picture.pixelColor(x, y) == colour for x in range(picture.width()) for y in range(picture.height())
    )


def rows_with(picture: QImage, colour: QColor) -> list[int]:
    """The lines of pixels in which a colour stands."""
    return [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y) == colour for x in range(picture.width()))
    ]


def stretch(opened: OpenWindow, words: str) -> tuple[int, int]:
    start = opened.reading.texts["zh"].content.index(words)
    return start, start + len(words)


def accent(view: ReadingView) -> QColor:
    return view.themes.current.accent


def test_pointing_lights_the_other_pane(mill: OpenWindow):
    point_at(mill, mill.pane("zh"), "zh", "青苔")
    assert lit(mill) == {("literal", "Moss", "linked")}

    point_at(mill, mill.pane("literal"), "literal", "Master")
    assert lit(mill) == {("zh", "师傅", "linked")}


def test_where_nothing_is_known_nothing_lights_up(mill: OpenWindow):
    point_at(mill, mill.pane("zh"), "zh", "青苔")

    point_at(mill, mill.pane("zh"), "zh", "整整")

    assert lit(mill) == set()


def test_the_lights_go_out_when_the_pointer_leaves(mill: OpenWindow):
    pane = mill.pane("zh")
    point_at(mill, pane, "zh", "青苔")

    QApplication.sendEvent(pane, QEvent(QEvent.Type.Leave))

    assert lit(mill) == set()


def test_a_guess_is_lit_faintly(mill: OpenWindow):
    point_at(mill, mill.pane("zh"), "zh", "锈")

    assert lit(mill) == {("literal", "rusted", "faint")}


def test_the_word_itself_is_outlined_when_the_pointer_rests_on_it(mill: OpenWindow):
    pane = mill.pane("zh")
    plain = picture_of(mill, pane, "zh", "青苔")
    point_at(mill, pane, "zh", "青苔")
    assert ("zh", "青苔", "word") not in lit(mill)

    mill.wait_until(lambda: ("zh", "青苔", "word") in lit(mill))

    assert not has_colour(plain, accent(pane))
    assert has_colour(picture_of(mill, pane, "zh", "青苔"), accent(pane))


def test_english_words_get_a_line_and_chinese_ones_an_outline(mill: OpenWindow):
    chinese, english = mill.pane("zh"), mill.pane("literal")
    point_at(mill, chinese, "zh", "青苔")
    line = picture_of(mill, english, "literal", "Moss")
    point_at(mill, english, "literal", "Moss")
    outline = picture_of(mill, chinese, "zh", "青苔")

    assert 1 <= len(rows_with(line, accent(english))) <= 2
    assert len(rows_with(outline, accent(chinese))) > outline.height() / 2


def test_lighting_moves_nothing(mill: OpenWindow):
    chinese, english = mill.pane("zh"), mill.pane("literal")
    before = [english.rect_of("literal", place) for place in range(0, 200, 7)]

    point_at(mill, chinese, "zh", "青苔")
    rest(mill)

    assert [english.rect_of("literal", place) for place in range(0, 200, 7)] == before


@pytest.mark.parametrize("by", ["mouse", "keys"])
def test_a_selected_term_lights_what_renders_it(mill: OpenWindow, by: str):
    pane = mill.pane("zh")
    if by == "mouse":
        QTest.mouseDClick(pane.viewport(), LEFT, pos=point_of(pane, "zh", "青苔"))
    else:
        pane.caret = ("zh", mill.reading.texts["zh"].content.index("青苔"))
        for _ in range(2):
            mill.press(Qt.Key.Key_Right, SHIFT)
    mill.settle()

    assert mill.selected == "青苔"
    assert lit(mill) == {("literal", "Moss", "linked")}
    mill.window.state.select(None)
    assert lit(mill) == set()


def test_by_keyboard_alone_the_word_at_the_caret_is_lit(mill: OpenWindow):
    mill.pane("zh").setFocus()
    mill.pane("zh").caret = ("zh", mill.reading.texts["zh"].content.index("满了青苔"))

    mill.press(Qt.Key.Key_Right)
    mill.settle()
    assert lit(mill) == set()
    mill.press(Qt.Key.Key_Right)
    mill.settle()

    assert lit(mill) == {("zh", "青苔", "word"), ("literal", "Moss", "linked")}
    mill.press(Qt.Key.Key_F6)
    assert lit(mill) == set()


def test_the_pointer_goes_before_the_caret_once_it_moves(mill: OpenWindow):
    pane = mill.pane("zh")
    pane.setFocus()
    pane.caret = ("zh", mill.reading.texts["zh"].content.index("了青苔"))
    mill.press(Qt.Key.Key_Right)
    mill.settle()
    by_caret = lit(mill)

    point_at(mill, pane, "zh", "师傅")
    by_pointer = lit(mill)
    QApplication.sendEvent(pane, QEvent(QEvent.Type.Leave))

    assert ("literal", "Moss", "linked") in by_caret
    assert by_pointer == {("literal", "Master", "linked")}
    assert lit(mill) == by_caret


def test_a_click_lets_go_of_the_word_at_the_caret(mill: OpenWindow):
    pane = mill.pane("zh")
    pane.setFocus()
    pane.caret = ("zh", mill.reading.texts["zh"].content.index("了青苔"))
    mill.press(Qt.Key.Key_Right)
    mill.settle()
    assert ("literal", "Moss", "linked") in lit(mill)

    QTest.mouseClick(pane.viewport(), LEFT, pos=point_of(pane, "zh", "整整"))
    QApplication.sendEvent(pane, QEvent(QEvent.Type.Leave))

    assert lit(mill) == set()


def test_in_rows_words_are_lit_across(mill: OpenWindow):
    mill.press(Qt.Key.Key_2, CONTROL)
    # Where the faces are tall, the scroll bar takes its room only now.
    mill.settle()
    view = mill.window.area.rows.view

    point_at(mill, view, "literal", "Moss")

    assert lit(mill) == {("zh", "青苔", "linked")}
    assert has_colour(picture_of(mill, view, "zh", "青苔"), accent(view))


def test_all_versions_shown_are_lit(mill: OpenWindow, tmp_path: Path):
    mill.open(tmp_path / "craft", "mill", ("zh", "literal", "free"))

    point_at(mill, mill.pane("literal"), "literal", "Moss")

    assert lit(mill) == {("zh", "青苔", "linked"), ("free", "moss", "linked")}


def test_neighbouring_words_are_lit_as_one(mill: OpenWindow):
    mill.desk.word_links.use(ListedLinker({"停": "still", "整": "for", "十": "ten"}))
    view = mill.pane("zh")
    mill.window.state.select_span("zh", Span(*stretch(mill, "停了整整十")))
    mill.settle()

    assert view.isVisible()
    assert lit(mill) == {("literal", "still for ten", "linked")}


def test_what_is_on_screen_is_linked_before_it_is_pointed_at(mill: OpenWindow):
    linker = ListedLinker()
    mill.desk.word_links.use(linker)

    mill.settle()

    asked = {sentence for pair in linker.asked for sentence in pair.chinese}
    assert asked == set(mill.reading.texts["zh"].segment_texts())
    linker.asked.clear()
    point_at(mill, mill.pane("zh"), "zh", "青苔")
    assert not linker.asked


def test_scrolling_on_links_what_comes_on_screen(mill: OpenWindow, tmp_path: Path):
    linker = ListedLinker()
    mill.desk.word_links.use(linker)
    mill.open(tmp_path / "craft", "ferries")
    linker.asked.clear()

    turn_wheel(mill.pane("zh"), 40)
    mill.wait_until(lambda: bool(linker.asked))
    mill.settle()

    row = mill.window.state.current_row
    shown = mill.reading.texts["zh"].segment_text(mill.reading.cell(row, "zh")[0])
    assert shown in {sentence for pair in linker.asked for sentence in pair.chinese}
    assert len(linker.asked) < len(mill.reading.rows) / 2


def test_word_links_can_be_switched_off_and_stay_so(
    mill: OpenWindow, open_window: Callable[..., OpenWindow], tmp_path: Path
):
    point_at(mill, mill.pane("zh"), "zh", "青苔")

    mill.press(Qt.Key.Key_U)
    assert lit(mill) == set()
    assert not mill.window.actions_by_id["word_links"].isChecked()

    again = open_window()
    linker = ListedLinker()
    again.desk.word_links.use(linker)
    again.open(tmp_path / "craft", "mill")
    point_at(again, again.pane("zh"), "zh", "青苔")
    assert lit(again) == set()
    assert not linker.asked
    again.press(Qt.Key.Key_U)
    again.settle()
    assert lit(again) == {("literal", "Moss", "linked")}


def test_when_the_alignment_changes_what_is_pointed_at_is_looked_up_anew(mill: OpenWindow):
    point_at(mill, mill.pane("zh"), "zh", "青苔")
    texts, state = mill.reading.texts, mill.window.state
    parted = alignment(MILL_LITERAL_BEADS[:2] + MILL_LITERAL_BEADS[3:], texts["zh"], texts["literal"])
    paired = mill.reading

    state.reading = mill.reading.with_alignment("literal", parted)
    state.changed.emit()
    mill.settle()
    without = lit(mill)
    state.reading = paired
    state.changed.emit()

    assert without == set()
    assert ("literal", "Moss", "linked") in lit(mill)


class BrokenLinker(ListedLinker):
    """One that cannot do what it is there for."""

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        self.asked += pairs
        raise FileProblem("The dictionary cannot be read", mend="Install the program again.")


def test_reading_goes_on_where_words_cannot_be_linked(mill: OpenWindow):
    linker = BrokenLinker()
    mill.desk.word_links.use(linker)
    mill.settle()
    asked = len(linker.asked)

    point_at(mill, mill.pane("zh"), "zh", "青苔")

    assert lit(mill) == set()
    assert len(linker.asked) == asked
    said = [label.text() for label in mill.window.status.findChildren(QLabel)]
    assert any("The dictionary cannot be read" in text for text in said)


class SlowLinker(ListedLinker):
    """One that must first make what it links by, and takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = Event()

    def is_ready(self) -> bool:
        return False

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        while not self.may_end.wait(0.01):
            progress.step(1, 4, "Making the tables")
        return super().link(pairs, progress)


def shown_at_the_foot(opened: OpenWindow) -> list[str]:
    return [label.text() for label in opened.window.status.findChildren(QLabel) if label.isVisible()]


def test_while_tables_are_made_one_is_told_and_reads_on(mill: OpenWindow):
    linker = SlowLinker()
    mill.desk.word_links.use(linker)
    mill.wait_until(lambda: "Making the tables 25 %" in shown_at_the_foot(mill))

    move_to(mill.pane("zh"), "zh", "青苔")
    before = lit(mill)
    linker.may_end.set()
    mill.wait_until(lambda: lit(mill) != before)

    assert before == set()
    assert ("literal", "Moss", "linked") in lit(mill)


def test_tables_are_made_after_what_goes_first(mill: OpenWindow):
    linker, asked = SlowLinker(), []
    linker.may_end.set()

    def gives_way() -> bool:
        asked.append(len(linker.asked))
        return len(asked) < 3

    mill.desk.word_links.use(linker, gives_way)
    mill.wait_until(lambda: bool(linker.asked))

    assert asked == [0, 0, 0]


def test_making_tables_can_be_cancelled_and_begun_again(mill: OpenWindow):
    linker = SlowLinker()
    mill.desk.word_links.use(linker)
    mill.wait_until(lambda: "Making the tables 25 %" in shown_at_the_foot(mill))

    button = next(each for each in mill.window.status.findChildren(QToolButton) if each.text() == "Cancel")
    QTest.mouseClick(button, LEFT)
    mill.settle()
    assert any("Switch them off and on (U)" in text for text in shown_at_the_foot(mill))
    linker.may_end.set()
    point_at(mill, mill.pane("zh"), "zh", "青苔")
    assert not linker.asked

    mill.press(Qt.Key.Key_U)
    mill.press(Qt.Key.Key_U)
    mill.settle()
    assert ("literal", "Moss", "linked") in lit(mill)


@pytest.mark.slow
def test_the_linker_of_the_program_lights_words_up(mill: OpenWindow, link_cache: Path):
    linker = PairLinker(link_cache)
    try:
        mill.desk.word_links.use(linker)
        # On a busy machine numpy and the tables may take their time to be read.
        mill.wait_until(lambda: mill.jobs.is_idle, timeout=120_000)
        point_at(mill, mill.pane("zh"), "zh", "齿轮")
        by_chinese = lit(mill)
        point_at(mill, mill.pane("literal"), "literal", "bearings")
        by_english = lit(mill)
    finally:
        linker.close()

    assert by_chinese == {("literal", "gears", "linked")}
    assert by_english == {("zh", "轴承", "linked")}


def test_another_document_begins_dark(mill: OpenWindow, tmp_path: Path):
    point_at(mill, mill.pane("zh"), "zh", "青苔")

    mill.open(tmp_path / "craft", "orchard")

    assert lit(mill) == set()
    assert not list(mill.window.state.lights.spans())
