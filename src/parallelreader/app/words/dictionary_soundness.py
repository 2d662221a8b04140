"""Can all dictionaries of a reader's own be looked into? Reads all of each; mending is left to importing it
again."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.dictionaries import BUILT_IN, SUFFIX, own_folder
from parallelreader.core.errors import UserError
from parallelreader.core.language.dictionary import installed_file
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.dictionary_file import DictionaryFile


@dataclass(frozen=True, slots=True)
class DictionariesReport:
    """How many dictionaries were imported, and a sentence for each fault that was found."""

    imported: int
    faults: tuple[str, ...]


def check_dictionaries(
    folders: UserFolders, store: Store, *, progress: Progress = NO_PROGRESS
) -> DictionariesReport:
    """Look through every dictionary that was imported, and whether that of the program is there.

    What the program makes of its own dictionary is not looked at: it is made again where it is damaged.
    """
    paths = sorted(own_folder(folders).glob(f"*{SUFFIX}"))
    faults = list(_of_built_in())
    for number, path in enumerate(paths):
        progress.step(number, len(paths), f"Reading {path.stem}")
        try:
            with closing(DictionaryFile(path)) as file:
                title = file.about.get("title", "") or path.stem
                faults += (f"{title}, {path.name}: {each}" for each in file.faults())
        except UserError as problem:
            faults.append(f"{path.stem}: {problem.what}. Remove it and import it again.")
    there = {BUILT_IN, *(path.stem for path in paths)}
    faults += (
        f"{name}: its file is gone from {own_folder(folders)}. Import it again, or let it go with"
        f" parallelreader dictionaries remove {name}."
        for name in _set_in_order(store)
        if name not in there
    )
    return DictionariesReport(len(paths), tuple(faults))


def _of_built_in() -> Iterator[str]:
    try:
        installed_file()
    except UserError as problem:
        yield str(problem)


def _set_in_order(store: Store) -> list[str]:
    """Those of which the reader has said when they are asked, or that they are not."""
    settings = CurrentSettings(store).value
    return list(dict.fromkeys((*settings.dictionary_order, *settings.dictionaries_off)))
