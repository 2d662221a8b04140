"""Words joined, parted and read otherwise in the window, by key and by mouse, and taken back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from factories import craft_corpus
from made_words import text_words
from parallelreader.app.words.text_words import TextWord
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.reader.word_lights import Light
from parallelreader.ui.recutting_desk import RecuttingDesk
from reading_window import CONTROL, SHIFT, OpenWindow
from word_pairs import ListedLinker

pytestmark = pytest.mark.gui


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    assert opened.desk.recutting
    opened.settle()
    opened.window.area.focus_text()
    return opened


def word(opened: OpenWindow, position: int) -> TextWord:
    found = opened.desk.text_words.at(opened.reading.texts["zh"], position)
    assert found is not None
    return found


def put_caret(opened: OpenWindow, position: int) -> None:
    """Put the caret of the Chinese pane before a character, as keys do."""
    opened.pane("zh").caret = ("zh", position)
    opened.window.state.lights.follow_caret("zh", position)


def outlined(opened: OpenWindow) -> list[str]:
    """The words that are outlined as the ones asked for."""
    lit = opened.window.state.lights.lit
    return [
        opened.words(each.version, each.span.start, each.span.end) for each in lit if each.light is Light.WORD
    ]


def test_words_are_joined_and_parted_by_key_and_taken_back(mill: OpenWindow):
    place = mill.reading.texts["zh"].content.index("整整")
    put_caret(mill, place)

    mill.press(Qt.Key.Key_J)

    assert word(mill, place).word == "整整"
    assert "整整" in mill.desk.toast.text
    mill.press(Qt.Key.Key_J, SHIFT)
    assert word(mill, place).word == "整"
    mill.press(Qt.Key.Key_Z, CONTROL)
    assert word(mill, place).word == "整整"
    mill.desk.toast.say("…", answer="Undo", act=mill.window.actions_by_id["undo"].trigger)
    mill.desk.toast.button.click()
    assert word(mill, place).word == "整"


def test_each_way_to_part_a_word_is_told_whole(mill: OpenWindow):
    place = mill.reading.texts["zh"].content.index("整整")
    put_caret(mill, place)
    for _ in range(2):
        mill.press(Qt.Key.Key_J)
    joined = word(mill, place).word

    for _ in range(3):
        mill.press(Qt.Key.Key_J, SHIFT)

        said = mill.desk.toast.text.removeprefix("Now: ").partition(".")[0]
        assert joined in said.replace(" · ", "")


def test_the_outline_of_a_word_follows_how_it_is_cut(mill: OpenWindow):
    mill.desk.word_links.use(ListedLinker())
    place = mill.reading.texts["zh"].content.index("青苔")
    put_caret(mill, place)
    mill.wait_until(lambda: outlined(mill) == ["青苔"])

    mill.press(Qt.Key.Key_J, SHIFT)

    mill.wait_until(lambda: outlined(mill) == ["青"])
    mill.press(Qt.Key.Key_Z, CONTROL)
    mill.wait_until(lambda: outlined(mill) == ["青苔"])


def test_a_reading_is_chosen_from_a_menu_for_one_place_and_forgotten(mill: OpenWindow):
    text = mill.reading.texts["zh"]
    place = text.content.index("长满")
    menu = mill.desk.recutting.reading_menu(text, word(mill, place))
    asked = [action for action in menu.actions() if action.text() == "Another reading…"]

    mill.desk.recutting._take(
        word(mill, place), mill.desk.text_words.place_of(text, word(mill, place)), "zhang3"
    )

    assert len(asked) == 2
    assert word(mill, place).written(Notation.MARKS) == "zhǎng"
    assert word(mill, text.content.index("长长")).written(Notation.MARKS) == "cháng"
    menu = mill.desk.recutting.reading_menu(text, word(mill, place))
    next(each for each in menu.actions() if each.text() == "As the program reads it").trigger()
    assert not word(mill, place).is_own


def test_the_menu_marks_how_a_word_is_read_now(mill: OpenWindow):
    words = text_words({"青苔"}, {"青苔": "qing1 tai2"})
    keeping = mill.desk.word_keeping
    desk = RecuttingDesk(mill.window, words, keeping, mill.desk.toast, lambda: None)
    text = mill.reading.texts["zh"]
    moss = words.at(text, text.content.index("青苔"))
    assert moss is not None

    menu = desk.reading_menu(text, moss)

    assert [each.text() for each in menu.actions() if each.isCheckable()] == ["qīngtái", "qīngtái"]
    assert [each.isChecked() for each in menu.actions() if each.isCheckable()] == [True, False]


def test_where_there_is_no_chinese_word_the_foot_says_so(mill: OpenWindow):
    put_caret(mill, mill.reading.texts["zh"].content.index("，"))

    mill.press(Qt.Key.Key_J)

    labels = [part.text() for part in mill.window.status.findChildren(QLabel) if part.isVisible()]
    assert any("no Chinese word" in label for label in labels)
    assert not mill.desk.word_keeping.book.corrections.all()
