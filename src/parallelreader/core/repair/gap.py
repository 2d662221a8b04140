"""What of two texts is to be aligned anew after a repair: the sentences between the settled beads round it.

Aligning them is left to ``core.align``; what of the outcome is taken over to ``operations.realigned``.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.chain import heaviest_chain

# Further than this from a repair nothing changes unless it is in doubt all the way.
_MARGIN = 40
_MOST = 1_500
_SURE = 0.9
# A checked bead holds out against so many sure ones that say otherwise: with more of them against it, it
# is a passage that was moved, and not a sign that they are all wrong.
_CHECKED_WEIGHT = 8


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between settled beads: segments of both texts, ascending, and the beads among them that are
    to stay."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    kept: tuple[Bead, ...]

    @property
    def pins(self) -> tuple[Bead, ...]:
        """The beads that are to stay, their segments counted within the gap."""
        sources = {segment: place for place, segment in enumerate(self.source)}
        targets = {segment: place for place, segment in enumerate(self.target)}
        return tuple(
            replace(
                bead,
                source=tuple(sources[segment] for segment in bead.source),
                target=tuple(targets[segment] for segment in bead.target),
            )
            for bead in self.kept
        )

    def of_texts(self, beads: Iterable[Bead]) -> list[Bead]:
        """Beads whose segments are counted within the gap as beads of the whole texts; those that were
        to stay are left out."""
        found = (
            replace(
                bead,
                source=tuple(self.source[place] for place in bead.source),
                target=tuple(self.target[place] for place in bead.target),
            )
            for bead in beads
        )
        return [bead for bead in found if bead.origin is not Origin.CHECKED]


def gaps_around(alignment: Alignment, segments: tuple[Iterable[int], Iterable[int]]) -> list[Gap]:
    """What to align anew after a repair of these source and target segments, in order.

    A gap reaches to the next checked pairs on either side or, where they are far away, to where the
    pairs are sure again. Beads that stand out of the order of the others stay outside.
    """
    source, target = segments
    numbers = {alignment.bead_of_source(segment) for segment in source}
    numbers |= {alignment.bead_of_target(segment) for segment in target}
    windows: list[tuple[int, int]] = []
    for number in sorted(numbers):
        first, last = max(0, number - _MOST), min(len(alignment.beads), number + _MOST + 1)
        settled = _settled(alignment, range(first, last))
        window = _edge(alignment, settled, number, -1), _edge(alignment, settled, number, 1)
        if windows and window[0] < windows[-1][1]:
            window = min(windows[-1][0], window[0]), max(windows.pop()[1], window[1])
        windows.append(window)
    found = (_gap(alignment, *window) for window in windows)
    return [gap for gap in found if gap is not None]


def _settled(alignment: Alignment, numbers: range) -> set[int]:
    """The numbers of the checked and the sure pairs that are in each other's order."""
    pairs = [n for n in numbers if alignment.beads[n].is_pair and _weight(alignment.beads[n])]
    beads = [alignment.beads[n] for n in pairs]
    chain = heaviest_chain([(bead.source, bead.target) for bead in beads], [*map(_weight, beads)])
    return {pairs[place] for place in chain}


def _weight(bead: Bead) -> int:
    size = len(bead.source) + len(bead.target)
    if bead.origin is Origin.CHECKED:
        return _CHECKED_WEIGHT * size
    return size if bead.confidence >= _SURE else 0


def _edge(alignment: Alignment, settled: Collection[int], number: int, step: int) -> int:
    """The number of the bead that bounds a gap on one side; one outside the texts where none does."""
    at = number + step
    while 0 <= at < len(alignment.beads):
        is_checked = alignment.beads[at].origin is Origin.CHECKED
        distance = abs(at - number)
        if (at in settled and (is_checked or distance >= _MARGIN)) or distance >= _MOST:
            return at
        at += step
    return at


def _gap(alignment: Alignment, before: int, after: int) -> Gap | None:
    """What stands between two bounding beads; None where there is nothing to choose."""
    beads = alignment.beads
    settled = _settled(alignment, range(max(before, 0), min(after + 1, len(beads))))
    start = beads[before].target[-1] + 1 if before >= 0 and beads[before].target else 0
    end = beads[after].target[0] if after < len(beads) and beads[after].target else alignment.target_count
    kept, free = [], []
    for number in range(before + 1, after):
        bead = beads[number]
        if any(not start <= segment < end for segment in bead.target):
            continue
        if bead.origin is not Origin.CHECKED:
            free.append(bead)
        elif number in settled or not bead.is_pair:
            kept.append(bead)
    if not any(bead.source for bead in free) or not any(bead.target for bead in free):
        return None
    source = sorted(segment for bead in (*free, *kept) for segment in bead.source)
    target = sorted(segment for bead in (*free, *kept) for segment in bead.target)
    return Gap(tuple(source), tuple(target), tuple(kept))
