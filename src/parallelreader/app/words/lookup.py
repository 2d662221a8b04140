"""What those who need words looked up ask for; ``dictionaries`` answers it."""

from collections.abc import Sequence
from typing import Protocol

from parallelreader.core.language.dictionary import Entry


class DictionaryName(Protocol):
    """A dictionary by its name."""

    @property
    def title(self) -> str: ...


class FoundEntry(Protocol):
    """An entry and the dictionary it stands in."""

    @property
    def entry(self) -> Entry: ...

    @property
    def dictionary(self) -> DictionaryName: ...


class Lookup(Protocol):
    """Where words are looked up, in either script; a few milliseconds a question."""

    @property
    def is_ready(self) -> bool: ...

    def entries(self, word: str) -> Sequence[FoundEntry]: ...

    def prefixes(self, text: str, position: int) -> Sequence[str]: ...

    def by_english(self, words: str, limit: int) -> Sequence[FoundEntry]: ...

    def missing(self) -> str: ...
