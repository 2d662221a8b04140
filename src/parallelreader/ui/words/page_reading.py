"""How much was read, today and in all; days in a row only for those who want to see them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout

from parallelreader.app.reading_time import ReadingTotals
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel


class ReadingSection(Ground):
    """``counting_asked`` says whether days in a row are to be counted from now on."""

    counting_asked = Signal(bool)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "surface", bottom_line=True)
        self._today = PaleLabel(themes, wraps=True)
        self._in_all = PaleLabel(themes, wraps=True)
        self._streak = PaleLabel(themes, wraps=True)
        self.counting = QCheckBox(self.tr("Count days in a row"))
        self.counting.clicked.connect(self.counting_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 16, 14)
        layout.setSpacing(6)
        for widget in (QLabel(self.tr("Reading")), self._today, self._in_all, self._streak, self.counting):
            layout.addWidget(widget)
        self.show_totals(ReadingTotals(0.0, 0, 0.0, 0, 0), counts_days=False)

    def show_totals(self, read: ReadingTotals, *, counts_days: bool) -> None:
        """Show what was read until now."""
        today, in_all = (
            self.tr("{time}, {pairs}").format(time=self._time(seconds), pairs=self._pairs(pairs))
            for seconds, pairs in ((read.seconds_today, read.pairs_today), (read.seconds, read.pairs))
        )
        self._today.setText(self.tr("Today: {what}").format(what=today))
        self._in_all.setText(self.tr("In all: {what}").format(what=in_all))
        several = self.tr("{count} days in a row").format(count=f"{read.streak:,}")
        self._streak.setText(self.tr("1 day in a row") if read.streak == 1 else several)
        self._streak.setVisible(counts_days)
        self.counting.setChecked(counts_days)

    def _time(self, seconds: float) -> str:
        minutes = int(seconds // 60)
        if minutes < 60:
            return self.tr("{minutes} min").format(minutes=minutes)
        return self.tr("{hours} h {minutes} min").format(hours=f"{minutes // 60:,}", minutes=minutes % 60)

    def _pairs(self, count: int) -> str:
        several = self.tr("{count} new pairs").format(count=f"{count:,}")
        return self.tr("1 new pair") if count == 1 else several
