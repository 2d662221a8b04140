"""What every dictionary format gives: a name, a licence, and a run of entries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.incoming import Fault
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.progress import NO_PROGRESS, Progress

ReadEntries = Callable[[Progress], Iterator[Entry | Fault]]


@dataclass(frozen=True, slots=True)
class DictionarySource:
    """A dictionary in files of others. ``licence`` is a line, empty where they do not say;
    ``has_both_scripts`` where each headword is said in simplified and in traditional characters.

    ``read`` goes through all of it from the beginning, in the order of the files and in constant memory,
    and gives what cannot be read as faults; it raises FileProblem where nothing more can be read.
    """

    title: str
    licence: str
    read: ReadEntries
    has_both_scripts: bool = False

    def entries(self, progress: Progress = NO_PROGRESS) -> Iterator[Entry | Fault]:
        """All there is; ``progress`` is told of how far the files are read."""
        return self.read(progress)


@dataclass(frozen=True, slots=True)
class DictionaryFormat:
    """``name`` as people call it; ``extensions`` in lower case with their dot, the usual one first.

    ``is_one`` tells by the first bytes of a file, and by its name, whether it is of this format;
    ``open`` raises FileProblem.
    """

    name: str
    extensions: tuple[str, ...]
    is_one: Callable[[bytes, Path], bool]
    open: Callable[[Path], DictionarySource]
