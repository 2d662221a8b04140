import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from notes_material import note
from parallelreader.core.errors import StoreProblem, UserError, WriteProblem
from parallelreader.store import database
from parallelreader.store.connection import Migration, bundled_migrations
from parallelreader.store.database import FILE_NAME, Store
from parallelreader.store.notes import NoteWrite, notes_of, write_notes
from parallelreader.store.places import identify_corpus

NEWEST = bundled_migrations()[-1].version
ADDS_A_COLUMN = Migration(NEWEST + 1, "ALTER TABLE note ADD COLUMN mood TEXT NOT NULL DEFAULT '';")
FAILS_HALFWAY = Migration(NEWEST + 1, "CREATE TABLE extra (id TEXT); INSERT INTO nowhere VALUES (1);")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


def fill(store: Store, count: int = 3, start: int = 1) -> str:
    key = store.submit(identify_corpus, store.path.parent, title="T", documents=["ferry"], now=1).result()
    writes = [
        NoteWrite(note(n, corpus=key, body=f"第{n}条 𠮷 🏮"), False, 0) for n in range(start, start + count)
    ]
    store.submit(write_notes, writes).result()
    return key


def bodies(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        return [row[0] for row in connection.execute("SELECT body FROM note ORDER BY id")]


def test_what_was_written_is_there_when_the_store_is_opened_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    key = fill(store)
    store.close()

    again = Store.open(tmp_path)
    stored = again.read(notes_of, key)
    again.close()

    assert [row.note for row in stored] == [note(n, corpus=key, body=f"第{n}条 𠮷 🏮") for n in (1, 2, 3)]


def test_the_file_is_as_safe_as_was_promised(store: Store) -> None:
    def pragma(connection: sqlite3.Connection, name: str) -> object:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]

    names = ("journal_mode", "synchronous", "foreign_keys", "trusted_schema", "user_version")
    pragmas = {name: store.read(pragma, name) for name in names}

    assert pragmas == {
        "journal_mode": "delete",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "user_version": NEWEST,
    }
    assert (store.path.read_bytes()[68:72]) == b"PRdr"


def test_a_job_that_fails_leaves_nothing_behind(store: Store) -> None:
    key = fill(store, 1)

    def write_and_fail(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM note")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.submit(write_and_fail).result()

    assert len(store.read(notes_of, key)) == 1


def test_the_caller_does_not_wait_for_the_disk(store: Store) -> None:
    release = threading.Event()
    store.submit(lambda _: release.wait(60))

    future = store.submit(lambda _: "done")

    assert not future.done()
    assert not store.flush(0.01)
    release.set()
    assert store.flush(60)
    assert future.result(0) == "done"


def test_a_store_that_is_busy_too_long_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_SECONDS_TO_READ", 0.01)
    release = threading.Event()
    store.submit(lambda _: release.wait(60))

    with pytest.raises(StoreProblem, match="busy"):
        store.read(lambda _: None)

    release.set()


def test_what_was_put_off_is_done_before_the_store_closes(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    done: list[str] = []

    def write() -> None:
        store.submit(lambda _: done.append("written"))

    store.after(60, write)
    store.close()

    assert done == ["written"]


def test_a_store_of_a_newer_program_is_left_alone(tmp_path: Path) -> None:
    newer = Store.open(tmp_path, migrations=[*bundled_migrations(), ADDS_A_COLUMN])
    fill(newer)
    newer.close()
    before = (tmp_path / FILE_NAME).read_bytes()

    with pytest.raises(StoreProblem, match="newer Parallel Reader") as problem:
        Store.open(tmp_path)

    assert problem.value.where == str(tmp_path / FILE_NAME)
    assert problem.value.mend
    assert (tmp_path / FILE_NAME).read_bytes() == before


def test_a_foreign_database_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        connection.execute("CREATE TABLE photos (id)")

    with pytest.raises(StoreProblem, match="not a store of Parallel Reader"):
        Store.open(tmp_path)


@pytest.mark.parametrize("damage", ["overwritten", "cut short", "inside", "emptied"])
def test_a_damaged_store_names_the_newest_good_backup_and_is_left_alone(tmp_path: Path, damage: str) -> None:
    store = Store.open(tmp_path)
    fill(store, 40)
    backup = store.back_up()
    store.close()
    path = tmp_path / FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(
        {
            "overwritten": b"no database" * 500,
            "cut short": whole[: len(whole) // 2],
            "inside": whole[:4096] + b"\xa5" * (len(whole) - 4096),
            "emptied": b"",
        }[damage]
    )
    before = path.read_bytes()

    with pytest.raises(StoreProblem, match="damaged") as problem:
        Store.open(tmp_path)

    assert str(backup) in problem.value.mend
    assert path.read_bytes() == before


def test_an_upgrade_keeps_everything_and_a_copy_of_the_old(tmp_path: Path) -> None:
    old = Store.open(tmp_path)
    key = fill(old)
    old.close()

    upgraded = Store.open(tmp_path, migrations=[*bundled_migrations(), ADDS_A_COLUMN])
    kept = len(upgraded.read(notes_of, key))
    upgraded.close()

    assert kept == 3
    (copy,) = (tmp_path / "backups").glob("*-upgrade-*.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEWEST,)
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (3,)


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path) -> None:
    old = Store.open(tmp_path)
    key = fill(old)
    old.close()

    for _ in range(5):
        with pytest.raises(UserError):
            Store.open(tmp_path, migrations=[*bundled_migrations(), FAILS_HALFWAY])

    again = Store.open(tmp_path)
    assert len(again.read(notes_of, key)) == 3
    tables = again.read(lambda c: c.execute("SELECT name FROM sqlite_master WHERE name = 'extra'").fetchall())
    again.close()
    assert tables == []
    assert 1 <= len(list((tmp_path / "backups").glob("*-upgrade-*.db"))) <= 3


def test_a_full_disk_is_reported_and_what_was_there_stays(store: Store) -> None:
    key = fill(store)
    store.read(lambda connection: connection.execute("PRAGMA max_page_count = 1").fetchall())

    with pytest.raises(WriteProblem, match="full"):
        store.submit(write_notes, [NoteWrite(note(9, corpus=key, body="长" * 99_999), False, 0)]).result()

    assert len(store.read(notes_of, key)) == 3
    store.read(lambda connection: connection.execute("PRAGMA max_page_count = 100000").fetchall())
    store.submit(write_notes, [NoteWrite(note(9, corpus=key, body="长" * 99_999), False, 0)]).result()
    assert len(store.read(notes_of, key)) == 4


def test_a_store_locked_by_another_process_is_waited_for(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    key = fill(store)
    other = sqlite3.connect(store.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.4, lambda: other.execute("ROLLBACK")).start()

    store.submit(write_notes, [NoteWrite(note(9, corpus=key), False, 0)]).result()

    assert len(store.read(notes_of, key)) == 4
    other.close()
    store.close()


def test_a_store_locked_for_long_is_a_clear_error_and_nothing_is_lost(store: Store) -> None:
    key = fill(store)
    store.read(lambda connection: connection.execute("PRAGMA busy_timeout = 50").fetchall())
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")

        with pytest.raises(StoreProblem, match="Another program") as problem:
            store.submit(write_notes, [NoteWrite(note(9, corpus=key), False, 0)]).result()

        assert problem.value.mend
    assert len(store.read(notes_of, key)) == 3


def test_a_folder_that_cannot_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(WriteProblem) as problem:
        Store.open(tmp_path / "file" / "data")

    assert problem.value.where
    assert problem.value.mend


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o500)

    with pytest.raises(WriteProblem):
        Store.open(folder)


def test_that_nothing_can_be_written_is_known_beforehand(store: Store) -> None:
    fill(store)
    before = store.path.read_bytes()

    def refusal_with(pragma: str) -> UserError | None:
        store.read(lambda connection: connection.execute(f"PRAGMA {pragma}").fetchall())
        return store.refusal()

    refused = refusal_with("query_only = ON")
    allowed = refusal_with("query_only = OFF")
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        while_another_writes = store.refusal()

    assert isinstance(refused, WriteProblem)
    assert refused.mend
    assert (allowed, while_another_writes) == (None, None)
    assert store.path.read_bytes() == before
    assert fill(store, 1, 9)


def test_a_store_opened_to_read_writes_nothing_and_refuses_writes(tmp_path: Path) -> None:
    empty = Store.open(tmp_path / "nowhere", is_writable=False)
    empty.close()
    assert not (tmp_path / "nowhere").exists()

    window = Store.open(tmp_path)
    key = fill(window)
    reader = Store.open(tmp_path, is_writable=False)

    assert len(reader.read(notes_of, key)) == 3
    with pytest.raises(WriteProblem):
        reader.submit(write_notes, [NoteWrite(note(9, corpus=key), False, 0)]).result()
    reader.close()
    window.close()


DIE_IN_A_WRITE = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN IMMEDIATE")
for number in range(3000):
    connection.execute("INSERT INTO setting VALUES (?, ?)", (str(number), "x" * 500))
os._exit(9)
"""


def test_a_store_left_in_the_middle_of_a_write_can_be_opened_to_read(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    key = fill(store)
    store.close()
    subprocess.run([sys.executable, "-c", DIE_IN_A_WRITE, str(store.path)], check=False)
    assert store.path.with_name(f"{FILE_NAME}-journal").exists()

    reader = Store.open(tmp_path, is_writable=False)

    assert len(reader.read(notes_of, key)) == 3
    reader.close()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    store.close()
    store.close()

    with pytest.raises(StoreProblem, match="closed"):
        store.submit(lambda _: None)
    assert store.flush(0.1)


WRITE_MANY = """
import sys
from pathlib import Path
sys.path[:0] = {path!r}
from notes_material import note
from parallelreader.store.database import Store
from parallelreader.store.notes import NoteWrite, write_notes
from parallelreader.store.places import identify_corpus
folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
store = Store.open(folder)
key = store.submit(identify_corpus, folder, title="T", documents=["ferry"], now=1).result()
for number in range(first, first + count):
    written = note(number, corpus=key, body=f"第{{number}}条")
    store.submit(write_notes, [NoteWrite(written, False, 0)]).result()
    print(number, flush=True)
store.close()
"""


def writer(folder: Path, first: int, count: int) -> subprocess.Popen[str]:
    path = [entry for entry in sys.path if entry]
    script = WRITE_MANY.format(path=path)
    return subprocess.Popen(
        [sys.executable, "-c", script, str(folder), str(first), str(count)],
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.slow
def test_two_processes_write_to_one_store_at_once(tmp_path: Path) -> None:
    processes = [writer(tmp_path, first, 60) for first in (1000, 2000)]

    for process in processes:
        process.communicate(timeout=120)

    assert [process.returncode for process in processes] == [0, 0]
    assert len(bodies(tmp_path)) == 120


@pytest.mark.slow
def test_acknowledged_notes_survive_a_kill(tmp_path: Path) -> None:
    acknowledged: list[int] = []

    for round_number in range(6):
        process = writer(tmp_path, 10_000 * (round_number + 1), 9_000)
        assert process.stdout is not None
        # Each round is killed at another moment of a write.
        wanted = 5 + 7 * round_number
        acknowledged.extend(int(process.stdout.readline()) for _ in range(wanted))
        time.sleep(0.0007 * round_number)
        process.kill()
        rest = process.stdout.read().split("\n")
        acknowledged.extend(int(line) for line in rest[:-1])
        process.wait()
        process.stdout.close()

    found = set(bodies(tmp_path))
    assert len(acknowledged) >= 6 * 5
    assert {f"第{number}条" for number in acknowledged} <= found
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    Store.open(tmp_path).close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of file sizes")
def test_a_disk_that_fills_up_while_writing_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    import resource

    path = [entry for entry in sys.path if entry]
    script = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    script += "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
    script += WRITE_MANY.format(path=path)
    assert resource.RLIMIT_FSIZE is not None

    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), "1", "5000"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )

    assert done.returncode != 0
    assert "WriteProblem" in done.stderr
    acknowledged = done.stdout.split()
    assert {f"第{number}条" for number in acknowledged} <= set(bodies(tmp_path))
