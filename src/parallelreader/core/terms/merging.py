"""Several concepts made one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.terms.folding import fold_chinese


def merged(first: Concept, others: Sequence[Concept]) -> Concept:
    """``first`` with the terms of the others after its own, and with what they say where it says nothing.

    Terms that are written alike become one, with the forms of both and the status of the earlier; a language
    that has a preferred term gets no second one. What several notes say is kept one below the other.
    """
    terms: dict[tuple[bool, str, bool], Term] = {}
    for concept in (first, *others):
        has_preferred = {term.is_chinese for term in terms.values() if term.status is TermStatus.PREFERRED}
        for term in concept.terms:
            key = (term.is_chinese, fold_chinese(term.text), term.is_case_sensitive)
            if key in terms:
                terms[key] = _joined(terms[key], term)
            elif term.status is TermStatus.PREFERRED and term.is_chinese in has_preferred:
                terms[key] = replace(term, status=TermStatus.ADMITTED)
            else:
                terms[key] = term
    everyone = (first, *others)
    return replace(
        first,
        terms=tuple(terms.values()),
        definition=_said(each.definition for each in everyone),
        subject=next((each.subject for each in everyone if each.subject), ""),
        note=_said(each.note for each in everyone),
    )


def _joined(one: Term, other: Term) -> Term:
    written = (other.text, *other.forms) if other.text != one.text else other.forms
    forms = dict.fromkeys((*one.forms, *(form for form in written if form != one.text)))
    return replace(
        one,
        forms=tuple(forms),
        part_of_speech=one.part_of_speech or other.part_of_speech,
        source=one.source or other.source,
        note=_said((one.note, other.note)),
    )


def _said(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(each for each in words if each))
