"""Dictionaries and looking up from the command line, as a script would use them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from dictionary_material import FERRY_ENTRIES, FERRY_LINES, install_ferry_words, write_cedict
from parallelreader.app import settings


@pytest.fixture(autouse=True)
def _installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_ferry_words(tmp_path, monkeypatch)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.tsv"
    path.write_text("word\tpinyin\tmeaning\n船\tchuán\tvessel, in my words\n\tx\ty\n", encoding="utf-8")
    return path


def listed(command: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in command("dictionaries", "list", "--json").lines]


def looked_up(command: Any, *words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in command("look-up", *words, "--json").lines]


def test_the_dictionary_of_the_program_is_listed_with_its_licence(command: Any) -> None:
    (found,) = listed(command)

    assert found == {
        "id": "cc-cedict",
        "title": "Ferry words 2026-05-01",
        "on": True,
        "own": False,
        "entries": FERRY_ENTRIES,
        "licence": "Given away by whoever wrote it",
        "problem": None,
    }


def test_an_imported_dictionary_is_asked_ordered_switched_and_removed(command: Any, own: Path) -> None:
    ran = command("dictionaries", "import", own, "--title", "My words")
    after_import = [each["dictionary"] for each in looked_up(command, "船")]
    command("dictionaries", "order", "my-words")
    after_ordering = [each["dictionary"] for each in looked_up(command, "船")]
    command("dictionaries", "off", "My words")
    after_switching = [each["dictionary"] for each in looked_up(command, "船")]
    command("dictionaries", "on", "my-words")
    command("dictionaries", "remove", "my-words")

    assert (ran.result, "1 entry" in ran.err, "1 record could not be read" in ran.err) == (0, True, True)
    assert "line 3: There is no headword" in ran.err
    assert after_import == ["cc-cedict", "my-words"]
    assert after_ordering == ["my-words", "cc-cedict"]
    assert after_switching == ["cc-cedict"]
    assert [each["id"] for each in listed(command)] == ["cc-cedict"]


def test_importing_again_takes_the_place_of_the_former(command: Any, own: Path) -> None:
    command("dictionaries", "import", own)
    own.write_text("锚\tmáo\tanchor\n帆\tfān\tsail\n", encoding="utf-8")

    again = json.loads(command("dictionaries", "import", own, "--json").out)

    assert (again["id"], again["entries"], again["replaced"]) == ("own", 2, True)
    assert [each["dictionary"] for each in looked_up(command, "船")] == ["cc-cedict"]


def test_a_file_without_a_word_leaves_everything_as_it_was(command: Any, own: Path, tmp_path: Path) -> None:
    command("dictionaries", "import", own)
    before = sorted(path.name for path in (tmp_path / "data").rglob("*") if "dictionar" in str(path))
    own.write_text("word\tmeaning\n\tnothing\n", encoding="utf-8")

    ran = command("dictionaries", "import", own)

    assert ran.result == 1
    assert "No entry of this dictionary can be read" in ran.err
    assert sorted(p.name for p in (tmp_path / "data").rglob("*") if "dictionar" in str(p)) == before
    assert len(looked_up(command, "船")) == 2


def test_a_broken_file_is_named_and_the_others_go_on(command: Any, own: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK\x03\x04 no more than that")

    ran = command("dictionaries", "import", broken, own, tmp_path / "gone.tsv", "--json")

    assert ran.result == 1
    assert [json.loads(line)["id"] for line in ran.lines] == ["own"]
    assert ran.err.count("parallelreader: ") == 2
    assert "broken.zip" in ran.err
    assert "gone.tsv: There is no such file" in ran.err


def test_check_looks_through_the_dictionaries(command: Any, own: Path, tmp_path: Path) -> None:
    other = tmp_path / "rivers.tsv"
    other.write_text("word\tmeaning\n河\triver\n", encoding="utf-8")
    for path in (own, other):
        command("dictionaries", "import", path)
    command("dictionaries", "order", "rivers", "own")
    sound = command("check")
    (tmp_path / "data" / "dictionaries" / "rivers.dictionary").unlink()
    with closing(sqlite3.connect(tmp_path / "data" / "dictionaries" / "own.dictionary")) as connection:
        connection.execute("DELETE FROM entry")
        connection.commit()

    ran, told = command("check"), json.loads(command("check", "--json").lines[0])
    command("dictionaries", "remove", "rivers")
    command("dictionaries", "remove", "own")

    assert sound.result == 0
    assert ran.result == 1
    assert "own, own.dictionary: it has 0 of its 1 entries" in ran.err
    assert "rivers: its file is gone" in ran.err
    assert "The store is damaged" not in ran.err
    assert (told["dictionaries"], len(told["dictionary_faults"])) == (1, 2)
    assert command("check").result == 0


@pytest.mark.parametrize("words", [("remove", "cc-cedict"), ("remove", "nothing"), ("on", "../store")])
def test_what_cannot_be_done_is_refused_with_what_there_is(command: Any, words: tuple[str, str]) -> None:
    ran = command("dictionaries", *words)

    assert ran.result == 1
    assert "cc-cedict" in ran.err or "Switch it off" in ran.err


def test_a_word_is_printed_for_people(command: Any) -> None:
    ran = command("look-up", "船頭")

    assert ran.lines == ["船头 船頭\tchuántóu\tFerry words 2026-05-01", "  1. bow of a boat"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lvxing", [("pinyin", "旅行")]),
        ("ferries", [("english", "渡船"), ("english", "渡口"), ("english", "渡")]),
        ("坐渡船出发", [("part", "渡船"), ("part", "出发")]),
    ],
)
def test_whatever_is_typed_is_looked_up(command: Any, typed: str, found: list[tuple[str, str]]) -> None:
    assert [(each["by"], each["simplified"]) for each in looked_up(command, typed)] == found


def test_related_words_come_after_the_word_itself(command: Any) -> None:
    found = looked_up(command, "渡", "--related", "--limit", "1")

    assert [(each["by"], each["simplified"]) for each in found] == [
        ("word", "渡"),
        ("begins", "渡船"),
        ("contains", "偷渡"),
    ]


def test_an_unknown_word_is_told(command: Any) -> None:
    ran = command("look-up", "helicopter")

    assert (ran.result, ran.out, ran.err) == (0, "", "No dictionary has that word.\n")


def test_with_every_dictionary_off_looking_up_says_what_to_do(command: Any) -> None:
    command("dictionaries", "off", "cc-cedict")

    ran = command("look-up", "船")

    assert ran.result == 1
    assert "switched off" in ran.err


def test_a_newer_cedict_can_be_had_beside_the_one_of_the_program(command: Any, tmp_path: Path) -> None:
    newer = write_cedict(tmp_path / "newer.u8", (*FERRY_LINES, "錨 锚 [mao2] /anchor/"))

    command("dictionaries", "import", newer, "--title", "CC-CEDICT")

    assert [each["id"] for each in listed(command)] == ["cc-cedict", "cc-cedict-1"]
    assert looked_up(command, "anchor")[0]["traditional"] == "錨"


def test_a_limit_beyond_all_numbers_is_no_harm_to_the_dictionary(command):
    far = "9" * 30

    ran = command("look-up", "渡船", "--related", "--limit", far)
    again = command("look-up", "lvxing", "--limit", far)

    assert ran.result == again.result == 0
    assert "cannot be read" not in ran.err
    assert again.out


@pytest.mark.parametrize("action", ["off", "on", "order"])
def test_a_choice_that_cannot_be_kept_is_refused(
    command: Any, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    if action == "on":
        command("dictionaries", "off", "cc-cedict")

    def fail(*arguments: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(settings, "write_settings", fail)
    ran = command("dictionaries", action, "cc-cedict")

    assert (ran.result, ran.err.count("The disk is full")) == (1, 1)
