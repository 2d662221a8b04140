"""The texts of a corpus as suggesting needs them: all words of both languages in a row, and which beads hold
them in every version.

Imports numpy.
"""

import math
import re
from array import array
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import numpy as np

from parallelreader.app.library import OpenDocument
from parallelreader.core.alignment import Alignment
from parallelreader.core.language.script import HAN
from parallelreader.core.links import LinkTables
from parallelreader.core.links.lemmas import lemma
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms import word_lists
from parallelreader.core.terms.candidates import Habits
from parallelreader.core.terms.folding import english_key, english_tokens
from parallelreader.core.terms.suggesting import Beside, Quoted, Side
from parallelreader.core.terms.suggestion import SuggestedPlace
from parallelreader.core.terms.token_stream import StreamWriter, TokenStream
from parallelreader.core.text import Span, Text
from parallelreader.core.words.key import word_key
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.core.words.table import UNMET

_ENGLISH_GAP = re.compile(r"(?:['’]s?)?[ \u00a0]|[-‐‑]")
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿]{2,}|\d+")
_PLACED = re.compile(rf"{HAN.pattern}[上里边旁]")
_QUOTED = re.compile(rf"[“「『《〈\"]({HAN.pattern}{{2,10}})[”」』》〉\"]")
_SEGMENTS_BETWEEN_STEPS = 500
_SINGLE_BITS, _LEAST_BITS, _COMMON = 9.0, 4.0, 3e-5


class Texts(Protocol):
    """The documents of a corpus as the window shows them."""

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]: ...


class Gathering:
    """Takes in the documents of a corpus one after another."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._chinese = _Gathered(lambda gap: not gap)
        self._english = _Gathered(lambda gap: _ENGLISH_GAP.fullmatch(gap) is not None)
        self._beads: dict[str, tuple[array[int], array[int], list[int]]] = {}
        self._quoted: dict[str, list[tuple[int, SuggestedPlace]]] = {}

    def add(self, opened: OpenDocument, progress: Progress = NO_PROGRESS) -> None:
        """Take in the words of a document, and where its alignments put them side by side."""
        progress.step(0, 1, "Counting words")
        source = opened.document.source
        first = {}
        for version in opened.document.versions:
            if version.is_chinese and version is not source:
                continue
            gathered = self._chinese if version.is_chinese else self._english
            tokens = self._chinese_tokens if version.is_chinese else _english_words
            first[version.id] = gathered.segment_count
            gathered.add(opened.document.id, version.id, opened.texts[version.id], tokens, progress)
        if source.is_chinese:
            self._note_quoted(opened.document.id, source.id, opened.source_text, first[source.id])
            for id, alignment in opened.alignments.items():
                if id in first:
                    self._put_beside(id, alignment, first[source.id], first[id])

    def _chinese_tokens(self, words: str) -> list[tuple[int, int, str]]:
        return [(start, end, word_key(words[start:end])) for start, end in self._segmenter.words(words)]

    def _note_quoted(self, document: str, version: str, text: Text, first: int) -> None:
        for segment in range(text.segment_count):
            start = text.segment(segment).start
            for match in _QUOTED.finditer(text.segment_text(segment)):
                span = Span(start + match.start(1), start + match.end(1))
                place = SuggestedPlace(document, version, span)
                self._quoted.setdefault(word_key(match[1]), []).append((first + segment, place))

    def _put_beside(self, column: str, alignment: Alignment, chinese: int, english: int) -> None:
        ours, theirs, count = self._beads.setdefault(column, (array("i"), array("i"), [0]))
        ours.extend([-1] * (chinese + alignment.source_count - len(ours)))
        theirs.extend([-1] * (english + alignment.target_count - len(theirs)))
        for bead in alignment.beads:
            if bead.is_pair:
                for segment in bead.source:
                    ours[chinese + segment] = count[0]
                for segment in bead.target:
                    theirs[english + segment] = count[0]
                count[0] += 1

    def sides(
        self, weights: Mapping[str, int], tables: LinkTables
    ) -> tuple[Side, Side, dict[str, Beside], Quoted]:
        """All that was taken in, with how common words are in general: Chinese ones by ``weights``, English
        ones by the dictionary's glosses."""
        chinese = self._chinese.side(chinese_habits(weights))
        english = self._english.side(english_habits(tables))
        columns = {
            column: Beside(
                _padded(ours, self._chinese.segment_count),
                _padded(theirs, self._english.segment_count),
                count[0],
            )
            for column, (ours, theirs, count) in self._beads.items()
            if count[0]
        }
        return chinese, english, columns, self._quoted


def _english_words(words: str) -> list[tuple[int, int, str]]:
    """Without numbers, which are no part of a term as far as counting goes."""
    return [each for each in english_tokens(words) if not each[2][0].isdigit()]


class _Gathered:
    """The texts of one language."""

    def __init__(self, goes_on: Callable[[str], bool]) -> None:
        self._writer = StreamWriter(goes_on)
        self._texts: list[tuple[str, str, Text]] = []
        self._first: list[int] = []
        self.segment_count = 0

    def add(
        self,
        document: str,
        version: str,
        text: Text,
        tokens: Callable[[str], list[tuple[int, int, str]]],
        progress: Progress,
    ) -> None:
        self._texts.append((document, version, text))
        self._first.append(self.segment_count)
        for number in range(text.segment_count):
            if number % _SEGMENTS_BETWEEN_STEPS == 0:
                progress.step(number, text.segment_count, "Counting words")
            words = text.segment_text(number)
            self._writer.add(self.segment_count + number, words, tokens(words), text.segment(number).start)
        self.segment_count += text.segment_count

    def side(self, habits: Habits) -> Side:
        stream = self._writer.finished()
        return Side(
            stream,
            habits,
            lambda first, last: self._words_at(stream, first, last),
            lambda first, last: self._place_at(stream, first, last),
        )

    def _at(self, stream: TokenStream, first: int, last: int) -> tuple[tuple[str, str, Text], Span]:
        number = int(np.searchsorted(self._first, stream.segments[first], side="right")) - 1
        return self._texts[number], Span(int(stream.starts[first]), int(stream.ends[last]))

    def _words_at(self, stream: TokenStream, first: int, last: int) -> str:
        (_, _, text), span = self._at(stream, first, last)
        return text.content[span.start : span.end]

    def _place_at(self, stream: TokenStream, first: int, last: int) -> SuggestedPlace:
        (document, version, _), span = self._at(stream, first, last)
        return SuggestedPlace(document, version, span)


def chinese_habits(weights: Mapping[str, int]) -> Habits:
    """How Chinese words make terms; ``weights`` say how common they are."""
    total = sum(weights.values()) or 1

    def chance(form: str) -> float:
        return weights.get(form, UNMET) / total

    def least_bits(form: str) -> float:
        if len(form) == 1:
            return _SINGLE_BITS
        return _LEAST_BITS + math.log2(max(1.0, chance(form) / _COMMON))

    return Habits(
        common=word_lists.CHINESE_COMMON,
        links=word_lists.CHINESE_LINKS,
        first=word_lists.CHINESE_FIRST,
        last=word_lists.CHINESE_LAST,
        parts=lambda form: form in word_lists.CHINESE_PARTS or _is_part(form),
        chance=chance,
        least_bits=least_bits,
    )


def _is_part(form: str) -> bool:
    return _NUMERAL.fullmatch(form) is not None or _PLACED.fullmatch(form) is not None


def english_habits(tables: LinkTables) -> Habits:
    """How English words make terms; how common they are is told by the glosses of the dictionary."""
    frequency = dict(zip(tables.lemmas, tables.frequency.tolist(), strict=True))
    total = float(sum(frequency.values()) or 1)

    def chance(form: str) -> float:
        return max(float(frequency.get(lemma(form), 0)), 0.5) / total

    return Habits(
        common=frozenset(map(english_key, word_lists.ENGLISH_COMMON)),
        links=frozenset(map(english_key, word_lists.ENGLISH_LINKS)),
        first=frozenset(map(english_key, word_lists.ENGLISH_FIRST)),
        last=frozenset(),
        parts=lambda form: len(form) < 3,
        chance=chance,
        least_bits=lambda form: _LEAST_BITS,
    )


def _padded(beads: "array[int]", size: int) -> np.ndarray:
    found = np.full(size, -1, np.int64)
    found[: len(beads)] = beads
    return found
