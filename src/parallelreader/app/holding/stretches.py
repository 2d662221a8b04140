"""Which stretches of a document were read, in millionths of it: small enough to keep for every document.

When something counts as read is decided by whoever shows it.
"""

from typing import Self

from parallelreader.core.values import dataclass

WHOLE = 1_000_000
"""The end of every document, however long."""

# A strip some hundred pixels wide cannot show more, and a row in the store stays small.
_MOST = 300


@dataclass(frozen=True, slots=True)
class Stretches:
    """``spans`` are (first, last) with the last exclusive, in order, apart from each other."""

    spans: tuple[tuple[int, int], ...] = ()

    @classmethod
    def parse(cls, words: str) -> Self:
        """The reverse of ``str``; what is not as it should be is passed over."""
        found = cls()
        for word in words.split():
            first, _, last = word.partition("-")
            if first.isdecimal() and last.isdecimal():
                found = found.including(int(first), int(last))
        return found

    def __str__(self) -> str:
        return " ".join(f"{first}-{last}" for first, last in self.spans)

    @property
    def share(self) -> float:
        """How much of the whole was read, from 0 to 1."""
        return self.share_of(0, WHOLE)

    def share_of(self, first: int, last: int) -> float:
        """How much was read of the part between these two, from 0 to 1."""
        read = sum(max(min(last, end) - max(first, start), 0) for start, end in self.spans)
        return read / (last - first) if last > first else 0.0

    def beyond(self, other: Self) -> Self:
        """What of these is not among the others."""
        found = []
        for first, last in self.spans:
            at = first
            for start, end in other.spans:
                if start >= last:
                    break
                if start > at:
                    found.append((at, start))
                at = max(at, end)
            if at < last:
                found.append((at, last))
        return type(self)(tuple(found))

    def including(self, first: int, last: int) -> Self:
        """These and one more; beyond some hundreds those that are nearest to each other become one."""
        first, last = max(first, 0), min(last, WHOLE)
        if first >= last:
            return self
        apart = [span for span in self.spans if span[1] < first or span[0] > last]
        touching = [span for span in self.spans if span[1] >= first and span[0] <= last]
        joined = (min([first, *(s for s, _ in touching)]), max([last, *(e for _, e in touching)]))
        spans = sorted([*apart, joined])
        while len(spans) > _MOST:
            gaps = [spans[each + 1][0] - spans[each][1] for each in range(len(spans) - 1)]
            near = gaps.index(min(gaps))
            spans[near : near + 2] = [(spans[near][0], spans[near + 1][1])]
        return type(self)(tuple(spans))


NOTHING = Stretches()
