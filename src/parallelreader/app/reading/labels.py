"""What stands over the words of a Chinese text: which have a reading, how it is written, where it needs room.

Pixels come in as numbers only; setting and painting are the window's.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from parallelreader.app.words.text_words import TextWord
from parallelreader.core.language.script import HAN
from parallelreader.core.patterns import pattern
from parallelreader.core.values import dataclass
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readings import written_parts

# What takes a whole square in a Chinese face.
_WIDE = pattern(rf"{HAN.pattern}|[\u3000-\u303f\uff01-\uff60]")

_ER = "ㄦ"
# Between characters with readings, in sizes of the text: no gap at all beside a wide one looks like a fault.
_LEAST = 0.1


class Part(NamedTuple):
    """The reading of the characters from ``start`` to ``end``, and its tone from 1 to 5."""

    letters: str
    tone: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Label:
    """A reading that stands in the middle over its characters."""

    parts: tuple[Part, ...]

    @property
    def start(self) -> int:
        return self.parts[0].start

    @property
    def end(self) -> int:
        return self.parts[-1].end

    @property
    def text(self) -> str:
        return "".join(part.letters for part in self.parts)


def labels_of(words: Iterable[TextWord], notation: Notation) -> Iterator[Label]:
    """What stands over these words: pinyin over each word, zhuyin over each of its syllables."""
    for word in words:
        letters = written_parts(word.syllables, notation)
        parts = [
            Part(written, each.tone, each.start, each.end)
            for written, each in zip(letters, word.syllables, strict=True)
        ]
        if notation is Notation.ZHUYIN:
            yield from (Label((each,)) for part in parts for each in _by_character(part))
        elif parts:
            yield Label(tuple(parts))


def _by_character(part: Part) -> Iterator[Part]:
    """A syllable in zhuyin; of one that ends in 儿 that has its own symbol beside it."""
    if part.end - part.start > 1 and part.letters.endswith(_ER) and part.letters != _ER:
        yield part._replace(letters=part.letters.removesuffix(_ER), end=part.end - 1)
        yield part._replace(letters=_ER, start=part.end - 1)
    else:
        yield part


def spaces_for(
    labels: Sequence[Label],
    widths: Sequence[float],
    *,
    letters: Callable[[int, int], str],
    size: float,
    apart: float,
    advance: Callable[[str], float],
) -> dict[int, float]:
    """How many pixels must be left free behind which characters so that no two labels come nearer to each
    other than ``apart``. What two of them need is shared by all characters from middle to middle, so that the
    text under them is spaced as evenly as may be.

    ``widths`` are those of the labels, ``letters`` gives the text between two places, ``size`` is the width
    of a Chinese character and ``advance`` that of any other text.
    """

    def across(start: int, end: int) -> float:
        stretch = letters(start, end)
        other = _WIDE.sub("", stretch)
        return (len(stretch) - len(other)) * size + (advance(other) if other else 0.0)

    found: dict[int, float] = {}
    sizes = [(across(label.start, label.end), width) for label, width in zip(labels, widths, strict=True)]
    for (one, (under, width)), (other, (other_under, other_width)) in pairwise(
        zip(labels, sizes, strict=True)
    ):
        between = across(one.end, other.start) if other.start > one.end else 0.0
        missing = (width + other_width) / 2 + apart - between - (under + other_under) / 2
        # Half of what is between the characters of a word moves its middle, and there is one gap more.
        behind_each = missing / ((one.end - one.start + other.end - other.start) / 2)
        if not between:
            behind_each = max(behind_each, _LEAST * size)
        if behind_each > 0:
            # In sizes of pixels, of which there are few different ones.
            behind_each = ceil(2 * behind_each) / 2
            for place in (*range(one.start, one.end - 1), *range(other.start - 1, other.end - 1)):
                found[place] = max(found.get(place, 0.0), behind_each)
    return found
