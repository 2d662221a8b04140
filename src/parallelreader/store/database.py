"""The user's store: one file, one connection, one thread that owns it.

What is written in it is the business of ``notes``, ``places`` and ``settings``: their functions are
handed to :meth:`Store.submit` and :meth:`Store.read`, so that no caller holds a connection.
"""

import atexit
import logging
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from parallelreader.core.errors import StoreProblem, UserError
from parallelreader.store.backups import backups, is_due, make_backup, newest_good_backup
from parallelreader.store.connection import (
    Migration,
    bundled_migrations,
    check,
    connect,
    connect_to_copy,
    migrate,
    prepare_to_write,
    transaction,
    try_to_write,
)
from parallelreader.store.failures import StoreDamaged, damaged, explained
from parallelreader.store.worker import Worker

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

FILE_NAME = "parallelreader.db"
_SECONDS_BETWEEN_LOOKS = 60.0
_SECONDS_OF_QUIET = 10.0
_SECONDS_TO_CLOSE = 20.0
# Longer than the wait for another process's lock and a slow disk together.
_SECONDS_TO_READ = 30.0


class Store:
    """The open store. Every method may be called from any thread.

    Two processes may have it open at once: each write is one transaction, and waits some seconds for
    the other's.
    """

    def __init__(self, path: Path, *, is_writable: bool, migrations: list[Migration]) -> None:
        self.path = path
        self.is_writable = is_writable
        self._migrations = migrations
        self._worker = Worker("store")
        self._last_write = 0.0
        self._connection: sqlite3.Connection | None = None

    @classmethod
    def open(
        cls, folder: Path, *, is_writable: bool = True, migrations: list[Migration] | None = None
    ) -> "Store":
        """Open the store in the user's data folder, made where it is missing.

        Not writable, it is a copy in memory that refuses writes: for reading beside a running window or
        from a folder that cannot be written. Raises StoreProblem (newer, damaged, in use: the file is
        left as it is) or WriteProblem.
        """
        path = folder / FILE_NAME
        store = cls(path, is_writable=is_writable, migrations=migrations or bundled_migrations())
        try:
            store._worker.submit(store._connect).result()
        except BaseException:
            store._worker.close(_SECONDS_TO_CLOSE)
            raise
        atexit.register(store.close)
        if is_writable:
            store._worker.after(_SECONDS_BETWEEN_LOOKS, store._back_up_in_quiet)
        return store

    def submit(
        self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> Future[T]:
        """Run ``job(connection, …)`` in one transaction after all before it; the future has its result.

        What fails reaches the future as a UserError, and nothing of that job is in the store then.
        Raises StoreProblem where the store is closed.
        """
        return self.submit_then(None, lambda connection: job(connection, *args, **kwargs))

    def submit_then(
        self, then: Callable[[Future[T]], None] | None, job: Callable[[sqlite3.Connection], T]
    ) -> Future[T]:
        """As :meth:`submit`; ``then`` gets the future on the store's thread before any later job begins."""

        def run() -> T:
            connection = self._own_connection()
            self._last_write = time.monotonic()
            with explained(self.path), transaction(connection):
                return job(connection)

        return self._hand_in(run, then)

    def read(
        self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run ``job(connection, …)``, which must not write, after all writes before it, and wait for it.

        Raises StoreProblem where the store is busy for half a minute, or closed.
        """

        def run() -> T:
            with explained(self.path):
                return job(self._own_connection(), *args, **kwargs)

        reading = self._hand_in(run)
        try:
            return reading.result(_SECONDS_TO_READ)
        except TimeoutError as error:
            reading.cancel()
            raise StoreProblem(
                "The store of your notes is busy", where=self.path, mend="Wait a moment and try again."
            ) from error

    def refusal(self) -> UserError | None:
        """Why nothing can be written now: a folder that is read-only, a full disk; None where it can."""

        def run() -> None:
            with explained(self.path):
                try_to_write(self._own_connection())

        try:
            self._hand_in(run).result()
        except UserError as problem:
            return problem
        return None

    def after(self, seconds: float, job: Callable[[], None]) -> None:
        """Run ``job`` on the store's thread in so many seconds, unless the store is closed before."""
        self._worker.after(seconds, job)

    def flush(self, timeout: float) -> bool:
        """Wait until all that was submitted is done; False where ``timeout`` seconds were not enough."""
        try:
            return self._worker.flush(timeout)
        except RuntimeError:
            return True

    def back_up(self) -> Path:
        """Make a checked copy now and return where it is."""

        def run() -> Path:
            return make_backup(self._own_connection(), self.path, now=datetime.now(UTC))

        return self._hand_in(run).result()

    def close(self) -> None:
        """Finish all writes, those put off to a later try too, and let the file go.

        A second call does nothing.
        """
        atexit.unregister(self.close)
        try:
            self._worker.hurry()
            self._worker.flush(_SECONDS_TO_CLOSE)
            last = self._worker.submit(self._disconnect)
        except RuntimeError:
            return
        self._worker.close(_SECONDS_TO_CLOSE)
        if not last.done():
            logger.warning("the store was still busy when the program ended")

    def _connect(self) -> None:
        try:
            with explained(self.path):
                self._connection = self._opened()
        except StoreDamaged as problem:
            raise self._with_way_back(problem) from problem

    def _opened(self) -> sqlite3.Connection:
        if self.is_writable:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if self.path.exists() and not self.path.stat().st_size and backups(self.path):
                raise damaged(self.path, "it is empty")
            connection = connect(self.path)
        else:
            connection = connect_to_copy(self.path)
        try:
            check(connection, self.path, self._migrations[-1].version)
            if self.is_writable:
                prepare_to_write(connection)
            migrate(connection, self._migrations, lambda _: self._back_up_before_upgrade(connection))
            if not self.is_writable:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def _back_up_before_upgrade(self, connection: sqlite3.Connection) -> None:
        if self.is_writable:
            make_backup(connection, self.path, now=datetime.now(UTC), kind="upgrade")

    def _with_way_back(self, problem: StoreDamaged) -> StoreProblem:
        good = newest_good_backup(self.path)
        mend = (
            f'It was left as it is. Go back to its newest backup: parallelreader check --restore "{good}"'
            if good
            else "It was left as it is; there is no good backup. Move it elsewhere to begin anew."
        )
        return StoreDamaged(problem.what, where=self.path, mend=mend)

    def _hand_in(self, job: Callable[[], T], then: Callable[[Future[T]], None] | None = None) -> Future[T]:
        try:
            return self._worker.submit(job, then)
        except RuntimeError as error:
            raise self._closed() from error

    def _closed(self) -> StoreProblem:
        return StoreProblem("The store of your notes is closed", where=self.path)

    def _own_connection(self) -> sqlite3.Connection:
        if self._connection is None:
            raise self._closed()
        return self._connection

    def _back_up_in_quiet(self) -> None:
        """Copy the store where that is due and nothing was written for some seconds; then wait again."""
        try:
            quiet = time.monotonic() - self._last_write >= _SECONDS_OF_QUIET
            if quiet and is_due(self.path, datetime.now(UTC)):
                make_backup(self._own_connection(), self.path, now=datetime.now(UTC))
        except (UserError, OSError) as error:
            logger.warning("no backup was made: %s", error)
        self._worker.after(_SECONDS_BETWEEN_LOOKS, self._back_up_in_quiet)

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            if self.is_writable and is_due(self.path, datetime.now(UTC)):
                make_backup(connection, self.path, now=datetime.now(UTC))
        except (UserError, OSError) as error:
            logger.warning("no backup was made: %s", error)
        finally:
            connection.close()
