import numpy as np

from parallelreader.core.links.context import CONTEXT, context_features
from parallelreader.core.links.placing import PLACED, place_features


def layer(table: np.ndarray, name: str) -> np.ndarray:
    return context_features(table)[CONTEXT.index(name)]


def test_the_best_other_cell_of_a_row_and_a_column_compete():
    table = np.array([[0.9, 0.2], [0.1, 0.5]])

    assert np.allclose(layer(table, "row competition"), [[0.2, 0.9], [0.5, 0.1]])
    assert np.allclose(layer(table, "column competition"), [[0.1, 0.5], [0.9, 0.2]])


def test_a_neighbour_is_looked_up_in_its_direction_and_missing_beyond_the_edge():
    table = np.array([[0.1, 0.2], [0.3, 0.4]])

    assert np.allclose(layer(table, "0+1"), [[0.2, 0], [0.4, 0]])
    assert np.allclose(layer(table, "-1-1"), [[0, 0], [0, 0.1]])
    assert np.allclose(layer(table, "+2+2"), 0)


def test_a_cell_in_line_with_its_neighbours_is_nearer_than_one_that_is_not():
    table = np.eye(6)
    table[2] = 0.1

    for name in ("chinese nearness", "english nearness"):
        assert layer(table, name)[2, 2] > layer(table, name)[2, 5]


def test_crossing_counts_what_lies_above_right_and_below_left():
    table = np.zeros((3, 3))
    table[0, 2] = table[2, 0] = 0.5

    crossing = layer(table, "crossing")

    assert np.isclose(crossing[1, 1], 0.5)
    assert crossing[0, 0] == 0


def test_the_other_side_up_gives_the_same_competition():
    table = np.random.default_rng(1).random((4, 7))

    assert np.allclose(layer(table, "row mass"), layer(table.T, "column mass").T)
    assert np.allclose(layer(table, "chinese displacement"), layer(table.T, "english displacement").T)


def test_one_row_or_column_is_enough():
    for shape in ((1, 1), (1, 5), (5, 1)):
        assert np.isfinite(context_features(np.full(shape, 0.5))).all()


def test_words_said_as_often_on_both_sides_have_their_turns():
    table = place_features(["船", "走", "船"], ["boat", "went", "boat"])[PLACED.index("same turn")]

    assert table[0, 0] == table[2, 2] == 1
    assert table[0, 2] < 1
