"""The right side of the dialog: the pairs as they come, and how sure they are."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.importing import AlignedPair
from parallelreader.ui.importing.grounds import HEADER_HEIGHT, MARGIN, small_label
from parallelreader.ui.importing.outline import Outline
from parallelreader.ui.importing.pair_painting import PairLooks, estimate_height, paint_pair
from parallelreader.ui.importing.pairs_model import MOST_SHOWN, PairsModel
from parallelreader.ui.importing.preview_aligning import PairRun
from parallelreader.ui.importing.spread import Spread
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.lazy_list import LazyListView

_COUNT_WIDTH = 104
_MOST_NAMED = 6


class PairsView(LazyListView):
    """The list of pairs; nothing in it can be chosen, it scrolls by keys and wheel."""

    def __init__(self, model: PairsModel, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs, self._themes = model, themes
        self._looks = PairLooks()
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setModel(model)
        self.setAccessibleName(self.tr("Alignment preview"))
        themes.changed.connect(self.viewport().update)

    def height_of(self, row: int) -> int:
        return self._looks.of(self._pairs.row(row), self.viewport().width()).height

    def estimate_of(self, row: int) -> int:
        return estimate_height(self._pairs.length(row), self.viewport().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme, width = self._themes.current, self.viewport().width()
        painter.fillRect(event.rect(), theme.surface)
        over = self._pairs.is_over
        blanks = (
            self.tr("No Chinese line") if over else self.tr("No Chinese line yet"),
            self.tr("No English line") if over else self.tr("No English line yet"),
        )
        for number in self.rows_in_sight():
            rect = self.visualRect(self._pairs.index(number))
            if rect.intersects(event.rect()):
                row = self._pairs.row(number)
                paint_pair(
                    painter,
                    rect,
                    theme,
                    row,
                    self._looks.of(row, width),
                    english_font=self._looks.english_font,
                    blanks=blanks,
                    no_partner=self.tr("No partner"),
                    low=self.tr("Low"),
                )
        painter.end()


class Preview(Ground):
    """``chosen`` (run) comes when another pair of versions is to be shown."""

    chosen = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, "surface", parent)
        self._runs: list[PairRun] = []
        self.model = PairsModel(self)
        self.list = PairsView(self.model, themes)
        self.spread = Spread(themes)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(self.tr("Version in the preview"))
        self.chooser.setToolTip(self.tr("Which version the preview shows"))
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(10)
        self.chooser.activated.connect(self._on_chooser_activated)
        self.count = small_label()
        # Room from the beginning, so that nothing moves while it counts.
        self.count.setMinimumWidth(_COUNT_WIDTH)
        self.count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.empty = small_label(wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.empty.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.doubt = _DoubtLine(themes)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header(themes))
        layout.addWidget(self.doubt)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.spread)
        self.show_runs([], [], None)

    @property
    def run(self) -> PairRun | None:
        """The run being shown."""
        return self.model.run

    def show_runs(self, runs: Sequence[PairRun], names: Sequence[str], chosen: PairRun | None) -> None:
        """These pairs of versions there are; ``names`` say which English version each has."""
        self._runs = list(runs)
        self.chooser.clear()
        self.chooser.addItems(list(names))
        self.chooser.setVisible(len(runs) > 1)
        if chosen in self._runs:
            self.chooser.setCurrentIndex(self._runs.index(chosen))
        self.follow(chosen)

    def explain_outline(self, outline: Outline) -> None:
        """Say what stands in the place of pairs before there are any, or where there will be none."""
        if outline.problem is not None:
            text = self.tr("There is nothing to align until this is mended.")
        elif outline.pairs:
            text = self.tr("Pairs appear here as they are found.")
        elif outline.versions:
            text = self.tr(
                "This is one text in one language, so there is nothing to align. "
                "Add its translation, or import it alone."
            )
        else:
            text = self.tr("No line is tagged as Chinese or English yet.")
        self.empty.setText(text)

    def follow(self, run: PairRun | None) -> None:
        """Show what a run has by now."""
        self.model.follow(run)
        beads = run.beads if run is not None else []
        over = run is None or run.is_over
        self._stack.setCurrentWidget(self.list if beads else self.empty)
        self.spread.show_beads(beads, is_over=over)
        self.list.viewport().update()
        self.count.setText(self._count_text(len(beads), over))
        aligned = run.aligned if run is not None else None
        self.doubt.show_text(self._doubt_text(aligned) if aligned is not None else "")

    def _doubt_text(self, aligned: AlignedPair) -> str:
        if aligned.judgement.is_doubtful:
            return self.tr("These two texts hardly agree. Perhaps they are not versions of one work.")
        names = [chapter.name for side in aligned.lone_chapters for chapter in side]
        if not names:
            return ""
        listed = ", ".join(" ".join(name.split()) for name in names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            listed = self.tr("{names} and {count} more").format(names=listed, count=len(names) - _MOST_NAMED)
        text = self.tr("1 chapter has no counterpart: {names}.")
        if len(names) > 1:
            text = self.tr("{count} chapters have no counterpart: {names}.")
        return text.format(count=len(names), names=listed)

    def _count_text(self, count: int, over: bool) -> str:
        if not count:
            return ""
        if count > MOST_SHOWN:
            return self.tr("first {shown} of {count}").format(shown=f"{MOST_SHOWN:,}", count=f"{count:,}")
        pairs = self.tr("1 pair") if count == 1 else self.tr("{count} pairs").format(count=count)
        return pairs if over else self.tr("{pairs} so far").format(pairs=pairs)

    def _header(self, themes: ThemeSource) -> QWidget:
        header = Ground(themes, "surface", bottom_line=True)
        header.setFixedHeight(HEADER_HEIGHT)
        row = QHBoxLayout(header)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.addWidget(QLabel(self.tr("Alignment preview")))
        row.addStretch(1)
        row.addWidget(self.chooser)
        row.addWidget(self.count)
        return header

    @Slot(int)
    def _on_chooser_activated(self, index: int) -> None:
        self.follow(self._runs[index])
        self.chosen.emit(self._runs[index])


class _DoubtLine(QWidget):
    """Says that two texts are probably not versions of one work, or which chapters only one of them has."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self.setAutoFillBackground(True)
        self._icon = QLabel()
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 8, MARGIN, 8)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self._recolour()
        themes.changed.connect(self._recolour)

    def show_text(self, text: str) -> None:
        """Say this; nothing hides the line."""
        self.text.setText(text)
        self.setVisible(bool(text))

    @Slot()
    def _recolour(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, self._themes.current.low)
        palette.setColor(QPalette.ColorRole.WindowText, self._themes.current.low_text)
        self.setPalette(palette)
        self._icon.setPixmap(icon("warning").pixmap(QSize(16, 16)))
