"""Weights fitted on all texts but one, for each of them, and aligning with them in place of the program's."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np

from bench.fitting.abridging import abridged
from bench.fitting.chain import Arcs, Chain, Floats, minimise
from bench.fitting.prepared import Prepared, figure_names
from bench.gold import NAMES, GoldText, read_gold
from parallelreader.core.align import align_segments
from parallelreader.core.align import fitting as choice
from parallelreader.core.align import sentences as passes
from parallelreader.core.align.weights import ROBUST, Weights, halfway
from parallelreader.core.alignment import Bead

_COPIES = 3
_STEPS = 300


@dataclass(frozen=True, slots=True)
class Columns:
    """Both columns of the table of weights, as they were fitted on the same texts."""

    clean: Weights
    robust: Weights

    def align(self, text: GoldText) -> list[Bead]:
        """Align a text with these weights in the place of the program's own."""
        with (
            patch.object(choice, "CLEAN", halfway(self.clean, self.robust)),
            patch.object(choice, "ROBUST", self.robust),
            patch.object(passes, "ROBUST", self.robust),
        ):
            return align_segments(text.source, text.target)


def fit(names: Sequence[str]) -> dict[str, Columns]:
    """Fit on all of these texts (under the empty name), and on all but each; takes some minutes."""
    clean, robust = _gathered(names)
    cleans, robusts = _fitted(clean, 0.5), _fitted(robust, 1.0)
    return {name: Columns(cleans[name], robusts[name]) for name in cleans}


def _gathered(names: Sequence[str]) -> tuple[dict[str, list[Arcs]], dict[str, list[Arcs]]]:
    """For each text what the second pass over it sees, and what the first sees of it and of abridged
    copies, which weigh as much as the text itself."""
    clean, robust = {}, {}
    for name in names:
        text = read_gold(name)
        prepared = Prepared(text)
        clean[name] = [prepared.arcs(prepared.second_figures(ROBUST))]
        whole = prepared.arcs(prepared.first_figures())
        copies = [Prepared(abridged(text, 10 * NAMES.index(name) + number)) for number in range(_COPIES)]
        robust[name] = [whole] * _COPIES + [copy.arcs(copy.first_figures()) for copy in copies]
        print(f"{name}: {len(whole.begin)} blocks", file=sys.stderr, flush=True)
    return clean, robust


def _fitted(arcs: dict[str, list[Arcs]], penalty: float) -> dict[str, Weights]:
    """Weights fitted on all texts (under the empty name), and on all but each.

    Every fit begins at nothing: what was fitted on all the texts knows the one that is left out.
    """
    whole = Chain([each for texts in arcs.values() for each in texts])
    scale = np.maximum(np.sqrt((whole.figures.astype(np.float64) ** 2).mean(axis=0)), 1e-3)
    fitted = {}
    for left_out in ("", *(arcs if len(arcs) > 1 else ())):
        rest = Chain([each for name, texts in arcs.items() if name != left_out for each in texts])
        fitted[left_out] = minimise(_loss(rest, scale, penalty), np.zeros(len(scale)), _STEPS)[0] / scale
    return {
        name: Weights(dict(zip(figure_names(), values.tolist(), strict=True)))
        for name, values in fitted.items()
    }


def _loss(chain: Chain, scale: Floats, penalty: float) -> Callable[[Floats], tuple[float, Floats]]:
    """The negative log-likelihood by weights in units of how large their figures are."""

    def loss(scaled: Floats) -> tuple[float, Floats]:
        value, slope = chain.loss(scaled / scale)
        return value + 0.5 * penalty * float(scaled @ scaled), slope / scale + penalty * scaled

    return loss
