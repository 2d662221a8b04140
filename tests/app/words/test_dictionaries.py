from collections.abc import Callable
from pathlib import Path

import pytest

from dictionary_material import FERRY_ENTRIES, HeldSettings, entry, install_ferry_words, words
from parallelreader.app.words import built_in_dictionary as module
from parallelreader.app.words.dictionaries import BUILT_IN, SUFFIX, Dictionaries, own_folder
from parallelreader.core.errors import AlignmentProblem, FileProblem
from parallelreader.paths import UserFolders
from parallelreader.store.dictionary_writing import write_dictionary


@pytest.fixture
def folders(tmp_path: Path) -> UserFolders:
    return UserFolders.under(tmp_path / "data")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small dictionary in place of the one that is installed."""
    return install_ferry_words(tmp_path, monkeypatch)


@pytest.fixture
def opened(folders: UserFolders, installed: Path) -> Callable[[], Dictionaries]:
    def open_them(settings: HeldSettings | None = None) -> Dictionaries:
        found = Dictionaries(folders, settings or HeldSettings())
        found.prepare()
        return found

    return open_them


def add_own(folders: UserFolders, name: str, *entries) -> None:
    write_dictionary(own_folder(folders) / f"{name}{SUFFIX}", {"title": name.title()}, entries)


def test_nothing_is_found_before_the_dictionaries_are_there(folders, installed):
    dictionaries = Dictionaries(folders, HeldSettings())

    assert not dictionaries.is_ready
    assert dictionaries.entries("船") == ()
    assert dictionaries.prefixes("船", 0) == ()
    assert dictionaries.by_english("boat", 5) == ()
    assert dictionaries.missing() == ""


def test_a_headword_in_either_script_gives_all_its_readings(opened):
    dictionaries = opened()

    assert [each.entry.pinyin for each in dictionaries.entries("行")] == ["hang2", "xing2"]
    assert dictionaries.entries("船頭") == dictionaries.entries("船头") != ()
    assert dictionaries.entries("船头")[0].entry.traditional == "船頭"
    assert dictionaries.entries("船头")[0].dictionary.title == "Ferry words 2026-05-01"


def test_the_longest_word_at_a_place_comes_first(opened):
    dictionaries = opened()

    assert dictionaries.prefixes("在中华人民共和国的", 1) == ("中华人民共和国", "中华")
    assert dictionaries.prefixes("上渡船\n头", 1) == ("渡船", "渡")
    assert dictionaries.prefixes("渡", 5) == ()


def test_longer_words_are_found_by_their_beginning_and_by_what_is_in_them(opened):
    dictionaries = opened()

    assert words(dictionaries.beginning_with("渡", 9)) == ["渡船", "渡口"]
    assert words(dictionaries.containing("渡", 9)) == ["偷渡"]
    assert words(dictionaries.containing("船", 9)) == ["渡船"]
    assert words(dictionaries.beginning_with("渡", 1)) == ["渡船"]


def test_a_traditional_character_finds_only_words_written_with_it(opened):
    dictionaries = opened()

    assert words(dictionaries.containing("髮", 9)) == ["头发"]
    assert words(dictionaries.containing("發", 9)) == ["出发"]
    assert sorted(words(dictionaries.containing("发", 9))) == ["出发", "头发"]


def test_english_finds_words_in_any_form_and_those_that_mean_just_that_first(opened):
    dictionaries = opened()

    assert words(dictionaries.by_english("ferries", 9)) == ["渡船", "渡口", "渡"]
    assert words(dictionaries.by_english("travelled", 9)) == ["旅行"]
    assert words(dictionaries.by_english("gave change", 9)) == ["找"]
    assert words(dictionaries.by_english("Ship", 9)) == ["船"]
    assert dictionaries.by_english("helicopter", 9) == ()
    assert dictionaries.by_english('"', 9) == ()


def test_pinyin_finds_words_with_tones_or_without(opened):
    dictionaries = opened()

    assert words(dictionaries.by_pinyin("dùchuán", 9)) == ["渡船"]
    assert words(dictionaries.by_pinyin("lvxing", 9)) == ["旅行"]
    assert words(dictionaries.by_pinyin("xian", 9)) == ["先", "西安"]
    assert words(dictionaries.by_pinyin("hang4", 9)) == []


def test_dictionaries_are_asked_in_the_readers_order(folders, opened):
    add_own(folders, "sailors", entry("船", "chuan2", "vessel, says the sailor"))
    settings = HeldSettings()
    dictionaries = opened(settings)

    before = [each.dictionary.id for each in dictionaries.entries("船")]
    settings.change(dictionary_order=("sailors", BUILT_IN))

    assert before == [BUILT_IN, "sailors"]
    assert [each.dictionary.id for each in dictionaries.entries("船")] == ["sailors", BUILT_IN]
    assert [info.id for info in dictionaries.listed()] == ["sailors", BUILT_IN]


def test_a_dictionary_that_is_switched_off_is_not_asked_and_listeners_are_told(folders, opened):
    add_own(folders, "sailors", entry("锚", "mao2", "anchor"))
    settings = HeldSettings()
    dictionaries = opened(settings)
    told: list[int] = []
    dictionaries.listen(lambda: told.append(len(dictionaries.entries("锚"))))

    settings.change(dictionaries_off=("sailors",))
    settings.change(highlight_colour="violet")

    assert told == [0]
    assert [info.is_on for info in dictionaries.listed()] == [True, False]


def test_with_all_switched_off_the_reader_is_told(opened):
    dictionaries = opened(HeldSettings())
    assert dictionaries.missing() == ""

    dictionaries = opened(settings := HeldSettings())
    settings.change(dictionaries_off=(BUILT_IN,))

    assert "switched off" in dictionaries.missing()


def test_the_built_in_one_is_made_once_and_again_when_its_file_is_damaged(folders, opened, installed):
    first = opened()
    first.close()
    (made,) = (folders.cache / "dictionaries").iterdir()
    stamp = made.stat().st_mtime_ns

    opened().close()
    assert made.stat().st_mtime_ns == stamp
    made.write_bytes(made.read_bytes()[:6000])
    again = opened()

    assert again.listed()[0].count == FERRY_ENTRIES
    assert again.entries("船") != ()


def test_no_installed_dictionary_is_told_with_what_to_do(folders, monkeypatch):
    def nowhere() -> str:
        raise FileProblem(
            "The Chinese-English dictionary is not installed", mend="Install the program again."
        )

    monkeypatch.setattr(module, "installed_file", nowhere)
    monkeypatch.setattr(module, "dictionary_digest", nowhere)
    dictionaries = Dictionaries(folders, HeldSettings())

    dictionaries.prepare()

    assert dictionaries.is_ready
    assert dictionaries.entries("船") == ()
    assert "Install the program again" in dictionaries.missing()


def test_a_damaged_dictionary_of_ones_own_is_named_and_the_others_go_on(folders, opened):
    add_own(folders, "sailors", entry("锚", "mao2", "anchor"))
    file = own_folder(folders) / f"sailors{SUFFIX}"
    file.write_bytes(file.read_bytes()[:5000])

    dictionaries = opened()

    problem = next(info.problem for info in dictionaries.listed() if info.id == "sailors")
    assert "import it again" in problem
    assert dictionaries.entries("船") != ()


def test_damage_inside_a_file_is_noticed_when_it_is_met(folders, opened):
    add_own(folders, "sailors", *(entry(f"锚{n}", "mao2", f"anchor {n}") for n in range(4000)))
    file = own_folder(folders) / f"sailors{SUFFIX}"
    data = bytearray(file.read_bytes())
    for at in range(2 * 4096, len(data), 4096):
        data[at : at + 64] = b"\xff" * 64
    file.write_bytes(data)
    dictionaries = opened()

    assert dictionaries.entries("锚7") == ()

    assert [bool(info.problem) for info in dictionaries.listed()] == [False, True]
    assert dictionaries.entries("船") != ()


def test_the_real_dictionary_answers(folders):
    dictionaries = Dictionaries(folders, HeldSettings(), is_made_apart=True)
    dictionaries.prepare()

    assert dictionaries.listed()[0].count > 100_000
    assert "CC" in dictionaries.listed()[0].licence or "Creative" in dictionaries.listed()[0].licence
    assert words(dictionaries.entries("渡船")) == ["渡船"]
    assert "渡船" in words(dictionaries.by_english("ferries", 5))


def test_a_dictionary_that_is_exchanged_while_it_is_asked_is_not_taken_for_damaged(folders, opened):
    add_own(folders, "sailors", entry("锚", "mao2", "anchor"))
    dictionaries = opened()
    (_, before), *_ = [each for each in dictionaries._asked if each[0].id == "sailors"]
    dictionaries.prepare()

    with dictionaries._watched(dictionaries.listed()[1], before):
        before.entries("锚")

    assert [info.problem for info in dictionaries.listed()] == ["", ""]
    assert words(dictionaries.entries("锚")) == ["锚"]


def test_where_the_cache_cannot_be_written_to_the_dictionary_serves_all_the_same(folders, installed):
    folders.cache.parent.mkdir(parents=True)
    folders.cache.write_bytes(b"a file where a folder should be")
    dictionaries = Dictionaries(folders, HeldSettings())

    dictionaries.prepare()
    dictionaries.prepare()

    assert words(dictionaries.entries("船")) == ["船"]
    assert dictionaries.missing() == ""


def test_where_no_other_process_can_be_started_the_dictionary_is_made_here(folders, installed, monkeypatch):
    def refuse(folder: Path, progress: object) -> None:
        raise AlignmentProblem("It could not be started", mend="Close other programs.")

    monkeypatch.setattr(module, "_make_apart", refuse)
    dictionaries = Dictionaries(folders, HeldSettings(), is_made_apart=True)

    dictionaries.prepare()

    assert words(dictionaries.entries("船")) == ["船"]


def test_a_gloss_is_plain_text_that_turns_nothing_round(folders, opened):
    turned = "\u202eback to front\u202c and \u2067on\u2069 \u200fwards"
    add_own(folders, "odd", entry("棹歌", "zhao4 ge1", turned, "a song"))

    (found,) = opened().entries("棹歌")

    assert found.entry.glosses == ("back to front and on wards", "a song")
