"""The phrase a word stands in: as many of its neighbours as are rendered right beside it.

What is not known to be rendered together is not taken for a phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import LinkedWord, WordLinks
from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.text import Span, Text
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import written

_LONGEST = 8
_MOST_RENDERING = 36
# Between the words of a phrase stands nothing that says anything for itself.
_BETWEEN = frozenset(
    ("", "a", "an", "the", "of", "to", "his", "her", "its", "their", "my", "your", "is", "was")
)
# With these a phrase does not end.
_JOINING = frozenset("的地得")
_PARTICLES = frozenset("了着著过過的地得吧吗嗎呢")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words and what renders them together. ``words`` are their readings, word by word."""

    text: str
    words: tuple[tuple[Syllable, ...], ...]
    rendering: str

    def written(self, notation: Notation) -> str:
        """The reading, a word after the other."""
        return " ".join(written(word, notation) for word in self.words if word)


def phrase_around(
    reading: Reading, version: str, span: Span, links: WordLinks, words: TextWords
) -> Phrase | None:
    """The longest phrase that any translation shown renders by words beside each other; None where the word
    stands for itself."""
    if version != reading.document.source.id:
        return None
    text = reading.texts[version]
    sentence = text.segment(text.segment_at(span.start))
    around = Span(max(sentence.start, span.start - _LONGEST), min(sentence.end, span.end + _LONGEST))
    near = words.words_in(text, around, reading)
    found: list[Phrase] = []
    for other in reading.shown:
        if other != version and not reading.version(other).is_chinese:
            linked = links.words_around(reading, other, span)
            phrase = _grown(text, near, span, linked, reading.texts[other])
            if phrase is not None:
                found.append(phrase)
    return max(found, key=lambda phrase: len(phrase.text), default=None)


def _grown(
    text: Text, near: Sequence[TextWord], span: Span, linked: Sequence[LinkedWord], others: Text
) -> Phrase | None:
    at = next((number for number, word in enumerate(near) if word.span == span), None)
    if at is None:
        return None
    stretch = _rendered(near[at].span, linked)
    if stretch is None:
        return None
    first = last = at
    grows = True
    while grows:
        grows = False
        for number in (last + 1, first - 1):
            if not 0 <= number < len(near) or near[number].span.end - near[first].span.start > _LONGEST:
                continue
            if near[last].span.end - near[number].span.start > _LONGEST or not _touch(
                near, first, last, number
            ):
                continue
            joined = _joined(stretch, near[number], linked, others)
            if joined is not None and len(joined) <= _MOST_RENDERING:
                stretch, grows = joined, True
                first, last = min(first, number), max(last, number)
    while first < at and near[first].word in _PARTICLES:
        first += 1
    while last > at and near[last].word in _JOINING:
        last -= 1
    whole = Span(near[first].span.start, near[last].span.end)
    rendering = others.content[stretch.start : stretch.end]
    if first == last or _is_shared(stretch, whole, linked) or len(rendering) > _MOST_RENDERING:
        return None
    syllables = tuple(word.syllables for word in near[first : last + 1])
    return Phrase(text.content[whole.start : whole.end], syllables, rendering)


def _touch(near: Sequence[TextWord], first: int, last: int, number: int) -> bool:
    """Whether a neighbour follows the phrase, or goes before it, with no mark between."""
    if number > last:
        return near[last].span.end == near[number].span.start
    return near[number].span.end == near[first].span.start


def _joined(stretch: Span, word: TextWord, linked: Sequence[LinkedWord], others: Text) -> Span | None:
    """The rendering with that of a neighbour, where both stand beside each other."""
    own = _rendered(word.span, linked)
    if own is None:
        return stretch if word.word in _PARTICLES else None
    if own.end <= stretch.start:
        between = others.content[own.end : stretch.start]
    elif own.start >= stretch.end:
        between = others.content[stretch.end : own.start]
    else:
        between = ""
    if any(part not in _BETWEEN for part in between.lower().strip().split()):
        return None
    return Span(min(own.start, stretch.start), max(own.end, stretch.end))


def _rendered(span: Span, linked: Sequence[LinkedWord]) -> Span | None:
    """From the first to the last word that surely renders what stands in ``span``."""
    found = [
        partner
        for word in linked
        if not word.is_faint and word.span.overlaps(span)
        for partner in word.partners
    ]
    if not found:
        return None
    stretch = Span(min(each.start for each in found), max(each.end for each in found))
    return stretch if len(stretch) <= _MOST_RENDERING else None


def _is_shared(stretch: Span, whole: Span, linked: Sequence[LinkedWord]) -> bool:
    """Whether the rendering holds words that render something outside the phrase."""
    return any(
        partner.overlaps(stretch)
        for word in linked
        if not word.is_faint and not word.span.overlaps(whole)
        for partner in word.partners
    )
