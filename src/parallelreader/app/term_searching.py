"""Searching the user's terms: how they are written, what they mean, and what is noted about them.

Where terms stand in the texts is told by ``terms.occurrences``; the texts themselves are searched by
``searching``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parallelreader.core.search.folding import fold
from parallelreader.core.search.query import Kind, Sense, places
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.text import Span


@dataclass(frozen=True, slots=True)
class FoundTerm:
    """A concept with places found in it: the spans are of what :func:`chinese_of`, :func:`english_of` and
    :func:`about` give."""

    concept: Concept
    chinese_spans: tuple[Span, ...]
    english_spans: tuple[Span, ...]
    about_spans: tuple[Span, ...]
    kind: Kind


def search_terms(concepts: Iterable[Concept], sense: Sense) -> Iterator[FoundTerm]:
    """The concepts that match, in the order given: all of what is asked is in its terms of one language, or
    in what is said about it, or the two languages asked for are in two of these."""
    for concept in concepts:
        # A term is no sentence: words asked for may be spread over several ways of writing it.
        parts = [fold(part) for part in (chinese_of(concept), english_of(concept), about(concept))]
        found = [sense.spans(part) for part in parts]
        others = [places(sense.other, part) for part in parts]
        if any(found) and (not sense.other or any(others)):
            chinese, english, said = (one or other for one, other in zip(found, others, strict=True))
            yield FoundTerm(concept, chinese, english, said, sense.kind)


def find_terms(concepts: Iterable[Concept], senses: Iterable[Sense]) -> Iterator[FoundTerm]:
    """The concepts that match any meaning of a query, those of the likeliest first, each once."""
    known, seen = list(concepts), set[str]()
    for sense in senses:
        for found in search_terms(known, sense):
            if found.concept.id not in seen:
                seen.add(found.concept.id)
                yield found


def chinese_of(concept: Concept) -> str:
    """The Chinese terms with their forms, in one line."""
    return "，".join(_written(concept.chinese))


def english_of(concept: Concept) -> str:
    """The English terms with their forms, in one line."""
    return "; ".join(_written(concept.english))


def about(concept: Concept) -> str:
    """What is said about a concept, in one line: what it means, its subject, and the notes."""
    notes = (concept.note, *(term.note for term in concept.terms))
    parts = (concept.definition, concept.subject, *notes)
    return " ".join(" ".join(part.split()) for part in parts if part.strip())


def _written(terms: Iterable[Term]) -> Iterator[str]:
    return iter(dict.fromkeys(words for term in terms for words in (term.text, *term.forms)))
