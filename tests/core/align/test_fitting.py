import pytest

from parallelreader.core.align.decode import Step
from parallelreader.core.align.fitting import choose_weights, is_abridged, length_ratio
from parallelreader.core.align.side import Side, build_side
from parallelreader.core.align.weights import CLEAN, ROBUST
from parallelreader.core.align.words import english_words
from parallelreader.core.progress import NO_PROGRESS


def side_of(sentences: list[str]) -> Side:
    return build_side(sentences, english_words, is_chinese=False, progress=NO_PROGRESS, steps=(0, 1))


def test_a_faithful_translation_gets_the_clean_weights():
    assert choose_weights([Step(1, 1, 0.99)] * 40, expected_lone=0.5) is CLEAN


def test_a_translation_with_a_few_gaps_gets_the_robust_weights():
    steps = [Step(1, 1, 0.9)] * 40 + [Step(1, 0, 0.9), Step(0, 1, 0.9)]

    assert choose_weights(steps, expected_lone=3) is ROBUST


def test_an_abridged_text_makes_lone_sentences_likelier_on_its_fuller_side():
    steps = [Step(1, 1, 0.9)] * 20 + [Step(1, 0, 0.9)] * 10

    weights = choose_weights(steps, expected_lone=10)

    assert is_abridged(weights)
    assert weights.lone_chinese > ROBUST.lone_chinese
    assert weights.lone_english == ROBUST.lone_english


def test_lengths_are_taken_from_sure_pairs_only():
    chinese = side_of(["a" * 9, "b" * 9, "c" * 9])
    english = side_of(["d" * 29, "e" * 99])

    ratio = length_ratio(chinese, english, [Step(1, 1, 0.99), Step(1, 1, 0.4), Step(1, 0, 0.99)])

    assert ratio == pytest.approx(3.0)


def test_there_is_no_length_ratio_where_nothing_is_sure():
    chinese, english = side_of(["a" * 9] * 20), side_of(["d" * 29] * 20)

    assert length_ratio(chinese, english, [Step(1, 1, 0.5)] * 20) is None
