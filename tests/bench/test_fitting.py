"""The tool that fits the aligner's weights does what it says, on a text of our own."""

import numpy as np
import pytest

import lighthouse_story
from bench.fitting.abridging import abridged
from bench.fitting.chain import Chain, minimise
from bench.fitting.prepared import Prepared, figure_names
from bench.gold import GoldText
from parallelreader.core.align.blocks import BlockScorer
from parallelreader.core.align.decode import path_weight
from parallelreader.core.align.weights import ROBUST

STORY = GoldText(lighthouse_story.chinese(), lighthouse_story.english(), lighthouse_story.beads())


@pytest.fixture(scope="module")
def story() -> Prepared:
    return Prepared(STORY)


def weights() -> np.ndarray:
    return np.array([ROBUST.table[name] for name in figure_names()])


def test_the_arcs_weigh_what_the_aligner_weighs(story: Prepared) -> None:
    figures = story.first_figures()
    arcs = story.arcs(figures)

    likelihood, _, right = Chain([arcs]).probabilities(weights())

    gold_weight = float((arcs.figures @ weights())[right > 0.5].sum())
    whole = path_weight(BlockScorer(figures, ROBUST), story.band, story.english.count)
    assert right.sum() == pytest.approx(len(STORY.gold))
    assert gold_weight - whole == pytest.approx(float(likelihood[0]), abs=0.05)


def test_the_slope_of_the_loss_is_what_small_steps_show(story: Prepared) -> None:
    chain = Chain([story.arcs(story.first_figures())])
    at = 0.5 * weights()
    value, slope = chain.loss(at)

    for place in (0, 6, len(at) - 1):
        step = np.zeros_like(at)
        step[place] = 1e-3
        assert (chain.loss(at + step)[0] - value) / 1e-3 == pytest.approx(slope[place], rel=0.02, abs=0.02)


def test_the_least_point_of_a_bowl_is_found() -> None:
    widths = np.array([1.0, 10.0, 100.0])

    point, _ = minimise(lambda x: (float(widths @ (x - 3) ** 2), 2 * widths * (x - 3)), np.zeros(3), 100)

    assert point == pytest.approx([3, 3, 3], abs=0.02)


def test_an_abridged_copy_keeps_its_beads_in_order_and_whole() -> None:
    long = GoldText(
        STORY.source * 9,
        STORY.target * 9,
        [
            (tuple(i + k * len(STORY.source) for i in zh), tuple(j + k * len(STORY.target) for j in en))
            for k in range(9)
            for zh, en in STORY.gold
        ],
    )

    copy = abridged(long, 1)

    assert len(copy.source) < len(long.source)
    assert len(copy.target) < len(long.target)
    assert [i for zh, _ in copy.gold for i in zh] == list(range(len(copy.source)))
    assert [j for _, en in copy.gold for j in en] == list(range(len(copy.target)))
    assert any(not en for _, en in copy.gold)
