"""Which weights suit a pair of texts after a first pass: whether the translation is faithful or abridged.

Later passes of ``sentences`` are set up by it; the weights themselves are in ``weights``.
"""

from collections.abc import Sequence
from math import log

from parallelreader.core.align.steps import Step
from parallelreader.core.align.weights import CLEAN, ROBUST, Weights

_MANY_LONE = 0.045
# Shares of lone sentences above this one make them likelier; the factor and the limit were tried out on
# texts from which sentences had been taken away at random.
_USUAL_LONE = 0.06
_LONE_FACTOR = 1.5
_LONE_LIMIT = 3.0


def choose_weights(steps: Sequence[Step], expected_lone: float, *, is_long: bool = False) -> Weights:
    """The weights for a second pass after a first one over all of the texts or their beginning.

    ``expected_lone`` is the expected number of beads with an empty side. An abridged or enlarged text
    gets weights that leave more sentences alone. ``is_long`` says that the texts are those of many books
    or a very large one: of so many kinds of passages that only the robust weights suit them all.
    """
    chinese = sum(step.chinese for step in steps)
    english = sum(step.english for step in steps)
    if 2 * expected_lone / (chinese + english) < _MANY_LONE:
        return ROBUST if is_long else CLEAN
    lone_chinese = sum(step.probability for step in steps if not step.english) / chinese
    lone_english = sum(step.probability for step in steps if not step.chinese) / english
    if max(lone_chinese, lone_english) <= _USUAL_LONE:
        return ROBUST
    return ROBUST.raised({"1-0": _raise(lone_chinese), "0-1": _raise(lone_english)})


def is_abridged(weights: Weights) -> bool:
    """Whether these weights were chosen for a text of which much is missing on one side."""
    return weights not in (CLEAN, ROBUST)


def _raise(share: float) -> float:
    return min(_LONE_FACTOR * log(share / _USUAL_LONE), _LONE_LIMIT) if share > _USUAL_LONE else 0.0
