"""Texts whose lines are Chinese and English by turns, with or without empty lines between the pairs.

Bertalign 1.1 prints such pairs: source, target, an empty line, where either may be empty; what it prints of
its work before them is left out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.language.script import guess_language, han_share
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import one_line
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.text_stream import TextFile, head_lines, text_file

_CHATTER = re.compile(
    r"(?:Source language: .+|Target language: .+|Embedding source and target text using .+|"
    r"Performing (?:first|second)-step alignment \.\.\.|Finished! Successfully aligning .+)$"
)
_LETTER = re.compile(r"[^\W\d_]")
_SAMPLE = 400
_FEWEST = 6
_BY_TURNS = 0.95
_ZH, _EN = 0, 1

Line = tuple[int, str | None]


class AlternatingUnits:
    """Pairs of lines; the first column is the language of the first line. In ``blocks`` a pair is two lines
    and an empty one, so that a side may be empty."""

    def __init__(self, file: TextFile, sample: Sequence[str]) -> None:
        self._file = file
        self._sample = sample
        self._blocks = _are_blocks(sample)
        self._first = next((side for line in sample if (side := _side(line)) is not None), _ZH)
        if self._blocks:
            self._first = _usual_side(sample[0::3]) or _ZH

    @property
    def title(self) -> str:
        return ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        texts: tuple[list[str], list[str]] = ([], [])
        for line in self._sample:
            side = _side(line)
            if side is not None:
                texts[side].append(line)
        order = (self._first, 1 - self._first)
        return tuple(Column(guess_language("\n".join(texts[side]))) for side in order)

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        lines = _without_chatter(self._file.lines(progress))
        units = self._in_blocks(lines) if self._blocks else self._by_turns(lines)
        yield from islice(units, after, None)

    def _in_blocks(self, lines: Iterable[Line]) -> Iterator[Unit | Fault]:
        block: list[str] = []
        for number, line in lines:
            if line is None:
                yield Fault("A line too long to be read", line=number)
                line = ""
            if len(block) < 2:
                block.append(line)
                continue
            if any(map(str.strip, block)):
                yield Unit(tuple(one_line(each) for each in block))
            # Where the empty line is missing, this is the first of the next pair.
            block = [line] if line.strip() else []
        if any(map(str.strip, block)):
            yield Unit((one_line(block[0]), one_line(block[1]) if len(block) > 1 else ""))

    def _by_turns(self, lines: Iterable[Line]) -> Iterator[Unit | Fault]:
        cells = ["", ""]
        place = 0
        for number, line in lines:
            if line is None:
                yield Fault("A line too long to be read", line=number)
                continue
            words = one_line(line)
            if not words:
                continue
            side = _side(line)
            own = place if side is None else int(side != self._first)
            if cells[own] or own < place:
                yield Unit((cells[0], cells[1]))
                cells = ["", ""]
            cells[own] = words
            place = own + 1
            if place == 2:
                yield Unit((cells[0], cells[1]))
                cells, place = ["", ""], 0
        if any(cells):
            yield Unit((cells[0], cells[1]))


def _side(line: str) -> int | None:
    """Which language a line is in, None for one without letters."""
    if not _LETTER.search(line):
        return None
    return _ZH if han_share(line) > 0.3 else _EN


def _usual_side(lines: Iterable[str]) -> int | None:
    sides = [side for line in lines if (side := _side(line)) is not None]
    if not sides:
        return None
    return _ZH if sides.count(_ZH) * 2 >= len(sides) else _EN


def _without_chatter(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines from the first pair on."""
    begun = False
    for number, line in lines:
        if not begun and line is not None and (not line.strip() or _CHATTER.match(line)):
            continue
        begun = True
        yield number, line


def _sample(lines: Iterable[Line]) -> list[str]:
    return [line or "" for _, line in islice(_without_chatter(lines), _SAMPLE)]


def _are_blocks(lines: Sequence[str]) -> bool:
    """Whether every third line is empty, and the first and second of three are in different languages."""
    if len(lines) < _FEWEST or any(line.strip() for line in lines[2::3]):
        return False
    firsts, seconds = lines[0::3], lines[1::3]
    one, other = _usual_side(firsts), _usual_side(seconds)
    if one is None or other is None or one == other:
        return False
    strays = sum(_side(line) == other for line in firsts) + sum(_side(line) == one for line in seconds)
    return strays <= (1 - _BY_TURNS) * (len(firsts) + len(seconds))


def _take_turns(lines: Sequence[str]) -> bool:
    sides = [_side(line) for line in lines if line.strip()]
    known = [side for side in sides if side is not None]
    if len(known) < _FEWEST or len(known) < _BY_TURNS * len(sides):
        return False
    turns = sum(a != b for a, b in pairwise(known))
    return turns >= _BY_TURNS * (len(known) - 1)


def read_alternating(path: Path, options: ReadOptions) -> AlternatingUnits:
    file = text_file(path, options.encoding)
    sample = _sample(file.lines())
    sides = {_side(line) for line in sample} - {None}
    if len(sides) < 2:
        raise FileProblem(
            "The lines of this file are not in two languages",
            where=path,
            mend="Import it as plain text, or put each translation on the line below its original.",
        )
    return AlternatingUnits(file, sample)


def likeness(head: bytes, path: Path) -> float:
    sample = _sample(enumerate(head_lines(head), 1))
    return 0.8 if _are_blocks(sample) or _take_turns(sample) else 0.0


FORMAT = ImportFormat("Alternating lines", (".txt",), read_alternating, likeness)
