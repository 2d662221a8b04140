"""What becomes of words that are marked: a new concept, or another term of one that there is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import StrEnum

from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.language.script import has_han
from parallelreader.core.patterns import pattern
from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.values import dataclass

_BETWEEN = pattern("[/;／；]")

Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""The Chinese and the English words of a pair."""


class Way(StrEnum):
    """What is done with a pair."""

    NEW = "new"
    ADD = "add"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Marked:
    """A pair to be kept: the words of each side, the preferred ones first; either may be empty. ``source``
    says who renders it so, the languages are BCP 47 tags."""

    chinese: tuple[str, ...]
    english: tuple[str, ...]
    chinese_language: str = "zh"
    english_language: str = "en"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """One way to keep a pair: ``concept`` as it would be then, which for what is KNOWN it is already."""

    way: Way
    concept: Concept


def parted(words: str) -> tuple[str, ...]:
    """The words between which somebody put a slash or a semicolon, each once."""
    parts = (" ".join(part.split()) for part in _BETWEEN.split(words))
    return tuple(dict.fromkeys(part for part in parts if part))


def in_their_fields(sides: Sides) -> Sides:
    """The words of both sides, in the other order where each stands on the side of the other language."""
    chinese, english = sides
    is_turned = english and all(map(_is_chinese, english)) and not any(map(has_han, chinese))
    return (english, chinese) if is_turned else sides


def misplaced(sides: Sides) -> str:
    """Chinese words that were given for English ones; "" where there are none. Letters on the Chinese side
    may be what they look like: Chinese has terms that are written so."""
    return next((each for each in sides[1] if _is_chinese(each)), "")


def _is_chinese(words: str) -> bool:
    return has_han(words) and not any(each.isascii() and each.isalpha() for each in words)


def plans_for(termbase: Termbase, marked: Marked) -> Sequence[Plan]:
    """The ways to keep a pair, the likeliest first; at least one of its sides has words.

    What is known on one side gets what is on the other as one more term; English words that render another
    term already are more likely two concepts than one.
    """
    chinese = _having(termbase, marked.chinese, is_chinese=True)
    english = _having(termbase, marked.english, is_chinese=False)
    new = Plan(Way.NEW, _with(termbase, termbase.new_concept((), ()), marked))
    for concept in chinese or english:
        if not any(_missing(termbase, concept, marked)):
            return (Plan(Way.KNOWN, concept), new)
    if chinese:
        return (Plan(Way.ADD, _with(termbase, chinese[0], marked)), new)
    if english:
        return (new, Plan(Way.ADD, _with(termbase, english[0], marked)))
    return (new,)


def keep(termbase: Termbase, plan: Plan) -> None:
    """Carry a plan out, in one step."""
    if plan.way is Way.NEW:
        termbase.add([plan.concept])
    elif plan.way is Way.ADD:
        termbase.change(plan.concept, name="Add term")


def _having(termbase: Termbase, words: Sequence[str], *, is_chinese: bool) -> list[Concept]:
    """The concepts that have any of these words as a term, in any form of them."""
    found = dict.fromkeys(id for each in words for id in _named(termbase, each, is_chinese=is_chinese))
    known = [concept for id in found if (concept := termbase.get(id)) is not None]
    return [each for each in known if (each.chinese if is_chinese else each.english)]


def _named(termbase: Termbase, words: str, *, is_chinese: bool) -> Iterator[str]:
    """The ids of the concepts with a term of exactly these words."""
    yield from (concept.id for concept in termbase.named(words))
    for each in termbase.finder.in_text(words, is_chinese=is_chinese):
        if len(each.span) == len(words):
            yield from (concept for concept, _ in each.owners)


def _missing(termbase: Termbase, concept: Concept, marked: Marked) -> Sides:
    """What a concept has not yet of either side."""
    chinese, english = (
        tuple(each for each in words if concept.id not in _named(termbase, each, is_chinese=is_chinese))
        for words, is_chinese in ((marked.chinese, True), (marked.english, False))
    )
    return chinese, english


def _with(termbase: Termbase, concept: Concept, marked: Marked) -> Concept:
    """A concept with what it has not yet as more terms; the first of a language is preferred."""
    terms = list(concept.terms)
    for is_chinese, words in zip((True, False), _missing(termbase, concept, marked), strict=True):
        has_some = bool(concept.chinese if is_chinese else concept.english)
        for each in words:
            status = TermStatus.ADMITTED if has_some else TermStatus.PREFERRED
            terms.append(_term(termbase, marked, each, status, is_chinese=is_chinese))
            has_some = True
    return replace(concept, terms=tuple(terms))


def _term(termbase: Termbase, marked: Marked, words: str, status: TermStatus, *, is_chinese: bool) -> Term:
    if is_chinese:
        return termbase.new_term(marked.chinese_language, words, status=status)
    return termbase.new_term(marked.english_language, words, status=status, source=marked.source)
