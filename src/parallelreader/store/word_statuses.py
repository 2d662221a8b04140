"""Statuses of words as rows; what a status means is known to ``app.words.statuses``."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

_NEW = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """How many words went from one status to another on a day of the user's calendar ("2026-01-31")."""

    day: str
    former: int
    status: int
    count: int


def all_statuses(connection: sqlite3.Connection) -> dict[str, int]:
    """The status of every word that is not new."""
    return dict(connection.execute("SELECT word, status FROM word_status"))


def status_times(connection: sqlite3.Connection) -> dict[str, int]:
    """When each word that is not new got its status."""
    return dict(connection.execute("SELECT word, changed FROM word_status"))


def write_statuses(connection: sqlite3.Connection, statuses: Mapping[str, int], *, now: int) -> None:
    """Give these words a status; what changes by that is noted."""
    for word, status in statuses.items():
        row = connection.execute("SELECT status FROM word_status WHERE word = ?", (word,)).fetchone()
        former = row[0] if row else _NEW
        if former == status:
            continue
        if status == _NEW:
            connection.execute("DELETE FROM word_status WHERE word = ?", (word,))
        else:
            connection.execute(
                "INSERT INTO word_status (word, status, changed) VALUES (?, ?, ?)"
                " ON CONFLICT (word) DO UPDATE SET status = excluded.status, changed = excluded.changed",
                (word, status, now),
            )
        connection.execute(
            "INSERT INTO word_status_change (made, word, former, status) VALUES (?, ?, ?, ?)",
            (now, word, former, status),
        )


def moves_by_day(connection: sqlite3.Connection) -> list[Moved]:
    """All changes of statuses, counted, by day."""
    rows = connection.execute(
        "SELECT date(made / 1000, 'unixepoch', 'localtime') AS day, former, status, count(*)"
        " FROM word_status_change GROUP BY day, former, status ORDER BY day"
    )
    return [Moved(*row) for row in rows]
