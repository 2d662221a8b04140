"""What a check says: a place where something may be wrong with terms, numbers or what is left out.

Values only; finding them is the business of ``app.terms.findings``.
"""

from enum import StrEnum

from parallelreader.core.text import Span
from parallelreader.core.values import dataclass


class FindingKind(StrEnum):
    """What may be wrong."""

    OTHERWISE = "otherwise"
    """A term is rendered by words that are none of its accepted terms."""
    DEPRECATED = "deprecated"
    """A term is rendered by words that ought not to be used for it any more, or they stand where nothing in
    the source calls for them: then ``term`` is empty."""
    MISSING = "missing"
    """A term has no counterpart; where that is so in most of its pairs it is said once, and ``found`` is
    how often in how many: "7/9"."""
    SHARED = "shared"
    """Two concepts have the same rendering."""
    NUMBERS = "numbers"
    """The numbers or dates of the two sides of a pair differ."""
    UNTRANSLATED = "untranslated"
    """A passage has nothing beside it; ``found`` says how many sentences, or nothing for a whole version that
    is condensed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How many pairs of a document were ``looked_at`` closely, of those in which a term is
    ``unsatisfied``, of all that were ``asked`` for it."""

    looked_at: int
    unsatisfied: int
    asked: int


@dataclass(frozen=True, slots=True)
class Finding:
    """``segment`` is the label of the sentence in the document's source ("3.2"), ``pair`` its number there;
    ``source`` is the place in the source, ``target`` that in the version, each None where there is none.
    Where no sentence of a source stands beside it ``pair`` is -1 and ``segment`` is of the version.

    ``term`` are the words of the source it is about, ``expected`` what would satisfy, ``found`` what stands
    there instead. Of a finding that is about no place ``document`` is empty. ``key`` is by what it is known
    again. ``sample`` is given where there were so many such pairs that only some were looked at closely; then
    the "7/9" of a missing term is of these.
    """

    kind: FindingKind
    document: str
    version: str
    segment: str
    pair: int
    source: Span | None
    target: Span | None
    term: str
    expected: tuple[str, ...]
    found: str
    concepts: tuple[str, ...]
    key: str
    sample: Sample | None = None
