"""Which paragraphs of an e-book are headings, and how deep: by its table of contents, then by its marks.

Books write a chapter's heading as one heading, as two ("Chapter One", "The Ferry"), as a plain paragraph
or as a picture; the table of contents knows.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallelreader.core.incoming import Passage
from parallelreader.core.language.script import has_han
from parallelreader.formats.epub_package import ContentsEntry
from parallelreader.formats.markup import Block
from parallelreader.formats.said_language import believed

_SEARCHED = 6
_JOINED = 3
_LONGEST_HEADING = 120
_MAX_LEVEL = 6


@dataclass(frozen=True, slots=True)
class _Heading:
    """``count`` blocks from ``at`` on are one heading; none, where only the contents have its words."""

    at: int
    count: int
    level: int
    text: str


class Headings:
    """Gives the passages of one part after the other; deeper headings count from those before them."""

    def __init__(self) -> None:
        self._level = 0
        self._rank = 0

    def passages(
        self, blocks: Sequence[Block], entries: Sequence[ContentsEntry], aside: str
    ) -> Iterator[Passage]:
        """The blocks as passages; ``aside`` sets the whole part apart."""
        placed = {heading.at: heading for heading in _placed(blocks, entries)} if not aside else {}
        at = 0
        while at <= len(blocks):
            heading = placed.get(at)
            if heading is not None:
                yield from self._heading(heading, blocks[at : at + heading.count])
                if heading.count:
                    at += heading.count
                    continue
            if at < len(blocks):
                block = blocks[at]
                reason = aside or block.aside
                level = self._level_of(block) if block.rank and not reason else 0
                yield Passage(block.text, level, reason, believed(block.language, block.text))
            at += 1

    def _heading(self, heading: _Heading, blocks: Sequence[Block]) -> Iterator[Passage]:
        self._level, self._rank = heading.level, blocks[0].rank if blocks else 0
        if len({has_han(block.text) for block in blocks}) > 1:
            # A book in two languages has a chapter's heading in each.
            for block in blocks:
                yield Passage(block.text, heading.level, "", believed(block.language, block.text))
        else:
            language = believed(blocks[0].language if blocks else "", heading.text)
            yield Passage(heading.text, heading.level, "", language)

    def _level_of(self, block: Block) -> int:
        if not self._level:
            self._level, self._rank = 1, block.rank
            return 1
        level = self._level + 1 if not self._rank else self._level + (block.rank - self._rank)
        return min(max(level, 1), _MAX_LEVEL)


def _placed(blocks: Sequence[Block], entries: Sequence[ContentsEntry]) -> Iterator[_Heading]:
    """Where each entry's heading stands; no block is two headings."""
    free = 0
    for entry in entries:
        start = max(_start(blocks, entry), free)
        heading = _found(blocks, start, entry)
        yield heading
        free = heading.at + max(heading.count, 1)


def _start(blocks: Sequence[Block], entry: ContentsEntry) -> int:
    if not entry.fragment:
        return 0
    return next((at for at, block in enumerate(blocks) if entry.fragment in block.names), 0)


def _found(blocks: Sequence[Block], start: int, entry: ContentsEntry) -> _Heading:
    wanted = _key(entry.title)
    for at in range(start, min(start + _SEARCHED, len(blocks))):
        joined = ""
        for count in range(1, _JOINED + 1):
            part = blocks[at : at + count]
            if len(part) < count or part[-1].aside:
                break
            joined += _key(part[-1].text)
            if joined == wanted:
                return _Heading(at, count, entry.level, " ".join(block.text for block in part))
            if not wanted.startswith(joined):
                break
    for at in range(start, min(start + 2, len(blocks))):
        block = blocks[at]
        if block.rank and not block.aside and len(block.text) <= _LONGEST_HEADING:
            return _Heading(at, 1, entry.level, block.text)
    return _Heading(start, 0, entry.level, entry.title)


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
