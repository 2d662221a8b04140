"""The user's corrections of words as rows; what they mean is known to ``app.words.corrections``."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CutRow:
    """Where words end inside a stretch."""

    stretch: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """How a word is read, everywhere or, with a sentence, where it begins at ``first`` of that."""

    word: str
    sentence: str = ""
    first: int = 0


Key = CutRow | ReadingRow


def all_corrections(connection: sqlite3.Connection) -> dict[Key, str]:
    """Every correction: cuts as ``"2 4"``, readings as ``"yin2 hang2"``; the oldest first."""
    found: list[tuple[int, Key, str]] = []
    for stretch, cuts, changed in connection.execute("SELECT stretch, cuts, changed FROM word_cut"):
        found.append((changed, CutRow(stretch), cuts))
    for *key, reading, changed in connection.execute(
        "SELECT word, sentence, first, reading, changed FROM chosen_reading"
    ):
        found.append((changed, ReadingRow(*key), reading))
    return {key: said for _, key, said in sorted(found, key=lambda each: each[0])}


def write_corrections(
    connection: sqlite3.Connection, corrections: Mapping[Key, str | None], *, now: int
) -> None:
    """Store these corrections; what is None is no more."""
    for key, said in corrections.items():
        if isinstance(key, CutRow):
            connection.execute("DELETE FROM word_cut WHERE stretch = ?", (key.stretch,))
            if said is not None:
                connection.execute("INSERT INTO word_cut VALUES (?, ?, ?)", (key.stretch, said, now))
        else:
            place = (key.word, key.sentence, key.first)
            connection.execute(
                "DELETE FROM chosen_reading WHERE word = ? AND sentence = ? AND first = ?", place
            )
            if said is not None:
                connection.execute("INSERT INTO chosen_reading VALUES (?, ?, ?, ?, ?)", (*place, said, now))
