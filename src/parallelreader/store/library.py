"""The library as rows: which corpora are in it, what each holds, collections, tags, and what was read.

What an act of the user's does to these rows is decided by ``app``; each kind of row that such an act puts
in or takes out is a value here, so that taking it back needs no more than the same values.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from pathlib import Path

from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class CorpusRow:
    """A corpus of the library. ``folder`` is None where another corpus has taken its place."""

    key: str
    folder: Path | None
    title: str
    name: str
    opened: int
    added: int
    stamp: str


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A document as its corpus had it when last looked at; counts are -1 until they are made.

    ``versions`` is JSON, ``stamp`` the state of the files that were counted.
    """

    corpus: str
    document: str
    number: int
    title: str
    pinyin: str
    versions: str
    stamp: str = ""
    characters: int = -1
    pairs: int = -1


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """What the user did with a document; see the migration."""

    corpus: str
    document: str
    opened: int
    name: str
    stretches: str


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection, in another one or in none ("")."""

    id: str
    name: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """A document, or with "" the corpus as a whole, stands in a collection."""

    collection: str
    corpus: str
    document: str


@dataclass(frozen=True, slots=True)
class Tag:
    """A document, or with "" the corpus as a whole, carries a word."""

    corpus: str
    document: str
    word: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A corpus is in the library."""

    corpus: str


@dataclass(frozen=True, slots=True)
class OwnTitle:
    """A title of the user's own; of the corpus where ``document`` is ""."""

    corpus: str
    document: str
    name: str


@dataclass(frozen=True, slots=True)
class Located:
    """Where a corpus is."""

    corpus: str
    folder: str


Row = Collection | Collected | Tag | Listed | OwnTitle | Located
_TABLES: dict[type, str] = {Collection: "collection", Collected: "collected", Tag: "tag"}


def library_corpora(connection: sqlite3.Connection) -> list[CorpusRow]:
    """All corpora of the library, by when they were opened last, newest first."""
    rows = connection.execute(
        "SELECT key, folder, title, name, opened, added, stamp FROM corpus WHERE listed"
        " ORDER BY opened DESC, added DESC, key"
    )
    return [CorpusRow(key, Path(folder) if folder else None, *rest) for key, folder, *rest in rows]


def holdings(connection: sqlite3.Connection, corpus: str = "") -> list[HoldingRow]:
    """What is held, in the order of each corpus; of one corpus where it is named."""
    names = ", ".join(field.name for field in fields(HoldingRow))
    where = " WHERE corpus = ?" if corpus else ""
    rows = connection.execute(
        f"SELECT {names} FROM holding{where} ORDER BY corpus, number", (corpus,) if corpus else ()
    )
    return [HoldingRow(*row) for row in rows]


def write_holdings(
    connection: sqlite3.Connection, corpus: str, title: str, stamp: str, rows: Sequence[HoldingRow]
) -> None:
    """Say what a corpus holds now, in place of what was said before."""
    connection.execute("UPDATE corpus SET stamp = ?, title = ? WHERE key = ?", (stamp, title, corpus))
    connection.execute("DELETE FROM holding WHERE corpus = ?", (corpus,))
    marks = ", ".join("?" * len(fields(HoldingRow)))
    connection.executemany(f"INSERT INTO holding VALUES ({marks})", [astuple(row) for row in rows])


def write_counts(connection: sqlite3.Connection, rows: Iterable[HoldingRow]) -> None:
    """Keep the counts of documents that are still held."""
    connection.executemany(
        "UPDATE holding SET stamp = ?, characters = ?, pairs = ? WHERE corpus = ? AND document = ?",
        [(row.stamp, row.characters, row.pairs, row.corpus, row.document) for row in rows],
    )


def forget_holdings(connection: sqlite3.Connection) -> None:
    """Let go of all that can be read from the corpora again."""
    connection.execute("UPDATE corpus SET stamp = ''")
    connection.execute("UPDATE holding SET stamp = '', characters = -1, pairs = -1")


def readings(connection: sqlite3.Connection, corpus: str = "") -> list[ReadingRow]:
    """What was done with documents; with those of one corpus where it is named."""
    where = " WHERE corpus = ?" if corpus else ""
    rows = connection.execute(
        f"SELECT corpus, document, opened, name, stretches FROM reading{where}", (corpus,) if corpus else ()
    )
    return [ReadingRow(*row) for row in rows]


def write_reading(
    connection: sqlite3.Connection, corpus: str, document: str, *, opened: int, stretches: str
) -> None:
    """Remember when a document was opened last and what of it was read."""
    connection.execute(
        "INSERT INTO reading (corpus, document, opened, stretches) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (corpus, document) DO UPDATE SET opened = excluded.opened,"
        " stretches = excluded.stretches",
        (corpus, document, opened, stretches),
    )


def note_places(connection: sqlite3.Connection) -> list[tuple[str, str, str, int]]:
    """(corpus, document, version, code point) of every note, each at its first place."""
    return connection.execute(
        "SELECT note.corpus, document, version, first FROM target JOIN note ON note.id = target.note"
        " WHERE deleted = 0 AND number = 0"
    ).fetchall()


def user_rows(connection: sqlite3.Connection) -> tuple[list[Collection], list[Collected], list[Tag]]:
    """All collections by name, what stands in them, and all tags."""
    return (
        [Collection(*row) for row in connection.execute("SELECT id, name, parent FROM collection")],
        [Collected(*row) for row in connection.execute("SELECT * FROM collected")],
        [Tag(*row) for row in connection.execute("SELECT * FROM tag")],
    )


def exchange(connection: sqlite3.Connection, taken: Iterable[Row], put: Iterable[Row]) -> bool:
    """Take rows out and put others in; False, and nothing done, where one to be taken is not there."""
    taken, put = list(taken), list(put)
    if not all(_is_there(connection, row) for row in taken):
        return False
    for row in taken:
        _take(connection, row)
    for row in put:
        _put(connection, row)
    return True


def _is_there(connection: sqlite3.Connection, row: Row) -> bool:
    query: str
    values: tuple[str, ...]
    match row:
        case Listed(corpus):
            query, values = "SELECT 1 FROM corpus WHERE key = ? AND listed", (corpus,)
        case Located(corpus, folder):
            query, values = "SELECT 1 FROM corpus WHERE key = ? AND folder = ?", (corpus, folder)
        case OwnTitle(corpus, "", name):
            query, values = "SELECT 1 FROM corpus WHERE key = ? AND name = ?", (corpus, name)
        case OwnTitle(corpus, document, name):
            query = "SELECT 1 FROM reading WHERE corpus = ? AND document = ? AND name = ?"
            values = (corpus, document, name)
        case _:
            query, values = f"SELECT 1 FROM {_TABLES[type(row)]} WHERE {_all_equal(row)}", astuple(row)
    return connection.execute(query, values).fetchone() is not None


def _take(connection: sqlite3.Connection, row: Row) -> None:
    match row:
        case Listed(corpus):
            connection.execute("UPDATE corpus SET listed = 0 WHERE key = ?", (corpus,))
        case Located():
            # Another place is put in for it.
            pass
        case OwnTitle(corpus, document, _):
            _name(connection, corpus, document, "")
        case _:
            connection.execute(f"DELETE FROM {_TABLES[type(row)]} WHERE {_all_equal(row)}", astuple(row))


def _put(connection: sqlite3.Connection, row: Row) -> None:
    match row:
        case Listed(corpus):
            connection.execute("UPDATE corpus SET listed = 1 WHERE key = ?", (corpus,))
        case Located(corpus, folder):
            connection.execute(
                "UPDATE corpus SET folder = '' WHERE folder = ? AND key <> ?", (folder, corpus)
            )
            connection.execute("UPDATE corpus SET folder = ?, stamp = '' WHERE key = ?", (folder, corpus))
        case OwnTitle(corpus, document, name):
            _name(connection, corpus, document, name)
        case _:
            marks = ", ".join("?" * len(astuple(row)))
            connection.execute(f"INSERT OR REPLACE INTO {_TABLES[type(row)]} VALUES ({marks})", astuple(row))


def _name(connection: sqlite3.Connection, corpus: str, document: str, name: str) -> None:
    if document:
        connection.execute(
            "INSERT INTO reading (corpus, document, name) VALUES (?, ?, ?)"
            " ON CONFLICT (corpus, document) DO UPDATE SET name = excluded.name",
            (corpus, document, name),
        )
    else:
        connection.execute("UPDATE corpus SET name = ? WHERE key = ?", (name, corpus))


def _all_equal(row: Row) -> str:
    return " AND ".join(f"{field.name} = ?" for field in fields(row))
