"""The dictionary that comes with the program, brought into a file of its own when it is first needed."""

import contextlib
import json
import logging
import sys
import tempfile
import time
from pathlib import Path

from parallelreader.app.alignment_pool import Worker
from parallelreader.core.errors import UserError, WriteProblem
from parallelreader.core.language.dictionary import Entry, dictionary_digest, installed_file
from parallelreader.core.progress import Progress
from parallelreader.formats.dictionaries import cedict
from parallelreader.store.dictionary_file import DictionaryDamaged, DictionaryFile
from parallelreader.store.dictionary_schema import SCHEMA_VERSION
from parallelreader.store.dictionary_writing import write_dictionary

logger = logging.getLogger(__name__)

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.words.dictionary_worker")
"""How the process is started that makes dictionaries."""

FOLDER = "dictionaries"
SUFFIX = ".dictionary"
BUILT_IN = "cc-cedict"
_SECONDS_TO_FINISH_A_PART = 3600.0


class BuiltInDictionary:
    """Keeps it in the cache; where that cannot be written to, in a folder that goes with this object."""

    def __init__(self, cache_folder: Path, *, is_made_apart: bool = False) -> None:
        """Made apart, it is made in a process of its own, for whoever has a window to keep smooth."""
        self._folder = cache_folder / FOLDER
        self._is_made_apart = is_made_apart
        self._passing: tempfile.TemporaryDirectory[str] | None = None

    def open(self, progress: Progress) -> DictionaryFile:
        """Open it, after making it where it is missing, damaged or of another edition, which takes a second
        or two. Raises FileProblem where none is installed, WriteProblem where there is no room for it."""
        for folder in self._folders():
            with contextlib.suppress(DictionaryDamaged):
                return DictionaryFile(folder / _name())
        if self._is_made_apart:
            try:
                _make_apart(self._folder, progress)
                return DictionaryFile(self._folder / _name())
            except UserError as problem:
                logger.info("The dictionary is made here: %s", problem)
        folder = self._folder
        try:
            make(folder, progress)
        except WriteProblem:
            self._passing = self._passing or tempfile.TemporaryDirectory(prefix="parallelreader-")
            folder = Path(self._passing.name)
            make(folder, progress)
        return DictionaryFile(folder / _name())

    def forget(self) -> None:
        """Have it made anew the next time: what there is proved to be damaged."""
        for folder in self._folders():
            _remove(folder / _name())

    def _folders(self) -> list[Path]:
        return [self._folder, *([Path(self._passing.name)] if self._passing is not None else [])]


def make(folder: Path, progress: Progress) -> None:
    """Make the file, in ``folder``, and take away those of former editions. Raises FileProblem where no
    dictionary is installed, and WriteProblem."""
    path = folder / _name()
    source = cedict.FORMAT.open(Path(installed_file()))
    entries = (each for each in source.entries(progress) if isinstance(each, Entry))
    _remove(path)
    about = {"title": source.title, "licence": source.licence}
    write_dictionary(path, about, entries, progress, is_kept=False)
    for other in folder.glob(f"{BUILT_IN}-*{SUFFIX}"):
        if other != path:
            _remove(other)
    for part in folder.glob(f".{BUILT_IN}-*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _SECONDS_TO_FINISH_A_PART:
                part.unlink()


def _make_apart(folder: Path, progress: Progress) -> None:
    """As :func:`make`, in another process. Raises UserError."""
    worker = Worker(WORKER, name="The program that makes dictionaries")
    try:
        for _ in worker.answers(json.dumps({"built_in": str(folder)}).encode("ascii") + b"\n", progress):
            pass
    finally:
        worker.end()


def _name() -> str:
    return f"{BUILT_IN}-{dictionary_digest()}-{SCHEMA_VERSION}{SUFFIX}"


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
