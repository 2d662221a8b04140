"""The rough path, where what lies beside each other jumps."""

import numpy as np
import pytest

from parallelreader.core.align.coarse import _best_pairs


@pytest.mark.parametrize("jump", [1, 2, 3])
def test_a_path_stays_where_it_was_looked_for_however_far_that_jumps(jump):
    low = np.array([0, jump, 2 * jump])
    likeness = np.ones((3, 3), np.float32)

    pairs = _best_pairs(likeness, low)

    assert pairs
    assert pairs == sorted(set(pairs))
    assert all(low[row] <= column < low[row] + 3 for row, column in pairs)
    assert len({column for _, column in pairs}) == len(pairs)
