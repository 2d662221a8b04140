"""How often a pair is written elsewhere in a document: by that, a rendering is the longer or the shorter one.

Word links judge one sentence at a time and often stop at the head of a compound: ferry for ferry landing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parallelreader.app.reading.word_links import AlignedVersions
from parallelreader.core.text import Span, Text

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-‑][^\W_]+)*")
# Of a long document so much is looked through around the words that are marked, so that nobody waits.
_NEAR = 60_000
_MOST_PASSAGES = 40
Both = tuple[str, str]
"""What stands on either side of a pair: Chinese and English."""

LEAST = 2
"""In so many passages something has to stand to be more than a chance."""

# Of the passages that have the shorter words so many must have the longer ones for these to be the term.
_SHARE = 0.6


def passages_beside(reading: AlignedVersions, version: str, chinese: str, position: int) -> list[Both]:
    """The pairs with ``chinese`` in their source near a place of that, the pair of the place first."""
    alignment = reading.alignment(version)
    ours, theirs = reading.texts[reading.document.source.id], reading.texts[version]
    if alignment is None or not chinese:
        return []
    start = max(position - _NEAR, 0)
    near = ours.content[start : position + _NEAR]
    places = sorted(
        (start + match.start() for match in re.finditer(re.escape(chinese), near)),
        key=lambda place: abs(place - position),
    )
    numbers = dict.fromkeys(alignment.bead_of_source(ours.segment_at(place)) for place in places)
    beads = [alignment.beads[number] for number in list(numbers)[:_MOST_PASSAGES]]
    return [(ours.segments_text(b.source, ""), theirs.segments_text(b.target, " ")) for b in beads]


def passages_with(reading: AlignedVersions, version: str, english: str, position: int) -> list[Both]:
    """The pairs with ``english`` in a translation near a place of that, as :func:`passages_beside`."""
    alignment = reading.alignment(version)
    ours, theirs = reading.texts[reading.document.source.id], reading.texts[version]
    if alignment is None or not english:
        return []
    start = max(position - _NEAR, 0)
    near = theirs.content[start : position + _NEAR]
    places = sorted(
        (start + match.start() for match in _either_number(english).finditer(near)),
        key=lambda place: abs(place - position),
    )
    numbers = dict.fromkeys(alignment.bead_of_target(theirs.segment_at(place)) for place in places)
    beads = [alignment.beads[number] for number in list(numbers)[:_MOST_PASSAGES]]
    return [(ours.segments_text(b.source, ""), theirs.segments_text(b.target, " ")) for b in beads]


def usual_part(text: Text, words: Sequence[Span], passages: Sequence[Both]) -> Span:
    """Of a run of Chinese words the longest part that is in most of the passages that have any of it; all of
    it where these are too few to tell."""
    parts = [Span(first.start, last.end) for n, first in enumerate(words) for last in words[n:]]
    counts = {part: sum(_words(text, part) in chinese for chinese, _ in passages) for part in parts}
    most = max(counts.values(), default=0)
    usual = [part for part, count in counts.items() if is_usual(count, most)]
    return max(usual, key=len) if usual else Span(words[0].start, words[-1].end)


def count_of(english: str, passages: Iterable[Both]) -> int:
    """In how many passages the words stand, in either number."""
    pattern = _either_number(english)
    return sum(pattern.search(passage) is not None for _, passage in passages)


def longer_ones(
    text: Text,
    span: Span,
    passages: Sequence[Both],
    *,
    foreign: Mapping[Span, str],
    not_at_ends: frozenset[str],
) -> list[tuple[Span, int]]:
    """Stretches that hold ``span`` and a word or two beside it, which several passages have, with how many
    do: first those that are so usual that they are the term rather than ``span``; the longest first.

    ``foreign`` are words that render others than the term, with these: they count only where they stand in
    passages without these, too.
    """
    found = []
    for wider in _wider(text, span, not_at_ends):
        others = {
            chinese for each, chinese in foreign.items() if each.overlaps(wider) and not each.overlaps(span)
        }
        without = [both for both in passages if not any(other in both[0] for other in others)]
        count, known = count_of(_words(text, wider), without), count_of(_words(text, span), without)
        if count >= LEAST:
            found.append((is_usual(count, known), wider, count_of(_words(text, wider), passages)))
    return [(wider, count) for _, wider, count in sorted(found, key=lambda e: (not e[0], -len(e[1])))]


def _either_number(english: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, english.split()))
    return re.compile(rf"\b{words}(?:s|es)?\b", re.IGNORECASE)


def _words(text: Text, span: Span) -> str:
    return text.content[span.start : span.end]


def is_usual(count: int, of: int) -> bool:
    """Whether longer words stand in nearly as many passages as the shorter ones."""
    return count >= LEAST and count >= _SHARE * of


def _wider(text: Text, span: Span, not_at_ends: frozenset[str]) -> Iterator[Span]:
    """With the next word or two of the sentence at either side, where nothing but a space is between."""
    sentence = text.segment(text.segment_at(span.start))
    content = text.content[sentence.start : sentence.end]
    places = [(match.start(), match.end()) for match in _TOKEN.finditer(content)]
    first, last = span.start - sentence.start, span.end - sentence.start
    before = [place for place in places if place[1] <= first][::-1]
    behind = [place for place in places if place[0] >= last]
    lefts = [first, *_reach(content, first, before)]
    rights = [last, *_reach(content, last, behind)]
    for number, left in enumerate(lefts):
        for right in rights[: len(rights) if not number else 2]:
            words = content[left:right].lower().split()
            is_same = (left, right) == (first, last)
            if not is_same and not {words[0], words[-1]} & not_at_ends:
                yield Span(sentence.start + left, sentence.start + right)


def _reach(content: str, edge: int, places: Sequence[tuple[int, int]]) -> Iterator[int]:
    """Where one or two more words end, going away from an edge."""
    for start, end in places[:2]:
        between = content[edge:start] if start >= edge else content[end:edge]
        if between.strip(" -"):
            return
        edge = end if start >= edge else start
        yield edge
