"""What is handed to whoever looks for renderings, and what comes back: plain values that a process can send.

How the words are found is the business of ``finding``.
"""

from parallelreader.core.renderings.rendering import Found
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a version beside the term; ``is_own`` where the alignment says that it renders the
    sentence of the term, else it stands next to one that does, or to where one is missing."""

    text: str
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class Sought:
    """One occurrence in one version: the Chinese words it stands in, its ``start`` and ``end`` there, and
    where its rendering may be.

    ``passage`` is the same for all versions of one sentence of the source, ``bead`` for all places in a
    column that are rendered together. ``before`` and ``after`` are the Chinese sentences next to it, for the
    sentences that are not its own.
    """

    column: str
    chinese: str
    start: int
    end: int
    english: tuple[Sentence, ...]
    before: str = ""
    after: str = ""
    passage: str = ""
    bead: str = ""


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a rendering was found: the number of its sentence, and ``start`` and ``end`` in that."""

    sentence: int
    start: int
    end: int
    confidence: float
    found: Found = Found.LIKELY


@dataclass(frozen=True, slots=True)
class Wanted:
    """A term to look for.

    ``english`` are the words that are known to render it; ``elsewhere`` some English sentences whose sources
    do not have it, ``lessons`` some pairs of the corpus that surely belong together, the same for every term.
    """

    chinese: tuple[str, ...]
    english: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    lessons: tuple[tuple[str, str], ...] = ()
