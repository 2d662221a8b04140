"""The hits in the open document that are too many for a list: where they stand, at a few bytes each."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from parallelreader.app.search_run import Hit


class LateHits:
    """In the order in which they were found; numbered from zero."""

    def __init__(self) -> None:
        self._segments = array("I")
        # Where a version begins, or begins again because the query has another meaning: what follows ascends.
        self._runs: list[tuple[int, str]] = []

    def __len__(self) -> int:
        return len(self._segments)

    def add(self, hits: Iterable[Hit]) -> None:
        """Take more of them."""
        for hit in hits:
            version, segment = hit.place.version, hit.place.segment
            if not self._runs or self._runs[-1][1] != version or segment <= self._segments[-1]:
                self._runs.append((len(self._segments), version))
            self._segments.append(segment)

    def place(self, number: int) -> tuple[str, int]:
        """(version, segment) of one."""
        version = next(version for first, version in reversed(self._runs) if first <= number)
        return version, self._segments[number]

    def first_from(self, starts: Mapping[str, int]) -> int | None:
        """The first at or behind these segments, by version; None where there is none."""
        for version, first, after in self._stretches():
            if version in starts:
                found = bisect_left(self._segments, starts[version], first, after)
                if found < after:
                    return found
        return None

    def last_before(self, starts: Mapping[str, int]) -> int | None:
        """The last before these segments; None where there is none."""
        for version, first, after in reversed(list(self._stretches())):
            if version in starts:
                found = bisect_left(self._segments, starts[version], first, after) - 1
                if found >= first:
                    return found
        return None

    def _stretches(self) -> Iterator[tuple[str, int, int]]:
        ends = [*(first for first, _ in self._runs), len(self._segments)][1:]
        for (first, version), after in zip(self._runs, ends, strict=True):
            yield version, first, after
