"""Letting all that the user made on a document follow it to another corpus: notes, repairs, places, tags,
where words were met and what had to be uncovered.

Where the document's files go is the business of ``app``.
"""

import sqlite3

Thing = tuple[str, str]
"""(key of the corpus, id of the document)."""

_BY_DOCUMENT = (
    "repaired_bead",
    "place",
    "reading",
    "tag",
    "collected",
    "kept_context",
    "reveal",
    "unaided_reading",
    "reading_day",
)


def carry_rows(connection: sqlite3.Connection, source: Thing, target: Thing) -> None:
    """Let the rows on ``source`` be on ``target``; a second time it does nothing.

    A corpus that is not known yet, such as that of what was removed, is made known, but not listed. A note
    goes where its first place goes.
    """
    connection.execute(
        "INSERT OR IGNORE INTO corpus (key, folder, title, documents, opened, listed)"
        " VALUES (?, '', '', '[]', 0, 0)",
        (target[0],),
    )
    moved = [
        row[0]
        for row in connection.execute(
            "SELECT note.id FROM note JOIN target ON target.note = note.id"
            " WHERE note.corpus = ? AND target.document = ? AND number = 0",
            source,
        )
    ]
    for note in moved:
        connection.execute("UPDATE note SET corpus = ? WHERE id = ?", (target[0], note))
        connection.execute(
            "UPDATE target SET document = ? WHERE note = ? AND document = ?", (target[1], note, source[1])
        )
    for table in _BY_DOCUMENT:
        connection.execute(
            f"UPDATE OR REPLACE {table} SET corpus = ?, document = ? WHERE corpus = ? AND document = ?",
            (*target, *source),
        )
    # What was told of them in bundles says nothing of where they are now: nobody is to think them deleted.
    connection.execute("DELETE FROM bundle_state WHERE corpus = ?", (source[0],))
    # What both hold is looked up again, whatever becomes of the files.
    connection.execute("UPDATE corpus SET stamp = '' WHERE key IN (?, ?)", (source[0], target[0]))


def forget_rows(connection: sqlite3.Connection, corpus: str) -> None:
    """Delete for good what was kept under the key of a corpus that is no more, and the key itself."""
    connection.execute("DELETE FROM note WHERE corpus = ?", (corpus,))
    for table in ("repaired_bead", "reveal", "unaided_reading", "concept"):
        connection.execute(f"DELETE FROM {table} WHERE corpus = ?", (corpus,))
    connection.execute("DELETE FROM corpus WHERE key = ?", (corpus,))
