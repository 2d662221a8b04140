"""Nobody's data is forgotten: every table of the store is in bundles or left out with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.store.bundle_tables import BUNDLED, LEFT_OUT
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


def columns_of(connection: Connection, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}


def tables(connection: Connection) -> set[str]:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row[0] for row in rows if not row[0].startswith("sqlite_")}


def test_every_table_of_the_store_is_in_a_bundle_or_left_out_with_a_reason(store: Store) -> None:
    bundled = {table.table for table in BUNDLED} | {part.table for each in BUNDLED for part in each.parts}

    assert bundled.isdisjoint(LEFT_OUT)
    assert store.read(tables) == bundled | LEFT_OUT.keys()
    assert all(LEFT_OUT.values())


@pytest.mark.parametrize("table", BUNDLED, ids=lambda table: table.kind)
def test_no_column_of_what_is_bundled_is_forgotten(store: Store, table) -> None:
    own = {*table.key, *table.columns, "corpus", *filter(None, (table.deleted, table.revision))}
    assert store.read(columns_of, table.table) == own
    for part in table.parts:
        columns = {part.parent, "number", *filter(None, [part.id]), *part.columns}
        assert store.read(columns_of, part.table) == columns
