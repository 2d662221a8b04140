"""How the words of a cell are set: a passage in two lines with its rendering in sight, a term in its line.

Only measures; painting is left to the delegate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from parallelreader.app.terms.sheet import Passage
from parallelreader.core.text import Span

ELLIPSIS = "…"
# No cell shows more; a paragraph of thousands is not measured.
_MOST = 400
# So much of the first line may come before the rendering where not all can be shown.
_BEFORE = 0.6


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of a line from ``left`` on, in pixels."""

    text: str
    left: float
    width: float
    is_marked: bool


Line = tuple[Piece, ...]


class Face:
    """A font in its usual weight and the heavier one of what is marked, and how wide words are in them."""

    def __init__(self, font: QFont, weight: QFont.Weight) -> None:
        self.plain, self.heavy = QFont(font), QFont(font)
        self.heavy.setWeight(weight)
        measures = QFontMetricsF(self.plain), QFontMetricsF(self.heavy)

        @lru_cache(maxsize=8192)
        def width(text: str, is_marked: bool) -> float:
            return measures[is_marked].horizontalAdvance(text)

        self.width = width
        self.height = max(each.height() for each in measures)


def set_lines(passage: Passage, face: Face, width: float, most: int = 2) -> tuple[Line, ...]:
    """A passage in at most so many lines of ``width`` pixels; what is marked first is in them, and where
    something is left out an ellipsis stands for it."""
    first = passage.marked[0] if passage.marked else None
    text, marked = _near(passage, first)
    chunks = _chunks(text, marked)
    lines, count = _filled(chunks, face, width, most)
    target = next((n for n, chunk in enumerate(chunks) if any(marked for _, marked in chunk)), 0)
    if count == len(chunks) or target < count - 1:
        return lines
    room, start = _BEFORE * width, target
    while start > 0 and (room := room - _wide(chunks[start - 1], face)) > 0:
        start -= 1
    rest = [((ELLIPSIS + " ", False),), *chunks[start:]] if start else chunks
    lines, count = _filled(rest, face, width, most)
    while start > 1 and count == len(rest):
        # The end has room to spare: more of what comes before is shown.
        longer = [rest[0], *chunks[start - 1 :]]
        tried, reached = _filled(longer, face, width, most)
        if reached < len(longer):
            break
        start, rest, lines, count = start - 1, longer, tried, reached
    return lines


def set_in_context(passage: Passage, face: Face, width: float, at: float) -> Line:
    """A sentence in one line, the marked words beginning ``at`` so many pixels where what comes before is
    long enough; both sides give way to an ellipsis. For texts without spaces."""
    mark = passage.marked[0] if passage.marked else Span(0, 0)
    text = passage.text.replace("\n", " ")
    before = _tail(text[: mark.start], face, at)
    words = text[mark.start : mark.end]
    wide = face.width(words, True)
    left = max(at - face.width(before, False), 0.0)
    pieces = []
    if before:
        pieces.append(Piece(before, left, face.width(before, False), False))
        left += face.width(before, False)
    if words:
        pieces.append(Piece(words, left, wide, True))
        left += wide
    after = _beginning(text[mark.end :], face, width - left)
    if after:
        pieces.append(Piece(after, left, face.width(after, False), False))
    return tuple(pieces)


def _near(passage: Passage, first: Span | None) -> tuple[str, tuple[Span, ...]]:
    """What of a very long passage is measured at all."""
    text = passage.text.replace("\n", " ")
    if len(text) <= _MOST:
        return text, passage.marked
    start = max(first.start - _MOST // 2, 0) if first is not None else 0
    if start:
        start = text.find(" ", start) + 1 or start
    piece = text[start : start + _MOST]
    marked = tuple(
        Span(max(span.start - start, 0), min(span.end - start, len(piece)))
        for span in passage.marked
        if span.start < start + len(piece) and span.end > start
    )
    if start:
        piece = f"{ELLIPSIS} {piece}"
        marked = tuple(Span(span.start + 2, span.end + 2) for span in marked)
    return piece + (ELLIPSIS if start + _MOST < len(text) else ""), marked


_Chunk = tuple[tuple[str, bool], ...]


def _chunks(text: str, marked: Sequence[Span]) -> list[_Chunk]:
    """What is not broken: words with the space behind them, in pieces that are marked or not."""
    found: list[_Chunk] = []
    start = 0
    while start < len(text):
        space = text.find(" ", start)
        end = len(text) if space < 0 else space + 1
        found.append(tuple(_parts(text, start, end, marked)))
        start = end
    return found


def _parts(text: str, start: int, end: int, marked: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    at = start
    for span in marked:
        if span.start >= end or span.end <= at:
            continue
        if span.start > at:
            yield text[at : span.start], False
        yield text[max(span.start, at) : min(span.end, end)], True
        at = min(span.end, end)
    if at < end:
        yield text[at:end], False


def _wide(chunk: _Chunk, face: Face) -> float:
    return sum(face.width(text, is_marked) for text, is_marked in chunk)


def _filled(chunks: Sequence[_Chunk], face: Face, width: float, most: int) -> tuple[tuple[Line, ...], int]:
    """Lines, and how many chunks are in them; an ellipsis ends what is cut."""
    lines: list[list[tuple[str, bool]]] = [[]]
    used, number = 0.0, 0
    while number < len(chunks):
        chunk = chunks[number]
        visible = sum(face.width(text.rstrip(), marked) for text, marked in chunk[-1:]) + _wide(
            chunk[:-1], face
        )
        if used and used + visible > width:
            if len(lines) == most:
                break
            lines.append([])
            used = 0.0
        lines[-1].extend(chunk)
        used += _wide(chunk, face)
        number += 1
    if number < len(chunks):
        number -= _make_room(lines[-1], face, width)
    return tuple(tuple(_placed(line, face)) for line in lines), number


def _make_room(line: list[tuple[str, bool]], face: Face, width: float) -> int:
    """Have a line end in an ellipsis; gives how many words made room for it."""
    dropped, dots = 0, face.width(ELLIPSIS, False)
    while len(line) > 1 and sum(face.width(text, marked) for text, marked in line) + dots > width:
        dropped += line.pop()[0].endswith(" ")
    line.append((ELLIPSIS, False))
    return dropped


def _placed(parts: Sequence[tuple[str, bool]], face: Face) -> Iterator[Piece]:
    """Parts side by side, neighbours of one kind as one."""
    left, text, kind = 0.0, "", False
    for words, is_marked in [*parts, ("", True), ("", False)]:
        if text and is_marked is not kind:
            shown = text.rstrip() if kind else text
            yield Piece(shown, left, face.width(shown, kind), kind)
            left += face.width(text, kind)
            text = ""
        kind = is_marked
        text += words


def _tail(text: str, face: Face, width: float) -> str:
    """The end of ``text`` that fits, with an ellipsis before it where that is not all."""
    if face.width(text[-120:], False) <= width and len(text) <= 120:
        return text
    used, start = face.width(ELLIPSIS, False), len(text)
    while start and used + face.width(text[start - 1], False) <= width:
        start -= 1
        used += face.width(text[start], False)
    return ELLIPSIS + text[start:] if start else text


def _beginning(text: str, face: Face, width: float) -> str:
    if len(text) <= 120 and face.width(text, False) <= width:
        return text
    used, end = face.width(ELLIPSIS, False), 0
    while end < len(text) and used + face.width(text[end], False) <= width:
        used += face.width(text[end], False)
        end += 1
    return text[:end] + ELLIPSIS
