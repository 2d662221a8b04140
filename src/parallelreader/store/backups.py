"""Copies of the store: made whole and checked, thinned with age, and put back.

When one is due is asked here; who makes it in a quiet moment is ``database``.
"""

import logging
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from parallelreader.core.errors import StoreProblem
from parallelreader.store.connection import APPLICATION_ID
from parallelreader.store.failures import explained

logger = logging.getLogger(__name__)

MINUTES_BETWEEN = 30
_STAMP = "%Y%m%dT%H%M%S%fZ"
_SECONDS_END = len("00000000T000000")
_STAMPED = "[0-9]" * 8 + "T" + "[0-9]" * 12 + "Z"
# The newest of each of so many hours, days, weeks is kept.
_KEPT = ((timedelta(hours=1), 6), (timedelta(days=1), 7), (timedelta(weeks=1), 8))
_UPGRADES_KEPT = 3
_JOURNALS = ("-journal", "-wal", "-shm")


def backup_folder(store: Path) -> Path:
    """Where the copies of the store at ``store`` lie."""
    return store.parent / "backups"


def backups(store: Path, kind: str = "kept") -> list[Path]:
    """The copies of one kind, newest first: ``kept`` from time to time, ``upgrade`` before upgrades.

    What people or cloud folders put beside them under other names is none.
    """
    found = backup_folder(store).glob(f"{store.stem}-{kind}-{_STAMPED}{store.suffix}")
    return sorted(found, reverse=True)


def taken_at(backup: Path) -> datetime:
    """When that copy was made, by its name."""
    stamp = backup.stem.rpartition("-")[2]
    # What reads any form of a time takes longer to load than to ask whether a copy is due.
    return datetime.fromisoformat(f"{stamp[:_SECONDS_END]}.{stamp[_SECONDS_END:]}")


def is_due(store: Path, now: datetime) -> bool:
    """Whether the store was written to since the newest copy, and that is half an hour old or more."""
    newest = next(iter(backups(store)), None)
    if newest is None:
        return True
    made = taken_at(newest)
    written = datetime.fromtimestamp(store.stat().st_mtime, UTC)
    return written > made and now - made >= timedelta(minutes=MINUTES_BETWEEN)


def make_backup(connection: sqlite3.Connection, store: Path, *, now: datetime, kind: str = "kept") -> Path:
    """Copy the store, check the copy, and only then give it its name; then thin out older copies.

    A copy that fails its check is thrown away and StoreDamaged raised; older copies stay.
    """
    folder = backup_folder(store)
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        final = folder / f"{store.stem}-{kind}-{now.strftime(_STAMP)}{store.suffix}"
        draft = final.with_suffix(f".{os.getpid()}.part")
        try:
            with closing(sqlite3.connect(draft, isolation_level=None)) as copy:
                connection.backup(copy)
                _check(copy)
            _sync(draft)
            draft.replace(final)
            _sync_folder(folder)
        finally:
            draft.unlink(missing_ok=True)
        _thin(store, kind)
    return final


def newest_good_backup(store: Path) -> Path | None:
    """The newest copy that can be read and is whole, of either kind."""
    for candidate in sorted(backups(store) + backups(store, "upgrade"), key=taken_at, reverse=True):
        with suppress(sqlite3.Error, OSError), closing(_open_to_read(candidate)) as copy:
            _check(copy)
            return candidate
    return None


def restore(store: Path, backup: Path, *, now: datetime) -> Path:
    """Put ``backup`` in the place of the store, which nobody may have open; return where the old one went.

    The old file is copied aside with its journal first, so that this can be taken back too. Raises
    StoreProblem where the backup is no good or the store is in use; nothing is changed then.
    """
    try:
        with closing(_open_to_read(backup)) as copy:
            _check(copy)
    except sqlite3.Error as error:
        raise StoreProblem(
            f"This backup cannot be used ({error})", where=backup, mend="Choose an older one."
        ) from error
    with explained(store):
        aside = store.with_name(f"{store.stem}-replaced-{now.strftime(_STAMP)}{store.suffix}")
        draft = store.with_name(f"{store.name}.{os.getpid()}.part")
        try:
            shutil.copyfile(backup, draft)
            _sync(draft)
            _set_aside(store, aside)
            draft.replace(store)
            _sync_folder(store.parent)
        finally:
            draft.unlink(missing_ok=True)
    return aside


def _set_aside(store: Path, aside: Path) -> None:
    """Copy the store and its journals; take the journals away: beside another file they would ruin it."""
    _refuse_if_open(store)
    for ending in ("", *_JOURNALS):
        part = store.with_name(store.name + ending)
        if part.exists():
            shutil.copyfile(part, aside.with_name(aside.name + ending))
            _sync(aside.with_name(aside.name + ending))
    for ending in _JOURNALS:
        store.with_name(store.name + ending).unlink(missing_ok=True)


def _refuse_if_open(store: Path) -> None:
    if not store.exists() or any(store.with_name(store.name + ending).exists() for ending in _JOURNALS):
        # With a journal beside it the store was left by a crash; to lock it would change the file.
        return
    with closing(sqlite3.connect(store, timeout=1.0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            logger.info("%s is too damaged to be locked", store)


def keep(times: Iterable[datetime]) -> set[datetime]:
    """Which of the moments' copies stay: the newest of each of the last hours, days and weeks."""
    newest_first = sorted(times, reverse=True)
    kept: set[datetime] = set()
    for period, count in _KEPT:
        seen: set[int] = set()
        for moment in newest_first:
            bucket = int(moment.timestamp() // period.total_seconds())
            if bucket not in seen and len(seen) < count:
                seen.add(bucket)
                kept.add(moment)
    return kept


def _thin(store: Path, kind: str) -> None:
    copies = backups(store, kind)
    if kind == "upgrade":
        # Counted apart: a row of failed upgrades must not push out the notes of last week.
        superfluous = copies[_UPGRADES_KEPT:]
    else:
        stay = keep(map(taken_at, copies))
        superfluous = [copy for copy in copies if taken_at(copy) not in stay]
    for copy in superfluous:
        copy.unlink(missing_ok=True)


def _open_to_read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def _check(copy: sqlite3.Connection) -> None:
    """Raise sqlite3.DatabaseError unless the copy is a whole store."""
    found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise sqlite3.DatabaseError(found)
    if copy.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise sqlite3.DatabaseError("it is not a store of Parallel Reader")


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    # Windows cannot open folders, and needs no such sync for a rename to last.
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
