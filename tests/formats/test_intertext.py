from pathlib import Path

import pytest

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.formats import intertext
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.intertext import read_intertext

_TEXTS = ("intertext/ferry.zh.xml", "intertext/ferry.en.xml")


class TestInterText(UnitBattery):
    format = intertext.FORMAT
    sample = "intertext/ferry.zh.en.xml"
    is_text = False
    in_order = False
    neighbours = _TEXTS


def _put(folder: Path, alignment: str) -> Path:
    for name in _TEXTS:
        (folder / Path(name).name).write_bytes((DATA / name).read_bytes())
    path = folder / "links.xml"
    path.write_text(alignment, "utf-8")
    return path


def test_links_are_units_with_the_chapters_of_their_texts() -> None:
    units = read_intertext(DATA / "intertext/ferry.zh.en.xml", ReadOptions())

    assert units.columns == (Column("zh", "ferry.zh.xml"), Column("en", "ferry.en.xml"))
    assert list(units.read()) == [
        Unit(("雾散了。", "The fog lifted."), None, "第一章"),
        Unit(
            ("老艄公没有说话，也没有抬头。", "The old ferryman neither spoke nor looked up."), None, "第一章"
        ),
        Unit(("水涨了。", ""), None, "第二章"),
        Unit(("", "A gull cried.")),
        Unit(("天亮了。", "Day broke."), None, "第二章"),
    ]


def test_opus_names_the_first_text_first(tmp_path: Path) -> None:
    path = _put(
        tmp_path,
        "<cesAlign version='1.0'><linkGrp fromDoc='zh/ferry.zh.xml.gz' toDoc='en/ferry.en.xml.gz'>"
        "<link xtargets='2:1 2:2;2:1'/><link xtargets='1:1;1:1'/></linkGrp></cesAlign>",
    )

    cells = [part.cells for part in read_intertext(path, ReadOptions()).read() if isinstance(part, Unit)]

    assert ("老艄公没有说话，也没有抬头。", "The old ferryman neither spoke nor looked up.") in cells
    assert ("雾散了。", "The fog lifted.") in cells


def test_links_to_nothing_are_told(tmp_path: Path) -> None:
    path = _put(
        tmp_path,
        "<linkGrp toDoc='ferry.en.xml' fromDoc='ferry.zh.xml'><link xtargets='1:1;1:1'/>\n"
        "<link xtargets='9:9;2:1'/>\n<link xtargets='2:1;1:1'/></linkGrp>",
    )

    faults = [part for part in read_intertext(path, ReadOptions()).read() if isinstance(part, Fault)]

    assert [(fault.what, fault.line) for fault in faults] == [
        ("A link names 9:9, which is in no text", 2),
        ("A link names what stands in another link already", 3),
    ]


def test_texts_that_lie_elsewhere_are_not_opened(tmp_path: Path) -> None:
    path = _put(
        tmp_path,
        "<linkGrp toDoc='../../etc/passwd' fromDoc='ferry.zh.xml'><link xtargets='1:1;1:1'/></linkGrp>",
    )

    with pytest.raises(FileProblem, match="passwd, which does not lie beside it"):
        read_intertext(path, ReadOptions())
