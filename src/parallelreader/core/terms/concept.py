"""What a concept is: one thing meant, and the terms that name it in Chinese and in English.

Values only: where terms stand in a text is the business of ``finder``, keeping them that of ``store``.
"""

from collections.abc import Iterable
from enum import StrEnum

from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.values import dataclass


class TermStatus(StrEnum):
    """How a term ought to be used, with the best first; the four of TBX-Basic."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    SUPERSEDED = "superseded"
    DEPRECATED = "deprecated"

    @property
    def is_accepted(self) -> bool:
        """Whether one may write it."""
        return self in (TermStatus.PREFERRED, TermStatus.ADMITTED)


class PartOfSpeech(StrEnum):
    """The parts of speech of TBX-Basic; unknown is none of them."""

    UNKNOWN = ""
    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language.

    ``language`` is a BCP 47 tag, ``zh…`` or ``en…``; ``text`` and the ``forms`` (inflections and spellings of
    one's own, besides those that are found by rule) are written as they are read, one line each. ``source``
    says who uses it: a translator, a version, a book.
    """

    id: str
    language: str
    text: str
    status: TermStatus = TermStatus.ADMITTED
    part_of_speech: PartOfSpeech = PartOfSpeech.UNKNOWN
    forms: tuple[str, ...] = ()
    is_case_sensitive: bool = False
    source: str = ""
    note: str = ""

    @property
    def is_chinese(self) -> bool:
        return is_chinese_tag(self.language)


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing meant, with its terms in the order the user gave them; it has at least one.

    ``corpus`` is the store's key of the corpus it was marked in, "" for one that holds everywhere;
    ``created`` and ``changed`` are milliseconds since 1970 (UTC).
    """

    id: str
    corpus: str
    terms: tuple[Term, ...]
    definition: str = ""
    subject: str = ""
    note: str = ""
    created: int = 0
    changed: int = 0

    @property
    def about(self) -> str:
        """One term to know it by."""
        return self.terms[0].text

    @property
    def chinese(self) -> tuple[Term, ...]:
        """The Chinese terms, preferred ones first."""
        return _best_first(term for term in self.terms if term.is_chinese)

    @property
    def english(self) -> tuple[Term, ...]:
        """The English terms, preferred ones first."""
        return _best_first(term for term in self.terms if not term.is_chinese)

    @property
    def name(self) -> str:
        """What lists call it: its first Chinese term, or else its first English one."""
        return (*self.chinese, *self.english)[0].text


_RANK = {status: number for number, status in enumerate(TermStatus)}


def _best_first(terms: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: _RANK[term.status]))
