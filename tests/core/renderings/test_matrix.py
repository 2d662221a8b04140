"""The matrix counts what its cells hold: variants, consistency, gaps, and how columns differ."""

from parallelreader.core.renderings.matrix import Cell, MatrixRow, counted
from parallelreader.core.renderings.rendering import Found, Rendering
from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.text import Span


def rendered(words: str) -> Rendering:
    return Rendering((Span(0, len(words)),), words, 0.9, Found.LIKELY, variant_key(words))


def row(number: int, **words: str) -> MatrixRow:
    cells = {name: Cell(name, (number,), rendered(said) if said else None) for name, said in words.items()}
    return MatrixRow("ferry", "zh", Span(number, number + 2), f"{number}.1", number, cells)


ROWS = [
    row(1, wren="ferry landing", ashdown="landing"),
    row(2, wren="the Ferry Landings", ashdown="stop"),
    row(3, wren="landing", ashdown=""),
    row(4, wren="ferry landing"),
]


def test_writings_that_differ_in_inflection_case_and_articles_are_one_variant():
    matrix = counted(None, "渡口", ("wren", "ashdown"), ROWS)

    assert [(each.text, dict(each.counts)) for each in matrix.variants] == [
        ("ferry landing", {"wren": 3}),
        ("landing", {"wren": 1, "ashdown": 1}),
        ("stop", {"ashdown": 1}),
    ]


def test_consistency_is_the_share_of_the_commonest_variant_and_gaps_are_counted():
    matrix = counted(None, "渡口", ("wren", "ashdown"), ROWS)

    assert matrix.consistency == {"wren": 0.75, "ashdown": 0.5}
    assert matrix.gaps == {"wren": 0, "ashdown": 1}


def test_columns_are_compared_where_both_have_a_rendering():
    (difference,) = counted(None, "渡口", ("wren", "ashdown"), ROWS).differences

    assert (difference.both, difference.differ) == (2, 2)
    assert difference.pairs == (
        (variant_key("ferry landing"), variant_key("landing"), 1),
        (variant_key("ferry landing"), variant_key("stop"), 1),
    )


def test_a_variant_keeps_its_place_while_cells_change():
    matrix = counted(None, "渡口", ("wren", "ashdown"), ROWS)

    for number in (0, 1):
        matrix = matrix.with_cell(number, "wren", Cell("wren", (number,), rendered("landing")))

    assert matrix.place_of(variant_key("landing")) == 1
    assert matrix.variants[1].total == 4


def test_hyphens_and_possessives_do_not_make_a_variant():
    assert variant_key("first-aid kits") == variant_key("first aid kit")
    assert variant_key("the workers’ movement") == variant_key("worker movement")
