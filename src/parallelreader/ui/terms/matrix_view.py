"""The matrix of a term as a view of the room: the table, its filter, going to gaps, and correcting cells.

What is asked for is done by the desk, which then shows what has come of it.
"""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollBar, QVBoxLayout, QWidget

from parallelreader.app.terms.sheet import GAP, CellFilter, Sheet, variant_of
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.renderings.rendering import CellState
from parallelreader.core.text import Span
from parallelreader.ui.terms.matrix_header import REST
from parallelreader.ui.terms.matrix_model import CHINESE, FIRST, ColumnHead, MatrixModel
from parallelreader.ui.terms.matrix_table import MatrixTable
from parallelreader.ui.terms.variant_ink import variant_name
from parallelreader.ui.terms.word_picker import WordPicker
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_caption
from parallelreader.ui.widgets.labels import PaleLabel, small_button

_NO_FILTER = CellFilter()
_SURROUNDING = 1


class MatrixView(QWidget):
    """``choice_asked`` has a MatrixRow, a column and the Span of words in its version; the others a list of
    rows with their columns: what was found is right, is wrong, or what the user said is to be forgotten.

    ``opened`` has a row and a column, "" for the Chinese; ``warned`` says why a key did nothing;
    ``changed`` comes with another cell, filter or matrix.
    """

    choice_asked = Signal(object, str, object)
    acceptance_asked = Signal(list)
    rejection_asked = Signal(list)
    clearing_asked = Signal(list)
    opened = Signal(object, str)
    warned = Signal(str)
    left = Signal()
    changed = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._only_gaps = False
        self.model = MatrixModel()
        self.table = MatrixTable(self.model, themes)
        self.picker = WordPicker(themes, self)
        self._empty = PaleLabel(themes, wraps=True)
        self._sideways = QScrollBar(Qt.Orientation.Horizontal)
        self._filter_line = QWidget()
        self._filter_words = PaleLabel(themes)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)
        self.show_sheet(None, ())

    @property
    def sheet(self) -> Sheet | None:
        """The matrix that is shown."""
        return self.model.sheet

    @property
    def current(self) -> tuple[MatrixRow, str] | None:
        """The row at the cursor and the column, "" for the Chinese."""
        index = self.table.currentIndex()
        if self.sheet is None or not index.isValid():
            return None
        number = index.column() - FIRST
        return self.model.row(index.row()), self.model.heads[number].id if number >= 0 else ""

    @property
    def current_cell(self) -> Cell | None:
        """The cell at the cursor."""
        return self.model.cell(self.table.currentIndex())

    def show_sheet(self, sheet: Sheet | None, heads: Sequence[ColumnHead], *, is_same: bool = False) -> None:
        """Show a matrix; of the same term, cursor, filter and what is in sight stay."""
        if not is_same:
            self.picker.hide()
        former, bar = self.current, self.table.verticalScrollBar()
        scrolled, column = bar.value(), self.table.currentIndex().column()
        wanted = self.model.filter if is_same else _NO_FILTER
        if self._only_gaps and not wanted.variant:
            wanted = CellFilter(GAP)
        self.model.show(sheet, heads, wanted)
        self.table.painter.forget()
        self.table.lay_out_columns()
        self._place_cursor(former if is_same else None, column)
        if is_same:
            bar.setValue(scrolled)
        else:
            self.table.scrollToTop()
        self._show_area()

    def summary(self) -> list[str]:
        """The term and its figures, part by part, for the line at the foot."""
        sheet = self.sheet
        if sheet is None:
            return []
        rows = sheet.matrix.rows
        documents = len({row.document for row in rows})
        many = self.tr("{count} occurrences in {documents} documents")
        one = self.tr("{count} occurrences in 1 document")
        parts = [sheet.matrix.term]
        parts.append((one if documents == 1 else many).format(count=f"{len(rows):,}", documents=documents))
        for head in self.model.heads:
            counts = sheet.counts(head.id)
            gaps = sheet.gaps(head.id)
            forms = len(counts) - bool(gaps)
            text = self.tr("{name}: 1 form") if forms == 1 else self.tr("{name}: {count} forms")
            said = text.format(name=head.name, count=forms)
            if gaps:
                gap = self.tr("1 gap") if gaps == 1 else self.tr("{count} gaps").format(count=f"{gaps:,}")
                said = f"{said}, {gap}"
            parts.append(said)
        return parts + self._difference()

    def _difference(self) -> list[str]:
        """How the versions differ, where there are two to compare."""
        found = self.sheet.matrix.differences if self.sheet is not None and self.sheet.is_whole else ()
        if len(found) != 1 or not found[0].differ:
            return []
        text = self.tr("they differ in {count} of {all}")
        return [text.format(count=f"{found[0].differ:,}", all=f"{found[0].both:,}")]

    def show_message(self, text: str) -> None:
        """Say why there is nothing to see; "" for where there is."""
        self._empty.setText(text)
        self._show_area()

    def show_only_gaps(self, wanted: bool) -> None:
        """Show only rows in which some version has a gap, or all."""
        if wanted is not self._only_gaps:
            self._only_gaps = wanted
            self.filter(CellFilter(GAP) if wanted else _NO_FILTER)

    def filter(self, wanted: CellFilter) -> None:
        """Show only the rows that a filter leaves; the cursor stays where it can."""
        self.picker.hide()
        former, column = self.current, self.table.currentIndex().column()
        self.model.show(self.sheet, self.model.heads, wanted)
        self.table.lay_out_columns()
        self._place_cursor(former, column)
        self.table.scrollTo(self.table.currentIndex())
        self._show_area()

    def go_to_gap(self, step: int) -> None:
        """Go to the next cell without a rendering, going round at the end."""
        if self.sheet is None or not self.model.shown:
            return
        index = self.table.currentIndex()
        at = (max(index.row(), 0), max(index.column() - FIRST, -1 if step > 0 else 0))
        columns = [head.id for head in self.model.heads]
        found = self.sheet.next_gap(self.model.shown, columns, at, step)
        if not self.sheet.is_whole:
            self.warned.emit(self.tr("Renderings are still being looked for."))
        elif found is None:
            self.warned.emit(self.tr("There is no gap in what is shown."))
        else:
            self.table.go(found[0], FIRST + found[1])
            self.table.scrollTo(self.table.currentIndex())

    def select_words(self) -> None:
        """Have the words of a rendering selected in the sentences of the cell at the cursor."""
        current, cell = self.current, self.current_cell
        if current is None or cell is None or self.sheet is None:
            return
        passage = self.sheet.passage(current[0], current[1], around=_SURROUNDING)
        if not passage.text:
            self.warned.emit(self.tr("There is no sentence here in which words could be selected."))
            return
        area = self.table.visualRect(self.table.currentIndex())
        area.moveTopLeft(self.table.viewport().mapTo(self, area.topLeft()))
        name = self.tr("Words that render {term}").format(term=self.sheet.matrix.term)
        self.picker.pick(passage, passage.part(self.sheet.passage(*current)), area, name)

    def set_variant(self, place: int) -> None:
        """Take for the rendering of the cell at the cursor the words in it that are of that variant."""
        current, sheet = self.current, self.sheet
        if current is None or sheet is None or self.current_cell is None:
            return
        if place >= len(sheet.matrix.variants):
            self.warned.emit(self.tr("There is no variant {number}.").format(number=place + 1))
            return
        variant = sheet.matrix.variants[place]
        span = sheet.stretch_of(*current, variant.key)
        if span is None:
            text = self.tr("“{words}” does not stand in this sentence. Shift+Enter selects other words.")
            self.warned.emit(text.format(words=variant.text))
        else:
            self.choice_asked.emit(*current, span)

    def _act(self, what: str) -> None:
        current, cell = self.current, self.current_cell
        if what == "unfilter":
            self._only_gaps = False
            self.filter(_NO_FILTER)
        elif current is None:
            return
        elif what == "open":
            self.opened.emit(*current)
        elif cell is None:
            self.warned.emit(self.tr("Choose the cell of a version first."))
        elif what == "words":
            self.select_words()
        elif what == "filter":
            wanted = CellFilter(variant_of(cell), current[1])
            self.filter(_NO_FILTER if wanted == self.model.filter else wanted)
        elif what == "accept":
            if cell.rendering is None:
                self.warned.emit(self.tr("There is nothing to accept. Shift+Enter selects words."))
            else:
                self.acceptance_asked.emit([current])
        elif what == "reject":
            self.rejection_asked.emit([current])
        elif what == "clear":
            self._clear(current, cell)

    def _clear(self, current: tuple[MatrixRow, str], cell: Cell) -> None:
        if cell.state is CellState.OPEN:
            self.warned.emit(self.tr("You have said nothing of this cell."))
        else:
            self.clearing_asked.emit([current])

    def _place_cursor(self, former: tuple[MatrixRow, str] | None, column: int) -> None:
        """Put the cursor where it was, or at the first cell."""
        if not self.model.shown:
            return
        row = self.model.place_of(former[0].key) if former is not None else -1
        ids = [head.id for head in self.model.heads]
        if former is not None and former[1] in ids:
            column = FIRST + ids.index(former[1])
        else:
            column = CHINESE if former is not None else FIRST
        column = min(column, FIRST + len(ids) - 1)
        now = self.table.currentIndex()
        if (now.row(), now.column()) != (max(row, 0), column):
            self.table.go(max(row, 0), column)

    def _show_area(self) -> None:
        has_rows = bool(self.model.shown)
        said = self._empty.text()
        if not has_rows and self.model.is_filtered() and not said:
            self._empty.setText(self.tr("No row is left by the filter."))
        self.table.setVisible(has_rows)
        self._empty.setVisible(not has_rows)
        self._filter_line.setVisible(self.model.is_filtered())
        self._filter_words.setText(self._filter_text())
        if not said:
            self._empty.setText(said)
        self.changed.emit()

    def _filter_text(self) -> str:
        sheet, wanted = self.sheet, self.model.filter
        if sheet is None or not wanted.variant:
            return ""
        names = {head.id: head.name for head in self.model.heads}
        what = variant_name(wanted.variant, sheet.text_of(wanted.variant))
        count = self.model.found_words()[0]
        if not wanted.column:
            return self.tr("Only {what}: {count}").format(what=what, count=count)
        text = self.tr("Only {what} in {name}: {count}")
        return text.format(what=what, name=names.get(wanted.column, wanted.column), count=count)

    def _on_picked(self, span: Span) -> None:
        current = self.current
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)
        if current is not None:
            self.choice_asked.emit(*current, span)

    def _on_left(self) -> None:
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_moved_sideways(self, first: int, seen: int, count: int) -> None:
        self._sideways.blockSignals(True)
        self._sideways.setRange(0, max(count - seen, 0))
        self._sideways.setPageStep(seen)
        self._sideways.setValue(first)
        self._sideways.blockSignals(False)
        self._sideways.setVisible(count > seen)

    def _on_menu_requested(self, point: QPoint) -> None:
        menu = self._menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(point)

    def _menu(self) -> QMenu:
        """What can be done with the cell at the cursor, with the keys for it."""
        menu, sheet, cell = QMenu(self), self.sheet, self.current_cell
        menu.addAction(self.tr("Open in text\tEnter"), lambda: self._act("open"))
        if sheet is None or cell is None:
            return menu
        current = self.current
        assert current is not None
        menu.addSeparator()
        for place, variant in enumerate(sheet.matrix.variants[:9]):
            if sheet.stretch_of(*current, variant.key) is not None:
                text = self.tr("Rendered by “{words}”").format(words=variant.text)
                action = menu.addAction(f"{plain_caption(text)}\t{place + 1}")
                action.triggered.connect(lambda _=False, at=place: self.set_variant(at))
        menu.addAction(self.tr("Select words…\tShift+Enter"), lambda: self._act("words"))
        menu.addSeparator()
        accept = menu.addAction(self.tr("Accept\tA"), lambda: self._act("accept"))
        accept.setEnabled(cell.rendering is not None)
        menu.addAction(self.tr("Nothing renders it here\tX"), lambda: self._act("reject"))
        clear = menu.addAction(self.tr("Back to what was found\tDel"), lambda: self._act("clear"))
        clear.setEnabled(cell.state is not CellState.OPEN)
        menu.addSeparator()
        menu.addAction(self.tr("Show only these\tF"), lambda: self._act("filter"))
        return menu

    def _on_rest_chosen(self, number: int, point: QPoint) -> None:
        """List the variants for which a bar has no room."""
        sheet = self.sheet
        if sheet is None:
            return
        column = self.model.heads[number].id
        named = {part.variant for part in self.table.head.parts(FIRST + number)} - {REST}
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for variant, count in sheet.counts(column):
            if variant not in named:
                text = plain_caption(variant_name(variant, sheet.text_of(variant)))
                action = menu.addAction(f"{text}\t{count:,}")
                action.triggered.connect(lambda _=False, each=variant: self.filter(CellFilter(each, column)))
        menu.popup(point)

    def _lay_out(self) -> None:
        self._empty.setContentsMargins(20, 24, 20, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sideways.setAccessibleName(self.tr("Versions further at the side"))
        all_rows = small_button(self.tr("Show all"), self.tr("Show all rows (Esc)"))
        all_rows.clicked.connect(lambda: self._act("unfilter"))
        line = QHBoxLayout(self._filter_line)
        line.setContentsMargins(20, 4, 12, 4)
        line.addWidget(self._filter_words, 1)
        line.addWidget(all_rows)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._filter_line)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._sideways)

    def _connect(self) -> None:
        self.table.asked.connect(self._act)
        self.table.variant_asked.connect(self.set_variant)
        self.table.gap_asked.connect(self.go_to_gap)
        self.table.moved_sideways.connect(self._on_moved_sideways)
        self.table.left.connect(self.left)
        self.table.current_moved.connect(self.changed)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.table.head.filter_chosen.connect(self.filter)
        self.table.head.rest_chosen.connect(self._on_rest_chosen)
        self._sideways.valueChanged.connect(self.table.move_sideways)
        self.picker.chosen.connect(self._on_picked)
        self.picker.left.connect(self._on_left)
