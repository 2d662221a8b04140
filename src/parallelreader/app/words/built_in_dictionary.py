"""The dictionary that comes with the program, brought into a file of its own when it is first needed."""

import contextlib
import tempfile
from pathlib import Path

from parallelreader.core.errors import WriteProblem
from parallelreader.core.language.dictionary import Entry, dictionary_digest, installed_file
from parallelreader.core.progress import Progress
from parallelreader.formats.dictionaries import cedict
from parallelreader.store.dictionary_file import DictionaryDamaged, DictionaryFile
from parallelreader.store.dictionary_schema import SCHEMA_VERSION
from parallelreader.store.dictionary_writing import write_dictionary

FOLDER = "dictionaries"
SUFFIX = ".dictionary"
BUILT_IN = "cc-cedict"


class BuiltInDictionary:
    """Keeps it in the cache; where that cannot be written to, in a folder that goes with this object."""

    def __init__(self, cache_folder: Path) -> None:
        self._folder = cache_folder / FOLDER
        self._passing: tempfile.TemporaryDirectory[str] | None = None

    def open(self, progress: Progress) -> DictionaryFile:
        """Open it, after making it where it is missing, damaged or of another edition, which takes a second
        or two. Raises FileProblem where none is installed, WriteProblem where there is no room for it."""
        for folder in self._folders():
            with contextlib.suppress(DictionaryDamaged):
                return DictionaryFile(folder / _name())
        try:
            return _made(self._folder, progress)
        except WriteProblem:
            self._passing = self._passing or tempfile.TemporaryDirectory(prefix="parallelreader-")
            return _made(Path(self._passing.name), progress)

    def forget(self) -> None:
        """Have it made anew the next time: what there is proved to be damaged."""
        for folder in self._folders():
            _remove(folder / _name())

    def _folders(self) -> list[Path]:
        return [self._folder, *([Path(self._passing.name)] if self._passing is not None else [])]


def _made(folder: Path, progress: Progress) -> DictionaryFile:
    path = folder / _name()
    source = cedict.FORMAT.open(Path(installed_file()))
    entries = (each for each in source.entries(progress) if isinstance(each, Entry))
    _remove(path)
    about = {"title": source.title, "licence": source.licence}
    write_dictionary(path, about, entries, progress, is_kept=False)
    for other in folder.glob(f"{BUILT_IN}-*{SUFFIX}"):
        if other != path:
            # It is of a former edition.
            _remove(other)
    return DictionaryFile(path)


def _name() -> str:
    return f"{BUILT_IN}-{dictionary_digest()}-{SCHEMA_VERSION}{SUFFIX}"


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
