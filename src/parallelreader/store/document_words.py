"""How much of each document is known, as rows; working it out is left to ``app.words.known_shares``."""

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a document by their statuses; see the migration."""

    corpus: str
    document: str
    stamp: str
    revision: int
    running: int
    known: int
    learning: int
    ignored: int
    different: int
    different_new: int


def document_words(connection: sqlite3.Connection) -> list[DocumentWords]:
    """What is kept of all documents."""
    names = ", ".join(field.name for field in fields(DocumentWords))
    return [DocumentWords(*row) for row in connection.execute(f"SELECT {names} FROM document_words")]


def write_document_words(connection: sqlite3.Connection, rows: Iterable[DocumentWords]) -> None:
    """Keep these in place of what was kept of the same documents; not those of unknown corpora."""
    known = {key for (key,) in connection.execute("SELECT key FROM corpus")}
    marks = ", ".join("?" * len(fields(DocumentWords)))
    connection.executemany(
        f"INSERT OR REPLACE INTO document_words VALUES ({marks})",
        [astuple(row) for row in rows if row.corpus in known],
    )


def statuses_revision(connection: sqlite3.Connection) -> int:
    """A number that grows with every change of a status."""
    return int(connection.execute("SELECT coalesce(max(rowid), 0) FROM word_status_change").fetchone()[0])
