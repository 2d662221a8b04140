"""The fitting of word links on examples of our own: it learns what there is to learn, and says how well."""

import numpy as np
import pytest

from bench.link_fitting import Example, count_closed, count_links, error_rate, fit_passes, pointing
from bench.link_network import Training, train
from link_material import BRIDGE, FERRY, small_tables
from parallelreader.core.links.lexicon import Lexicon
from parallelreader.core.links.model import pair_features
from parallelreader.core.links.network import run_passes
from parallelreader.core.links.weights import fitted_weights

QUICK = Training(hidden=4, bag=1, epochs=60, batch=16)


@pytest.fixture
def examples() -> list[Example]:
    lexicon = Lexicon(small_tables())
    golds = (
        [(0, 1), (3, 2), (1, 5), (1, 6), (2, 6), (4, 4), (5, 7)],
        [(0, 1), (0, 2), (1, 3), (2, 5), (2, 6), (3, 7)],
    )
    made = []
    for (chinese, english), gold in zip((FERRY, BRIDGE), golds, strict=True):
        sure = np.zeros((len(chinese), len(english)), bool)
        sure[tuple(zip(*gold, strict=True))] = True
        words, tokens = map(lexicon.chinese, chinese), map(lexicon.english, english)
        made.append(Example(tuple(words), tuple(tokens), sure, sure))
    return made


def test_a_network_learns_what_no_line_parts():
    corners = np.array([[0, 0, 1, 1], [0, 1, 0, 1]], float)
    cells, linked = np.tile(corners, 200), np.tile([0.0, 1, 1, 0], 200)

    trained = train(
        cells, linked, np.ones(800), Training(hidden=8, bag=2, epochs=40, batch=50, decay=0.0, rate=0.02)
    )

    assert np.array_equal(trained.probability(corners) > 0.5, [False, True, True, False])


def test_the_same_training_gives_the_same_network():
    cells = np.random.default_rng(3).random((5, 64))
    linked, weight = (cells[0] > 0.5).astype(float), np.ones(64)

    one, other = (train(cells, linked, weight, QUICK) for _ in range(2))

    assert np.array_equal(one.probability(cells), other.probability(cells))


def test_passes_fitted_on_examples_find_their_links(examples):
    lexicon = Lexicon(small_tables())
    closed = fitted_weights().closed
    features = [pair_features(each.words, each.tokens, lexicon, closed) for each in examples * 5]

    passes = fit_passes(examples * 5, features, QUICK)

    found = [run_passes(passes, each) > 0.5 for each in features]
    assert error_rate(examples * 5, found)[0] < 5


def test_error_rate_precision_and_recall_are_those_of_och_and_ney(examples):
    half = [each.sure.copy() for each in examples]
    half[0][:] = False
    wanted = sum(each.sure.sum() for each in examples)

    rate, precision, recall = error_rate(examples, half)

    assert precision == 100
    assert recall == pytest.approx(100 * half[1].sum() / wanted)
    assert rate == pytest.approx(100 * (1 - 2 * half[1].sum() / (half[1].sum() + wanted)))


def test_pointing_at_every_gold_link_is_exact(examples):
    said = pointing(examples, [each.sure.astype(float) for each in examples])

    assert "exact 100.0" in said
    assert "wrong 0.0" in said


def test_closed_words_are_counted_and_content_words_not_in_pairs(examples):
    closed = count_closed(examples * 10)

    assert closed.chinese["。"] == (20, 20)
    assert closed.pairs["。 ."] == (20, 20)
    assert "渡船 ferry" not in closed.pairs


def test_an_example_alone_teaches_nothing_about_itself(examples):
    tables = [each.sure.astype(float) for each in examples[:1]]

    assert not count_links(examples[:1], tables)[0].any()
