"""What the user does not want to be told again, as rows; what is told is known to ``app.terms``."""

import sqlite3
from collections.abc import Mapping

from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class SetAside:
    """``words`` are what it was about; ``made`` is in milliseconds since 1970 (UTC)."""

    words: str
    made: int


def set_aside_in(connection: sqlite3.Connection, corpus: str, kind: str) -> dict[str, SetAside]:
    """All of one kind in a corpus by their keys, the oldest first."""
    rows = connection.execute(
        "SELECT key, words, made FROM set_aside WHERE corpus = ? AND kind = ? ORDER BY made, key",
        (corpus, kind),
    )
    return {key: SetAside(words, made) for key, words, made in rows}


def write_set_aside(
    connection: sqlite3.Connection, corpus: str, kind: str, values: Mapping[str, SetAside | None]
) -> None:
    """Set these aside, or with None no longer."""
    for key, value in values.items():
        if value is None:
            connection.execute(
                "DELETE FROM set_aside WHERE corpus = ? AND kind = ? AND key = ?", (corpus, kind, key)
            )
        else:
            connection.execute(
                "INSERT INTO set_aside (corpus, kind, key, words, made) VALUES (?, ?, ?, ?, ?)"
                " ON CONFLICT (corpus, kind, key) DO UPDATE SET words = excluded.words, made = excluded.made",
                (corpus, kind, key, value.words, value.made),
            )
