"""The window in which a concept is written, by itself: what is written does not go without a word."""

from collections.abc import Callable
from itertools import count

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from parallelreader.app.themes import ThemeChoice
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.ui.terms.concept_dialog import ConceptDialog
from parallelreader.ui.theme.source import ThemeSource

pytestmark = pytest.mark.gui

ROPE = Concept("c", "k", (Term("z", "zh", "绳"), Term("e", "en", "rope")))


@pytest.fixture
def opened(qtbot, qapp) -> Callable[..., tuple[ConceptDialog, list[Concept]]]:
    def open_dialog(**given: bool) -> tuple[ConceptDialog, list[Concept]]:
        ids = count()
        dialog = ConceptDialog(
            ROPE, lambda tag, words: Term(f"t{next(ids)}", tag, words), ThemeSource(qapp, ThemeChoice.LIGHT),
            corpus="k", **given,
        )  # fmt: skip
        qtbot.addWidget(dialog)
        saved: list[Concept] = []
        dialog.saved.connect(saved.append)
        dialog.open()
        return dialog, saved

    return open_dialog


def question(dialog: ConceptDialog) -> QMessageBox | None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return dialog.findChild(QMessageBox)


def answer(dialog: ConceptDialog, text: str) -> None:
    box = question(dialog)
    assert box is not None
    next(each for each in box.buttons() if each.text() == text).click()


def test_escape_leaves_at_once_what_is_as_it_was(opened):
    dialog, _ = opened()
    dialog.form.text.setText("绳子")
    dialog.form.text.setText("绳")
    dialog.add_english.click()

    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert (dialog.isVisible(), question(dialog)) == (False, None)


def test_escape_asks_before_what_was_written_goes(opened):
    dialog, saved = opened()
    QTest.keyClicks(dialog.form.text, "x")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()

    answer(dialog, "Go on")
    assert (dialog.isVisible(), dialog.form.text.text()) == (True, "x")

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    answer(dialog, "Do not save")
    assert (dialog.isVisible(), saved) == (False, [])


def test_what_was_written_may_still_be_saved(opened):
    dialog, saved = opened()
    dialog.note.field.setPlainText("Of hemp.")
    dialog.close()

    answer(dialog, "Save")

    assert (dialog.isVisible(), [each.note for each in saved]) == (False, ["Of hemp."])


def test_what_was_typed_before_it_opened_is_asked_for_too(opened):
    dialog, _ = opened(is_new=True, is_typed=True)

    dialog.reject()

    assert question(dialog) is not None
    answer(dialog, "Do not save")
    assert not dialog.isVisible()


def test_the_next_term_is_one_key_away(opened):
    dialog, saved = opened()

    QTest.keyClick(dialog.form.text, Qt.Key.Key_Down)
    assert dialog.form.text.text() == "rope"
    QTest.keyClicks(dialog.form.text, "cord")
    QTest.keyClick(dialog.form.text, Qt.Key.Key_Down)
    assert dialog.form.text.text() == "cord"
    QTest.keyClick(dialog.form.text, Qt.Key.Key_Up)
    assert dialog.form.text.text() == "绳"
    dialog.save.click()

    assert [[term.text for term in each.terms] for each in saved] == [["绳", "cord"]]
