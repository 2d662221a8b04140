"""What the other cells of a pair say of a cell: competition, neighbours, displacement, crossings.

Works on the probabilities of the pass before, whatever they rest on.
"""

import numpy as np

from parallelreader.core.links.tables import Floats

CONTEXT = (
    "logit",
    "probability",
    "row competition",
    "column competition",
    "log row",
    "log column",
    "-1-1",
    "+1+1",
    "-1+1",
    "+1-1",
    "0+1",
    "0-1",
    "+1 0",
    "-1 0",
    "0+2",
    "0-2",
    "+2+2",
    "-2-2",
    "chinese displacement",
    "chinese nearness",
    "chinese nearness, sure",
    "english displacement",
    "english nearness",
    "english nearness, sure",
    "crossing",
    "slight crossing",
    "growth in english",
    "growth in chinese",
    "sandwich",
    "row mass",
    "column mass",
)
_NEIGHBOURS = (
    (-1, -1), (1, 1), (-1, 1), (1, -1), (0, 1), (0, -1), (1, 0), (-1, 0), (0, 2), (0, -2), (2, 2), (-2, -2),
)  # fmt: skip
_REACH = 5
_FARTHEST = 12.0
_MOST_MASS = 3.0
_PRIOR = 0.02
_SMALLEST = 1e-6


def context_features(probability: Floats) -> Floats:
    """``[feature, Chinese token, English token]``, in the order of ``CONTEXT``."""
    p = probability
    rows, columns = p.shape
    padded = np.zeros((rows + 4, columns + 4))
    padded[2:-2, 2:-2] = p
    row_rival, column_rival = _rivals(p), _rivals(p.T).T
    clipped = np.clip(p, _SMALLEST, 1 - _SMALLEST)
    table = np.empty((len(CONTEXT), rows, columns), np.float32)
    table[0] = np.log(clipped / (1 - clipped))
    table[1] = p
    table[2], table[3] = row_rival, column_rival
    table[4], table[5] = np.log(row_rival + 0.01), np.log(column_rival + 0.01)
    for number, (down, right) in enumerate(_NEIGHBOURS, 6):
        table[number] = padded[2 + down : 2 + down + rows, 2 + right : 2 + right + columns]
    table[18:21] = _displacement(p)
    table[21:24] = _displacement(p.T).transpose(0, 2, 1)
    table[24] = _crossing(p)
    table[25] = np.minimum(table[24], 0.05)
    table[26] = np.maximum(table[10], table[11]) * (1 - column_rival)
    table[27] = np.maximum(table[12], table[13]) * (1 - row_rival)
    before = np.maximum(table[6], table[13])
    after = np.maximum(table[7], table[12])
    table[28] = np.minimum(before, after)
    table[29] = np.minimum(p.sum(axis=1, keepdims=True) - p, _MOST_MASS)
    table[30] = np.minimum(p.sum(axis=0, keepdims=True) - p, _MOST_MASS)
    return table


def _rivals(p: Floats) -> Floats:
    """The best other probability in the row of each cell."""
    rows, columns = p.shape
    if columns == 1:
        return np.zeros_like(p)
    best = p.argmax(axis=1)
    two = np.partition(p, columns - 2, axis=1)
    rivals = np.repeat(two[:, -1:], columns, axis=1)
    rivals[np.arange(rows), best] = two[:, -2]
    return rivals


def _displacement(p: Floats) -> Floats:
    """How far each cell is from where the rows around it point: distance, nearness, and nearness if sure."""
    rows, columns = p.shape
    squares = p * p
    middles = np.arange(columns) + 0.5
    mass, moment = squares.sum(axis=1), squares @ middles
    numerator = _PRIOR * (np.arange(rows) + 0.5) * columns / rows
    weight = np.full(rows, _PRIOR)
    for step in range(1, _REACH + 1):
        fade = np.exp(-step / 2)
        if step < rows:
            # The row `step` below, led back by as many columns; then the row as far above.
            numerator[:-step] += fade * (moment[step:] - step * mass[step:])
            weight[:-step] += fade * mass[step:]
            numerator[step:] += fade * (moment[:-step] + step * mass[:-step])
            weight[step:] += fade * mass[:-step]
    distance = np.abs(middles[None, :] - (numerator / weight)[:, None])
    nearness = np.exp(-distance / 2)
    return np.stack(
        [np.minimum(distance, _FARTHEST) / _FARTHEST, nearness, nearness * np.minimum(weight, 1)[:, None]]
    )


def _crossing(p: Floats) -> Floats:
    """The share of all probability that lies in the two quadrants a link here would cross."""
    rows, columns = p.shape
    sums = np.zeros((rows + 1, columns + 1))
    sums[1:, 1:] = p.cumsum(axis=0).cumsum(axis=1)
    above, left = sums[:-1, :], sums[:, :-1]
    upper_right = above[:, -1:] - above[:, 1:]
    lower_left = left[-1:, :] - left[1:, :]
    crossed: Floats = (upper_right + lower_left) / (sums[-1, -1] + 1)
    return crossed
