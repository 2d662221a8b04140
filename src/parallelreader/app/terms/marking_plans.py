"""What becomes of words that are marked: a new concept, or another term of one that there is."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.values import dataclass


class Way(StrEnum):
    """What is done with a pair."""

    NEW = "new"
    ADD = "add"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Marked:
    """A pair to be kept, either side may be empty; ``source`` says who renders it so, the languages are BCP
    47 tags."""

    chinese: str
    english: str
    chinese_language: str = "zh"
    english_language: str = "en"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to keep a pair: ``concept`` as it would be then, which for what is KNOWN it is already."""

    way: Way
    concept: Concept


def plans_for(termbase: Termbase, marked: Marked) -> Sequence[Plan]:
    """The ways to keep a pair, the likeliest first; at least one of its sides has words.

    What is known on one side gets what is on the other as one more term; English words that render another
    term already are more likely two concepts than one.
    """
    chinese = _having(termbase, marked.chinese, is_chinese=True)
    english = _having(termbase, marked.english, is_chinese=False)
    new = Plan(Way.NEW, _new(termbase, marked))
    for concept in chinese or english:
        has_both = concept in english or not marked.english
        if has_both and (concept in chinese or not marked.chinese):
            return (Plan(Way.KNOWN, concept), new)
    if chinese:
        return (Plan(Way.ADD, _with(termbase, chinese[0], marked, is_chinese=False)), new)
    if english:
        return (new, Plan(Way.ADD, _with(termbase, english[0], marked, is_chinese=True)))
    return (new,)


def keep(termbase: Termbase, plan: Plan) -> None:
    """Carry a plan out, in one step."""
    if plan.way is Way.NEW:
        termbase.add([plan.concept])
    elif plan.way is Way.ADD:
        termbase.change(plan.concept, name="Add term")


def _having(termbase: Termbase, words: str, *, is_chinese: bool) -> list[Concept]:
    """The concepts that have these words as a term, in any form of them."""
    if not words:
        return []
    found = dict.fromkeys(concept.id for concept in termbase.named(words))
    for each in termbase.finder.in_text(words, is_chinese=is_chinese):
        if len(each.span) == len(words):
            found.update(dict.fromkeys(concept for concept, _ in each.owners))
    known = [concept for id in found if (concept := termbase.get(id)) is not None]
    return [each for each in known if (each.chinese if is_chinese else each.english)]


def _new(termbase: Termbase, marked: Marked) -> Concept:
    terms = []
    for is_chinese, words in ((True, marked.chinese), (False, marked.english)):
        if words:
            terms.append(_term(termbase, marked, TermStatus.PREFERRED, is_chinese=is_chinese))
    return termbase.new_concept((), (), terms=tuple(terms))


def _with(termbase: Termbase, concept: Concept, marked: Marked, *, is_chinese: bool) -> Concept:
    """A concept with one side of the pair as one more term; the first of its language is preferred."""
    has_some = concept.chinese if is_chinese else concept.english
    status = TermStatus.ADMITTED if has_some else TermStatus.PREFERRED
    return replace(concept, terms=(*concept.terms, _term(termbase, marked, status, is_chinese=is_chinese)))


def _term(termbase: Termbase, marked: Marked, status: TermStatus, *, is_chinese: bool) -> Term:
    if is_chinese:
        return termbase.new_term(marked.chinese_language, marked.chinese, status=status)
    return termbase.new_term(marked.english_language, marked.english, status=status, source=marked.source)
