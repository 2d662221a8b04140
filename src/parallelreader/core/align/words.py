"""Sentences cut into the words that alignment counts: English stems, Chinese dictionary words, numbers.

Only what helps to find the counterpart is kept: function words and particles are dropped on both sides.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from parallelreader.core.align.word_tables import ENGLISH_DROPPED, PARTICLES
from parallelreader.core.language.dictionary import Dictionary
from parallelreader.core.language.irregular_forms import IRREGULAR_FORMS
from parallelreader.core.language.stemming import stem_of

_ENGLISH = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,]\d+)*")
_LATIN_RUN = re.compile(r"[A-Za-z]+|\d+(?:[.,]\d+)*")
_NUMERALS = re.compile(r"[零〇一二两兩三四五六七八九十百千万萬亿億]{2,}")
_MONTH = re.compile(r"(1[0-2]|[1-9])月")
_HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CLAUSE_MARK = re.compile(r"[，；：。！？…—、（）,;:!?()]|(?<!\d)\.|\.(?!\d)|(?<![A-Za-z])-|-(?![A-Za-z])")
_ENGLISH_CLAUSE_MARK = re.compile(r"[,;:.!?()—–…]|--|(?<![A-Za-z])-|-(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Word:
    """A counted word and the character of its sentence at which it begins."""

    form: str
    start: int


def plain(text: str) -> str:
    """Lower-case letters without accents, full-width forms and curly apostrophes made plain, length kept."""
    if text.isascii():
        return text.lower()
    return "".join(_plain_character(character) for character in text)


@lru_cache(maxsize=8192)
def _plain_character(character: str) -> str:
    if character in "’‘ʼ":
        return "'"
    first = unicodedata.normalize("NFKD", character)[:1].lower()
    return first if len(first) == 1 and first.isascii() else character


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case English word, irregular forms led back to their base."""
    return stem_of(IRREGULAR_FORMS.get(word, word))


def english_words(sentence: str) -> list[Word]:
    """The stems and numbers of an English sentence, in order, function words left out."""
    words = []
    for match in _ENGLISH.finditer(plain(sentence)):
        form, start = match[0], match.start()
        if form[0].isdigit():
            words.append(Word(number_form(form), start))
            continue
        if form.endswith("n't"):
            words.append(Word("not", start))
            form = form[:-3]
        form = form.partition("'")[0]
        if form and form not in ENGLISH_DROPPED:
            words.append(Word(stem(form), start))
    return words


def chinese_words(sentence: str, dictionary: Dictionary) -> list[Word]:
    """The dictionary words, numbers and Latin runs of a Chinese sentence, in order, particles left out."""
    sentence = plain(sentence)
    words = []
    at = 0
    while at < len(sentence):
        size, form = _chinese_word_at(sentence, at, dictionary)
        if form and form not in PARTICLES:
            words.append(Word(form, at))
        at += size
    return words


def _chinese_word_at(sentence: str, at: int, dictionary: Dictionary) -> tuple[int, str]:
    """How many characters the word there takes, and its form: empty for what is no word."""
    if month := _MONTH.match(sentence, at):
        return len(month[0]), month[0]
    if latin := _LATIN_RUN.match(sentence, at):
        return len(latin[0]), number_form(latin[0]) if latin[0][0].isdigit() else stem(latin[0])
    known = dictionary.longest_at(sentence, at) if _HAN.match(sentence, at) else 0
    if (numerals := _NUMERALS.match(sentence, at)) and len(numerals[0]) > known:
        return len(numerals[0]), numerals[0]
    if known:
        return known, sentence[at : at + known]
    return 1, sentence[at] if _HAN.match(sentence, at) else ""


def number_form(digits: str) -> str:
    """A number without the commas that group its digits."""
    return digits.replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", digits) else digits


def edge_clauses(sentence: str, words: list[Word], *, is_chinese: bool) -> tuple[int, int]:
    """How many words the first clause has, and with which word the last one begins."""
    if not words:
        return 0, 0
    marks = _CLAUSE_MARK if is_chinese else _ENGLISH_CLAUSE_MARK
    breaks = [match.start() for match in marks.finditer(sentence)]
    first_end = next((b for b in breaks if b > words[0].start), len(sentence))
    last_begin = next((b for b in reversed(breaks) if b < words[-1].start), -1)
    first = next((k for k, word in enumerate(words) if word.start > first_end), len(words))
    last = next(k for k, word in enumerate(words) if word.start > last_begin)
    return first, last


SplitWords = Callable[[str], list[Word]]
"""Either of the two word splitters, bound to what it needs."""
