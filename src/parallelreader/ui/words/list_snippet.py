"""One line of a sentence round a word in it, as much as fits, the word in bold.

Where the sentence is longer than the line, it is cut at the side that has more to spare.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from parallelreader.core.text import Span

_ELLIPSIS = "…"
# Nothing on a line needs more than this; a paragraph of thousands is not measured.
_MOST = 240


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters of the line from ``left`` on, in pixels."""

    text: str
    left: float
    width: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class Faces:
    """A face in its usual weight and in bold."""

    plain: QFont
    bold: QFont

    @classmethod
    def of(cls, font: QFont) -> "Faces":
        bold = QFont(font)
        bold.setWeight(QFont.Weight.Bold)
        return cls(font, bold)


def one_line(text: str, marked: Sequence[Span], faces: Faces, width: float) -> tuple[Piece, ...]:
    """``text`` in a line of ``width`` pixels with the ``marked`` stretches in bold."""
    text = text.replace("\n", " ").replace("\t", " ")
    marked = [span for span in marked if span.start < span.end <= len(text)]
    whole = _pieces(text[:_MOST], marked, faces) if len(text) <= _MOST else ()
    if whole and _end(whole) <= width:
        return whole
    start, end = _window(text, marked, faces, width)
    head = _ELLIPSIS if start else ""
    tail = _ELLIPSIS if end < len(text) else ""
    moved = [
        Span(max(span.start, start) - start + len(head), min(span.end, end) - start + len(head))
        for span in marked
        if span.start < end and span.end > start
    ]
    return _pieces(head + text[start:end] + tail, moved, faces)


def draw_line(painter: QPainter, pieces: Sequence[Piece], faces: Faces, area: QRectF) -> None:
    """Draw a line at the left of ``area``, in the pen that is set."""
    for piece in pieces:
        painter.setFont(faces.bold if piece.is_bold else faces.plain)
        # A word that is longer than the line is cut there.
        width = min(piece.width + 4, area.width() - piece.left)
        box = QRectF(area.left() + piece.left, area.top(), width, area.height())
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(box, flags, piece.text)


def _pieces(text: str, marked: Sequence[Span], faces: Faces) -> tuple[Piece, ...]:
    found: list[Piece] = []
    left = 0.0
    for start, end, is_bold in _runs(text, marked):
        font = faces.bold if is_bold else faces.plain
        width = QFontMetricsF(font).horizontalAdvance(text[start:end])
        found.append(Piece(text[start:end], left, width, is_bold))
        left += width
    return tuple(found)


def _runs(text: str, marked: Sequence[Span]) -> list[tuple[int, int, bool]]:
    runs, at = [], 0
    for span in sorted(marked, key=lambda each: each.start):
        if span.start < at:
            continue
        if span.start > at:
            runs.append((at, span.start, False))
        runs.append((span.start, span.end, True))
        at = span.end
    if at < len(text):
        runs.append((at, len(text), False))
    return runs


def _end(pieces: Sequence[Piece]) -> float:
    return pieces[-1].left + pieces[-1].width if pieces else 0.0


def _window(text: str, marked: Sequence[Span], faces: Faces, width: float) -> tuple[int, int]:
    """From where to where the text fits: the first marked stretch is in it, and then what is round it."""
    metrics = QFontMetricsF(faces.plain)
    first = marked[0] if marked else Span(0, 0)
    # Without a word to be round the line begins with the sentence, and only its end is cut.
    room = width - (2 if first.start else 1) * metrics.horizontalAdvance(_ELLIPSIS)
    start, end = first.start, first.end
    used = QFontMetricsF(faces.bold).horizontalAdvance(text[start:end])
    while start > 0 or end < len(text):
        # What follows tells more than what came before, which is why it gets two steps of three.
        goes_back = start > 0 and (end >= len(text) or 2 * (first.start - start) < end - first.end)
        letter = text[start - 1] if goes_back else text[end]
        used += metrics.horizontalAdvance(letter)
        if used > room:
            break
        if goes_back:
            start -= 1
        else:
            end += 1
    start = _word_start(text, start, first.start)
    end = _word_end(text, end, first.end)
    return (0 if start <= 1 else start), end


def _word_start(text: str, start: int, most: int) -> int:
    """The beginning of the next word where ``start`` is inside one of a language with spaces."""
    if start and _is_letter(text[start - 1]) and start < len(text) and _is_letter(text[start]):
        space = text.find(" ", start, most)
        return space + 1 if space >= 0 else start
    return start


def _word_end(text: str, end: int, least: int) -> int:
    if 0 < end < len(text) and _is_letter(text[end - 1]) and _is_letter(text[end]):
        space = text.rfind(" ", least, end)
        return space if space > least else end
    return end


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalnum()
