"""The plain pieces the dialog is made of: small labels, labelled fields, and how far they stand apart."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from parallelreader.ui.theme.fonts import interface_font

MARGIN = 20
HEADER_HEIGHT = 40
_CAPTION, _SMALL = 11, 12


def small_label(text: str = "", *, wraps: bool = False) -> QLabel:
    """Plain small text in the secondary colour."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(interface_font(_SMALL, tabular=True))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setWordWrap(wraps)
    return label


def field(caption: str, widget: QWidget) -> QWidget:
    """A control under its caption, whose underlined letter (after ``&``) goes to it with Alt."""
    label = QLabel(caption)
    label.setFont(interface_font(_CAPTION))
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setBuddy(widget)
    widget.setAccessibleName(caption.replace("&", ""))
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(3)
    layout.addWidget(label)
    layout.addWidget(widget)
    return whole
