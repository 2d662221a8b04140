"""Where all terms stand in one text, and where a new one may: kept so that one edit looks at few sentences.

Which texts there are, and who asks, is known to ``occurrences``.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import Named, TermFinder
from parallelreader.core.terms.folding import (
    english_bases,
    english_forms_of,
    english_words,
    fold_chinese,
)
from parallelreader.core.text import Span, Text

_PIECE = 1 << 15

Tick = Callable[[int], None]
"""Called for each sentence looked at, with how many were before."""

Found = Sequence[Named]
"""The terms of a sentence, in order."""


class TextOccurrences:
    """The terms of one text. What takes long is done by one thread at a time; whoever reads meanwhile, or has
    results taken in, holds the lock of ``occurrences``."""

    def __init__(self, text: Text, *, is_chinese: bool) -> None:
        self.text = text
        self.is_chinese = is_chinese
        self.counts: Counter[str] = Counter()
        self._found: dict[int, Found] = {}
        self._by_concept: dict[str, array[int]] = {}
        self._index: _ChineseWords | _EnglishWords = _ChineseWords(text) if is_chinese else _EnglishWords()

    def read(self, finder: TermFinder, tick: Tick) -> None:
        """Look at every sentence for the first time, before anybody else knows of this."""
        for segment in range(self.text.segment_count):
            words = self.text.segment_text(segment)
            if isinstance(self._index, _EnglishWords):
                places = english_words(words)
                self._index.add(segment, words, places)
                found = finder.concepts_in_english(words, places)
            else:
                self._index.add(segment)
                found = finder.concepts_in_chinese(words)
            if found:
                self._put(segment, found, is_last=True)
            tick(segment)

    def look(self, segments: Sequence[int], finder: TermFinder, tick: Tick) -> dict[int, Found]:
        """What stands in these sentences now where that is something else than before."""
        changed: dict[int, Found] = {}
        for done, segment in enumerate(segments):
            found = self._look(finder, self.text.segment_text(segment))
            if list(found) != list(self._found.get(segment, ())):
                changed[segment] = found
            tick(done)
        return changed

    def take(self, changed: Iterable[tuple[int, Found]]) -> None:
        """Let this stand in these sentences."""
        for segment, found in changed:
            for _start, _end, concepts in self._found.pop(segment, ()):
                for concept in concepts:
                    self._forget(concept, segment)
            if found:
                self._put(segment, found)

    def places(self, concept: str) -> Iterator[Span]:
        """Where the terms of a concept stand, in order."""
        for segment in self._by_concept.get(concept, ()):
            at = self.text.starts[segment]
            for start, end, concepts in self._found[segment]:
                if concept in concepts:
                    yield Span(at + start, at + end)

    def spans(self) -> Iterator[Span]:
        """Where any term stands, in order."""
        for segment in sorted(self._found):
            at = self.text.starts[segment]
            for start, end, _ in self._found[segment]:
                yield Span(at + start, at + end)

    def segments_with(self, concept: str) -> Sequence[int]:
        """The sentences with a term of that concept, in order."""
        return self._by_concept.get(concept, ())

    def segments_to_look_at(self, concepts: Iterable[Concept]) -> Iterator[int]:
        """The sentences in which these concepts' terms may stand, some of them more than once."""
        for concept in concepts:
            for term in concept.terms:
                if term.is_chinese == self.is_chinese:
                    for written in (term.text, *term.forms):
                        yield from self._index.segments(written)

    def _look(self, finder: TermFinder, words: str) -> Found:
        if self.is_chinese:
            return finder.concepts_in_chinese(words)
        return finder.concepts_in_english(words, english_words(words))

    def _put(self, segment: int, found: Found, *, is_last: bool = False) -> None:
        self._found[segment] = found
        for _start, _end, concepts in found:
            for concept in concepts:
                self.counts[concept] += 1
                segments = self._by_concept.get(concept)
                if segments is None:
                    self._by_concept[concept] = array("I", (segment,))
                elif is_last:
                    if segments[-1] != segment:
                        segments.append(segment)
                else:
                    at = bisect_left(segments, segment)
                    if at == len(segments) or segments[at] != segment:
                        segments.insert(at, segment)

    def _forget(self, concept: str, segment: int) -> None:
        self.counts[concept] -= 1
        if not self.counts[concept]:
            del self.counts[concept]
        segments = self._by_concept.get(concept)
        if segments is None:
            return
        at = bisect_left(segments, segment)
        if at < len(segments) and segments[at] == segment:
            del segments[at]
            if not segments:
                del self._by_concept[concept]


class _ChineseWords:
    """The folded characters of a text, to look for new terms in."""

    def __init__(self, text: Text) -> None:
        self._starts = text.starts
        self._pieces: list[str] = []
        self._folded = ""
        self._text = text

    def add(self, segment: int) -> None:
        # All of it at once would take a tenth of a second in which nothing else gets its turn.
        end = len(self._text.content) if segment + 1 == len(self._starts) else self._starts[segment + 1]
        begin = self._starts[segment] if segment else 0
        self._pieces.append(fold_chinese(self._text.content[begin:end]))

    def segments(self, written: str) -> Iterator[int]:
        if self._pieces:
            self._folded, self._pieces = self._folded + "".join(self._pieces), []
        folded = fold_chinese(written)
        at = self._folded.find(folded) if folded else -1
        while at >= 0:
            yield bisect_right(self._starts, at) - 1
            at = self._folded.find(folded, at + 1)


class _EnglishWords:
    """The sentences in which each word of a text stands."""

    def __init__(self) -> None:
        self._segments: dict[str, array[int]] = {}
        self._words_by_base: dict[str, list[str]] = {}

    def add(self, segment: int, words: str, places: Sequence[tuple[int, int]]) -> None:
        for word in {words[start:end] for start, end in places}:
            segments = self._segments.get(word)
            if segments is None:
                self._segments[word] = array("I", (segment,))
                for base in english_forms_of(word):
                    self._words_by_base.setdefault(base, []).append(word)
            else:
                segments.append(segment)

    def segments(self, written: str) -> Iterator[int]:
        """Those with the rarest of its words."""
        of_words = [list(self._arrays(written[start:end])) for start, end in english_words(written)]
        rarest = min(of_words, key=lambda arrays: sum(map(len, arrays)), default=[])
        for segments in rarest:
            yield from segments

    def _arrays(self, word: str) -> Iterator["array[int]"]:
        words = {each for base in english_bases(word) for each in self._words_by_base.get(base, ())}
        return (self._segments[each] for each in words)
