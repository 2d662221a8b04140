"""Puts a few beads of an alignment in the place of others without going through all of it.

Where no pair is moved the outcome is that of sorting everything anew; which order beads have is said by
``core.alignment.in_reading_order``.
"""

from collections.abc import Iterable, Iterator, Sequence

from parallelreader.core.alignment import Alignment, Bead, Run


def spliced(alignment: Alignment, gone: Iterable[int], added: Iterable[Bead]) -> Alignment:
    """An alignment in reading order with the beads ``added`` in place of those whose numbers are ``gone``;
    both hold the same segments."""
    splice = _Splice(alignment, set(gone), sorted((b for b in added if b.source), key=lambda b: b.source[0]))
    lone = splice.lift(bead for bead in added if not bead.source)
    return alignment.replaced(splice.runs(lone))


class _Splice:
    """Beads without source segments go with the pair they stand before: where that may change, they are
    lifted and put down again."""

    def __init__(self, alignment: Alignment, gone: set[int], added: Sequence[Bead]) -> None:
        self._alignment = alignment
        self._beads = alignment.beads
        self._gone = gone
        self._added = added
        self._lifted: set[int] = set()
        self._holders = {segment: place for place, bead in enumerate(added) for segment in bead.target}

    def lift(self, added: Iterable[Bead]) -> list[Bead]:
        """Lift what may have to stand elsewhere; gives all beads without source segments to put down."""
        for segment in {segment for number in self._gone for segment in self._beads[number].target}:
            self._lifted.update(self._led_to(segment))
        self._lifted -= self._gone
        lone = [*added, *(self._beads[number] for number in self._lifted)]
        for follower in {follower for follower, _ in self._followers(lone)}:
            if follower >= 0:
                # Those that come to stand before it are to stand among those that do already.
                run = range(self._start_of(follower), follower)
                fresh = set(run) - self._lifted - self._gone
                self._lifted |= fresh
                lone += (self._beads[number] for number in fresh)
        return lone

    def runs(self, lone: Sequence[Bead]) -> list[Run]:
        """What is to be replaced by what, in order."""
        before: dict[int, list[Bead]] = {}
        for follower, bead in self._followers(lone):
            before.setdefault(follower, []).append(bead)
        inserted: dict[int, list[Bead]] = {}
        for place, bead in enumerate(self._added):
            anchor = self._next_by_source(bead.source[0])
            sequence = inserted.setdefault(anchor, [])
            sequence += sorted(before.pop(-1 - place, ()), key=lambda each: each.target[0])
            sequence.append(bead)
        for follower, beads in before.items():
            inserted.setdefault(follower, []).extend(sorted(beads, key=lambda each: each.target[0]))
        at = {self._start_of(anchor): beads for anchor, beads in inserted.items()}
        places = sorted({*at, *self._gone, *self._lifted})
        removed = self._gone | self._lifted
        return [Run(place, place + (place in removed), tuple(at.get(place, ()))) for place in places]

    def _led_to(self, segment: int) -> Iterator[int]:
        """The beads without source segments that would stand before a pair if it held that segment."""
        while segment:
            segment -= 1
            number = self._alignment.bead_of_target(segment)
            bead = self._beads[number]
            if bead.source:
                return
            if bead.target[-1] == segment:
                yield number

    def _start_of(self, number: int) -> int:
        """Where the beads without source segments begin that stand right before that one."""
        while number and not self._beads[number - 1].source:
            number -= 1
        return number

    def _followers(self, lone: Iterable[Bead]) -> Iterator[tuple[int, Bead]]:
        """Each bead with what it stands before: the number of a bead that stays, one beyond all, or -1
        minus the place of an added one. From the last to the first."""
        known: dict[int, int] = {}
        for bead in sorted(lone, key=lambda each: each.target[-1], reverse=True):
            segment = bead.target[-1] + 1
            passed = []
            while segment not in known:
                passed.append(segment)
                follower = self._holder(segment)
                if follower is not None:
                    known[segment] = follower
                    break
                segment += 1
            known.update(dict.fromkeys(passed, known[segment]))
            yield known[segment], bead

    def _holder(self, segment: int) -> int | None:
        """The pair that holds a target segment, as in :meth:`_followers`; None where no pair does."""
        if segment in self._holders:
            return -1 - self._holders[segment]
        if segment >= self._alignment.target_count:
            return len(self._beads)
        number = self._alignment.bead_of_target(segment)
        return number if number not in self._gone and self._beads[number].source else None

    def _next_by_source(self, segment: int) -> int:
        """The number of the first bead that stays whose source begins after this segment; one beyond all."""
        for following in range(segment + 1, self._alignment.source_count):
            number = self._alignment.bead_of_source(following)
            if number not in self._gone and self._beads[number].source[0] == following:
                return number
        return len(self._beads)
