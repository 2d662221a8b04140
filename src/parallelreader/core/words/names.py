"""The names of a text: which characters are one, how they are read and how the English writes them.

They are found by ``name_finding``; here they are kept, and met again in sentences.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from parallelreader.core.values import dataclass
from parallelreader.core.words.table import Numbered


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is ``written`` in the text; ``reading`` has a capital where a part of it begins, as in
    ``("Wang2", "Xiao3", "ming2")``. ``english`` are the spellings in the versions, by their ids.

    ``before`` and ``behind`` must stand around it, for a surname that is one only there; ``sentences`` are
    those in which it stands, for a word that elsewhere is an ordinary one, none for a name everywhere.
    """

    written: str
    reading: Numbered
    english: tuple[tuple[str, str], ...] = ()
    before: str = ""
    behind: str = ""
    sentences: frozenset[str] = frozenset()
    breaks_words: bool = False
    """Whether it may begin or end within what would else be a word."""


@dataclass(frozen=True, slots=True)
class NamePlace:
    """A name at a place of a sentence, in code points."""

    start: int
    end: int
    name: Name


class Names:
    """The names of a text. Immutable; may be used from any thread."""

    __slots__ = ("_at", "_by_first", "names", "ordinary")

    def __init__(self, names: Iterable[Name] = (), ordinary: Iterable[str] = ()) -> None:
        """``ordinary`` are words that dictionaries know only as names, and which are none in this text."""
        self.names = tuple(names)
        self.ordinary = frozenset(ordinary)
        by_first: dict[str, list[Name]] = {}
        # The longest first; of the same characters those that hold in fewer places.
        for name in sorted(self.names, key=_breadth):
            by_first.setdefault(name.written[0], []).append(name)
        self._by_first: Mapping[str, list[Name]] = by_first
        self._at = re.compile(f"[{''.join(map(re.escape, by_first))}]") if by_first else None

    def __bool__(self) -> bool:
        return bool(self.names or self.ordinary)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Names):
            return NotImplemented
        return (self.names, self.ordinary) == (other.names, other.ordinary)

    def __hash__(self) -> int:
        return hash((self.names, self.ordinary))

    def places(self, sentence: str) -> list[NamePlace]:
        """The names in a sentence, in order; none overlaps another."""
        found: list[NamePlace] = []
        if self._at is None:
            return found
        match = self._at.search(sentence)
        while match is not None:
            at = match.start()
            name = next((each for each in self._by_first[sentence[at]] if _stands(each, sentence, at)), None)
            end = at + (len(name.written) if name is not None else 1)
            if name is not None:
                found.append(NamePlace(at, end, name))
            match = self._at.search(sentence, end)
        return found


def bounds_with_names(
    places: Iterable[NamePlace], offset: int, bounds: list[int], kept: Iterable[tuple[int, int]] = ()
) -> list[int]:
    """The bounds of the words of a run that begins at ``offset`` of its sentence, with those names as words;
    ``kept`` are stretches of it that stay as they are."""
    fixed = tuple(kept)
    for place in places:
        start, end = place.start - offset, place.end - offset
        if start < 0 or end > bounds[-1]:
            continue
        known = set(bounds)
        if not place.name.breaks_words and not {start, end} <= known:
            continue
        if any(start < stop and first < end for first, stop in fixed):
            continue
        bounds = sorted({each for each in bounds if not start < each < end} | {start, end})
    return bounds


def differing(one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of a run that are cut otherwise in one way than in the other, between shared bounds."""
    if one == other:
        return []
    shared = sorted(set(one) & set(other))
    ways = set(one) ^ set(other)
    return [(start, end) for start, end in pairwise(shared) if any(start < each < end for each in ways)]


def _breadth(name: Name) -> tuple[int, bool, bool]:
    context = len(name.before) + len(name.behind)
    return -len(name.written) - context, not name.sentences, not context


def _stands(name: Name, sentence: str, at: int) -> bool:
    if not sentence.startswith(name.written + name.behind, at):
        return False
    if name.before and not sentence.endswith(name.before, 0, at):
        return False
    return not name.sentences or sentence in name.sentences


NO_NAMES = Names()
