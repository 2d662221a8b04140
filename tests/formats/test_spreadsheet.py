import errno
import io
import zipfile
from pathlib import Path

import pytest

from formats.unit_battery import DATA, UnitBattery
from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Unit
from parallelreader.formats import legacy_workbook, spreadsheet
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.spreadsheet import read_spreadsheet

_SAMPLE = DATA / "spreadsheet/ferry.xlsx"


class TestSpreadsheet(UnitBattery):
    format = spreadsheet.FORMAT
    sample = "spreadsheet/ferry.xlsx"
    is_text = False


def _with_part(folder: Path, name: str, content: bytes) -> Path:
    path = folder / "book.xlsx"
    with zipfile.ZipFile(_SAMPLE) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for part in {*old.namelist(), name}:
            new.writestr(part, content if part == name else old.read(part))
    return path


def test_sheets_with_two_texts_are_sections() -> None:
    units = read_spreadsheet(_SAMPLE, ReadOptions())

    assert units.columns == (Column("zh", "中文"), Column("en", "English"))
    assert list(units.read()) == [
        Unit(("雾散了，渡船慢慢靠岸。", "The fog lifted, and the ferry came slowly."), 0.93, "第一章"),
        Unit(("老艄公没有说话。", "The old ferryman said nothing."), 0.5, "第一章"),
        Unit(("水涨了。", ""), None, "第一章"),
        Unit(("天亮了。", "Day broke."), None, "第二章"),
        Unit(("谁在那里？", "Who is there?"), None, "第二章"),
    ]


def test_words_in_the_cells_themselves_and_readings_over_them(tmp_path: Path) -> None:
    rows = "".join(
        f"<row r='{i}'><c r='B{i}' t='inlineStr'><is><r><t>第{i}</t></r><r><t>船_x000D_</t></r>"
        f"<rPh sb='0' eb='1'><t>di</t></rPh></is></c><c r='D{i}' t='str'><f>A1</f><v>Ferry {i}</v></c></row>"
        for i in range(1, 4)
    )
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()

    units = read_spreadsheet(_with_part(tmp_path, "xl/worksheets/sheet1.xml", sheet), ReadOptions())

    assert next(units.read()) == Unit(("第1船", "Ferry 1"), None, "第一章")


def test_words_that_cells_share(tmp_path: Path) -> None:
    strings = "<sst><si><t>船来了。</t></si><si><r><t>It </t></r><r><t>came.</t></r></si><si/></sst>"
    row = "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>99</v></c></row>"
    path = _with_part(tmp_path, "xl/sharedStrings.xml", strings.encode())
    path.rename(tmp_path / "first.xlsx")
    sheet = f"<worksheet><sheetData>{row * 3}</sheetData></worksheet>".encode()
    with zipfile.ZipFile(tmp_path / "first.xlsx") as old, zipfile.ZipFile(path, "w") as new:
        for part in old.namelist():
            new.writestr(part, sheet if part.endswith("sheet1.xml") else old.read(part))

    units = list(read_spreadsheet(path, ReadOptions()).read())

    assert units[:3] == [Unit(("船来了。", "It came."), None, "第一章")] * 3


def test_archives_that_swell_are_refused(tmp_path: Path) -> None:
    path = _with_part(tmp_path, "xl/sharedStrings.xml", b"<sst>" + b" " * 40_000_000 + b"</sst>")

    with pytest.raises(FileProblem, match="unpacks to far more"):
        read_spreadsheet(path, ReadOptions())


def test_entities_in_a_part_are_refused(tmp_path: Path) -> None:
    content = b"<!DOCTYPE sst [<!ENTITY a 'aaaa'>]><sst><si><t>&a;</t></si></sst>"

    with pytest.raises(FileProblem, match="entity of its own"):
        read_spreadsheet(_with_part(tmp_path, "xl/sharedStrings.xml", content), ReadOptions())


def test_other_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")

    with pytest.raises(FileProblem):
        read_spreadsheet(path, ReadOptions())


class TestLegacyWorkbook(UnitBattery):
    format = legacy_workbook.FORMAT
    sample = "spreadsheet/lf-aligner.xls"
    is_text = False


def test_lf_aligners_workbook_is_read_as_its_text() -> None:
    units = legacy_workbook.read_legacy_workbook(DATA / "spreadsheet/lf-aligner.xls", ReadOptions())

    assert [column.language for column in units.columns] == ["zh-Hans", "en"]
    assert list(units.read())[1:3] == [
        Unit(("老艄公没有说话。", "The old ferryman said nothing."), None, "dukou.txt - ferry.txt"),
        Unit(("", "A gull cried."), None, "dukou.txt - ferry.txt"),
    ]


def test_a_disk_without_room_for_the_words_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full(io.BytesIO):
        def write(self, data: object, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    words = "<sst><si><t>雾散了。</t></si></sst>".encode()
    path = _with_part(tmp_path, "xl/sharedStrings.xml", words)
    monkeypatch.setattr(spreadsheet.tempfile, "TemporaryFile", Full)

    with pytest.raises(FileProblem, match="no room for the words"):
        read_spreadsheet(path, ReadOptions())
