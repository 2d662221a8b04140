from pathlib import Path

import pytest

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.formats import barred_text, delimited_table
from parallelreader.formats.delimited_table import dialect, read_table, split_quoted
from parallelreader.formats.import_format import ReadOptions


class TestTabs(UnitBattery):
    format = delimited_table.FORMAT
    sample = "table/ferry.tsv"


class TestSemicolons(UnitBattery):
    format = delimited_table.FORMAT
    sample = "table/ferry.csv"


class TestHunalign(UnitBattery):
    format = delimited_table.FORMAT
    sample = "table/hunalign.txt"


class TestLfAligner(UnitBattery):
    format = delimited_table.FORMAT
    sample = "table/lf-aligner.txt"


class TestBars(UnitBattery):
    format = barred_text.FORMAT
    sample = "barred/ferry.txt"


def _read(path: Path) -> tuple[tuple[Column, ...], list[Unit | Fault]]:
    units = read_table(path, ReadOptions())
    return tuple(units.columns), list(units.read())


def _table(folder: Path, *lines: str) -> Path:
    path = folder / "table.txt"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_headings_say_what_columns_hold() -> None:
    columns, units = _read(DATA / "table/ferry.tsv")

    assert columns == (Column("zh", "zh"), Column("en", "en"))
    assert units == [
        Unit(
            ("雾散了，渡船慢慢靠岸。", "The fog lifted, and the ferry came slowly to the bank."), 0.93, "一"
        ),
        Unit(('他说："走吧。" 没有人动。', '"Come on," he said. Nobody moved.'), 0.5, "一"),
        Unit(("水涨到了第九级石阶。", "The water rose to the ninth step."), None, "二"),
        Unit(("天亮了。", ""), None, "二"),
    ]


def test_numbers_and_remarks_are_no_texts() -> None:
    columns, units = _read(DATA / "table/ferry.csv")

    assert columns == (Column("zh", "中文"), Column("en", "英文译文"))
    assert units[0] == Unit(("雾散了；船来了。", "The fog lifted; the ferry came."))


def test_hunaligns_segments_are_joined_and_its_scores_are_no_shares() -> None:
    columns, units = _read(DATA / "table/hunalign.txt")

    assert [column.language for column in columns] == ["zh-Hans", "en"]
    assert units[0] == Unit(
        ("雾散了。渡船慢慢靠岸。", "The fog lifted and the ferry came slowly to the bank.")
    )
    assert units[1] == Unit(("老艄公没有说话。", "The old ferryman said nothing."))
    assert units[2] == Unit(("", "A gull cried."))


def test_the_name_that_lf_aligner_repeats_is_a_section() -> None:
    _, units = _read(DATA / "table/lf-aligner.txt")

    assert units[2] == Unit(("水涨了。", "The water rose."), None, "dukou_zh.txt - dukou_en.txt")


@pytest.mark.parametrize(
    ("heading", "columns"),
    [
        ("Source\tTarget\tScore", ("en", "zh-Hans")),
        ("English (UK)\tChinese (Simplified)\t%", ("en", "zh-Hans")),
        ("英语\t简体中文\t置信度", ("en", "zh-Hans")),
        ("left\tright\tp", ("en", "zh-Hans")),
    ],
)
def test_languages_are_known_by_headings_or_by_what_stands_below(
    heading: str, columns: tuple[str, ...], tmp_path: Path
) -> None:
    rows = [f"Ferry {i} came.\t第{i}只渡船来了。\t0.{i}" for i in range(1, 6)]

    found, units = _read(_table(tmp_path, heading, *rows))

    assert tuple(column.language for column in found) == columns
    assert [unit.confidence for unit in units if isinstance(unit, Unit)] == [0.1, 0.2, 0.3, 0.4, 0.5]


def test_a_table_without_headings_keeps_its_first_row(tmp_path: Path) -> None:
    _, units = _read(_table(tmp_path, "1\t船来了。\tIt came.", "2\t船走了。\tIt left.", "3\t天亮了。\tDawn."))

    assert units[0] == Unit(("船来了。", "It came."))


def test_several_translations_are_several_columns(tmp_path: Path) -> None:
    columns, _ = _read(
        _table(tmp_path, "中文,Literal English,Free English", "船来了。,Ship come.,Here it is.")
    )

    assert [column.language for column in columns] == ["zh", "en", "en"]


def test_a_quotation_mark_that_nobody_closes_costs_one_row_nothing(tmp_path: Path) -> None:
    rows = [f'"第{i}只"渡船来了。\t"Ferry {i}" came.' for i in range(40)]

    _, units = _read(_table(tmp_path, "zh\ten", '"船来了。\tA ferry.', *rows))

    assert len(units) == 41
    assert units[0] == Unit(('"船来了。', "A ferry."))


@pytest.mark.parametrize(
    "lines",
    [
        ["雾散了,船来了,他没有动。", "天亮了,人走了,河水在响。", "她说,走吧,天要下雨了。"],
        ["The fog, which had lain, lifted.", "He said, at last, nothing.", "A gull, two gulls, cried."],
        ["雾散了。", "The fog lifted.", "船来了。", "A ferry came."],
        ["习近平,Chairman Mao", "没有逗号的一行。", "No comma at all here.", "又是一行没有逗号的话。"],
    ],
)
def test_prose_is_no_table(lines: list[str]) -> None:
    assert dialect(lines)[2] < 0.9


def test_a_table_in_one_language_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="different languages"):
        _read(_table(tmp_path, "a,b", "one,two", "three,four"))


def test_quoted_cells_are_split_as_spreadsheets_write_them() -> None:
    assert split_quoted('"a,""b""",c,"",d"e', ",") == ['a,"b"', "c", "", 'd"e']


def test_a_row_without_texts_is_a_fault_with_its_line(tmp_path: Path) -> None:
    rows = ("1\t船\tferry\t", "2\t\t\t", "3\t\t\tto be done", "4\t河\triver\t")

    _, units = _read(_table(tmp_path, "id\tzh\ten\tnote", *rows))

    assert units[1:2] == [Fault("A row without a text in it: 3 to be done", line=4)]
    assert len(units) == 3
