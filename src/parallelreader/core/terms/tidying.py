"""Concepts as they may be kept: what is typed, pasted or read from a file may have any characters in it."""

from dataclasses import replace

from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import clean_body
from parallelreader.core.terms.concept import Concept, Term


class NoTerm(UserError):
    """A concept has no term that says anything."""


def tidy(concept: Concept) -> Concept:
    """The concept with every term and form on one line, no control characters, and no empty terms.

    Raises NoTerm where nothing is left of its terms.
    """
    terms = tuple(term for term in map(_tidied, concept.terms) if term.text)
    if not terms:
        raise NoTerm("A concept needs a term", mend="Write a Chinese or an English word for it.")
    made = replace(
        concept,
        terms=terms,
        definition=clean_body(concept.definition).strip(),
        subject=one_line(concept.subject),
        note=clean_body(concept.note).strip(),
    )
    return concept if made == concept else made


def one_line(words: str) -> str:
    """``words`` without control characters and with one space for any white space, none at the ends."""
    return " ".join(clean_body(words).split())


def _tidied(term: Term) -> Term:
    text = one_line(term.text)
    forms = tuple(dict.fromkeys(form for form in map(one_line, term.forms) if form and form != text))
    return replace(
        term,
        language=one_line(term.language),
        text=text,
        forms=forms,
        source=one_line(term.source),
        note=clean_body(term.note).strip(),
    )
