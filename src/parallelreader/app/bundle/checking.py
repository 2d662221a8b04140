"""Lines of a bundle as records, each value looked at before anything is done with any of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parallelreader.core.bundle.versions import PRESENT, Key, Record, is_membership
from parallelreader.core.errors import reason_of
from parallelreader.formats.bundle_file import BundleFile, line_problem, records_name
from parallelreader.store.bundle_rows import EVERYWHERE, HERE, SCOPE, record_of, state_of
from parallelreader.store.bundle_tables import BY_KIND, Column, Part, Table, is_id, is_text, is_whole

_MOST_WRITTEN = 1000
_SHORT = 100


def line_of(record: Record) -> dict[str, Any]:
    """A record as a line: its ``key``, what it comes to as ``values`` (null where it is deleted), and the
    ``state`` that those come from."""
    table = BY_KIND[record.kind]
    return {"key": list(record.key), "values": record.values(table.rules), "state": state_of(record)}


def records_of(bundle: BundleFile, path: Path) -> list[Record]:
    """All records of a bundle. Raises FileProblem with part and line."""
    found, seen = [], set[tuple[str, Key]]()
    for kind, lines in bundle.lines.items():
        table = BY_KIND.get(kind)
        for number, line in enumerate(lines, start=1):
            try:
                if table is None:
                    raise ValueError("nobody knows what kind of thing it is")
                record = _record(table, line)
                if (kind, record.key) in seen:
                    raise ValueError("it is there twice")
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise line_problem(path, records_name(kind), number, reason_of(error)) from error
            seen.add((kind, record.key))
            found.append(record)
    return found


def _record(table: Table, line: Mapping[str, Any]) -> Record:
    key, state = line["key"], line["state"]
    if not isinstance(key, list) or len(key) != len(table.key):
        raise ValueError("its key has not the parts it should have")
    for (name, column), value in zip(table.key.items(), key, strict=True):
        _check(name, column, value)
    if not isinstance(state, dict) or PRESENT not in state:
        raise ValueError("it has no state")
    for name, field in state.items():
        _check_field(table, name, field)
    record = record_of(table.kind, tuple(key), state)
    values = record.values(table.rules)
    if values is not None:
        _check_whole(table, values)
    return record


def _check_field(table: Table, name: str, field: Any) -> None:
    written, past = field
    if not isinstance(written, list) or not 0 < len(written) <= _MOST_WRITTEN or not isinstance(past, list):
        raise ValueError(f"“{name}” holds nothing that could be read")
    if not all(is_text(each) and len(each) < _SHORT for each in past):
        raise ValueError(f"“{name}” replaces what cannot be")
    for value, time, device, mark in written:
        marks = is_text(device) and is_text(mark) and len(device) + len(mark) < _SHORT
        if not is_whole(time) or time < 0 or not marks:
            raise ValueError(f"“{name}” does not say when it was written")
        _check_value(table, name, value)
    if len({(time, device, mark) for _, time, device, mark in written}) != len(written):
        raise ValueError(f"“{name}” has one value twice")


def _check_value(table: Table, name: str, value: Any) -> None:
    if not is_text(name):
        raise ValueError("a field has a name that cannot be written")
    if name == PRESENT or is_membership(name):
        if (not is_whole(value) and type(value) is not bool) or value < 0:
            raise ValueError(f"“{name}” must be true, false or a number")
        if name != PRESENT:
            _check_place(table, name)
    elif name in table.columns and table.columns[name].is_set:
        raise ValueError(f"“{name}” must be one field for each line")
    elif name == SCOPE and table.is_global:
        if value not in (EVERYWHERE, HERE):
            raise ValueError("“scope” must be “everywhere” or “corpus”")
    elif name in table.columns:
        _check(name, table.columns[name], value)
    elif "/" in name:
        part, column = _check_place(table, name)
        if part is None or column == "number":
            if not is_whole(value):
                raise ValueError(f"“{name}” must be a number")
        else:
            _check(column, part.columns[column], value)
    else:
        whole = next((each for each in table.parts if each.name == name and not each.id), None)
        if whole is None:
            raise ValueError(f"nobody knows what “{name[:_SHORT]}” is")
        _check_rows(whole, value)


def _check_place(table: Table, name: str) -> tuple[Part | None, str]:
    """The part and the column that a name is about; none where it is a line of the record itself."""
    path, is_line, line = name.partition("=")
    if is_line and (line.strip() != line or not line or "\n" in line):
        raise ValueError(f"“{name[:_SHORT]}” is no line")
    if is_line and path in table.columns and table.columns[path].is_set:
        return None, ""
    place, _, rest = path.partition("/")
    id, _, column = rest.partition("/")
    part = next((each for each in table.parts if each.name == place and each.id), None)
    if part is None or not is_id(id):
        raise ValueError(f"nobody knows what “{name[:_SHORT]}” is")
    known = part.columns.get(column)
    if column == "number" or (not column and not is_line):
        return part, column
    if known is None or known.is_set is not bool(is_line):
        raise ValueError(f"nobody knows what “{name[:_SHORT]}” is")
    return part, column


def _check(name: str, column: Column, value: Any) -> None:
    if not column.check(value):
        raise ValueError(f"“{name}” cannot be {str(value)[:_SHORT]!r}")


def _check_rows(part: Part, rows: Any) -> None:
    if not isinstance(rows, list) or len(rows) < part.least:
        raise ValueError(f"“{part.name}” has too little in it")
    for row in rows:
        if not isinstance(row, list) or len(row) != len(part.columns):
            raise ValueError(f"“{part.name}” has a row that is not whole")
        for (name, column), value in zip(part.columns.items(), row, strict=True):
            _check(name, column, value)
        if not part.check(dict(zip(part.columns, row, strict=True))):
            raise ValueError(f"“{part.name}” has a row that contradicts itself")


def _check_whole(table: Table, values: Mapping[str, Any]) -> None:
    """Whether nothing is missing of what a row needs. Raises KeyError with its name."""
    for name, column in table.columns.items():
        if not column.is_set:
            values[name]
    if table.is_global:
        values[SCOPE]
    for part in table.parts:
        if not part.id:
            values[part.name]
            continue
        wholes = [name for name in values if name.startswith(f"{part.name}/") and name.count("/") == 1]
        if len([name for name in wholes if "=" not in name]) < part.least:
            raise KeyError(part.name)
        for whole in wholes:
            for name, column in part.columns.items():
                if not column.is_set:
                    values[f"{whole}/{name}"]
            values[f"{whole}/number"]
