"""How long is read each day, and on how many days in a row; nothing of it is measured while nobody reads.

What counts as reading: the window is in front, and the reader moves in the text within two minutes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parallelreader.app.settings import log_failure
from parallelreader.store.database import Store
from parallelreader.store.reading_days import ReadingDay, add_to_day, reading_days

LONGEST_REST = 120.0
"""After so many seconds without a movement nobody is thought to read."""

_LEAST_TO_WRITE = 1.0
_LEAST_OF_A_DAY = 60.0


@dataclass(frozen=True, slots=True)
class ReadingTotals:
    """``streak`` is the number of days up to today, or up to yesterday where nothing was read today yet."""

    seconds_today: float
    pairs_today: int
    seconds: float
    pairs: int
    streak: int


class ReadingClock:
    """Measures and keeps; all on one thread, and writing is done in the background.

    ``now`` are seconds of a clock that is never put back (``time.monotonic``).
    """

    def __init__(self, store: Store, *, today: Callable[[], date] = date.today) -> None:
        self._store = store
        self._today = today
        self._thing = ("", "")
        self._last: float | None = None
        self._seconds = 0.0
        self._pairs = 0

    def begin(self, corpus: str, document: str) -> None:
        """Another document is read; ``corpus`` is the key of its corpus."""
        self.write()
        self._thing, self._last = (corpus, document), None

    def move(self, now: float) -> None:
        """The reader has scrolled, stepped on, pointed or typed, in the window that is in front."""
        if self._last is not None and 0 <= now - self._last <= LONGEST_REST:
            self._seconds += now - self._last
        self._last = now

    def leave(self, now: float) -> None:
        """The window is no longer in front, or is closed."""
        if self._last is not None:
            self.move(now)
        self._last = None
        self.write()

    def read_pairs(self, count: int) -> None:
        """So many pairs have been read for the first time."""
        self._pairs += max(count, 0)

    def write(self) -> None:
        """Keep what was measured until now; call it from time to time."""
        if not self._thing[0] or (self._seconds < _LEAST_TO_WRITE and not self._pairs):
            return
        row = ReadingDay(self._today().isoformat(), *self._thing, self._seconds, self._pairs)
        self._seconds, self._pairs = 0.0, 0
        self._store.submit(add_to_day, row).add_done_callback(log_failure)


def days_read(store: Store, corpus: str = "", document: str = "") -> list[ReadingDay]:
    """What was read on which day, the earliest first: of everything, a corpus or a document."""
    return store.read(reading_days, corpus, document)


def totals(days: Iterable[ReadingDay], today: date) -> ReadingTotals:
    """The sums over some days."""
    rows = list(days)
    by_day: dict[str, float] = {}
    for row in rows:
        by_day[row.day] = by_day.get(row.day, 0.0) + row.seconds
    of_today = [row for row in rows if row.day == today.isoformat()]
    return ReadingTotals(
        sum(row.seconds for row in of_today),
        sum(row.pairs for row in of_today),
        sum(row.seconds for row in rows),
        sum(row.pairs for row in rows),
        streak(by_day, today),
    )


def streak(seconds_by_day: dict[str, float], today: date) -> int:
    """On how many days in a row at least a minute was read; a day that is not over breaks nothing."""

    def is_read(day: date) -> bool:
        return seconds_by_day.get(day.isoformat(), 0.0) >= _LEAST_OF_A_DAY

    day = today if is_read(today) else today - timedelta(days=1)
    count = 0
    while is_read(day):
        count, day = count + 1, day - timedelta(days=1)
    return count
