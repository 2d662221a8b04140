"""What is proposed when words of a text are marked as a term: the words that render them, by the word links.

Only looks up what the links already know; what is still to be linked is named, and whoever asks may ask again
once that has come. Keeping the term is left to the termbase.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from parallelreader.app.library import OpenDocument
from parallelreader.app.linked_words import Passages
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import AlignedVersions, LinkedWord, WordLinks, passages_of
from parallelreader.app.terms.marking_evidence import (
    LEAST,
    count_of,
    is_usual,
    longer_ones,
    passages_beside,
    passages_with,
    usual_part,
)
from parallelreader.core.alignment import Alignment
from parallelreader.core.corpus import Document, Version
from parallelreader.core.terms.common_words import says_something
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-‑][^\W_]+)*")
# Word for word: what renders the term counts for it, what renders other words against it; what renders
# nothing (an article, a preposition) may stand inside, but not for long.
_SURE, _FAINT, _OTHER, _UNLINKED = 0.8, 0.3, -0.7, -0.2
# A mark of punctuation never stands inside.
_NEVER = -100.0
_LONGEST = 60
_MOST = 6
_FIRST_NOT = frozenset(
    re.findall(r"\w+", "the a an to of and or in on at by for with from his her its their my your our")
)
_LAST_NOT = _FIRST_NOT | {"who", "which", "that", "is", "was", "are", "were"}
_CHINESE_ENDS = "的地得了着著过過之，。、；：！？“”‘’（）《》「」『』…— 　"
_CHINESE_JOINING = frozenset("的地得了着著过過之在对對把被从從向和与與及为為以由于於将將使让讓")
# Of a long text so much is looked through for a word that begins a sentence here.
_NEAR = 200_000


@dataclass(frozen=True, slots=True)
class Alternative:
    """A pair that may be meant; ``versions`` are those in whose words it was found, ``is_sure`` where the
    links leave little doubt. ``span`` is where the words marked for it stand in the version marked, ``count``
    in how many passages near it the pair is written so."""

    chinese: str
    english: str
    span: Span
    versions: tuple[str, ...] = ()
    is_sure: bool = True
    count: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was marked, and the pairs it may stand for, the likeliest first; there is always one.

    ``missing`` are the passages to be linked before more is known.
    """

    version: str
    span: Span
    is_chinese: bool
    alternatives: tuple[Alternative, ...]
    missing: tuple[Passages, ...] = ()


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document with all its versions, as the links look at it."""

    opened: OpenDocument

    @property
    def document(self) -> Document:
        return self.opened.document

    @property
    def texts(self) -> Mapping[str, Text]:
        return self.opened.texts

    def alignment(self, version_id: str) -> Alignment | None:
        return self.opened.alignments.get(version_id)

    def version(self, version_id: str) -> Version:
        return self.document.version(version_id)


def propose(
    reading: Reading,
    version: str,
    span: Span,
    links: WordLinks,
    *,
    hidden: Collection[str] = (),
    opened: OpenDocument | None = None,
) -> Proposal:
    """What may render the words in ``span`` of a version shown, and they what; nothing is told of ``hidden``
    versions.

    Where those shown have nothing that is sure for words of the source, the others of ``opened`` are asked.
    """
    is_chinese = reading.version(version).is_chinese
    text = reading.texts[version]
    span = _stripped(text, span)
    source = reading.document.source.id
    found: list[Alternative] = []
    missing: dict[Passages, None] = {}
    if reading.document.source.is_chinese and version == source:
        for other in reading.shown:
            if not reading.version(other).is_chinese and other not in hidden:
                missing.update(dict.fromkeys(_unlinked(reading, other, span, links, is_from_source=True)))
                found += _from_source(reading, other, span, links)
        if opened is not None and not (missing or hidden or any(each.is_sure for each in found)):
            for other in opened.alignments:
                if other not in reading.shown and not reading.version(other).is_chinese:
                    others = _Opened(opened)
                    missing.update(dict.fromkeys(_unlinked(others, other, span, links, is_from_source=True)))
                    found += _from_source(others, other, span, links)
    elif reading.document.source.is_chinese and not is_chinese and source not in hidden:
        missing.update(dict.fromkeys(_unlinked(reading, version, span, links, is_from_source=False)))
        found += _from_translation(reading, version, span, links)
    own = text.content[span.start : span.end]
    if not found:
        words = own if is_chinese else _as_headword(text, span)
        found = [Alternative(words if is_chinese else "", "" if is_chinese else words, span, is_sure=False)]
    return Proposal(version, span, is_chinese, tuple(_merged(found, span))[:_MOST], tuple(missing))


def _from_source(
    reading: AlignedVersions, version: str, span: Span, links: WordLinks
) -> Iterator[Alternative]:
    """Pairs of the source and one translation: for what is marked, then for it with a neighbour."""
    ours, theirs = reading.texts[reading.document.source.id], reading.texts[version]
    linked = links.words_around(reading, version, span)
    narrow, is_sure = _rendering(theirs, linked, span)
    if narrow is None:
        return
    chinese = ours.content[span.start : span.end]
    passages = passages_beside(reading, version, chinese, span.start)
    known = count_of(theirs.content[narrow.start : narrow.end], passages)
    foreign = {
        partner: ours.content[word.span.start : word.span.end]
        for word in linked
        if not word.is_faint and not word.span.overlaps(span)
        for partner in word.partners
    }
    longer = longer_ones(theirs, narrow, passages, foreign=foreign, not_at_ends=_LAST_NOT)
    usual = [each for each in longer if is_usual(each[1], known)][:1]
    for rendering, count in (*usual, (narrow, known), *(each for each in longer if each not in usual)):
        words = _as_headword(theirs, rendering)
        # A word that any text is full of is hardly the term, however sure the link is.
        yield Alternative(chinese, words, span, (version,), is_sure and says_something(words), count)
    for wider in _widened(ours, span, linked):
        chinese = ours.content[wider.start : wider.end]
        whole, is_sure = _rendering(theirs, linked, wider)
        if whole is not None and whole != narrow and whole.overlaps(narrow):
            passages = passages_beside(reading, version, chinese, span.start)
            count = count_of(theirs.content[whole.start : whole.end], passages)
            # What is said together once is no unit yet.
            if count >= LEAST:
                words = _as_headword(theirs, whole)
                yield Alternative(chinese, words, wider, (version,), is_sure, count)


def _from_translation(
    reading: AlignedVersions, version: str, span: Span, links: WordLinks
) -> Iterator[Alternative]:
    """What words of a translation may stand for."""
    source = reading.document.source.id
    ours, theirs = reading.texts[source], reading.texts[version]
    around = _source_of(reading, version, span)
    linked = links.words_around(reading, version, around) if around is not None else ()
    found, is_sure = _rendered(ours, linked, span)
    if found is None:
        return
    words = _without_function_words(ours, [word.span for word in linked if word.span.overlaps(found)])
    passages = passages_with(reading, version, theirs.content[span.start : span.end], span.start)
    if words:
        found = usual_part(ours, words, passages)
    chinese = ours.content[found.start : found.end]
    count = sum(chinese in one for one, _ in passages)
    yield Alternative(chinese, _as_headword(theirs, span), span, (version,), is_sure, count)
    # Where the words marked render a part of the term, all that renders it is offered, too, and where they
    # begin with an article, they without it.
    whole, is_sure = _rendering(theirs, linked, found)
    is_longer = whole is not None and whole.start <= span.start and span.end <= whole.end
    if whole is not None and whole != span and (is_longer or whole == _trim_english(theirs, span)):
        yield Alternative(chinese, _as_headword(theirs, whole), span, (version,), is_sure)


def _without_function_words(text: Text, words: list[Span]) -> list[Span]:
    """A run of Chinese words without those at its ends that only join it to others."""
    while words and text.content[words[0].start : words[0].end] in _CHINESE_JOINING:
        words = words[1:]
    while words and text.content[words[-1].start : words[-1].end] in _CHINESE_JOINING:
        words = words[:-1]
    return words


def _widened(text: Text, span: Span, linked: Sequence[LinkedWord]) -> Iterator[Span]:
    """The stretch with the word before it, with the one behind it, and with both; words that are rendered."""
    before = next((word for word in linked if word.span.end == span.start and word.partners), None)
    behind = next((word for word in linked if word.span.start == span.end and word.partners), None)
    if behind is not None:
        yield Span(span.start, behind.span.end)
    if before is not None:
        yield Span(before.span.start, span.end)
    if before is not None and behind is not None:
        yield Span(before.span.start, behind.span.end)


def _rendering(text: Text, linked: Sequence[LinkedWord], span: Span) -> tuple[Span | None, bool]:
    """The stretch of a translation that renders best what stands in ``span`` of the source."""
    gains: dict[Span, float] = {}
    for word in linked:
        gain = (_FAINT if word.is_faint else _SURE) if word.span.overlaps(span) else _OTHER
        for partner in word.partners:
            gains[partner] = max(gains.get(partner, _OTHER), gain)
    return _best(
        gains, lambda first, last: _tokens(text, first, last), lambda each: _trim_english(text, each)
    )


def _rendered(text: Text, linked: Sequence[LinkedWord], span: Span) -> tuple[Span | None, bool]:
    """The stretch of the source that ``span`` of a translation renders best."""
    gains: dict[Span, float] = {}
    for word in linked:
        if not any(each.isalnum() for each in text.content[word.span.start : word.span.end]):
            gains[word.span] = _NEVER
        elif word.partners:
            is_own = any(partner.overlaps(span) for partner in word.partners)
            gains[word.span] = (_FAINT if word.is_faint else _SURE) if is_own else _OTHER
    words = [word.span for word in linked]

    def between(first: int, last: int) -> Iterable[Span]:
        return (each for each in words if first <= each.start and each.end <= last)

    return _best(gains, between, partial(_trim_chinese, text))


def _best(
    gains: dict[Span, float],
    words_between: Callable[[int, int], Iterable[Span]],
    trim: Callable[[Span], Span | None],
) -> tuple[Span | None, bool]:
    """The run of words that gains most, and whether something in it is linked for sure."""
    own = [span for span, gain in gains.items() if gain > 0]
    if not own:
        return None, False
    first, last = min(span.start for span in own), max(span.end for span in own)
    best, best_sum = None, 0.0
    start, total = first, 0.0
    for word in words_between(first, last):
        gain = max((gains[each] for each in gains if each.overlaps(word)), default=_UNLINKED)
        if total <= 0:
            start, total = word.start, 0.0
        total += gain
        if total > best_sum and word.end - start <= _LONGEST:
            best, best_sum = Span(start, word.end), total
    trimmed = trim(best) if best is not None else None
    if trimmed is None:
        return None, False
    return trimmed, any(gains[each] >= _SURE and each.overlaps(trimmed) for each in own)


def _tokens(text: Text, first: int, last: int) -> Iterator[Span]:
    for match in _TOKEN.finditer(text.content[first:last]):
        yield Span(first + match.start(), first + match.end())


def _trim_english(text: Text, span: Span) -> Span | None:
    """Without articles and the like at either end, and without a possessive."""
    tokens = list(_tokens(text, span.start, span.end))
    words = [text.content[each.start : each.end].lower() for each in tokens]
    while words and words[0] in _FIRST_NOT:
        del tokens[0], words[0]
    while words and words[-1] in _LAST_NOT:
        del tokens[-1], words[-1]
    if not tokens:
        return None
    end = tokens[-1].end
    if words[-1].endswith(("'s", "’s")):
        end -= 2
    return Span(tokens[0].start, end)


def _trim_chinese(text: Text, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text.content[start] in _CHINESE_ENDS:
        start += 1
    while end > start and text.content[end - 1] in _CHINESE_ENDS:
        end -= 1
    return Span(start, end) if start < end else None


def _as_headword(text: Text, span: Span) -> str:
    """The words of a stretch as a list has them: without capitals that only begin a sentence, or are there
    because they stand in a heading."""
    words = " ".join(text.content[span.start : span.end].split())
    small = words.lower()
    if words == small:
        return words
    near = text.content[max(span.start - _NEAR, 0) : span.start + _NEAR]
    # Within a sentence, where a capital means something.
    written = len(re.findall(rf"(?<=[a-z,;] ){re.escape(words)}\b", near))
    written_small = len(re.findall(rf"\b{re.escape(small)}\b", near))
    if written or written_small:
        return words if written > written_small else small
    sentence = text.segment(text.segment_at(span.start))
    begins = not any(each.isalnum() for each in text.content[sentence.start : span.start])
    return words[0].lower() + words[1:] if begins and words[1:] == small[1:] else words


def _unlinked(
    reading: AlignedVersions, version: str, span: Span, links: WordLinks, *, is_from_source: bool
) -> Iterator[Passages]:
    """The passages of the pairs that a stretch is part of whose links are not known yet."""
    alignment = reading.alignment(version)
    if alignment is None:
        return
    text = reading.texts[reading.document.source.id if is_from_source else version]
    bead_of = alignment.bead_of_source if is_from_source else alignment.bead_of_target
    for number in dict.fromkeys(bead_of(segment) for segment in text.segments_in(span)):
        passages = passages_of(reading, version, alignment.beads[number])
        if passages is not None and not links.knows(passages):
            yield passages


def _source_of(reading: AlignedVersions, version: str, span: Span) -> Span | None:
    """The sentences of the source that those of a stretch of a translation render."""
    alignment = reading.alignment(version)
    if alignment is None:
        return None
    source = reading.texts[reading.document.source.id]
    segments = reading.texts[version].segments_in(span)
    numbers = dict.fromkeys(alignment.bead_of_target(segment) for segment in segments)
    found = sorted(each for number in numbers for each in alignment.beads[number].source)
    return Span(source.segment(found[0]).start, source.segment(found[-1]).end) if found else None


def _merged(found: Iterable[Alternative], span: Span) -> list[Alternative]:
    """Each pair once with all the versions it was found in; what was marked before what is wider, of these
    the sure ones first, then those found in most versions."""
    merged: dict[tuple[str, str], Alternative] = {}
    for each in found:
        known = merged.setdefault((each.chinese, each.english.casefold()), each)
        merged[each.chinese, each.english.casefold()] = Alternative(
            known.chinese,
            known.english,
            known.span,
            tuple(dict.fromkeys((*known.versions, *each.versions))),
            known.is_sure or each.is_sure,
            known.count if each is known else known.count + each.count,
        )
    return sorted(
        merged.values(), key=lambda each: (each.span != span, not each.is_sure, -len(each.versions))
    )


def _stripped(text: Text, span: Span) -> Span:
    """Without the space round it that one selects along with words."""
    words = text.content[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))
