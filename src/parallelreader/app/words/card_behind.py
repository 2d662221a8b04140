"""The Chinese words that may stand behind an English one: those linked with it, else those that mean it.

Besides, what dictionaries have for it, as it stands there: "gave up" is more than "gave".
"""

import re
from collections.abc import Callable, Iterator, Sequence

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.words.lookup import Lookup
from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.language import english
from parallelreader.core.language.dictionary import Entry
from parallelreader.core.text import Span, Text
from parallelreader.core.words.senses import Seen, Sense, rank_senses

_MOST = 4
_MOST_LISTED, _MOST_LOOKED_AT = 8, 40
# How much senses that fit better come before others, and the main ones of a word before further ones.
_FITTING, _FURTHER, _MOST_FURTHER = 2.0, 0.5, 5
_WRITTEN = re.compile(r"\((?:classical|literary|archaic|old|dialect)\)")
_LONGEST_PHRASE = 4
# After a verb these make another one of it.
_PARTICLES = frozenset(
    ("up", "off", "out", "away", "down", "back", "over", "in", "on", "through", "along", "by")
)
_NEXT_WORD = re.compile(r" ([A-Za-z]+)")
_LAST_WORD = re.compile(r"([A-Za-z]+) $")
_LONGEST_BESIDE = 120

Behind = tuple[str, TextWord]
"""A version and a word of it."""


def word_asked(text: Text, position: int) -> Span | None:
    """The English word at a place; None where none is."""
    if not text.content[position : position + 1].isalnum():
        return None
    paragraph = text.paragraph(text.paragraph_at(position))
    inside = text.content[paragraph.start : paragraph.end]
    start, end = english.word_at(inside, position - paragraph.start)
    return Span(paragraph.start + start, paragraph.start + end)


def phrase_asked(
    reading: Reading, version: str, asked: Span, links: WordLinks, behind: Sequence[Behind]
) -> Span:
    """The word asked for with its neighbours that render the same Chinese word; where nothing is linked, a
    verb with its particle."""
    text = reading.texts[version]
    for other, word in behind[:1]:
        lit = links.counterparts(reading, other, word.span).others.get(version, ())
        found = _run_of([each.span for each in lit], asked, text)
        if found is not None:
            return found
    return _with_particle(text, asked)


def listed_for(
    dictionaries: Lookup, words: str, part: str, usualness: Callable[[str, str], float]
) -> list[tuple[Entry, str]]:
    """What dictionaries have for a phrase, then for a ``part`` of it, each word once with the sense that is
    like the phrase, the usual ones first; nothing for what is no word. ``usualness`` as of TextWords."""
    found: dict[str, tuple[Entry, str]] = {}
    seen = Seen(words, tuple(words.split()))
    for asked in dict.fromkeys((words, part)) if part.isalpha() else ():
        meant: list[tuple[float, Entry, str]] = []
        for each in dictionaries.by_english(asked, _MOST_LOOKED_AT):
            senses = rank_senses([each.entry], (seen,))
            if senses and senses[0].is_likely:
                usual = usualness(each.entry.simplified, each.entry.pinyin)
                meant.append((usual + _told_by(senses[0]), each.entry, senses[0].text))
        for _, entry, text in sorted(meant, key=lambda each: -each[0]):
            found.setdefault(entry.simplified, (entry, text))
    return list(found.values())[:_MOST_LISTED]


def _told_by(sense: Sense) -> float:
    """How much the sense that is like what is asked for speaks for its word: less, the further on it is."""
    further = min(sense.gloss, _MOST_FURTHER) + (_MOST_FURTHER if _WRITTEN.match(sense.text) else 0)
    return _FITTING * sense.score - _FURTHER * further


def _with_particle(text: Text, asked: Span) -> Span:
    """A verb with its particle, whichever of them is asked for; else the word alone."""
    after = _NEXT_WORD.match(text.content[asked.end : asked.end + 12])
    if after is not None and after[1] in _PARTICLES:
        return Span(asked.start, asked.end + after.end())
    before = _LAST_WORD.search(text.content[max(asked.start - 24, 0) : asked.start])
    if before is not None and text.content[asked.start : asked.end] in _PARTICLES:
        return Span(asked.start - len(before[0]), asked.end)
    return asked


def _run_of(spans: Sequence[Span], asked: Span, text: Text) -> Span | None:
    """Those that stand beside each other and hold what is asked for, as one; None where none does."""
    runs: list[list[Span]] = []
    for span in sorted(spans):
        if runs and not text.content[runs[-1][-1].end : span.start].strip():
            runs[-1].append(span)
        else:
            runs.append([span])
    run = next((run for run in runs if any(each.overlaps(asked) for each in run)), [])
    return Span(run[0].start, run[-1].end) if 0 < len(run) <= _LONGEST_PHRASE else None


def words_behind(
    reading: Reading, version: str, asked: Span, links: WordLinks, words: TextWords, dictionaries: Lookup
) -> list[Behind]:
    """The likeliest first; none where neither links nor senses tell of any."""
    linked = list(dict.fromkeys(_linked(reading, version, asked, links, words, dictionaries)))
    if linked:
        return linked
    phrase = _with_particle(reading.texts[version], asked)
    return next(
        filter(None, (_meant(reading, version, each, words, dictionaries) for each in (phrase, asked))), []
    )


def _linked(
    reading: Reading, version: str, asked: Span, links: WordLinks, words: TextWords, dictionaries: Lookup
) -> Iterator[Behind]:
    """What is linked, the surest first; of those that are so alike the words that mean what is asked: all
    of 我等了 may be linked with "waiting"."""
    content = reading.texts[version].content[asked.start : asked.end]
    for other, lit in links.counterparts(reading, version, asked).others.items():
        if reading.version(other).is_chinese:
            text = reading.texts[other]
            found = [(each.is_faint, word) for each in lit for word in _words_of(text, each.span, words)]
            several = len({word for _, word in found}) > 1
            order = [
                (is_faint, several and not _means(word, content, dictionaries), word)
                for is_faint, word in found
            ]
            for _, _, word in sorted(order, key=lambda each: each[:2]):
                yield other, word


def _words_of(text: Text, span: Span, words: TextWords) -> list[TextWord]:
    """The words in a stretch: links may take for one what are several words."""
    first = words.at(text, span.start)
    found = [first] if first is not None else []
    return [*found, *(word for word in words.words_in(text, span) if word not in found)]


def _means(word: TextWord, asked: str, dictionaries: Lookup) -> bool:
    entries = [each.entry for each in dictionaries.entries(word.word)]
    senses = rank_senses(entries, (Seen(asked, (asked,)),))
    return bool(senses) and senses[0].is_likely


def _meant(
    reading: Reading, version: str, asked: Span, words: TextWords, dictionaries: Lookup
) -> list[Behind]:
    """The words of the Chinese sentence beside of which a sense is like the English word."""
    content = reading.texts[version].content[asked.start : asked.end]
    seen = Seen(content, (content,))
    found: list[tuple[float, str, TextWord]] = []
    for other in reading.shown:
        if not reading.version(other).is_chinese:
            continue
        for word in {word.key: word for word in _beside(reading, version, asked, other, words)}.values():
            senses = rank_senses([each.entry for each in dictionaries.entries(word.word)], (seen,))
            if senses and senses[0].is_likely:
                found.append((senses[0].score, other, word))
    found.sort(key=lambda each: -each[0])
    return [(other, word) for _, other, word in found[:_MOST]]


def _beside(
    reading: Reading, version: str, asked: Span, other: str, words: TextWords
) -> tuple[TextWord, ...]:
    """The words of the sentences beside; of very long ones those about as far on as what is asked."""
    row = reading.row_at(version, asked.start)
    own, cell = reading.cell(row, version), reading.cell(row, other)
    if not own or not cell:
        return ()
    text, ours = reading.texts[other], reading.texts[version]
    whole = Span(text.segment(cell[0]).start, text.segment(cell[-1]).end)
    if len(whole) > _LONGEST_BESIDE:
        first, last = ours.segment(own[0]).start, ours.segment(own[-1]).end
        middle = whole.start + len(whole) * (asked.start - first) // max(last - first, 1)
        start = min(max(middle - _LONGEST_BESIDE // 2, whole.start), whole.end - _LONGEST_BESIDE)
        whole = Span(start, start + _LONGEST_BESIDE)
    return words.words_in(text, whole)
