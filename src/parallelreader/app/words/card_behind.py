"""The Chinese words that may stand behind an English one: those linked with it, else those that mean it."""

from collections.abc import Iterator

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import WordLinks
from parallelreader.app.words.lookup import Lookup
from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.text import Span
from parallelreader.core.words.senses import Seen, rank_senses

_MOST = 4
_LONGEST_BESIDE = 120

Behind = tuple[str, TextWord]
"""A version and a word of it."""


def words_behind(
    reading: Reading, version: str, asked: Span, links: WordLinks, words: TextWords, dictionaries: Lookup
) -> list[Behind]:
    """The likeliest first; none where neither links nor senses tell of any."""
    linked = list(dict.fromkeys(_linked(reading, version, asked, links, words)))
    return linked or _meant(reading, version, asked, words, dictionaries)


def _linked(
    reading: Reading, version: str, asked: Span, links: WordLinks, words: TextWords
) -> Iterator[Behind]:
    for other, lit in links.counterparts(reading, version, asked).others.items():
        if reading.version(other).is_chinese:
            for each in sorted(lit, key=lambda word: word.is_faint):
                word = words.at(reading.texts[other], each.span.start)
                if word is not None:
                    yield other, word


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
