from parallelreader.core.align.fitting import choose_weights, is_abridged
from parallelreader.core.align.steps import Step
from parallelreader.core.align.weights import CLEAN, ROBUST


def test_a_faithful_translation_gets_the_clean_weights():
    assert choose_weights([Step(1, 1, 0.99)] * 40, expected_lone=0.5) is CLEAN


def test_a_very_long_text_gets_the_robust_weights():
    assert choose_weights([Step(1, 1, 0.99)] * 40, expected_lone=0.5, is_long=True) is ROBUST


def test_a_translation_with_a_few_gaps_gets_the_robust_weights():
    steps = [Step(1, 1, 0.9)] * 40 + [Step(1, 0, 0.9), Step(0, 1, 0.9)]

    assert choose_weights(steps, expected_lone=3) is ROBUST


def test_an_abridged_text_makes_lone_sentences_likelier_on_its_fuller_side():
    steps = [Step(1, 1, 0.9)] * 20 + [Step(1, 0, 0.9)] * 10

    weights = choose_weights(steps, expected_lone=10)

    assert is_abridged(weights)
    assert weights.bias((1, 0)) > ROBUST.bias((1, 0))
    assert weights.bias((0, 1)) == ROBUST.bias((0, 1))
