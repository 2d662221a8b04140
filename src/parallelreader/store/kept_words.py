"""Kept words, where they were met and their reviews, as rows.

What they mean is known to ``app.words``; deleting keeps the row, so that undo brings back the same word
with its reviews.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

_WORD = "id, word, written, traditional, reading, sense, created, changed, due, card, deleted"
_CONTEXT = (
    "corpus, document, version, first, last, exact, prefix, suffix, segment, digest,"
    " title, sentence, before, partners, sense, added"
)
_REVIEW = "id, kept, made, rating, took, former, card"


@dataclass(frozen=True, slots=True)
class ContextRow:
    """A place where a word was met; see the migration."""

    corpus: str
    document: str
    version: str
    first: int
    last: int
    exact: str
    prefix: str
    suffix: str
    segment: str
    digest: str
    title: str
    sentence: str
    before: int
    partners: str
    sense: str
    added: int


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A kept word; see the migration."""

    id: str
    word: str
    written: str
    traditional: str
    reading: str
    sense: str
    created: int
    changed: int
    due: int
    card: str
    is_deleted: bool
    contexts: tuple[ContextRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review; see the migration."""

    id: str
    kept: str
    made: int
    rating: int
    took: int
    former: str
    card: str


def kept_words(connection: sqlite3.Connection) -> list[KeptRow]:
    """All words that are kept and not deleted, the oldest first."""
    contexts: dict[str, list[ContextRow]] = {}
    for kept, *columns in connection.execute(
        f"SELECT kept, {_CONTEXT} FROM kept_context ORDER BY kept, number"
    ):
        contexts.setdefault(kept, []).append(ContextRow(*columns))
    rows = connection.execute(f"SELECT {_WORD} FROM kept_word WHERE deleted = 0 ORDER BY created, id")
    return [KeptRow(*(*row, tuple(contexts.get(row[0], ())))) for row in rows]


def kept_row(connection: sqlite3.Connection, id: str) -> KeptRow | None:
    """One word as it is in the store, also a deleted one; None for one that was never kept."""
    row = connection.execute(f"SELECT {_WORD} FROM kept_word WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    contexts = connection.execute(
        f"SELECT {_CONTEXT} FROM kept_context WHERE kept = ? ORDER BY number", (id,)
    )
    return KeptRow(*(*row, tuple(ContextRow(*each) for each in contexts)))


def write_kept(connection: sqlite3.Connection, rows: Iterable[KeptRow]) -> None:
    """Make the rows what they shall be."""
    for row in rows:
        values = (
            row.id,
            row.word,
            row.written,
            row.traditional,
            row.reading,
            row.sense,
            row.created,
            row.changed,
            row.due,
            row.card,
            int(row.is_deleted),
        )
        names = _WORD.split(", ")
        changes = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        connection.execute(
            f"INSERT INTO kept_word ({_WORD}) VALUES ({_marks(names)})"
            f" ON CONFLICT (id) DO UPDATE SET {changes}",
            values,
        )
        connection.execute("DELETE FROM kept_context WHERE kept = ?", (row.id,))
        connection.executemany(
            f"INSERT INTO kept_context (kept, number, {_CONTEXT})"
            f" VALUES (?, ?, {_marks(_CONTEXT.split(', '))})",
            [(row.id, number, *_values(context)) for number, context in enumerate(row.contexts)],
        )


def write_reviews(connection: sqlite3.Connection, put: Iterable[ReviewRow], taken: Iterable[str]) -> None:
    """Add reviews, and take others, named by their ids, back."""
    connection.executemany("DELETE FROM review WHERE id = ?", [(each,) for each in taken])
    connection.executemany(
        f"INSERT OR REPLACE INTO review ({_REVIEW}) VALUES ({_marks(_REVIEW.split(', '))})",
        [(row.id, row.kept, row.made, row.rating, row.took, row.former, row.card) for row in put],
    )


def reviews(connection: sqlite3.Connection, since: int = 0) -> list[ReviewRow]:
    """The reviews made from a time on, the earliest first, those of deleted words too."""
    rows = connection.execute(f"SELECT {_REVIEW} FROM review WHERE made >= ? ORDER BY made, id", (since,))
    return [ReviewRow(*row) for row in rows]


def _values(context: ContextRow) -> tuple[object, ...]:
    return tuple(getattr(context, name) for name in ContextRow.__dataclass_fields__)


def _marks(names: Iterable[str]) -> str:
    return ", ".join("?" for _ in names)
