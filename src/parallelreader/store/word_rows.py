"""All that is known of words, row by row: what became otherwise of it, and how that is taken back."""

from collections import Counter
from collections.abc import Mapping, Sequence

from parallelreader.core.bundle.merging import Row, RowChanges
from parallelreader.store.notes import Connection

# What others refer to stands before these.
_TABLES = (
    "word_status",
    "word_status_change",
    "kept_word",
    "kept_context",
    "review",
    "reveal",
    "unaided_reading",
    "reading_day",
    "word_cut",
    "chosen_reading",
)

Rows = Mapping[str, Counter[Row]]


def word_rows(connection: Connection) -> Rows:
    """Every row of every table about words."""
    return {table: Counter(map(tuple, connection.execute(f"SELECT * FROM {table}"))) for table in _TABLES}


def changes_between(before: Rows, after: Rows) -> RowChanges:
    """What came and what went."""
    return RowChanges(
        {table: tuple((after[table] - before[table]).elements()) for table in _TABLES},
        {table: tuple((before[table] - after[table]).elements()) for table in _TABLES},
    )


def take_back_rows(connection: Connection, changes: RowChanges) -> bool:
    """Let these rows be as they were; False, with nothing done, where any of them is otherwise by now."""
    present = word_rows(connection)
    if any(Counter(rows) - present[table] for table, rows in changes.added.items()):
        return False
    for table in reversed(_TABLES):
        columns = _columns(connection, table)
        keys = [number for number, (_, is_key) in enumerate(columns) if is_key]
        former = {tuple(row[number] for number in keys) for row in changes.removed.get(table, ())}
        for row in changes.added.get(table, ()):
            if not keys:
                where = " AND ".join(f"{name} IS ?" for name, _ in columns)
                found = f"SELECT rowid FROM {table} WHERE {where} LIMIT 1"
                connection.execute(f"DELETE FROM {table} WHERE rowid IN ({found})", row)
            elif (key := tuple(row[number] for number in keys)) not in former:
                # One that is to be otherwise stays, as what refers to it would go along with it.
                where = " AND ".join(f"{columns[number][0]} IS ?" for number in keys)
                connection.execute(f"DELETE FROM {table} WHERE {where}", key)
    for table in _TABLES:
        connection.executemany(_putting(table, _columns(connection, table)), changes.removed.get(table, ()))
    return True


def _columns(connection: Connection, table: str) -> list[tuple[str, bool]]:
    """The columns by name, and whether the key is made of them."""
    return [(row[1], bool(row[5])) for row in connection.execute(f"PRAGMA table_info({table})")]


def _putting(table: str, columns: Sequence[tuple[str, bool]]) -> str:
    put = f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})"
    keys = ", ".join(name for name, is_key in columns if is_key)
    others = ", ".join(f"{name} = excluded.{name}" for name, is_key in columns if not is_key)
    return f"{put} ON CONFLICT ({keys}) DO UPDATE SET {others}" if keys else put
