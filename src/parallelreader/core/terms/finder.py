"""Where terms stand in a sentence.

An index of the words that terms are written with, changed one concept at a time; which texts are looked
through is left to the caller.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence

from parallelreader.core.terms.chinese_index import ChineseIndex
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.english_index import EnglishIndex
from parallelreader.core.terms.folding import english_words
from parallelreader.core.terms.owners import longest, owner_of
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass

Named = tuple[int, int, tuple[str, ...]]
"""Start and end of a term, in code points, and the ids of the concepts it names, the best first."""

OwnTerm = tuple[int, int, str]
"""Start and end of a term, in code points, and its id."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term at a place; ``span`` counts code points of the words that were looked through.

    Where several terms are written alike, ``concept`` and ``term`` are the ids of the one with the best
    status, the elder first, and ``others`` those of the rest.
    """

    span: Span
    concept: str
    term: str
    others: tuple[tuple[str, str], ...] = ()

    @property
    def owners(self) -> tuple[tuple[str, str], ...]:
        """The ids of all concepts and terms that are written so, the best first."""
        return ((self.concept, self.term), *self.others)


class TermFinder:
    """The terms of some concepts. :meth:`in_text` may be called from any thread at any time."""

    def __init__(self, concepts: Iterable[Concept] = ()) -> None:
        self._lock = threading.Lock()
        self._chinese = ChineseIndex()
        self._english = EnglishIndex(self._lock)
        self.change((None, concept) for concept in concepts)

    def change(self, pairs: Iterable[tuple[Concept | None, Concept | None]]) -> None:
        """Go on with what concepts have become: (before, after) of each, None where there was or is none."""
        for before, after in pairs:
            # One at a time: a window that paints must not wait for ten thousand.
            with self._lock:
                for concept, is_added in ((before, False), (after, True)):
                    if concept is not None:
                        self._put(concept, is_added=is_added)

    def in_text(self, words: str, *, is_chinese: bool) -> list[Occurrence]:
        """The terms in some words of one language, in order and without overlap; of terms that overlap the
        longest is found, and of two as long the first."""
        found = self._chinese.found(words) if is_chinese else self._english.found(words, english_words(words))
        return [
            Occurrence(Span(start, end), *owners.first, owners.others)
            for start, end, owners in longest(found)
        ]

    def concepts_in_chinese(self, words: str) -> Sequence[Named]:
        """As :meth:`in_text`, for those who look through very many sentences."""
        found = longest(self._chinese.found(words))
        return [(start, end, owners.concepts) for start, end, owners in found] if found else ()

    def concepts_in_english(self, words: str, places: Sequence[tuple[int, int]]) -> Sequence[Named]:
        """As :meth:`concepts_in_chinese`; ``places`` are the :func:`english_words`."""
        found = longest(self._english.found(words, places))
        return [(start, end, owners.concepts) for start, end, owners in found] if found else ()

    def english_apart(self, words: str) -> Mapping[str, Sequence[OwnTerm]]:
        """The English terms of each concept by itself, as if there were no other: none hides another's."""
        found = self._english.found(words, english_words(words))
        apart: dict[str, list[OwnTerm]] = {}
        for start, end, owners in found:
            for concept, term in owners.by_concept.items():
                apart.setdefault(concept, []).append((start, end, term))
        return {concept: longest(terms) for concept, terms in apart.items()}

    def _put(self, concept: Concept, *, is_added: bool) -> None:
        for term in concept.terms:
            index = self._chinese if term.is_chinese else self._english
            owner = owner_of(concept, term)
            for written in dict.fromkeys((term.text, *term.forms)):
                if is_added:
                    index.add(written, owner, term)
                else:
                    index.discard(written, owner, term)
