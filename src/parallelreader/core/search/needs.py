"""What a sentence must hold for a part of a query to match: the little that an index can answer.

An index gives the sentences that hold it; whether they match is then seen in the words themselves.
"""

from dataclasses import dataclass

from parallelreader.core.search.pinyin import Syllables


@dataclass(frozen=True, slots=True)
class WordNeed:
    """One word: any form that has one of ``lemmas``, or that fits ``glob`` (``*`` and ``?``)."""

    lemmas: frozenset[str] = frozenset()
    glob: str = ""


@dataclass(frozen=True, slots=True)
class Needs:
    """All of it must be there: runs of characters side by side, words, and one of ``ways`` to be read.

    Where it ``is_all``, a sentence that holds it matches, and nothing else need be looked at.
    """

    han: tuple[str, ...] = ()
    words: tuple[WordNeed, ...] = ()
    ways: tuple[Syllables, ...] = ()
    is_all: bool = False

    def __bool__(self) -> bool:
        return bool(self.han or self.words or self.ways)
