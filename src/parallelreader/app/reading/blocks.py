"""Which stretches of a version are laid out together.

A block is a paragraph, or a part of one so long that laying it out whole would be felt.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from parallelreader.core.text import Text

_LONGEST = 3000
_SENTENCE_END = tuple(".。!！?？…;；:：,，、”\"'’)）】》")
_HEADING_CHINESE = 45
_HEADING_OTHER = 130
# Of more paragraphs than a few, no more than this share can be headings.
_FEW = 8
_MOST_SHARE = 2 / 3


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a version, in code points; ``starts_paragraph`` is false for a later part of one."""

    start: int
    end: int
    starts_paragraph: bool = True
    is_heading: bool = False

    def __len__(self) -> int:
        return self.end - self.start


class Blocks:
    """All blocks of a text in order, found by number or by place.

    ``headings`` are the paragraphs that are known to be headings; without them they are guessed.
    """

    def __init__(self, text: Text, *, is_chinese: bool, headings: Collection[int] | None = None) -> None:
        self.text = text
        if headings is None:
            headings = _headings(text, _HEADING_CHINESE if is_chinese else _HEADING_OTHER)
        self._blocks = list(_cut(text, headings))
        self._starts = [block.start for block in self._blocks]
        self.headings = tuple(block for block in self._blocks if block.is_heading)

    def __len__(self) -> int:
        return len(self._blocks)

    def __getitem__(self, index: int) -> Block:
        return self._blocks[index]

    def __iter__(self) -> Iterator[Block]:
        return iter(self._blocks)

    def at(self, position: float) -> int:
        """The number of the block that holds a place, or the nearest before it."""
        return max(bisect_right(self._starts, position) - 1, 0)


def _cut(text: Text, headings: Collection[int]) -> Iterator[Block]:
    for number in range(text.paragraph_count):
        span = text.paragraph(number)
        if len(span) <= _LONGEST:
            yield Block(span.start, span.end, is_heading=number in headings)
            continue
        start = span.start
        for cut in _cuts(text, number):
            yield Block(start, cut, starts_paragraph=start == span.start)
            start = cut
        yield Block(start, span.end, starts_paragraph=start == span.start)


def _headings(text: Text, longest: int) -> set[int]:
    """The short paragraphs that end in no mark; none where most are such, as the lines of a poem are."""
    paragraphs = range(text.paragraph_count)
    found = {
        number
        for number in paragraphs
        if len(text.paragraph(number)) <= longest
        and not text.content.endswith(_SENTENCE_END, 0, text.paragraph(number).end)
    }
    is_verse = len(paragraphs) > _FEW and len(found) > _MOST_SHARE * len(paragraphs)
    return set() if is_verse else found


def _cuts(text: Text, paragraph: int) -> Iterator[int]:
    """Where a long paragraph may be cut: between sentences, or anywhere in one that is itself too long."""
    span = text.paragraph(paragraph)
    last = span.start
    for segment in text.segments_of(paragraph):
        bounds = text.segment(segment)
        if bounds.end - last > _LONGEST and bounds.start > last:
            yield bounds.start
            last = bounds.start
        while bounds.end - last > _LONGEST:
            last += _LONGEST
            yield last
