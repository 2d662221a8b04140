"""The words of a text by chapter, and of texts that are in no corpus yet, for telling how much is known."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from parallelreader.app.words.coverage import Coverage, coverage
from parallelreader.app.words.statuses import Status
from parallelreader.core.contents import Contents
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span, Text
from parallelreader.core.words.counting import count_words
from parallelreader.core.words.segmenter import Segmenter

_PART = 4000


@dataclass(frozen=True, slots=True)
class Chapter:
    """The words of a chapter, or of a part of a text without chapters, which has no title.

    ``first`` and ``last`` are code points of the text.
    """

    title: str
    first: int
    last: int
    counts: Mapping[str, int]


def sentences_coverage(
    sentences: Iterable[str], segmenter: Segmenter, of: Callable[[str], Status]
) -> Coverage:
    """How much is known of Chinese that is not in a corpus yet."""
    return coverage(count_words(sentences, segmenter), of)


def chapters(
    text: Text, contents: Contents, segmenter: Segmenter, progress: Progress = NO_PROGRESS
) -> list[Chapter]:
    """The words of each chapter of a Chinese text, counted in a worker: seconds for a long book.

    A text without headings is parted into stretches of some thousand characters. May raise Cancelled.
    """
    found = []
    parts = _parts(text, contents)
    for number, (title, first, last) in enumerate(parts):
        progress.step(number, len(parts), "Counting words")
        segments = text.segments_in(Span(first, last))
        counts = count_words((text.segment_text(segment) for segment in segments), segmenter)
        found.append(Chapter(title, first, last, counts))
    return found


def _parts(text: Text, contents: Contents) -> Sequence[tuple[str, int, int]]:
    """(title, first, last) of each chapter; what stands before the first heading is a part of its own."""
    levels = [heading.level for heading in contents]
    deepest = next((level for level in sorted(set(levels)) if levels.count(level) > 1), 0)
    starts = [
        (heading.title, text.paragraph(heading.paragraph).start)
        for heading in contents
        if heading.level <= deepest and heading.paragraph < text.paragraph_count
    ]
    end = len(text.content)
    if not starts:
        starts = [("", text.segment(each).start) for each in _evenly(text)]
    elif starts[0][1] > 0:
        starts.insert(0, ("", 0))
    lasts = [first for _, first in starts[1:]] + [end]
    return [(title, first, last) for (title, first), last in zip(starts, lasts, strict=True) if first < last]


def _evenly(text: Text) -> list[int]:
    """The segments at which parts of some thousand characters begin."""
    found: list[int] = []
    for segment in range(text.segment_count):
        if not found or text.segment(segment).start - text.segment(found[-1]).start >= _PART:
            found.append(segment)
    return found
