"""Is the user's store sound through and through? Reads all of it; mending is left to ``backups``."""

import sqlite3
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Soundness:
    """How much there is, and what SQLite has to complain of, in its own words."""

    notes: int
    corpora: int
    repairs: int
    statuses: int
    kept: int
    terms: int
    faults: tuple[str, ...]


def examine(connection: sqlite3.Connection) -> Soundness:
    """Check every page, index and reference of an open store."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    faults = [fault for fault in found if fault != "ok"]
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        faults.append(f"row {row} of {table} belongs to nothing in {parent}")
    notes = connection.execute("SELECT count(*) FROM note WHERE deleted = 0").fetchone()[0]
    corpora = connection.execute("SELECT count(*) FROM corpus").fetchone()[0]
    repairs = connection.execute("SELECT count(*) FROM repaired_bead WHERE checked = 1").fetchone()[0]
    statuses = connection.execute("SELECT count(*) FROM word_status").fetchone()[0]
    kept = connection.execute("SELECT count(*) FROM kept_word WHERE deleted = 0").fetchone()[0]
    terms = connection.execute("SELECT count(*) FROM concept WHERE deleted = 0").fetchone()[0]
    return Soundness(
        int(notes), int(corpora), int(repairs), int(statuses), int(kept), int(terms), tuple(faults)
    )
