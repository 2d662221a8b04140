"""For which states of texts the user has seen what became of notes and repairs, as rows."""

import sqlite3
from collections.abc import Mapping


def seen_states(connection: sqlite3.Connection, corpus: str, document: str) -> dict[str, str]:
    """The digest of each version for which that was seen last."""
    rows = connection.execute(
        "SELECT version, digest FROM receipt_seen WHERE corpus = ? AND document = ?", (corpus, document)
    )
    return dict(rows.fetchall())


def write_seen(connection: sqlite3.Connection, corpus: str, document: str, states: Mapping[str, str]) -> None:
    """It was seen for these digests, by version."""
    connection.executemany(
        "INSERT OR REPLACE INTO receipt_seen (corpus, document, version, digest) VALUES (?, ?, ?, ?)",
        [(corpus, document, version, digest) for version, digest in states.items()],
    )
