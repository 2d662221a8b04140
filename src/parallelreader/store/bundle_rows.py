"""The rows of a corpus as records of a bundle, and records as rows; what is handed to ``Store`` for that.

Which tables there are is said in ``bundle_tables``.
"""

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parallelreader.core.bundle.versions import PRESENT, Field, Key, Record, Written
from parallelreader.store.bundle_tables import BUNDLED, BY_KIND, Column, Part, Table

RecordKey = tuple[str, Key]
SCOPE = "scope"
EVERYWHERE, HERE = "everywhere", "corpus"
_DEVICE = "device"


@dataclass(frozen=True, slots=True)
class _Row:
    values: dict[str, Any]
    time: int


def device_of(connection: sqlite3.Connection) -> str:
    """What this computer is called in bundles; made up when it is first asked for."""
    row = connection.execute("SELECT value FROM setting WHERE name = ?", (_DEVICE,)).fetchone()
    if row:
        return str(json.loads(row[0]))
    device = uuid.uuid4().hex[:12]
    connection.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (_DEVICE, json.dumps(device)))
    return device


def present_records(
    connection: sqlite3.Connection, corpus: str, *, device: str, now: int
) -> dict[RecordKey, Record]:
    """All records of a corpus as they are now, deleted ones too where that is known. Nothing is written."""
    known = _states(connection, corpus)
    found: dict[RecordKey, Record] = {}
    for table in BUNDLED:
        rows = _rows(connection, table, corpus)
        for key, row in rows.items():
            former = known.get((table.kind, key))
            if former is None:
                found[table.kind, key] = Record.first(table.kind, key, row.values, row.time)
                continue
            values = _in_known_order(table, row.values, former)
            time = _later(former, row.time, now)
            found[table.kind, key] = former.brought_to(values, table.rules, time=time, device=device)
        for (kind, key), former in known.items():
            if kind == table.kind and key not in rows:
                found[kind, key] = former.brought_to(None, table.rules, time=now, device=device)
    return found


def keep_states(connection: sqlite3.Connection, corpus: str, records: Iterable[Record]) -> None:
    """Remember these states, so that what is changed from now on is told from what was."""
    connection.executemany(
        "INSERT OR REPLACE INTO bundle_state (corpus, kind, key, state) VALUES (?, ?, ?, ?)",
        [(corpus, each.kind, _words(each.key), json.dumps(state_of(each))) for each in records],
    )


def forget_states(connection: sqlite3.Connection, corpus: str, keys: Iterable[RecordKey]) -> None:
    """Let these be as if they had never been exchanged."""
    connection.executemany(
        "DELETE FROM bundle_state WHERE corpus = ? AND kind = ? AND key = ?",
        [(corpus, kind, _words(key)) for kind, key in keys],
    )


def put_records(connection: sqlite3.Connection, corpus: str, records: Iterable[Record]) -> None:
    """Let the rows be what these records come to, and remember their states."""
    given = list(records)
    for record in given:
        table = BY_KIND[record.kind]
        values = record.values(table.rules)
        if values is None:
            _delete(connection, table, corpus, record.key)
        else:
            _put(connection, table, corpus, record.key, values)
    keep_states(connection, corpus, given)


def ids_elsewhere(connection: sqlite3.Connection, corpus: str, keys: Iterable[RecordKey]) -> set[RecordKey]:
    """Those of the keys under which another corpus has a row in the same store."""
    found = set()
    for kind, key in keys:
        table = BY_KIND[kind]
        if table.has_own_ids:
            query = f"SELECT 1 FROM {table.table} WHERE id = ? AND corpus NOT IN (?, '')"
            if connection.execute(query, (*key, corpus)).fetchone():
                found.add((kind, key))
    return found


def state_of(record: Record) -> dict[str, Any]:
    """The fields of a record as JSON: ``[[value, time, device, mark], …]`` and the names of what was
    replaced."""
    return {
        name: [[[w.value, w.time, w.device, w.mark] for w in each.in_order], sorted(each.past)]
        for name, each in record.fields.items()
    }


def record_of(kind: str, key: Key, state: Mapping[str, Any]) -> Record:
    """The reverse of :func:`state_of`."""
    fields = {}
    for name, (written, past) in state.items():
        values = [Written(*each) for each in written]
        fields[name] = Field({each.name: each for each in values}, frozenset(past))
    return Record(kind, key, fields)


def _states(connection: sqlite3.Connection, corpus: str) -> dict[RecordKey, Record]:
    rows = connection.execute("SELECT kind, key, state FROM bundle_state WHERE corpus = ?", (corpus,))
    return {
        (kind, _key(words)): record_of(kind, _key(words), json.loads(state))
        for kind, words, state in rows.fetchall()
    }


def _words(key: Key) -> str:
    return json.dumps(key, ensure_ascii=False)


def _key(words: str) -> Key:
    return tuple(json.loads(words))


def _later(record: Record, time: int, now: int) -> int:
    """When the user wrote what differs: when the row was, where that says it."""
    latest = max(
        (each.time for field in record.fields.values() for each in field.written.values()), default=0
    )
    return time if time > latest else max(now, latest)


def _rows(connection: sqlite3.Connection, table: Table, corpus: str) -> dict[Key, _Row]:
    names = [*table.key, *table.columns]
    where = "corpus IN (?, '')" if table.is_global else "corpus = ?"
    if table.deleted:
        where += f" AND {table.deleted} = 0"
    time = table.time or "0"
    query = f"SELECT {', '.join(names)}, {time}, corpus FROM {table.table} WHERE {where}"
    found = {}
    for *columns, written, owner in connection.execute(query, (corpus,)).fetchall():
        row = dict(zip(names, columns, strict=True))
        key = tuple(str(row.pop(name)) for name in table.key)
        if table.is_global:
            row[SCOPE] = HERE if owner else EVERYWHERE
        found[key] = _Row(dict(_fields(table.columns, row)), int(written))
    for part in table.parts:
        for key, rows in _parts(connection, table, part, where, corpus).items():
            if key in found:
                found[key].values.update(_part_fields(part, rows))
    return {key: row for key, row in found.items() if _is_whole(table, row.values)}


def _is_whole(table: Table, values: Mapping[str, Any]) -> bool:
    """Whether it has the parts without which it is nothing."""
    return all(
        not part.least or values.get(part.name) or any(name.startswith(f"{part.name}/") for name in values)
        for part in table.parts
    )


def _parts(
    connection: sqlite3.Connection, table: Table, part: Part, where: str, corpus: str
) -> dict[Key, list[dict[str, Any]]]:
    names = [*([part.id] if part.id else []), *part.columns]
    (own,) = table.key
    query = (
        f"SELECT {part.parent}, {', '.join(f'part.{name}' for name in names)} FROM {part.table} AS part"
        f" JOIN {table.table} AS whole ON whole.{own} = part.{part.parent}"
        f" WHERE {where.replace('corpus', 'whole.corpus').replace(' deleted', ' whole.deleted')}"
        f" ORDER BY part.{part.parent}, part.number"
    )
    found: dict[Key, list[dict[str, Any]]] = {}
    for parent, *columns in connection.execute(query, (corpus,)):
        found.setdefault((parent,), []).append(dict(zip(names, columns, strict=True)))
    return found


def _part_fields(part: Part, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    if not part.id:
        yield part.name, [[row[name] for name in part.columns] for row in rows]
        return
    for number, row in enumerate(rows):
        whole = f"{part.name}/{row[part.id]}"
        yield whole, True
        yield f"{whole}/number", number
        for name, value in _fields(part.columns, {name: row[name] for name in part.columns}):
            yield f"{whole}/{name}", value


def _fields(columns: Mapping[str, Column], row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The fields of a row: of what holds lines one for each line."""
    for name, value in row.items():
        if name not in columns or not columns[name].is_set:
            yield name, value
            continue
        for number, line in enumerate(dict.fromkeys(filter(None, value.split("\n"))), start=1):
            yield f"{name}={line}", number


def _in_known_order(table: Table, values: dict[str, Any], former: Record) -> dict[str, Any]:
    """The values with the numbers of the ``former`` state, where those give the same order.

    Bringing states together leaves gaps and equal numbers, which rows cannot have.
    """
    known = former.values(table.rules) or {}
    for part in table.parts:
        if part.id and _ids(part, values) == _ids(part, known):
            numbers = [f"{part.name}/{id}/number" for id in _ids(part, values)]
            values = {**values, **{name: known[name] for name in numbers}}
    for name in {name.split("=")[0] for name in values if "=" in name}:
        lines = _lines(values, name)
        if lines == _lines(known, name):
            values = {**values, **{f"{name}={line}": known[f"{name}={line}"] for line in lines}}
    return values


def _lines(values: Mapping[str, Any], name: str) -> list[str]:
    """The lines of what holds lines, in order."""
    lines = [each.split("=", 1)[1] for each in values if each.startswith(f"{name}=")]
    return sorted(lines, key=lambda line: (values[f"{name}={line}"], line))


def _ids(part: Part, values: Mapping[str, Any]) -> list[str]:
    """The ids of the parts that are there, in order."""
    ids = [name.split("/")[1] for name in values if name.startswith(f"{part.name}/") and name.count("/") == 1]
    return sorted(ids, key=lambda id: (values.get(f"{part.name}/{id}/number", 0), id))


def _delete(connection: sqlite3.Connection, table: Table, corpus: str, key: Key) -> None:
    where = " AND ".join(f"{name} = ?" for name in table.key)
    owner = "corpus IN (?, '')" if table.is_global else "corpus = ?"
    if table.deleted:
        revision = f", {table.revision} = {table.revision} + 1" if table.revision else ""
        change = f"UPDATE {table.table} SET {table.deleted} = 1{revision}"
        connection.execute(f"{change} WHERE {where} AND {owner} AND {table.deleted} = 0", (*key, corpus))
    else:
        connection.execute(f"DELETE FROM {table.table} WHERE {where} AND {owner}", (*key, corpus))


def _put(
    connection: sqlite3.Connection, table: Table, corpus: str, key: Key, values: Mapping[str, Any]
) -> None:
    row: dict[str, Any] = dict(zip(table.key, key, strict=True))
    row |= {name: _part_value(values, name, column.is_set) for name, column in table.columns.items()}
    row["corpus"] = "" if values.get(SCOPE) == EVERYWHERE else corpus
    if table.deleted:
        row[table.deleted] = 0
    if table.revision:
        where = " AND ".join(f"{name} = ?" for name in table.key)
        known = connection.execute(
            f"SELECT {table.revision} FROM {table.table} WHERE {where}", key
        ).fetchone()
        row[table.revision] = (known[0] if known else 0) + 1
    unique = list(table.key) if table.has_own_ids else ["corpus", *table.key]
    rest = ", ".join(f"{name} = excluded.{name}" for name in row if name not in unique)
    connection.execute(
        f"INSERT INTO {table.table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
        f" ON CONFLICT ({', '.join(unique)}) DO {f'UPDATE SET {rest}' if rest else 'NOTHING'}",
        tuple(row.values()),
    )
    for part in table.parts:
        connection.execute(f"DELETE FROM {part.table} WHERE {part.parent} = ?", key)
        names = [part.parent, "number", *([part.id] if part.id else []), *part.columns]
        connection.executemany(
            f"INSERT INTO {part.table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})",
            [(*key, number, *columns) for number, columns in enumerate(_part_rows(part, values))],
        )


def _part_rows(part: Part, values: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    if not part.id:
        yield from map(tuple, values[part.name])
        return
    for id in _ids(part, values):
        whole = f"{part.name}/{id}"
        yield (
            id,
            *(_part_value(values, f"{whole}/{name}", column.is_set) for name, column in part.columns.items()),
        )


def _part_value(values: Mapping[str, Any], name: str, is_set: bool) -> Any:
    if is_set:
        return "\n".join(_lines(values, name))
    return values[name]


def is_deleted(record: Record) -> bool:
    """Whether a record is known to be deleted."""
    return PRESENT in record.fields and not record.is_present
