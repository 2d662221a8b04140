"""Titles, names and paths are shown as they are, though Qt would read markup or shortcuts in them."""

from pathlib import Path

import pytest
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import QLabel, QMessageBox, QToolButton, QTreeWidget, QWidget

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.core.errors import UserError
from parallelreader.ui.main import problem_box
from parallelreader.ui.widgets.foreign_text import plain_tip
from reading_window import OpenWindow

pytestmark = pytest.mark.gui

HOSTILE = "<b>Salt</b> & <img src=x> Pepper"


def shown(tip: str) -> str:
    """What a reader sees of a tooltip, which Qt takes for markup where it looks like it."""
    document = QTextDocument()
    if Qt.mightBeRichText(tip):
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    return document.toPlainText()


@pytest.fixture
def window(open_window, tmp_path: Path) -> OpenWindow:
    text = HAND_WRITTEN.replace("River Stories   # a working title", f"'{HOSTILE}'")
    text = text.replace("末班渡船 The Last Ferry", f"'{HOSTILE}'").replace(
        "translator: Wren", f"translator: '{HOSTILE}'"
    )
    opened: OpenWindow = open_window()
    opened.open(write_corpus(tmp_path / "corpus", text))
    return opened


def test_titles_that_look_like_markup_are_shown_as_they_are(window: OpenWindow):
    toolbar, library = window.window.toolbar, window.window.library.findChild(QTreeWidget)
    top = library.topLevelItem(0)

    labels = [label for label in toolbar.findChildren(QLabel) if label.text()]

    assert [shown(label.toolTip()) for label in labels] == [f"{HOSTILE}  ›  {HOSTILE}"]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
    assert [shown(item.toolTip(0)) for item in (top, top.child(0))] == [HOSTILE, HOSTILE]


def test_a_name_with_an_ampersand_underlines_nothing(window: OpenWindow):
    window.pane("literal").setFocus()
    window.desk.window.area.go_to("literal", 3.0)

    def captions(parent: QWidget) -> list[str]:
        return [button.text() for button in parent.findChildren(QToolButton) if "Salt" in button.text()]

    assert captions(window.window.area) == [HOSTILE.replace("&", "&&")]
    assert captions(window.window.status) == [f"Panes linked, {HOSTILE.replace('&', '&&')} leads"]


def test_a_problem_at_start_is_told_in_plain_text(qapp, qtbot):
    box = problem_box(
        UserError("The folder cannot be used", where=Path("<i>notes</i>"), mend="Choose another.")
    )
    qtbot.addWidget(box)

    assert "<i>notes</i>" in box.text()
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.icon() == QMessageBox.Icon.Critical


@pytest.mark.parametrize("text", ["plain words", "a < b & c", "", HOSTILE])
def test_a_tip_shows_just_its_text(text: str):
    assert shown(plain_tip(text)) == text
    assert shown(plain_tip(text, wraps=True)) == text
