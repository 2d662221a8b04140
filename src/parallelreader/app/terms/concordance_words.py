"""What a concordance cuts sentences by, in which order words come, and which have no meaning of their own."""

from collections.abc import Callable

from parallelreader.core.concordance.neighbours import (
    CutSentence,
    Unit,
    chinese_characters,
    chinese_words,
    english_words,
)
from parallelreader.core.concordance.order import PinyinOrder
from parallelreader.core.language.script import is_han
from parallelreader.core.links.word_lists import CHINESE_FUNCTION_WORDS, ENGLISH_FUNCTION_WORDS
from parallelreader.core.progress import Progress
from parallelreader.core.words.pinyin import parse_syllable
from parallelreader.core.words.readings import Reader
from parallelreader.core.words.segmenter import Segmenter

FUNCTION_WORDS = frozenset({*ENGLISH_FUNCTION_WORDS, *CHINESE_FUNCTION_WORDS})
"""Words such as 的 and "of"."""


class WordTools:
    """What cuts Chinese sentences and knows how words are read, loaded when it is first needed."""

    def __init__(self, load: Callable[[Progress], tuple[Segmenter, Reader]]) -> None:
        """``load`` may take some seconds and may raise UserError."""
        self._load = load

    def cut(self, *, is_chinese: bool, unit: Unit, progress: Progress) -> CutSentence:
        """What cuts the sentences of a language."""
        if not is_chinese:
            return english_words
        return chinese_characters if unit is Unit.CHARACTER else chinese_words(self._load(progress)[0])

    def order(self, progress: Progress) -> PinyinOrder:
        """The order of words in a dictionary by pinyin."""
        reader = self._load(progress)[1]

        def read(word: str) -> list[tuple[str, int]]:
            if not word or not is_han(word[0]):
                return []
            parsed = [parse_syllable(syllable) for syllable in reader.readings_of(word)[0]]
            return [syllable for syllable in parsed if syllable is not None]

        return PinyinOrder(read)
