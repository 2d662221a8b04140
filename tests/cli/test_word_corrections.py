"""Words cut, read and corrected from the command line."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest


def listed(command: Any) -> list[dict[str, Any]]:
    ran = command("words", "corrections", "--json")
    assert ran.result == 0, ran.err
    return [json.loads(line) for line in ran.lines]


def test_corrections_are_made_listed_and_removed(command: Any):
    command("words", "corrections", "join", "說", "話")
    command("words", "corrections", "split", "研究", "生命")
    command("words", "corrections", "read", "地方", "dì fāng")
    command("words", "corrections", "read", "行", "hang2", "--in", "行不行。", "--at", "2")

    assert listed(command) == [
        {"stretch": "说话", "words": ["说话"]},
        {"stretch": "研究生命", "words": ["研究", "生命"]},
        {"word": "地方", "reading": "di4 fang1", "sentence": None, "at": 0},
        {"word": "行", "reading": "hang2", "sentence": "行不行。", "at": 2},
    ]

    ran = command("words", "corrections", "remove", "说话", "行")

    assert ran.result == 0
    assert len(listed(command)) == 2


@pytest.mark.usefixtures("word_cache")
def test_a_text_is_cut_and_read_with_the_corrections(command: Any):
    command("words", "corrections", "join", "行长", "很")

    ran = command("words", "cut", "银行的行长很高兴。", "--notation", "numbers")

    assert ran.lines == [
        "银行\tyin2hang2",
        "的\tde5",
        "行长很\thang2zhang3hen3",
        "高兴\tgao1xing4",
    ]


@pytest.mark.usefixtures("word_cache")
def test_a_file_is_cut_by_paragraphs_whatever_it_is_written_in(command: Any, tmp_path: Path):
    file = tmp_path / "chapter.txt"
    file.write_bytes("𠮷去银行。\n\n行长ABC很高兴。\n".encode("gb18030"))

    ran = command("words", "cut", "--file", file, "--json")
    spaced = command("words", "cut", "--file", file, "--as", "spaced", "-o", tmp_path / "words.txt")
    read = command("words", "cut", "--as", "pinyin", "行长ABC很高兴。", "去3天")

    found = [json.loads(line) for line in ran.lines]
    assert [(each["word"], each["paragraph"], each["span"]) for each in found] == [
        ("𠮷", 0, [0, 1]),
        ("去", 0, [1, 2]),
        ("银行", 0, [2, 4]),
        ("行长", 2, [0, 2]),
        ("很", 2, [5, 6]),
        ("高兴", 2, [6, 8]),
    ]
    assert (spaced.result, spaced.out) == (0, "")
    assert (
        (tmp_path / "words.txt")
        .read_text(encoding="utf-8")
        .startswith("𠮷 去 银行。\n\n行长 ABC 很 高兴。\n")
    )
    assert read.lines == ["hángzhǎng ABC hěn gāoxìng。", "qù 3 tiān"]


@pytest.mark.usefixtures("word_cache")
def test_places_are_those_of_the_text_as_it_was_given(command: Any):
    given = "　　银行。 \n\n 𠮷去\u2028银行", "  "

    (first, _, _, last) = map(json.loads, command("words", "cut", *given, "--json").lines)
    spaced = command("words", "cut", "--as", "spaced", *given)

    assert (first["span"], last["span"]) == ([2, 4], [12, 14])
    assert given[0][12:14] == "银行"
    assert spaced.out == "　　银行。 \n\n 𠮷 去\u2028银行\n  \n"


@pytest.mark.usefixtures("word_cache")
def test_what_is_piped_in_is_refused_where_it_cannot_be_read(command: Any, monkeypatch: pytest.MonkeyPatch):
    piped = io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + "银行\r\n".encode() + b"\xff\n"))
    monkeypatch.setattr(sys, "stdin", piped)

    ran = command("words", "cut")

    assert (ran.result, ran.lines) == (1, ["银行\tyínháng"])
    assert "Standard input:2: This is not UTF-8. Name the file" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("join", "说"), ("split", "说"), ("read", "说"), ("remove",), ("list", "说"), ("mangle", "说")],
)
def test_what_is_missing_is_wrong_usage(command: Any, arguments: tuple[str, ...]):
    assert command("words", "corrections", *arguments).result == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("read", "地方", "di4"), "one syllable for each"),
        (("read", "行", "hang2", "--in", "行不行", "--at", "1"), "does not begin at 1"),
        (("remove", "说话"), "no correction of 说话"),
        (("join", "a", "说"), "“a” is not all Chinese"),
        (("read", "OK", "o1 ke1"), "“OK” is not all Chinese"),
    ],
)
def test_what_cannot_be_corrected_is_refused(command: Any, arguments: tuple[str, ...], said: str):
    ran = command("words", "corrections", *arguments)

    assert ran.result == 1
    assert said in ran.err
    assert listed(command) == []
