"""The part of the grid of sentence boundaries that is worth looking at.

A band follows a path through the grid, so that time and memory grow with the length of the texts and not
with its square; how the path is found is the business of ``coarse`` and ``sentences``.
"""

from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.side import Floats, Numbers


@dataclass(frozen=True, slots=True)
class Band:
    """Row i (the boundary after i Chinese sentences) holds the columns ``low[i]`` to ``high[i]``, both
    included (boundaries after so many English sentences). Neighbouring rows overlap."""

    low: Numbers
    high: Numbers

    @classmethod
    def whole(cls, rows: int, columns: int) -> "Band":
        """Every boundary of texts with that many sentences."""
        return cls(np.zeros(rows + 1, np.int64), np.full(rows + 1, columns, np.int64))

    @classmethod
    def around(
        cls, path: tuple[Floats, Floats], rows: int, columns: int, *, reach: int, margin: int = 10
    ) -> "Band":
        """The columns near a path of ascending points (rows, columns): ``margin`` columns to either side
        of wherever it is within ``reach`` rows."""
        path_rows, path_columns = path
        row_numbers = np.arange(rows + 1)
        centre = np.interp(row_numbers, path_rows, path_columns)
        low, high = centre.copy(), centre.copy()
        np.minimum.at(low, _clip(path_rows, rows), path_columns)
        np.maximum.at(high, _clip(path_rows, rows), path_columns)
        padded_low = np.concatenate([np.full(reach, low[0]), low, np.full(reach, low[-1])])
        padded_high = np.concatenate([np.full(reach, high[0]), high, np.full(reach, high[-1])])
        views = np.lib.stride_tricks.sliding_window_view
        least = views(padded_low, 2 * reach + 1).min(axis=1) - margin
        most = views(padded_high, 2 * reach + 1).max(axis=1) + margin
        low_rows = np.clip(np.floor(least).astype(np.int64), 0, columns)
        high_rows = np.clip(np.ceil(most).astype(np.int64), 0, columns)
        return cls(np.minimum.accumulate(low_rows[::-1])[::-1], np.maximum.accumulate(high_rows))

    def part(self, row: int, column: int, last_row: int) -> "Band":
        """The rows from ``row`` to ``last_row`` of a band pinned to begin at (row, column)."""
        low = np.maximum(self.low[row : last_row + 1], column)
        high = np.maximum(self.high[row : last_row + 1], column)
        low[0] = column
        return Band(low, high)

    def shifted(self, columns: int) -> "Band":
        """The same rows, each so many columns further on."""
        return Band(self.low + columns, self.high + columns)


def _clip(rows: Floats, last: int) -> Numbers:
    return np.clip(np.rint(rows).astype(np.int64), 0, last)
