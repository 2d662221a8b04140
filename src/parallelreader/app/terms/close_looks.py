"""Which of very many places that no term satisfies are looked at closely, and what those teach of the others.

A close look links the words of a pair, some hundredths of a second; nobody waits for ten thousand of them.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.text import Span

_T = TypeVar("_T")
_ARTICLE = re.compile(r"^(?:the|an?)\s+(?=\S)", re.IGNORECASE)

_IN_ALL, _LEAST = 3000, 30
_LEAST_TIMES, _LEAST_SHARE = 8, 0.95


def most_close_looks(groups: int) -> int:
    """How many places of each of so many terms in a version of a corpus may be looked at closely."""
    return max(_LEAST, _IN_ALL // max(groups, 1))


def parted(items: Sequence[_T], most: int) -> tuple[list[_T], list[_T]]:
    """Not more than so many of the items, from everywhere among them, and the others."""
    step = -(-len(items) // most)
    others = [each for number, each in enumerate(items) if number % step] if step > 1 else []
    return list(items[:: max(step, 1)]), others


def batches(counts: Mapping[_T, int]) -> Iterator[list[_T]]:
    """The keys in their order, in runs of not many more places than are looked at of one corpus: the words of
    so many are in memory at once."""
    batch: list[_T] = []
    held = 0
    for key, count in counts.items():
        if batch and held + count > _IN_ALL:
            yield batch
            batch, held = [], 0
        batch.append(key)
        held += count
    if batch:
        yield batch


@dataclass(slots=True)
class Lessons:
    """What a version writes for a term in place of what was agreed, by the places looked at closely."""

    _seen: list[str] = field(default_factory=list)
    _found: Counter[str] = field(default_factory=Counter)
    _written: dict[str, str] = field(default_factory=dict)

    def note(self, english: str, found: str | None) -> None:
        """That these words were found to render the term in this English, or that nothing was."""
        self._seen.append(english)
        key = variant_key(found) if found else ""
        if found and key:
            self._found[key] += 1
            self._written.setdefault(key, _ARTICLE.sub("", found))

    def usual(self) -> Callable[[str], Span | None] | None:
        """What tells in other English where the rendering stands that stood for the term often, and nearly
        wherever it stood; that tells nothing where there are several. None where there is no such rendering.
        """
        often = [
            (key, TermFinder([_made(self._written[key])]))
            for key, count in self._found.items()
            if count >= _LEAST_TIMES
        ]
        sure = [
            finder
            for key, finder in often
            if self._found[key]
            >= _LEAST_SHARE * sum(bool(finder.in_text(each, is_chinese=False)) for each in self._seen)
        ]

        def find(english: str) -> Span | None:
            spans = [each.span for finder in sure for each in finder.in_text(english, is_chinese=False)]
            return spans[0] if len(spans) == 1 else None

        return find if sure else None


def _made(words: str) -> Concept:
    return Concept(words, "", (Term(words, "en", words),))
