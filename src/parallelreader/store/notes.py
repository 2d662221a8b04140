"""Notes as rows: what is handed to ``Store.submit`` and ``Store.read`` for them.

Deleting keeps the row, so that undo brings back the same note; searching is done in memory by
``core.notes.notebook``, which holds a corpus's notes anyway.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from typing import Any

from parallelreader.core.notes.note import Anchor, Colour, Note, Review, new_id
from parallelreader.core.text_content import Content, pieces
from parallelreader.core.values import dataclass

Connection = sqlite3.Connection
"""What jobs are handed; a name for those who must not know SQLite."""

# Packing a text of so many code points well would hold up what is written after it.
_LONG = 4_000_000
_QUICK = 1

_NOTE_COLUMNS = "id, corpus, colour, body, created, changed, tags, review"
_INSERT_NOTE = """
    INSERT INTO note (corpus, colour, body, tags, review, created, changed, deleted, revision, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET corpus = excluded.corpus, colour = excluded.colour, body = excluded.body,
        tags = excluded.tags, review = excluded.review, created = excluded.created,
        changed = excluded.changed, deleted = excluded.deleted,
        revision = excluded.revision
"""
_TARGET_COLUMNS = "document, version, first, last, exact, prefix, suffix, segment, digest, detached, former"
_PLACE = ("document", "version", "start", "end", "exact", "prefix", "suffix", "segment", "digest")


@dataclass(frozen=True, slots=True)
class NoteWrite:
    """What one row shall be: the note and whether it is deleted.

    ``base`` is the revision the writer knows, 0 for a note that is new.
    """

    note: Note
    is_deleted: bool
    base: int


@dataclass(frozen=True, slots=True)
class Written:
    """The new revisions by note id, and the notes kept beside because someone else had changed them too."""

    revisions: dict[str, int] = field(default_factory=dict)
    kept_beside: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredNote:
    """A note with the revision of its row."""

    note: Note
    revision: int


def write_notes(connection: sqlite3.Connection, writes: Sequence[NoteWrite]) -> Written:
    """Write all or none. The last one to write wins a row; words that would be lost stay as a new note."""
    revisions: dict[str, int] = {}
    beside: list[Note] = []
    for write in writes:
        note = write.note
        present, is_deleted = _row(connection, note.id)
        if present and present.revision != write.base and not is_deleted:
            beside.extend(_words_worth_keeping(present.note, note))
        revisions[note.id] = (present.revision if present else 0) + 1
        _put(connection, note, is_deleted=write.is_deleted, revision=revisions[note.id])
    for kept in beside:
        revisions[kept.id] = 1
        _put(connection, kept, is_deleted=False, revision=1)
    return Written(revisions, tuple(beside))


def notes_of(connection: sqlite3.Connection, corpus: str) -> list[StoredNote]:
    """All notes of a corpus that are not deleted, oldest first."""
    rows = connection.execute(
        f"SELECT {_NOTE_COLUMNS}, revision FROM note WHERE corpus = ? AND deleted = 0 ORDER BY created, id",
        (corpus,),
    ).fetchall()
    targets: dict[str, list[Anchor]] = {}
    for note_id, *columns in connection.execute(
        f"SELECT target.note, {_TARGET_COLUMNS} FROM target JOIN note ON note.id = target.note"
        " WHERE corpus = ? AND deleted = 0 ORDER BY target.note, number",
        (corpus,),
    ):
        targets.setdefault(note_id, []).append(_anchor(columns))
    return [StoredNote(_note(row[:-1], targets.get(row[0], ())), row[-1]) for row in rows]


def ids_of_others(connection: sqlite3.Connection, corpus: str, ids: Iterable[str]) -> set[str]:
    """Those of ``ids`` that are notes of another corpus."""
    query = "SELECT 1 FROM note WHERE id = ? AND corpus <> ?"
    return {note_id for note_id in ids if connection.execute(query, (note_id, corpus)).fetchone()}


def keep_text(connection: sqlite3.Connection, digest: str, content: Content) -> None:
    """Keep a text that notes are made on, named by its digest; a second time it costs nothing."""
    if connection.execute("SELECT 1 FROM former_text WHERE digest = ?", (digest,)).fetchone():
        return
    # Of a long text only what has been packed is in memory.
    packer = zlib.compressobj(_QUICK if len(content) > _LONG else zlib.Z_DEFAULT_COMPRESSION)
    packed = [packer.compress(piece.encode("utf-8", "surrogatepass")) for piece in pieces(content)]
    packed.append(packer.flush())
    connection.execute("INSERT INTO former_text (digest, content) VALUES (?, ?)", (digest, b"".join(packed)))


def kept_texts(connection: sqlite3.Connection, digests: Iterable[str]) -> dict[str, str]:
    """Those of the texts that were kept, by digest."""
    found: dict[str, str] = {}
    for digest in digests:
        row = connection.execute("SELECT content FROM former_text WHERE digest = ?", (digest,)).fetchone()
        if row:
            found[digest] = zlib.decompress(row[0]).decode("utf-8", "surrogatepass")
    return found


def data_version(connection: sqlite3.Connection) -> int:
    """A number that changes when another process has written."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _row(connection: sqlite3.Connection, note_id: str) -> tuple[StoredNote | None, bool]:
    row = connection.execute(
        f"SELECT {_NOTE_COLUMNS}, revision, deleted FROM note WHERE id = ?",
        (note_id,),
    ).fetchone()
    if row is None:
        return None, False
    targets = connection.execute(
        f"SELECT {_TARGET_COLUMNS} FROM target WHERE note = ? ORDER BY number", (note_id,)
    )
    return StoredNote(_note(row[:-2], [_anchor(t) for t in targets]), row[-2]), bool(row[-1])


def _note(columns: Sequence[object], targets: Iterable[Anchor]) -> Note:
    note_id, corpus, colour, body, created, changed, tags, review = columns
    return Note(
        id=str(note_id),
        corpus=str(corpus),
        colour=Colour(str(colour)),
        body=str(body),
        targets=tuple(targets),
        created=int(str(created)),
        changed=int(str(changed)),
        tags=tuple(str(tags).split("\n")) if tags else (),
        review=Review(str(review)),
    )


def _anchor(columns: Sequence[Any]) -> Anchor:
    is_detached, former = columns[-2:]
    known = Anchor(*json.loads(former)) if former else None
    return replace(Anchor(*columns[:-2]), is_detached=bool(is_detached), former=known)


def _place(anchor: Anchor) -> tuple[Any, ...]:
    return tuple(getattr(anchor, name) for name in _PLACE)


def _words_worth_keeping(theirs: Note, ours: Note) -> list[Note]:
    if not theirs.body or theirs.body == ours.body:
        return []
    return [replace(theirs, id=new_id(theirs.changed))]


def _put(connection: sqlite3.Connection, note: Note, *, is_deleted: bool, revision: int) -> None:
    connection.execute(
        _INSERT_NOTE,
        (
            note.corpus,
            str(note.colour),
            note.body,
            "\n".join(note.tags),
            str(note.review),
            note.created,
            note.changed,
            int(is_deleted),
            revision,
            note.id,
        ),
    )
    connection.execute("DELETE FROM target WHERE note = ?", (note.id,))
    connection.executemany(
        f"INSERT INTO target (note, number, {_TARGET_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                note.id,
                number,
                *_place(a),
                int(a.is_detached),
                json.dumps(_place(a.former)) if a.former else "",
            )
            for number, a in enumerate(note.targets)
        ],
    )
