"""What every test stands on: no display, nothing of the user's, and the shared data where it is there."""

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Started in the background of a shell, the tests and all they start would ignore interrupts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_SECONDS_BETWEEN_LOOKS = 0.2
_LONGEST_WAIT_MS = 120_000

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real test data beside the checkout; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip("no ../shared beside the checkout: its real documents and gold alignments are not here")
    return SHARED


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """Waits for what must come, which on a busy machine may take its time; only what never comes fails."""
    return _PatientBot(request)


class _PatientBot(QtBot):
    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 0) -> None:
        super().waitUntil(callback, timeout=max(timeout, _LONGEST_WAIT_MS))

    def waitSignal(self, signal: Any, *, timeout: int = 0, **named: Any) -> Any:
        return super().waitSignal(signal, timeout=max(timeout, _LONGEST_WAIT_MS), **named)


@pytest.fixture(autouse=True)
def _own_user_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test may read or write the real user's settings, notes or caches."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "user" / name.lower()))


def _made_once(request: pytest.FixtureRequest, name: str, make: Callable[[Path], object]) -> Path:
    """A cache folder that takes long to fill: the first of all processes of this run that asks for it does.

    It begins with what a run before has left: the program itself knows whether that is still to be used.
    """
    factory: pytest.TempPathFactory = request.getfixturevalue("tmp_path_factory")
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
                kept = _kept_between_runs(request.config, name)
                if kept is not None:
                    shutil.copytree(kept, filled, dirs_exist_ok=True)
                make(filled)
                if kept is not None:
                    _keep(filled, kept)
                filled.rename(folder)
        finally:
            claim.rmdir()
    return folder


def _kept_between_runs(config: pytest.Config, name: str) -> Path | None:
    """Where pytest keeps such a folder from run to run, where it keeps anything."""
    cache: pytest.Cache | None = getattr(config, "cache", None)
    with contextlib.suppress(OSError):
        return cache.mkdir(name.replace(" ", "-")) if cache is not None else None
    return None


def _keep(filled: Path, kept: Path) -> None:
    """Leave to later runs what is there, and nothing else; other runs may do so at the same time."""
    with contextlib.suppress(OSError):
        files = {path.relative_to(filled) for path in filled.rglob("*") if path.is_file()}
        former = {path.relative_to(kept) for path in kept.rglob("*") if path.is_file()}
        for path in files - former:
            (kept / path).parent.mkdir(parents=True, exist_ok=True)
            part = kept / path.with_name(f".{os.getpid()}.part")
            shutil.copyfile(filled / path, part)
            part.replace(kept / path)
        for path in former - files:
            (kept / path).unlink(missing_ok=True)


def _own_copy(made: Path, tmp_path: Path) -> Path:
    """The cache folder of a test with all that ``made`` holds."""
    folder = tmp_path / "data" / "cache"
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def _made_link_tables(request: pytest.FixtureRequest) -> Path:
    from parallelreader.app.word_links import word_links

    return _made_once(request, "link tables", word_links)


@pytest.fixture
def link_cache(_made_link_tables: Path, tmp_path: Path) -> Path:
    """A cache folder of the test's own in which the link tables, made once for all tests, lie ready."""
    return _own_copy(_made_link_tables, tmp_path)


@pytest.fixture(scope="session")
def _made_word_table(request: pytest.FixtureRequest) -> Path:
    from parallelreader.app.words.word_table import word_table

    return _made_once(request, "word table", word_table)


@pytest.fixture
def word_cache(_made_word_table: Path, tmp_path: Path) -> Path:
    """A cache folder of the test's own in which the word table, made once for all tests, lies ready."""
    return _own_copy(_made_word_table, tmp_path)


@pytest.fixture(scope="session")
def _made_dictionary(request: pytest.FixtureRequest) -> Path:
    from parallelreader.app.words.built_in_dictionary import BuiltInDictionary
    from parallelreader.core.progress import NO_PROGRESS

    return _made_once(
        request, "dictionary", lambda folder: BuiltInDictionary(folder).open(NO_PROGRESS).close()
    )


@pytest.fixture
def dictionary_cache(_made_dictionary: Path, tmp_path: Path) -> Path:
    """A cache folder of the test's own in which the file of the dictionary, made once for all tests, lies."""
    return _own_copy(_made_dictionary, tmp_path)
