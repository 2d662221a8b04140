"""How long was read on which day, as rows."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class ReadingDay:
    """What was read of a document on a day of the user's calendar ("2026-01-31"): for how long, and how many
    pairs for the first time."""

    day: str
    corpus: str
    document: str
    seconds: float
    pairs: int


def add_to_day(connection: sqlite3.Connection, row: ReadingDay) -> None:
    """Add what was read to what is kept of that day."""
    connection.execute(
        "INSERT INTO reading_day (day, corpus, document, seconds, pairs) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET seconds = seconds + excluded.seconds, pairs = pairs + excluded.pairs",
        (row.day, row.corpus, row.document, row.seconds, row.pairs),
    )


def reading_days(connection: sqlite3.Connection, corpus: str = "", document: str = "") -> list[ReadingDay]:
    """All days, of one corpus or one document where they are named, the earliest first."""
    wanted = [(name, value) for name, value in (("corpus", corpus), ("document", document)) if value]
    where = " AND ".join(f"{name} = ?" for name, _ in wanted) or "1"
    rows = connection.execute(
        f"SELECT day, corpus, document, seconds, pairs FROM reading_day WHERE {where} ORDER BY day, corpus",
        [value for _, value in wanted],
    )
    return [ReadingDay(*row) for row in rows]


def put_days(connection: sqlite3.Connection, rows: list[ReadingDay]) -> int:
    """Take in days from elsewhere, where nothing or less is kept of them; gives how many those are."""
    taken = more_days(connection, rows)
    connection.executemany(
        "INSERT OR REPLACE INTO reading_day (day, corpus, document, seconds, pairs) VALUES (?, ?, ?, ?, ?)",
        [(row.day, row.corpus, row.document, row.seconds, row.pairs) for row in taken],
    )
    return len(taken)


def take_back_days(
    connection: sqlite3.Connection, brought: Iterable[tuple[ReadingDay | None, ReadingDay]]
) -> None:
    """Undo what was brought in, each as it was before and is with that; what was read since stays."""
    known = {(each.day, each.corpus, each.document): each for each in reading_days(connection)}
    for before, after in brought:
        now = known.get((after.day, after.corpus, after.document))
        if now is None:
            continue
        seconds = now.seconds - after.seconds + (before.seconds if before is not None else 0.0)
        pairs = now.pairs - after.pairs + (before.pairs if before is not None else 0)
        connection.execute(
            "DELETE FROM reading_day WHERE day = ? AND corpus = ? AND document = ?",
            (now.day, now.corpus, now.document),
        )
        if before is not None or seconds > 0 or pairs > 0:
            add_to_day(connection, replace(now, seconds=max(seconds, 0.0), pairs=max(pairs, 0)))


def more_days(connection: sqlite3.Connection, rows: list[ReadingDay]) -> list[ReadingDay]:
    """Those of the days of which nothing or less is kept, with the larger of either figure."""
    known = {(each.day, each.corpus, each.document): each for each in reading_days(connection)}
    more = dict[tuple[str, str, str], ReadingDay]()
    for row in rows:
        name = row.day, row.corpus, row.document
        own = more.get(name) or known.get(name)
        if own is None or row.seconds > own.seconds or row.pairs > own.pairs:
            seconds, pairs = (own.seconds, own.pairs) if own is not None else (0.0, 0)
            more[name] = replace(row, seconds=max(row.seconds, seconds), pairs=max(row.pairs, pairs))
    return list(more.values())
