"""Small buttons that show a colour of notes, for filters and for recolouring.

What choosing one does is left to whoever connects to it.
"""

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from parallelreader.core.notes.note import Colour
from parallelreader.ui.notes.colours import colour_fill, colour_name
from parallelreader.ui.theme.controls import FOCUS_WIDTH, rounded
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme

BUTTON = 24
SWATCH = 14
SWATCH_RADIUS = 3.0


def draw_swatch(painter: QPainter, rect: QRect, theme: Theme, colour: Colour) -> None:
    """Paint the colour as a small square with an outline that shows on every ground."""
    rounded(painter, rect, fill=colour_fill(theme, colour), outline=theme.control, radius=SWATCH_RADIUS)


class SwatchButton(QAbstractButton):
    """One colour, checkable; checked it stands on the ground of chosen tools with a ring of accent."""

    def __init__(self, colour: Colour, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self._themes = themes
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(colour_name(colour))

    def sizeHint(self) -> QSize:
        return QSize(BUTTON, BUTTON)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        if self.isChecked():
            rounded(painter, self.rect(), fill=theme.selected)
        elif self.underMouse():
            rounded(painter, self.rect(), fill=theme.hover)
        square = QRect(0, 0, SWATCH, SWATCH)
        square.moveCenter(self.rect().center())
        draw_swatch(painter, square, theme, self.colour)
        if self.isChecked():
            rounded(painter, square, outline=theme.accent, width=2.0, radius=SWATCH_RADIUS)
        if self.hasFocus():
            rounded(painter, self.rect(), outline=theme.accent, width=FOCUS_WIDTH)
        painter.end()


class SwatchRow(QWidget):
    """The six colours in their order; ``chosen`` says which one was clicked or pressed."""

    chosen = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = QButtonGroup(self)
        self.buttons = {colour: SwatchButton(colour, themes) for colour in Colour}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for button in self.buttons.values():
            self.group.addButton(button)
            layout.addWidget(button)
        self.group.buttonClicked.connect(self._on_button_clicked)

    def show_colour(self, colour: Colour) -> None:
        """Check that colour without saying that it was chosen."""
        self.buttons[colour].setChecked(True)

    @Slot(QAbstractButton)
    def _on_button_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, SwatchButton):
            self.chosen.emit(button.colour)
