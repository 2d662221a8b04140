"""How many words of each chapter are not known: whether a text can be read without help.

What counts as known is decided in ``coverage``.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.coverage import coverage
from parallelreader.app.words.statuses import Status
from parallelreader.core.contents import Heading
from parallelreader.core.headings import read_heading
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span
from parallelreader.core.words.key import word_key
from parallelreader.core.words.segmenter import Segmenter

_SENTENCES_BETWEEN_STEPS = 200
_MOST_CHAPTERS = 400


@dataclass(frozen=True, slots=True)
class ChapterWords:
    """A stretch of a version with its running words, counted by key."""

    title: str
    label: str
    span: Span
    counts: Counter[str]

    def unknown_share(self, status_of: Callable[[str], Status]) -> float | None:
        """How many of a hundred running words are not known; None for a chapter without words."""
        found = coverage(self.counts, status_of)
        return found.unknown_per_hundred if found.running else None


@dataclass(frozen=True, slots=True)
class CountedText:
    """The words of one version: by chapter, and where each is met first, by its key."""

    version: str = ""
    chapters: tuple[ChapterWords, ...] = ()
    firsts: Mapping[str, Span] = field(default_factory=dict)

    def times(self, key: str) -> int:
        """How often a word is met."""
        return sum(chapter.counts[key] for chapter in self.chapters)


def chinese_version(reading: Reading) -> str | None:
    """The version whose words are counted: the source, or else the first in Chinese that is shown."""
    source = reading.document.source
    if source.is_chinese and source.id in reading.texts:
        return source.id
    return next((each for each in reading.shown if reading.version(each).is_chinese), None)


def count_chapters(reading: Reading, segmenter: Segmenter, progress: Progress = NO_PROGRESS) -> CountedText:
    """The words but for names of each uppermost chapter of the Chinese; of the whole where there are no
    chapters.

    Goes through the whole text. May raise Cancelled.
    """
    version = chinese_version(reading)
    if version is None:
        return CountedText()
    text = reading.texts[version]
    headings = _uppermost(reading.contents(version)) if version in reading.shown else ()
    starts = [text.paragraph(heading.paragraph).start for heading in headings[:_MOST_CHAPTERS]]
    chapters = [
        ChapterWords(heading.title, _label(heading, number), Span(start, end), Counter())
        for number, (heading, start, end) in enumerate(
            zip(headings, starts, [*starts[1:], len(text.content)], strict=False), start=1
        )
    ] or [ChapterWords("", "", Span(0, len(text.content)), Counter())]
    firsts: dict[str, Span] = {}
    at, total = 0, text.segment_count
    for number in range(total):
        if not number % _SENTENCES_BETWEEN_STEPS:
            progress.step(number, total)
        span = text.segment(number)
        while at + 1 < len(chapters) and span.start >= chapters[at + 1].span.start:
            at += 1
        if span.start >= chapters[at].span.start:
            sentence = text.content[span.start : span.end]
            for start, end in segmenter.words(sentence, but_names=True):
                key = word_key(sentence[start:end])
                chapters[at].counts[key] += 1
                if key not in firsts:
                    firsts[key] = Span(span.start + start, span.start + end)
    return CountedText(version, tuple(chapters), firsts)


def _uppermost(headings: Sequence[Heading]) -> Sequence[Heading]:
    """The headings of the highest level that has at least two; nothing where no level has."""
    for level in sorted({heading.level for heading in headings}):
        found = [heading for heading in headings if heading.level == level]
        if len(found) > 1:
            return found
    return ()


def _label(heading: Heading, number: int) -> str:
    """What stands under a bar: the number the heading gives itself, else its place in the order."""
    read = read_heading(heading.title)
    return str(read.number if read is not None and read.number is not None else number)
