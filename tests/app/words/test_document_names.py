"""The names of a document: found by its versions, kept, and shown among its words."""

from pathlib import Path

import pytest

from factories import alignment, document, text, version
from made_words import text_words
from parallelreader.app.reading.reading import Reading
from parallelreader.app.words import document_names
from parallelreader.app.words.document_names import DocumentNames, ReadingPassages
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.unknown_words import count_chapters
from parallelreader.core.text import Span
from parallelreader.core.words.names import NO_NAMES, Name, Names
from parallelreader.core.words.pinyin import Notation

ZH = "石湾有渡口。老魏在渡口。"
READINGS = {
    "石": "shi2", "湾": "wan1", "有": "you3", "渡": "du4", "口": "kou3", "渡口": "du4 kou3", "老": "lao3",
    "魏": "Wei4", "在": "zai4",
}  # fmt: skip


@pytest.fixture
def words() -> TextWords:
    return text_words(READINGS, READINGS)


def reading(*shown: str) -> Reading:
    versions = version("zh", "zh-Hans"), version("wren"), version("free")
    texts = {
        "zh": text(ZH),
        "wren": text("Shiwan has a landing. Old Wei is at the landing.", "en"),
        "free": text("Shiwan has a quay. The ferryman is there.", "en"),
    }
    alignments = {
        each: alignment([((0,), (0,)), ((1,), (1,))], texts["zh"], texts[each]) for each in ("wren", "free")
    }
    return Reading(document(*versions), shown, texts=texts, alignments=alignments)


def shown(words: TextWords, of: Reading) -> list[str]:
    found = words.words_in(of.texts["zh"], Span(0, len(ZH)))
    return [f"{word.word} {word.written(Notation.MARKS)}" for word in found if word.name is not None]


def test_rows_are_passages_with_all_versions_shown():
    passages = ReadingPassages(reading("zh", "wren", "free"))

    assert len(passages) == 2
    assert passages[-1].chinese == ("老魏在渡口。",)
    assert [version for version, _ in passages[1].english] == ["wren", "free"]
    assert not ReadingPassages(reading("zh")).has_english


def test_names_are_found_once_and_kept(tmp_path: Path, words: TextWords, monkeypatch: pytest.MonkeyPatch):
    read = reading("zh", "wren", "free")
    finder = DocumentNames(tmp_path, words)

    names = finder.names_of(read)
    monkeypatch.delattr(document_names, "find_names")

    assert [name.written for name in names.names] == ["石湾", "老魏"]
    assert dict(names.names[0].english) == {"wren": "Shiwan", "free": "Shiwan"}
    assert finder.names_of(read) == names
    # Another process has the versions in another order.
    read.texts = dict(reversed(read.texts.items()))
    assert finder.names_of(read) == names
    assert finder.names_of(reading("zh")) == NO_NAMES


def test_a_damaged_file_is_made_anew(tmp_path: Path, words: TextWords):
    finder = DocumentNames(tmp_path, words)
    names = finder.names_of(reading("zh", "wren"))

    for file in (tmp_path / "names").iterdir():
        file.write_text('[2, []]\n["石湾"]\n', "utf-8")

    assert finder.names_of(reading("zh", "wren")) == names


def test_what_nobody_sees_hides_no_name(tmp_path: Path, words: TextWords):
    texts = {"zh": text("渡口在石\u200b湾。\ufeff渡口。"), "wren": text("Dukou is at Shiwan. It is.", "en")}
    pairs = alignment([((0,), (0,)), ((1,), (1,))], texts["zh"], texts["wren"])
    read = Reading(
        document(version("zh", "zh-Hans"), version("wren")),
        ("zh", "wren"),
        texts=texts,
        alignments={"wren": pairs},
    )

    named = DocumentNames(tmp_path, words).words_of(read)

    assert shown(named, read) == ["渡口 Dùkǒu", "石湾 Shíwān"]


def test_words_know_the_names_of_the_document_that_is_read(words: TextWords):
    read = reading("zh", "wren")
    heard: list[str] = []
    words.listen(lambda: heard.append("changed"))
    names = Names([Name("石湾", ("Shi2", "wan1")), Name("老魏", ("Lao3", "Wei4"))])

    words.name(names)
    words.name(names)

    assert shown(words, read) == ["石湾 Shíwān", "老魏 Lǎo Wèi"]
    assert heard == ["changed"]
    assert not words.loaded().segmenter.names
    words.name(NO_NAMES)
    assert shown(words, read) == []


def test_names_are_not_among_the_words_of_a_text_that_are_to_be_known(words: TextWords):
    words.name(Names([Name("石湾", ("Shi2", "wan1")), Name("老魏", ("Lao3", "Wei4"))]))

    counted = count_chapters(reading("zh", "wren"), words.named().segmenter)

    assert dict(counted.chapters[0].counts) == {"有": 1, "渡口": 2, "在": 1}


def test_a_document_that_is_not_read_has_words_with_its_names(tmp_path: Path, words: TextWords):
    read = reading("zh", "wren")

    named = DocumentNames(tmp_path, words).words_of(read)

    assert shown(named, read) == ["石湾 Shíwān", "老魏 Lǎo Wèi"]
    assert shown(words, read) == []
