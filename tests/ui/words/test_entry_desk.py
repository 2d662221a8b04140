"""Looking up from the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl

from corpora import ALIGNMENT, HAND_WRITTEN, write_corpus
from dictionary_material import install_ferry_words
from made_words import text_words
from parallelreader.app.reading.selection import Selection
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.core.language.conversion import Script
from reading_window import OpenWindow

pytestmark = pytest.mark.gui

FREE = """\
      - id: free
        language: en
        hand: published
        text: last-ferry/free.txt
    alignments:
      - between: [zh, free]
        file: last-ferry/zh--free.tsv
"""


@pytest.fixture
def window(open_window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenWindow:
    install_ferry_words(tmp_path, monkeypatch)
    opened = open_window()
    opened.desk.__dict__["text_words"] = text_words({"船", "老人", "岸边"}, {"船": "chuan2"})
    opened.open(write_corpus(tmp_path / "river"))
    assert opened.desk.dictionaries
    opened.settle()
    return opened


def put_caret(window: OpenWindow, version: str, words: str) -> None:
    at = window.reading.texts[version].content.index(words)
    window.window.area.focus_text()
    window.window.state.select(Selection(version, at, at))


def test_d_shows_the_word_at_the_caret_and_examples_lead_to_their_places(window):
    put_caret(window, "zh", "船")

    window.press(Qt.Key.Key_D)
    window.settle()
    panel = window.desk.entry.panel

    assert panel.page.typed == "船"
    assert panel.browser.hasFocus()
    assert "The boat came." in panel.browser.toPlainText()
    panel.browser.anchorClicked.emit(QUrl("go:0"))
    assert window.window.area.has_keyboard()

    window.press(Qt.Key.Key_D)
    assert panel.browser.hasFocus()
    window.press(Qt.Key.Key_D)
    assert panel.head.field.hasFocus()
    panel.close_asked.emit()
    assert window.window.side.isHidden()


def test_from_english_the_words_behind_it_are_shown(window):
    put_caret(window, "literal", "boat")

    window.press(Qt.Key.Key_D)
    window.settle()

    page = window.desk.entry.panel.page
    assert page.typed == "boat"
    assert [each.word for each in page.behind] == ["船"]
    assert [each.word for each in page.by_english] == ["船", "船头"]


def test_what_is_selected_is_looked_up_whole(window):
    content = window.reading.texts["zh"].content
    at = content.index("老人站")
    window.window.state.select(Selection("zh", at, at + 3))

    window.desk.entry.show()

    assert window.desk.entry.panel.page.typed == "老人站"


def test_what_the_reader_has_covered_is_not_told_either(window):
    window.window.state.covering.toggle_all()
    put_caret(window, "zh", "船")

    window.press(Qt.Key.Key_D)
    window.settle()
    panel = window.desk.entry.panel
    before = panel.browser.toPlainText()
    window.window.state.covering.toggle_all()

    assert "船来了。" in before
    assert "The boat came." not in before
    assert "The boat came." in panel.browser.toPlainText()


def test_another_translation_does_not_tell_what_is_covered(window, tmp_path: Path):
    folder = write_corpus(tmp_path / "twice", HAND_WRITTEN.replace("    alignments:\n", FREE))
    free = "In came the ferry. An old man was on the bank.\n“Off, are you?” Nobody said a word."
    (folder / "last-ferry" / "free.txt").write_text(free, encoding="utf-8")
    (folder / "last-ferry" / "zh--free.tsv").write_text(ALIGNMENT, encoding="utf-8")
    window.open(folder)
    window.window.state.covering.toggle_all()
    put_caret(window, "zh", "船")

    window.press(Qt.Key.Key_D)
    window.settle()
    panel = window.desk.entry.panel
    before = panel.browser.toPlainText()
    window.window.state.covering.toggle_all()

    assert "船来了。" in before
    assert "In came the ferry." not in before
    assert "The boat came." in panel.browser.toPlainText()


def test_examples_follow_the_script_of_the_text(window):
    window.window.state.lettering.set_scripts({"zh": Script.TRADITIONAL})
    put_caret(window, "zh", "船")

    window.press(Qt.Key.Key_D)
    window.settle()

    assert "船來了。" in window.desk.entry.panel.browser.toPlainText()


def test_a_word_asked_for_too_early_is_shown_as_soon_as_it_can_be(open_window, tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    opened = open_window()
    opened.desk.__dict__["text_words"] = text_words({"船"}, {"船": "chuan2"})
    dictionaries = Dictionaries(opened.data.folders, opened.data.settings)
    opened.desk.__dict__["dictionaries"] = dictionaries
    opened.open(write_corpus(tmp_path / "river"))
    put_caret(opened, "zh", "船")

    opened.press(Qt.Key.Key_D)
    told = opened.desk.entry.panel.hint.text()
    dictionaries.prepare()
    opened.settle()

    assert told == "The dictionaries are being opened."
    assert opened.desk.entry.panel.hint.isHidden()
    assert "boat" in opened.desk.entry.panel.browser.toPlainText()


def test_asked_for_a_card_from_the_panel_itself_it_goes_to_the_field(window):
    at = window.reading.texts["zh"].content.index("船")
    card = window.desk.words.cards.at(window.reading, "zh", at)

    window.desk.entry.show_card(card)
    window.settle()
    assert window.desk.entry.panel.page.typed == "船"
    assert window.desk.entry.panel.browser.hasFocus()
    window.desk.entry.show_card(card)

    assert window.desk.entry.panel.head.field.hasFocus()
