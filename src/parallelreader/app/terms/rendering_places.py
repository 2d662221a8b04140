"""Where the occurrences of a term stand in a corpus, and in which sentences of each version to look for them.

Only cuts out passages; what renders the term in them is found by ``core.renderings``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from parallelreader.app.library import OpenDocument
from parallelreader.core.alignment import Alignment
from parallelreader.core.corpus import Version
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.renderings.rendering import Rendering
from parallelreader.core.renderings.sought import Sentence, Sighting, Sought
from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.search.folding import fold
from parallelreader.core.text import Span, Text

_T = TypeVar("_T")

# Below this confidence one in ten alignments is wrong: then the sentences around are looked at too.
_SURE = 0.9
_SEGMENTS_AT_ONCE = 1000
_ELSEWHERE_OF_A_VERSION, _ELSEWHERE = 1500, 3000
_LESSONS_OF_A_VERSION, _LESSONS, _LONGEST_LESSON = 200, 400, 300


@dataclass(slots=True)
class _Some(Generic[_T]):
    """Some of many things, from everywhere among them: at least ``most`` of them where there are as many, and
    never more than twice that, however many come."""

    most: int
    taken: list[_T] = field(default_factory=list)
    _seen: int = 0
    _step: int = 1

    def take(self, things: Iterable[_T]) -> None:
        for each in things:
            if self._seen % self._step == 0:
                self.taken.append(each)
            self._seen += 1
            if len(self.taken) > 2 * self.most:
                del self.taken[1::2]
                self._step *= 2


def english_versions(opened: OpenDocument) -> tuple[Version, ...]:
    """The versions beside a Chinese source; none where the source is not Chinese."""
    if not opened.document.source.is_chinese:
        return ()
    return tuple(version for version in opened.document.translations if not version.is_chinese)


def term_pattern(chinese: Sequence[str]) -> re.Pattern[str] | None:
    """What finds any of these words in folded text, the longest first; None where there are no words."""
    folded = {fold(each.strip()) for each in chinese} - {""}
    if not folded:
        return None
    return re.compile("|".join(map(re.escape, sorted(folded, key=lambda each: (-len(each), each)))))


@dataclass(slots=True)
class SoughtPlaces:
    """The rows of a matrix, the passages in which words are sought, and which cell each of these is for."""

    rows: list[MatrixRow] = field(default_factory=list)
    sought: list[Sought] = field(default_factory=list)
    _elsewhere: "_Some[str]" = field(default_factory=lambda: _Some(_ELSEWHERE))
    _lessons: "_Some[tuple[str, str]]" = field(default_factory=lambda: _Some(_LESSONS))
    _cells: list[tuple[int, str]] = field(default_factory=list)
    _starts: list[tuple[int, ...]] = field(default_factory=list)

    def add(self, opened: OpenDocument, pattern: re.Pattern[str]) -> None:
        """Take in the occurrences in the source of a document, in order, and what else it has to tell."""
        versions, first = english_versions(opened), len(self.rows)
        for span in _occurrences(opened.source_text, pattern) if versions else ():
            self.add_place(opened, span)
        for version in versions:
            beside = {segment for row in self.rows[first:] for segment in row.cells[version.id].segments}
            text = opened.texts[version.id]
            spread = _spread(range(text.segment_count), _ELSEWHERE_OF_A_VERSION)
            self._elsewhere.take(text.segment_text(each) for each in spread if each not in beside)
            self._lessons.take(_lessons(opened, version))

    def add_place(self, opened: OpenDocument, span: Span) -> None:
        """Take in one place of the source of a document as a row."""
        document, source = opened.document, opened.source_text
        segment = source.segment_at(span.start)
        cells = {version.id: self._cell(opened, version, span) for version in english_versions(opened)}
        label = source.label(segment)
        self.rows.append(MatrixRow(document.id, document.source.id, span, label, segment, cells))

    @property
    def lessons(self) -> tuple[tuple[str, str], ...]:
        """Some pairs of sentences that surely belong together, whatever the term is."""
        return tuple(_spread(self._lessons.taken, _LESSONS))

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """Some English sentences that do not stand beside the term, from all over the corpus."""
        return tuple(_spread(self._elsewhere.taken, _ELSEWHERE))

    def listed(self) -> Iterator[tuple[MatrixRow, str, Sought]]:
        """What is sought, each with the row and the column it is for."""
        for (row, column), sought in zip(self._cells, self.sought, strict=True):
            yield self.rows[row], column, sought

    def put(self, number: int, sighting: Sighting | None) -> int:
        """Note what was found in a passage, by its number among :attr:`sought`; gives that of its row."""
        row, column = self._cells[number]
        cells = self.rows[row].cells
        rendering = None
        if sighting is not None:
            words = self.sought[number].english[sighting.sentence].text[sighting.start : sighting.end]
            start = self._starts[number][sighting.sentence] + sighting.start
            span = Span(start, start + len(words))
            rendering = Rendering((span,), words, sighting.confidence, sighting.found, variant_key(words))
        changed = {**cells, column: replace(cells[column], rendering=rendering)}
        self.rows[row] = replace(self.rows[row], cells=changed)
        return row

    def _cell(self, opened: OpenDocument, version: Version, span: Span) -> Cell:
        alignment = opened.alignments.get(version.id)
        if alignment is None:
            return Cell(version.id, ())
        source, target = opened.source_text, opened.texts[version.id]
        number = alignment.bead_of_source(source.segment_at(span.start))
        segments = _segments_around(alignment, number)
        if segments:
            passage = f"{opened.document.id} {source.segment_at(span.start)}"
            found = _passages(source, target, alignment, number, span)
            bead = f"{opened.document.id} {number}"
            self.sought.append(replace(found, column=version.id, passage=passage, bead=bead))
            self._cells.append((len(self.rows), version.id))
            self._starts.append(tuple(target.segment(each).start for each in segments))
        return Cell(version.id, alignment.beads[number].target)


def _spread(items: Sequence[_T], most: int) -> Sequence[_T]:
    """Not more than so many of the items, from everywhere among them."""
    return items[:: max(1, -(-len(items) // most))]


def _lessons(opened: OpenDocument, version: Version) -> Iterator[tuple[str, str]]:
    alignment = opened.alignments.get(version.id)
    if alignment is None:
        return
    for number in _spread(range(len(alignment.beads)), _LESSONS_OF_A_VERSION):
        bead = alignment.beads[number]
        if bead.is_pair and bead.confidence >= _SURE:
            source = opened.source_text.segments_text(bead.source, "")
            target = opened.texts[version.id].segments_text(bead.target, " ")
            if max(len(source), len(target) // 4) <= _LONGEST_LESSON:
                yield source, target


def _occurrences(source: Text, pattern: re.Pattern[str]) -> Iterator[Span]:
    """A long text is not all in memory, and a term is never in two sentences."""
    for first in range(0, source.segment_count, _SEGMENTS_AT_ONCE):
        last = min(first + _SEGMENTS_AT_ONCE, source.segment_count) - 1
        start = source.starts[first]
        for match in pattern.finditer(fold(source.content[start : source.ends[last]])):
            yield Span(start + match.start(), start + match.end())


def _neighbours(alignment: Alignment, number: int) -> tuple[int | None, int | None]:
    """The beads before and after one that is in doubt or has no other side."""
    bead = alignment.beads[number]
    if bead.target and bead.confidence >= _SURE:
        return None, None
    return number - 1 if number else None, number + 1 if number + 1 < len(alignment.beads) else None


def _segments_around(alignment: Alignment, number: int) -> dict[int, bool]:
    """The segments to look at, ascending, and whether each is of the bead itself."""
    found = dict.fromkeys(alignment.beads[number].target, True)
    for neighbour in _neighbours(alignment, number):
        if neighbour is not None:
            found = dict.fromkeys(alignment.beads[neighbour].target, False) | found
    return dict(sorted(found.items()))


def _passages(source: Text, target: Text, alignment: Alignment, number: int, span: Span) -> Sought:
    bead = alignment.beads[number]
    chinese, start = "", 0
    for segment in bead.source:
        at = source.segment(segment)
        if at.start <= span.start < at.end:
            start = len(chinese) + span.start - at.start
        chinese += source.segment_text(segment)
    before, after = (
        source.segments_text(alignment.beads[each].source, "") if each is not None else ""
        for each in _neighbours(alignment, number)
    )
    sentences = tuple(
        Sentence(target.segment_text(segment), is_own)
        for segment, is_own in _segments_around(alignment, number).items()
    )
    end = min(start + len(span), len(chinese))
    return Sought("", chinese, start, end, sentences, before, after)
