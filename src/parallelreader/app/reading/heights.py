"""How tall the items of a long column are, when most of them have never been laid out.

Answers where an item starts without adding up, or even estimating, the whole column: estimates are made
for a chunk at once, and item by item only where one looks. Laying out is left to whoever draws.
"""

from array import array
from collections.abc import Callable, Iterable
from itertools import accumulate

_CHUNK = 128


class Heights:
    """Heights in pixels of items numbered from zero."""

    def __init__(
        self,
        count: int,
        *,
        estimate: Callable[[int], float],
        estimate_range: Callable[[int, int], float] | None = None,
    ) -> None:
        """``estimate(index)`` guesses one item, ``estimate_range(first, after)`` many at little cost.

        Without the latter every item is guessed at once.
        """
        self._count = count
        self._estimate = estimate
        self._estimate_range = estimate_range
        self._chunks: dict[int, array[float]] = {}
        self._known = bytearray(count)
        self._total: float | None = None
        if estimate_range is None:
            self._sums = array("d", (0.0,)) * -(-count // _CHUNK)
            for number in range(len(self._sums)):
                self._chunk(number)
        else:
            # Of a million items there are thousands of chunks, and a window that is drawn anew asks for all.
            firsts = range(0, count, _CHUNK)
            self._sums = array("d", map(estimate_range, firsts, (*firsts[1:], count)))

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> float:
        return self._chunk(index // _CHUNK)[index % _CHUNK]

    def is_known(self, index: int) -> bool:
        """Whether the item has been measured, not only estimated."""
        return bool(self._known[index])

    def measure(self, index: int, height: float) -> None:
        """Replace an estimate, or an older measurement, by the height as laid out."""
        chunk = self._chunk(index // _CHUNK)
        self._total = None
        self._sums[index // _CHUNK] += height - chunk[index % _CHUNK]
        chunk[index % _CHUNK] = height
        self._known[index] = 1

    def forget(self, first: int, after: int) -> None:
        """Take the heights from ``first`` up to ``after`` for estimates, to be measured anew."""
        self._known[first:after] = bytes(after - first)

    def insert(self, index: int, count: int) -> None:
        """Put further items before ``index``; those after it are estimated anew where one looks.

        Until then their chunks count for as much as before, so that nothing is asked of them.
        """
        first = index // _CHUNK
        for number in [each for each in self._chunks if each >= first]:
            del self._chunks[number]
        self._count += count
        start = first * _CHUNK
        self._known[start:] = bytes(self._count - start)
        stale = range(max(len(self._sums) - 1, 0), -(-self._count // _CHUNK))
        del self._sums[stale.start :]
        for number in stale:
            begin = number * _CHUNK
            after = min(begin + _CHUNK, self._count)
            guess = self._estimate_range
            self._sums.append(guess(begin, after) if guess else sum(map(self._estimate, range(begin, after))))
        self._total = None

    def total(self) -> float:
        """The height of the whole column."""
        if self._total is None:
            self._total = sum(self._sums)
        return self._total

    def top_of(self, index: int) -> float:
        """Where the item starts, from the top of the column; for ``index == len`` the total."""
        number, inside = divmod(index, _CHUNK)
        above = sum(self._sums[:number])
        return above + sum(self._chunk(number)[:inside]) if inside else above

    def shares_of(self, indices: Iterable[int]) -> list[float]:
        """Where items start, as shares of the whole column from 0 to 1; of very many at little cost, since
        items nobody has looked at yet count as equally tall as those around them."""
        tops = list(accumulate(self._sums, initial=0.0))
        inner = {number: list(accumulate(chunk, initial=0.0)) for number, chunk in self._chunks.items()}
        whole = tops[-1] or 1.0
        shares: list[float] = []
        for index in indices:
            number, inside = divmod(index, _CHUNK)
            if number in inner:
                above = inner[number][inside]
            else:
                above = self._sums[number] * inside / min(_CHUNK, self._count - number * _CHUNK)
            shares.append((tops[number] + above) / whole)
        return shares

    def item_at(self, y: float) -> tuple[int, float]:
        """The item at height ``y`` and how far below its top that is; the ends take what lies beyond."""
        if y <= 0:
            return 0, y
        number = 0
        while number + 1 < len(self._sums) and y >= self._sums[number]:
            y -= self._sums[number]
            number += 1
        chunk, inside = self._chunk(number), 0
        while inside + 1 < len(chunk) and y >= chunk[inside]:
            y -= chunk[inside]
            inside += 1
        return number * _CHUNK + inside, y

    def _chunk(self, number: int) -> "array[float]":
        """The heights of a chunk's items; its sum becomes theirs when they are first asked for."""
        chunk = self._chunks.get(number)
        if chunk is None:
            first = number * _CHUNK
            items = range(first, min(first + _CHUNK, self._count))
            chunk = self._chunks[number] = array("d", map(self._estimate, items))
            self._sums[number] = sum(chunk)
            self._total = None
        return chunk
