"""What a person typed into the one box, taken apart into what it may mean.

- Chinese in either script stands for itself: 渡船. Parts with spaces between them must all be in one
  sentence, in any order.
- English words find all their forms: ferry finds ferries. Chinese and English together must both be in
  one pair.
- "…" is a phrase, exactly so and with whole words at its ends; * and ? stand for letters or characters;
  /…/ is a regular expression.
- Latin letters that can be pinyin, with tones or without, mean that as well, behind their English meaning.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from parallelreader.core.errors import UserError
from parallelreader.core.language.script import has_han
from parallelreader.core.search.folding import WORD, fold
from parallelreader.core.search.needs import Needs
from parallelreader.core.search.pinyin import parse_pinyin
from parallelreader.core.search.terms import Literal, Pattern, Sounds, Term, Wild, Words
from parallelreader.core.text import Span

_OPENING = {'"': '"', "“": "”", "„": "”", "「": "」", "『": "』", "«": "»"}
_PIECE = re.compile(
    "|".join(
        rf"{re.escape(one)}(?P<p{n}>[^{re.escape(other)}]*)(?:{re.escape(other)}|$)"
        for n, (one, other) in enumerate(_OPENING.items())
    )
    + rf"|(?P<plain>[^\s{re.escape(''.join(_OPENING))}]+)"
)
_INNER_MARK = re.compile(r"\*|\?(?=\w|[*?])")
_LONGEST = 400


class Kind(StrEnum):
    """In which way a query is meant."""

    TEXT = "text"
    ENGLISH = "english"
    PINYIN = "pinyin"
    PATTERN = "pattern"


@dataclass(frozen=True)
class Sense:
    """One meaning of a query: all ``terms`` must be in a sentence, and all of ``other`` in it or in what
    renders it."""

    kind: Kind
    terms: tuple[Term, ...]
    other: tuple[Term, ...] = ()

    @cached_property
    def needs(self) -> Needs:
        """What an index may be asked for about the sentence itself."""
        each = [term.needs for term in self.terms]
        return Needs(
            tuple(run for need in each for run in need.han),
            tuple(word for need in each for word in need.words),
            next((need.ways for need in each if need.ways), ()),
            # Of several parts the index is asked for what narrows most; whether all are there is looked at.
            is_all=not self.other and len(each) == 1 and each[0].is_all,
        )

    def spans(self, folded: str) -> tuple[Span, ...]:
        """The places of :attr:`terms` in a folded sentence; none where not all are there."""
        return places(self.terms, folded)


@dataclass(frozen=True)
class Query:
    """What was typed, and everything it may mean, the likeliest first."""

    typed: str
    senses: tuple[Sense, ...]


def places(terms: tuple[Term, ...], folded: str) -> tuple[Span, ...]:
    """Where the terms stand in a sentence; none where not all are there.

    Places of different terms with only space between them are one.
    """
    found: list[tuple[Span, int]] = []
    for number, term in enumerate(terms):
        spans = term.spans(folded)
        if not spans:
            return ()
        found += [(span, number) for span in spans]
    if len(terms) == 1:
        return tuple(span for span, _ in found)
    merged: list[tuple[Span, int]] = []
    for span, number in sorted(found):
        before, owner = merged[-1] if merged else (Span(-1, -1), -1)
        gap = folded[before.end : span.start]
        if merged and (span.start < before.end or (gap.isspace() and number != owner)):
            merged[-1] = Span(before.start, max(before.end, span.end)), number
        else:
            merged.append((span, number))
    return tuple(span for span, _ in merged)


def parse_query(typed: str) -> Query:
    """Understand what was typed. Raises UserError for nothing at all and for a pattern with a mistake."""
    words = typed.strip()
    if not words:
        raise UserError("There is nothing to search for", mend="Write a word of either language.")
    if len(words) > _LONGEST:
        raise UserError("This is too long to search for", mend="Write a few words of it.")
    if words[0] in "/／" and len(words) > 1:
        body = words[1:-1] if words[-1] in "/／" and len(words) > 2 else words[1:]
        return Query(typed, (Sense(Kind.PATTERN, (Pattern.of(body),)),))
    exact: list[Term] = []
    spoken: list[str] = []
    for match in _PIECE.finditer(words):
        piece = match["plain"]
        if piece is None:
            phrase = " ".join(fold(next(filter(None, match.groups()), "")).split())
            exact += [Literal(phrase, is_phrase=True)] if phrase else []
        elif has_han(piece) or not WORD.search(fold(piece)):
            exact.append(_characters(piece))
        elif _INNER_MARK.search(piece):
            exact.append(Wild(_trimmed(fold(piece))))
        else:
            spoken.append(piece)
    senses = tuple(_senses(exact, spoken))
    if not senses:
        # Quotes round nothing.
        senses = (Sense(Kind.TEXT, (Literal(fold(words)),)),)
    return Query(typed, senses)


def _senses(exact: list[Term], spoken: list[str]) -> list[Sense]:
    if not spoken:
        return [Sense(Kind.TEXT, tuple(exact))] if exact else []
    chains = (tuple(WORD.findall(fold(piece))) for piece in spoken)
    english: Term = Words(tuple(chain for chain in chains if chain))
    is_chinese = any(term.needs.han for term in exact)
    found = [
        Sense(Kind.TEXT, tuple(exact), (english,)) if is_chinese else Sense(Kind.ENGLISH, (*exact, english))
    ]
    ways = parse_pinyin(" ".join(spoken))
    if ways:
        found.append(Sense(Kind.PINYIN, (*exact, Sounds(ways))))
    return found


def _characters(piece: str) -> Term:
    folded = fold(piece)
    # The question mark of the other width is a mark of the text.
    if _INNER_MARK.search(piece) and has_han(piece):
        return Wild(folded.strip("*"))
    return Literal(folded)


def _trimmed(folded: str) -> str:
    """A word with wildcards, without the marks round it."""
    return re.sub(r"^[^\w*?]+|[^\w*]+$", "", folded)
