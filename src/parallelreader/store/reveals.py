"""Which sentences had to be uncovered, and what was read without, as rows."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parallelreader.core.notes.note import Anchor

_PLACE = "source, first, last, exact, prefix, suffix, segment, digest"


@dataclass(frozen=True, slots=True)
class RevealRow:
    """A sentence that had to be uncovered in ``version``, ``times`` often, between two times (milliseconds
    since 1970); ``place`` is that of the pair in the version it was read in."""

    corpus: str
    version: str
    place: Anchor
    times: int
    made: int
    latest: int


def note_reveal(
    connection: sqlite3.Connection, corpus: str, version: str, place: Anchor, *, now: int
) -> None:
    """Note that a sentence was uncovered, once more where it was before."""
    connection.execute(
        f"INSERT INTO reveal (corpus, document, version, {_PLACE}, times, made, latest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)"
        " ON CONFLICT DO UPDATE SET times = times + 1, latest = max(latest, excluded.latest)",
        (
            corpus,
            place.document,
            version,
            place.version,
            place.start,
            place.end,
            place.exact,
            place.prefix,
            place.suffix,
            place.segment,
            place.digest,
            now,
            now,
        ),
    )


def put_reveals(connection: sqlite3.Connection, rows: list[RevealRow]) -> int:
    """Take in rows from elsewhere, of what is known here the later times; gives how many are new here or
    more than was known."""
    more = more_reveals(connection, rows)
    for row in more:
        place = row.place
        where = (row.corpus, place.document, row.version, place.version, place.digest, place.start, place.end)
        change = (
            "UPDATE reveal SET times = max(times, ?), latest = max(latest, ?), made = min(made, ?)"
            " WHERE corpus = ? AND document = ? AND version = ? AND source = ?"
            " AND digest = ? AND first = ? AND last = ?"
        )
        values = (row.times, row.latest, row.made, *where)
        if not connection.execute(change, values).rowcount:
            note_reveal(connection, row.corpus, row.version, place, now=row.made)
            connection.execute(change, values)
    return len(more)


def more_reveals(connection: sqlite3.Connection, rows: list[RevealRow]) -> list[RevealRow]:
    """Those of the rows that are not known here, or not so often or for so long."""
    known = {_where(row): row for row in reveals(connection)}
    return [
        row
        for row in rows
        if (own := known.get(_where(row))) is None
        or row.times > own.times
        or row.latest > own.latest
        or row.made < own.made
    ]


def same_reveals(connection: sqlite3.Connection, rows: list[RevealRow]) -> list[RevealRow | None]:
    """What is known here of each of these rows."""
    known = {_where(row): row for row in reveals(connection)}
    return [known.get(_where(row)) for row in rows]


def take_back_reveals(
    connection: sqlite3.Connection, brought: Iterable[tuple[RevealRow | None, RevealRow]]
) -> None:
    """Undo what was brought in, each as it was before and is with that; what was uncovered since stays."""
    pairs = list(brought)
    left = []
    for (before, after), now in zip(pairs, same_reveals(connection, [row for _, row in pairs]), strict=True):
        if now is None:
            continue
        forget_reveal(connection, now.corpus, now.version, now.place)
        times = now.times - after.times + (before.times if before is not None else 0)
        if before is not None:
            latest = now.latest if now.latest > after.latest else before.latest
            left.append(replace(now, times=max(times, before.times), latest=latest, made=before.made))
        elif times > 0:
            left.append(replace(now, times=times, made=now.latest))
    put_reveals(connection, left)


def forget_reveal(connection: sqlite3.Connection, corpus: str, version: str, place: Anchor) -> None:
    """Let one go: it was uncovered by mistake, or is understood by now."""
    connection.execute(
        "DELETE FROM reveal WHERE corpus = ? AND document = ? AND version = ? AND source = ?"
        " AND digest = ? AND first = ? AND last = ?",
        (corpus, place.document, version, place.version, place.digest, place.start, place.end),
    )


def reveals(connection: sqlite3.Connection, corpus: str = "", document: str = "") -> list[RevealRow]:
    """All reveals, of one corpus or one document of it where they are named, in reading order."""
    conditions = [("corpus", corpus), ("document", document)]
    wanted = [(name, value) for name, value in conditions if value]
    where = " AND ".join(f"{name} = ?" for name, _ in wanted) or "1"
    rows = connection.execute(
        f"SELECT corpus, version, times, made, latest, document, {_PLACE} FROM reveal WHERE {where}"
        " ORDER BY corpus, document, source, first, version",
        [value for _, value in wanted],
    )
    return [
        RevealRow(corpus, version, Anchor(*place), times, made, latest)
        for corpus, version, times, made, latest, *place in rows
    ]


def unaided_stretches(connection: sqlite3.Connection, corpus: str, document: str) -> str:
    """What of a document was read with the other side hidden."""
    row = connection.execute(
        "SELECT stretches FROM unaided_reading WHERE corpus = ? AND document = ?", (corpus, document)
    ).fetchone()
    return str(row[0]) if row else ""


def all_unaided(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """(corpus, document, stretches) of all that was read with the other side hidden."""
    return connection.execute(
        "SELECT corpus, document, stretches FROM unaided_reading ORDER BY corpus, document"
    ).fetchall()


def write_unaided(connection: sqlite3.Connection, corpus: str, document: str, stretches: str) -> None:
    """Keep that, in place of what was kept before."""
    if not stretches:
        connection.execute(
            "DELETE FROM unaided_reading WHERE corpus = ? AND document = ?", (corpus, document)
        )
        return
    connection.execute(
        "INSERT INTO unaided_reading (corpus, document, stretches) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET stretches = excluded.stretches",
        (corpus, document, stretches),
    )


def _where(row: RevealRow) -> tuple[str | int, ...]:
    """What tells one from all others."""
    place = row.place
    return row.corpus, place.document, row.version, place.version, place.digest, place.start, place.end
