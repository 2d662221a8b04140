"""Trains the small networks that judge the cells of a pair: one hidden layer beside a linear one, in a bag.

Numpy only, and the same from the same start; which cells they see is for ``link_fitting`` to say.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from parallelreader.core.links.network import CLIP, Pass
from parallelreader.core.links.tables import Floats, Numbers


@dataclass(frozen=True, slots=True)
class Training:
    """How a bag of networks is trained: by Adam with decoupled weight decay (Loshchilov and Hutter 2019)."""

    hidden: int = 24
    bag: int = 4
    epochs: int = 8
    batch: int = 128
    rate: float = 3e-3
    decay: float = 0.2
    seed: int = 0


_BIAS = -3.5


def train(features: Floats, linked: Floats, weight: Floats, how: Training) -> Pass:
    """A bag of networks as one; ``features[feature, cell]``."""
    middle = features.mean(axis=1).astype(np.float32)
    spread = features.std(axis=1).astype(np.float32)
    scale = np.where(spread < 1e-6, 0, 1 / np.maximum(spread, 1e-6)).astype(np.float32)
    cells = np.clip((features - middle[:, None]) * scale[:, None], -CLIP, CLIP).astype(np.float32)
    cells = np.ascontiguousarray(cells.T)
    nets = [
        _train_one(cells, linked.astype(np.float32), weight.astype(np.float32), how, seed=how.seed + each)
        for each in range(how.bag)
    ]
    inner, inner_bias, outer, direct, bias = zip(*nets, strict=True)
    return Pass(
        middle=middle,
        scale=scale,
        inner=np.concatenate(inner, axis=1),
        inner_bias=np.concatenate(inner_bias),
        outer=np.concatenate(outer) / how.bag,
        direct=np.mean(direct, axis=0),
        bias=float(np.mean(bias)),
    )


def _train_one(
    cells: Floats, linked: Floats, weight: Floats, how: Training, *, seed: int
) -> tuple[Floats, ...]:
    random = np.random.default_rng(seed)
    count = cells.shape[1]
    shapes = [((count, how.hidden), count), ((how.hidden,), 0), ((how.hidden,), how.hidden), ((count,), 0)]
    parts = [
        (random.standard_normal(shape) / np.sqrt(fan) if fan else np.zeros(shape)).astype(np.float32)
        for shape, fan in shapes
    ]
    parts.append(np.full(1, _BIAS, np.float32))
    first = [np.zeros_like(part) for part in parts]
    second = [np.zeros_like(part) for part in parts]
    steps = how.epochs * (len(cells) // how.batch)
    for step, chosen in enumerate(_batches(len(cells), how, random), 1):
        slopes = _slopes(parts, cells[chosen], linked[chosen], weight[chosen])
        rate = how.rate * (1 - step / (steps + 1))
        for part, slope, mean, square, decays in zip(
            parts, slopes, first, second, (1, 0, 1, 1, 0), strict=True
        ):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            move = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            part -= rate * (move + decays * how.decay * part)
    return tuple(parts)


def _batches(count: int, how: Training, random: np.random.Generator) -> Iterator[Numbers]:
    for _ in range(how.epochs):
        order = random.permutation(count)
        for start in range(0, count - how.batch + 1, how.batch):
            yield order[start : start + how.batch]


def _slopes(parts: list[Floats], cells: Floats, linked: Floats, weight: Floats) -> list[Floats]:
    inner, inner_bias, outer, direct, bias = parts
    bent = np.tanh(cells @ inner + inner_bias)
    score = bent @ outer + cells @ direct + bias
    fault = (1 / (1 + np.exp(-score)) - linked) * weight / len(cells)
    through = np.outer(fault, outer) * (1 - bent * bent)
    return [
        cells.T @ through,
        through.sum(axis=0),
        bent.T @ fault,
        cells.T @ fault,
        fault.sum(keepdims=True),
    ]
