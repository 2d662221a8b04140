"""Words of a test's own choice, without the dictionary."""

from collections.abc import Iterable, Mapping

from parallelreader.app.words.text_words import TextWords
from parallelreader.core.words.cutters import OwnCutter
from parallelreader.core.words.readings import Reader
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.core.words.table import Numbered, WordTable


def word_table(words: Iterable[str], readings: Mapping[str, str] | None = None) -> WordTable:
    """A table in which these words are equally common; ``readings`` are of words and of characters alone:
    ``{"行": "xing2", "银行": "yin2 hang2"}``."""
    given = readings or {}
    told: dict[str, tuple[Numbered, ...]] = {
        word: (tuple(said.split()),) for word, said in given.items() if len(word) > 1
    }
    alone = {word: said for word, said in given.items() if len(word) == 1}
    return WordTable(dict.fromkeys(words, 10), alone, told, {})


def text_words(
    words: Iterable[str], readings: Mapping[str, str] | None = None, met: Mapping[str, int] | None = None
) -> TextWords:
    """Words that are ready, cut and read by such a table; ``met`` says how often common ones are met."""
    table = word_table(words, readings)
    return TextWords.of(Segmenter(OwnCutter(table.weights)), Reader(table), met)
