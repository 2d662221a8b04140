"""A matrix as tables: every place with its renderings, in files that others read, with nothing calculated."""

import csv
import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpora import write_corpus
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.terms.matrix_export import matrix_lines, write_matrix
from parallelreader.app.terms.matrix_words import DocumentsInMemory, rows_in_words
from parallelreader.app.terms.sheet_files import TableFormat
from parallelreader.core.renderings.matrix import Cell, Matrix, MatrixRow, counted
from parallelreader.core.renderings.rendering import CellState, Found, Rendering
from parallelreader.core.text import Span

MARK = "\ufeff"


@pytest.fixture
def texts(tmp_path: Path) -> DocumentsInMemory:
    opened = load_document(open_corpus(write_corpus(tmp_path / "River")), "last-ferry")
    return DocumentsInMemory({"last-ferry": opened})


def row(words: str = "", start: int = 4, *, state: CellState = CellState.OPEN) -> MatrixRow:
    span = Span(start, start + len(words))
    rendering = Rendering((span,), words, 0.9, Found.LIKELY, words.lower()) if words else None
    return MatrixRow(
        "last-ferry", "zh", Span(0, 1), "1.1", 0, {"literal": Cell("literal", (0,), rendering, state)}
    )


def matrix(*rows: MatrixRow, term: str = "船") -> Matrix:
    return counted(None, term, ("literal",), rows)


def table(lines: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(lines.removeprefix(MARK))))


def test_every_place_is_a_line_with_its_sentences(texts: DocumentsInMemory):
    shown = matrix(row("boat"), row(state=CellState.REJECTED))

    lines = "".join(matrix_lines(TableFormat.CSV, shown, texts))

    assert lines.startswith(MARK)
    assert table(lines) == [
        {
            "document": "last-ferry",
            "title": "末班渡船 The Last Ferry",
            "place": "1.1",
            "term": "船",
            "sentence": "船来了。",
            "literal": "boat",
            "literal: sentence": "The boat came.",
            "literal: said": "",
        },
        {
            "document": "last-ferry",
            "title": "末班渡船 The Last Ferry",
            "place": "1.1",
            "term": "船",
            "sentence": "船来了。",
            "literal": "",
            "literal: sentence": "The boat came.",
            "literal: said": "rejected",
        },
    ]


def test_a_rendering_chosen_over_two_sentences_stands_in_both(texts: DocumentsInMemory):
    english = str(texts.document("last-ferry").texts["literal"].content)
    start, end = english.index("boat"), english.index(".", english.index(".") + 1)
    (found,) = rows_in_words(matrix(row(english[start:end], start)), texts)

    at = found.beside_at["literal"]
    assert found.beside["literal"][at.start : at.end].split() == english[start:end].split()


def test_the_mark_for_spreadsheets_can_be_left_out(texts: DocumentsInMemory):
    lines = "".join(matrix_lines(TableFormat.CSV, matrix(row("boat")), texts, has_mark=False))

    assert lines.startswith("document,")


@pytest.mark.parametrize("words", ["=SUM(A1)", "+1", "-1", "@here"])
def test_no_cell_is_calculated(texts: DocumentsInMemory, words: str):
    lines = "".join(matrix_lines(TableFormat.CSV, matrix(row(words)), texts))

    assert table(lines)[0]["literal"] == f"'{words}"


def test_a_page_marks_the_rendering_and_tells_the_counts(texts: DocumentsInMemory, tmp_path: Path):
    file = tmp_path / "matrix.html"

    write_matrix(file, TableFormat.PAGE, matrix(row("boat"), row(), term="<船>"), texts)

    page = file.read_text(encoding="utf-8")
    assert "The <mark>boat</mark> came." in page
    assert "<title>&lt;船&gt;</title>" in page
    assert "not rendered" in page


def test_a_workbook_has_a_sheet_for_each_table(texts: DocumentsInMemory, tmp_path: Path):
    file = tmp_path / "matrix.xlsx"

    write_matrix(
        file, TableFormat.WORKBOOK, matrix(row("boat"), row("=1")), texts, labels={"literal": "Wren"}
    )

    with ZipFile(file) as archive:
        names = archive.namelist()
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
    assert sum(name.startswith("xl/worksheets/sheet") for name in names) == 3


def test_only_the_rows_asked_for_are_written(texts: DocumentsInMemory, tmp_path: Path):
    file = tmp_path / "matrix.csv"

    write_matrix(file, TableFormat.CSV, matrix(row("boat"), row("came", 9)), texts, numbers=[1])

    assert [each["literal"] for each in table(file.read_text(encoding="utf-8"))] == ["came"]
