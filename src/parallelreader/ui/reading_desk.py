"""Reading in the window: layout, size and link of the text, and the line at the foot that tells of them."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.rows import Row
from parallelreader.app.reading.shown import with_another, with_next, without
from parallelreader.ui.chapter_desk import ChapterDesk
from parallelreader.ui.reader.labels import version_name
from parallelreader.ui.session import Session
from parallelreader.ui.window import Window


class ReadingDesk(QObject):
    """What the user does with the text itself."""

    def __init__(self, session: Session, window: Window) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._area = window.area
        self._actions = window.actions_by_id
        self._actions["panes"].setChecked(True)
        self._area.moved.connect(self._on_moved)
        self._area.shown_changed.connect(self._on_shown_changed)
        self._area.panes.link.changed.connect(self._show_link)
        self._area.page_changed.connect(self._show_link)
        window.state.current_changed.connect(self._show_pair)
        session.realigned.connect(self._on_realigned)
        self.chapters = ChapterDesk(window)
        self._show_link()

    def begin(self, reading: Reading, at: tuple[str, float] | None) -> None:
        """A document was opened, or other versions of it."""
        had_keyboard = self._area.has_keyboard()
        self.chapters.begin(reading)
        self._area.begin(reading, at)
        # What is being typed elsewhere, such as a note, must not go on in the text when aligning is done.
        if not had_keyboard and not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
            self._area.focus_text()
        self._show_pair()
        self._show_link()

    def end(self) -> None:
        """The document that was open is so no longer."""
        self._area.end()
        self.chapters.end()
        self._show_pair()
        self._show_link()

    def set_layout(self, layout: Layout) -> None:
        """Show panes or rows."""
        self._area.set_layout(layout)
        self._actions[str(layout)].setChecked(True)
        self._show_link()

    def zoom(self, steps: int) -> None:
        """Make the text in the pane that has the keyboard, in repair all text, larger or smaller; 0 for the
        usual size."""
        # Both sides of a pair are judged together.
        self._area.zoom("" if self._area.is_repairing else self._area.focused_version(), steps)

    def show_next_version(self) -> None:
        """Show the next version in the pane that has the keyboard."""
        reading, version = self._area.reading, self._area.focused_version()
        if reading is not None:
            self._show(with_next(reading.document, reading.shown, version))

    def add_version(self) -> None:
        """Open another version beside those shown."""
        reading = self._area.reading
        if reading is not None:
            self._show(with_another(reading.document, reading.shown))

    def close_version(self) -> None:
        """Close the pane that has the keyboard, unless it is the only one."""
        reading = self._area.reading
        if reading is not None:
            self._show(without(reading.shown, self._area.focused_version()))

    def _show(self, shown: tuple[str, ...]) -> None:
        """Show these versions, or say that there is nothing else to show."""
        assert self._area.reading is not None
        if shown != self._area.reading.shown:
            self._on_shown_changed(shown)
        else:
            self._window.status.say(self.tr("There is no other version to show here."))

    def toggle_link(self) -> None:
        """Join or part the panes."""
        # What was said when they were anchored holds no longer.
        self._window.status.say("")
        self._area.panes.link.set_linked(not self._area.panes.link.is_linked)

    def anchor(self) -> None:
        """Let the places on the reading line belong together from now on."""
        self._area.panes.link.anchor()
        self._window.status.say(
            self.tr("These places now belong together. Part and link the panes to go by meaning again.")
        )

    def go_to_doubtful(self, step: int) -> None:
        """Go to the next pair that may be wrong (1) or the one before (-1), and say which one it is."""
        reading, before = self._area.reading, self._window.state.current_row
        if reading is None:
            return
        row = self._area.go_to_doubtful(step)
        self._window.status.say(
            self._doubt_text(reading, row, is_round=row is not None and (row - before) * step < 0)
        )

    def _doubt_text(self, reading: Reading, row: int | None, *, is_round: bool) -> str:
        doubtful = reading.doubtful
        if row is None:
            is_here = self._window.state.current_row in doubtful
            return (
                self.tr("This is the only doubtful pair.")
                if is_here
                else self.tr("No pair here is doubtful.")
            )
        text = self.tr("Doubtful pair {number} of {count}.")
        if is_round:
            text = self.tr("Doubtful pair {number} of {count}, round the end of the text.")
        return text.format(number=doubtful.place_of(row) + 1, count=len(doubtful))

    def focus_next_part(self) -> None:
        """Give the keyboard to the next pane, after the last to the notes and the library that show."""
        window, focused = self._window, QApplication.focusWidget()
        parts: list[QWidget] = [*self._area.views(), window.side, window.library]
        parts = [part for part in parts if part.isVisible()]
        holds = [part for part in parts if focused is part or (focused and part.isAncestorOf(focused))]
        number = parts.index(holds[0]) + 1 if holds else 0
        if parts:
            parts[number % len(parts)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_realigned(self, reading: Reading, changes: object) -> None:
        self._area.renew(reading)
        # Some words are read by the English beside them.
        self._window.state.lettering.readings_changed()
        self._show_pair()

    def _on_moved(self) -> None:
        at = self._area.place()
        self._session.read_at(at)
        self._window.selection_bar.hide()
        self._show_pair()

    def _on_shown_changed(self, shown: tuple[str, ...]) -> None:
        self._session.show_versions(shown, self._area.place())

    def _show_pair(self) -> None:
        reading, status = self._area.reading, self._window.status
        if reading is None or not len(reading.rows):
            status.show_pair("", "", "", "")
            return
        number, count = self._window.state.current_row, len(reading.rows)
        row = reading.rows[number]
        cells = zip(reading.shown, row.cells, strict=True)
        label = next((reading.texts[version].label(cell[0]) for version, cell in cells if cell), "")
        several = len(reading.shown) > 1
        place = self.tr("{number} / {count}   {percent} %")
        shape = self.tr("Moved, {shape}").format(shape=row.shape) if row.is_moved else row.shape
        score = self._score_of(row)
        percent = round(100 * (number + 1) / count)
        status.show_pair(
            self.tr("Pair {label}").format(label=label),
            place.format(number=f"{number + 1:,}", count=f"{count:,}", percent=percent),
            shape if several else "",
            score if several and row.is_pair else "",
        )

    def _score_of(self, row: Row) -> str:
        if row.is_checked:
            return self.tr("Checked")
        if not row.is_rated:
            return self.tr("Alignment not rated yet")
        score = self.tr("Alignment low, {percent} %") if row.is_low else self.tr("Alignment {percent} %")
        return score.format(percent=round(100 * row.confidence))

    def _show_link(self) -> None:
        link, reading = self._area.panes.link, self._area.reading
        self._actions["link"].setChecked(link.is_linked)
        several = reading is not None and len(reading.shown) > 1
        if not link.is_linked:
            text = self.tr("Panes parted")
        elif reading is not None and link.lead in reading.shown:
            name = version_name(reading.document, reading.version(link.lead))
            text = self.tr("Panes linked, {name} leads").format(name=name)
            if link.is_anchored:
                text = self.tr("Panes anchored, {name} leads").format(name=name)
        else:
            text = self.tr("Panes linked")
        self._window.status.show_link(text, is_possible=several and self._area.shows_panes)
