"""The contents of a document as it is read: titles in both languages, and which chapter one is in."""

from bisect import bisect_right

from parallelreader.app.reading.reading import Reading
from parallelreader.core.headings import merged_titles, read_heading
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """A chapter that starts at a place (in code points) of the first version shown; ``level`` is 0 for the
    uppermost ones."""

    title: str
    start: int
    level: int


class ChapterEntries:
    """The chapters in the order of the first version shown, found by place."""

    def __init__(self, reading: Reading | None, *, most: int) -> None:
        """No more than the first ``most`` headings are listed; nothing where there are fewer than two."""
        entries = _entries(reading, most) if reading is not None and reading.shown else []
        self.entries = tuple(entries) if len(entries) > 1 else ()
        self._starts = [entry.start for entry in self.entries]

    def at(self, place: float) -> int:
        """The number of the chapter that a place stands in, -1 before the first."""
        return bisect_right(self._starts, place) - 1


def _entries(reading: Reading, most: int) -> list[ChapterEntry]:
    version, *others = reading.shown
    text = reading.texts[version]
    headings = reading.contents(version, most=most)
    titles = {other: {each.paragraph: each.title for each in reading.contents(other)} for other in others[:1]}
    top = min((heading.level for heading in headings), default=1)
    found = []
    at = 0
    for paragraph, title, count in merged_titles([(each.paragraph, each.title) for each in headings]):
        lines = [headings[number].paragraph for number in range(at, at + count)]
        theirs = _rendered(reading, version, title, lines, titles)
        both = f"{title} {theirs}" if theirs else title
        found.append(ChapterEntry(both, text.paragraph(paragraph).start, headings[at].level - top))
        at += count
    return found


def _rendered(
    reading: Reading, version: str, own: str, paragraphs: list[int], titles: dict[str, dict[int, str]]
) -> str:
    """What the heading in these paragraphs, ``own``, is called in another version, without the number they
    share."""
    segments = [number for each in paragraphs for number in reading.texts[version].segments_of(each)]
    for other, known in titles.items():
        theirs = reading.texts[other]
        places = {theirs.paragraph_of(each) for each in reading.partners(version, segments)[other]}
        title = " ".join(known[place] for place in sorted(places) if place in known)
        if not title:
            continue
        if title == own:
            # The parts of a memory have one name for both.
            return ""
        mark = read_heading(title)
        ours = read_heading(" ".join(reading.texts[version].segment_text(each) for each in segments))
        if mark is None or ours is None or mark.number != ours.number:
            return title
        return mark.title if mark.number is not None else title
    return ""
