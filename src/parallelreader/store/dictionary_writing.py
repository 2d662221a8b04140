"""Makes the file of a dictionary, in constant memory however many entries there are."""

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import WriteProblem
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.store.dictionary_schema import (
    APPLICATION_ID,
    ID_SHIFT,
    INDEXES,
    LONGEST_HEADWORD,
    SCHEMA_VERSION,
    TABLES,
    WORD_TABLES,
    english_tokens,
    sound_of,
    spaced,
)

_BATCH = 5000
_CACHE_KILOBYTES = 12_000
# As much of an index is sorted in memory before it goes to the file.
_HASH_BYTES = 4_000_000
_READ = "SELECT id, simplified, traditional, glosses FROM entry ORDER BY id"


def write_dictionary(
    path: Path,
    about: Mapping[str, str],
    entries: Iterable[Entry],
    progress: Progress = NO_PROGRESS,
    *,
    is_kept: bool = True,
) -> int:
    """Write all ``entries`` into a new file at ``path``, which is there whole or not at all; gives how many.

    ``about`` is what the dictionary says of itself; ``progress`` is told only of what comes after the last
    entry. One that is kept, and cannot be made again at any time, is brought to the disk before it takes the
    place of another. Raises WriteProblem, and whatever ``entries`` raises.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(part, isolation_level=None)
        try:
            count = _fill(connection, about, entries, progress)
        finally:
            connection.close()
        if is_kept:
            _reach_the_disk(part)
        os.replace(part, path)
    except (OSError, sqlite3.Error) as error:
        raise WriteProblem(
            f"The dictionary cannot be written: {error}",
            where=path,
            mend="Make room on the disk, and see that the folder can be written to.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def _fill(
    connection: sqlite3.Connection, about: Mapping[str, str], entries: Iterable[Entry], progress: Progress
) -> int:
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KILOBYTES}"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for statement in (*TABLES, *WORD_TABLES):
        connection.execute(statement)
    for table in ("han", "english"):
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {_HASH_BYTES})")
    count = 0
    rows = iter(_rows(entries))
    while batch := list(islice(rows, _BATCH)):
        connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)", batch)
        count += len(batch)
    for statement in INDEXES:
        progress.step(0, count)
        connection.execute(statement)
    done = 0
    reading = connection.cursor().execute(_READ)
    # Full text takes rows in the order of their numbers far more quickly than in any other.
    while lines := reading.fetchmany(_BATCH):
        connection.executemany("INSERT INTO han (rowid, line) VALUES (?, ?)", map(_han, lines))
        connection.executemany("INSERT INTO english (rowid, line) VALUES (?, ?)", map(_english, lines))
        done += len(lines)
        progress.step(done, count)
    longest = connection.execute("SELECT max(length(simplified)) FROM entry").fetchone()[0] or 0
    told = {**about, "entries": str(count), "longest": str(longest)}
    connection.executemany("INSERT INTO about VALUES (?, ?)", list(told.items()))
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    return count


def _rows(entries: Iterable[Entry]) -> Iterator[tuple[int, str, str | None, str, str, str]]:
    for number, entry in enumerate(entries):
        simplified, traditional = entry.simplified, entry.traditional
        size = min(len(simplified), LONGEST_HEADWORD)
        yield (
            (size << ID_SHIFT) + number,
            simplified,
            traditional if traditional != simplified else None,
            entry.pinyin,
            sound_of(entry.pinyin),
            "\n".join(entry.glosses),
        )


def _han(row: tuple[int, str, str | None, str]) -> tuple[int, str]:
    return row[0], spaced(row[1])


def _english(row: tuple[int, str, str | None, str]) -> tuple[int, str]:
    return row[0], " ".join(english_tokens(row[3]))


def _reach_the_disk(path: Path) -> None:
    """What is put in a file's place is there after a loss of power as well."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
