"""The word table: made once in a process of its own and kept in the cache folder.

What is in it is known to ``core.words.table``.
"""

import contextlib
import hashlib
import json
import logging
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.code_digest import code_digest
from parallelreader.core.errors import AlignmentProblem, FileProblem
from parallelreader.core.language.dictionary import dictionary_digest
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.words.table import WordTable, read_table

logger = logging.getLogger(__name__)

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.words.word_table_worker")
"""How the process is started that makes the table."""

_NAME = "The program that gathers words"
_FOLDER = "words"
_TABLE, _PART = ".table", ".part"
_LIBRARIES = ("rjieba", "pypinyin")
_SECONDS_TO_FINISH_A_PART = 3600.0


def word_table(cache_folder: Path, progress: Progress = NO_PROGRESS, own: Sequence[Path] = ()) -> WordTable:
    """The table; it is made first where it is missing, damaged or from another edition. Where the program's
    dictionary is not installed it is made of those in the files ``own``, which the reader has imported.

    That takes some seconds in another process, which is gone when ``progress`` raises Cancelled; call this
    off the main thread. Where the folder cannot be written to, it serves this once. Raises FileProblem
    without any dictionary, AlignmentProblem where the process comes to grief.
    """
    file = table_file(cache_folder, own)
    instead = () if is_dictionary_installed() else own
    table = _read(file)
    if table is None:
        # On a full disk, which the process is the one to notice, it is made elsewhere.
        with contextlib.suppress(AlignmentProblem):
            _make(file, progress, instead)
        table = _read(file)
    if table is None:
        with tempfile.TemporaryDirectory() as folder:
            passing = Path(folder) / file.name
            _make(passing, progress, instead)
            table = _read(passing)
    if table is None:
        raise FileProblem("The table of words could not be made", where=file, mend="Make room on the disk.")
    _clear(file)
    return table


def has_word_table(cache_folder: Path) -> bool:
    """Whether :func:`word_table` will most likely answer at once, or with an error."""
    try:
        return table_file(cache_folder).is_file()
    except FileProblem:
        return True


def is_dictionary_installed() -> bool:
    """Whether the dictionary is there that the program brings."""
    try:
        dictionary_digest()
    except FileProblem:
        return False
    return True


def files_edition(files: Sequence[Path]) -> str:
    """A name for what is in these files; empty where there are none."""
    said = []
    for path in files:
        with contextlib.suppress(OSError):
            found = path.stat()
            said.append(f"{path.name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16] if said else ""


def table_file(cache_folder: Path, own: Sequence[Path] = ()) -> Path:
    """Where the table of this edition is kept; ``own`` as of :func:`word_table`. Raises FileProblem without
    any dictionary."""
    parts = (_dictionaries_edition(own), *map(code_digest, ("words", "language")), *map(_edition, _LIBRARIES))
    digest = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:24]
    return cache_folder / _FOLDER / f"{digest}{_TABLE}"


def _dictionaries_edition(own: Sequence[Path]) -> str:
    try:
        return dictionary_digest()
    except FileProblem:
        if edition := files_edition(own):
            return edition
        raise


def _edition(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _read(file: Path) -> WordTable | None:
    try:
        with file.open(encoding="utf-8", newline="\n") as stream:
            return read_table(stream)
    except OSError:
        return None
    except ValueError:
        logger.info("The cache file %s is damaged and will be made anew", file)
        return None


def _make(file: Path, progress: Progress, own: Sequence[Path]) -> None:
    """Have a worker make it; it appears whole or, where it cannot be written, not at all."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}{_PART}")
    try:
        with contextlib.suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            part.touch()
            worker = Worker(WORKER, name=_NAME)
            try:
                job = {"into": str(part), "own": list(map(str, own))}
                for _ in worker.answers(json.dumps(job).encode("ascii") + b"\n", progress):
                    pass
            finally:
                worker.end()
            os.replace(part, file)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _clear(file: Path) -> None:
    """Take away tables of other editions, and parts nobody is writing any more."""
    with contextlib.suppress(OSError):
        for other in file.parent.iterdir():
            is_stale = time.time() - other.stat().st_mtime > _SECONDS_TO_FINISH_A_PART
            if (other.suffix == _TABLE and other != file) or (other.suffix == _PART and is_stale):
                other.unlink()
