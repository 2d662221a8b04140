"""The fitted weights of the link model and how often frequent words were linked: numbers, no sentences.

Read from the resources beside the program; ``tests/bench/link_fitting.py`` makes them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from parallelreader.core.links.context import CONTEXT
from parallelreader.core.links.counts import COUNTED
from parallelreader.core.links.lexical import LEXICAL, ClosedWords
from parallelreader.core.links.network import Pass
from parallelreader.core.links.placing import PLACED
from parallelreader.core.links.tables import Array
from parallelreader.paths import resource

FEATURES = {"context": CONTEXT, "lexical": LEXICAL, "placed": PLACED, "counted": COUNTED}


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """``plain``: the passes without a corpus; ``learnt``: those that also know what a corpus taught."""

    plain: tuple[Pass, ...]
    learnt: tuple[Pass, ...]
    closed: ClosedWords


@lru_cache(maxsize=1)
def fitted_weights() -> LinkWeights:
    """The weights that come with the program."""
    return read_weights(resource("word-links"))


def read_weights(folder: Path) -> LinkWeights:
    """The weights in a folder. Raises ValueError where they are for other features."""
    content = json.loads((folder / "closed.json").read_text(encoding="utf-8"))
    if content["features"] != {name: list(names) for name, names in FEATURES.items()}:
        raise ValueError("the weights of word links are for other features")
    with np.load(folder / "weights.npz", allow_pickle=False) as kept:
        arrays = {name: kept[name].astype(np.float32) for name in kept.files}
    return LinkWeights(
        plain=_passes(arrays, "plain"),
        learnt=_passes(arrays, "learnt"),
        closed=ClosedWords(*(_pairs(content[name]) for name in ("chinese", "english", "pairs"))),
    )


def write_weights(folder: Path, weights: LinkWeights) -> None:
    """Write what :func:`read_weights` reads."""
    folder.mkdir(exist_ok=True)
    closed = weights.closed
    content: dict[str, Any] = {"features": FEATURES}
    for name, counts in (("chinese", closed.chinese), ("english", closed.english), ("pairs", closed.pairs)):
        content[name] = {word: [int(linked), int(met)] for word, (linked, met) in sorted(counts.items())}
    text = json.dumps(content, ensure_ascii=False)
    (folder / "closed.json").write_text(text + "\n", encoding="utf-8")
    arrays = {
        f"{name}.{number}.{field.name}": np.asarray(getattr(each, field.name), _kept_as(field.name))
        for name, passes in (("plain", weights.plain), ("learnt", weights.learnt))
        for number, each in enumerate(passes)
        for field in fields(each)
    }
    np.savez_compressed(folder / "weights.npz", allow_pickle=False, **arrays)


def _kept_as(name: str) -> type[np.floating[Any]]:
    return np.float32 if name in ("middle", "scale", "bias") else np.float16


def _passes(arrays: Mapping[str, Array], name: str) -> tuple[Pass, ...]:
    count = sum(key.startswith(f"{name}.") and key.endswith(".bias") and "inner" not in key for key in arrays)
    return tuple(_pass(arrays, f"{name}.{number}.") for number in range(count))


def _pass(arrays: Mapping[str, Array], prefix: str) -> Pass:
    arrays_of_it = {field.name: arrays[prefix + field.name] for field in fields(Pass) if field.name != "bias"}
    return Pass(**arrays_of_it, bias=float(arrays[prefix + "bias"]))


def _pairs(counts: Mapping[str, list[float]]) -> dict[str, tuple[float, float]]:
    return {word: (float(linked), float(met)) for word, (linked, met) in counts.items()}
