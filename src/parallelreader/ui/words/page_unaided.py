"""How much was read without the English: in the text that is open, and in all."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from parallelreader.app.words.unaided import LATELY_DAYS, Unaided, UnaidedReading
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel


class UnaidedSection(Ground):
    """Says of what its share is; where nothing was read so, what would be here."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "surface", bottom_line=True)
        self.share = QLabel()
        self.share.setFont(interface_font(26, tabular=True))
        self.words = PaleLabel(themes, wraps=True)
        self.rest = PaleLabel(themes, wraps=True)
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.share)
        across.addWidget(self.words, 1)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(20, 12, 16, 14)
        inner.setSpacing(6)
        inner.addWidget(QLabel(self.tr("Read without English")))
        inner.addLayout(across)
        inner.addWidget(self.rest)
        self.show_reading(UnaidedReading(None, None, 0), "")

    def show_reading(self, read: UnaidedReading, title: str) -> None:
        """Show the share; ``title`` is that of the text that is open."""
        main = read.here or read.everywhere
        self.share.setVisible(main is not None)
        self.rest.setVisible(main is not None)
        if main is None:
            self.words.setText(
                self.tr("Hide the English while you read: here would be how often you could do without it.")
            )
            return
        self.share.setText(self.tr("{percent} %").format(percent=round(100 * main.share)))
        whole = self.tr(
            "{alone} of {count} sentences that you have read with the English hidden needed none, in {where}"
            " since you began it."
        )
        if read.here is None:
            whole = self.tr(
                "{alone} of {count} sentences that you have read with the English hidden needed none, in all"
                " texts so far."
            )
        said = whole.format(
            alone=f"{main.sentences - main.needed:,}", count=f"{main.sentences:,}", where=title
        )
        self.words.setText(said)
        self.share.setAccessibleName(f"{self.share.text()} {said}")
        self.rest.setText(" ".join(self._rest(read)))

    def _rest(self, read: UnaidedReading) -> list[str]:
        found = []
        everywhere: Unaided | None = read.everywhere
        if read.here is not None and everywhere is not None and everywhere != read.here:
            said = self.tr("In all texts: {percent} % of {count}.")
            found.append(
                said.format(percent=round(100 * everywhere.share), count=f"{everywhere.sentences:,}")
            )
        several = self.tr("In the last {days} days {count} sentences needed English.")
        one = self.tr("In the last {days} days 1 sentence needed English.")
        found.append(
            (one if read.lately == 1 else several).format(days=LATELY_DAYS, count=f"{read.lately:,}")
        )
        return found
