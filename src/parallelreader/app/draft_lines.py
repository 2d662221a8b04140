"""The lines of one source with their tags, however many they are, kept in columns.

A line knows its number only when it is asked for: cutting one of a hundred thousand in two between two
frames renumbers nothing, and giving the half of them another tag makes no new lines.
"""

from array import array
from collections.abc import Iterable, Sequence

from parallelreader.core.page import LineTag, PageLine, likeness

BY_HAND = "chosen by hand"

_TAGS = tuple(LineTag)
_CODES = {tag: code for code, tag in enumerate(_TAGS)}


class DraftLines:
    """Lines by their numbers, counted from one."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        self._texts = [line.text for line in lines]
        self._tags = bytearray(_CODES[line.tag] for line in lines)
        self._reasons = [line.reason for line in lines]
        self._levels = [line.level for line in lines]
        self._kind_codes: dict[tuple[str, ...], int] = {}
        self._kinds = array("L", map(self._kind_of, lines))
        self._whole: tuple[PageLine, ...] | None = None

    def __len__(self) -> int:
        return len(self._texts)

    def line(self, number: int) -> PageLine:
        """One line as it is now."""
        at = number - 1
        return PageLine(number, self._texts[at], _TAGS[self._tags[at]], self._reasons[at], self._levels[at])

    def whole(self) -> tuple[PageLine, ...]:
        """All lines in order; of very many that takes a while, unless none has changed since."""
        if self._whole is None:
            self._whole = tuple(self.line(number) for number in range(1, len(self) + 1))
        return self._whole

    def copy(self) -> "DraftLines":
        """The lines as they are now; later changes do not reach them."""
        same = DraftLines(())
        same._texts, same._tags, same._reasons = self._texts[:], self._tags[:], self._reasons[:]
        same._levels, same._kinds = self._levels[:], self._kinds[:]
        same._kind_codes, same._whole = dict(self._kind_codes), self._whole
        return same

    def count(self, tag: LineTag) -> int:
        """How many lines have a tag."""
        return self._tags.count(_CODES[tag])

    def letters(self, tag: LineTag) -> int:
        """How many code points stand in the lines with a tag."""
        code = _CODES[tag]
        return sum(len(text) for text, own in zip(self._texts, self._tags, strict=True) if own == code)

    def retag(self, numbers: Iterable[int], tag: LineTag) -> None:
        """Give the lines with these numbers another tag; the reason why they are no text is the hand."""
        code, is_text, reason = _CODES[tag], tag.is_text, "" if tag.is_text else BY_HAND
        tags, reasons = self._tags, self._reasons
        for number in numbers:
            at = number - 1
            if tags[at] != code or (is_text and reasons[at]):
                tags[at], reasons[at] = code, reason
        self._whole = None

    def set_level(self, numbers: Iterable[int], level: int) -> None:
        """Make the lines with these numbers headings of a level, 0 for running text."""
        for number in numbers:
            self._levels[number - 1] = level
        self._whole = None

    def alike(self, number: int) -> tuple[int, ...]:
        """The numbers of the lines that were proposed to be of the same kind as this one, in order."""
        wanted = self._kinds[number - 1]
        return tuple(at for at, kind in enumerate(self._kinds, 1) if kind == wanted)

    def put(self, number: int, lines: Sequence[PageLine]) -> None:
        """Put other lines in the place of one."""
        place = slice(number - 1, number)
        self._texts[place] = [line.text for line in lines]
        self._tags[place] = bytes(_CODES[line.tag] for line in lines)
        self._reasons[place] = [line.reason for line in lines]
        self._levels[place] = [line.level for line in lines]
        self._kinds[place] = array("L", map(self._kind_of, lines))
        self._whole = None

    def _kind_of(self, line: PageLine) -> int:
        return self._kind_codes.setdefault(likeness(line), len(self._kind_codes))
