"""How right and how fast sentence alignment is: figures to compare, never a pass or a failure.

Quality needs the hand-aligned texts beside the checkout; speed is measured without them on our own story.
"""

import random
import time
from collections import Counter
from pathlib import Path

import lighthouse_story
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Bead
from parallelreader.core.language.dictionary import load_dictionary

GOLD = Path(__file__).resolve().parents[3] / "shared" / "alignment-dev"
SETS = {
    "literary": [f"literary-{number}" for number in range(1, 7)],
    "speeches": ["speeches"],
    "magazine": ["magazine"],
}
BOUNDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)

Pair = tuple[tuple[int, ...], tuple[int, ...]]


class _Score:
    """Counts of beads, pooled over texts: strictly right, found, wanted; and by confidence."""

    def __init__(self) -> None:
        self.right = self.found = self.wanted = self.sentences = 0
        self.seconds = 0.0
        self.by_confidence: Counter[float] = Counter()
        self.right_by_confidence: Counter[float] = Counter()

    def add(self, name: str) -> None:
        source, target, gold = _read(name)
        start = time.perf_counter()
        beads = align_segments(source, target)
        self.seconds += time.perf_counter() - start
        self.sentences += len(source) + len(target)
        self.found, self.wanted = self.found + len(beads), self.wanted + len(gold)
        for bead in beads:
            self._count(bead, (bead.source, bead.target) in gold)

    def include(self, other: "_Score") -> None:
        """Take over what another score says of confidence."""
        self.by_confidence += other.by_confidence
        self.right_by_confidence += other.right_by_confidence

    def line(self, title: str) -> str:
        f1 = 2 * self.right / max(self.found + self.wanted, 1)
        pace = 1000 * self.seconds / max(self.sentences, 1)
        return f"{title:<10} strict F1 {f1:.3f}   {pace:.2f} s for each 1,000 sentences (both sides counted)"

    def calibration(self) -> list[str]:
        """For each range of confidence: how many beads, and the share of them that is right."""
        return [
            f"confidence below {min(bound, 1.0):.2f}: {self.by_confidence[bound]:5d} beads, "
            f"{self.right_by_confidence[bound] / self.by_confidence[bound]:.3f} right"
            for bound in BOUNDS
            if self.by_confidence[bound]
        ]

    def _count(self, bead: Bead, is_right: bool) -> None:
        bound = next(bound for bound in BOUNDS if bead.confidence < bound)
        self.by_confidence[bound] += 1
        self.right_by_confidence[bound] += is_right
        self.right += is_right


def measure() -> list[str]:
    """The lines to print."""
    start = time.perf_counter()
    load_dictionary.cache_clear()
    load_dictionary()
    lines = [f"dictionary loaded in {time.perf_counter() - start:.2f} s"]
    lines += _speed()
    if not GOLD.is_dir():
        return [*lines, "no hand-aligned texts beside the checkout: strict F1 not measured"]
    every = _Score()
    for title, names in SETS.items():
        score = _Score()
        for name in names:
            score.add(name)
        every.include(score)
        lines.append(score.line(title))
    return lines + every.calibration()


def _speed() -> list[str]:
    """Seconds for texts of two lengths, and how their pace compares."""
    paces = []
    for count in (1_000, 4_000):
        source, target = _scattered(count)
        start = time.perf_counter()
        align_segments(source, target)
        paces.append(1000 * (time.perf_counter() - start) / (len(source) + len(target)))
    return [
        f"our story, 1,000 and 4,000 sentences: {paces[0]:.2f} and {paces[1]:.2f} s for each 1,000 "
        f"(ratio {paces[1] / paces[0]:.2f})"
    ]


def _scattered(count: int) -> tuple[list[str], list[str]]:
    chance = random.Random(1)
    source: list[str] = []
    target: list[str] = []
    while len(source) < count:
        for chinese, english in chance.sample(lighthouse_story.STORY, len(lighthouse_story.STORY)):
            source += chinese
            target += english
    return source, target


def _read(name: str) -> tuple[list[str], list[str], set[Pair]]:
    source, target = ((GOLD / f"{name}.{side}.txt").read_text("utf-8").splitlines() for side in ("zh", "en"))
    gold = set()
    for line in (GOLD / f"{name}.gold.tsv").read_text("utf-8").split("\n"):
        if line.strip():
            chinese, english = (
                tuple(int(number) for number in side.split()) for side in line.split("\t")[:2]
            )
            gold.add((chinese, english))
    return source, target, gold


if __name__ == "__main__":
    print("\n".join(measure()))
