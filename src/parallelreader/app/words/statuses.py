"""What the user knows of each word: new, learning 1 to 5, known or ignored.

Words go by their key, the word in simplified characters (``core.words.key``), so that both scripts share
one status. Which words are shown in what colour is left to whoever paints them.
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from parallelreader.app.saving import OnTrouble, PatientWriter
from parallelreader.app.words.steps import WordSteps
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection, data_version
from parallelreader.store.word_statuses import all_statuses, moves_by_day, status_times, write_statuses


class Status(IntEnum):
    """How well a word is known; the numbers are those of the keys and of the store."""

    NEW = 0
    LEARNING_1 = 1
    LEARNING_2 = 2
    LEARNING_3 = 3
    LEARNING_4 = 4
    LEARNING_5 = 5
    KNOWN = 6
    IGNORED = 7

    @property
    def is_learning(self) -> bool:
        return Status.LEARNING_1 <= self <= Status.LEARNING_5

    @property
    def is_settled(self) -> bool:
        """Whether nothing needs to be shown of it: known, or none of the words to be learnt."""
        return self >= Status.KNOWN

    @property
    def word(self) -> str:
        """How files and the command line name it: ``new``, ``learning-3``, ``known``, ``ignored``."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def named(cls, word: str) -> "Status":
        """The reverse of :attr:`word`; ``learning`` is its first level, a digit the level itself.

        Raises ValueError.
        """
        plain = word.strip().casefold().replace("_", "-").replace(" ", "-")
        if plain == "learning":
            return cls.LEARNING_1
        for each in cls:
            if plain in (each.word, str(each.value)):
                return each
        raise ValueError(f"“{word}” is not a status")


@dataclass(frozen=True, slots=True)
class StatusMoves:
    """The statuses of some words before and after one step; ``times`` (milliseconds since 1970) are those at
    which they got them elsewhere."""

    before: Mapping[str, Status]
    after: Mapping[str, Status]
    times: Mapping[str, int] = field(default_factory=dict)

    @property
    def touched(self) -> frozenset[object]:
        return frozenset(("status", key) for key in self.after)

    @property
    def count(self) -> int:
        return len(self.after)

    @property
    def about(self) -> str:
        return next(iter(self.after))

    def reverted(self) -> "StatusMoves":
        return StatusMoves(self.after, self.before)


@dataclass(frozen=True, slots=True)
class StatusChanges:
    """The new statuses of the words that changed. ``initiator`` is whatever the caller passed."""

    statuses: Mapping[str, Status]
    initiator: object | None = None


@dataclass(frozen=True, slots=True)
class DayOfGrowth:
    """How many words were known and being learnt at the end of a day ("2026-01-31")."""

    day: str
    known: int
    learning: int
    ignored: int


Listener = Callable[[StatusChanges], None]
"""Called after each change, in the thread that made it."""


class Statuses:
    """The whole table in memory. Every method may be called from any thread; :meth:`of` costs nothing.

    Until :meth:`load` has run every word is new; whoever changes something before has it run.
    """

    def __init__(
        self,
        store: Store,
        steps: WordSteps | None = None,
        *,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        """``steps`` are shared with others whose changes are to be one step with changes of statuses."""
        self.steps = steps or WordSteps()
        self.is_ready = False
        self._store = store
        self._clock = clock
        self._statuses: dict[str, Status] = {}
        self._listeners: list[Listener] = []
        self._trouble_listeners: list[OnTrouble] = []
        self._data_version = 0
        self._operations = 0
        self._lock = threading.Lock()
        self._unsaved: dict[str, tuple[Status, int]] = {}
        self._writer: PatientWriter[dict[str, tuple[Status, int]]] = PatientWriter(
            store,
            what="statuses of words",
            is_needed=lambda: bool(self.unsaved),
            write=self._write,
            on_written=self._on_written,
            on_trouble=self._report,
        )
        self.steps.admit(StatusMoves, self)

    def __len__(self) -> int:
        """How many words are not new."""
        return len(self._statuses)

    @property
    def unsaved(self) -> int:
        """How many words have another status on disk."""
        with self._lock:
            return len(self._unsaved)

    def load(self) -> None:
        """Read the table, which takes some milliseconds, and tell the listeners; later calls do nothing."""
        with self.steps.lock:
            if self.is_ready:
                return
            self._data_version = self._store.read(data_version)
            self._statuses = _read(self._store)
            self.is_ready = True
            loaded = dict(self._statuses)
        if loaded:
            self._tell(StatusChanges(loaded))

    def of(self, key: str) -> Status:
        """The status of a word."""
        return self._statuses.get(key, Status.NEW)

    def all(self) -> dict[str, Status]:
        """Every word that is not new."""
        with self.steps.lock:
            return dict(self._statuses)

    def counts(self) -> dict[Status, int]:
        """How many words have each status; of new ones nobody knows how many there are."""
        found: dict[Status, int] = {status: 0 for status in Status if status is not Status.NEW}
        for status in self.all().values():
            found[status] += 1
        return found

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._listeners.append(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._trouble_listeners.append(listener)

    def set(
        self, keys: Iterable[str], status: Status, *, name: str = "", initiator: object | None = None
    ) -> int:
        """Give these words a status, in one step of undo; gives how many had another one."""
        return self.set_each(dict.fromkeys(keys, status), name=name, initiator=initiator)

    def set_each(
        self, statuses: Mapping[str, Status], *, name: str = "", initiator: object | None = None
    ) -> int:
        """Give each of these words its status, in one step of undo; gives how many had another one."""
        self.load()
        changed = 0

        def plan() -> tuple[StatusMoves, ...]:
            nonlocal changed
            moves = self.moves(statuses)
            changed = len(moves[0].after) if moves else 0
            return moves

        self.steps.do(name or _name(statuses), plan, initiator=initiator)
        return changed

    def moves(
        self, statuses: Mapping[str, Status], times: Mapping[str, int] | None = None
    ) -> tuple[StatusMoves, ...]:
        """What would have to change for these words to have these statuses: one part of a step, or none."""
        after = {key: status for key, status in statuses.items() if key and self.of(key) is not status}
        return (StatusMoves({key: self.of(key) for key in after}, after, times or {}),) if after else ()

    def times(self) -> dict[str, int]:
        """When each word that is not new got its status, in milliseconds since 1970; reads the store."""
        return self._store.read(status_times)

    def growth(self) -> list[DayOfGrowth]:
        """The days on which something changed, in order, with what was known then; reads the store."""
        counts = dict.fromkeys(Status, 0)
        days: dict[str, DayOfGrowth] = {}
        for move in self._store.read(moves_by_day):
            counts[Status(move.former)] -= move.count
            counts[Status(move.status)] += move.count
            learning = sum(number for status, number in counts.items() if status.is_learning)
            days[move.day] = DayOfGrowth(move.day, counts[Status.KNOWN], learning, counts[Status.IGNORED])
        return list(days.values())

    def refresh(self) -> None:
        """Take in what another process has written since; call it when the window comes to the front."""
        if not self.is_ready:
            return
        operations, version = self._operations, self._store.read(data_version)
        if version == self._data_version:
            return
        stored = _read(self._store)
        with self.steps.lock:
            if self.unsaved or operations != self._operations:
                # Something was changed meanwhile: what was read may be older. The next call looks again.
                return
            self._data_version = version
            keys = {**self._statuses, **stored}
            now = {key: stored.get(key, Status.NEW) for key in keys}
            changed = {key: status for key, status in now.items() if self.of(key) is not status}
            self._statuses = stored
        if changed:
            self._tell(StatusChanges(changed))

    def retry(self) -> None:
        """Try at once to write what could not be written; it is also tried from time to time."""
        self._writer.retry()

    def flush(self, timeout: float) -> bool:
        """Try what failed again and wait until all is on disk; False where ``timeout`` seconds do not do."""
        self._writer.retry()
        return self._store.flush(timeout) and not self.unsaved

    def is_current(self, part: StatusMoves) -> bool:
        """For the steps."""
        return all(self.of(key) is status for key, status in part.before.items())

    def apply(self, part: StatusMoves, initiator: object | None) -> Callable[[], None]:
        """For the steps."""
        now = self._clock()
        # Whoever reads meanwhile sees the former table or the new one, and needs no lock for that.
        statuses = {**self._statuses, **part.after}
        for key, status in part.after.items():
            if status is Status.NEW:
                statuses.pop(key, None)
        self._statuses = statuses
        self._operations += 1
        with self._lock:
            for key, status in part.after.items():
                self._unsaved[key] = (status, part.times.get(key, now))
        self._writer.retry()
        changes = StatusChanges(part.after, initiator)
        return lambda: self._tell(changes)

    def _write(self, connection: Connection) -> dict[str, tuple[Status, int]]:
        with self._lock:
            batch = dict(self._unsaved)
        by_time: dict[int, dict[str, int]] = {}
        for key, (status, now) in batch.items():
            by_time.setdefault(now, {})[key] = int(status)
        for now, statuses in sorted(by_time.items()):
            write_statuses(connection, statuses, now=now)
        return batch

    def _on_written(self, batch: dict[str, tuple[Status, int]]) -> None:
        with self._lock:
            for key, write in batch.items():
                if self._unsaved.get(key) is write:
                    del self._unsaved[key]

    def _report(self, problem: UserError | None) -> None:
        for listener in list(self._trouble_listeners):
            listener(problem)

    def _tell(self, changes: StatusChanges) -> None:
        for listener in list(self._listeners):
            listener(changes)


def _read(store: Store) -> dict[str, Status]:
    return {word: Status(status) for word, status in store.read(all_statuses).items()}


def _name(statuses: Mapping[str, Status]) -> str:
    """What the step is called in the history."""
    kinds = set(statuses.values())
    if len(kinds) != 1:
        return f"Change {len(statuses)} words"
    status = next(iter(kinds)).word.replace("-", " ")
    return f"Mark as {status}" if len(statuses) == 1 else f"Mark {len(statuses)} words as {status}"
