"""The bar that marks a term, by itself: which words stand on its sides."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from parallelreader.app.terms.marking import Alternative
from parallelreader.app.themes import ThemeChoice
from parallelreader.core.text import Span
from parallelreader.ui.terms.marking_bar import MarkingBar
from parallelreader.ui.theme.source import ThemeSource

pytestmark = pytest.mark.gui


@pytest.fixture
def parent(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def bar(qapp, parent: QWidget) -> MarkingBar:
    return MarkingBar(ThemeSource(qapp, ThemeChoice.LIGHT), parent)


def test_what_stands_so_in_a_text_is_one_term_and_what_is_typed_is_parted(bar: MarkingBar):
    bar.show_alternatives([Alternative("绳", "rope and/or line", Span(0, 1))], {})
    assert bar.sides == (("绳",), ("rope and/or line",))

    bar.english.clear()
    QTest.keyClicks(bar.english, "rope / line; cord")

    assert bar.sides == (("绳",), ("rope", "line", "cord"))


def test_a_side_for_which_nothing_is_proposed_has_no_words(bar: MarkingBar):
    bar.show_alternatives([Alternative("绳", "", Span(0, 1))], {})

    assert bar.sides == (("绳",), ())
