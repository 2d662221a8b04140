"""The chapters of two texts and which of them render each other.

Says only what was found; finding it is the work of ``align.chapters``, where chapters begin is known from the
table of contents.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from parallelreader.core.alignment import Alignment
from parallelreader.core.contents import Contents
from parallelreader.core.headings import merged_titles
from parallelreader.core.text import Text
from parallelreader.core.values import dataclass

# With a smaller share of its sentences in pairs a chapter has no counterpart.
_HARDLY = 0.25


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter from segment ``first`` on, its heading; ``body`` is the first segment below the heading.

    ``within`` is the title of the part of the book that it begins or stands in, where there is one.
    """

    first: int
    body: int
    level: int
    title: str
    within: str = ""

    @property
    def name(self) -> str:
        """How it is told from all others."""
        return f"{self.within} › {self.title}" if self.within else self.title


@dataclass(frozen=True, slots=True)
class ChapterMatch:
    """Which chapters of two texts render each other: ``pairs`` hold the numbers (from zero, ascending) of
    those in ``source`` and ``target``; mostly one and one, else one and the few it is divided into."""

    source: tuple[Chapter, ...]
    target: tuple[Chapter, ...]
    pairs: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]

    def swapped(self) -> "ChapterMatch":
        """The same with source and target exchanged."""
        return ChapterMatch(self.target, self.source, tuple((right, left) for left, right in self.pairs))

    def without_counterpart(self, alignment: Alignment) -> tuple[tuple[Chapter, ...], tuple[Chapter, ...]]:
        """The chapters of the source and of the target that are matched with none, and of which hardly a
        sentence found a pair either, once the texts are aligned."""
        source, target = (
            tuple(self._left(chapters, side, alignment))
            for side, chapters in enumerate((self.source, self.target))
        )
        return source, target

    def _left(self, chapters: Sequence[Chapter], side: int, alignment: Alignment) -> Iterator[Chapter]:
        matched = {number for pair in self.pairs for number in pair[side]}
        count = (alignment.source_count, alignment.target_count)[side]
        bead_of = (alignment.bead_of_source, alignment.bead_of_target)[side]
        for number, chapter in enumerate(chapters):
            end = chapters[number + 1].first if number + 1 < len(chapters) else count
            # What stands before the first heading is no chapter that anybody would miss.
            if number in matched or not chapter.title or end <= chapter.first:
                continue
            paired = sum(alignment.beads[bead_of(n)].is_pair for n in range(chapter.first, end))
            if paired < _HARDLY * (end - chapter.first):
                yield chapter


LoneChapters = tuple[tuple[Chapter, ...], tuple[Chapter, ...]]
"""The chapters of source and target that have no counterpart, in order."""


def chapters_of(contents: Contents, text: Text) -> tuple[Chapter, ...]:
    """The headings of a table of contents as chapters of all levels, a number and a title below it as one."""
    inside = [heading for heading in contents if heading.paragraph < text.paragraph_count]
    lines = [(heading.paragraph, heading.title) for heading in inside]
    found: list[Chapter] = []
    at = 0
    for paragraph, title, count in merged_titles(lines):
        first = text.segments_of(paragraph).start
        body = text.segments_of(inside[at + count - 1].paragraph).stop
        within = next((each.title for each in reversed(found) if each.level < inside[at].level), "")
        found.append(Chapter(first, body, inside[at].level, title, within))
        at += count
    return tuple(found)


def divided(chapters: Sequence[Chapter], level: int) -> tuple[Chapter, ...]:
    """The chapters down to a level, each up to the next; what stands before the first is one without title.

    One with nothing of its own above a deeper one, such as a volume above its first chapter, is part of that.
    """
    found: list[Chapter] = []
    for each in chapters:
        if each.level > level:
            continue
        last = found[-1] if found else None
        if last is not None and last.level < each.level and last.body >= each.first:
            found[-1] = replace(each, first=last.first)
        else:
            found.append(each)
    if found and found[0].first > 0:
        found.insert(0, Chapter(0, 0, found[0].level, ""))
    return tuple(found)
