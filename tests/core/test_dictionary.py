import importlib.metadata

import pytest

from parallelreader.core.errors import FileProblem
from parallelreader.core.language.dictionary import Dictionary, load_dictionary
from parallelreader.core.language.pinyin import toneless

LINES = [
    "# a comment",
    "長 长 [chang2] /long/length/",
    "長 长 [zhang3] /chief/to grow/",
    "長城 长城 [Chang2 cheng2] /the Great Wall/",
    "this is no entry",
]


def test_a_headword_has_all_its_readings_in_order():
    entries = Dictionary(LINES).entries("长")

    assert [entry.pinyin for entry in entries] == ["chang2", "zhang3"]
    assert entries[0].glosses == ("long", "length")


def test_both_scripts_lead_to_the_same_entry():
    dictionary = Dictionary(LINES)

    assert dictionary.entries("長城") == dictionary.entries("长城")
    assert dictionary.entries("长城")[0].traditional == "長城"


def test_an_unknown_word_has_no_entries():
    dictionary = Dictionary(LINES)

    assert "桥" not in dictionary
    assert dictionary.entries("桥") == ()


def test_the_longest_headword_is_found_at_a_place():
    dictionary = Dictionary(LINES)

    assert dictionary.longest_at("在长城上", 1) == 2
    assert dictionary.longest_at("在长城上", 0) == 0
    assert dictionary.longest_at("长", 0) == 1
    assert dictionary.longest_at("长", 1) == 0


def test_the_installed_dictionary_is_read_once_and_knows_common_words():
    dictionary = load_dictionary()

    assert dictionary is load_dictionary()
    assert len(dictionary) > 100_000
    assert any("moon" in gloss for entry in dictionary.entries("月亮") for gloss in entry.glosses)


def test_a_missing_dictionary_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(importlib.metadata, "files", lambda name: [])
    load_dictionary.cache_clear()

    with pytest.raises(FileProblem, match="Install the program again"):
        load_dictionary()


def test_a_broken_dictionary_is_told_with_its_file(monkeypatch, tmp_path):
    broken = tmp_path / "words.txt.gz"
    broken.write_bytes(b"not zipped at all")

    class Listed:
        name = broken.name

        def locate(self):
            return broken

    monkeypatch.setattr(importlib.metadata, "files", lambda name: [Listed()])
    load_dictionary.cache_clear()

    with pytest.raises(FileProblem, match=r"words\.txt\.gz"):
        load_dictionary()


@pytest.mark.parametrize(
    ("numbered", "bare"),
    [
        ("Bei3 jing1", ("bei", "jing")),
        ("lu:4", ("lu",)),
        ("r5", ("r",)),
        ("san1 C", ("san", "c")),
        ("xx ·", ("xx",)),
    ],
)
def test_pinyin_loses_its_tones(numbered, bare):
    assert toneless(numbered) == bare
