"""The fitted weights of the link model and how often frequent words were linked: numbers, no sentences.

Read from the resources beside the program; ``tests/bench/link_fitting.py`` makes them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from parallelreader.core.links.context import CONTEXT
from parallelreader.core.links.counts import COUNTED
from parallelreader.core.links.lexical import LEXICAL, ClosedWords
from parallelreader.core.links.tables import Floats
from parallelreader.paths import resource


@dataclass(frozen=True, slots=True)
class Pass:
    """A logistic regression on the features of every cell."""

    weights: Floats
    bias: float

    def probability(self, features: Floats) -> Floats:
        """``features[feature, row, column]`` to the probability of each cell."""
        score = np.tensordot(self.weights, features, axes=1) + self.bias
        found: Floats = 1 / (1 + np.exp(-score))
        return found


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """``plain``: the passes without a corpus; ``learnt``: those that also know what a corpus taught."""

    plain: tuple[Pass, ...]
    learnt: tuple[Pass, ...]
    closed: ClosedWords


@lru_cache(maxsize=1)
def fitted_weights() -> LinkWeights:
    """The weights that come with the program."""
    return weights_from(json.loads(resource("word-links", "weights.json").read_text(encoding="utf-8")))


def weights_from(content: Mapping[str, Any]) -> LinkWeights:
    """The weights in a decoded weights file. Raises ValueError where they are for other features."""
    if content["lexical"] != list(LEXICAL) or content["context"] != list(CONTEXT):
        raise ValueError("the weights of word links are for other features")
    if content["counted"] != list(COUNTED):
        raise ValueError("the weights of word links are for other features")
    closed = content["closed"]
    return LinkWeights(
        plain=tuple(map(_pass_from, content["plain"])),
        learnt=tuple(map(_pass_from, content["learnt"])),
        closed=ClosedWords(*(_pairs(closed[name]) for name in ("chinese", "english", "pairs"))),
    )


def _pass_from(content: Mapping[str, Any]) -> Pass:
    return Pass(np.array(content["weights"], np.float32), float(content["bias"]))


def _pairs(counts: Mapping[str, list[float]]) -> dict[str, tuple[float, float]]:
    return {word: (float(linked), float(met)) for word, (linked, met) in counts.items()}
