"""How tall the items of a long column are, when most of them have never been laid out.

Holds an estimate or the measured height of each item, and answers where an item starts without adding
up the whole column. Laying out is left to whoever draws.
"""

from array import array
from collections.abc import Iterable

_CHUNK = 512


class Heights:
    """Heights in pixels of items numbered from zero; sums take time in the number of chunks only."""

    def __init__(self, estimates: Iterable[float]) -> None:
        self._heights = array("d", estimates)
        self._known = bytearray(len(self._heights))
        self._sums = array("d")
        for first in range(0, len(self._heights), _CHUNK):
            self._sums.append(sum(self._heights[first : first + _CHUNK]))

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> float:
        return self._heights[index]

    def is_known(self, index: int) -> bool:
        """Whether the item has been measured, not only estimated."""
        return bool(self._known[index])

    def measure(self, index: int, height: float) -> None:
        """Replace an estimate, or an older measurement, by the height as laid out."""
        self._sums[index // _CHUNK] += height - self._heights[index]
        self._heights[index] = height
        self._known[index] = 1

    def total(self) -> float:
        """The height of the whole column."""
        return sum(self._sums)

    def top_of(self, index: int) -> float:
        """Where the item starts, from the top of the column; for ``index == len`` the total."""
        chunk = index // _CHUNK
        return sum(self._sums[:chunk]) + sum(self._heights[chunk * _CHUNK : index])

    def item_at(self, y: float) -> tuple[int, float]:
        """The item at height ``y`` and how far below its top that is; the ends take what lies beyond."""
        if y <= 0:
            return 0, y
        chunk = 0
        while chunk + 1 < len(self._sums) and y >= self._sums[chunk]:
            y -= self._sums[chunk]
            chunk += 1
        index = chunk * _CHUNK
        last = len(self._heights) - 1
        while index < last and y >= self._heights[index]:
            y -= self._heights[index]
            index += 1
        return index, y
