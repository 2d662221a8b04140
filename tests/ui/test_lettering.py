"""How Chinese is shown, chosen by keys and remembered."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolButton

from factories import craft_corpus
from made_words import text_words
from parallelreader.app.reading.lettering import PinyinMode
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.language.conversion import Script, to_script
from parallelreader.core.text import Span
from parallelreader.paths import resource
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def craft(tmp_path: Path) -> Path:
    return craft_corpus(tmp_path / "craft")


def button(opened: OpenWindow, name: str) -> QToolButton:
    """The tool button of that accessible name."""
    buttons = opened.window.findChildren(QToolButton)
    return next(each for each in buttons if each.accessibleName() == name and each.isVisible())


def test_readings_and_scripts_are_chosen_kept_and_never_in_the_text(
    open_window: Callable[..., OpenWindow], craft: Path
):
    opened = open_window()
    opened.open(craft, "ferries")
    lettering, pane = opened.window.state.lettering, opened.pane("zh")
    opened.window.area.go_to_row(60)
    before, line_height = opened.segment_on_line("zh"), pane.line_height()

    opened.press(Qt.Key.Key_P)
    assert lettering.mode is PinyinMode.NEEDED
    opened.press(Qt.Key.Key_P)
    assert lettering.mode is PinyinMode.ALL
    assert button(opened, "Pinyin: all").text() == "Pinyin: all"
    assert pane.line_height() > line_height
    assert opened.segment_on_line("zh") == before

    chooser = button(opened, "Characters: As written")
    next(each for each in chooser.menu().actions() if each.text() == "Taiwan").trigger()
    opened.settle()
    assert lettering.script("zh") is Script.TAIWAN
    assert chooser.text() == "Taiwan"
    assert opened.segment_on_line("zh") == before

    # What is copied is what stands in the file.
    opened.window.state.select_span("zh", Span(0, 8))
    opened.press(Qt.Key.Key_C, CONTROL)
    written = opened.words("zh", 0, 8)
    assert QGuiApplication.clipboard().text() == written
    opened.window.actions_by_id["copy_as_shown"].trigger()
    assert QGuiApplication.clipboard().text() == to_script(written, Script.TAIWAN) != written

    again = open_window()
    again.desk.open(None)
    again.settle()
    assert again.window.state.lettering.mode is PinyinMode.ALL
    assert again.window.state.lettering.script("zh") is Script.TAIWAN
    again.press(Qt.Key.Key_P)
    assert again.window.state.lettering.mode is PinyinMode.OFF

    spoken = again.window.actions_by_id["spoken_tones"]
    assert not spoken.isChecked()
    spoken.trigger()
    assert spoken.isChecked()
    assert again.window.state.lettering.speaks_tones
    assert again.data.settings.value.spoken_tones


def test_at_the_very_top_nothing_slips_out_of_sight(open_window: Callable[..., OpenWindow]):
    opened = open_window()
    opened.open(resource("samples"), "last-ferry")
    pane = opened.pane("zh")
    opened.window.area.go_to_row(5)
    pane.setFocus()
    opened.press(Qt.Key.Key_Home)

    tops = []
    for _ in (*PinyinMode, PinyinMode.NEEDED):
        opened.press(Qt.Key.Key_P)
        opened.settle()
        assert pane.column is not None
        tops.append(pane.column.top)

    assert tops == [0, 0, 0, 0]


def test_word_colours_show_something_from_the_first_press_on(
    open_window: Callable[..., OpenWindow], craft: Path
):
    opened = open_window()
    opened.open(craft, "mill")
    lettering = opened.window.state.lettering
    assert not lettering.tints_new

    opened.press(Qt.Key.Key_H)
    assert lettering.tints
    assert lettering.tints_new
    opened.press(Qt.Key.Key_H)
    assert not lettering.tints


def test_a_word_marked_is_tinted_on_the_page_that_shows(open_window: Callable[..., OpenWindow], craft: Path):
    opened = open_window()
    opened.open(craft, "mill")
    desk, pane = opened.desk, opened.pane("zh")
    position = opened.reading.texts["zh"].content.index("磨坊")

    desk.lettering.use(text_words(["磨坊"]), desk.word_keeping)
    desk.word_keeping.book.statuses.set(["磨坊"], Status.LEARNING_1)
    opened.settle()

    rect = pane.rect_of("zh", position)
    assert rect is not None
    corner = rect.center().toPoint() + QPoint(3, round(0.5 * pane.style_of("zh").font.pixelSize()) + 3)
    ground = pane.grab().toImage().pixelColor(corner)
    assert ground == pane.themes.current.st_learn


def test_one_pane_goes_without_pinyin_and_is_left_so(open_window: Callable[..., OpenWindow], craft: Path):
    opened = open_window()
    opened.open(craft, "ferries")
    lettering, pane = opened.window.state.lettering, opened.pane("zh")
    plain = pane.line_height()
    opened.press(Qt.Key.Key_P)
    with_readings = pane.line_height()

    opened.window.actions_by_id["pinyin_pane"].trigger()
    opened.settle()

    assert with_readings > plain
    assert pane.line_height() == plain
    assert lettering.has_readings("another")
    assert not opened.window.actions_by_id["pinyin_pane"].isChecked()
    opened.desk.remember()
    opened.open(craft, "ferries")
    assert lettering.bare == {"zh"}

    opened.window.actions_by_id["pinyin_pane"].trigger()
    opened.settle()
    assert pane.line_height() == with_readings


def test_readings_over_a_pair_stay_in_its_document(open_window: Callable[..., OpenWindow], craft: Path):
    opened = open_window()
    opened.open(craft, "mill")
    lettering = opened.window.state.lettering
    opened.window.area.go_to_row(2)

    opened.press(Qt.Key.Key_P, SHIFT)
    assert lettering.pairs == {("zh", segment) for segment in opened.reading.cell(2, "zh")}
    assert lettering.has_readings("zh")

    opened.press(Qt.Key.Key_P, SHIFT)
    assert not lettering.has_readings("zh")

    opened.press(Qt.Key.Key_P, SHIFT)
    opened.open(craft, "ferries")
    assert not lettering.has_readings("zh")


def test_the_word_that_keys_act_on_is_outlined(open_window: Callable[..., OpenWindow], craft: Path):
    opened = open_window()
    opened.open(craft, "mill")
    opened.desk.lettering.use(text_words(["磨坊"]), opened.desk.word_keeping)
    pane = opened.pane("zh")
    position = opened.reading.texts["zh"].content.index("磨坊")

    opened.window.area.put_caret("zh", position)
    opened.settle()

    rects = [pane.rect_of("zh", position + places) for places in (0, 2)]
    assert rects[0] is not None
    assert rects[1] is not None
    picture, accent = pane.grab().toImage(), pane.themes.current.accent
    middle = round(rects[0].center().y())
    for edge in rects:
        near = [picture.pixelColor(round(edge.x()) + shift, middle) for shift in range(-3, 4)]
        assert accent in near


def test_without_any_dictionary_the_foot_says_why_there_is_no_pinyin(
    open_window: Callable[..., OpenWindow], craft: Path, monkeypatch: pytest.MonkeyPatch
):
    opened = open_window()
    opened.open(craft, "ferries")
    words = TextWords(Path())
    monkeypatch.setattr(words, "_problem", "The dictionary is not installed.")
    opened.desk.lettering.use(words, opened.desk.word_keeping)

    opened.press(Qt.Key.Key_P)

    assert opened.window.status._message.text() == "The dictionary is not installed."
