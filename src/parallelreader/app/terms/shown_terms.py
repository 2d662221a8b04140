"""Which terms stand in the texts that are open, found where one looks and remembered by paragraph.

Nothing is known of the rest of the texts, so that neither ten thousand terms nor a hundred thousand pairs
cost more than what is on screen. Lighting what is found is left to whoever paints.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from parallelreader.core.terms.finder import Occurrence, TermFinder
from parallelreader.core.text import Span, Text

_MOST_PARAGRAPHS = 4_000
# What is longer is looked at sentence by sentence: nobody sees all of it at once.
_LONGEST_PARAGRAPH = 4_000


class ShownTerms:
    """The terms of some texts, by version id; for one thread. ``edition`` is another one whenever they may
    have changed."""

    def __init__(self, texts: Mapping[str, Text], chinese: frozenset[str], finder: TermFinder) -> None:
        """``chinese`` are the ids of the versions that are so."""
        self._texts, self._chinese, self._finder = texts, chinese, finder
        self._known: OrderedDict[tuple[str, int], tuple[Occurrence, ...]] = OrderedDict()
        self.edition = 0

    def forget(self) -> None:
        """The terms have changed: look again at whatever is asked for from now on."""
        self._known.clear()
        self.edition += 1

    def spans_in(self, version: str, span: Span) -> list[Span]:
        """Where terms share a code point with a stretch of a version, in order."""
        return [each.span for each in self.terms_in(version, span)]

    def terms_in(self, version: str, span: Span) -> list[Occurrence]:
        """The terms that share a code point with a stretch of a version, in order; their spans count code
        points of the whole."""
        text = self._texts.get(version)
        if text is None or span.start >= span.end:
            return []
        return [
            each
            for piece in _pieces(text, span)
            for each in self._in_piece(version, text, piece)
            if each.span.overlaps(span)
        ]

    def at(self, version: str, position: int) -> Occurrence | None:
        """The term that holds a character."""
        return next(iter(self.terms_in(version, Span(position, position + 1))), None)

    def _in_piece(self, version: str, text: Text, piece: Span) -> tuple[Occurrence, ...]:
        key = (version, piece.start)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = tuple(self._found(version, text, piece))
            while len(self._known) > _MOST_PARAGRAPHS:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(key)
        return known

    def _found(self, version: str, text: Text, piece: Span) -> Iterator[Occurrence]:
        words = text.content[piece.start : piece.end]
        for each in self._finder.in_text(words, is_chinese=version in self._chinese):
            yield replace(each, span=Span(piece.start + each.span.start, piece.start + each.span.end))


def _pieces(text: Text, span: Span) -> Iterator[Span]:
    """The paragraphs that share a code point with a stretch; of very long ones the sentences that do."""
    if not text.paragraph_count:
        return
    for number in range(text.paragraph_at(span.start), text.paragraph_at(span.end - 1) + 1):
        paragraph = text.paragraph(number)
        if len(paragraph) <= _LONGEST_PARAGRAPH:
            yield paragraph
            continue
        inside = Span(max(span.start, paragraph.start), min(span.end, paragraph.end))
        for segment in text.segments_in(inside):
            yield text.segment(segment)
