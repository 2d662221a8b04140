"""The page of repair: its rows under a line that names the columns."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parallelreader.app.reading.words import Words
from parallelreader.ui.reader.labels import version_label
from parallelreader.ui.reader.repair_view import RepairView
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.reader.styles import Styles
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource

_HEADER = 30
_SMALL = 12


class RepairPage(QWidget):
    """Shows the versions of the reading, which must be the source and one translation of it."""

    moved = Signal()
    zoom_requested = Signal(str, int)

    def __init__(self, state: ReadingState, styles: Styles, themes: ThemeSource, words: Words) -> None:
        super().__init__()
        self.view = RepairView(styles, state, themes, words)
        self._header = _Header(self.view, state, themes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addWidget(self.view, 1)
        self.view.scrolled.connect(self.moved)
        self.view.zoom_requested.connect(self._on_zoom_requested)
        self.view.laid_out_anew.connect(self._header.update)
        state.current_changed.connect(self._on_current_changed)

    def begin(self) -> None:
        """Show what is being read."""
        self.view.rebuild()

    @Slot(int)
    def _on_zoom_requested(self, steps: int) -> None:
        self.zoom_requested.emit("", steps)

    @Slot(int)
    def _on_current_changed(self, row: int) -> None:
        self.view.viewport().update()


class _Header(QWidget):
    def __init__(self, view: RepairView, state: ReadingState, themes: ThemeSource) -> None:
        super().__init__()
        self._view, self._state, self._themes = view, state, themes
        self.setFixedHeight(_HEADER)
        themes.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, frame, reading = self._themes.current, self._view.frame_of_columns, self._state.reading
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.bg)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.line)
        if frame is not None and reading is not None and len(reading.shown) == 2:
            font = interface_font(_SMALL)
            painter.setFont(font)
            painter.setPen(theme.secondary)
            titles = [(20.0, frame.cells[reading.shown[0]].left - 24, self.tr("Pair"))]
            for version, cell in frame.cells.items():
                name = "  ".join(filter(None, version_label(reading.document, reading.version(version))))
                titles.append((cell.left, cell.width, name))
            titles.append((frame.score_left + 16, frame.width - frame.score_left - 20, self.tr("Confidence")))
            for left, width, text in titles:
                shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
                painter.drawText(QRectF(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()
