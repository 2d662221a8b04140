"""A table of the user's values in memory, on its way to the store, and changed in steps of the history.

What the values mean is known to those who keep them so: ``termbase`` concepts, others what was chosen,
rejected or dismissed. A value must not be changed itself; it is replaced.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from parallelreader.app.saving import OnTrouble, PatientWriter
from parallelreader.app.steps import Steps
from parallelreader.core.errors import UserError
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection, data_version

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Moves(Generic[K, V]):
    """Some values of a table before and after one step, by their keys; None is none."""

    table: str
    before: Mapping[K, V | None]
    after: Mapping[K, V | None]

    @property
    def touched(self) -> frozenset[object]:
        return frozenset((self.table, key) for key in self.after)

    @property
    def count(self) -> int:
        """How many values it changes."""
        return len(self.after)

    @property
    def about(self) -> str:
        """The value in words, as far as it says them."""
        key = next(iter(self.after))
        return str(getattr(self.after[key] or self.before[key], "about", ""))

    def reverted(self) -> "Moves[K, V]":
        return Moves(self.table, self.after, self.before)


@dataclass(frozen=True, slots=True)
class KeptChanges(Generic[K, V]):
    """What became of some values; None is none. ``initiator`` is whatever the caller passed."""

    before: Mapping[K, V | None]
    after: Mapping[K, V | None]
    initiator: object | None = None


class KeptValues(Generic[K, V]):
    """The whole table in memory. Every method may be called from any thread.

    Until :meth:`load` has run there is nothing; :meth:`change` has it run.
    """

    def __init__(
        self,
        store: Store,
        steps: Steps,
        *,
        table: str,
        what: str,
        read: Callable[[Connection], dict[K, V]],
        write: Callable[[Connection, Mapping[K, V | None]], None],
        on_change: Callable[[Mapping[K, V | None], Mapping[K, V | None]], None] | None = None,
    ) -> None:
        """``table`` names it among the steps and ``what`` in messages; ``write`` writes what values have
        become. ``on_change`` is told of before and after while nobody else may change anything."""
        self.is_ready = False
        self._store = store
        self._steps = steps
        self._table = table
        self._read, self._write_values = read, write
        self._on_change = on_change
        self._values: dict[K, V] = {}
        self._listeners: list[Callable[[KeptChanges[K, V]], None]] = []
        self._trouble_listeners: list[OnTrouble] = []
        self._data_version = 0
        self._operations = 0
        self._lock = threading.Lock()
        self._unsaved: dict[K, tuple[V | None, int]] = {}
        self._writer: PatientWriter[dict[K, tuple[V | None, int]]] = PatientWriter(
            store,
            what=what,
            is_needed=lambda: bool(self.unsaved),
            write=self._write,
            on_written=self._on_written,
            on_trouble=self._report,
        )
        steps.admit(table, self)

    @property
    def values(self) -> Mapping[K, V]:
        """All of it as it is now; later changes make another mapping."""
        return self._values

    @property
    def unsaved(self) -> int:
        """How many values are otherwise on disk."""
        with self._lock:
            return len(self._unsaved)

    def load(self) -> None:
        """Read the table and tell the listeners; later calls do nothing."""
        with self._steps.lock:
            if self.is_ready:
                return
            self._data_version = self._store.read(data_version)
            changes = self._take(self._store.read(self._read))
            self.is_ready = True
        self._tell(changes)

    def listen(self, listener: Callable[[KeptChanges[K, V]], None]) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._listeners.append(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._trouble_listeners.append(listener)

    def change(self, values: Mapping[K, V | None], *, name: str, initiator: object | None = None) -> bool:
        """Have these values, or with None none, in one step of that ``name``; False where that is so
        already."""
        self.load()
        return self._steps.do(name, lambda: self.moves(values), initiator=initiator)

    def moves(self, values: Mapping[K, V | None]) -> tuple[Moves[K, V], ...]:
        """What would have to change for these values to be so: one part of a step, or none."""
        after = {key: value for key, value in values.items() if self._values.get(key) != value}
        if not after:
            return ()
        return (Moves(self._table, {key: self._values.get(key) for key in after}, after),)

    def refresh(self) -> None:
        """Take in what another process has written since; call it when the window comes to the front."""
        if not self.is_ready:
            return
        operations, version = self._operations, self._store.read(data_version)
        if version == self._data_version:
            return
        stored = self._store.read(self._read)
        with self._steps.lock:
            if self.unsaved or operations != self._operations:
                # Something was changed meanwhile: what was read may be older. The next call looks again.
                return
            self._data_version = version
            changes = self._take(stored)
        self._tell(changes)

    def retry(self) -> None:
        """Try at once to write what could not be written; it is also tried from time to time."""
        self._writer.retry()

    def flush(self, timeout: float) -> bool:
        """Try what failed again and wait until all is on disk; False where ``timeout`` seconds do not do."""
        self._writer.retry()
        return self._store.flush(timeout) and not self.unsaved

    def is_current(self, part: Moves[K, V]) -> bool:
        """For the steps."""
        # The corpus may just have been opened anew, and what is there not been read yet.
        self.load()
        return all(self._values.get(key) == value for key, value in part.before.items())

    def apply(self, part: Moves[K, V], initiator: object | None) -> Callable[[], None]:
        """For the steps."""
        # Whoever reads meanwhile sees the former values or the new ones, and needs no lock for that.
        values = dict(self._values)
        for key, value in part.after.items():
            if value is None:
                values.pop(key, None)
            else:
                values[key] = value
        self._values = values
        self._operations += 1
        with self._lock:
            for key, value in part.after.items():
                self._unsaved[key] = (value, self._operations)
        if self._on_change is not None:
            self._on_change(part.before, part.after)
        self._writer.retry()
        changes = KeptChanges(part.before, part.after, initiator)
        return lambda: self._tell(changes)

    def _take(self, stored: dict[K, V]) -> KeptChanges[K, V]:
        former = self._values
        keys = [key for key in {**former, **stored} if former.get(key) != stored.get(key)]
        changes = KeptChanges({key: former.get(key) for key in keys}, {key: stored.get(key) for key in keys})
        self._values = stored
        if keys and self._on_change is not None:
            self._on_change(changes.before, changes.after)
        return changes

    def _write(self, connection: Connection) -> dict[K, tuple[V | None, int]]:
        with self._lock:
            batch = dict(self._unsaved)
        self._write_values(connection, {key: value for key, (value, _) in batch.items()})
        return batch

    def _on_written(self, batch: dict[K, tuple[V | None, int]]) -> None:
        with self._lock:
            for key, written in batch.items():
                if self._unsaved.get(key) == written:
                    del self._unsaved[key]

    def _report(self, problem: UserError | None) -> None:
        for listener in list(self._trouble_listeners):
            listener(problem)

    def _tell(self, changes: KeptChanges[K, V]) -> None:
        if changes.after:
            for listener in list(self._listeners):
                listener(changes)
