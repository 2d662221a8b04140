"""Real texts that were aligned by hand, and how the aligner has them."""

from functools import cache
from pathlib import Path

from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Bead

Sides = tuple[tuple[int, ...], tuple[int, ...]]


def hand_aligned(shared: Path, name: str) -> tuple[list[str], list[str], list[Sides]]:
    """The Chinese sentences of a text, the English ones, and which belong together, in order."""
    folder = shared / "alignment-dev"
    chinese, english = (
        (folder / f"{name}.{language}.txt").read_text(encoding="utf-8").splitlines()
        for language in ("zh", "en")
    )
    gold = []
    for line in (folder / f"{name}.gold.tsv").read_text(encoding="utf-8").splitlines():
        ours, theirs = (tuple(map(int, cell.split())) for cell in line.split("\t")[:2])
        gold.append((ours, theirs))
    return chinese, english, gold


@cache
def aligned(shared: Path, name: str) -> tuple[Bead, ...]:
    """The text as the aligner has it, which takes seconds and is therefore done once."""
    chinese, english, _ = hand_aligned(shared, name)
    return tuple(align_segments(chinese, english))
