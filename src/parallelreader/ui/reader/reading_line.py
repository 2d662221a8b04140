"""Where the readings of one line of Chinese stand: in the middle over their words, apart from each other and
within the ends of the line; or beside their characters.
"""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGlyphRun

from parallelreader.app.reading.labels import Label, Part
from parallelreader.core.text import Span
from parallelreader.ui.reader.reading_face import ReadingFace
from parallelreader.ui.reader.text_layout import BlockLayout

Placed = tuple[float, float, tuple[Part, ...]]
"""Where a reading begins and ends in x, and of what it consists."""


def placed(labels: Iterable[Label], layout: BlockLayout, line: int, face: ReadingFace) -> list[Placed]:
    """(left, right, parts) of the readings of a line."""
    if face.is_beside:
        return list(_beside(labels, layout, line, face))
    extent = layout.line_span(line)
    found: list[Placed] = []
    for label in labels:
        parts, is_whole = label.parts, extent.start <= label.start and label.end <= extent.end
        if not is_whole:
            parts = _on_line(parts, extent)
        if not parts:
            continue
        left, right = layout.extent_on(line, parts[0].start, parts[-1].end)
        width = sum(face.letters(part.letters).width for part in parts)
        x = (left + right - width) / 2
        if not is_whole and found:
            # Room was made for the whole of it; at the end of a line some is left outside.
            x = max(x, found[-1][1] + face.apart)
        elif found and found[-1][1] + face.apart > x:
            # So it is at the beginning, for what goes on there.
            before = found[-1]
            over = before[1] + face.apart - x
            found[-1] = (before[0] - over, before[1] - over, before[2])
        found.append((x, x + width, parts))
    _keep_within(found, layout.width, face.apart)
    return found


def _beside(labels: Iterable[Label], layout: BlockLayout, line: int, face: ReadingFace) -> Iterator[Placed]:
    extent = layout.line_span(line)
    for label in labels:
        if extent.start < label.end <= extent.end:
            _, right = layout.extent_on(line, label.end - 1, label.end)
            width = sum(face.letters(part.letters).width for part in label.parts)
            yield right + face.apart, right + face.apart + width, label.parts


def runs(
    labels: Iterable[Label], layout: BlockLayout, line: int, face: ReadingFace, y: float, *, coloured: bool
) -> dict[int, QGlyphRun]:
    """The glyphs of a line's readings by tone, 0 for all where tones have no colour; ``y`` is as the face has
    it."""
    numbers: dict[int, list[int]] = {}
    places: dict[int, list[QPointF]] = {}
    for left, _, parts in placed(labels, layout, line, face):
        x = left
        for part in parts:
            letters = face.letters(part.letters)
            key = part.tone if coloured else 0
            numbers.setdefault(key, []).extend(letters.glyphs)
            places.setdefault(key, []).extend([QPointF(x + at, y + below) for at, below in letters.places])
            x += letters.width
    return {key: _run(face, glyphs, places[key]) for key, glyphs in numbers.items()}


def _keep_within(labels: list[Placed], width: float, apart: float) -> None:
    """Move what would hang over the ends of a line, and what is in its way, so far that nothing does."""
    edge = width
    for number in range(len(labels) - 1, -1, -1):
        left, right, parts = labels[number]
        over = right - edge
        if over <= 0:
            break
        labels[number] = (left - over, right - over, parts)
        edge = left - over - apart
    edge = 0.0
    for number, (left, right, parts) in enumerate(labels):
        over = edge - left
        if over <= 0:
            break
        labels[number] = (left + over, right + over, parts)
        edge = right + over + apart


def _on_line(parts: Iterable[Part], extent: Span) -> tuple[Part, ...]:
    """The parts of a reading over the characters of one line."""
    here = [part for part in parts if extent.start <= part.start < extent.end]
    if here:
        here[0] = here[0]._replace(letters=here[0].letters.removeprefix("'"))
    return tuple(here)


def _run(face: ReadingFace, glyphs: list[int], places: list[QPointF]) -> QGlyphRun:
    run = QGlyphRun()
    run.setRawFont(face.raw)
    run.setGlyphIndexes(glyphs)
    run.setPositions(places)
    return run
