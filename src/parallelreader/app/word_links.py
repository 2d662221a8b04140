"""The model that links words: its tables, made once in a process of their own and kept in the cache folder.

Numpy comes in only when the model is asked for; linking itself is the business of ``core.links``.
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
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.code_digest import code_digest
from parallelreader.core.errors import AlignmentProblem
from parallelreader.core.language.dictionary import dictionary_digest
from parallelreader.core.progress import NO_PROGRESS, Progress

if TYPE_CHECKING:
    from parallelreader.core.links import Counts, LinkModel, LinkTables

logger = logging.getLogger(__name__)

WORKER = (sys.executable, "-P", "-m", "parallelreader.app.word_links_worker")
"""How the process is started that makes the tables and learns from corpora."""

WORD_LINKER = "The program that links words"

TokenPair = tuple[Sequence[str], Sequence[str]]

_FOLDER = "word-links"
_TABLES, _COUNTS, _PART = ".tables", ".counts", ".part"
_MOST_COUNTS_KEPT = 30
_SECONDS_TO_FINISH_A_PART = 3600.0


def are_tables_ready(cache_folder: Path) -> bool:
    """Whether :func:`word_links` will most likely answer at once. Raises FileProblem without a dictionary."""
    return _tables_file(cache_folder).is_file()


def word_links(cache_folder: Path, progress: Progress = NO_PROGRESS) -> "LinkModel":
    """The model; its tables are made first where they are missing, damaged or from another edition.

    That takes some seconds in another process, which is gone when ``progress`` raises Cancelled; call this
    off the main thread. Where the folder cannot be written to, the tables serve this once. Raises
    FileProblem without a dictionary, AlignmentProblem where the process comes to grief.
    """
    file = _tables_file(cache_folder)
    tables = _read_tables(file)
    if tables is None:
        # On a full disk, which the process is the one to notice, they are made elsewhere.
        with contextlib.suppress(AlignmentProblem):
            _make(file, {"tables": True}, progress)
        tables = _read_tables(file)
    if tables is None:
        with tempfile.TemporaryDirectory() as folder:
            passing = Path(folder) / file.name
            _make(passing, {"tables": True}, progress)
            tables = _read_tables(passing)
    if tables is None:
        raise AlignmentProblem(
            "What words are linked by could not be made", where=file, mend="Make room on the disk."
        )
    _clear(file.parent, keep=file.name)
    model: LinkModel = import_module("parallelreader.core.links").load_model(tables)
    return model


def learn_links(
    model: "LinkModel",
    pairs: Iterable[TokenPair],
    cache_folder: Path,
    progress: Progress = NO_PROGRESS,
) -> "LinkModel":
    """``model`` with what the pairs of a corpus teach it, worked out once for the same pairs.

    Takes a few milliseconds for each pair, in another process; errors as of :func:`word_links`.
    """
    listed = [[list(chinese), list(english)] for chinese, english in pairs]
    key = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:24]
    counts = kept_counts(cache_folder, key)
    if counts is None:
        tables = _tables_file(cache_folder)
        _make(_counts_file(cache_folder, key), {"pairs": listed, "from": str(tables)}, progress)
        counts = kept_counts(cache_folder, key)
    if counts is None:
        # The folder cannot be written to.
        return model.learn(((chinese, english) for chinese, english in listed), progress)
    return model.with_counts(counts)


def are_counts_kept(cache_folder: Path, key: str) -> bool:
    """Whether :func:`kept_counts` will most likely answer. Raises FileProblem without a dictionary."""
    return _counts_file(cache_folder, key).is_file()


def kept_counts(cache_folder: Path, key: str) -> "Counts | None":
    """What was learnt under a key, if it is kept still; what is damaged is taken away."""
    file = _counts_file(cache_folder, key)
    links = import_module("parallelreader.core.links")
    try:
        counts: Counts = links.Counts.from_json(file.read_text(encoding="utf-8", errors="surrogatepass"))
    except OSError:
        return None
    except (ValueError, TypeError, AttributeError):
        logger.info("The cache file %s is damaged and will be made anew", file)
        with contextlib.suppress(OSError):
            file.unlink()
        return None
    # Of those kept, the ones used longest ago are cleared away first.
    with contextlib.suppress(OSError):
        os.utime(file)
    return counts


def keep_counts(cache_folder: Path, key: str, counts: "Counts") -> None:
    """Keep what was learnt under a key, where the folder can be written to."""
    with contextlib.suppress(OSError), _part_of(_counts_file(cache_folder, key)) as part:
        write_counts(counts, part)


def write_counts(counts: "Counts", file: Path) -> None:
    """Write counts into a file of its own. Raises OSError."""
    # Texts may hold lone surrogates.
    file.write_text(counts.to_json(), encoding="utf-8", errors="surrogatepass")


def _counts_file(cache_folder: Path, key: str) -> Path:
    tables = _tables_file(cache_folder)
    return tables.parent / f"{key}-{tables.stem}{_COUNTS}"


def _tables_file(cache_folder: Path) -> Path:
    parts = (dictionary_digest(), *map(code_digest, ("links", "align", "language")))
    digest = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:24]
    return cache_folder / _FOLDER / f"{digest}{_TABLES}"


def _read_tables(file: Path) -> "LinkTables | None":
    read = import_module("parallelreader.core.links.kept").read_tables
    try:
        with file.open("rb") as stream:
            tables: LinkTables | None = read(stream)
    except OSError:
        return None
    if tables is None:
        logger.info("The cache file %s is damaged and will be made anew", file)
    return tables


def _make(file: Path, job: dict[str, Any], progress: Progress) -> None:
    """Have a worker make a file; it appears whole or, where it cannot be written, not at all."""
    with contextlib.suppress(OSError), _part_of(file) as part:
        _work({**job, "into": str(part)}, progress)


@contextmanager
def _part_of(file: Path) -> Iterator[Path]:
    """A file to be written, which then takes the place of ``file``. Raises OSError where it cannot be."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}{_PART}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        part.touch()
        yield part
        # Another process may have the very same file open, which some systems do not allow to replace.
        os.replace(part, file)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _work(job: dict[str, Any], progress: Progress) -> None:
    """Have a worker do one job; it is gone when this returns or raises."""
    worker = Worker(WORKER, name=WORD_LINKER)
    try:
        for _ in worker.answers(
            json.dumps(job).encode("ascii") + b"\n", progress, text="Preparing word links"
        ):
            # Nothing is said but how far it is: what it makes is in the file.
            pass
    finally:
        worker.end()


def _clear(folder: Path, *, keep: str) -> None:
    """Take away tables of other editions, parts nobody is writing any more, and counts long unused."""
    with contextlib.suppress(OSError):
        counts = []
        for file in folder.iterdir():
            age = time.time() - file.stat().st_mtime
            is_stale = file.suffix == _PART and age > _SECONDS_TO_FINISH_A_PART
            if is_stale or (file.suffix == _TABLES and file.name != keep):
                file.unlink()
            elif file.suffix == _COUNTS:
                counts.append((age, file))
        for _, file in sorted(counts)[_MOST_COUNTS_KEPT:]:
            file.unlink()
