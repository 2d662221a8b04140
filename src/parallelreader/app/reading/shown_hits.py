"""What is outlined in the open document because it was searched for.

Which segments were found comes from a search; where in them is looked up when they are on screen.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import islice

from parallelreader.app.searching import thinned_places
from parallelreader.core.search.folding import fold
from parallelreader.core.search.query import Sense, places
from parallelreader.core.text import Span, Text

# Of so many places beside a scroll bar nobody misses one.
_MOST = 4000


class ShownHits:
    """The hits of one search in one document; ``current`` is the (version, segment) last gone to."""

    def __init__(self, senses: Iterable[Sense], texts: Mapping[str, Text]) -> None:
        self._senses = tuple(senses)
        self._texts = texts
        self._segments: dict[str, dict[int, None]] = {}
        self.current: tuple[str, int] | None = None
        self._spans = lru_cache(maxsize=2000)(self._find)

    def add(self, version: str, segment: int) -> None:
        """One more segment was found."""
        self._segments.setdefault(version, {})[segment] = None

    def spans_in(self, version: str, span: Span) -> list[tuple[Span, bool]]:
        """The places that share a code point with a stretch of a version, in code points of the whole, and
        whether each is of the current hit."""
        found = self._segments.get(version)
        if not found:
            return []
        text = self._texts[version]
        return [
            (each, (version, segment) == self.current)
            for segment in text.segments_in(span)
            if segment in found
            for each in self._spans(version, segment)
            if each.overlaps(span)
        ]

    def thinned(self) -> dict[str, list[int]]:
        """By version, where hits stand, thinned for the scroll bar."""
        found = {}
        for version, segments in self._segments.items():
            step = len(segments) // _MOST + 1
            found[version] = thinned_places(self._texts[version], islice(segments, None, None, step))
        return found

    def _find(self, version: str, segment: int) -> tuple[Span, ...]:
        text = self._texts[version]
        start, folded = text.segment(segment).start, fold(text.segment_text(segment))
        found = [
            span
            for sense in self._senses
            for span in places((*sense.terms, *sense.other), folded) or sense.spans(folded)
        ]
        return tuple(Span(start + span.start, start + span.end) for span in sorted(set(found)))
