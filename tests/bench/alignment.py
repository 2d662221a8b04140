"""How right sentence alignment is, by kind of text, shape of bead and confidence.

Needs the hand-aligned texts beside the checkout; how time and memory grow is measured in ``scale``.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import opencc

from bench.figures import table
from bench.gold import GOLD, SETS, Score, calibration, read_gold
from bench.setting import Setting
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Bead
from parallelreader.core.language.dictionary import load_dictionary

Align = Callable[[Sequence[str], Sequence[str]], list[Bead]]


@dataclass(slots=True)
class _Result:
    """Scores by set, and what the aligning took."""

    scores: dict[str, Score] = field(default_factory=dict)
    seconds: float = 0.0
    sentences: int = 0
    moved: int = 0

    def cells(self) -> list[str]:
        return [f"{score.f1:.3f}" for score in self.scores.values()]

    @property
    def pace(self) -> float:
        """Seconds for each thousand sentences, both sides counted."""
        return 1000 * self.seconds / max(self.sentences, 1)


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    if not (GOLD.is_dir() and setting.reads_shared):
        return ["no hand-aligned texts beside the checkout: 0 texts, 0 beads, F1 not measured"]
    load_dictionary()
    shipped = _score(lambda name: align_segments)
    rows = [
        ("as shipped", *shipped.cells(), f"{shipped.pace:.2f} s"),
        ("as shipped, Chinese in traditional script", *_score(_traditional).cells(), ""),
    ]
    every = Score()
    for score in shipped.scores.values():
        every.include(score)
    return [
        *table(("strict F1", *SETS, "each 1,000 sentences"), rows),
        "",
        *every.by_shape(),
        "",
        *calibration(shipped.scores),
    ]


def _score(aligner_for: Callable[[str], Align]) -> _Result:
    """Align every text with the aligner meant for it."""
    result = _Result()
    for title, names in SETS.items():
        score = result.scores[title] = Score()
        for name in names:
            gold, align = read_gold(name), aligner_for(name)
            begun = time.perf_counter()
            beads = align(gold.chinese, gold.english)
            result.seconds += time.perf_counter() - begun
            result.sentences += len(gold.chinese) + len(gold.english)
            score.add(beads, gold.beads)
    return result


def _traditional(name: str) -> Align:
    converter = opencc.OpenCC("s2t")

    def align(chinese: Sequence[str], english: Sequence[str]) -> list[Bead]:
        return align_segments([converter.convert(line) for line in chinese], english)

    return align
