"""Fit both columns of the table of weights, and align each text with weights that have not seen it."""

import sys
from collections.abc import Callable, Sequence
from unittest.mock import patch

import numpy as np

from bench.figures import table
from bench.fitting.chain import Arcs, Chain, Floats, minimise
from bench.fitting.gold import GOLD, NAMES, SETS, GoldText, abridged, read
from bench.fitting.prepared import Prepared, figure_names
from parallelreader.core.align import align_segments
from parallelreader.core.align import fitting as choice
from parallelreader.core.align import sentences as passes
from parallelreader.core.align.weights import CLEAN, ROBUST, Weights
from parallelreader.core.alignment import Bead

_COPIES = 3
_SURE = 0.9


def main(names: Sequence[str]) -> int:
    """Print the table and the figures; 1 where the hand-aligned texts are not there."""
    if not GOLD.is_dir():
        print("There are no hand-aligned texts beside the checkout.", file=sys.stderr)
        return 1
    names = list(names) or NAMES
    clean, robust = _gathered(names)
    cleans, robusts = _fitted(clean, CLEAN, 0.5), _fitted(robust, ROBUST, 1.0)
    rows = [
        (name, f"{cleans[''].table[name]:.3f}", f"{robusts[''].table[name]:.3f}") for name in figure_names()
    ]
    print("\n".join(table(("name", "clean", "robust"), rows)), flush=True)
    if len(names) > 1:
        print("\n".join(_left_out(names, cleans, robusts)))
    return 0


def _gathered(names: Sequence[str]) -> tuple[dict[str, list[Arcs]], dict[str, list[Arcs]]]:
    """For each text what the second pass over it sees, and what the first sees of it and of abridged
    copies, which weigh as much as the text itself."""
    clean, robust = {}, {}
    for name in names:
        text = read(name)
        prepared = Prepared(text)
        clean[name] = [prepared.arcs(prepared.second_figures(ROBUST))]
        whole = prepared.arcs(prepared.first_figures())
        copies = [Prepared(abridged(text, 10 * NAMES.index(name) + number)) for number in range(_COPIES)]
        robust[name] = [whole] * _COPIES + [copy.arcs(copy.first_figures()) for copy in copies]
        print(f"{name}: {len(whole.begin)} blocks", file=sys.stderr, flush=True)
    return clean, robust


def _fitted(arcs: dict[str, list[Arcs]], start: Weights, penalty: float) -> dict[str, Weights]:
    """Weights fitted on all texts (under the empty name), and on all but each."""
    begin = np.array([start.table[name] for name in figure_names()])
    whole = Chain([each for texts in arcs.values() for each in texts])
    scale = np.maximum(np.sqrt((whole.figures.astype(np.float64) ** 2).mean(axis=0)), 1e-3)
    best, bend = minimise(_loss(whole, scale, penalty), begin * scale, 160)
    fitted = {"": best / scale}
    for left_out in arcs if len(arcs) > 1 else ():
        rest = Chain([each for name, texts in arcs.items() if name != left_out for each in texts])
        fitted[left_out] = minimise(_loss(rest, scale, penalty), best, 20, bend)[0] / scale
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


def _left_out(names: Sequence[str], cleans: dict[str, Weights], robusts: dict[str, Weights]) -> list[str]:
    """Strict F1 of each set and how many beads of confidence .9 or more are right, for the texts as they
    are and abridged ones, each under weights that have not seen it."""
    rows = []
    for title, change in (("as they are", _unchanged), ("abridged", _abridged)):
        for group, members in SETS.items():
            right = found = wanted = sure = sure_right = 0
            for name in (name for name in members if name in names):
                text = change(read(name))
                beads = _align(text, cleans[name], robusts[name])
                is_right = [(bead.source, bead.target) in set(text.gold) for bead in beads]
                right += sum(is_right)
                found, wanted = found + len(beads), wanted + len(text.gold)
                is_sure = [bead.confidence >= _SURE for bead in beads]
                sure += sum(is_sure)
                sure_right += sum(a and b for a, b in zip(is_right, is_sure, strict=True))
            f1, share = 2 * right / max(found + wanted, 1), sure_right / max(sure, 1)
            rows.append((f"{group}, {title}", f"{f1:.3f}", str(sure), f"{share:.3f}"))
    return table(("left out in turn", "strict F1", "beads of .9 or more", "of these right"), rows)


def _unchanged(text: GoldText) -> GoldText:
    return text


def _abridged(text: GoldText) -> GoldText:
    return abridged(text, 77)


def _align(text: GoldText, clean: Weights, robust: Weights) -> list[Bead]:
    with (
        patch.object(choice, "CLEAN", clean),
        patch.object(choice, "ROBUST", robust),
        patch.object(passes, "ROBUST", robust),
    ):
        return align_segments(text.source, text.target)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
