"""The bar that marking a term opens: both sides of the pair, what else may be meant, and what Enter does.

What is proposed and what becomes of it is decided elsewhere; here it is shown, chosen and typed over.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from parallelreader.app.terms.marking import Alternative
from parallelreader.app.terms.marking_plans import Sides, in_their_fields, parted
from parallelreader.ui.terms.marking_choices import MarkingChoices
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.key_caps import KeyCaps
from parallelreader.ui.widgets.labels import PaleLabel, icon_button, small_button

_WIDTH = 480
_RADIUS = 8.0
_EDGE, _DISTANCE = 6, 8
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CONTROL = Qt.KeyboardModifier.ControlModifier


class MarkingBar(QWidget):
    """``confirmed`` says whether the other of two ways was taken; ``more_asked`` wants all there is to say of
    the term, ``left`` nothing any more; ``edited`` comes with every change of either side."""

    confirmed = Signal(bool)
    more_asked = Signal()
    left = Signal()
    edited = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes
        self._is_typed = False
        self._found: set[str] = set()
        self._rect, self._within = QRect(), QRect()
        tip = self.tr("Several with / or ; between them; the first is preferred")
        self.chinese = _field(self.tr("Chinese term"), tip, reading_font("zh-Hans", 17))
        self.english = _field(self.tr("English term"), tip, reading_font("en", 16))
        self.choices = MarkingChoices(themes)
        self.hint = PaleLabel(themes, wraps=True)
        self.more = small_button(self.tr("More…"), self.tr("Status, part of speech, forms, definition (Tab)"))
        self.other = small_button("", "")
        self.mark = small_button(self.tr("Mark"), self.tr("Keep this as a term (Enter)"))
        self.close_button = icon_button("close", self.tr("Mark nothing (Esc)"))
        self._caps = (
            KeyCaps(themes, ("Enter",)),
            KeyCaps(themes, ("Ctrl", "Enter")),
            KeyCaps(themes, ("Tab",)),
        )
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("Mark a term"))
        self.hide()

    @property
    def words(self) -> tuple[str, str]:
        """Both sides as they stand there."""
        return self.chinese.text().strip(), self.english.text().strip()

    @property
    def sides(self) -> Sides:
        """The words of both sides: what stands so in a text is one term, of what is typed a slash or a
        semicolon makes several."""
        chinese, english = ((each,) if each and each in self._found else parted(each) for each in self.words)
        return in_their_fields((chinese, english))

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def has_given(self) -> bool:
        """Whether the user has typed, selected or chosen something."""
        return self.is_open and self._is_typed

    def given(self, *, is_chinese: bool) -> str:
        """What the user has typed or selected for a side; "" where it only was proposed."""
        return self.words[0 if is_chinese else 1] if self.has_given else ""

    def open(
        self, alternatives: Sequence[Alternative], hands: Mapping[str, str], *, from_chinese: bool
    ) -> None:
        """Show a proposal; ``hands`` are the names of the versions. What is likelier wrong has the keyboard:
        the side that was not marked."""
        self._is_typed = False
        self._found.clear()
        self.show_alternatives(alternatives, hands)
        field = self.english if from_chinese else self.chinese
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.end(False)
        field.home(True)

    def show_alternatives(self, alternatives: Sequence[Alternative], hands: Mapping[str, str]) -> None:
        """Offer these; the first is taken unless something has been typed or chosen."""
        self.choices.show_alternatives(alternatives, hands)
        if not self._is_typed and alternatives:
            self._put(alternatives[0])

    def take(self, words: str, *, is_chinese: bool) -> None:
        """These words were selected for one side."""
        self._is_typed = True
        self._found.add(words)
        (self.chinese if is_chinese else self.english).setText(words)
        self.choices.choose(None)
        self.focus()

    def focus(self) -> None:
        """Give it the keyboard, on the English side where both are there."""
        (self.english if self.chinese.text() else self.chinese).setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, hint: str, mark: str, other: str = "", *, can_mark: bool = True) -> None:
        """Say what will be done: what Enter is called, and what Ctrl+Enter where there is another way;
        without ``can_mark`` neither does anything."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        for button, text in ((self.mark, mark), (self.other, other)):
            button.setText(text)
            button.setFixedWidth(button.fontMetrics().horizontalAdvance(text) + 18)
        self.other.setToolTip(self.tr("{what} (Ctrl+Enter)").format(what=other))
        for part in (self.other, self._caps[1]):
            part.setVisible(bool(other))
        for button in (self.mark, self.other):
            button.setEnabled(can_mark and any(self.words))
        if self.is_open:
            self.stand(self._rect, self._within)

    def stand(self, words: QRect, within: QRect) -> None:
        """Show under what is marked, or over it where there is no room; both in pixels of the parent."""
        self._rect, self._within = words, within
        inside = within.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width = min(_WIDTH, inside.width())
        self.setFixedWidth(width)
        self._column.activate()
        height = max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())
        left = min(max(words.center().x() - width // 2, inside.left()), inside.right() - width + 1)
        top = words.bottom() + 1 + _DISTANCE
        if top + height > inside.bottom():
            above = words.top() - _DISTANCE - height
            top = above if above >= inside.top() else max(inside.bottom() - height, inside.top())
        self.setGeometry(left, top, width, height)
        self.show()
        self.raise_()

    @property
    def has_keyboard(self) -> bool:
        """Whether keys go to it."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            # Neither the window's Escape nor its other keys, while one types here.
            if event.key() in (*_ENTERS, Qt.Key.Key_Escape, Qt.Key.Key_Up, Qt.Key.Key_Down):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._press(watched, event)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.control, 1))
        painter.setBrush(theme.raised)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.end()

    def _press(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _ENTERS:
            self._confirm(other=bool(event.modifiers() & _CONTROL))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.choices.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Tab and watched is self.english:
            self.more_asked.emit()
        else:
            return False
        return True

    def _confirm(self, *, other: bool) -> None:
        if any(self.words):
            self.confirmed.emit(other and bool(self.other.text()))

    def _put(self, alternative: Alternative) -> None:
        for field, words in ((self.chinese, alternative.chinese), (self.english, alternative.english)):
            self._found.add(words)
            field.setText(words)
            # It is known by how it begins; what one does not like one types over.
            field.end(False)
            field.home(field.hasFocus())

    @Slot(object)
    def _on_chosen(self, alternative: Alternative) -> None:
        self._is_typed = True
        self._put(alternative)

    @Slot()
    def _on_typed(self) -> None:
        self._is_typed = True
        self.choices.choose(None)

    @Slot()
    def _on_changed(self) -> None:
        self.edited.emit()

    @Slot()
    def _on_marked(self) -> None:
        self._confirm(other=False)

    @Slot()
    def _on_other(self) -> None:
        self._confirm(other=True)

    def _connect(self) -> None:
        for field in (self.chinese, self.english):
            field.installEventFilter(self)
            field.textEdited.connect(self._on_typed)
            field.textChanged.connect(self._on_changed)
        self.choices.chosen.connect(self._on_chosen)
        self.mark.clicked.connect(self._on_marked)
        self.other.clicked.connect(self._on_other)
        self.more.clicked.connect(self.more_asked)
        self.close_button.clicked.connect(self.left)
        self._themes.changed.connect(self.update)

    def _lay_out(self) -> None:
        between = QLabel("↔")
        between.setAccessibleName(self.tr("is rendered as"))
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(self.chinese, 2)
        fields.addWidget(between)
        fields.addWidget(self.english, 3)
        fields.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        for button, caps in zip((self.mark, self.other, self.more), self._caps, strict=True):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            foot.addWidget(button)
            foot.addWidget(caps)
            foot.addSpacing(6)
        foot.addStretch(1)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 8, 10)
        layout.setSpacing(6)
        layout.addLayout(fields)
        layout.addWidget(self.choices)
        layout.addWidget(self.hint)
        layout.addLayout(foot)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, super().sizeHint().height())


def _field(name: str, tip: str, font: QFont) -> QLineEdit:
    field = QLineEdit()
    field.setFont(font)
    field.setAccessibleName(name)
    field.setPlaceholderText(name)
    field.setToolTip(tip)
    return field
