"""Looking through a text for one meaning of a query, without an index: slow on much text, and never wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.folding import fold
from parallelreader.core.search.query import Sense
from parallelreader.core.text import Span, Text

_SEGMENTS_A_BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Hit:
    """A segment with at least one place found; ``spans`` count from the segment's own start."""

    segment: int
    spans: tuple[Span, ...]


def scan(text: Text, sense: Sense, progress: Progress = NO_PROGRESS) -> Iterator[Hit]:
    """Every segment that matches, in order; what ``sense.other`` asks of its partners is not looked at.

    Places that run over a segment's end are not found.
    """
    for first in range(0, text.segment_count, _SEGMENTS_A_BLOCK):
        progress.step(first, text.segment_count, "Searching")
        yield from _scan_block(text, sense, range(first, min(first + _SEGMENTS_A_BLOCK, text.segment_count)))


def look_at(text: Text, sense: Sense, segments: Iterable[int]) -> Iterator[Hit]:
    """Those of the segments that match, in the order given."""
    for segment in segments:
        spans = sense.spans(fold(text.segment_text(segment)))
        if spans:
            yield Hit(segment, spans)


def _scan_block(text: Text, sense: Sense, segments: range) -> Iterator[Hit]:
    sentences = [text.segment_text(segment) for segment in segments]
    folded = fold("\n".join(sentences))
    patterns = [term.narrowed(folded) for term in sense.terms]
    if any(pattern is None for pattern in patterns):
        return
    pattern = patterns[0]
    for segment, sentence in zip(segments, folded.split("\n"), strict=True):
        if pattern is not None and pattern.search(sentence):
            spans = sense.spans(sentence)
            if spans:
                yield Hit(segment, spans)
