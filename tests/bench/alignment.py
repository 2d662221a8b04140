"""How right sentence alignment is, by kind of text, shape of bead and confidence.

Needs the hand-aligned texts beside the checkout; how time and memory grow is measured in ``scale``.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import opencc

from bench.figures import table
from bench.fitting import left_out
from bench.fitting.fitted import fit
from bench.gold import GOLD, NAMES, SETS, Score, calibration, read_gold
from bench.setting import Setting
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Bead
from parallelreader.core.language.dictionary import load_dictionary

_PUBLISHED = (
    ("Gale-Church, lengths only", 0.455, 0.852, 0.852),
    ("Hunalign, dictionary", 0.607, 0.900, 0.900),
    ("Bleualign, machine translation", 0.676, 0.911, 0.911),
    ("Vecalign with LaBSE", 0.873, 0.979, 0.979),
    ("Bertalign with LaBSE", 0.909, 0.987, 0.987),
)

Align = Callable[[Sequence[str], Sequence[str]], list[Bead]]


@dataclass(slots=True)
class _Result:
    """Scores by set, and what the aligning took."""

    scores: dict[str, Score] = field(default_factory=dict)
    seconds: float = 0.0
    sentences: int = 0

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
    shipped = _score(align_segments)
    rows = [
        ("as shipped", *shipped.cells(), f"{shipped.pace:.2f} s"),
        ("as shipped, Chinese in traditional script", *_score(_align_traditional).cells(), ""),
        *((f"published: {name}", *(f"{f1:.3f}" for f1 in scores), "") for name, *scores in _PUBLISHED),
    ]
    without = left_out.score(fit(NAMES))
    every = Score()
    for score in without["as they are"].values():
        every.include(score)
    return [
        *table(("strict F1", *SETS, "each 1,000 sentences"), rows),
        "(published: literary is MAC-Test; the two others together have one figure)",
        "",
        *left_out.figures(without),
        "",
        *every.by_shape(),
        "",
        *calibration(without["as they are"]),
    ]


def _score(align: Align) -> _Result:
    """Align every text."""
    result = _Result()
    for title, names in SETS.items():
        score = result.scores[title] = Score()
        for name in names:
            text = read_gold(name)
            begun = time.perf_counter()
            beads = align(text.source, text.target)
            result.seconds += time.perf_counter() - begun
            result.sentences += len(text.source) + len(text.target)
            score.add(beads, text.gold)
    return result


def _align_traditional(chinese: Sequence[str], english: Sequence[str]) -> list[Bead]:
    converter = opencc.OpenCC("s2t")
    return align_segments([converter.convert(line) for line in chinese], english)
