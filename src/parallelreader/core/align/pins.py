"""Beads the user has checked, as the aligner meets them: fixed points that cut the texts into stretches.

Lays the stretches out and weaves the pins into the result; aligning a stretch is the work of ``sentences``.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from parallelreader.core.align.moved import Rearranged
from parallelreader.core.align.side import Numbers
from parallelreader.core.align.steps import Step
from parallelreader.core.alignment import Bead, Origin, in_reading_order
from parallelreader.core.chain import heaviest_chain

# How sure it is that a sentence of a chapter without counterpart has none.
_ALONE = 0.95


@dataclass(frozen=True, slots=True)
class Stretch:
    """What lies between two pins or cuts, from boundary (``row``, ``column``) to (``last_row``,
    ``last_column``); ``pin`` follows it, None at a cut and at the end of the texts."""

    row: int
    column: int
    last_row: int
    last_column: int
    pin: Bead | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Two texts cut at their pins. ``source`` and ``target`` are the sentences that are aligned in order,
    by which ``stretches`` are counted; ``taken_out`` are the pins that are not part of that order: those
    with one side only, those with a gap, and those that cross the heaviest chain of the others, and the
    sentences of chapters that have no counterpart."""

    source: Numbers
    target: Numbers
    stretches: list[Stretch]
    taken_out: list[Bead]

    def divided(self, cuts: Iterable[tuple[int, int]], alone: tuple[Numbers, Numbers]) -> "Layout":
        """The same with the sentences ``alone`` (of source and target) taken out and divided at the
        boundaries ``cuts``, all counted in the whole texts. Pins go before both."""
        pins = [stretch.pin for stretch in self.stretches if stretch.pin is not None]
        known = (*pins, *self.taken_out)
        held = [{n for pin in known for n in (pin.source, pin.target)[side]} for side in (0, 1)]
        sides = [[n for n in side.tolist() if n not in held[at]] for at, side in enumerate(alone)]
        lone = [Bead((n,), (), _ALONE) for n in sides[0]] + [Bead((), (n,), _ALONE) for n in sides[1]]
        source = self.source[~np.isin(self.source, sides[0])]
        target = self.target[~np.isin(self.target, sides[1])]
        ends = [
            (int(np.searchsorted(source, row)), int(np.searchsorted(target, column))) for row, column in cuts
        ]
        stretches = _cut(_stretches(pins, source, target), sorted(set(ends)))
        return Layout(source, target, list(stretches), [*self.taken_out, *lone])

    def fixed(self) -> tuple[Numbers, Numbers]:
        """The sentences of both texts, as they are counted here, that pins hold in their order."""
        pins = [(s.last_row, s.last_column, s.pin) for s in self.stretches if s.pin is not None]
        rows = [row for first, _, pin in pins for row in range(first, first + len(pin.source))]
        columns = [column for _, first, pin in pins for column in range(first, first + len(pin.target))]
        return np.array(rows, np.int64), np.array(columns, np.int64)


def lay_out(pins: Iterable[Bead], source_count: int, target_count: int) -> Layout:
    """Lay out texts with so many sentences. Raises ValueError where pins overlap or leave the texts."""
    checked = [replace(pin, confidence=1.0, origin=Origin.CHECKED) for pin in pins]
    _refuse_overlaps(checked, source_count, target_count)
    chain = _chain(checked)
    in_chain = set(map(id, chain))
    taken_out = [pin for pin in checked if id(pin) not in in_chain]
    source = _left(source_count, [pin.source for pin in taken_out])
    target = _left(target_count, [pin.target for pin in taken_out])
    return Layout(source, target, list(_stretches(chain, source, target)), taken_out)


def _cut(stretches: Iterable[Stretch], ends: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    """The stretches, each divided at the boundaries within it, as far as these ascend."""
    waiting = deque(ends)
    for stretch in stretches:
        row, column = stretch.row, stretch.column
        while waiting and waiting[0][0] <= stretch.last_row:
            end = waiting.popleft()
            if row <= end[0] and column <= end[1] <= stretch.last_column and end != (row, column):
                yield Stretch(row, column, *end, None)
                row, column = end
        yield replace(stretch, row=row, column=column)


class Weaver:
    """Makes beads of the steps through a layout, each pin where it belongs."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._row = self._column = 0
        self._pins = {(s.pin.source, s.pin.target): s.pin for s in layout.stretches if s.pin is not None}
        with_source = [pin for pin in layout.taken_out if pin.source]
        self._by_source = deque(sorted(with_source, key=lambda pin: pin.source))
        without = [pin for pin in layout.taken_out if not pin.source]
        self._by_target = deque(sorted(without, key=lambda pin: pin.target))

    def beads(self, steps: Sequence[Step]) -> list[Bead]:
        """The beads of the next steps, and before each the pins taken out that are read before it."""
        found: list[Bead] = []
        for step in steps:
            bead = self._bead(step)
            found.extend(self._read_before(bead))
            found.append(bead)
        return found

    def rest(self) -> list[Bead]:
        """The pins that are read after all steps."""
        return [*self._by_source, *self._by_target]

    def _bead(self, step: Step) -> Bead:
        source = self._layout.source[self._row : self._row + step.chinese].tolist()
        target = self._layout.target[self._column : self._column + step.english].tolist()
        self._row, self._column = self._row + step.chinese, self._column + step.english
        sides = tuple(source), tuple(target)
        pin = self._pins.get(sides)
        return pin or Bead(*sides, confidence=round(min(max(step.probability, 0.0), 1.0), 3))

    def _read_before(self, bead: Bead) -> Iterator[Bead]:
        while bead.source and self._by_source and self._by_source[0].source < bead.source:
            yield self._by_source.popleft()
        while bead.target and self._by_target and self._by_target[0].target < bead.target:
            yield self._by_target.popleft()


def woven(layout: Layout, found: Rearranged, target_count: int) -> list[Bead]:
    """All beads of a layout from which some passages were taken out, in the order of the source."""
    source, target = layout.source, layout.target
    weaver = Weaver(replace(layout, source=source[found.chinese], target=target[found.english]))
    in_order = [*weaver.beads(found.steps), *weaver.rest()]
    moved = [
        replace(
            bead,
            source=tuple(source[list(bead.source)].tolist()),
            target=tuple(target[list(bead.target)].tolist()),
        )
        for beads in found.moved
        for bead in beads
    ]
    return list(in_reading_order([*in_order, *moved], target_count))


def _refuse_overlaps(pins: Sequence[Bead], source_count: int, target_count: int) -> None:
    for count, sides in (
        (source_count, [pin.source for pin in pins]),
        (target_count, [pin.target for pin in pins]),
    ):
        sentences = [sentence for side in sides for sentence in side]
        if len(set(sentences)) < len(sentences):
            raise ValueError("a sentence stands in two pins")
        if sentences and not 0 <= min(sentences) <= max(sentences) < count:
            raise ValueError("a pin holds a sentence that is not there")


def _chain(pins: Sequence[Bead]) -> list[Bead]:
    """The pins that divide the texts, in order: the heaviest chain of those without gaps."""
    alone_source = {sentence for pin in pins if not pin.target for sentence in pin.source}
    alone_target = {sentence for pin in pins if not pin.source for sentence in pin.target}
    whole = [
        pin
        for pin in pins
        if pin.is_pair and _is_whole(pin.source, alone_source) and _is_whole(pin.target, alone_target)
    ]
    return [whole[place] for place in heaviest_chain([(pin.source, pin.target) for pin in whole])]


def _is_whole(sentences: Sequence[int], alone: set[int]) -> bool:
    """Whether only sentences that stand alone lie between these."""
    return len(set(range(sentences[0], sentences[-1] + 1)).difference(sentences, alone)) == 0


def _left(count: int, taken: Iterable[tuple[int, ...]]) -> Numbers:
    is_left = np.ones(count, np.bool_)
    is_left[[sentence for side in taken for sentence in side]] = False
    return np.flatnonzero(is_left)


def _stretches(chain: Iterable[Bead], source: Numbers, target: Numbers) -> Iterator[Stretch]:
    row = column = 0
    for pin in chain:
        last_row = int(np.searchsorted(source, pin.source[0]))
        last_column = int(np.searchsorted(target, pin.target[0]))
        yield Stretch(row, column, last_row, last_column, pin)
        row, column = last_row + len(pin.source), last_column + len(pin.target)
    yield Stretch(row, column, len(source), len(target), None)
