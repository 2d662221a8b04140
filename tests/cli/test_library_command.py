"""The library from the command line, as a script would use it."""

import json
from pathlib import Path
from typing import Any

import pytest

from corpora import write_corpus
from parallelreader.app.library import open_corpus


@pytest.fixture
def river(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "river")


@pytest.fixture
def hills(tmp_path: Path) -> Path:
    folder = tmp_path / "hills"
    folder.mkdir()
    text = "title: Hill Tales\ndocuments:\n"
    for name, title in (("lamp", "灯 The Lamp"), ("road", "山路 The Mountain Road")):
        (folder / f"{name}.txt").write_text("山上有灯。" * 9, encoding="utf-8")
        text += f"  - id: {name}\n    title: {title}\n    versions:\n"
        text += f"      - {{id: zh, language: zh-Hans, hand: original, text: {name}.txt}}\n"
    (folder / "corpus.yaml").write_text(text, encoding="utf-8")
    return folder


def listed(command: Any, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in command("library", "list", "--json", *options).lines]


def test_what_was_added_is_listed_with_its_sizes(command: Any, river: Path, hills: Path) -> None:
    added = command("library", "add", river, hills)

    found = listed(command, "--sort", "size")

    assert added.result == 0
    assert [(each["document"], each["characters"], each["pairs"]) for each in found] == [
        ("lamp", 45, 0),
        ("road", 45, 0),
        ("last-ferry", 28, 3),
    ]
    assert found[2]["versions"][0] == {"id": "zh", "language": "zh-Hans", "hand": "original", "by": "Wren"}


def test_a_wrong_path_adds_nothing(command: Any, river: Path, tmp_path: Path) -> None:
    ran = command("library", "add", river, tmp_path / "nothing")

    assert ran.result == 1
    assert "no such folder" in ran.err
    assert listed(command) == []


def test_documents_are_found_by_pinyin_tag_and_collection(command: Any, river: Path, hills: Path) -> None:
    command("library", "add", river, hills)
    command("library", "tag", hills, "--document", "road", "exam", "long")
    command("library", "collect", river, "Course/Week 1")

    assert [each["document"] for each in listed(command, "mobanduchuan")] == ["last-ferry"]
    assert [each["document"] for each in listed(command, "shan", "lu")] == ["road"]
    assert [each["document"] for each in listed(command, "--tag", "exam")] == ["road"]
    assert [each["document"] for each in listed(command, "--collection", "Course")] == ["last-ferry"]
    assert listed(command, "--collection", "Course/Week 1")[0]["collections"] == ["Week 1"]
    command("library", "tag", hills, "--document", "road", "exam", "--remove")
    command("library", "collect", river, "Week 1", "--remove")
    assert listed(command, "--tag", "exam") == []
    assert listed(command, "--collection", "Course") == []


def test_renaming_moving_and_removing_change_the_corpora(command: Any, river: Path, hills: Path) -> None:
    command("library", "add", river, hills)

    results = [
        command("library", "rename", hills, "--document", "lamp", "油灯 The Oil Lamp").result,
        command("library", "move", hills, "--document", "road", "--place", "1").result,
        command("library", "move", river, "--document", "last-ferry", "--to", "Hill Tales").result,
        command("library", "remove", hills, "--document", "lamp").result,
    ]

    assert results == [0, 0, 0, 0]
    assert [document.id for document in open_corpus(hills).documents] == ["road", "last-ferry"]
    assert open_corpus(river).documents == ()
    (kept,) = [json.loads(line) for line in command("library", "removed", "--json").lines]
    assert kept["title"] == "油灯 The Oil Lamp"
    assert command("library", "removed", "--restore", kept["id"]).result == 0
    assert [document.id for document in open_corpus(hills).documents] == ["road", "lamp", "last-ferry"]


def test_what_is_deleted_for_good_is_gone(command: Any, hills: Path) -> None:
    command("library", "remove", hills, "--document", "lamp")

    command("library", "removed", "--delete", "all")

    assert command("library", "removed").lines == []
    assert not list(hills.rglob("lamp*"))


def test_a_corpus_that_is_away_is_told_of_and_found_again(command: Any, river: Path, tmp_path: Path) -> None:
    command("library", "add", river)
    command("library", "list")
    moved = river.rename(tmp_path / "moved")

    away = command("library", "list", "--json")
    checked = command("check")
    relocated = command("library", "relocate", "River Stories", moved)

    assert "not plugged in" in json.loads(away.lines[0])["away"]
    assert str(river) in away.err
    assert checked.result == 0
    assert "River Stories" in checked.err
    assert relocated.result == 0
    assert listed(command)[0]["away"] is None
    assert listed(command)[0]["folder"] == str(moved)


def test_a_corpus_taken_out_stays_on_disk(command: Any, river: Path) -> None:
    command("library", "add", river)

    command("library", "remove", river)

    assert listed(command) == []
    assert open_corpus(river).documents


def test_derived_files_may_be_deleted_at_any_time(command: Any, river: Path, tmp_path: Path) -> None:
    cache = tmp_path / "data" / "cache" / "segments"
    cache.mkdir(parents=True)
    (cache / "x.bounds").write_bytes(b"12345")
    command("library", "add", river)

    before = [json.loads(line) for line in command("library", "derived", "--json").lines]
    command("library", "derived", "--delete")

    assert [(each["files"], each["bytes"]) for each in before] == [("segments", 5)]
    assert command("library", "derived").lines == []
    assert len(listed(command)) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["move", "X", "--document", "a"],
        ["move", "X", "--to", "Y"],
        ["move", "X", "--document", "a", "--place", "0"],
        ["sort"],
        [],
    ],
)
def test_wrong_usage_is_told_apart(command: Any, arguments: list[str]) -> None:
    assert command("library", *arguments).result == 2


@pytest.mark.usefixtures("word_cache")
def test_documents_are_sorted_by_how_much_is_known(command: Any, river: Path, hills: Path) -> None:
    command("library", "add", river, hills)
    assert {each["known"] for each in listed(command)} == {None}
    command("words", "status", "山上", "有", "灯", "--set", "known")

    found = listed(command, "--sort", "known")

    assert [(each["document"], each["known"]) for each in found] == [
        ("lamp", 1.0),
        ("road", 1.0),
        ("last-ferry", 0.0),
    ]
