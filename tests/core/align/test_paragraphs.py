import numpy as np
import pytest

import lighthouse_story
from parallelreader.core.align import align_segments
from parallelreader.core.align.paragraphs import Paragraphs, count_within
from parallelreader.core.align.side import Side, build_side
from parallelreader.core.align.steps import Step
from parallelreader.core.align.words import english_words
from parallelreader.core.progress import NO_PROGRESS


def side_of(count: int, paragraphs: list[int]) -> Side:
    return build_side(
        ["a"] * count,
        english_words,
        is_chinese=False,
        progress=NO_PROGRESS,
        steps=(0, 1),
        paragraphs=paragraphs,
    )


def test_paragraphs_that_agree_speak_for_beads_that_end_with_both():
    starts = list(range(0, 60, 4))
    told = Paragraphs.after(side_of(60, starts), side_of(60, starts), [Step(1, 1, 0.99)] * 60)

    assert told.at_end[1, 1] > 0.5
    assert told.at_end[1, 0] < -0.5
    assert told.at_end[0, 1] < -0.5


def test_beads_that_no_paragraph_breaks_speak_against_those_it_would():
    told = Paragraphs.after(
        side_of(60, list(range(0, 60, 6))), side_of(30, list(range(0, 30, 3))), [Step(2, 1, 0.99)] * 30
    )

    assert told.chinese_within[1] < -0.5
    assert told.english_within[1] == pytest.approx(0.0)


def test_paragraphs_that_have_nothing_to_do_with_one_another_say_almost_nothing():
    chance = np.random.default_rng(3)
    starts = [np.flatnonzero(chance.random(600) < 0.25).tolist() for _ in range(2)]
    told = Paragraphs.after(side_of(600, starts[0]), side_of(600, starts[1]), [Step(1, 1, 0.99)] * 600)

    assert np.abs(told.at_end).max() < 0.2


def test_paragraphs_of_one_sentence_each_say_almost_nothing():
    every = list(range(200))
    told = Paragraphs.after(side_of(200, every), side_of(200, every), [Step(1, 1, 0.99)] * 200)

    assert abs(told.at_end[1, 1]) < 0.05


def test_what_is_in_doubt_teaches_nothing():
    told = Paragraphs.after(side_of(9, [3]), side_of(9, [3]), [Step(1, 1, 0.5)] * 9)

    assert told.say_nothing


def test_beginnings_are_counted_in_the_midst_only():
    side = side_of(9, [0, 2, 4, 5])

    assert count_within(side, np.array([0, 2, 3, 4]), np.array([3, 4, 9, 4])).tolist() == [1, 0, 2, 0]


def test_sentences_that_are_left_keep_the_paragraphs_between_them():
    side = side_of(9, [0, 2, 4, 8]).only(np.array([1, 5, 6, 8]))

    assert side.breaks.tolist() == [False, True, False, True, False]


@pytest.mark.parametrize("paragraphs", [([0, 4, 9], [0, 5, 11]), ([0, 5, 7], [2, 9]), ([3], []), ([], [99])])
def test_whatever_the_paragraphs_a_plain_story_is_aligned_as_before(paragraphs):
    beads = align_segments(lighthouse_story.chinese(), lighthouse_story.english(), paragraphs=paragraphs)

    assert [(bead.source, bead.target) for bead in beads] == lighthouse_story.beads()
