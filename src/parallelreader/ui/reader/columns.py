"""What both layouts have in common: a header over each column, and the versions chosen there."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.shown import MOST_COLUMNS
from parallelreader.ui.reader.header import ColumnHeader
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.theme.source import ThemeSource


class ColumnsPage(QWidget):
    """A page of columns; ``shown_changed`` carries the versions the reader wants, in order."""

    shown_changed = Signal(tuple)
    moved = Signal()
    zoom_requested = Signal(str, int)
    script_chosen = Signal(str, str)

    def __init__(self, state: ReadingState, themes: ThemeSource) -> None:
        super().__init__()
        self._state = state
        self._themes = themes

    def make_header(self, reading: Reading, version: str) -> ColumnHeader:
        """The header of the column that shows ``version``."""
        shown = reading.shown
        last = version == shown[-1]
        header = ColumnHeader(self._themes)
        header.show_version(
            reading.document,
            reading.version(version),
            shown=shown,
            can_add=last and len(shown) < MOST_COLUMNS,
            can_close=len(shown) > 2 or (len(shown) == 2 and last),
        )
        if reading.version(version).is_chinese:
            header.offer_scripts(self._state.lettering, version)
            header.script_chosen.connect(partial(self.script_chosen.emit, version))
        header.offer_cover(self._state.covering, version)
        header.version_chosen.connect(partial(self._replace, version))
        header.added.connect(self._add)
        header.closed.connect(partial(self._close, version))
        return header

    def _replace(self, old: str, new: str) -> None:
        self.shown_changed.emit(tuple(new if v == old else v for v in self._shown()))

    def _add(self, version: str) -> None:
        self.shown_changed.emit((*self._shown(), version))

    def _close(self, version: str) -> None:
        self.shown_changed.emit(tuple(v for v in self._shown() if v != version))

    def _shown(self) -> tuple[str, ...]:
        return self._state.reading.shown if self._state.reading else ()
