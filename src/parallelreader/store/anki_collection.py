"""Reading the notes out of a collection that Anki made, of its old schema (11) and its new one (18).

The file comes from elsewhere: it is opened read-only, nothing in it is run, and what is odd is refused.
"""

import json
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.errors import FileProblem

_MOST_NOTES = 500_000
_SEPARATOR = "\x1f"
# What comes of values that Anki does not write: numbers without end, names that are none.
_ODD = (sqlite3.Error, ValueError, TypeError, AttributeError, KeyError, OverflowError, RecursionError)
_UPDATE = "Please update to the latest Anki version"


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """A note: the names of its fields, what stands in them, and of its cards how often they were reviewed in
    all and the longest interval in days (both 0 where the package has no scheduling)."""

    names: tuple[str, ...]
    fields: tuple[str, ...]
    reviews: int = 0
    interval: int = 0


def anki_notes(data: bytes, where: Path) -> list[AnkiNote]:
    """The notes of a collection, oldest first; ``where`` is the file to name in messages.

    Raises FileProblem.
    """
    with tempfile.TemporaryDirectory(prefix="parallelreader-") as folder:
        file = Path(folder) / "collection"
        file.write_bytes(data)
        try:
            with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
                connection.execute("PRAGMA trusted_schema = OFF")
                connection.execute("PRAGMA query_only = ON")
                return _notes(connection, where)
        except _ODD as error:
            raise FileProblem(
                "The collection in this package cannot be read",
                where=where,
                mend="Export the deck from Anki once more, or as “Notes in Plain Text (.txt)”.",
            ) from error


def _notes(connection: sqlite3.Connection, where: Path) -> list[AnkiNote]:
    # Tables of pages only, and columns of what stands in them: what is reckoned may be without end.
    tables = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND NOT EXISTS"
            " (SELECT 1 FROM pragma_table_xinfo(sqlite_master.name) WHERE hidden)"
        )
    }
    if not {"col", "notes"} <= tables:
        raise ValueError("there are no notes")
    names = _field_names(connection, tables)
    learnt = _learnt(connection) if "cards" in tables else {}
    rows = connection.execute("SELECT id, mid, flds FROM notes ORDER BY id LIMIT ?", (_MOST_NOTES + 1,))
    found = [
        AnkiNote(names.get(int(kind), ()), tuple(str(fields).split(_SEPARATOR)), *learnt.get(note, (0, 0)))
        for note, kind, fields in rows
    ]
    if len(found) > _MOST_NOTES:
        raise FileProblem(
            "The package has more notes than can be read", where=where, mend="Export one deck at a time."
        )
    if len(found) == 1 and found[0].fields[0].startswith(_UPDATE):
        raise FileProblem(
            "This package says that it needs a newer Anki",
            where=where,
            mend="Export it again with “Support older Anki versions” ticked.",
        )
    return found


def _field_names(connection: sqlite3.Connection, tables: set[str]) -> dict[int, tuple[str, ...]]:
    if "fields" in tables:
        found: dict[int, list[str]] = {}
        for kind, name in connection.execute("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            found.setdefault(int(kind), []).append(str(name))
        return {kind: tuple(names) for kind, names in found.items()}
    row = connection.execute("SELECT models FROM col").fetchone()
    models = json.loads(row[0]) if row and row[0] else {}
    return {int(kind): tuple(str(field["name"]) for field in model["flds"]) for kind, model in models.items()}


def _learnt(connection: sqlite3.Connection) -> dict[int, tuple[int, int]]:
    """How often the cards of each note were reviewed in all, and the longest interval in days."""
    rows = connection.execute("SELECT nid, sum(reps), max(ivl) FROM cards GROUP BY nid")
    # Intervals below a day are kept as seconds, with a minus.
    return {note: (int(reviews or 0), max(int(interval or 0), 0)) for note, reviews, interval in rows}
