"""The word table as it is really made, of the dictionary and both libraries."""

import shutil
from pathlib import Path

import pytest

from factories import text
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.word_table import table_file, word_table
from parallelreader.core.errors import AlignmentProblem, FileProblem
from parallelreader.core.text import Span
from parallelreader.core.words.cutters import OwnCutter
from parallelreader.core.words.readings import Notation
from parallelreader.core.words.segmenter import Segmenter

pytestmark = pytest.mark.slow

SENTENCE = "重庆长城银行的行长得了奖，他們的頭髮很長，一点儿也不好玩儿。"


def test_words_and_readings_of_the_dictionary(word_cache: Path):
    words, content = TextWords(word_cache), text(SENTENCE)
    words.load()

    found = words.words_in(content, Span(0, len(content.content)))

    assert " ".join(word.written(Notation.MARKS) for word in found[:5]) == (
        "Chóngqìng Chángchéng yínháng de hángzhǎng"
    )
    assert " ".join(word.word for word in found[7:]) == "奖 他們 的 頭髮 很 長 一点儿 也 不 好玩儿"
    assert found[-1].written(Notation.NUMBERS) == "hao3wanr2"


def test_where_the_library_is_missing_words_are_the_same(word_cache: Path):
    words = TextWords(word_cache)

    without = Segmenter(OwnCutter(word_table(word_cache).weights))

    assert without.words(SENTENCE) == words.loaded().segmenter.words(SENTENCE)


def test_a_damaged_table_is_made_anew(word_cache: Path):
    file = table_file(word_cache)
    file.write_text("words 2\nw\t3\t不")

    assert word_table(word_cache).weights["银行"] > 3


def test_where_the_disk_is_full_it_serves_this_once(
    word_cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    full = tmp_path / "full"

    def make(file: Path, progress: object, own: object) -> None:
        if full in file.parents:
            raise AlignmentProblem("The words could not be kept", mend="No space left on device")
        shutil.copyfile(table_file(word_cache), file)

    monkeypatch.setattr("parallelreader.app.words.word_table._make", make)

    assert word_table(full).weights["银行"] > 3
    assert not full.exists()


def test_without_a_dictionary_a_message_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def missing() -> str:
        raise FileProblem(
            "The Chinese-English dictionary is not installed", mend="Install the program again."
        )

    monkeypatch.setattr("parallelreader.app.words.word_table.dictionary_digest", missing)
    words = TextWords(tmp_path)

    with pytest.raises(FileProblem, match="not installed"):
        words.load()
    assert words.words_in(text(SENTENCE), Span(0, 10)) == ()
