"""Asks the file of a dictionary: a few rows at a time, in the order plain words come in.

Which dictionaries there are, and which of them is asked first, is known to ``app.words.dictionaries``.
"""

import contextlib
import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from parallelreader.core.errors import UserError
from parallelreader.core.language.dictionary import Entry
from parallelreader.store.dictionary_schema import (
    APPLICATION_ID,
    LONGEST_HEADWORD,
    SCHEMA_VERSION,
    spaced,
    whole,
)

_COLUMNS = "simplified, traditional, pinyin, glosses"
# The system keeps what is read often; mapped into memory, a file would soon count as a whole.
_CACHE_KILOBYTES = 2_000
_MOST_ENTRIES = 200
_MOST_FAULTS = 5
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_AFTER_ALL = "\U0010ffff"


class DictionaryDamaged(UserError):
    """The file of a dictionary cannot be read; it can be made, or imported, again."""


class DictionaryFile:
    """One open dictionary; every method may be called from any thread and takes a few milliseconds.

    All raise DictionaryDamaged. ``about`` is what it says of itself.
    """

    def __init__(self, path: Path) -> None:
        """Raises DictionaryDamaged, also where the file is that of another edition of the program."""
        self.path = path
        self._lock = threading.Lock()
        uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with self._reading():
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False, isolation_level=None)
            try:
                _check(connection, path)
                connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
                self.about: Mapping[str, str] = dict(connection.execute("SELECT name, value FROM about"))
                self.longest = min(int(self.about["longest"]), LONGEST_HEADWORD)
                self.count = int(self.about["entries"])
            except (KeyError, ValueError) as error:
                connection.close()
                raise DictionaryDamaged("The dictionary says nothing of itself", where=path) from error
            except BaseException:
                connection.close()
                raise
        self._connection = connection

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def entries(self, word: str) -> list[Entry]:
        """Every entry of a headword in either script, in the dictionary's order; of a word with hundreds, as
        no dictionary of words has them, the first."""
        found = "SELECT id FROM entry WHERE simplified = ?1 OR traditional = ?1"
        return self._entries(found, (word,), _MOST_ENTRIES)

    def headwords(self, words: Sequence[str]) -> list[str]:
        """Those of ``words`` that are headwords."""
        holes = ", ".join("?" * len(words))
        sql = " UNION ".join(
            f"SELECT {column} FROM entry WHERE {column} IN ({holes})"
            for column in ("simplified", "traditional")
        )
        return [row[0] for row in self._rows(sql, (*words, *words))]

    def words(self, longest: int) -> list[str]:
        """Every headword in either script of two to so many characters, each once."""
        sql = " UNION ".join(
            f"SELECT {column} FROM entry WHERE length({column}) BETWEEN 2 AND ?1"
            for column in ("simplified", "traditional")
        )
        return [row[0] for row in self._rows(sql, (longest,))]

    def beginning_with(self, word: str, limit: int) -> list[Entry]:
        """Entries of longer words that begin so in either script, short ones first."""
        bounds = (word, word + _AFTER_ALL)
        sql = " UNION ".join(
            f"SELECT id FROM entry WHERE {column} > ?1 AND {column} < ?2"
            for column in ("simplified", "traditional")
        )
        return self._entries(sql, bounds, limit)

    def containing(self, word: str, limit: int) -> list[Entry]:
        """Entries of longer words with ``word`` somewhere behind their beginning, short ones first."""
        simplified = {
            row[0] for row in self._rows("SELECT simplified FROM entry WHERE traditional = ?", (word,))
        }
        phrases = " OR ".join(f'"{spaced(_quoted(each))}"' for each in sorted({word, *simplified}))
        sql = (
            f"SELECT {_COLUMNS} FROM han JOIN entry ON entry.id = han.rowid WHERE han MATCH ?1"
            " AND (instr(simplified, ?2) > 1 OR instr(traditional, ?2) > 1) ORDER BY han.rowid LIMIT ?3"
        )
        return list(map(_entry, self._rows(sql, (phrases, word, limit))))

    def sounding(self, sounds: Sequence[str], limit: int) -> list[Entry]:
        """Entries whose pinyin without tones is one of ``sounds`` ("lü xing"), short ones first."""
        holes = ", ".join("?" * len(sounds))
        sql = f"SELECT id FROM entry WHERE sound <> '' AND sound IN ({holes})"
        return self._entries(sql, tuple(sounds), limit)

    def by_english(self, words: Sequence[Iterable[str]], wholes: Iterable[str], limit: int) -> list[Entry]:
        """Entries whose glosses have one form of each of ``words``; those of which a gloss is no more
        than one of ``wholes`` come first, then short headwords."""
        found: dict[int, Entry] = {}
        exact = " OR ".join(f'"{token}"' for token in {whole(each) for each in wholes} if token)
        parts = [" OR ".join(f'"{_quoted(form)}"' for form in sorted(set(forms))) for forms in words]
        loose = " AND ".join(f"({part})" for part in parts if part)
        for match in (exact, loose):
            if match and len(found) < limit:
                sql = (
                    f"SELECT entry.id, {_COLUMNS} FROM english JOIN entry ON entry.id = english.rowid"
                    " WHERE english MATCH ? ORDER BY english.rowid LIMIT ?"
                )
                for row in self._rows(sql, (match, limit)):
                    found.setdefault(row[0], _entry(row[1:]))
        return list(found.values())[:limit]

    def all_entries(self) -> Iterator[Entry]:
        """Every entry, by the length of its headword; for whoever goes through all of them."""
        last = 0
        while True:
            sql = f"SELECT id, {_COLUMNS} FROM entry WHERE id > ? ORDER BY id LIMIT 2000"
            rows = self._rows(sql, (last,))
            if not rows:
                return
            yield from (_entry(row[1:]) for row in rows)
            last = rows[-1][0]

    def faults(self) -> list[str]:
        """What is wrong in the file, in the words of SQLite; goes through all of it."""
        try:
            found = [str(row[0]) for row in self._rows(f"PRAGMA integrity_check({_MOST_FAULTS})", ())]
            count = self._rows("SELECT count(*) FROM entry", ())[0][0]
        except DictionaryDamaged as problem:
            return [problem.what]
        faults = [fault for fault in found if fault != "ok"]
        return faults or ([f"it has {count} of its {self.count} entries"] if count != self.count else [])

    def _entries(self, ids: str, values: tuple[Any, ...], limit: int = -1) -> list[Entry]:
        # The numbers come from an index alone; only rows that are given are read.
        sql = (
            f"SELECT {_COLUMNS} FROM entry WHERE id IN (SELECT id FROM ({ids}) ORDER BY id LIMIT {limit:d})"
            " ORDER BY id"
        )
        return list(map(_entry, self._rows(sql, values)))

    def _rows(self, sql: str, values: tuple[Any, ...]) -> list[Any]:
        with self._lock, self._reading():
            return self._connection.execute(sql, values).fetchall()

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error, UnicodeDecodeError) as error:
            raise DictionaryDamaged(f"The dictionary cannot be read: {error}", where=self.path) from error


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse at once what is no dictionary, or not all of one: a part of a file would look like few words."""

    def one(name: str) -> int:
        return int(connection.execute(f"PRAGMA {name}").fetchone()[0])

    if one("application_id") != APPLICATION_ID or one("user_version") != SCHEMA_VERSION:
        raise DictionaryDamaged("This is no dictionary that this program has made", where=path)
    if one("page_count") * one("page_size") > path.stat().st_size:
        raise DictionaryDamaged("The end of the dictionary is missing", where=path)


def _entry(row: Sequence[Any]) -> Entry:
    simplified, traditional, pinyin, glosses = row
    # What a dictionary says is plain text: it is not to turn round what stands beside it.
    glosses = _DIRECTION.sub("", glosses)
    return Entry(traditional or simplified, simplified, pinyin, tuple(glosses.split("\n")))


def _quoted(text: str) -> str:
    return text.replace('"', "")
