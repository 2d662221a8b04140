"""The hand-aligned texts beside the checkout, and how a result compares with them.

They are read where they lie and never copied; without them there is nothing to compare with.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from bench.figures import table
from bench.setting import SHARED
from parallelreader.core.alignment import Bead

GOLD = SHARED / "alignment-dev"
SETS = {
    "literary": tuple(f"literary-{number}" for number in range(1, 7)),
    "speeches": ("speeches",),
    "magazine": ("magazine",),
}
NAMES = tuple(name for names in SETS.values() for name in names)
_BOUNDS = (0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
_SURE = tuple(bound for bound in _BOUNDS if bound > 0.9)
_SHAPES_SHOWN = 12

Pair = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A Chinese and an English text, a sentence an item, and the beads people found right, in order."""

    source: list[str]
    target: list[str]
    gold: list[Pair]


def read_gold(name: str) -> GoldText:
    """One of :data:`NAMES`."""
    source, target, beads = (
        (GOLD / f"{name}.{part}").read_text("utf-8").splitlines() for part in ("zh.txt", "en.txt", "gold.tsv")
    )
    sides = (line.split("\t")[:2] for line in beads if line)
    return GoldText(source, target, [(_numbers(left), _numbers(right)) for left, right in sides])


def _numbers(cell: str) -> tuple[int, ...]:
    return tuple(int(number) for number in cell.split())


@dataclass(slots=True)
class Score:
    """Beads of one or more texts, counted strictly: one is right where both its sides are."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    confident: Counter[float] = field(default_factory=Counter)
    confident_right: Counter[float] = field(default_factory=Counter)

    def add(self, beads: Iterable[Bead], gold: Collection[Pair]) -> None:
        """Count the result for one text."""
        rights = frozenset(gold)
        self.wanted.update(_shape(pair) for pair in gold)
        for bead in beads:
            pair = (bead.source, bead.target)
            bound = next(bound for bound in _BOUNDS if bead.confidence < bound)
            self.found[_shape(pair)] += 1
            self.confident[bound] += 1
            if pair in rights:
                self.right[_shape(pair)] += 1
                self.confident_right[bound] += 1

    def include(self, other: "Score") -> None:
        """Count what another score has counted."""
        for mine, theirs in (
            (self.right, other.right),
            (self.found, other.found),
            (self.wanted, other.wanted),
        ):
            mine.update(theirs)
        self.confident.update(other.confident)
        self.confident_right.update(other.confident_right)

    @property
    def f1(self) -> float:
        """Strict F1, beads with an empty side counted like any other."""
        return 2 * self.right.total() / max(self.found.total() + self.wanted.total(), 1)

    @property
    def sure_count(self) -> int:
        """How many beads have a confidence of .9 or more."""
        return sum(self.confident[bound] for bound in _SURE)

    @property
    def sure(self) -> float:
        """The share of these that is right."""
        return sum(self.confident_right[bound] for bound in _SURE) / max(self.sure_count, 1)

    def right_below(self, bound: float) -> str:
        """How many beads the range of confidence that ends at ``bound`` has, and the share that is right."""
        count = self.confident[bound]
        return f"{count:4d}  {self.confident_right[bound] / count:.3f}" if count else "   0      -"

    def by_shape(self) -> list[str]:
        """Precision and recall of the commonest shapes."""
        rows = [
            (
                shape,
                str(count),
                str(self.found[shape]),
                f"{self.right[shape] / max(self.found[shape], 1):.2f}",
                f"{self.right[shape] / count:.2f}",
            )
            for shape, count in self.wanted.most_common(_SHAPES_SHOWN)
        ]
        return table(("shape", "in gold", "found", "precision", "recall"), rows)


def calibration(scores: dict[str, Score]) -> list[str]:
    """For each range of confidence: how many beads of each class there are, and which share is right."""
    rows = []
    low = 0.0
    for bound in _BOUNDS:
        cells = [score.right_below(bound) for score in scores.values()]
        rows.append((f"{low:.2f} to {min(bound, 1.0):.2f}", *cells))
        low = bound
    rows.append((".9 or more, right", *(f"{score.sure:.3f}" for score in scores.values())))
    return table(("confidence", *scores), rows)


def _shape(pair: Sequence[Sequence[int]]) -> str:
    return f"{len(pair[0])}–{len(pair[1])}"
