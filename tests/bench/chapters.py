"""What matching chapters first is worth: hand-aligned texts cut into chapters, some missing from either book.

Needs the hand-aligned texts beside the checkout.
"""

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bench.figures import table
from bench.gold import GOLD, NAMES, Score, read_gold
from bench.setting import Setting
from parallelreader.core.align import align_segments
from parallelreader.core.chapters import Chapter

_BEADS = 40
_MISSING = {
    "complete": (frozenset[int](), frozenset[int]()),
    "3 missing from either": (frozenset({3, 10, 25}), frozenset({7, 8, 30})),
    "7 missing from either": (frozenset(range(5, 12)), frozenset(range(20, 27))),
    "every third missing": (frozenset[int](), frozenset(range(1, 56, 3))),
}

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Sentences of both sides and the beads between them, counted from the beginning of the piece."""

    zh: list[str]
    en: list[str]
    gold: list[Pair]


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    if not (GOLD.is_dir() and setting.reads_shared):
        return ["no hand-aligned texts beside the checkout: 0 chapters, F1 not measured"]
    pieces = [piece for name in NAMES for piece in _pieces(name)]
    rows = [_row(name, pieces, *missing) for name, missing in _MISSING.items()]
    return table((f"{len(pieces)} chapters", "whole, F1", "by chapter, F1", "time of whole"), rows)


def _row(
    name: str, pieces: Sequence[_Piece], zh: Collection[int], en: Collection[int]
) -> tuple[str, str, str, str]:
    (source, ours, zh_at), (target, theirs, en_at) = _book(pieces, zh, 0), _book(pieces, en, 1)
    gold = list(_gold(pieces, zh_at, en_at))
    found = []
    for chapters in (((), ()), (ours, theirs)):
        begun = time.perf_counter()
        beads = align_segments(source, target, chapters=chapters)
        seconds = time.perf_counter() - begun
        score = Score()
        # Of chapters that are missing nobody has said which sentences stand alone.
        score.add([bead for bead in beads if bead.is_pair], [pair for pair in gold if all(pair)])
        found.append((score.f1, seconds))
    (whole, slow), (divided, quick) = found
    return name, f"{whole:.3f}", f"{divided:.3f}", f"{100 * quick / slow:.0f} %"


def _book(
    pieces: Sequence[_Piece], missing: Collection[int], side: int
) -> tuple[list[str], list[Chapter], list[int | None]]:
    """The sentences of one book, its chapters, and where the first sentence of each piece stands."""
    sentences: list[str] = []
    chapters: list[Chapter] = []
    starts: list[int | None] = []
    for number, piece in enumerate(pieces, 1):
        if number - 1 in missing:
            starts.append(None)
            continue
        title = f"Chapter {number}" if side else f"第{number}章"
        chapters.append(Chapter(len(sentences), len(sentences) + 1, 1, title))
        starts.append(len(sentences) + 1)
        sentences += [title, *(piece.en if side else piece.zh)]
    return sentences, chapters, starts


def _gold(pieces: Sequence[_Piece], zh: Sequence[int | None], en: Sequence[int | None]) -> Iterator[Pair]:
    for piece, ours, theirs in zip(pieces, zh, en, strict=True):
        if ours is not None and theirs is not None:
            yield (ours - 1,), (theirs - 1,)
            for source, target in piece.gold:
                yield tuple(n + ours for n in source), tuple(n + theirs for n in target)


def _pieces(name: str) -> Iterator[_Piece]:
    """A text cut where about forty beads hold the same first sentences of both sides."""
    text = read_gold(name)
    row = column = 0
    beads: list[Pair] = []
    for bead in text.gold:
        beads.append(bead)
        zh, en = ({n for each in beads for n in each[side]} for side in (0, 1))
        if (
            len(beads) < _BEADS
            or zh != set(range(row, row + len(zh)))
            or en != set(range(column, column + len(en)))
        ):
            continue
        gold = [(tuple(n - row for n in a), tuple(n - column for n in b)) for a, b in beads]
        yield _Piece(text.source[row : row + len(zh)], text.target[column : column + len(en)], gold)
        row, column, beads = row + len(zh), column + len(en), []
