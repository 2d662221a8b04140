"""Turns what SQLite and the operating system report into what the user can do about it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parallelreader.core.errors import StoreProblem, UserError, WriteProblem

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}


class StoreDamaged(StoreProblem):
    """The store file is not a database any more; it is left as it is for ``backups.restore``."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise what goes wrong with the store at ``path`` as a UserError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain_sqlite(error, path) from error
    except OSError as error:
        raise WriteProblem(
            f"The notes could not be written ({error.strerror or error})",
            where=path,
            mend="Make room on the disk and see that the folder can be written to.",
        ) from error


def _explain_sqlite(error: sqlite3.Error, path: Path) -> UserError:
    # An extended code keeps the primary one in its lowest byte.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _DAMAGED:
        return damaged(path, str(error))
    if code in _IN_USE:
        return StoreProblem(
            "Another program is using the notes",
            where=path,
            mend="Close it, or wait until it is done, and try again.",
        )
    if code == sqlite3.SQLITE_FULL:
        return WriteProblem("The disk is full", where=path, mend="Make room on it; then try again.")
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return WriteProblem(
            "The notes cannot be written",
            where=path,
            mend="See that the file and its folder can be written to, or choose another data folder.",
        )
    return WriteProblem(
        f"The notes could not be read or written ({error})",
        where=path,
        mend="See that the disk is in order and has room, and try again.",
    )


def damaged(path: Path, detail: str) -> StoreDamaged:
    """The error of a store that cannot be read, before a backup has been looked for."""
    return StoreDamaged(
        f"The file of your notes is damaged ({detail})",
        where=path,
        mend="It was left as it is.",
    )
