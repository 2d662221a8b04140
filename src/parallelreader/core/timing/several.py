"""Brings together what several texts were linked to, each by itself, in the one they all stand beside."""

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from parallelreader.core.incoming import Link

Group = tuple[tuple[tuple[int, ...], ...], float | None]
"""The numbers of one group in the source and then in each target, and how sure the least sure link is."""


def group_links(count: int, links: Sequence[Sequence[Link]], sizes: Sequence[int]) -> Iterator[Group]:
    """Groups of lines that render each other in a source of ``count`` lines and targets of these ``sizes``,
    where ``links`` are one target's each, in order.

    Each line is in exactly one group, and those of a text come in their order: where links cross or overlap,
    what is between them belongs to them.
    """
    sides = [_Target(count, each, size) for each, size in zip(links, sizes, strict=True)]
    starts = [p for p in range(count) if all(side.may_part(p) for side in sides)]
    for start, after in pairwise([*starts, count]):
        for number, side in enumerate(sides):
            for line in side.until(start, after):
                yield _alone(number, line, len(sides)), None
        taken = [side.take(start, after) for side in sides]
        sure = [each for side in sides for each in side.confidences[start:after] if each is not None]
        yield (tuple(range(start, after)), *taken), min(sure, default=None)
    for number, side in enumerate(sides):
        for line in range(side.at, sizes[number]):
            yield _alone(number, line, len(sides)), None


def _alone(number: int, line: int, sides: int) -> tuple[tuple[int, ...], ...]:
    return ((), *((line,) if each == number else () for each in range(sides)))


class _Target:
    """What each line of the source is linked to in one target; ``at`` is its first line not yet taken."""

    def __init__(self, count: int, links: Sequence[Link], size: int) -> None:
        self._lows, self._highs = [size] * count, [-1] * count
        self.confidences: list[float | None] = [None] * count
        # After which line of the source a line of the target comes that is linked to none.
        self._stands_after: dict[int, int] = {}
        latest = -1
        for link in links:
            latest = max(latest, *link.source, -1)
            if not link.source:
                self._stands_after.update(dict.fromkeys(link.target, latest))
            elif link.target:
                for line in link.source:
                    self._lows[line], self._highs[line] = link.target[0], link.target[-1]
                    self.confidences[line] = link.confidence
        self._highest = list(accumulate(self._highs, max, initial=-1))
        self._lowest = [*accumulate(reversed(self._lows), min, initial=size)][::-1]
        self.at = 0

    def may_part(self, line: int) -> bool:
        """Whether a group may begin with this line of the source."""
        return line == 0 or self._highest[line] < self._lowest[line]

    def until(self, start: int, after: int) -> Iterator[int]:
        """The lines of the target that come before the group of these lines of the source."""
        is_linked = max(self._highs[start:after]) >= 0
        while self.at < self._lowest[start] and (is_linked or self._stands_after.get(self.at, start) < start):
            yield self.at
            self.at += 1

    def take(self, start: int, after: int) -> tuple[int, ...]:
        """The lines of the target that belong to the group."""
        high = max(self._highs[start:after])
        taken = tuple(range(self.at, high + 1))
        self.at = max(self.at, high + 1)
        return taken
