from pathlib import Path

import pytest

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.formats import xliff
from parallelreader.formats.import_format import ReadOptions


class TestVersionOne(UnitBattery):
    format = xliff.FORMAT
    sample = "xliff/ferry.xlf"
    is_text = False


class TestVersionTwo(UnitBattery):
    format = xliff.FORMAT
    sample = "xliff/ferry.2.xlf"
    is_text = False


def _read(path: Path) -> list[Unit | Fault]:
    return list(xliff.read_xliff(path, ReadOptions()).read())


def test_segments_of_version_one_are_units_and_files_are_sections() -> None:
    path = DATA / "xliff/ferry.xlf"

    assert xliff.read_xliff(path, ReadOptions()).columns == (Column("en", "en"), Column("zh-Hans", "zh-CN"))
    assert _read(path) == [
        Unit(("The ferry came slowly.", "渡船慢慢来了。"), None, "ferry.html"),
        Unit(("He waited.", "他等着。"), None, "ferry.html"),
        Unit(("Nobody came.", "没有人来。"), None, "ferry.html"),
        Unit(("Row!", ""), None, "ferry.html"),
        Unit(("See .", "请看。"), None, "ferry.html"),
        Unit(("Stone steps", "石阶"), None, "ferry.html"),
        Unit(("The water rose.", "水涨了。"), None, "river.html"),
    ]


def test_segments_of_version_two_are_units() -> None:
    path = DATA / "xliff/ferry.2.xlf"

    assert xliff.read_xliff(path, ReadOptions()).columns == (Column("zh", "zh"), Column("en", "en"))
    assert _read(path) == [
        Unit(("雾散了。", "The fog lifted."), None, "dukou.txt"),
        Unit(("船来了。", ""), None, "dukou.txt"),
        Unit(("天 亮了。", "Day broke."), None, "dukou.txt"),
    ]


def test_files_in_several_languages_have_a_column_for_each(tmp_path: Path) -> None:
    path = tmp_path / "many.xlf"
    unit = "<trans-unit><source>{}</source><target>{}</target></trans-unit>"
    path.write_text(
        "<xliff version='1.2'>"
        f"<file source-language='en' target-language='zh-TW'>{unit.format('Ferry', '渡船')}</file>"
        f"<file source-language='en' target-language='fr'>{unit.format('Ferry', 'bac')}</file>"
        "</xliff>",
        "utf-8",
    )

    assert [unit.cells for unit in _read(path) if isinstance(unit, Unit)] == [
        ("Ferry", "渡船", ""),
        ("Ferry", "", "bac"),
    ]


def test_a_file_without_target_language_has_two_columns_nevertheless(tmp_path: Path) -> None:
    path = tmp_path / "one.xlf"
    path.write_text(
        "<xliff version='1.2'><file source-language='en'><body><trans-unit><source>Ferry</source>"
        "<target>渡船</target></trans-unit></body></file></xliff>",
        "utf-8",
    )

    units = xliff.read_xliff(path, ReadOptions())

    assert [column.language for column in units.columns] == ["en", ""]
    assert list(units.read()) == [Unit(("Ferry", "渡船"))]


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none.xlf"
    path.write_text("<xliff version='1.2'><file source-language='en'><body/></file></xliff>", "utf-8")

    with pytest.raises(FileProblem, match="no segments"):
        _read(path)
