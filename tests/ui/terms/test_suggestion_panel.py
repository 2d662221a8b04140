"""Suggested terms beside the room, done with by the mouse alone."""

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QApplication

from parallelreader.app.themes import ThemeChoice
from parallelreader.core.terms.suggestion import Suggestion
from parallelreader.ui.terms.suggestion_list import Card
from parallelreader.ui.terms.suggestion_panel import SuggestionPanel
from parallelreader.ui.theme.source import ThemeSource

pytestmark = pytest.mark.gui


def card(english: str) -> Card:
    return Card(Suggestion("", english, 3, 0, 1.0), "", ())


def test_several_are_made_one_term_by_the_mouse(qtbot, qapp):
    panel = SuggestionPanel(ThemeSource(QApplication.instance(), ThemeChoice.LIGHT))
    qtbot.addWidget(panel)
    panel.show()
    panel.show_cards([card(each) for each in ("mill", "water mill", "wheel")])
    assert not panel.merge.isVisible()
    merged = []
    panel.list.merged.connect(merged.append)

    for row in (0, 1):
        panel.list.selectionModel().select(
            panel.list.rows.index(row, 0), QItemSelectionModel.SelectionFlag.Select
        )
    assert panel.merge.isVisible()
    panel.merge.click()

    assert [[each.name for each in chosen] for chosen in merged] == [["mill", "water mill"]]
    panel.show_cards([card("wheel")])
    assert not panel.merge.isVisible()
