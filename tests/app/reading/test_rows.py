"""What stands in which row, for two versions, three, and without the source."""

from hypothesis import given
from hypothesis import strategies as st

from factories import Pair, alignment, mill
from parallelreader.app.reading.rows import (
    Rows,
    rows_in_order,
    rows_of_one,
    rows_of_source,
    rows_without_source,
)
from parallelreader.core.text import Text

Cells = list[tuple[tuple[int, ...], ...]]


def sentences(count: int) -> Text:
    return Text("x" * count, [(n, n + 1) for n in range(count)])


def cells(rows: Rows) -> Cells:
    return [row.cells for row in rows]


def rows_for(source: int, *translations: tuple[int, list[Pair]]) -> Rows:
    ours = sentences(source)
    made = [(sentences(count), alignment(pairs, ours, sentences(count))) for count, pairs in translations]
    return rows_of_source(ours, made)


def test_with_two_versions_a_row_is_a_bead():
    rows = rows_for(3, (3, [((0, 1), (0,)), ((2,), (1, 2))]))

    assert cells(rows) == [((0, 1), (0,)), ((2,), (1, 2))]
    assert [row.shape for row in rows] == ["2–1", "1–2"]


def test_what_only_one_side_has_stands_alone_where_it_is_read():
    rows = rows_for(3, (3, [((0,), (0,)), ((2,), (2,))]))

    assert cells(rows) == [((0,), (0,)), ((1,), ()), ((), (1,)), ((2,), (2,))]
    assert [row.is_pair for row in rows] == [True, False, False, True]


def test_beads_that_share_a_source_sentence_share_a_row():
    rows = rows_for(3, (2, [((0, 1), (0,)), ((2,), (1,))]), (2, [((0,), (0,)), ((1, 2), (1,))]))

    assert cells(rows) == [((0, 1, 2), (0, 1), (0, 1))]


def test_a_third_version_keeps_its_own_extra_sentences_apart():
    rows = rows_for(2, (2, [((0,), (0,)), ((1,), (1,))]), (4, [((0,), (1,)), ((1,), (3,))]))

    assert cells(rows) == [
        ((), (), (0,)),
        ((0,), (0,), (1,)),
        ((), (), (2,)),
        ((1,), (1,), (3,)),
    ]


def test_moved_sentences_stand_beside_their_source():
    rows = rows_for(2, (2, [((0,), (1,)), ((1,), (0,))]), (2, [((0,), (0,)), ((1,), (1,))]))

    assert cells(rows) == [((0,), (1,), (0,)), ((1,), (0,), (1,))]


def test_without_the_source_rows_that_had_only_it_are_gone():
    rows = rows_for(3, (2, [((0,), (0,)), ((2,), (1,))]), (2, [((0,), (0,)), ((2,), (1,))]))

    alone = rows_without_source([2, 2], rows)

    assert cells(alone) == [((0,), (0,)), ((1,), (1,))]
    assert alone.row_of(1, 1) == 1


def test_one_version_has_a_sentence_a_row():
    assert cells(rows_of_one(sentences(2))) == [((0,),), ((1,),)]


def test_columns_follow_the_order_shown():
    reading = mill("free", "zh")

    assert reading.rows[1].cells == ((1,), (1, 2))
    assert reading.cell(1, "zh") == (1, 2)


@st.composite
def beads_of(draw: st.DrawFn, source: int) -> tuple[int, list[Pair]]:
    """A translation of so many source sentences: in order, then a few of its beads swapped about."""
    pairs: list[Pair] = []
    row = column = 0
    while row < source:
        ours, theirs = draw(st.integers(1, 3)), draw(st.integers(0, 3))
        members = tuple(range(row, min(row + ours, source)))
        if theirs:
            pairs.append((members, tuple(range(column, column + theirs))))
        row, column = row + ours, column + theirs + draw(st.integers(0, 1))
    sides = draw(st.permutations([theirs for _, theirs in pairs]))
    if draw(st.booleans()):
        pairs = [(ours, theirs) for (ours, _), theirs in zip(pairs, sides, strict=True)]
    return column, pairs


@given(st.data(), st.integers(1, 8), st.integers(1, 3))
def test_every_sentence_stands_in_exactly_one_row(data: st.DataObject, source: int, versions: int):
    translations = [data.draw(beads_of(source)) for _ in range(versions)]

    rows = rows_for(source, *translations)

    for column, count in enumerate((source, *(count for count, _ in translations))):
        standing = [segment for row in rows for segment in row.cells[column]]
        assert sorted(standing) == list(range(count))
        assert all(segment in rows[rows.row_of(column, segment)].cells[column] for segment in range(count))


def moved(rows: Rows) -> list[int]:
    return [number for number, row in enumerate(rows) if row.is_moved]


def test_a_row_says_whether_it_stands_out_of_order():
    rows = rows_for(4, (4, [((0,), (0,)), ((1,), (3,)), ((2,), (1,)), ((3,), (2,))]))

    assert moved(rows) == [1]


def test_of_three_versions_a_row_is_moved_if_one_of_them_has_moved():
    in_order = (3, [((n,), (n,)) for n in range(3)])

    rows = rows_for(3, in_order, (3, [((0,), (2,)), ((1,), (0,)), ((2,), (1,))]))

    assert moved(rows) == [0]


def test_translations_that_share_another_order_are_not_moved_where_the_source_is_hidden():
    other = (3, [((0,), (2,)), ((1,), (0,)), ((2,), (1,))])

    rows = rows_without_source([3, 3], rows_for(3, other, other))

    assert moved(rows) == []


def test_rows_are_read_in_the_order_of_the_version_shown_first():
    rows = rows_for(5, (4, [((0,), (0,)), ((1,), (3,)), ((2,), (1,)), ((4,), (2,))]))

    turned = rows_in_order(rows, [1, 0], [4, 5])

    assert cells(turned) == [((0,), (0,)), ((1,), (2,)), ((), (3,)), ((2,), (4,)), ((3,), (1,))]
    assert moved(turned) == [4]
    assert turned.row_of(0, 3) == 4
