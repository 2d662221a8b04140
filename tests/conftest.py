"""What every test stands on: no display, nothing of the user's, and the shared data where it is there."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Started in the background of a shell, the tests and all they start would ignore interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_SECONDS_BETWEEN_LOOKS = 0.2

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real test data beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: its real documents and gold alignments are not here")
    return SHARED


@pytest.fixture(autouse=True)
def _own_user_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may read or write the real user's settings, notes or caches."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "user" / name.lower()))


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that takes long to fill, filled by the first of all processes of this run that asks for it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, claim = shared / name, shared / f"{name} being made"
    while not folder.is_dir():
        try:
            claim.mkdir()
        except FileExistsError:
            time.sleep(_SECONDS_BETWEEN_LOOKS)
            continue
        try:
            if not folder.is_dir():
                filled = factory.mktemp("filled")
                make(filled)
                filled.rename(folder)
        finally:
            claim.rmdir()
    return folder


@pytest.fixture(scope="session")
def _made_link_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from parallelreader.app.word_links import word_links

    return _made_once(tmp_path_factory, "link tables", word_links)


@pytest.fixture
def link_cache(_made_link_tables: Path, tmp_path: Path) -> Path:
    """A cache folder of the test's own in which the link tables, made once for all tests, lie ready."""
    folder = tmp_path / "data" / "cache"
    shutil.copytree(_made_link_tables, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def _made_word_table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from parallelreader.app.words.word_table import word_table

    return _made_once(tmp_path_factory, "word table", word_table)


@pytest.fixture
def word_cache(_made_word_table: Path, tmp_path: Path) -> Path:
    """A cache folder of the test's own in which the word table, made once for all tests, lies ready."""
    folder = tmp_path / "data" / "cache"
    shutil.copytree(_made_word_table, folder, dirs_exist_ok=True)
    return folder
