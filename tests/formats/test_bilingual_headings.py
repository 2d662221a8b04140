from pathlib import Path

import pytest

from formats.prose_battery import EN, ZH
from parallelreader.core.incoming import Passage, Prose
from parallelreader.formats.bilingual_headings import parted_headings
from parallelreader.formats.registry import read_incoming


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("第一章　渡口 Chapter One: The Ferry", ["第一章　渡口", "Chapter One: The Ferry"]),
        ("第3章 渡口 / Chapter 3 – The Ferry", ["第3章 渡口", "Chapter 3 – The Ferry"]),
        ("Chapter One: The Ferry 第一章 渡口", ["Chapter One: The Ferry", "第一章 渡口"]),
        ("Preface | 序", ["Preface", "序"]),
        ("第一章 渡口", ["第一章 渡口"]),
        ("Chapter One", ["Chapter One"]),
        ("A计划", ["A计划"]),
        ("说 OK 的人", ["说 OK 的人"]),
    ],
)
def test_a_heading_in_two_languages_heads_each_text(heading: str, parts: list[str]) -> None:
    passages = (Passage(heading, 1), Passage(ZH), Passage(EN))

    found = parted_headings(passages)

    assert found == (*(Passage(part, 1) for part in parts), Passage(ZH), Passage(EN))


def test_a_text_in_one_language_keeps_its_headings() -> None:
    passages = (Passage("第一章 The Ferry", 1), Passage(ZH), Passage(ZH), Passage("OK."))

    assert parted_headings(passages) is passages


def test_every_format_of_text_has_them_parted(tmp_path: Path) -> None:
    path = tmp_path / "both.md"
    path.write_text(f"# 渡口 The Ferry\n\n{ZH}\n\n{EN}\n", "utf-8")

    found = read_incoming(path)

    assert isinstance(found, Prose)
    assert [passage.text for passage in found.passages if passage.level] == ["渡口", "The Ferry"]
