"""Labels of one line that give way to an ellipsis in a narrow panel, and small buttons beside them.

What they say is left to the parts of the panel.
"""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QPushButton, QToolButton, QWidget

from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.icons import ICON_SIZE, icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.style import SMALL_PROPERTY
from parallelreader.ui.widgets.foreign_text import plain_tip

SMALL = 12


class PaleLabel(QLabel):
    """Plain small text in the secondary colour; on one line it is elided, its tooltip says the rest."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setFont(interface_font(SMALL, tabular=True))
        self._on_themes_changed()
        themes.changed.connect(self._on_themes_changed)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(0, hint.height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_tip()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self._themes.current.secondary)
        painter.drawText(self.rect(), int(self.alignment()) | int(Qt.TextFlag.TextSingleLine), self._elided())
        painter.end()

    @Slot()
    def _on_themes_changed(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), self._themes.current.secondary)
        self.setPalette(palette)
        self.update()

    def _elided(self) -> str:
        metrics = QFontMetrics(self.font())
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def _update_tip(self) -> None:
        is_cut = not self.wordWrap() and self._elided() != self.text()
        self.setToolTip(plain_tip(self.text()) if is_cut else "")


def set_form_font(form: QFormLayout) -> None:
    """Give the labels of a form the font they are painted in: by another one they are measured too narrow."""
    for row in range(form.rowCount()):
        item = form.itemAt(row, QFormLayout.ItemRole.LabelRole)
        label = item.widget() if item is not None else None
        if isinstance(label, QLabel):
            label.setFont(interface_font())


def small_button(text: str, tip: str) -> QPushButton:
    """A push button of the height of a line of controls."""
    button = QPushButton(text)
    button.setProperty(SMALL_PROPERTY, True)
    button.setFont(interface_font(SMALL))
    button.setToolTip(tip)
    # Fusion leaves room for an icon at both sides; in a narrow panel that would cut the last button.
    button.setFixedWidth(QFontMetrics(button.font()).horizontalAdvance(text) + 18)
    button.setAutoDefault(False)
    return button


def icon_button(name: str, tip: str) -> QToolButton:
    """A button with only an icon; its name is its tip."""
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
    button.setAutoRaise(True)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
