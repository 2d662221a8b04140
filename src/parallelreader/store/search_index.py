"""The index that finds sentences by what stands in them: one file for a corpus, which may go at any time.

It says which sentences to look at, never what stands where. How a query is understood and what becomes of
its answers is known to ``app.searching``; which states of which texts are in it, to ``app.indexing``.
"""

import contextlib
import logging
import os
import secrets
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.errors import UserError, WriteProblem
from parallelreader.core.search.inflections import lemmas
from parallelreader.core.search.needs import Needs, WordNeed
from parallelreader.core.search.tokens import Lines, forms_in

logger = logging.getLogger(__name__)

_APPLICATION_ID = 0x50527378  # "PRsx"
_MOST_FORMS = 1500
_PART = ".part"
_SECONDS_TO_FINISH_A_PART = 3600.0
_CACHE_KILOBYTES = 48_000
_FOUND = "FROM {0} WHERE {0} MATCH ? AND rowid BETWEEN ? AND ?"
_SCHEMA = (
    # Lines are not kept, only where their tokens are. Of words it is enough to know the sentence.
    "CREATE VIRTUAL TABLE han USING fts5(line, content='', columnsize=0, tokenize='ascii')",
    "CREATE VIRTUAL TABLE sounds USING fts5(line, content='', columnsize=0, tokenize='ascii')",
    "CREATE VIRTUAL TABLE words USING fts5(line, content='', columnsize=0, detail=none, tokenize='ascii')",
    "CREATE TABLE lemma (lemma TEXT, form TEXT, PRIMARY KEY (lemma, form)) WITHOUT ROWID",
    "CREATE TABLE state (document TEXT, version TEXT, stamp TEXT, base INTEGER, count INTEGER,"
    " length INTEGER, PRIMARY KEY (document, version))",
    "CREATE TABLE kept (edition TEXT, next INTEGER)",
)


class IndexDamaged(UserError):
    """The index cannot be read any more; it can be deleted, and a search does without it meanwhile."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of a version: its sentence ``n`` has the number ``base + n``; ``length`` is of its text in
    code points, ``stamp`` what its file was known by."""

    document: str
    version: str
    stamp: str
    base: int
    count: int
    length: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one of the tables."""

    table: str
    match: str


def is_available() -> bool:
    """Whether this SQLite can keep an index at all."""
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.execute(_SCHEMA[2])
        except sqlite3.Error:
            return False
    return True


class SearchIndex:
    """An index to be asked, in the thread that opened it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        rows = connection.execute("SELECT document, version, stamp, base, count, length FROM state")
        self.states = {(row[0], row[1]): State(*row) for row in rows}

    @classmethod
    def open(cls, path: Path, edition: str) -> "SearchIndex | None":
        """The index at ``path``; None where there is none of that ``edition`` or it cannot be read."""
        try:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        except sqlite3.Error:
            return None
        try:
            if _edition(connection) == edition:
                return cls(connection)
        except sqlite3.Error as error:
            logger.info("The search index %s cannot be read: %s", path, error)
        connection.close()
        return None

    def close(self) -> None:
        self._connection.close()

    def asked(self, needs: Needs, sound_phrases: Collection[str]) -> Asked | None:
        """What to ask for sentences that may hold all of ``needs``; None where an index is of no help.

        ``sound_phrases`` are for ``needs.ways``, of which a sentence must hold one. Raises IndexDamaged.
        """
        if needs.han:
            return Asked("han", " AND ".join(map(_phrase, dict.fromkeys(needs.han))))
        if sound_phrases:
            return Asked("sounds", " OR ".join(f'"{phrase}"' for phrase in sound_phrases))
        choices = [choice for choice in map(self._forms, needs.words) if choice is not None]
        if not choices:
            return None
        if not all(choices):
            return Asked("words", "")
        return Asked("words", " AND ".join("(" + " OR ".join(choice) + ")" for choice in choices))

    def rows(self, asked: Asked, first: int, last: int) -> Iterator[int]:
        """The numbers of the sentences asked for, from ``first`` to ``last``, ascending.

        Raises IndexDamaged, also in between.
        """
        if asked.match:
            sql = f"SELECT rowid {_FOUND.format(asked.table)} ORDER BY rowid"
            with _reading():
                for (row,) in self._connection.execute(sql, (asked.match, first, last)):
                    yield row

    def count(self, asked: Asked, first: int, last: int) -> int:
        """How many :meth:`rows` gives. Raises IndexDamaged."""
        if not asked.match:
            return 0
        sql = f"SELECT count(*) {_FOUND.format(asked.table)}"
        with _reading():
            return int(self._connection.execute(sql, (asked.match, first, last)).fetchone()[0])

    def _forms(self, need: WordNeed) -> list[str] | None:
        """The forms that answer to a word, quoted; None where they are too many to be of help."""
        if need.lemmas:
            holes = ", ".join("?" * len(need.lemmas))
            sql = f"SELECT DISTINCT form FROM lemma WHERE lemma IN ({holes})"
            asked: tuple[str | int, ...] = tuple(need.lemmas)
        else:
            # Every form is a lemma of itself.
            sql = "SELECT form FROM lemma WHERE lemma GLOB ? AND form = lemma LIMIT ?"
            asked = (need.glob, _MOST_FORMS + 1)
        with _reading():
            forms = [f'"{form}"' for (form,) in self._connection.execute(sql, asked)]
        return forms if len(forms) <= _MOST_FORMS else None


class IndexWriter:
    """Brings states into an index, one after the other; nothing shows before :meth:`finish`.

    A new file takes the place of the old one where that is of another edition, damaged, or mostly stale.
    """

    def __init__(self, path: Path, edition: str, *, live: Collection[tuple[str, str, str]]) -> None:
        """``live`` are the (document, version, stamp) that are to be in it in the end.

        What goes wrong here and below is turned into WriteProblem by :func:`writing`.
        """
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._part: Path | None = None
        self._forms: set[str] = set()
        _clear_parts(path)
        connection = self._resumed(edition, live)
        if connection is None:
            self._part = path.with_name(f".{path.name}.{secrets.token_hex(4)}{_PART}")
            connection = sqlite3.connect(self._part, isolation_level=None)
            connection.execute("PRAGMA journal_mode = OFF")
        self._connection = connection
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        connection.execute("BEGIN IMMEDIATE")
        if self._part is not None:
            for statement in _SCHEMA:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            connection.execute("INSERT INTO kept VALUES (?, 1)", (edition,))
        else:
            wanted = {each[:2]: each[2] for each in live}
            for document, version, stamp in _stamps(connection):
                if wanted.get((document, version)) != stamp:
                    connection.execute(
                        "DELETE FROM state WHERE document = ? AND version = ?", (document, version)
                    )

    def has(self, document: str, version: str, stamp: str) -> bool:
        """Whether this very state is in it already."""
        sql = "SELECT 1 FROM state WHERE document = ? AND version = ? AND stamp = ?"
        return self._connection.execute(sql, (document, version, stamp)).fetchone() is not None

    def write(self, document: str, version: str, stamp: str, *, length: int, blocks: Iterable[Lines]) -> None:
        """Take in a version, block by block."""
        connection = self._connection
        base = connection.execute("SELECT next FROM kept").fetchone()[0]
        row = base
        for block in blocks:
            for table, lines in (("han", block.han), ("sounds", block.sounds), ("words", block.words)):
                connection.executemany(
                    f"INSERT INTO {table} (rowid, line) VALUES (?, ?)",
                    [(row + number, line) for number, line in enumerate(lines) if line],
                )
            self._forms |= forms_in(block.words)
            row += len(block.han)
        connection.execute(
            "INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?, ?)",
            (document, version, stamp, base, row - base, length),
        )
        # One more than there are, so that an empty text has a place of its own as well.
        connection.execute("UPDATE kept SET next = ?", (row + 1,))

    def finish(self) -> None:
        """Let everything that was written be found."""
        connection = self._connection
        connection.executemany(
            "INSERT OR IGNORE INTO lemma VALUES (?, ?)",
            ((lemma, form) for form in sorted(self._forms) for lemma in lemmas(form)),
        )
        connection.execute("COMMIT")
        for table in ("han", "sounds", "words"):
            connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
        connection.close()
        if self._part is not None:
            # What somebody who still reads the old one keeps beside it would be taken for the new one's.
            _remove(self._path)
            os.replace(self._part, self._path)

    def give_up(self) -> None:
        """Leave the index as it was; nothing where it is finished."""
        with contextlib.suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        self._connection.close()
        if self._part is not None:
            with contextlib.suppress(OSError):
                self._part.unlink(missing_ok=True)

    def _resumed(self, edition: str, live: Collection[tuple[str, str, str]]) -> sqlite3.Connection | None:
        """The file there is, if it is worth going on with."""
        if not self._path.is_file():
            return None
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            if _edition(connection) == edition:
                rows = connection.execute("SELECT document, version, stamp, count FROM state").fetchall()
                kept = sum(row[3] for row in rows if tuple(row[:3]) in live)
                if 2 * kept >= connection.execute("SELECT next FROM kept").fetchone()[0] - 1:
                    # Whoever searches meanwhile goes on with what there was.
                    connection.execute("PRAGMA journal_mode = WAL")
                    return connection
        except sqlite3.Error as error:
            logger.info("The search index %s is made anew: %s", self._path, error)
        connection.close()
        return None


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise IndexDamaged(f"The search index cannot be read: {error}", mend="It is made anew.") from error


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Raise what goes wrong while an index is written as WriteProblem."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise WriteProblem(
            f"The search index cannot be written: {error}", where=path, mend="Make room on the disk."
        ) from error


def _clear_parts(path: Path) -> None:
    """Take away what was begun so long ago that nobody is at it any more."""
    for part in path.parent.glob(f".*{_PART}"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _SECONDS_TO_FINISH_A_PART:
                part.unlink()


def remove_index(path: Path) -> None:
    """Delete an index and what lies beside it; another process may still read it."""
    _remove(path)
    for part in path.parent.glob(f".{path.name}.*{_PART}"):
        with contextlib.suppress(OSError):
            part.unlink()


def _remove(path: Path) -> None:
    for file in (path, *path.parent.glob(f"{path.name}-*")):
        with contextlib.suppress(OSError):
            file.unlink()


def _edition(connection: sqlite3.Connection) -> str:
    if connection.execute("PRAGMA application_id").fetchone()[0] != _APPLICATION_ID:
        return ""
    return str(connection.execute("SELECT edition FROM kept").fetchone()[0])


def _stamps(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    return connection.execute("SELECT document, version, stamp FROM state").fetchall()


def _phrase(run: str) -> str:
    return '"' + " ".join(run) + '"'
