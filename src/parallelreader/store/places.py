"""Which corpora were opened, and where the reader was in each, as rows.

What a place consists of is known to ``app.places``; here it is a piece of JSON.
"""

import json
import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from parallelreader.core.corpus import CORPUS_FILE
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class KnownCorpus:
    """A corpus that was opened, at ``opened`` milliseconds since 1970 (UTC)."""

    key: str
    folder: Path
    title: str
    opened: int


def identify_corpus(
    connection: sqlite3.Connection,
    folder: Path,
    *,
    title: str,
    documents: Sequence[str],
    now: int,
    is_opening: bool = True,
) -> str:
    """The key under which the things of the corpus in ``folder`` are kept, made where it is new.

    It is in the library from then on; where it is not being opened it does not become the latest of those.

    A corpus is what lies in its folder. One that is opened from an unknown folder is taken for a moved
    one where the title and a document id are those of a known corpus whose folder is gone; that finds
    notes again without an id in a file people write by hand. A copy beside the original is a corpus of
    its own, and another corpus put in the place of a former one does not inherit its notes.
    """
    path = str(folder.resolve())
    key = _known_key(connection, path, title, set(documents)) or _new_key()
    connection.execute("UPDATE corpus SET folder = '' WHERE folder = ? AND key <> ?", (path, key))
    connection.execute(
        "INSERT INTO corpus (key, folder, title, documents, opened, added) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (key) DO UPDATE SET folder = excluded.folder, title = excluded.title,"
        " documents = excluded.documents, opened = max(opened, excluded.opened), listed = 1",
        (key, path, title, json.dumps(list(documents)), now if is_opening else 0, now),
    )
    return key


def _new_key() -> str:
    # Loading it takes longer than a start has time for, and hardly any start makes a key.
    import uuid

    return str(uuid.uuid4())


def find_corpus(connection: sqlite3.Connection, folder: Path, *, title: str, documents: Sequence[str]) -> str:
    """The key :func:`identify_corpus` would find, or "" where it would make one; nothing is written."""
    return _known_key(connection, str(folder.resolve()), title, set(documents))


def recent_corpora(connection: sqlite3.Connection, count: int = 20) -> list[KnownCorpus]:
    """The corpora opened last, newest first, whether or not their folders are still there."""
    rows = connection.execute(
        "SELECT key, folder, title, opened FROM corpus WHERE folder <> '' AND opened > 0 AND listed"
        " ORDER BY opened DESC LIMIT ?",
        (count,),
    )
    return [KnownCorpus(key, Path(folder), title, opened) for key, folder, title, opened in rows]


def forget_corpus(connection: sqlite3.Connection, key: str) -> None:
    """Take a corpus out of the library; its notes and places stay."""
    connection.execute("UPDATE corpus SET listed = 0 WHERE key = ?", (key,))


def write_place(connection: sqlite3.Connection, corpus: str, document: str, value: str) -> None:
    """Remember a place; the document "" stands for the corpus as a whole."""
    connection.execute(
        "INSERT INTO place (corpus, document, value) VALUES (?, ?, ?)"
        " ON CONFLICT (corpus, document) DO UPDATE SET value = excluded.value",
        (corpus, document, value),
    )


def places_of(connection: sqlite3.Connection, corpus: str) -> dict[str, str]:
    """All remembered places of a corpus, by document."""
    return dict(connection.execute("SELECT document, value FROM place WHERE corpus = ?", (corpus,)))


def _known_key(connection: sqlite3.Connection, path: str, title: str, documents: set[str]) -> str:
    rows = connection.execute(
        "SELECT key, folder, title, documents FROM corpus ORDER BY folder = ? DESC, opened DESC", (path,)
    )
    for key, known_folder, known_title, known_documents in rows.fetchall():
        shares = not documents.isdisjoint(json.loads(known_documents))
        is_here = (shares or known_title == title) and _is_one_folder(known_folder, path)
        if is_here or (known_title == title and shares and not _is_still_there(known_folder)):
            return str(key)
    return ""


def _is_one_folder(known: str, path: str) -> bool:
    """Whether both name one folder: where case does not matter, or by a drive's letter and its full name."""
    if known == path:
        return True
    try:
        return bool(known) and os.path.samefile(known, path)
    except OSError:
        return False


def _is_still_there(folder: str) -> bool:
    return bool(folder) and (Path(folder) / CORPUS_FILE).is_file()
