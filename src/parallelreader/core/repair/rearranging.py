"""Puts the beads round a repair in reading order, where there are far too many to sort all of them.

The outcome is that of sorting everything anew, which ``core.alignment`` does; a change reaches no further
than what stands out of order around it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from parallelreader.core.alignment import Alignment, Bead, Run
from parallelreader.core.bead_sequences import has_gap


def rearranged_near(alignment: Alignment, gone: Collection[int], added: Iterable[Bead]) -> Alignment:
    """An alignment in reading order with the beads ``added`` in place of those whose numbers are ``gone``,
    of which there are some; both hold the same segments."""
    blocks = [_block(alignment, number) for number in alignment.moved]
    window = _with_margins(alignment, range(min(gone), max(gone) + 1), blocks)
    before = alignment.beads[window.start : window.stop]
    left = [bead for number, bead in enumerate(before, window.start) if number not in gone]
    sources = [segment for bead in before for segment in bead.source]
    targets = [segment for bead in before for segment in bead.target]
    shifts = min(sources, default=0), min(targets, default=0)
    shifted = [_shifted(bead, -shifts[0], -shifts[1]) for bead in (*left, *added)]
    part = Alignment.arranged(shifted, len(sources), len(targets))
    after = [_shifted(bead, *shifts) for bead in part.beads]
    grown = len(after) - len(before)
    moved = {window.start + place for place in part.moved}
    moved.update(number for number in alignment.moved if number < window.start)
    moved.update(number + grown for number in alignment.moved if number >= window.stop)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    rest = before[same:][::-1], after[same:][::-1]
    same_end = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*rest, strict=False)))
    run = Run(window.start + same, window.stop - same_end, tuple(after[same : len(after) - same_end]))
    return alignment.replaced([run], moved=moved)


def apart(
    alignment: Alignment, gone: Iterable[int], added: Iterable[Bead]
) -> list[tuple[list[int], list[Bead]]]:
    """The numbers of beads that give way and the beads that come, in groups that have nothing to do with each
    other, ascending."""
    stretches: list[tuple[int, int, Bead | None]] = [(number, number, None) for number in sorted(gone)]
    for bead in added:
        touched = [*map(alignment.bead_of_source, bead.source), *map(alignment.bead_of_target, bead.target)]
        stretches.append((min(touched), max(touched), bead))
    groups: list[tuple[list[int], list[Bead]]] = []
    end = -1
    for first, last, come in sorted(stretches, key=lambda each: each[:2]):
        if first > end:
            groups.append(([], []))
        end = max(end, last)
        if come is None:
            groups[-1][0].append(first)
        else:
            groups[-1][1].append(come)
    return groups


def _shifted(bead: Bead, source: int, target: int) -> Bead:
    return replace(
        bead,
        source=tuple(segment + source for segment in bead.source),
        target=tuple(segment + target for segment in bead.target),
    )


def _block(alignment: Alignment, number: int) -> range:
    """From a moved pair to those that hold what of the target is next to what it holds, whichever is first.

    Where no such stretch lies astride, everything before is before everything after, on both sides.
    """
    target = alignment.beads[number].target
    beside = {number}
    for step, at in ((-1, target[0] - 1), (1, target[-1] + 1)):
        while 0 <= at < alignment.target_count:
            holder = alignment.bead_of_target(at)
            if alignment.beads[holder].is_pair:
                beside.add(holder)
                break
            at += step
    return range(min(beside), max(beside) + 1)


def _closed(alignment: Alignment, window: range, blocks: Sequence[range]) -> range:
    """The window with all beads whose segments stand among those of its beads, and with what lies astride one
    of its ends."""
    while True:
        start = window
        for block in blocks:
            if any(block.start < end < block.stop for end in (window.start, window.stop)):
                window = range(min(window.start, block.start), max(window.stop, block.stop))
        beads = alignment.beads[window.start : window.stop]
        sources = [segment for bead in beads for segment in bead.source]
        targets = [segment for bead in beads for segment in bead.target]
        numbers = {window.start, window.stop - 1}
        if sources:
            numbers.update(map(alignment.bead_of_source, range(min(sources), max(sources) + 1)))
        if targets:
            numbers.update(map(alignment.bead_of_target, range(min(targets), max(targets) + 1)))
        wider = range(min(numbers), max(numbers) + 1)
        if wider == start:
            return window
        window = wider


def _with_margins(alignment: Alignment, window: range, blocks: Sequence[range]) -> range:
    """The window with so much in order on either side that it weighs more than all that may not be."""
    beads = alignment.beads
    window = _closed(alignment, window, blocks)
    inside = sum(map(_weight, beads[window.start : window.stop]))
    before = after = -1
    hulls = _hulls(beads[window.start : window.stop])
    while (window.start and before <= inside) or (window.stop < len(beads) and after <= inside):
        is_left = bool(window.start) and before <= inside
        bead = beads[window.start - 1 if is_left else window.stop]
        wider = range(window.start - is_left, window.stop + (not is_left))
        own = _hulls([bead])
        is_astride = any(
            block.start < end < block.stop for block in blocks for end in (wider.start, wider.stop)
        )
        if not (is_astride or has_gap(bead)) and all(
            _is_beside(*both, is_left=is_left) for both in zip(own, hulls, strict=True)
        ):
            before += _weight(bead) if is_left else 0
            after += 0 if is_left else _weight(bead)
            hulls = tuple(_joined(*both) for both in zip(own, hulls, strict=True))
        else:
            # What stands out of order here as well is as much in question.
            wider = _closed(alignment, wider, blocks)
            inside, before, after = sum(map(_weight, beads[wider.start : wider.stop])), -1, -1
            hulls = _hulls(beads[wider.start : wider.stop])
        window = wider
    return window


_Hull = range | None
"""From the first to the last of some segments; None where there are none."""


def _hulls(beads: Iterable[Bead]) -> tuple[_Hull, ...]:
    sides: tuple[list[int], list[int]] = [], []
    for bead in beads:
        sides[0].extend(bead.source)
        sides[1].extend(bead.target)
    return tuple(range(min(side), max(side) + 1) if side else None for side in sides)


def _is_beside(own: _Hull, others: _Hull, *, is_left: bool) -> bool:
    """Whether what one bead has of a side stands right before what others have, or right behind it."""
    if own is None or others is None:
        return True
    return own.stop == others.start if is_left else others.stop == own.start


def _joined(one: _Hull, other: _Hull) -> _Hull:
    if one is None or other is None:
        return one or other
    return range(min(one.start, other.start), max(one.stop, other.stop))


def _weight(bead: Bead) -> int:
    return len(bead.source) + len(bead.target) if bead.is_pair else 0
