"""What the six colours of notes are called and what they look like in a theme.

Choosing one is left to the swatches.
"""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from parallelreader.core.notes.note import Colour
from parallelreader.ui.theme.tokens import Theme


def colour_name(colour: Colour) -> str:
    """The colour in the user's words."""
    translate = QCoreApplication.translate
    return {
        Colour.YELLOW: translate("colour", "Yellow"),
        Colour.ORANGE: translate("colour", "Orange"),
        Colour.ROSE: translate("colour", "Rose"),
        Colour.VIOLET: translate("colour", "Violet"),
        Colour.BLUE: translate("colour", "Blue"),
        Colour.GREEN: translate("colour", "Green"),
    }[colour]


def colour_fill(theme: Theme, colour: Colour) -> QColor:
    """The ground that the theme gives a highlight of this colour."""
    return theme.color(f"hl-{colour}")
