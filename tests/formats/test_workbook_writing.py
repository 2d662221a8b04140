"""Workbooks that are written, read back by the program's own reader and as the XML they are."""

from zipfile import ZipFile

from lxml import etree

from parallelreader.core.incoming import Unit
from parallelreader.core.text import Span
from parallelreader.formats import workbook_writing
from parallelreader.formats.spreadsheet import SpreadsheetUnits
from parallelreader.formats.workbook_writing import Marked, Sheet, write_workbook

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(path, sheet=1):
    with ZipFile(path) as archive:
        root = etree.fromstring(archive.read(f"xl/worksheets/sheet{sheet}.xml"))
    return {
        cell.get("r"): "".join(cell.itertext()) for cell in root.iter(f"{MAIN}c") if cell.get("r") is not None
    }


def names(path):
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        root = etree.fromstring(archive.read("xl/workbook.xml"))
    return [sheet.get("name") for sheet in root.iter(f"{MAIN}sheet")]


def test_what_is_written_is_read_back(tmp_path):
    file = tmp_path / "pairs.xlsx"
    rows = [
        ["河水涨了。𠮷野来了。", "The river rose, & <Yoshino> came."],
        ["=渡船来了", "=1+1"],
        ["他说：_x0041_", "He wrote _x0041_ on it."],
    ]

    write_workbook(file, [Sheet("Pairs", ["Chinese", "English"], rows)])

    read = [list(unit.cells) for unit in SpreadsheetUnits(file).read() if isinstance(unit, Unit)]
    assert read == rows


def test_numbers_stay_numbers_and_marks_lose_no_words(tmp_path):
    file = tmp_path / "marks.xlsx"
    marked = Marked("the old ferry landing", (Span(8, 13), Span(14, 21)))

    write_workbook(file, [Sheet("Hits", ["n", "words"], [[3, marked], [0.5, Marked("bare", ())]], [6, 40])])

    found = cells(file)
    assert (found["A2"], found["B2"], found["A3"], found["B3"]) == (
        "3",
        "the old ferry landing",
        "0.5",
        "bare",
    )


def test_more_rows_than_a_sheet_holds_go_on_in_another(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook_writing, "MOST_ROWS", 4)
    file = tmp_path / "long.xlsx"

    write_workbook(file, [Sheet("Hits", ["n"], ([number] for number in range(7)))])

    assert names(file) == ["Hits", "Hits 2", "Hits 3"]
    assert cells(file, 3) == {"A1": "n", "A2": "6"}


def test_sheets_have_names_that_are_allowed_and_different(tmp_path):
    file = tmp_path / "names.xlsx"

    write_workbook(file, [Sheet("a/b?", ["n"], []), Sheet("A b", ["n"], [["x"]]), Sheet("'" * 40, ["n"], [])])

    assert names(file) == ["a b", "A b 2", "Sheet"]


def test_what_xml_cannot_hold_is_left_out(tmp_path):
    file = tmp_path / "odd.xlsx"

    write_workbook(file, [Sheet("Odd", ["n"], [["a\x00b\x1f\ufffec"], ["x" * 40_000]])])

    assert cells(file)["A2"] == "abc"
    assert len(cells(file)["A3"]) == 32_767
