"""In which order the lines of a PDF page are read, and which of them are no text of it.

Pages are set in one column or several, with headings across; what repeats from page to page at the top or the
bottom is a running head.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallelreader.formats.pdf_lines import PdfLine

_MOST_ACROSS = 0.3
_LEAST_IN_COLUMN = 3
_LEAST_GUTTER = 0.8
_EDGE_LINES = 2
_LONGEST_HEAD = 80
# The heading of a chapter is said again at the head of its pages, and is larger there.
_LARGEST_HEAD = 1.05
_PAGE_NUMBER = re.compile(
    r"[-–—·•\[(\s]*(?:第\s*)?(?:page\s+)?(?:\d{1,4}|[ivxlc]{1,7}|[一二三四五六七八九十〇百]{1,5})\s*(?:页|頁)?"
    r"(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?[-–—·•\])\s]*",
    re.IGNORECASE,
)
_NOTE_START = re.compile(r"\s*(?:\d{1,3}(?![\d.]\d)|[*†‡①-⑳]|[\[〔(（]\d{1,3}[\])）〕])")
_SMALL = 0.88


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with what it is beside the text, and the column it stands in: its edges, in points."""

    line: PdfLine
    aside: str
    left: float
    right: float
    column: int


def ordered(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """The lines in columns, each to be read before the next; a heading across is a column of its own."""
    gutter = _gutter(lines)
    if gutter is None:
        return [sorted(lines, key=lambda line: (-line.baseline, line.left))] if lines else []
    found: list[list[PdfLine]] = []
    band: list[PdfLine] = []
    for line in [*sorted(lines, key=lambda each: -each.baseline), None]:
        if line is not None and not _crosses(line, gutter):
            band.append(line)
            continue
        found += ordered([each for each in band if each.right <= gutter])
        found += ordered([each for each in band if each.right > gutter])
        band = []
        if line is not None:
            if found and all(_crosses(each, gutter) for each in found[-1]):
                found[-1].append(line)
            else:
                found.append([line])
    return found


def running_lines(pages: Sequence[Sequence[PdfLine]], size: float) -> set[tuple[int, int]]:
    """Which lines (page, place from the top) are running heads: set apart at an edge of the page, they are
    said again on other pages but for numbers, or are smaller than the text, whose type has ``size``."""
    edges = [
        (number, place, _pattern(lines[place].text))
        for number, lines in enumerate(pages)
        for place in {
            *range(min(_EDGE_LINES, len(lines))),
            *range(max(len(lines) - _EDGE_LINES, 0), len(lines)),
        }
        if lines[place].size <= _LARGEST_HEAD * size and _is_at_edge(lines, place)
    ]
    seen = Counter(words for _, words in {(number, words) for number, _, words in edges})
    return {
        (number, place)
        for number, place, words in edges
        if len(words) <= _LONGEST_HEAD and (seen[words] > 1 or _is_small_head(pages[number], place, size))
    }


def _is_small_head(lines: Sequence[PdfLine], place: int, size: float) -> bool:
    first = all(lines[place].baseline >= each.baseline for each in lines)
    return first and len(lines) > 1 and lines[place].size <= _SMALL * size


def page_numbers(lines: Sequence[PdfLine]) -> set[int]:
    """The places, from the top, of lines at the edges of a page that are only its number."""
    return {
        place
        for place in {0, len(lines) - 1}
        if lines and _PAGE_NUMBER.fullmatch(lines[place].text) and _is_at_edge(lines, place)
    }


def notes_from(lines: Sequence[PdfLine], size: float) -> int:
    """The place from which on the lines at the foot of a column are notes: smaller than the text, whose
    type has ``size``, and beginning with a mark. The number of lines where there are none."""
    start = len(lines)
    for place in range(len(lines) - 1, -1, -1):
        if lines[place].size > _SMALL * size:
            break
        if _NOTE_START.match(lines[place].text):
            start = place
    return start if start else len(lines)


def _gutter(lines: Sequence[PdfLine]) -> float | None:
    """Where the space between two columns is, in points from the left; None in a single one."""
    if len(lines) < 2 * _LEAST_IN_COLUMN:
        return None
    size = sorted(line.size for line in lines)[len(lines) // 2]
    best: tuple[int, float] | None = None
    starts = sorted({round(line.left) for line in lines})
    for x in starts[1:]:
        at = x - _LEAST_GUTTER * size / 2
        across = sum(_crosses(line, at) for line in lines)
        before = [line for line in lines if line.right <= at]
        after = [line for line in lines if line.left > at]
        if min(len(before), len(after)) < _LEAST_IN_COLUMN or across > _MOST_ACROSS * len(lines):
            continue
        if x - max(line.right for line in before) < _LEAST_GUTTER * size or not _side_by_side(before, after):
            continue
        if best is None or across < best[0]:
            best = across, at
    return best[1] if best else None


def _side_by_side(before: Sequence[PdfLine], after: Sequence[PdfLine]) -> bool:
    """Whether two sets of lines share a good part of their height."""
    top = min(max(line.baseline for line in side) for side in (before, after))
    bottom = max(min(line.baseline for line in side) for side in (before, after))
    low = min(side[0].baseline - side[-1].baseline for side in map(_downwards, (before, after)))
    return top - bottom >= 0.3 * low and top > bottom


def _downwards(lines: Sequence[PdfLine]) -> list[PdfLine]:
    return sorted(lines, key=lambda line: -line.baseline)


def _crosses(line: PdfLine, x: float) -> bool:
    return line.left < x < line.right


def _pattern(text: str) -> str:
    return re.sub(r"\d+|(?<=\W)[ivxlc]+(?=\W|$)", "#", " ".join(text.split()))


def _is_at_edge(lines: Sequence[PdfLine], place: int) -> bool:
    """Whether a line keeps more distance from the others than they do from each other."""
    if len(lines) < 2:
        return True
    line = lines[place]
    others = [abs(each.baseline - line.baseline) for each in lines if abs(each.baseline - line.baseline) > 1]
    return not others or min(others) > 1.1 * line.size


def placed(
    lines: Sequence[PdfLine], asides: Sequence[str], size: float, first_column: int
) -> Iterator[Placed]:
    """The lines of a page in reading order, each with the edges of its column."""
    aside_of = {id(line): aside for line, aside in zip(lines, asides, strict=True)}
    yield from (
        Placed(line, aside_of[id(line)], line.left, line.right, -1) for line in lines if aside_of[id(line)]
    )
    for number, column in enumerate(
        ordered([line for line in lines if not aside_of[id(line)]]), first_column
    ):
        notes = notes_from(column, size)
        body = [line for line in column[:notes] if line.size > _SMALL * size] or column
        left, right = min(line.left for line in body), max(line.right for line in body)
        for place, line in enumerate(column):
            yield Placed(line, "footnote" if place >= notes else "", left, right, number)
