"""A cell is judged alike whatever number of others is judged with it, and no product is large."""

from typing import ClassVar

import numpy as np
import pytest

from parallelreader.core.links.network import Pass
from parallelreader.core.links.tables import Floats

# From so many multiplications on a library shares a product out among threads.
_SHARED_OUT = 1_000_000


class _Counted(np.ndarray):  # type: ignore[type-arg]
    """Weights that note how large the products are that they are part of."""

    sizes: ClassVar[list[int]] = []

    def __array_ufunc__(self, ufunc, method, *inputs, **given):  # type: ignore[no-untyped-def]
        plain = [each.view(np.ndarray) if isinstance(each, _Counted) else each for each in inputs]
        if ufunc is np.matmul:
            self.sizes.append(plain[0].size * plain[1].shape[1])
        return getattr(ufunc, method)(*plain, **given)


def _made(inner: Floats) -> Pass:
    chance = np.random.default_rng(4)
    features, hidden = inner.shape
    return Pass(
        np.zeros(features), np.ones(features), inner, chance.normal(size=hidden),
        chance.normal(size=hidden), chance.normal(size=features), 0.1,
    )  # fmt: skip


@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (40, 70)])
def test_every_cell_is_judged_by_itself(shape: tuple[int, int]) -> None:
    chance = np.random.default_rng(3)
    network = _made(chance.normal(size=(6, 5)))
    features = chance.normal(size=(6, *shape))

    found = network.probability(features)

    assert found.shape == shape
    alone = [
        [float(network.probability(features[:, i : i + 1, j : j + 1])[0, 0]) for j in range(shape[1])]
        for i in range(shape[0])
    ]
    assert np.allclose(found, alone)


def test_no_product_is_large_enough_to_be_shared_out_among_threads() -> None:
    chance = np.random.default_rng(3)
    network = _made(chance.normal(size=(63, 96)).view(_Counted))
    _Counted.sizes.clear()

    network.probability(chance.normal(size=(63, 60, 90)))

    assert _Counted.sizes
    assert max(_Counted.sizes) < _SHARED_OUT
