"""Opens the one SQLite file: settings, version, migrations.

Whose thread holds the connection is decided in ``database``, copies are made in ``backups``.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from parallelreader.core.errors import StoreProblem
from parallelreader.core.values import dataclass
from parallelreader.store.failures import damaged

APPLICATION_ID = 0x50526472  # "PRdr"
_MIGRATIONS = Path(__file__).with_name("migrations")
_SECONDS_TO_WAIT_FOR_OTHERS = 5.0


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered ``.sql`` file; ``version`` is what the store is at after it, counted from one."""

    version: int
    sql: str

    def statements(self) -> Iterator[str]:
        """The statements one by one: ``executescript`` would commit between them."""
        statement = ""
        for line in self.sql.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                yield statement
                statement = ""
        if statement.strip():
            yield statement


def bundled_migrations() -> list[Migration]:
    """Every migration this program knows, oldest first."""
    paths = sorted(_MIGRATIONS.glob("[0-9]*_*.sql"))
    return [Migration(int(path.name.partition("_")[0]), path.read_text("utf-8")) for path in paths]


def connect(path: Path, *, wait: float = _SECONDS_TO_WAIT_FOR_OTHERS) -> sqlite3.Connection:
    """Open ``path`` (made if absent) for the calling thread; ``wait`` is for locks of others, in seconds.

    Nothing is written yet, so that a store that is then refused stays as it was.
    """
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
    _settle(connection)
    return connection


def prepare_to_write(connection: sqlite3.Connection) -> None:
    """Set how commits reach the disk.

    A rollback journal and a full sync at each commit: between commits no other file lies beside the
    store, so that even a plain copy of it is whole, and nothing that was acknowledged is lost.
    """
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """A copy in memory of the store at ``path``, or an empty one where there is none.

    Nothing is written, unless a crash left a write half done: that is taken back, as any opening would.
    """
    copy = sqlite3.connect(":memory:", isolation_level=None)
    _settle(copy)
    if path.exists():
        try:
            _copy_into(copy, path, "ro")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
            _copy_into(copy, path, "rw")
    return copy


def _copy_into(copy: sqlite3.Connection, path: Path, mode: str) -> None:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)) as original:
        original.backup(copy)


def _settle(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")


def stored_version(connection: sqlite3.Connection) -> int:
    """The version of the schema; 0 for a store without one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check(connection: sqlite3.Connection, path: Path, newest_known: int) -> None:
    """Read through the store and refuse it where it is damaged, foreign or newer. Raises StoreProblem."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (application or tables):
        raise StoreProblem(
            "This file is not a store of Parallel Reader",
            where=path,
            mend="Move it elsewhere, or choose another data folder.",
        )
    version = stored_version(connection)
    if version > newest_known:
        raise StoreProblem(
            f"Your notes were written by a newer Parallel Reader (store version {version},"
            f" this program knows {newest_known})",
            where=path,
            mend="Install the newer program, or choose another data folder; nothing was changed.",
        )
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise damaged(path, found)


def migrate(
    connection: sqlite3.Connection,
    migrations: list[Migration],
    before_upgrade: Callable[[int], None],
) -> None:
    """Bring the store to the newest version, each migration in a transaction of its own.

    ``before_upgrade`` is called once with the present version before a store that holds something is
    changed. Another process may do the same at the same time: each step looks again under the lock.
    """
    present = stored_version(connection)
    if not migrations or present >= migrations[-1].version:
        return
    if present:
        before_upgrade(present)
    for migration in migrations:
        with transaction(connection):
            if stored_version(connection) >= migration.version:
                continue
            for statement in migration.statements():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {migration.version}")


def try_to_write(connection: sqlite3.Connection) -> None:
    """Begin to write and take it back. Raises sqlite3.Error where that is refused; another process that is
    writing just then is no refusal."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("BEGIN IMMEDIATE")
        # The journal is made no sooner than something is written.
        connection.execute(f"PRAGMA user_version = {stored_version(connection)}")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute(f"PRAGMA busy_timeout = {int(1000 * _SECONDS_TO_WAIT_FOR_OTHERS)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing of what is executed inside, with the right to write taken at the start."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk or an I/O error may have rolled everything back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
