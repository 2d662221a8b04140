"""Texts are cut by the words of imported dictionaries too, while these are switched on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from factories import text
from parallelreader.app.settings import CurrentSettings
from parallelreader.app.words import dictionary_importing, word_table
from parallelreader.app.words.dictionaries import own_folder
from parallelreader.app.words.dictionary_choice import switch
from parallelreader.app.words.dictionary_importing import import_dictionary
from parallelreader.app.words.own_words import OwnWords
from parallelreader.app.words.stored_words import stored_words
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.errors import FileProblem, UserError
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store


@pytest.fixture
def folders(tmp_path: Path) -> UserFolders:
    return UserFolders.under(tmp_path / "data")


@pytest.fixture
def settings(folders: UserFolders) -> Iterator[CurrentSettings]:
    store = Store.open(folders.data)
    yield CurrentSettings(store)
    store.close()


def add_dictionary(folders: UserFolders, tmp_path: Path) -> str:
    file = tmp_path / "village.tsv"
    file.write_text("石湾渡\tShi2 wan1 du4\ta landing\n柳条埠\tLiu3 tiao2 bu4\ta village\n", encoding="utf-8")
    return import_dictionary(folders, file).id


def cut(words: TextWords, sentence: str) -> str:
    content = text(sentence)
    return "/".join(word.word for word in words.words_in(content, Span(0, len(content.content))))


def test_there_are_none_without_dictionaries(folders: UserFolders, settings: CurrentSettings):
    own = OwnWords(folders, settings)

    assert own.edition == ""
    assert list(own.words()) == []


def test_words_of_a_damaged_dictionary_are_done_without(
    folders: UserFolders, settings: CurrentSettings, tmp_path: Path
):
    add_dictionary(folders, tmp_path)
    own = OwnWords(folders, settings)
    assert set(own.words()) == {"石湾渡", "柳条埠"}

    own.files[0].write_bytes(b"no dictionary")

    assert list(own.words()) == []


@pytest.mark.slow
@pytest.mark.usefixtures("word_cache")
def test_texts_are_cut_by_them_as_long_as_they_are_switched_on(
    folders: UserFolders, settings: CurrentSettings, tmp_path: Path
):
    words = TextWords(folders.cache, OwnWords(folders, settings))
    words.load()
    before = cut(words, "他在石湾渡等船。")

    name = add_dictionary(folders, tmp_path)
    words.renew()
    with_own = cut(words, "他在石湾渡等船。")
    from_the_store = stored_words(folders)
    from_the_store.load()
    switch(settings, name, is_on=False)
    words.renew()

    assert with_own == "他/在/石湾渡/等/船" == cut(from_the_store, "他在石湾渡等船。")
    assert cut(words, "他在石湾渡等船。") == before != with_own


def test_a_dictionary_made_to_fill_the_disk_is_refused(
    folders: UserFolders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(dictionary_importing, "_MOST_TEXT", 10)

    with pytest.raises(UserError, match="far more"):
        add_dictionary(folders, tmp_path)

    assert not list(own_folder(folders).iterdir())


def nowhere() -> str:
    raise FileProblem("The Chinese-English dictionary is not installed", mend="Install the program again.")


@pytest.mark.slow
def test_without_the_dictionary_of_the_program_texts_are_cut_and_read_by_imported_ones(
    folders: UserFolders, settings: CurrentSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(word_table, "dictionary_digest", nowhere)
    words = TextWords(folders.cache, OwnWords(folders, settings))
    with pytest.raises(FileProblem, match="not installed"):
        words.load()
    assert "not installed" in words.problem

    name = add_dictionary(folders, tmp_path)
    words.renew()
    content = text("船到石湾渡。")
    read = [word.written(Notation.MARKS) for word in words.words_in(content, Span(0, 6))]

    assert (cut(words, content.content), words.problem) == ("船/到/石湾渡", "")
    assert read == ["chuán", "dào", "Shíwāndù"]
    switch(settings, name, is_on=False)
    with pytest.raises(FileProblem, match="not installed"):
        words.renew()
