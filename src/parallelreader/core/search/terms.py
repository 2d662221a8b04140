"""The parts of a query, each of which knows where it stands in a folded sentence.

What was typed is taken apart in ``query``. Positions are code points of the sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from parallelreader.core.errors import UserError
from parallelreader.core.language.script import HAN
from parallelreader.core.search.folding import HAN_CLASS, WORD, fold
from parallelreader.core.search.inflections import lemmas
from parallelreader.core.search.needs import Needs, WordNeed
from parallelreader.core.search.pinyin import Syllables
from parallelreader.core.search.readings import Readings, load_readings
from parallelreader.core.text import Span

_LETTER = rf"[^\W_{HAN_CLASS}]"
_HAN_RUN = re.compile(rf"[{HAN_CLASS}]+")
_ANYTHING = re.compile("")
_SECONDS_A_SENTENCE = 0.25


class Term(Protocol):
    """One part of a query."""

    @property
    def needs(self) -> Needs:
        """What an index may be asked for."""
        ...

    def narrowed(self, folded: str) -> re.Pattern[str] | None:
        """A pattern that every sentence of a longer text ``folded`` holds if it matches; None where no
        sentence can."""
        ...

    def spans(self, folded: str) -> tuple[Span, ...]:
        """The places in a sentence, in order and without overlap; none where it does not match."""
        ...


@dataclass(frozen=True)
class Literal:
    """Characters as they stand; a ``phrase`` begins and ends with whole words."""

    folded: str
    is_phrase: bool = False

    @property
    def needs(self) -> Needs:
        han = tuple(_HAN_RUN.findall(self.folded))
        words = tuple(WordNeed(glob=word) for word in WORD.findall(self.folded)) if self.is_phrase else ()
        return Needs(han, words, is_all=han == (self.folded,))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        pattern = re.escape(self.folded)
        return _bounded(pattern, self.folded) if self.is_phrase else re.compile(pattern)

    def narrowed(self, folded: str) -> re.Pattern[str] | None:
        return self._pattern if self.folded in folded else None

    def spans(self, folded: str) -> tuple[Span, ...]:
        return tuple(_found(self._pattern, folded)) if self.folded in folded else ()


@dataclass(frozen=True)
class Wild:
    """A word or characters with ``*`` and ``?`` in them: between characters they stand for anything, in
    words for letters."""

    folded: str

    @cached_property
    def _has_han(self) -> bool:
        return HAN.search(self.folded) is not None

    @property
    def needs(self) -> Needs:
        if self._has_han:
            return Needs(tuple(_HAN_RUN.findall(self.folded)))
        globs = [glob for glob in re.findall(rf"(?:{_LETTER}|[*?])+", self.folded) if glob.strip("*?")]
        words = tuple(WordNeed(glob=glob) for glob in globs)
        return Needs(words=words, is_all=len(globs) == 1 and globs[0] == self.folded)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        many, one = (".*?", ".") if self._has_han else (_LETTER + "*", _LETTER)
        pattern = "".join({"*": many, "?": one}.get(each) or re.escape(each) for each in self.folded)
        return re.compile(pattern) if self._has_han else _bounded(pattern, "aa")

    def narrowed(self, folded: str) -> re.Pattern[str] | None:
        return self._pattern

    def spans(self, folded: str) -> tuple[Span, ...]:
        return tuple(_found(self._pattern, folded))


@dataclass(frozen=True)
class Words:
    """Words in any of their forms, anywhere in the sentence; those of one ``chain`` side by side.

    Where all of them stand one behind the other as they were typed, only these places count.
    """

    chains: tuple[tuple[str, ...], ...]
    _known: dict[str, tuple[bool, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def _typed(self) -> tuple[str, ...]:
        return tuple(word for chain in self.chains for word in chain)

    @cached_property
    def _wanted(self) -> tuple[frozenset[str], ...]:
        return tuple(lemmas(word) for word in self._typed)

    @property
    def needs(self) -> Needs:
        is_all = all(len(chain) == 1 for chain in self.chains)
        return Needs(words=tuple(WordNeed(wanted) for wanted in self._wanted), is_all=is_all)

    def narrowed(self, folded: str) -> re.Pattern[str] | None:
        there = {form: self._answers(form) for form in set(WORD.findall(folded))}
        fewest: list[str] | None = None
        for number in range(len(self._typed)):
            forms = [form for form, answers in there.items() if answers[number]]
            if not forms:
                return None
            if fewest is None or len(forms) < len(fewest):
                fewest = forms
        return _bounded("(?:" + "|".join(map(re.escape, fewest or ())) + ")", "aa")

    def spans(self, folded: str) -> tuple[Span, ...]:
        words = [(match.span(), self._answers(match[0])) for match in WORD.finditer(folded)]
        every = tuple(_chain_spans(words, 0, len(self._typed)))
        if every:
            return every
        found: list[Span] = []
        first = 0
        for chain in self.chains:
            spans = list(_chain_spans(words, first, first + len(chain)))
            if not spans:
                return ()
            found += spans
            first += len(chain)
        return _without_overlap(found)

    def _answers(self, form: str) -> tuple[bool, ...]:
        """Of which of the words typed this is a form."""
        known = self._known.get(form)
        if known is None:
            own = lemmas(form)
            known = self._known[form] = tuple(not own.isdisjoint(wanted) for wanted in self._wanted)
        return known


@dataclass(frozen=True)
class Sounds:
    """Characters by how they are read, in one of several ways that what was typed can be cut."""

    ways: tuple[Syllables, ...]

    @property
    def needs(self) -> Needs:
        return Needs(ways=self.ways)

    @cached_property
    def _readings(self) -> Readings | None:
        return load_readings()

    @cached_property
    def _patterns(self) -> list[tuple[Syllables, re.Pattern[str]]]:
        if self._readings is None:
            return []
        found = []
        for way in self.ways:
            classes = [self._readings.readable_as(syllable) for syllable in way]
            if all(classes):
                found.append((way, re.compile("".join(f"[{characters}]" for characters in classes))))
        return found

    @cached_property
    def _any(self) -> re.Pattern[str] | None:
        return re.compile("|".join(each.pattern for _, each in self._patterns)) if self._patterns else None

    def narrowed(self, folded: str) -> re.Pattern[str] | None:
        return self._any

    def spans(self, folded: str) -> tuple[Span, ...]:
        found: list[Span] = []
        match = self._any.search(folded) if self._any else None
        while match is not None and self._any is not None:
            end = self._end_at(folded, match.start())
            if end:
                found.append(Span(match.start(), end))
            match = self._any.search(folded, end or match.start() + 1)
        return tuple(found)

    def _end_at(self, folded: str, start: int) -> int:
        """Where the longest way to read what stands at ``start`` ends; 0 where there is none."""
        ends = [
            start + len(way)
            for way, pattern in self._patterns
            if pattern.match(folded, start) and self._readings and self._readings.fits(folded, start, way)
        ]
        return max(ends, default=0)


@dataclass(frozen=True)
class Pattern:
    """A regular expression, tried on each sentence; ``^`` and ``$`` are its ends."""

    typed: str
    _compiled: Any = field(compare=False, repr=False)

    @classmethod
    def of(cls, typed: str) -> "Pattern":
        """Raises UserError where the expression cannot be understood."""
        # Some tenths of a second that only who writes patterns needs.
        import regex

        # Only what is not ASCII: the others have meanings of their own, as \W is not \w.
        folded = "".join(each if each.isascii() else fold(each) for each in typed)
        try:
            return cls(typed, regex.compile(folded, regex.IGNORECASE))
        except (regex.error, OverflowError, RecursionError) as error:
            raise UserError(
                f"This pattern cannot be understood: {error}",
                mend="Write a regular expression between two slashes, such as /渡船?/.",
            ) from error

    @property
    def needs(self) -> Needs:
        return Needs()

    def narrowed(self, folded: str) -> re.Pattern[str] | None:
        return _ANYTHING

    def spans(self, folded: str) -> tuple[Span, ...]:
        try:
            matches = self._compiled.finditer(folded, timeout=_SECONDS_A_SENTENCE, concurrent=True)
            return tuple(Span(*match.span()) for match in matches if match.end() > match.start())
        except TimeoutError as error:
            raise UserError(
                "This pattern takes too long",
                mend="Avoid repeats inside repeats, such as (a+)+.",
            ) from error


def _bounded(pattern: str, example: str) -> re.Pattern[str]:
    """``pattern``, of which a match looks like ``example``, between the borders of words."""
    before = rf"(?<!{_LETTER})" if WORD.match(example[0]) else ""
    after = rf"(?!{_LETTER})" if WORD.match(example[-1]) else ""
    return re.compile(before + pattern + after)


def _found(pattern: re.Pattern[str], folded: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in pattern.finditer(folded) if match.end() > match.start())


_Answered = list[tuple[tuple[int, int], tuple[bool, ...]]]


def _chain_spans(words: _Answered, first: int, stop: int) -> Iterator[Span]:
    """Where words stand side by side that are forms of those typed from number ``first`` to ``stop``."""
    size = stop - first
    at = 0
    while at + size <= len(words):
        if all(words[at + number][1][first + number] for number in range(size)):
            yield Span(words[at][0][0], words[at + size - 1][0][1])
            at += size
        else:
            at += 1


def _without_overlap(spans: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(spans):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)
