"""Where the words of a note are typed: at the foot of the panel, saved while one types.

Which note is edited is decided in the panel; writing it to disk is the service's business.
"""

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from parallelreader.app.annotating import Annotating, NoteMissing
from parallelreader.app.tagging import Tagging
from parallelreader.core.notes.note import Note, clean_body
from parallelreader.ui.notes.item_layout import MARGIN
from parallelreader.ui.notes.tag_field import TagField
from parallelreader.ui.theme.controls import FOCUS_WIDTH, rounded
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, small_button

# With the time a write takes this stays well within the second in which words must be safe.
SAVE_AFTER = 300
_FIELD_MARGIN = 6
_LEAST_HEIGHT = 96


class _WordField(QPlainTextEdit):
    """A plain text field that says when the reader is done with it."""

    finished = Signal()
    focus_changed = Signal()

    def event(self, event: QEvent) -> bool:
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _is_finishing(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_finishing(event):
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()


class NoteEditor(QWidget):
    """Edits one note at a time; hidden while :attr:`note_id` is "".

    ``finished`` carries the note and whether the editor had the focus, which then needs another place.
    """

    finished = Signal(str, bool)
    message = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note_id = ""
        self._themes = themes
        self._service: Annotating | None = None
        self._is_unsent = False
        self._tags: tuple[str, ...] = ()
        self._title = PaleLabel(themes)
        self.done = small_button(self.tr("Done"), self.tr("Finish editing (Ctrl+Enter)"))
        self.field = _WordField()
        self.field.setFrameShape(QFrame.Shape.NoFrame)
        self.field.setFont(interface_font())
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(self.tr("Write a note. It is saved as you type."))
        self.field.setAccessibleName(self.tr("Words of the note"))
        self.tags = TagField()
        self.tags.setFont(interface_font())
        self.tagging: Tagging | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._lay_out()
        self._timer.timeout.connect(self._on_timer_timeout)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.finished.connect(self._on_finish_asked)
        self.field.focus_changed.connect(self._on_focus_changed)
        self.done.clicked.connect(self._on_finish_asked)
        self.tags.returnPressed.connect(self._on_finish_asked)
        self.tags.editingFinished.connect(self._send_tags)
        themes.changed.connect(self._on_focus_changed)
        self.hide()

    @property
    def words(self) -> str:
        """What stands in the field; Qt's own plain text would lose no-break spaces."""
        return self.field.document().toRawText().replace("\u2029", "\n")

    def begin(self, service: Annotating, note: Note, *, at_tags: bool = False) -> None:
        """Open a note, with the caret behind its last word or among its tags; the one that was open is
        finished first."""
        if note.id != self.note_id:
            self.finish()
            self._service, self.note_id = service, note.id
            quote = " ".join(note.targets[0].exact[:80].split())
            self._title.setText(self.tr("Note on {quote}").format(quote=quote))
            self._put(note.body)
            self.tags.put(note.tags)
            self.tags.offer(self.tagging.counts() if self.tagging is not None else ())
            self._tags = note.tags
            self.show()
        field = self.tags if at_tags else self.field
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, note: Note) -> None:
        """Take over words that were changed elsewhere, such as by undo, unless more has been typed."""
        if note.id == self.note_id and not self._is_unsent and clean_body(self.words) != note.body:
            self._put(note.body)
        if note.id == self.note_id and self.tags.tags == self._tags != note.tags:
            self.tags.put(note.tags)
            self._tags = note.tags

    def finish(self) -> None:
        """Hand over what was typed and close; nothing happens where nothing is open."""
        note_id = self.note_id
        if not note_id:
            return
        self.send()
        if self._service is not None:
            self._service.end_editing()
        had_focus = any(each.hasFocus() for each in (self.field, self.done, self.tags))
        self._close()
        self.finished.emit(note_id, had_focus)

    def abandon(self) -> None:
        """Close because the note is gone."""
        self._tags = self.tags.tags
        self._is_unsent = False
        self._close()

    def send(self) -> None:
        """Hand what was typed to the service now."""
        self._timer.stop()
        self._send_tags()
        if not self._is_unsent or self._service is None:
            return
        self._is_unsent = False
        try:
            self._service.edit_body(self.note_id, self.words, initiator=self)
        except NoteMissing as problem:
            self.message.emit(str(problem))

    def _send_tags(self) -> None:
        tags = self.tags.tags
        if self.note_id and self.tagging is not None and tags != self._tags:
            self._tags = tags
            self.tagging.set_tags(self.note_id, tags, initiator=self)

    def fit(self, height: int) -> None:
        """Take a third of a panel of that height."""
        self.field.setFixedHeight(max(_LEAST_HEIGHT, min(height // 3, 240)) - 2 * _FIELD_MARGIN)

    def hideEvent(self, event: QEvent) -> None:
        # A panel that is closed must not keep words to itself.
        self.send()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.fillRect(QRect(0, 0, self.width(), 1), theme.line)
        focused = self.field.hasFocus()
        rounded(
            painter,
            self.field.geometry().adjusted(-_FIELD_MARGIN, -_FIELD_MARGIN, _FIELD_MARGIN, _FIELD_MARGIN),
            fill=theme.raised,
            outline=theme.accent if focused else theme.control,
            width=FOCUS_WIDTH if focused else 1.0,
        )
        painter.end()

    @Slot()
    def _on_text_changed(self) -> None:
        self._is_unsent = True
        # Not started again while it runs: who types without a pause is saved all the same.
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self.send()

    @Slot()
    def _on_finish_asked(self) -> None:
        self.finish()

    @Slot()
    def _on_focus_changed(self) -> None:
        self.update()

    def _put(self, body: str) -> None:
        self.field.blockSignals(True)
        self.field.setPlainText(body)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.blockSignals(False)
        self._is_unsent = False

    def _close(self) -> None:
        self._timer.stop()
        self.note_id = ""
        self._service = None
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(self.done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, 8, MARGIN, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        field = QVBoxLayout()
        field.setContentsMargins(_FIELD_MARGIN, _FIELD_MARGIN, _FIELD_MARGIN, _FIELD_MARGIN)
        field.addWidget(self.field)
        layout.addLayout(field)
        layout.addSpacing(2)
        layout.addWidget(self.tags)


def _is_finishing(event: QKeyEvent) -> bool:
    if event.key() == Qt.Key.Key_Escape:
        return True
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
