"""In which other ways a sentence might be cut round a word, the likelier first."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from parallelreader.core.words.segmenter import WordSpan

LONGEST = 12
"""A longer stretch is no word but a sentence without marks."""


@dataclass(frozen=True, slots=True)
class Recut:
    """Words end at ``cuts`` (code points from its start) inside the ``stretch`` of simplified characters."""

    stretch: str
    cuts: tuple[int, ...]


def splits(
    words: Sequence[WordSpan], keys: Sequence[str], number: int, caret: int, knows: Callable[[str], bool]
) -> list[Recut]:
    """How else word ``number`` of a sentence might end: parted at the ``caret`` where that is inside it,
    characters exchanged with a neighbour so that both are words, parted elsewhere, in single characters.
    """
    key = keys[number]
    start, end = words[number]
    found: list[Recut] = []
    if start < caret < end:
        found.append(Recut(key, (caret - start,)))
    found += _shifts(words, keys, number, knows)
    parts = [Recut(key, (at,)) for at in range(1, len(key))]
    found += sorted(parts, key=lambda recut: not _are_words(recut, knows))
    if len(key) > 2:
        found.append(Recut(key, tuple(range(1, len(key)))))
    return [recut for recut in dict.fromkeys(found) if len(recut.stretch) <= LONGEST]


def _shifts(
    words: Sequence[WordSpan], keys: Sequence[str], number: int, knows: Callable[[str], bool]
) -> Iterator[Recut]:
    for first, last in ((number, number + 1), (number - 1, number)):
        if first < 0 or last >= len(words) or words[first][1] != words[last][0]:
            continue
        stretch = keys[first] + keys[last]
        now = len(keys[first])
        for at in sorted(range(1, len(stretch)), key=lambda place: abs(place - now)):
            recut = Recut(stretch, (at,))
            if at != now and _are_words(recut, knows):
                yield recut


def _are_words(recut: Recut, knows: Callable[[str], bool]) -> bool:
    """Whether the parts are words; a character alone goes for one where the other part is longer."""
    at = recut.cuts[0]
    parts = recut.stretch[:at], recut.stretch[at:]
    return all(len(part) == 1 or knows(part) for part in parts) and max(map(len, parts)) > 1
