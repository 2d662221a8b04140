from pathlib import Path

import pytest

from formats.prose_battery import EN, ZH, ProseBattery, words_of
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Passage, Prose
from parallelreader.formats import markdown
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.plain_text import PLAIN_TEXT
from parallelreader.formats.registry import format_of


def read_text(folder: Path, text: str | bytes, *, encoding: str = "") -> Prose:
    path = folder / "text.md"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    found = markdown.FORMAT.read(path, ReadOptions(encoding=encoding))
    assert isinstance(found, Prose)
    return found


class TestMarkdownBattery(ProseBattery):
    format = markdown.FORMAT

    def make(self, path: Path, paragraphs: list[str]) -> None:
        path.write_text("\n\n".join(paragraphs), "utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**强调**的字", "强调的字"),
        ("他说：**“走吧。”**然后就走了。", "他说：“走吧。”然后就走了。"),
        ("*one* __two__ ***three*** _four_ ~~five~~", "one two three four five"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("a [link](http://x.org/a_(b)) and [another][1]", "a link and another"),
        ("![a picture](x.png)words", "words"),
        ("渡船[^1]靠岸", "渡船靠岸"),
        ("`code *stays*` and \\*this\\*", "code *stays* and *this*"),
        ("<ruby>渡<rp>(</rp><rt>dù</rt><rp>)</rp></ruby>船<span class='x'>开</span>", "渡船开"),
        ("a &amp; b &lt; c", "a & b < c"),
        ("a < b and c > d", "a < b and c > d"),
        ("<https://example.org>", "https://example.org"),
        ("- an item\n  that goes on", "an item that goes on"),
        ("3. the third", "the third"),
        ("- [x] done", "done"),
        ("> > quoted\n> > twice", "quoted twice"),
        ("渡船在\n雾里", "渡船在雾里"),
        ("one\ntwo", "one two"),
        ("前<!-- not\n\nthis -->后", "前后"),
    ],
)
def test_marks_are_taken_out(tmp_path: Path, text: str, words: str) -> None:
    assert words_of(read_text(tmp_path, text)) == [words]


def test_headings_of_both_kinds_have_levels_from_one(tmp_path: Path) -> None:
    prose = read_text(
        tmp_path, f"## 第一章 {{#one}}\n{ZH}\n\n### 一 ###\n\nChapter\n-------\n\n{EN}\n#hashtag\n"
    )

    assert prose.passages == (
        Passage("第一章", 1),
        Passage(ZH),
        Passage("一", 2),
        Passage("Chapter", 1),
        Passage(f"{EN} #hashtag"),
    )


def test_the_front_matter_says_who_wrote_it(tmp_path: Path) -> None:
    prose = read_text(
        tmp_path, f'---\ntitle: "雾中的渡船"\nauthor: 林溪\ndate: 2026-03-01\nlang: zh-CN\n---\n\n{ZH}\n'
    )

    assert (prose.title, prose.author, prose.date, prose.language) == (
        "雾中的渡船",
        "林溪",
        "2026-03-01",
        "zh-CN",
    )
    assert words_of(prose) == [ZH]


def test_a_rule_at_the_top_is_no_front_matter(tmp_path: Path) -> None:
    assert words_of(read_text(tmp_path, f"---\n\n{ZH}\n\n---\n\n{EN}")) == [ZH, EN]


def test_notes_and_code_are_set_apart(tmp_path: Path) -> None:
    prose = read_text(
        tmp_path,
        f"{ZH}[^a]\n\n```python\n# not a heading\n```\n\n[^a]: 一种平底船。\n\n[link]: http://x.org\n",
    )

    assert [(p.text, p.aside, p.level) for p in prose.passages] == [
        (ZH, "", 0),
        ("# not a heading", "code", 0),
        ("一种平底船。", "footnote", 0),
    ]


def test_the_cells_of_a_table_are_words(tmp_path: Path) -> None:
    assert words_of(read_text(tmp_path, "| 中文 | English |\n|:---|---:|\n| 水 | **water** |\n")) == [
        "中文",
        "English",
        "水",
        "water",
    ]


def test_hard_breaks_part_lines(tmp_path: Path) -> None:
    assert words_of(read_text(tmp_path, "第一行  \n第二行\\\n第三行<br>第四行")) == [
        "第一行",
        "第二行",
        "第三行",
        "第四行",
    ]


def test_paragraphs_of_one_line_each_stay_apart(tmp_path: Path) -> None:
    long = ZH * 10

    assert words_of(read_text(tmp_path, f"{long}\n{long}\n")) == [long, long]
    assert words_of(read_text(tmp_path, f"　　{ZH}\n　　{ZH}\n")) == [ZH, ZH]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_it_may_be_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    prose = read_text(tmp_path, f"# 渡口\r\n\r\n{ZH}\r{ZH}".encode(encoding))

    assert prose.passages[0] == Passage("渡口", 1)
    assert prose.encoding


def test_the_extension_tells_it_from_plain_text(tmp_path: Path) -> None:
    for name, format_ in (("a.md", markdown.FORMAT), ("a.txt", PLAIN_TEXT), ("a", PLAIN_TEXT)):
        (tmp_path / name).write_text(f"# 渡口\n\n{ZH}", "utf-8")
        assert format_of(tmp_path / name) is format_


def test_a_file_of_marks_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="no text"):
        read_text(tmp_path, "---\n***\n<!-- x -->\n")


@pytest.mark.parametrize(
    "bad",
    [
        "[" * 50_000,
        "*a " * 30_000,
        "`" * 50_000,
        "[a](" * 20_000,
        "<!-- " * 20_000,
        "> " * 5_000 + "x",
        "|" * 50_000,
        "水\n" * 300_000,
    ],
    ids=["brackets", "stars", "ticks", "links", "comments", "quotes", "cells", "lines"],
)
def test_what_is_made_to_confuse_costs_no_more_than_its_length(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "bad.md"
    path.write_text(bad, "utf-8")

    assert isinstance(TestMarkdownBattery().read_or_refused(path), list)


def test_much_white_space_in_a_line_is_gone_through_once(tmp_path: Path) -> None:
    # Tried in more than one way, each of these would take minutes.
    for space in (" " * 100_000, "\t" * 50_000):
        lines = [
            f"# 渡{space}船",
            f"船{space}来了",
            f"- {space}河{space}上",
            f"{space}桥",
            f"| 天{space}亮 | 雾 |",
        ]
        path = tmp_path / "spaces.md"
        path.write_text("\n\n".join(lines), encoding="utf-8")

        passages = markdown.FORMAT.read(path, ReadOptions()).passages

        assert ["".join(each.text.split()) for each in passages] == [
            "渡船",
            "船来了",
            "河上",
            "桥",
            "天亮",
            "雾",
        ]


def test_marks_and_attributes_at_the_end_of_a_heading_are_none_of_its_words(tmp_path: Path) -> None:
    path = tmp_path / "headings.md"
    path.write_text(
        "# 一 ##\n\n## 二 {#two .x}  \n\n## C#\n\n####### 七\n\n##\n\n## {a} 三\n", encoding="utf-8"
    )

    passages = markdown.FORMAT.read(path, ReadOptions()).passages

    assert [(each.text, each.level) for each in passages] == [
        ("一", 1), ("二", 2), ("C#", 2), ("####### 七", 0), ("{a} 三", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(("above", "line"), [("", 3), ("---\ntitle: x\n---\n", 6), ("<!-- a\nb -->\n", None)])
def test_code_that_nothing_ends_is_told(tmp_path: Path, above: str, line: int | None) -> None:
    found = read_text(tmp_path, f"{above}{ZH}\n\n```\ncode\n\n{EN}\n")

    assert [(fault.line, "never ends" in fault.what) for fault in found.faults] == [(line, True)]
    assert read_text(tmp_path, f"{above}{ZH}\n\n```\ncode\n```\n{EN}\n").faults == ()
