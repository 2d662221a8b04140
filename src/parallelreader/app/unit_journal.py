"""The folder in a corpus in which an import stands until it is whole: its parts, and a journal that says
what they are parts of and how far they are.

Its name begins with a dot, so that nobody takes it for a text. Whoever works in it holds a lock that the
system takes away when the process ends, however that comes about.
"""

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

from parallelreader.app.code_digest import code_digest
from parallelreader.app.unit_plan import UnitPlan, plan_from
from parallelreader.app.unit_writing import Standing
from parallelreader.core.corpus import CORPUS_FILE
from parallelreader.core.errors import CorpusProblem, FileProblem, WriteProblem
from parallelreader.formats.corpus_folder import is_corpus, read_corpus
from parallelreader.formats.growing_file import Mark
from parallelreader.formats.whole_writing import write_problem

_PREFIX = ".import-"
_JOURNAL, _LOCK = "journal.json", "lock"
_FORM = 2
_DIGESTED = 65_536


def prints_of(files: Sequence[Path]) -> list[list[Any]]:
    """What a file is known by later: path, bytes, time of change, and a digest of its head and end.

    Raises FileProblem where one cannot be read.
    """
    found: list[list[Any]] = []
    for file in files:
        try:
            status = file.stat()
            with file.open("rb") as stream:
                digest = hashlib.sha256(stream.read(_DIGESTED))
                stream.seek(max(status.st_size - _DIGESTED, 0))
                digest.update(stream.read(_DIGESTED))
        except OSError as error:
            raise FileProblem(
                f"The file cannot be read: {error.strerror or error}", where=file, mend="Correct its name."
            ) from error
        found.append([str(file.absolute()), status.st_size, status.st_mtime_ns, digest.hexdigest()])
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """What a journal says. ``is_whole``: the file has been read to its end. ``named`` are the parts that
    were about to get their names in the corpus, by those, and ``adds`` whether that had been there before.
    ``made_folder`` is the first folder that was made for the import, empty where there was none to make."""

    plan: UnitPlan
    prints: list[list[Any]]
    standing: Standing
    is_whole: bool = False
    named: Mapping[str, str] | None = None
    adds: bool = False
    made_folder: str = ""


class ImportFolder:
    """One of these folders, held by whoever made this; nobody else gets hold of it meanwhile."""

    def __init__(self, path: Path, lock: IO[bytes]) -> None:
        self.path = path
        self._lock = lock

    @classmethod
    def make(cls, corpus: Path) -> tuple["ImportFolder", str]:
        """A new one in ``corpus``, and the first folder that had to be made for that. Raises WriteProblem."""
        made = ""
        path = corpus / f"{_PREFIX}{secrets.token_hex(4)}"
        try:
            missing = [each for each in (corpus, *corpus.parents) if not each.is_dir()]
            made = str(missing[-1]) if missing else ""
            path.mkdir(parents=True)
            lock = _locked(path)
        except OSError as error:
            raise write_problem(error, corpus) from error
        if lock is None:
            raise WriteProblem("The folder cannot be locked", where=path, mend="Try again.")
        return cls(path, lock), made

    @classmethod
    def hold(cls, path: Path) -> "ImportFolder | None":
        """Take hold of one that is there; None where another process has it."""
        try:
            lock = _locked(path)
        except OSError:
            return None
        return cls(path, lock) if lock is not None else None

    def read(self) -> Entry | None:
        """What its journal says, None where that is not whole."""
        try:
            plain = json.loads((self.path / _JOURNAL).read_bytes())
            if (plain["form"], plain["rules"]) != (_FORM, code_digest("language")):
                # What is written holds the numbers of sentences, which other rules would count otherwise.
                return None
            marks = {str(name): Mark(**mark) for name, mark in plain["marks"].items()}
            return Entry(
                plan_from(plain["plan"]),
                plain["prints"],
                Standing(plain["counts"], marks),
                bool(plain["is_whole"]),
                plain["named"],
                bool(plain["adds"]),
                str(plain["made_folder"]),
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, entry: Entry) -> None:
        """Say how far it is; whoever reads it finds this or what was there before. Raises WriteProblem."""
        plain = {
            "form": _FORM,
            "rules": code_digest("language"),
            "plan": entry.plan.as_json(),
            "prints": entry.prints,
            "counts": entry.standing.counts,
            "marks": {name: asdict(mark) for name, mark in entry.standing.marks.items()},
            "is_whole": entry.is_whole,
            "named": entry.named,
            "adds": entry.adds,
            "made_folder": entry.made_folder,
        }
        part = self.path / f"{_JOURNAL}.part"
        try:
            with part.open("w", encoding="ascii") as stream:
                json.dump(plain, stream)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(part, self.path / _JOURNAL)
        except OSError as error:
            raise write_problem(error, self.path) from error

    def put_back(self, named: Mapping[str, str], *, adds: bool) -> bool:
        """Give parts their former names that were interrupted while they got those of the corpus.

        False where the corpus names them already: then the import is done. Raises CorpusProblem where the
        corpus does not say, as also where it is gone although the import only ``adds`` to it, and
        WriteProblem.
        """
        corpus = self.path.parent
        if adds and not is_corpus(corpus):
            raise CorpusProblem(
                "The file that names the texts of this corpus is missing",
                where=corpus / CORPUS_FILE,
                mend="Put it back where it was.",
            )
        if is_corpus(corpus):
            texts = {v.text for each in read_corpus(corpus).documents for v in each.versions}
            if any(PurePosixPath(target) in texts for target in named):
                return False
        for target, part in named.items():
            there, here = corpus / target, self.path / part
            if there.is_file() and not here.exists():
                try:
                    os.replace(there, here)
                except OSError as error:
                    raise write_problem(error, there) from error
                with contextlib.suppress(OSError):
                    there.parent.rmdir()
        return True

    def let_go(self) -> None:
        """Leave it as it is."""
        self._lock.close()

    def remove(self, made_folder: str = "") -> None:
        """Take it away with all that is in it, and the folders that were made for it, if they are empty."""
        corpus = self.path.parent
        self._lock.close()
        shutil.rmtree(self.path, ignore_errors=True)
        if not made_folder:
            return
        top = Path(made_folder)
        for folder in (corpus, *corpus.parents):
            if folder != top and top not in folder.parents:
                break
            with contextlib.suppress(OSError):
                folder.rmdir()


def folders_in(corpus: Path) -> list[Path]:
    """All of these folders in a corpus, the newest first."""
    try:
        found = [each for each in corpus.iterdir() if each.name.startswith(_PREFIX) and each.is_dir()]
        return sorted(found, key=lambda each: each.stat().st_mtime, reverse=True)
    except OSError:
        return []


def _locked(folder: Path) -> IO[bytes] | None:
    """A file of the folder, locked for as long as it is open; None where another process has it."""
    stream = (folder / _LOCK).open("ab")
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        stream.close()
        return None
    return stream
