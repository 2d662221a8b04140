"""The words of the dictionaries that a reader has imported, for cutting texts by them too."""

from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words.dictionaries import SUFFIX, own_folder
from parallelreader.app.words.word_table import files_edition
from parallelreader.core.language.script import is_han
from parallelreader.paths import UserFolders
from parallelreader.store.dictionary_file import DictionaryDamaged, DictionaryFile

# What is longer is a saying or a sentence, which cutting would never leave.
_LONGEST = 8


class OwnWords:
    """Those of the dictionaries that are there and not switched off, now."""

    def __init__(self, folders: UserFolders, settings: CurrentSettings) -> None:
        self._folder = own_folder(folders)
        self._settings = settings

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that they are in."""
        off = self._settings.value.dictionaries_off
        return tuple(sorted(path for path in self._folder.glob(f"*{SUFFIX}") if path.stem not in off))

    @property
    def edition(self) -> str:
        """A name for what is in those files; empty where there are none."""
        return files_edition(self.files)

    def words(self) -> Iterator[str]:
        """All of them, in both scripts."""
        return words_of(self.files)


def words_of(files: Iterable[Path]) -> Iterator[str]:
    """The Chinese words in the files of dictionaries; one that is damaged has none."""
    for file in files:
        with suppress(DictionaryDamaged), closing(DictionaryFile(file)) as dictionary:
            yield from (word for word in dictionary.words(_LONGEST) if all(map(is_han, word)))
