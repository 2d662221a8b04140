"""What came from elsewhere of how somebody has read: what was uncovered, what was read without, for how long.

It can be taken back; whatever was read and uncovered here meanwhile stays.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.settings import log_failure
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection
from parallelreader.store.reading_days import ReadingDay, more_days, put_days, reading_days, take_back_days
from parallelreader.store.reveals import (
    RevealRow,
    more_reveals,
    put_reveals,
    same_reveals,
    take_back_reveals,
    unaided_stretches,
    write_unaided,
)


@dataclass(frozen=True, slots=True)
class BroughtReading:
    """Reveals and days that came, each as it was here before and is with what came, and what came of
    stretches read without help, by corpus and document; ``is_back``: it is taken back."""

    reveals: tuple[tuple[RevealRow | None, RevealRow], ...]
    days: tuple[tuple[ReadingDay | None, ReadingDay], ...]
    unaided: tuple[tuple[str, str, Stretches], ...]
    is_back: bool = False

    def __bool__(self) -> bool:
        return bool(self.reveals or self.days or self.unaided)

    @property
    def touched(self) -> frozenset[object]:
        named = [(day.day, day.corpus, day.document) for _, day in self.days]
        places = [(row.corpus, row.version, row.place) for _, row in self.reveals]
        return frozenset((*named, *places, *((corpus, of) for corpus, of, _ in self.unaided)))

    @property
    def count(self) -> int:
        return len(self.reveals) + len(self.days) + len(self.unaided)

    def reverted(self) -> "BroughtReading":
        return replace(self, is_back=not self.is_back)


def plan_reading(
    store: Store,
    reveals: list[RevealRow],
    days: list[ReadingDay],
    unaided: Iterable[tuple[str, str, Stretches]],
) -> BroughtReading:
    """What of these is new here, or more than there was."""
    more = store.read(more_reveals, reveals)
    known = store.read(same_reveals, more)
    both = []
    for row, own in zip(more, known, strict=True):
        times, latest = row.times, row.latest
        if own is not None:
            times, latest = max(own.times, times), max(own.latest, latest)
        made = row.made if own is None else min(own.made, row.made)
        both.append((own, replace(row, times=times, latest=latest, made=made)))
    before = {(each.day, each.corpus, each.document): each for each in store.read(reading_days)}
    then = [(before.get((d.day, d.corpus, d.document)), d) for d in store.read(more_days, days)]
    read = []
    for corpus, document, stretches in unaided:
        new = stretches.beyond(Stretches.parse(store.read(unaided_stretches, corpus, document)))
        if new.spans:
            read.append((corpus, document, new))
    return BroughtReading(tuple(both), tuple(then), tuple(read))


def put_reading(connection: Connection, part: BroughtReading) -> None:
    """Keep what came, or no longer; doing it twice changes nothing more."""
    if part.is_back:
        take_back_reveals(connection, part.reveals)
        take_back_days(connection, part.days)
    else:
        put_reveals(connection, [row for _, row in part.reveals])
        put_days(connection, [day for _, day in part.days])
    for corpus, document, stretches in part.unaided:
        now = Stretches.parse(unaided_stretches(connection, corpus, document))
        if part.is_back:
            now = now.beyond(stretches)
        else:
            for first, last in stretches.spans:
                now = now.including(first, last)
        write_unaided(connection, corpus, document, str(now))


class ReadingKeeper:
    """Takes it back and does it again, for the steps; ``tell`` is called after that."""

    def __init__(self, store: Store, tell: Callable[[], None]) -> None:
        self._store, self._tell = store, tell

    def is_current(self, part: BroughtReading) -> bool:
        """What was read meanwhile stays, whatever comes and goes."""
        return True

    def apply(self, part: BroughtReading, initiator: object | None) -> Callable[[], None]:
        self._store.submit(put_reading, part).add_done_callback(log_failure)
        return self._tell
