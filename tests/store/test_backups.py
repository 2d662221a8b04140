import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from notes_material import note
from parallelreader.core.errors import StoreProblem
from parallelreader.store.backups import backups, is_due, keep, newest_good_backup, restore, taken_at
from parallelreader.store.database import FILE_NAME, Store
from parallelreader.store.notes import NoteWrite, notes_of, write_notes
from parallelreader.store.places import identify_corpus

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


def add(store: Store, number: int) -> str:
    key = store.submit(identify_corpus, store.path.parent, title="T", documents=["ferry"], now=1).result()
    store.submit(write_notes, [NoteWrite(note(number, corpus=key), False, 0)]).result()
    return key


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM note").fetchone()[0])


def test_a_backup_holds_what_the_store_holds(store: Store) -> None:
    add(store, 1)

    backup = store.back_up()

    assert count(backup) == 1
    assert newest_good_backup(store.path) == backup
    assert not list(backup.parent.glob("*.part"))


def test_restoring_brings_back_the_state_of_the_backup_and_keeps_the_replaced_file(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    add(store, 1)
    backup = store.back_up()
    key = add(store, 2)
    store.close()
    damaged = b"scrambled" * 1000
    store.path.write_bytes(damaged)

    aside = restore(store.path, backup, now=NOON)

    assert aside.read_bytes() == damaged
    again = Store.open(tmp_path)
    assert [row.note.id for row in again.read(notes_of, key)] == [note(1).id]
    again.close()


def test_a_stale_journal_does_not_ruin_what_is_restored(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    add(store, 1)
    backup = store.back_up()
    store.close()
    for ending in ("-journal", "-wal"):
        (tmp_path / (FILE_NAME + ending)).write_bytes(os.urandom(9000))

    aside = restore(store.path, backup, now=NOON)

    Store.open(tmp_path).close()
    assert count(store.path) == 1
    assert aside.with_name(aside.name + "-wal").stat().st_size == 9000


def test_a_bad_backup_is_refused_and_changes_nothing(store: Store, tmp_path: Path) -> None:
    add(store, 1)
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"not a database at all" * 300)
    before = store.path.read_bytes()

    with pytest.raises(StoreProblem, match="cannot be used"):
        restore(store.path, bad, now=NOON)

    assert store.path.read_bytes() == before


def test_a_store_in_use_is_not_replaced(store: Store) -> None:
    add(store, 1)
    backup = store.back_up()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM note").fetchall()

        with pytest.raises(StoreProblem, match="Another program"):
            restore(store.path, backup, now=NOON)


def test_a_damaged_backup_is_passed_over(store: Store) -> None:
    add(store, 1)
    good = store.back_up()
    newer = good.with_name("parallelreader-kept-20990101T000000000000Z.db")
    newer.write_bytes(good.read_bytes()[:5000])

    assert newest_good_backup(store.path) == good


def test_no_backup_is_no_error(tmp_path: Path) -> None:
    assert newest_good_backup(tmp_path / FILE_NAME) is None
    assert backups(tmp_path / FILE_NAME) == []


def test_a_backup_is_due_only_where_something_was_written_since_and_half_an_hour_passed(store: Store) -> None:
    add(store, 1)
    assert is_due(store.path, datetime.now(UTC))
    made = taken_at(store.back_up())

    os.utime(store.path, (made.timestamp() + 60, made.timestamp() + 60))
    assert not is_due(store.path, made + timedelta(minutes=29))
    assert is_due(store.path, made + timedelta(minutes=31))
    os.utime(store.path, (made.timestamp() - 60, made.timestamp() - 60))
    assert not is_due(store.path, made + timedelta(days=3))


def test_closing_makes_a_backup_that_is_due(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    add(store, 1)
    store.close()

    (backup,) = backups(tmp_path / FILE_NAME)
    assert count(backup) == 1


def test_thinning_keeps_recent_hours_days_and_weeks() -> None:
    times = [NOON - timedelta(minutes=30 * n) for n in range(48 * 100)]

    kept = sorted(keep(times), reverse=True)

    assert kept[0] == NOON
    assert len(kept) <= 6 + 7 + 8
    assert all(NOON - timedelta(hours=n) - timedelta(minutes=59) <= t for n, t in enumerate(kept[:6]))
    assert any(timedelta(days=3) <= NOON - t < timedelta(days=5) for t in kept)
    assert any(timedelta(weeks=6) <= NOON - t < timedelta(weeks=9) for t in kept)


def test_a_few_backups_are_all_kept() -> None:
    times = {NOON, NOON - timedelta(days=400), NOON - timedelta(days=900)}

    assert keep(times) == times


def test_a_file_that_somebody_put_among_the_backups_is_no_backup(store: Store) -> None:
    add(store, 1)
    backup = store.back_up()
    stray = backup.with_name(f"{backup.stem} (1){backup.suffix}")
    stray.write_bytes(backup.read_bytes())

    store.back_up()

    assert stray not in backups(store.path)
    assert stray.exists()
    assert newest_good_backup(store.path) == backups(store.path)[0]
