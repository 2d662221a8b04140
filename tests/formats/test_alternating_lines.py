from pathlib import Path

import pytest

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Unit
from parallelreader.formats import alternating_lines
from parallelreader.formats.alternating_lines import likeness, read_alternating
from parallelreader.formats.import_format import ReadOptions


class TestAlternating(UnitBattery):
    format = alternating_lines.FORMAT
    sample = "alternating/ferry.txt"


class TestBertalign(UnitBattery):
    format = alternating_lines.FORMAT
    sample = "alternating/bertalign.txt"


def _read(text: str, folder: Path) -> tuple[tuple[Column, ...], list[tuple[str, ...]]]:
    path = folder / "lines.txt"
    path.write_text(text, "utf-8")
    units = read_alternating(path, ReadOptions())
    return units.columns, [unit.cells for unit in units.read() if isinstance(unit, Unit)]


def test_what_bertalign_prints_keeps_empty_sides() -> None:
    units = read_alternating(DATA / "alternating/bertalign.txt", ReadOptions())

    assert units.columns == (Column("zh-Hans"), Column("en"))
    assert list(units.read()) == [
        Unit(("雾散了。 渡船慢慢靠岸。", "The fog lifted, and the ferry came slowly.")),
        Unit(("老艄公没有说话。", "")),
        Unit(("水涨了。", "The water rose.")),
        Unit(("", "A gull cried.")),
    ]


def test_a_line_whose_translation_is_missing_stands_alone(tmp_path: Path) -> None:
    columns, cells = _read("It came.\n船来了。\nDawn.\nNoon.\n中午。\n傍晚。\nNight.\n夜里。\n", tmp_path)

    assert [column.language for column in columns] == ["en", "zh-Hans"]
    assert cells == [
        ("It came.", "船来了。"),
        ("Dawn.", ""),
        ("Noon.", "中午。"),
        ("", "傍晚。"),
        ("Night.", "夜里。"),
    ]


def test_numbers_and_marks_take_the_turn_they_stand_at(tmp_path: Path) -> None:
    _, cells = _read("船来了。\nIt came.\n1999\n1999\n……\n...\n天亮了。\nDawn.\n", tmp_path)

    assert cells == [("船来了。", "It came."), ("1999", "1999"), ("……", "..."), ("天亮了。", "Dawn.")]


@pytest.mark.parametrize(
    "text",
    [
        "船来了。\nIt came.\n",
        "船来了。\n天亮了。\n人走了。\n雨停了。\nIt came.\nDawn.\nThey left.\nThe rain stopped.\n",
        "Chapter 1\n船来了。\n天亮了。\nChapter 2\n人走了。\n雨停了。\n",
        "He said yes.\n\nShe said no.\n\nThey left.\n\nIt rained.\n\nDawn.\n\nNoon.\n",
    ],
)
def test_other_texts_are_left_to_the_readers_of_prose(text: str) -> None:
    assert likeness(text.encode(), Path("text.txt")) == 0


def test_one_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="two languages"):
        _read("One.\nTwo.\n", tmp_path)
