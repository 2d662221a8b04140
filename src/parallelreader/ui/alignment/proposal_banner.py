"""The line above the rows of repair that says what the aligner would pair otherwise, and what that would do.

It keeps its place also when there is nothing to propose, so that nothing moves when there is.
"""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel

_HEIGHT = 58
_ICON = 16
_MARGIN = 20


class ProposalBanner(Ground):
    """``applied`` and ``skipped`` say what was pressed; the first is also the way to a place out of sight."""

    applied = Signal()
    skipped = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "bg", bottom_line=True)
        self.setFixedHeight(_HEIGHT)
        self._title = QLabel()
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        font = interface_font()
        font.setWeight(QFont.Weight.Medium)
        self._title.setFont(font)
        self._detail = PaleLabel(themes)
        self._skip = QPushButton(self.tr("Skip"))
        self._skip.setToolTip(self.tr("Leave these pairs as they are (N)"))
        self._skip.clicked.connect(self._on_skip_clicked)
        self._apply = QPushButton()
        self._apply.setDefault(True)
        self._apply.clicked.connect(self._on_apply_clicked)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        words.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_MARGIN + _ICON + 12, 0, 16, 0)
        layout.setSpacing(8)
        layout.addLayout(words, 1)
        layout.addWidget(self._skip)
        layout.addWidget(self._apply)
        self.setAccessibleName(self.tr("Proposal"))
        self.say(self.tr("Nothing to propose"), "")

    @property
    def title(self) -> str:
        """The first line of what is said."""
        return self._title.text()

    @property
    def detail(self) -> str:
        """The second line."""
        return self._detail.text()

    def propose(self, title: str, detail: str, *, answer: str, tip: str) -> None:
        """Say what is proposed and what the button that takes it would be called."""
        self._fill(title, detail, token="partner")
        self._apply.setText(answer)
        self._apply.setToolTip(tip)
        self._show_buttons(True)

    def say(self, title: str, detail: str) -> None:
        """Say why nothing is proposed."""
        self._fill(title, detail, token="bg")
        self._show_buttons(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme, painter = self._themes.current, QPainter(self)
        colour = theme.secondary if self._apply.isHidden() else theme.accent
        draw_icon(painter, "shift", QRectF(_MARGIN, (self.height() - _ICON) / 2, _ICON, _ICON), colour)
        painter.end()

    def _fill(self, title: str, detail: str, *, token: str) -> None:
        self._token = token
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleDescription(" ".join(filter(None, (title, detail))))
        self.update()

    def _show_buttons(self, shown: bool) -> None:
        self._skip.setVisible(shown)
        self._apply.setVisible(shown)

    @Slot()
    def _on_skip_clicked(self) -> None:
        self.skipped.emit()

    @Slot()
    def _on_apply_clicked(self) -> None:
        self.applied.emit()
