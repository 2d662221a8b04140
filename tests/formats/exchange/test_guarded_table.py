import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from parallelreader.formats.exchange.guarded_table import guarded, table_lines, table_rows, unguarded
from parallelreader.formats.exchange.term_table import joined, parted

_words = st.text(
    st.one_of(st.sampled_from("'=+-@＝\t\n\",;|\\ 渡𠮷\u2028"), st.characters(exclude_categories=["Cs"])),
    max_size=12,
).map(lambda words: words.replace("\r", "").replace("\0", ""))


@given(st.text("'=+-@＝a\t"))
def test_a_guard_comes_off_again_and_leaves_no_formula(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in ("=", "+", "-", "@", "＝", "\t")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_words, min_size=3, max_size=3), max_size=4), st.sampled_from("\t,"))
def test_any_cells_come_back(rows: list[list[str]], delimiter: str) -> None:
    heading = ["a", "b", "c"]
    kept = [row for row in rows if any(row)]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes("".join(table_lines([heading, *rows], delimiter)).encode())
        assert [cells for _, cells in table_rows(path, encoding="utf-8")] == [heading, *kept]


def test_each_row_has_the_line_it_begins_on(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b'a,b\n"one\ntwo",x\n\n"=y",z\n')

    assert [line for line, _ in table_rows(path)] == [1, 2, 5]


@given(st.lists(st.text("a|\\ b渡", min_size=1).map(str.strip).filter(bool), max_size=4))
def test_texts_that_share_a_cell_come_apart_again(texts: list[str]) -> None:
    assert parted(joined(texts)) == texts


def test_any_other_reader_finds_the_cells(tmp_path: Path) -> None:
    text = "".join(table_lines([['a "b"', "c,d", "e\nf"]], ","))

    assert list(csv.reader(io.StringIO(text, newline=""))) == [['a "b"', "c,d", "e\nf"]]
