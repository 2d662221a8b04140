"""Where a reader cuts words otherwise than the segmenter does.

A correction holds for a stretch of characters wherever the segmenter makes whole words of it, in either
script; it says where the words in that stretch end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

# One correction may bring about the next; more than this means they turn in a circle.
_MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Corrections:
    """``cuts`` by stretch, in simplified characters: where words end inside it, in code points from its
    start; none for a stretch that is one word."""

    cuts: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    longest: int = field(init=False, repr=False, compare=False)
    """How many characters the longest stretch has; asked for at every sentence."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "longest", max(map(len, self.cuts), default=0))

    def __bool__(self) -> bool:
        return bool(self.cuts)

    def with_cuts(self, stretch: str, cuts: tuple[int, ...] | None) -> "Corrections":
        """The same with another correction of that stretch; with None there is none."""
        changed = dict(self.cuts)
        if cuts is None:
            changed.pop(stretch, None)
        else:
            changed[stretch] = cuts
        return Corrections(changed)

    def applied(self, run: str, bounds: Sequence[int]) -> list[int]:
        """The bounds of the words of a run of simplified characters, the first 0 and the last its length.

        Longer corrections come first, and shorter ones do not cut into what they made.
        """
        found = list(bounds)
        longest = self.longest
        done: list[tuple[int, int]] = []
        for _ in range(_MOST_ROUNDS):
            if not self._apply_once(run, found, done, longest):
                break
        return found

    def _apply_once(self, run: str, bounds: list[int], done: list[tuple[int, int]], longest: int) -> bool:
        changed = False
        at = 0
        while at < len(bounds) - 1:
            start = bounds[at]
            last = at + 1
            while last + 1 < len(bounds) and bounds[last + 1] - start <= longest:
                last += 1
            for to in range(last, at, -1):
                end = bounds[to]
                cuts = self.cuts.get(run[start:end])
                if cuts is None or any(a <= start and end <= b for a, b in done):
                    continue
                done.append((start, end))
                wanted = [start + cut for cut in cuts]
                if bounds[at + 1 : to] != wanted:
                    bounds[at + 1 : to] = wanted
                    changed = True
                at = bounds.index(end) - 1
                break
            at += 1
        return changed


NO_CORRECTIONS = Corrections()
