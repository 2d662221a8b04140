"""Which stretches of a version are laid out together.

A block is a paragraph, or a part of one so long that laying it out whole would be felt.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import overload

from parallelreader.core.text import Outline, Text
from parallelreader.core.values import dataclass

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
    """All blocks of a text in order, found by number or by place; made where one looks.

    ``headings`` are the paragraphs that are known to be headings; without them they are guessed.
    """

    def __init__(self, text: Text, *, is_chinese: bool, headings: Collection[int] | None = None) -> None:
        self.text = text
        outline = text.outline or outline_of(text, is_chinese=is_chinese)
        self._starts, self._headings = outline.starts, outline.headings
        # Hardly any text has paragraphs so long that they are cut.
        self._is_plain = len(self._starts) == text.paragraph_count
        if headings is not None:
            self._headings = array("I", self._blocks_of(headings))
        self.headings = Headings(self, self._headings)

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, index: int) -> Block:
        start = self._starts[index]
        if self._is_plain:
            paragraph = self.text.paragraph(range(len(self))[index])
        else:
            paragraph = self.text.paragraph(self.text.paragraph_at(start))
        is_last = index + 1 == len(self._starts)
        end = paragraph.end if is_last else min(self._starts[index + 1], paragraph.end)
        return Block(start, end, start == paragraph.start, self.is_heading(index))

    def __iter__(self) -> Iterator[Block]:
        return map(self.__getitem__, range(len(self)))

    def _blocks_of(self, paragraphs: Collection[int]) -> Iterator[int]:
        for number in sorted(paragraphs):
            if number < self.text.paragraph_count and len(self.text.paragraph(number)) <= _LONGEST:
                yield bisect_left(self._starts, self.text.paragraph_starts[number])

    def is_heading(self, index: int) -> bool:
        """Whether a block is one, without making it."""
        place = bisect_left(self._headings, index)
        return place < len(self._headings) and self._headings[place] == index

    def extent(self, first: int, after: int) -> int:
        """How many code points there are from one block to before another, or to the end."""
        end = self._starts[after] if after < len(self._starts) else len(self.text.content)
        return end - self._starts[first]

    def at(self, position: float) -> int:
        """The number of the block that holds a place, or the nearest before it."""
        return max(bisect_right(self._starts, position) - 1, 0)


class Headings(Sequence[Block]):
    """The blocks that are headings, in order."""

    def __init__(self, blocks: Blocks, numbers: Sequence[int]) -> None:
        self._blocks = blocks
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, key: int) -> Block: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Block, ...]: ...
    def __getitem__(self, key: int | slice) -> Block | tuple[Block, ...]:
        if isinstance(key, slice):
            return tuple(self._blocks[number] for number in self._numbers[key])
        return self._blocks[self._numbers[key]]


def looks_like_heading(paragraph: str, *, is_chinese: bool) -> bool:
    """Whether a paragraph is short and ends in no mark."""
    longest = _HEADING_CHINESE if is_chinese else _HEADING_OTHER
    return len(paragraph) <= longest and not paragraph.endswith(_SENTENCE_END)


def outline_of(text: Text, *, is_chinese: bool, likely: Sequence[int] | None = None) -> Outline:
    """How a text is divided; ``likely`` are the paragraphs that look like headings, where that is known."""
    if likely is None:
        likely = array("I", _likely_headings(text, is_chinese=is_chinese))
    # Where most look so, they are the lines of a poem.
    is_verse = text.paragraph_count > _FEW and len(likely) > _MOST_SHARE * text.paragraph_count
    starts, headings = array("I"), array("I")
    paragraphs = text.paragraph_starts
    done = 0
    for number in _long_paragraphs(text):
        starts.extend(paragraphs[done : number + 1])
        starts.extend(_cuts(text, number))
        done = number + 1
    starts.extend(paragraphs[done:])
    if len(starts) == len(paragraphs):
        return Outline(paragraphs, array("I", () if is_verse else likely))
    for number in () if is_verse else likely:
        headings.append(bisect_left(starts, paragraphs[number]))
    return Outline(starts, headings)


def _likely_headings(text: Text, *, is_chinese: bool) -> Iterator[int]:
    for number in range(text.paragraph_count):
        span = text.paragraph(number)
        if len(span) <= _HEADING_OTHER and looks_like_heading(
            text.content[span.start : span.end], is_chinese=is_chinese
        ):
            yield number


def _long_paragraphs(text: Text) -> Iterator[int]:
    starts = text.paragraph_starts
    for number in range(len(starts)):
        if (starts[number + 1] if number + 1 < len(starts) else len(text.content)) - starts[
            number
        ] > _LONGEST:
            yield number


def _cuts(text: Text, paragraph: int) -> Iterator[int]:
    """Where a long paragraph may be cut: between sentences, or anywhere in one that is itself too long."""
    span = text.paragraph(paragraph)
    if len(span) <= _LONGEST:
        return
    last = span.start
    for segment in text.segments_of(paragraph):
        bounds = text.segment(segment)
        if bounds.end - last > _LONGEST and bounds.start > last:
            yield bounds.start
            last = bounds.start
        while bounds.end - last > _LONGEST:
            last += _LONGEST
            yield last
