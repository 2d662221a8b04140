"""Single keys on a page that stands in the place of the text, and going round its parts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

NO_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_PLAIN = (*NO_MODIFIERS, Qt.KeyboardModifier.ShiftModifier)


def next_part(parts: Sequence[QWidget], focused: QWidget | None) -> QWidget | None:
    """The part that shows after the one with the keyboard; the first where none has it."""
    shown = [part for part in parts if part.isVisible()]
    for number, part in enumerate(shown, start=1):
        if focused is part or (focused is not None and part.isAncestorOf(focused)):
            return shown[number % len(shown)]
    return shown[0] if shown else None


def takes_letter(event: QEvent) -> bool:
    """Whether the event asks if a letter or digit alone is wanted here; then it is, and is accepted.

    The actions of the window would else do to the text, which is not to be seen, what they do.
    """
    if (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.ShortcutOverride
        and event.modifiers() in _PLAIN
        and event.text().isprintable()
        and event.text().strip()
    ):
        event.accept()
        return True
    return False
