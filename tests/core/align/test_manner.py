import pytest

from parallelreader.core.align.manner import Manner
from parallelreader.core.align.side import Side, build_side
from parallelreader.core.align.steps import Step
from parallelreader.core.align.words import english_words
from parallelreader.core.progress import NO_PROGRESS


def side_of(lengths: list[int]) -> Side:
    """Sentences of so many units each."""
    sentences = ["a" * (length - 1) for length in lengths]
    return build_side(sentences, english_words, is_chinese=False, progress=NO_PROGRESS, steps=(0, 1))


def test_lengths_are_taken_from_sure_pairs_only():
    steps = [Step(1, 1, 0.99), Step(1, 1, 0.4), Step(1, 0, 0.99)]

    manner = Manner.after(side_of([10, 10, 10]), side_of([30, 100]), steps)

    assert manner.ratio == pytest.approx(3.0)


def test_where_nothing_is_sure_the_whole_texts_tell_the_lengths():
    manner = Manner.after(side_of([10] * 20), side_of([30] * 20), [Step(1, 1, 0.5)] * 20)

    assert manner == Manner(3.0, 1.0)


def test_an_even_translation_makes_the_same_difference_more_surprising():
    steps = [Step(1, 1, 0.99)] * 40
    even = Manner.after(side_of([20] * 40), side_of([58, 62] * 20), steps)
    uneven = Manner.after(side_of([20] * 40), side_of([20, 100] * 20), steps)

    here, there = (
        manner.surprise(side_of([20]).length, side_of([90]).length)[0] for manner in (even, uneven)
    )

    assert even.spread < 1 < uneven.spread
    assert here > there


def test_a_surprise_has_an_end():
    assert Manner(3.0).surprise(side_of([10]).length, side_of([5000]).length)[0] == 12
