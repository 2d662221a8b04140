"""Takes dictionaries of others in among the reader's own, whole or not at all, and takes them out again."""

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from parallelreader.app.words.dictionaries import BUILT_IN, SUFFIX, own_folder
from parallelreader.core.errors import FileProblem, UserError, WriteProblem
from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.words.key import word_key
from parallelreader.formats.cells import one_line
from parallelreader.formats.dictionaries.registry import open_dictionary
from parallelreader.formats.dictionaries.source import DictionarySource
from parallelreader.paths import UserFolders
from parallelreader.store.dictionary_file import DictionaryDamaged, DictionaryFile
from parallelreader.store.dictionary_writing import write_dictionary

MOST_ENTRIES = 5_000_000
"""The largest dictionary that is taken in; the largest there are have a million entries or two."""

_MOST_FAULTS_TOLD = 200
# In characters of meaning. A few pages that many headwords point to would fill any disk.
_MOST_TEXT = 1_000_000_000
_ABANDONED_AFTER = 3600.0
_SHARE_OF_READING = 0.7
_LONGEST_ID = 40
_NOT_IN_AN_ID = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class ImportedDictionary:
    """What came of an import: ``count`` entries are in, ``unread`` records are not, of which ``faults`` names
    the first; ``replaced`` where a dictionary of that title was there before."""

    id: str
    title: str
    count: int
    unread: int = 0
    faults: tuple[Fault, ...] = ()
    replaced: bool = False


@dataclass(slots=True)
class _Reading:
    """Goes through a dictionary once, counting what is left out."""

    source: DictionarySource
    progress: Progress
    unread: int = 0
    faults: list[Fault] = field(default_factory=list)
    size: int = 0

    def entries(self) -> Iterator[Entry]:
        for each in self.source.entries(self.progress):
            if isinstance(each, Entry):
                self.size += sum(map(len, each.glosses))
                if self.size > _MOST_TEXT:
                    raise FileProblem(
                        f"{self.source.title} has far more text than a dictionary can have",
                        mend="It may have been made to fill the disk of the computer: do not use it.",
                    )
                yield each if self.source.has_both_scripts else _in_both_scripts(each)
            else:
                self.unread += 1
                if len(self.faults) < _MOST_FAULTS_TOLD:
                    self.faults.append(each)


def import_dictionary(
    folders: UserFolders, path: Path, *, title: str = "", progress: Progress = NO_PROGRESS
) -> ImportedDictionary:
    """Bring in the dictionary in a file or folder, in the place of one with the same title, if there is one.

    ``title`` is what to call it instead of what it calls itself. Whoever has the dictionaries open looks at
    them again afterwards. Raises FileProblem, WriteProblem or Cancelled; then everything is as it was.
    """
    source = open_dictionary(path)
    title = one_line(title or source.title)[:100] or one_line(path.stem) or "Dictionary"
    place, replaced = _place(own_folder(folders), title)
    _clear_away_what_was_abandoned(place.parent)
    reading = _Reading(source, Stretch(progress, 0.0, _SHARE_OF_READING))
    about = {"title": title, "licence": one_line(source.licence), "from": one_line(path.name)}
    count = write_dictionary(
        place,
        about,
        _some(reading, path),
        Stretch(progress, _SHARE_OF_READING, 1.0),
    )
    return ImportedDictionary(
        place.name.removesuffix(SUFFIX), title, count, reading.unread, tuple(reading.faults), replaced
    )


def remove_dictionary(folders: UserFolders, id: str) -> None:
    """Delete an imported dictionary. Raises UserError for one that is not imported."""
    if id == BUILT_IN:
        raise UserError("This dictionary belongs to the program", mend="Switch it off instead.")
    path = own_folder(folders) / f"{id}{SUFFIX}"
    if path.parent != own_folder(folders) or not path.is_file():
        raise UserError(
            f"There is no imported dictionary {id}", mend="See: parallelreader dictionaries list."
        )
    try:
        path.unlink()
    except OSError as error:
        raise WriteProblem(
            f"The dictionary cannot be deleted: {error.strerror or error}",
            where=path,
            mend="Close other windows of the program, or give yourself the right to write there.",
        ) from error


def _some(reading: _Reading, path: Path) -> Iterator[Entry]:
    """All entries; raises where there is not one or there are far too many, before anything is put in the
    place of anything."""
    count = 0
    for count, entry in enumerate(reading.entries(), 1):
        if count > MOST_ENTRIES:
            raise FileProblem(
                f"The dictionary has more than {MOST_ENTRIES // 1_000_000} million entries",
                where=path,
                mend="It may have been made to fill the disk of the computer; if not, divide it.",
            )
        yield entry
    if not count:
        first = reading.faults[0] if reading.faults else None
        raise FileProblem(
            f"No entry of this dictionary can be read: {first.what}" if first else "There is no entry in it",
            where=path,
            line=first.line if first else None,
            mend="Look whether this is the right file, and fetch it again from where it comes.",
        )


def _clear_away_what_was_abandoned(folder: Path) -> None:
    """Delete what imports were writing when they were killed. One that goes on writes all the time."""
    for part in folder.glob(".*.part"):
        with contextlib.suppress(OSError):
            if time.time() - part.stat().st_mtime > _ABANDONED_AFTER:
                part.unlink()


def _in_both_scripts(entry: Entry) -> Entry:
    word = entry.traditional
    # Most are simplified already, which their characters tell more quickly than the whole does.
    if all(word_key(character) == character for character in word):
        return entry
    return replace(entry, simplified=word_key(word))


def _place(folder: Path, title: str) -> tuple[Path, bool]:
    """Where a dictionary of that title goes, and whether there is one already."""
    name = _NOT_IN_AN_ID.sub("-", title.lower()).strip("-_")[:_LONGEST_ID].strip("-_") or "dictionary"
    for number in range(1, 1000):
        path = folder / f"{name if number == 1 and name != BUILT_IN else f'{name}-{number}'}{SUFFIX}"
        if not path.exists():
            return path, False
        if _title_of(path) in (title, ""):
            return path, True
    raise WriteProblem("There are too many dictionaries of this name", where=folder, mend="Remove some.")


def _title_of(path: Path) -> str:
    """What an imported dictionary is called; empty where its file is damaged."""
    with contextlib.suppress(DictionaryDamaged):
        file = DictionaryFile(path)
        try:
            return file.about.get("title", "")
        finally:
            file.close()
    return ""
