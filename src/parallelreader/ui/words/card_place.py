"""Where a card stands: under its word or over it, else beside it, never on it."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize

DISTANCE = 8
_EDGE = 6


def place_card(size: QSize, word: QRect, within: QRect, *, least: int, avoid: Sequence[QRect] = ()) -> QRect:
    """The place of a card that would like to have ``size``, beside ``word``; all in pixels of one widget.

    Where neither above nor below there is room for all of it, it is as tall as the wider room allows, but no
    less than ``least``; where even that would cover the word, it stands at its side. It covers nothing of
    what is to ``avoid`` as long as it can stand over or under the word without.
    """
    inside = within.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
    width = min(size.width(), inside.width())
    stands = _stands(size.height(), word, inside, least)
    if not stands:
        return _beside(QSize(width, min(size.height(), inside.height())), word, inside)
    lefts = list(_lefts(width, word, inside, avoid))
    places = [QRect(left, top, width, height) for top, height in stands for left in lefts]
    return next((each for each in places if not any(map(each.intersects, avoid))), places[0])


def _stands(tall: int, word: QRect, inside: QRect, least: int) -> list[tuple[int, int]]:
    """Where a card has its top under the word and over it, and how tall it is there, the better first."""
    below = inside.bottom() - word.bottom() - DISTANCE
    above = word.top() - inside.top() - DISTANCE
    under = (word.bottom() + 1 + DISTANCE, min(tall, below))
    over = (word.top() - DISTANCE - min(tall, above), min(tall, above))
    if tall <= below or (below >= above and below >= least):
        return [under, over] if tall <= above else [under]
    if tall <= above or above >= least:
        return [over]
    return []


def _lefts(width: int, word: QRect, inside: QRect, avoid: Sequence[QRect]) -> Iterator[int]:
    """Where its left edge may be so that it reaches over the middle of the word: best in the middle itself,
    else beside what is to avoid."""
    middle, last = word.center().x(), inside.right() - width + 1
    yield min(max(middle - width // 2, inside.left()), last)
    for each in avoid:
        for left in (each.left() - _EDGE - width, each.right() + 1 + _EDGE):
            if inside.left() <= left <= last and left <= middle < left + width:
                yield left


def _beside(size: QSize, word: QRect, inside: QRect) -> QRect:
    top = min(max(word.center().y() - size.height() // 2, inside.top()), inside.bottom() - size.height() + 1)
    left = word.right() + 1 + DISTANCE
    if left + size.width() > inside.right() + 1:
        left = max(word.left() - DISTANCE - size.width(), inside.left())
    return QRect(left, top, size.width(), size.height())
