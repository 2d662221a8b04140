"""The reading area: one document in either layout or in repair, and moving about in it by pairs.

All pages share state and place; changing the layout or the versions stays on the same sentence.
"""

from collections.abc import Iterable
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QStackedWidget

from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.words import Words
from parallelreader.ui import reader
from parallelreader.ui.reader.columns import ColumnsPage
from parallelreader.ui.reader.gutter import LinkActions
from parallelreader.ui.reader.panes import Panes
from parallelreader.ui.reader.rows import RowsPage, RowView
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.reader.styles import Styles
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.theme.source import ThemeSource


class ReadingArea(QStackedWidget):
    """Shows a :class:`Reading`. ``moved`` is emitted whenever another place is being read."""

    moved = Signal()
    shown_changed = Signal(tuple)
    zoomed = Signal()
    script_chosen = Signal(str, str)
    page_changed = Signal()
    note_requested = Signal(str)
    menu_requested = Signal(QPoint)
    selected_by_mouse = Signal(QPoint)
    pointed = Signal(object, object)
    clicked = Signal(object, object)

    def __init__(
        self,
        state: ReadingState,
        styles: Styles,
        themes: ThemeSource,
        words: Words,
        link_actions: LinkActions,
    ) -> None:
        super().__init__()
        self.state = state
        self.styles = styles
        self.layout_shown = Layout.PANES
        self.is_repairing = False
        self.panes = Panes(state, styles, themes, words, link_actions)
        self.rows = RowsPage(state, styles, themes, words)
        self._words = words
        self._themes = themes
        for page in (self.panes, self.rows):
            self._add_page(page)
        self.panes.moved.connect(self._on_panes_moved)
        self.rows.moved.connect(self._on_rows_moved)
        self._listen_to_rows(self.rows.view)

    @cached_property
    def repair(self) -> "reader.RepairPage":
        """The rows of repair; made when they are first asked for."""
        page = reader.RepairPage(self.state, self.styles, self._themes, self._words)
        self.addWidget(page)
        page.zoom_requested.connect(self.zoom)
        page.moved.connect(self.moved)
        self._listen_to_rows(page.view)
        return page

    @cached_property
    def line(self) -> "reader.LinePage":
        """One pair at a time; made when it is first asked for."""
        page = reader.LinePage(self.state, self.styles, self._themes, self._words)
        self._add_page(page)
        page.moved.connect(self.moved)
        self._listen_to_rows(page.view)
        return page

    @property
    def reading(self) -> Reading | None:
        return self.state.reading

    @property
    def shows_panes(self) -> bool:
        """Whether prose is on screen, and no rows of any kind."""
        return self.layout_shown is Layout.PANES and not self.is_repairing

    @property
    def _row_view(self) -> "RowView | reader.RepairView":
        return self.repair.view if self.is_repairing else self._rows_page.view

    @property
    def _rows_page(self) -> RowsPage:
        """The page of the layout shown, where that is not panes."""
        return self.line if self.layout_shown is Layout.LINE else self.rows

    def begin(self, reading: Reading, at: tuple[str, float] | None) -> None:
        """Show a document, or other versions of it, at a place (fractional code points)."""
        focused = self.has_keyboard()
        pane = self.panes.focused_number() if self.shows_panes else None
        self.styles.show(reading.document.id, reading.shown)
        self.state.begin(reading)
        self._show_page()
        if at is not None and at[0] in reading.shown:
            self.go_to(*at, hold=False)
        else:
            self._on_moved()
        if focused and pane is not None and self.shows_panes and pane < len(reading.shown):
            self.panes.views[reading.shown[pane]].setFocus()
        elif focused:
            self.focus_text()

    def end(self) -> None:
        """Show nothing: the document that was open is so no longer."""
        self.state.begin(None)
        self.panes.end()
        self.rows.end()
        if "line" in self.__dict__:
            self.line.end()
        if "repair" in self.__dict__:
            self.repair.begin()

    def renew(self, reading: Reading) -> None:
        """Show the same versions paired otherwise; what stands on screen stays where it stands."""
        row = self.state.current_row
        self.state.renew(reading)
        if self.shows_panes:
            self.panes.renew(reading)
        else:
            self._row_view.rebuild()
        if row != self.state.current_row:
            self.moved.emit()

    def set_repairing(self, repairing: bool) -> None:
        """Show the rows of repair in place of the layout, or the layout again, staying on the same pair."""
        if repairing == self.is_repairing:
            return
        at = self.place()
        self.is_repairing = repairing
        self.state.covering.lift(repairing)
        if self.reading is not None:
            self._show_page()
            if at is not None:
                self.go_to(*at, hold=False)
            self.focus_text()
        self.page_changed.emit()

    def set_layout(self, layout: Layout) -> None:
        """Change to another layout, staying on the pair clicked or gone to by key, else where one reads."""
        if layout == self.layout_shown:
            return
        at = self._chosen_place() or self.place()
        self.layout_shown = layout
        if self.reading is None:
            self.setCurrentWidget(self.panes if layout is Layout.PANES else self._rows_page)
            return
        if self.is_repairing:
            return
        self._show_page()
        if at is not None:
            self.go_to(*at, hold=False)
        self.focus_text()
        self.page_changed.emit()

    def views(self) -> Iterable[ReadingView]:
        """The views of the layout shown, from the left."""
        return self.panes.views.values() if self.shows_panes else (self._row_view,)

    def selection_rect(self) -> QRect | None:
        """The rectangle of the screen around what is selected; None where none of it shows."""
        for view in self.views():
            rect = view.selection_rect()
            if rect is not None:
                return rect.toRect().translated(view.viewport().mapToGlobal(QPoint(0, 0)))
        return None

    def has_keyboard(self) -> bool:
        """Whether keys go to the text."""
        return self.hasFocus() or any(view.hasFocus() for view in self.views())

    def focus_text(self) -> None:
        """Give the keyboard to the text that leads."""
        if not self.shows_panes:
            self._row_view.setFocus()
        elif self.panes.link.lead in self.panes.views:
            self.panes.views[self.panes.link.lead].setFocus()

    def return_to_text(self) -> None:
        """Give the keyboard back to the pane that had it last, else to the text that leads."""
        last = self.panes.focusWidget() if self.shows_panes else None
        if isinstance(last, ReadingView) and last in self.views():
            last.setFocus()
        else:
            self.focus_text()

    def place(self) -> tuple[str, float] | None:
        """(version, fractional code point) of what is being read."""
        if self.reading is None:
            return None
        if self.shows_panes:
            return self.panes.link.place()
        return self._beginning_of(self.reading, self.state.current_row)

    @staticmethod
    def _beginning_of(reading: Reading, row: int) -> tuple[str, float] | None:
        """Where a pair begins, in the first version that has something there."""
        for version in reading.shown:
            cell = reading.cell(row, version)
            if cell:
                return version, float(reading.texts[version].segment(cell[0]).start)
        return None

    def _chosen_place(self) -> tuple[str, float] | None:
        """Where the pair begins that was clicked or gone to by key, if panes show it off the reading line."""
        at, row = self.place(), self.state.current_row
        if at is None or self.reading is None or not self.shows_panes or self.reading.row_at(*at) == row:
            return None
        return self._beginning_of(self.reading, row)

    def go_to(self, version: str, place: float, *, hold: bool = True) -> None:
        """Bring a place to the reading line, its partners beside it; ``hold`` tints the pair."""
        reading = self.reading
        if reading is None or version not in reading.shown:
            return
        row = reading.row_at(version, place)
        if self.shows_panes:
            self.panes.link.go_to(version, place)
        elif self.is_repairing:
            self.repair.view.choose(row)
            hold = False
        elif self.layout_shown is Layout.LINE:
            self.line.view.choose(row)
            hold = False
        else:
            self.rows.view.bring(version, place, self.rows.view.viewport().height() / 3)
        if hold:
            self.state.hold(row)
        self.state.read(row)
        self.moved.emit()

    def go_to_row(self, row: int) -> None:
        """Go to a pair by its number, through whichever version has something there."""
        reading = self.reading
        if reading is None or not 0 <= row < len(reading.rows):
            return
        preferred = self.focused_version()
        for version in (preferred, *reading.shown):
            cell = reading.cell(row, version) if version in reading.shown else ()
            if cell:
                self.go_to(version, float(reading.texts[version].segment(cell[0]).start))
                return

    def put_caret(self, version: str, position: int) -> None:
        """Set the cursor on a character, scroll no further than is needed to see it, and light its word."""
        view = next((view for view in self.views() if version in view.versions), None)
        if view is not None:
            view.caret = (version, position)
            view.reveal(version, position)
            view.setFocus()
            if self.reading is not None:
                self.state.read(self.reading.row_at(version, position))
            self.state.lights.follow_caret(version, position)
            view.viewport().update()

    def step(self, by: int) -> None:
        """Go to the next pair, or the one before."""
        if self.reading is not None and len(self.reading.rows):
            row = min(max(self.state.current_row + by, 0), len(self.reading.rows) - 1)
            self.go_to_row(row)

    def go_to_doubtful(self, step: int) -> int | None:
        """Go to the next pair in doubt (1) or the one before (-1), round the ends; None where no other is."""
        reading = self.reading
        row = reading.doubtful.beside(self.state.current_row, step) if reading is not None else None
        if row is not None:
            self.go_to_row(row)
        return row

    def focused_version(self) -> str:
        """The version that keys and the selection are about."""
        if self.reading is None:
            return ""
        if self.state.selection is not None:
            return self.state.selection.version
        if self.shows_panes:
            return self.panes.focused_version()
        caret = self._row_view.caret
        return caret[0] if caret and caret[0] in self.reading.shown else self.reading.shown[0]

    def zoom(self, version: str, steps: int) -> None:
        """Set a version larger, smaller or (0) in its usual size; an empty id means all shown."""
        if self.reading is None:
            return
        changed = [v for v in self.reading.shown if version in ("", v)]
        changed = [v for v in changed if self.styles.zoom(self.reading.version(v), steps)]
        if not changed:
            return
        if not self.shows_panes:
            self._row_view.rebuild()
            if self.is_repairing:
                # What is being worked on must not grow out of sight.
                self.repair.view.choose(self.state.current_row)
        else:
            for each in changed:
                self.panes.restyle(each)
        self.zoomed.emit()

    def _show_page(self) -> None:
        assert self.reading is not None
        if self.is_repairing:
            self.setCurrentWidget(self.repair)
            self.repair.begin()
        elif self.layout_shown is Layout.PANES:
            self.setCurrentWidget(self.panes)
            for view in self.panes.begin(self.reading):
                self._listen(view)
        else:
            self.setCurrentWidget(self._rows_page)
            self._rows_page.begin(self.reading)

    def _add_page(self, page: ColumnsPage) -> None:
        self.addWidget(page)
        page.zoom_requested.connect(self.zoom)
        page.shown_changed.connect(self.shown_changed)
        page.script_chosen.connect(self.script_chosen)

    def _listen_to_rows(self, view: "RowView | reader.RepairView") -> None:
        view.stepped.connect(self.step)
        self._listen(view)

    def _listen(self, view: ReadingView) -> None:
        view.note_requested.connect(self.note_requested)
        view.menu_requested.connect(self.menu_requested)
        view.selected_by_mouse.connect(self.selected_by_mouse)
        view.pointed.connect(self.pointed)
        view.clicked.connect(self.clicked)

    def _on_panes_moved(self) -> None:
        found = self.panes.link.place()
        if found is not None and self.reading is not None:
            self.state.read(self.reading.row_at(*found))
        self._on_moved()

    def _on_rows_moved(self) -> None:
        view = self.rows.view
        shown = [(index, top) for index, top, _ in view.column.visible()] if view.column else []
        # Of a row taller than the window the beginning may be out of sight.
        rows = [index for index, top in shown if top >= 0] or [index for index, _ in shown[:1]]
        if rows and self.state.current_row not in rows:
            self.state.read(rows[0])
        self._on_moved()

    def _on_moved(self) -> None:
        self.moved.emit()
