from pathlib import Path

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.formats import gettext_catalogue
from parallelreader.formats.gettext_catalogue import read_catalogue
from parallelreader.formats.import_format import ReadOptions


class TestCatalogue(UnitBattery):
    format = gettext_catalogue.FORMAT
    sample = "gettext/ferry.po"


def test_messages_stand_beside_their_translations() -> None:
    units = read_catalogue(DATA / "gettext/ferry.po", ReadOptions())

    assert units.title == "ferry 1"
    assert units.columns == (Column("en", "msgid"), Column("zh-Hans", "msgstr"))
    assert list(units.read()) == [
        Unit(("The ferry has left.", "渡船已经开了。")),
        Unit(('Wait here for "%s".', "在这里等“%s”。"), 0.3),
        Unit(("%d passengers", "%d 位乘客")),
        Unit(("Nobody came.", "")),
    ]


def test_two_forms_render_the_one_and_the_many(tmp_path: Path) -> None:
    path = tmp_path / "fr.po"
    path.write_text(
        'msgid "a bird"\nmsgid_plural "%d birds"\nmsgstr[0] "un oiseau"\nmsgstr[1] "%d oiseaux"\n', "utf-8"
    )

    cells = [part.cells for part in read_catalogue(path, ReadOptions()).read() if isinstance(part, Unit)]

    assert cells == [("a bird", "un oiseau"), ("%d birds", "%d oiseaux")]


def test_a_line_that_is_no_part_of_a_message_is_told(tmp_path: Path) -> None:
    path = tmp_path / "zh.po"
    path.write_text('msgid "a"\nmsgstr "甲"\nnonsense\nmsgid "b"\nmsgstr "乙"\n', "utf-8")

    parts = list(read_catalogue(path, ReadOptions()).read())

    assert Fault("A line that is no part of a message: nonsense", line=3) in parts
    assert [part.cells for part in parts if isinstance(part, Unit)] == [("a", "甲"), ("b", "乙")]
