"""A document as it is being read: which versions are shown, and what in each answers to what.

Everything here is arithmetic on places and segments, built once off the main thread and, as far as it can
be, where one looks; a view asks it for partners, rows and the way the other panes must scroll.
"""

import copy
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from parallelreader.app.reading.blocks import Blocks, looks_like_heading
from parallelreader.app.reading.doubtful import Doubtful
from parallelreader.app.reading.rows import (
    AlignedRows,
    Rows,
    rows_in_order,
    rows_of_one,
    rows_of_source,
    rows_without_source,
)
from parallelreader.app.reading.scroll_map import AlignedMap, map_versions
from parallelreader.core.alignment import Alignment
from parallelreader.core.contents import Contents, Heading
from parallelreader.core.corpus import Document, Version
from parallelreader.core.text import Text

# Rows of several translations are made anew one by one, a hundred in a millisecond.
_QUICKLY_MERGED = 2_000


class Reading:
    """The versions of one document that stand beside each other, in the order shown.

    ``texts`` are by version id, ``alignments`` (source with translation) by the translation's id; a
    translation shown without an alignment is simply not linked. ``contents`` are the tables of contents,
    by version id too, of those that have one.
    """

    def __init__(
        self,
        document: Document,
        shown: Sequence[str],
        *,
        texts: Mapping[str, Text],
        alignments: Mapping[str, Alignment],
        contents: Mapping[str, Contents] | None = None,
    ) -> None:
        self.document = document
        self.shown = tuple(shown)
        self.texts = {version: texts[version] for version in {*shown, document.source.id} & texts.keys()}
        self._source = document.source.id
        self._alignments = {v: alignments[v] for v in shown if v in alignments}
        self._contents = dict(contents or {})
        self._blocks = {v: self._blocks_of(v) for v in self.shown}
        self.rows = self._build_rows()
        self.doubtful = Doubtful(self.rows)
        self._maps = dict(self._build_maps())

    @property
    def renews_quickly(self) -> bool:
        """Whether :meth:`with_alignment` takes no longer than there is between two frames."""
        return isinstance(self.rows, AlignedRows) or len(self.rows) <= _QUICKLY_MERGED

    def with_alignment(self, version_id: str, alignment: Alignment) -> "Reading":
        """The same reading with another alignment of one translation; between a source and one translation
        made quickly, however long they are."""
        reading = copy.copy(self)
        reading._alignments = {**self._alignments, version_id: alignment}
        reading.rows = reading._build_rows()
        reading.doubtful = Doubtful(reading.rows)
        reading._maps = dict(reading._build_maps())
        return reading

    def alignment(self, version_id: str) -> Alignment | None:
        """The alignment of the source with a translation shown; None where there is none yet."""
        return self._alignments.get(version_id)

    def version(self, version_id: str) -> Version:
        return self.document.version(version_id)

    def blocks(self, version_id: str) -> Blocks:
        return self._blocks[version_id]

    def contents(self, version_id: str, *, most: int | None = None) -> Contents:
        """The headings of a version shown, in order, ``most`` at most: its table of contents, else what looks
        like headings."""
        known = self._contents.get(version_id)
        if known is not None:
            return known[:most]
        text = self.texts[version_id]
        return tuple(
            Heading(text.paragraph_at(block.start), 1, text.content[block.start : block.end])
            for block in self._blocks[version_id].headings[:most]
        )

    def is_linked(self, lead: str, follow: str) -> bool:
        """Whether one of these two versions can follow the other."""
        known = {self._source, *self._alignments}
        return lead != follow and lead in known and follow in known and self._shows(lead, follow)

    def follow(self, lead: str, place: float, follow: str) -> float:
        """The place in ``follow`` (fractional code points) that answers to a place in ``lead``."""
        for step in self._maps[lead, follow]:
            place = step(place)
        return place

    def row_of(self, version_id: str, segment: int) -> int:
        """The number of the row that shows a segment."""
        return self.rows.row_of(self.shown.index(version_id), segment)

    def first_from(self, version_id: str, row: int) -> int:
        """The first segment of a version that stands in a row or behind it; their number where none does."""
        segments = range(self.texts[version_id].segment_count)
        return bisect_left(segments, row, key=lambda segment: self.row_of(version_id, segment))

    def cell(self, row: int, version_id: str) -> tuple[int, ...]:
        """The segments a row has of a version shown."""
        return self.rows[row].cells[self.shown.index(version_id)]

    def label(self, row: int) -> str:
        """How people call a row: by the segments of the first version that has some, ``3.1–2`` for two."""
        for version, cell in zip(self.shown, self.rows[row].cells, strict=True):
            if cell:
                text = self.texts[version]
                first, last = text.label(cell[0]), text.label(cell[-1])
                if first == last:
                    return first
                same = first.split(".")[0] == last.split(".")[0]
                return f"{first}–{last.split('.')[1] if same else last}"
        return ""

    def partners(self, version_id: str, segments: Iterable[int]) -> dict[str, tuple[int, ...]]:
        """For every version shown, the segments that render these; the version itself keeps its whole
        share of the bead, so that both halves of a two-to-one pair light up together."""
        rows = sorted({self.row_of(version_id, segment) for segment in segments})
        return {
            version: tuple(sorted(s for row in rows for s in self.rows[row].cells[column]))
            for column, version in enumerate(self.shown)
        }

    def row_at(self, version_id: str, place: float) -> int:
        """The row of the sentence at a place."""
        text = self.texts[version_id]
        return self.row_of(version_id, text.segment_at(int(place))) if text.segment_count else 0

    def _blocks_of(self, version_id: str) -> Blocks:
        known = self._contents.get(version_id)
        is_chinese, text = self.document.version(version_id).is_chinese, self.texts[version_id]
        headings = None if known is None else _printed_headings(text, known, is_chinese=is_chinese)
        return Blocks(text, is_chinese=is_chinese, headings=headings)

    def _build_rows(self) -> Rows:
        counts = [self.texts[v].segment_count for v in self.shown]
        if len(self.shown) == 1:
            return rows_of_one(self.texts[self.shown[0]])
        source = self.texts[self._source]
        translations = [(self.texts[v], self._alignment(v)) for v in self.shown if v != self._source]
        rows = rows_of_source(source, translations)
        order = [self._source, *(v for v in self.shown if v != self._source)]
        if self._source not in self.shown:
            rows = rows_without_source(counts, rows)
            order = order[1:]
        return rows_in_order(rows, [order.index(v) for v in self.shown], counts)

    def _alignment(self, version_id: str) -> Alignment:
        """The alignment with the source, or one in which nothing has a partner."""
        known = self._alignments.get(version_id)
        if known is not None:
            return known
        return Alignment((), self.texts[self._source].segment_count, self.texts[version_id].segment_count)

    def _shows(self, *versions: str) -> bool:
        return all(version in self.shown for version in versions)

    def _build_maps(self) -> Iterable[tuple[tuple[str, str], tuple[AlignedMap, ...]]]:
        source = self._source
        out: dict[str, AlignedMap] = {}
        back: dict[str, AlignedMap] = {}
        for version, alignment in self._alignments.items():
            ours, theirs = self.texts[source], self.texts[version]
            out[version], back[version] = map_versions(ours, theirs, alignment)
        for lead, follow in permutations(self.shown, 2):
            if lead == source and follow in out:
                yield (lead, follow), (out[follow],)
            elif follow == source and lead in back:
                yield (lead, follow), (back[lead],)
            elif lead in back and follow in out:
                yield (lead, follow), (back[lead], out[follow])


def _printed_headings(text: Text, contents: Contents, *, is_chinese: bool) -> frozenset[int]:
    """The paragraphs that are headings themselves; a part of a memory only begins with a sentence."""
    found = set()
    for heading in contents:
        if heading.paragraph < text.paragraph_count:
            span = text.paragraph(heading.paragraph)
            words = text.content[span.start : span.end]
            if words == heading.title or looks_like_heading(words, is_chinese=is_chinese):
                found.add(heading.paragraph)
    return frozenset(found)
