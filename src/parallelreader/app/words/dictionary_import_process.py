"""Importing dictionaries in a process of its own, for whoever has a window to keep smooth."""

import contextlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.words.built_in_dictionary import WORKER
from parallelreader.app.words.dictionaries import own_folder
from parallelreader.app.words.dictionary_importing import ImportedDictionary
from parallelreader.core.errors import UserError
from parallelreader.core.incoming import Fault
from parallelreader.core.progress import Progress, Stretch
from parallelreader.paths import UserFolders


def import_dictionaries(
    folders: UserFolders, paths: Iterable[Path], progress: Progress
) -> Iterator[ImportedDictionary | UserError]:
    """Bring in one after the other, and give what came of each: one that cannot be read stops no other.

    Stopped by ``progress``, the process ends at once, and what it was at is as it was before.
    """
    wanted = list(paths)
    worker: Worker | None = None
    before = set(_parts(folders))
    try:
        for number, path in enumerate(wanted):
            stretch = Stretch(progress, number / len(wanted), (number + 1) / len(wanted))
            try:
                worker = worker or Worker(WORKER, name="The import")
                yield _imported(worker, folders, path, stretch)
            except UserError as problem:
                yield problem
                if worker is not None and not worker.is_alive:
                    worker.end()
                    worker = None
    finally:
        if worker is not None:
            worker.end()
        for part in set(_parts(folders)) - before:
            with contextlib.suppress(OSError):
                part.unlink()


def _imported(worker: Worker, folders: UserFolders, path: Path, progress: Progress) -> ImportedDictionary:
    job = {"data": str(folders.data), "cache": str(folders.cache), "path": str(path)}
    found: ImportedDictionary | None = None
    for message in worker.answers(json.dumps(job).encode("ascii") + b"\n", progress):
        if told := message.get("imported"):
            faults = tuple(Fault(**fault) for fault in told.pop("faults"))
            found = ImportedDictionary(**told, faults=faults)
    if found is None:
        raise worker.failure()
    return found


def _parts(folders: UserFolders) -> Iterator[Path]:
    """What is being written; of a process that was killed it stays."""
    return own_folder(folders).glob(".*.part")
