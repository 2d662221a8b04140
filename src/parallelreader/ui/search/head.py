"""The top of the search panel: the field, where to look, and the way from hit to hit.

What is found is listed below it; finding it is left to the desk.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.search_run import Scope, Wanted
from parallelreader.app.searching import Side
from parallelreader.ui.search.hit_layout import MARGIN
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import SMALL, PaleLabel, icon_button

_SEARCH_AFTER_MS = 140
_TITLE_HEIGHT = 40


class SearchHead(QWidget):
    """``changed`` comes a moment after the last change of :attr:`wanted`, ``entered`` with Enter (1) or
    Shift+Enter (-1), ``left`` when the keys are to go to the list."""

    changed = Signal()
    entered = Signal(int)
    left = Signal()
    close_asked = Signal()

    def __init__(
        self, themes: ThemeSource, ways: tuple[QAction, QAction], parent: QWidget | None = None
    ) -> None:
        """``ways`` go to the hit before and to the next one."""
        super().__init__(parent)
        self._themes = themes
        self._waiting = QTimer(self, singleShot=True, interval=_SEARCH_AFTER_MS)
        self._waiting.timeout.connect(self.changed)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Chinese, English or pinyin"))
        self.field.setAccessibleName(self.tr("Search for Chinese, English or pinyin"))
        self.field.setToolTip(
            self.tr("“…” finds a phrase, * and ? stand for letters, /…/ is a regular expression")
        )
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.installEventFilter(self)
        self.scope = _choice(self.tr("Where to search"))
        for scope, name in (
            (Scope.DOCUMENT, self.tr("Document")),
            (Scope.CORPUS, self.tr("Corpus")),
            (Scope.LIBRARY, self.tr("Library")),
            (Scope.NOTES, self.tr("Notes")),
            (Scope.TERMS, self.tr("Terms")),
        ):
            self.scope.addItem(name, scope)
        self.side = _choice(self.tr("In which language to search"))
        for side, name in (
            (Side.BOTH, self.tr("Both")),
            (Side.CHINESE, self.tr("Chinese")),
            (Side.OTHER, self.tr("English")),
        ):
            self.side.addItem(name, side)
        self.count = PaleLabel(themes)
        self._ways = [_way(action) for action in ways]
        self._lay_out()
        self.field.textChanged.connect(self._on_typed)
        self.scope.currentIndexChanged.connect(self._on_chosen)
        self.side.currentIndexChanged.connect(self._on_chosen)
        themes.changed.connect(self.update)

    @property
    def chosen_scope(self) -> Scope:
        """Where to look."""
        # Qt hands back a plain string.
        return Scope(self.scope.currentData())

    def wanted(self, document: str) -> Wanted:
        """What is asked for while ``document`` is open."""
        return Wanted(self.field.text(), self.chosen_scope, Side(self.side.currentData()), document)

    def ask(self, typed: str, scope: Scope | None = None) -> None:
        """Ask for something as if it had been typed, at once."""
        if scope is not None:
            self.scope.setCurrentIndex(self.scope.findData(scope))
        self.field.setText(typed)
        self._waiting.stop()
        self.changed.emit()

    def show_count(self, total: int, *, listed: int, current: int | None, is_whole: bool) -> None:
        """Say how many hits there are, how many of them are listed and which one is chosen; without
        ``is_whole`` more may come."""
        text = ""
        if total:
            text = self.tr("1 hit") if total == 1 else self.tr("{count} hits")
            if current is not None:
                text = self.tr("{number} of {count}").replace("{number}", f"{current + 1:,}")
            text = text.format(count=f"{total:,}")
            if is_whole and listed < total and current is None:
                text = self.tr("{text}, the first {listed} listed").format(text=text, listed=f"{listed:,}")
            text += "" if is_whole else "…"
        elif not is_whole:
            text = self.tr("Searching")
        self.count.setText(text)

    def focus_field(self) -> None:
        """Let what is typed next take the place of what is there."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._waiting.isActive():
                    self._waiting.stop()
                    self.changed.emit()
                is_back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.entered.emit(-1 if is_back else 1)
                return True
            if event.key() == Qt.Key.Key_Down:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._themes.current.line)
        painter.end()

    @Slot()
    def _on_typed(self) -> None:
        self._waiting.start()

    @Slot()
    def _on_chosen(self) -> None:
        self.side.setEnabled(self.chosen_scope not in (Scope.NOTES, Scope.TERMS))
        self._waiting.stop()
        self.changed.emit()

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Search"))
        font = interface_font()
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        close = icon_button("close", self.tr("Close the search"))
        close.clicked.connect(self.close_asked)
        top = QHBoxLayout()
        top.setContentsMargins(MARGIN, 0, 8, 0)
        top.addWidget(title, 1)
        top.addWidget(close)
        head = QWidget()
        head.setFixedHeight(_TITLE_HEIGHT)
        head.setLayout(top)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.scope)
        choices.addWidget(self.side)
        ways = QHBoxLayout()
        ways.setSpacing(2)
        ways.addWidget(self.count, 1)
        for button in self._ways:
            ways.addWidget(button)
        rest = QVBoxLayout()
        rest.setContentsMargins(MARGIN, 4, MARGIN, 6)
        rest.setSpacing(6)
        rest.addWidget(self.field)
        rest.addLayout(choices)
        rest.addLayout(ways)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(rest)


def _way(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setAutoRaise(True)
    button.setAccessibleName(action.text())
    return button


def _choice(name: str) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.setToolTip(name)
    choice.setFont(interface_font(SMALL))
    choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    # In a narrow panel the words give way.
    choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(4)
    return choice
