"""Where a card stands: under its word or over it, else beside it, never on it."""

from PySide6.QtCore import QRect, QSize

DISTANCE = 8
_EDGE = 6


def place_card(size: QSize, word: QRect, within: QRect, *, least: int) -> QRect:
    """The place of a card that would like to have ``size``, beside ``word``; all in pixels of one widget.

    Where neither above nor below there is room for all of it, it is as tall as the wider room allows, but no
    less than ``least``; where even that would cover the word, it stands at its side.
    """
    inside = within.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    width = min(size.width(), inside.width())
    below = inside.bottom() - word.bottom() - DISTANCE
    above = word.top() - inside.top() - DISTANCE
    left = min(max(word.center().x() - width // 2, inside.left()), inside.right() - width + 1)
    if size.height() <= below or (below >= above and below >= least):
        return QRect(left, word.bottom() + 1 + DISTANCE, width, min(size.height(), below))
    if size.height() <= above or above >= least:
        height = min(size.height(), above)
        return QRect(left, word.top() - DISTANCE - height, width, height)
    return _beside(QSize(width, min(size.height(), inside.height())), word, inside)


def _beside(size: QSize, word: QRect, inside: QRect) -> QRect:
    top = min(max(word.center().y() - size.height() // 2, inside.top()), inside.bottom() - size.height() + 1)
    left = word.right() + 1 + DISTANCE
    if left + size.width() > inside.right() + 1:
        left = max(word.left() - DISTANCE - size.width(), inside.left())
    return QRect(left, top, size.width(), size.height())
