"""Words counted by document, and what makes a count stale."""

import io
from pathlib import Path

import pytest

from factories import craft_corpus
from made_words import text_words
from parallelreader.app.library import open_corpus
from parallelreader.app.words import vocabulary
from parallelreader.app.words.vocabulary import Vocabulary
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import Cancelled, UserError
from parallelreader.core.words.corrections import Corrections
from parallelreader.core.words.counting import count_words, pieces_of
from parallelreader.core.words.readings import NO_CHOICES

WORDS = {"磨坊", "水车", "青苔", "齿轮", "師傅"}


@pytest.fixture
def mill(tmp_path: Path) -> Corpus:
    return open_corpus(craft_corpus(tmp_path / "mill"))


def chinese_file(corpus: Corpus) -> Path:
    return corpus.folder / corpus.documents[0].source.text


def test_words_are_counted_by_their_key_in_both_scripts(mill: Corpus, tmp_path: Path):
    chinese_file(mill).write_text("磨坊，磨坊。師傅！\n青苔在room 9。", encoding="utf-8")

    counts = Vocabulary(tmp_path / "cache", text_words(WORDS)).word_counts(mill, mill.documents[0])

    assert counts == {"磨坊": 2, "师傅": 1, "青苔": 1, "在": 1}


def test_what_was_counted_is_kept_until_the_text_changes(mill: Corpus, tmp_path: Path):
    counting = Vocabulary(tmp_path / "cache", text_words(WORDS))
    document = mill.documents[0]
    before = counting.kept_counts(mill, document)
    counts = counting.word_counts(mill, document)

    kept = Vocabulary(tmp_path / "cache", text_words(WORDS)).kept_counts(mill, document)
    chinese_file(mill).write_text("水车。", encoding="utf-8")

    assert before is None
    assert kept == counts
    assert counting.kept_counts(mill, document) is None
    assert counting.word_counts(mill, document) == {"水车": 1}


def test_counts_follow_the_corrections(mill: Corpus, tmp_path: Path):
    chinese_file(mill).write_text("磨坊的水车。", encoding="utf-8")
    words = text_words(WORDS)
    counting = Vocabulary(tmp_path / "cache", words)
    counting.word_counts(mill, mill.documents[0])

    words.correct(Corrections({"磨坊": (1,), "的水车": ()}), NO_CHOICES)

    assert counting.kept_counts(mill, mill.documents[0]) is None
    assert counting.word_counts(mill, mill.documents[0]) == {"磨": 1, "坊": 1, "的水车": 1}


def test_damaged_counts_are_made_anew(mill: Corpus, tmp_path: Path):
    counting = Vocabulary(tmp_path / "cache", text_words(WORDS))
    counts = counting.word_counts(mill, mill.documents[0])
    (file,) = (tmp_path / "cache" / "vocabulary").iterdir()
    file.write_bytes(file.read_bytes()[:-4])

    assert counting.kept_counts(mill, mill.documents[0]) is None
    assert counting.word_counts(mill, mill.documents[0]) == counts


def test_a_folder_that_cannot_be_written_costs_only_time(mill: Corpus, tmp_path: Path):
    (tmp_path / "cache").write_text("in the way")

    counts = Vocabulary(tmp_path / "cache", text_words(WORDS)).word_counts(mill, mill.documents[0])

    assert counts


def test_a_text_that_cannot_be_read_says_so(mill: Corpus, tmp_path: Path):
    chinese_file(mill).write_bytes("水车".encode("gb18030"))

    with pytest.raises(UserError, match="not UTF-8"):
        Vocabulary(tmp_path / "cache", text_words(WORDS)).word_counts(mill, mill.documents[0])


def test_counting_can_be_stopped(mill: Corpus, tmp_path: Path):
    class Stopping:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    counting = Vocabulary(tmp_path / "cache", text_words(WORDS))

    with pytest.raises(Cancelled):
        counting.word_counts(mill, mill.documents[0], Stopping())
    assert counting.kept_counts(mill, mill.documents[0]) is None


def test_a_stream_is_parted_between_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("parallelreader.core.words.counting._PIECE", 16)
    text = "磨坊，水车。" * 40

    pieces = list(pieces_of(io.StringIO(text)))

    segmenter = text_words(WORDS).loaded().segmenter
    assert "".join(pieces) == text
    assert count_words(pieces, segmenter) == {"磨坊": 40, "水车": 40}


@pytest.mark.slow
def test_a_very_long_text_is_counted_by_another_process(
    mill: Corpus, word_cache: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(vocabulary, "_WORTH_A_PROCESS", 1)
    chinese_file(mill).write_text("研究银行的行长。" * 3, encoding="utf-8")
    words = text_words({"无关"})
    words.correct(Corrections({"银行": (1,)}), NO_CHOICES)

    counts = Vocabulary(word_cache, words).word_counts(mill, mill.documents[0])

    assert counts == {"研究": 3, "银": 3, "行": 3, "的": 3, "行长": 3}
