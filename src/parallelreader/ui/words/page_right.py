"""The right of the page: the chosen word, and the plots under it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from parallelreader.app.words.coverage import COMFORTABLE
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.page_detail import WordDetail
from parallelreader.ui.words.page_reading import ReadingSection
from parallelreader.ui.words.page_unaided import UnaidedSection
from parallelreader.ui.words.page_words import short_date, weekday
from parallelreader.ui.words.plots import Bar, BarPlot, value_words
from parallelreader.ui.words.plots_growth import GrowthDay, GrowthPlot
from parallelreader.ui.words.plots_table import PlotSection

WIDTH = 320
LIMIT = round(100 * (1 - COMFORTABLE), 1)
"""So many unknown words in a hundred are few enough to read on without help."""


@dataclass(frozen=True, slots=True)
class ChapterShare:
    """``unknown`` of each hundred running words of a chapter are not known; ``label`` is short."""

    label: str
    title: str
    unknown: float
    is_current: bool = False


class RightPanel(QScrollArea):
    """Sections one below the other; each says what would be there while there is nothing."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.detail = WordDetail(themes)
        self.chapter_plot = BarPlot(themes, height=150, has_scale=True)
        self.due_plot = BarPlot(themes, height=96)
        self.growth_plot = GrowthPlot(themes)
        self.chapters = PlotSection(
            themes, self.tr("Unknown words by chapter"), self.tr("per 100"), self.chapter_plot
        )
        self.due = PlotSection(themes, self.tr("Due for review"), self.tr("next 7 days"), self.due_plot)
        self.growth = PlotSection(themes, self.tr("Growth"), self.tr("words by day"), self.growth_plot)
        self.reading = ReadingSection(themes)
        self.unaided = UnaidedSection(themes)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("The chosen word and the figures"))
        self.setFixedWidth(WIDTH)
        self._lay_out(themes)
        self.show_chapters((), "")
        self.show_due(())
        self.show_growth((), date.min)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 400)

    def show_chapters(self, chapters: Sequence[ChapterShare], empty: str) -> None:
        """Show how many words of each chapter are unknown; ``empty`` says why there is nothing."""
        bars = [Bar(each.label, each.unknown, each.title, each.is_current) for each in chapters]
        self.chapter_plot.show_bars(bars, limit=LIMIT)
        self.chapters.show_numbers(
            (self.tr("Chapter"), self.tr("Unknown per 100")),
            [(each.title, value_words(each.unknown)) for each in chapters],
            empty=empty or self.tr("Here would be how many words of each chapter you do not know yet."),
        )
        said = self.tr("Comfortable below {limit} (dashed)").format(limit=value_words(LIMIT))
        current = next((each for each in chapters if each.is_current), None)
        if current is not None:
            here = self.tr("here {share}").format(share=value_words(current.unknown))
            said = f"{said} · {here}"
        self.chapters.say(said if chapters else "")

    def show_due(self, days: Sequence[tuple[date, int]]) -> None:
        """Show how many words come up on each day, the first being today."""
        has_any = any(count for _, count in days)
        bars = [
            Bar(weekday(day), float(count), short_date(day), not number)
            for number, (day, count) in enumerate(days)
        ]
        self.due_plot.show_bars(bars if has_any else ())
        rows = [(f"{weekday(day)} {short_date(day)}", f"{count:,}") for day, count in days]
        self.due.show_numbers(
            (self.tr("Day"), self.tr("Words due")),
            rows if has_any else (),
            empty=self.tr("Nothing is due in the next days."),
        )

    def show_growth(self, days: Sequence[GrowthDay], today: date) -> None:
        """Show how many words were known and learnt day by day; ``days`` are those with a change."""
        self.growth_plot.show_days(days, today)
        self.growth.show_numbers(
            (self.tr("Day"), self.tr("Known"), self.tr("Learning")),
            [(short_date(each.day), f"{each.known:,}", f"{each.learning:,}") for each in reversed(days)],
            empty=self.tr("Here would be how the words you know and learn have grown."),
        )

    def _lay_out(self, themes: ThemeSource) -> None:
        ground = Ground(themes, "surface")
        layout = QVBoxLayout(ground)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.detail, self.chapters, self.due, self.growth, self.unaided, self.reading):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(ground)


def coming_days(today: date, count: int = 7) -> list[date]:
    """Today and the days after it."""
    return [today + timedelta(days=number) for number in range(count)]
