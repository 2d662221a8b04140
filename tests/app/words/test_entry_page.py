from dataclasses import replace
from pathlib import Path

import pytest

from corpora import write_corpus
from dictionary_material import HeldSettings, entry, install_ferry_words, opened_ferry_words
from parallelreader.app.library import open_corpus
from parallelreader.app.searching import CorpusSearch
from parallelreader.app.words.dictionaries import SUFFIX, Dictionaries, own_folder
from parallelreader.app.words.entry_page import (
    Here,
    Rendered,
    make_page,
    marked_reading,
    plain_text,
    with_here,
)
from parallelreader.app.words.examples import find_examples
from parallelreader.app.words.first_meaning import first_meaning
from parallelreader.paths import UserFolders
from parallelreader.store.dictionary_writing import write_dictionary


@pytest.fixture
def dictionaries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dictionaries:
    return opened_ferry_words(tmp_path, monkeypatch)


def test_a_word_has_its_readings_its_parts_and_longer_words(dictionaries):
    page = make_page(dictionaries, "渡船")

    assert [(each.simplified, marked_reading(each.syllables)) for each in page.readings] == [
        ("渡船", "dùchuán")
    ]
    assert [each.word for each in page.inside] == ["渡", "船"]
    assert make_page(dictionaries, "渡").beginning[0].word == "渡船"
    assert make_page(dictionaries, "渡").containing[0].word == "偷渡"


def test_characters_are_those_that_the_word_is_written_and_read_with(dictionaries):
    page = make_page(dictionaries, "头发")

    last = page.inside[-1]
    assert (last.traditional, marked_reading(last.syllables), last.gloss) == ("髮", "fà", "hair")


def test_a_part_means_in_the_panel_what_it_does_on_a_card(tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    listed = [
        entry("手里", "shou3 li3", "in hand", traditional="手裡"),
        entry("手", "shou3", "hand"),
        entry("里", "li3", "lining", "interior", "inside", traditional="裡"),
        entry("里", "li3", "ancient measure of length", "neighborhood", "unit", "borough"),
    ]
    write_dictionary(own_folder(folders) / f"own{SUFFIX}", {"title": "Own"}, listed)
    dictionaries = Dictionaries(folders, HeldSettings())
    dictionaries.prepare()

    (_, part) = make_page(dictionaries, "手里").inside
    (_, typed) = make_page(dictionaries, "船里").parts

    assert (part.traditional, part.gloss) == ("裡", "inside")
    assert (typed.word, typed.gloss) == ("里", first_meaning(listed[2:])[1])


def test_a_surname_inside_a_name_is_told_as_one(tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    listed = [entry("磨", "mo4", "mill"), entry("磨", "Mo4", "surname Mo")]
    write_dictionary(own_folder(folders) / f"own{SUFFIX}", {"title": "Own"}, listed)
    dictionaries = Dictionaries(folders, HeldSettings())
    dictionaries.prepare()

    glosses = [
        make_page(dictionaries, "磨船", here).parts[0].gloss
        for here in (Here(), Here(pinyin="Mo4 Chuan2", name="name"))
    ]

    assert glosses == ["mill", "surname Mo"]


def test_words_inside_a_long_word_come_longest_first(dictionaries):
    page = make_page(dictionaries, "中华人民共和国")

    assert [each.word for each in page.inside][:2] == ["中华", "中"]
    assert len(page.inside) == 8


def test_the_sense_that_fits_here_comes_first_with_its_reason(dictionaries):
    here = Here("to give change", "Likely here: “change”", "zhao3", (Rendered("Wren", "the change"),))

    page = make_page(dictionaries, "找", here)

    (block,) = page.readings[0].blocks
    assert [(each.text, each.is_likely) for each in block.senses] == [
        ("to give change", True),
        ("to look for", False),
    ]
    assert block.senses[0].reason == "Likely here: “change”"


def test_the_reading_that_fits_here_comes_first(dictionaries):
    page = make_page(dictionaries, "行", Here(pinyin="xing2"))

    assert [each.pinyin for each in page.readings] == ["xing2", "hang2"]
    assert [each.pinyin for each in with_here(page, Here("row; line", "", "hang2")).readings] == [
        "hang2",
        "xing2",
    ]


def test_with_nothing_known_of_the_place_the_reading_with_most_senses_comes_first(tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    entries = [
        entry("打", "Da2", "surname Da", "a", "b"),
        entry("打", "da2", "dozen"),
        entry("打", "da3", "hit", "fight"),
    ]
    write_dictionary(own_folder(folders) / f"own{SUFFIX}", {"title": "Own"}, entries)
    dictionaries = Dictionaries(folders, HeldSettings())
    dictionaries.prepare()

    assert [each.pinyin for each in make_page(dictionaries, "打").readings] == ["da3", "da2", "Da2"]


def test_several_dictionaries_are_named_under_one_reading(tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    write_dictionary(
        own_folder(folders) / f"sailors{SUFFIX}", {"title": "Sailors"}, [entry("船", "chuan2", "vessel")]
    )
    dictionaries = Dictionaries(folders, HeldSettings())
    dictionaries.prepare()

    (reading,) = make_page(dictionaries, "船").readings

    assert [(each.title, each.senses[0].text) for each in reading.blocks] == [
        ("Ferry words 2026-05-01", "boat"),
        ("Sailors", "vessel"),
    ]


def test_an_english_word_shows_what_stands_behind_it_first(dictionaries):
    page = make_page(dictionaries, "ferries", Here(behind=("渡船", "摆渡")))

    assert [each.word for each in page.behind] == ["渡船", "摆渡"]
    assert [each.word for each in page.by_english] == ["渡船", "渡口", "渡"]


def test_chinese_that_is_no_word_is_cut_into_words(dictionaries):
    page = make_page(dictionaries, "坐渡船出发")

    assert [each.word for each in page.parts] == ["渡船", "出发"]
    assert page.readings == ()


@pytest.mark.parametrize("typed", ["", "   ", "!!", "helicopter", "𠮷", "ㄅㄆ", "x" * 5000, "找" * 5000])
def test_whatever_is_typed_there_is_a_page(dictionaries, typed):
    page = make_page(dictionaries, typed)

    assert page.readings == ()
    assert len(page.typed) <= 200


def test_the_page_is_copied_as_plain_text(dictionaries):
    assert plain_text(make_page(dictionaries, "船头")) == "船头 船頭 chuántóu\n1. bow of a boat"
    assert plain_text(make_page(dictionaries, "lvxing")) == "旅行 lǚxíng: to travel"


def test_more_of_a_list_is_given_when_it_is_asked_for(tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    many = [entry(f"桥{chr(0x4E00 + number)}", "", f"bridge {number}") for number in range(30)]
    write_dictionary(own_folder(folders) / f"bridges{SUFFIX}", {"title": "Bridges"}, many)
    dictionaries = Dictionaries(folders, HeldSettings())
    dictionaries.prepare()

    few = make_page(dictionaries, "桥")
    all_of_them = make_page(dictionaries, "桥", most={"beginning": 60})

    assert (len(few.beginning), few.has_more) == (10, {"beginning"})
    assert (len(all_of_them.beginning), all_of_them.has_more) == (30, frozenset())


def test_examples_are_pairs_of_the_corpus(tmp_path):
    search = CorpusSearch(open_corpus(write_corpus(tmp_path / "river")))

    (found,) = find_examples(search, "老人", first="last-ferry", limit=5)

    assert (found.document, found.version, found.label) == ("last-ferry", "zh", "1.2")
    assert [found.text[span.start : span.end] for span in found.spans] == ["老人"]
    assert found.partners == {"literal": "The old man stood on the shore."}


def test_english_examples_are_found_in_any_form_and_no_more_than_asked(tmp_path):
    search = CorpusSearch(open_corpus(write_corpus(tmp_path / "river")))

    assert [each.label for each in find_examples(search, "stood", limit=5)] == ["1.2"]
    assert list(find_examples(search, "zebra", limit=5)) == []
    assert len(list(find_examples(search, "the", limit=1))) == 1


def test_sentences_in_which_it_is_a_word_come_first(tmp_path):
    folder = write_corpus(tmp_path / "river")
    (folder / "last-ferry" / "zh.txt").write_text(
        "渡船来了。渡船走了。\n船来了。没有人回答。", encoding="utf-8"
    )
    search = CorpusSearch(open_corpus(folder))

    found = find_examples(
        search, "船", limit=2, is_word=lambda text, span: text.content[: span.start][-1:] != "渡"
    )

    assert [each.text for each in found] == ["船来了。", "渡船来了。"]


def test_of_a_very_long_sentence_only_what_stands_around_the_word_is_given(tmp_path):
    folder = write_corpus(tmp_path / "river")
    (folder / "last-ferry" / "zh.txt").write_text("船" + "来" * 5000 + "老人" + "去" * 3000, encoding="utf-8")
    (folder / "last-ferry" / "zh--literal.tsv").unlink()
    text = (folder / "corpus.yaml").read_text(encoding="utf-8")
    (folder / "corpus.yaml").write_text(text[: text.index("    alignments:")], encoding="utf-8")

    (found,) = find_examples(CorpusSearch(open_corpus(folder)), "老人", limit=5)

    assert len(found.text) < 100
    assert [found.text[span.start : span.end] for span in found.spans] == ["老人"]
    assert found == replace(found, position=0)
