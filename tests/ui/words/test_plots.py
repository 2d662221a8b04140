"""Plots that cannot mislead: scales from nothing, labels apart, and the same numbers in a table."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from parallelreader.app.themes import ThemeChoice
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.page_right import LIMIT, ChapterShare, RightPanel
from parallelreader.ui.words.plots import Bar, BarPlot, Scale, spaced
from parallelreader.ui.words.plots_growth import GrowthDay, filled

pytestmark = pytest.mark.gui


@pytest.fixture
def themes(qapp: QApplication) -> ThemeSource:
    return ThemeSource(qapp, ThemeChoice.LIGHT)


@given(st.floats(0.1, 1e7), st.booleans())
def test_a_scale_begins_at_nothing_and_reaches_the_most_in_few_even_steps(most: float, whole: bool) -> None:
    scale = Scale.over(most, whole=whole)
    ticks = scale.ticks()

    assert ticks[0] == 0
    assert ticks[-1] == pytest.approx(scale.top)
    assert scale.top >= most * 0.999
    assert 2 <= len(ticks) <= 5
    assert not whole or scale.step == int(scale.step)


@given(st.lists(st.floats(1, 60), min_size=1, max_size=60), st.floats(2, 50))
def test_labels_that_are_written_never_touch(widths: list[float], step: float) -> None:
    lefts = [step * number for number in range(len(widths))]
    kept = spaced(lefts, widths, 4.0)

    assert kept[0] == 0
    for one, other in pairwise(kept):
        assert lefts[one] + widths[one] + 4.0 <= lefts[other]


def test_bars_are_as_tall_as_what_they_count(themes: ThemeSource) -> None:
    plot = BarPlot(themes, height=140, has_scale=True)
    plot.resize(300, 140)
    plot.show_bars([Bar("1", 4.0), Bar("2", 8.0), Bar("3", 0.0)])

    one, two, none = bar_heights(plot, themes)

    assert two == pytest.approx(2 * one, abs=3)
    assert none == 0


def bar_heights(plot: BarPlot, themes: ThemeSource) -> list[int]:
    """How many pixels of the longest run of one colour stand in the middle of each third."""
    image: QImage = plot.grab().toImage()
    ground = QColor(image.pixel(image.width() - 2, 2))
    left = 24
    step = (image.width() - left) // 3
    found = []
    for number in range(3):
        x = left + step * number + step // 2
        column = [QColor(image.pixel(x, y)) for y in range(image.height())]
        bar = [colour for colour in column if colour not in (ground, themes.current.line)]
        common = max(map(bar.count, bar), default=0) if bar else 0
        found.append(common if common > 8 else 0)
    return found


def test_between_changes_the_numbers_stay() -> None:
    first = date(2026, 3, 1)
    days = filled([GrowthDay(first, 1, 5), GrowthDay(first + timedelta(3), 4, 6)], first + timedelta(4))

    assert [day.known for day in days] == [1, 1, 1, 4, 4]
    assert [day.learning for day in days] == [5, 5, 5, 6, 6]
    assert filled([], first) == []


def test_every_plot_has_its_numbers_in_a_table_one_press_away(themes: ThemeSource, qtbot) -> None:
    panel = RightPanel(themes)
    qtbot.addWidget(panel)
    panel.show()
    panel.show_chapters([ChapterShare("一", "一 石头", 6.4), ChapterShare("二", "二 渡口", 8.0, True)], "")

    shown_first = panel.chapter_plot.isVisible()
    panel.chapters.switch.click()
    table = panel.chapters.table

    assert shown_first
    assert table.isVisible()
    assert not panel.chapter_plot.isVisible()
    assert [[table.item(row, column).text() for column in range(2)] for row in range(2)] == [
        ["一 石头", "6.4"],
        ["二 渡口", "8"],
    ]
    assert panel.chapter_plot.accessibleDescription() == "一 石头: 6.4; 二 渡口: 8"
    assert f"{LIMIT:.0f}" in panel.chapters.foot.text()


def test_an_empty_plot_says_what_would_be_there(themes: ThemeSource, qtbot) -> None:
    panel = RightPanel(themes)
    qtbot.addWidget(panel)
    panel.show()

    assert not panel.growth_plot.isVisible()
    assert not panel.growth.switch.isVisible()
    assert "grown" in panel.growth._empty.text()
