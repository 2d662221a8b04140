"""Questions kept under a name, as rows; what they mean is known to ``app.terms.saved_queries``.

Deleting keeps the row, so that undo brings back the same one.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

_FIELDS = "name, query, concept, side, documents, versions, sorting, grouping, unit, created, changed"


@dataclass(frozen=True, slots=True)
class QueryRow:
    """``documents`` and ``versions`` are ids in lines, ``sorting`` and ``grouping`` as people write them."""

    name: str
    query: str
    concept: str
    side: str
    documents: str
    versions: str
    sorting: str
    grouping: str
    unit: str
    created: int
    changed: int


def saved_queries(connection: sqlite3.Connection, corpus: str) -> dict[str, QueryRow]:
    """By id those of a corpus, without deleted ones; the oldest first."""
    rows = connection.execute(
        f"SELECT id, {_FIELDS} FROM saved_query WHERE corpus = ? AND deleted = 0 ORDER BY created, id",
        (corpus,),
    )
    return {id: QueryRow(*fields) for id, *fields in rows}


def write_queries(
    connection: sqlite3.Connection, corpus: str, queries: Mapping[str, QueryRow | None]
) -> None:
    """Make the rows of these, by id, what they shall be; None deletes."""
    for id, row in queries.items():
        if row is None:
            connection.execute(
                "UPDATE saved_query SET deleted = 1, revision = revision + 1 WHERE id = ? AND deleted = 0",
                (id,),
            )
            continue
        values = tuple(getattr(row, name) for name in _FIELDS.split(", "))
        changes = ", ".join(f"{name} = excluded.{name}" for name in _FIELDS.split(", "))
        connection.execute(
            f"INSERT INTO saved_query (id, corpus, {_FIELDS}, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)"
            f" ON CONFLICT (id) DO UPDATE SET {changes}, deleted = 0, revision = revision + 1",
            (id, corpus, *values),
        )
