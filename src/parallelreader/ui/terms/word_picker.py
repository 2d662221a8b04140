"""A small sheet over a cell in which the words of a rendering are selected, by key or mouse."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from parallelreader.app.terms.sheet import Passage, words_of
from parallelreader.core.text import Span
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, small_button
from parallelreader.ui.widgets.utf16 import Utf16Map

_WIDTH, _MOST_HEIGHT = 440, 300
_RADIUS = 8.0
_SIZE = 16.0
_Key = Qt.Key


class WordPicker(QWidget):
    """``chosen`` has the Span of the words in code points of their version; ``left`` comes without any.

    Arrows go from word to word, with Shift the selection grows; Enter takes it.
    """

    chosen = Signal(object)
    left = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes, self._ground = themes, parent
        self._passage = Passage("")
        self._words: list[Span] = []
        self._units = Utf16Map("")
        self._first = self._last = 0
        self.text = _Words()
        self._take = small_button(self.tr("Take these words"), self.tr("Enter"))
        self._take.clicked.connect(self._on_taken)
        leave = small_button(self.tr("Leave"), self.tr("Esc"))
        leave.clicked.connect(self.dismiss)
        said = PaleLabel(themes)
        said.setText(self.tr("← → word, Shift more, Enter"))
        self.text.installEventFilter(self)
        self.text.viewport().installEventFilter(self)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(said, 1)
        foot.addWidget(self._take)
        foot.addWidget(leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self.text)
        layout.addLayout(foot)
        self.setFocusProxy(self.text)
        themes.changed.connect(self.update)
        self.hide()

    @property
    def words(self) -> str:
        """What is selected."""
        span = self._selected()
        return self._passage.text[span.start : span.end] if span is not None else ""

    def pick(self, passage: Passage, own: Span, cell: QRect, name: str) -> None:
        """Show a passage at a cell of the parent, of which the ``own`` part is not pale; what is marked in it
        is selected at first, or else the first word of that part."""
        self._passage, self._units = passage, Utf16Map(passage.text)
        self._words = words_of(passage.text)
        if not self._words:
            return
        font = reading_font("en", _SIZE)
        self.text.setFont(font)
        self.text.document().setDefaultFont(font)
        self.text.setPlainText(passage.text)
        theme, palette = self._themes.current, self.text.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.accent)
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.on_accent)
        self.text.setPalette(palette)
        self._pale((Span(0, own.start), Span(own.end, len(passage.text))))
        self.text.setAccessibleName(name)
        inside = [n for n, word in enumerate(self._words) if any(word.overlaps(m) for m in passage.marked)]
        first = self._word_at(own.start)
        self._first, self._last = (inside[0], inside[-1]) if inside else (first, first)
        self._select()
        width = min(max(cell.width() + 24, _WIDTH), self._ground.width() - 16)
        wraps = int(Qt.TextFlag.TextWordWrap)
        needed = QFontMetricsF(font).boundingRect(QRectF(0, 0, width - 28, 1e6), wraps, passage.text).height()
        self.text.setFixedHeight(min(ceil(needed) + 8, _MOST_HEIGHT))
        self.setFixedWidth(width)
        self.adjustSize()
        left = min(max(cell.left() - 12, 8), self._ground.width() - width - 8)
        top = cell.top() - 6
        if top + self.height() > self._ground.height() - 8:
            top = max(cell.bottom() + 6 - self.height(), 8)
        self.move(QPoint(left, top))
        self.show()
        self.raise_()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)
        self.text.ensureCursorVisible()

    def dismiss(self) -> None:
        """Leave without choosing."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._takes_key(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if watched is self.text.viewport() and event.type() == QEvent.Type.MouseButtonRelease:
            self._take_whole_words()
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            focused = self.focusWidget()
            if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason and not (
                focused is not None and focused is not self.text and self.isAncestorOf(focused)
            ):
                self._leave_if_gone()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.control, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _pale(self, spans: Sequence[Span]) -> None:
        """Let these stretches stand back."""
        pale: list[QTextEdit.ExtraSelection] = []
        for span in spans:
            each = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.text.document())
            cursor.setPosition(self._units.to_qt(span.start))
            cursor.setPosition(self._units.to_qt(span.end), QTextCursor.MoveMode.KeepAnchor)
            form = QTextCharFormat()
            form.setForeground(self._themes.current.secondary)
            each.cursor, each.format = cursor, form
            pale.append(each)
        self.text.setExtraSelections(pale)

    def _takes_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (_Key.Key_Return, _Key.Key_Enter):
            self._on_taken()
        elif key == _Key.Key_Escape:
            self.dismiss()
        elif key in (_Key.Key_Left, _Key.Key_Right):
            self._step(1 if key == _Key.Key_Right else -1, grows=is_shifted)
        elif key in (_Key.Key_Up, _Key.Key_Down):
            self._step_line(key == _Key.Key_Down, grows=is_shifted)
        elif key in (_Key.Key_Home, _Key.Key_End):
            self._go(0 if key == _Key.Key_Home else len(self._words) - 1, grows=is_shifted)
        else:
            return key not in (_Key.Key_Tab, _Key.Key_Backtab)
        return True

    def _step(self, step: int, *, grows: bool) -> None:
        self._go(self._last + step, grows=grows)

    def _go(self, word: int, *, grows: bool) -> None:
        self._last = min(max(word, 0), len(self._words) - 1)
        if not grows:
            self._first = self._last
        self._select()

    def _step_line(self, down: bool, *, grows: bool) -> None:
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(self._units.to_qt(self._words[self._last].start))
        operation = QTextCursor.MoveOperation.Down if down else QTextCursor.MoveOperation.Up
        if cursor.movePosition(operation):
            self._go(self._word_at(self._units.from_qt(cursor.position())), grows=grows)

    def _word_at(self, position: int) -> int:
        """The word that holds a place, or that begins next."""
        found = (number for number, word in enumerate(self._words) if position < word.end)
        return next(found, len(self._words) - 1)

    def _select(self) -> None:
        """Select whole words, from the one where it began to the last one reached."""
        first, last = sorted((self._first, self._last))
        ends = self._words[first].start, self._words[last].end
        if self._last < self._first:
            ends = ends[1], ends[0]
        cursor = self.text.textCursor()
        cursor.setPosition(self._units.to_qt(ends[0]))
        cursor.setPosition(self._units.to_qt(ends[1]), QTextCursor.MoveMode.KeepAnchor)
        self.text.setTextCursor(cursor)

    def _selected(self) -> Span | None:
        if not self._words:
            return None
        first, last = sorted((self._first, self._last))
        return Span(self._words[first].start, self._words[last].end)

    def _take_whole_words(self) -> None:
        cursor = self.text.textCursor()
        start = self._units.from_qt(cursor.selectionStart())
        end = self._units.from_qt(cursor.selectionEnd())
        self._first = self._word_at(start)
        self._last = self._word_at(max(end - 1, start))
        self._select()

    def _on_taken(self) -> None:
        span = self._selected()
        if span is not None:
            self.hide()
            self.chosen.emit(self._passage.in_version(span))

    def _leave_if_gone(self) -> None:
        window = self.window()
        focused = window.focusWidget()
        if focused is None or not (focused is self or self.isAncestorOf(focused)):
            self.dismiss()


class _Words(QTextEdit):
    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
