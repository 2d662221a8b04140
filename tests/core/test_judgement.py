from parallelreader.core.alignment import Bead
from parallelreader.core.judgement import judge


def test_a_faithful_translation_is_not_doubtful():
    judgement = judge([Bead((n,), (n,), 0.95) for n in range(20)])

    assert not judgement.is_doubtful
    assert (judgement.unpaired, judgement.sure) == (0, 1)


def test_an_abridged_translation_is_not_doubtful():
    pairs = [Bead((n,), (n,), 0.97) for n in range(10)]
    alone = [Bead((n,), (), 0.99) for n in range(10, 40)]

    judgement = judge(pairs + alone)

    assert judgement.unpaired == 0.6
    assert not judgement.is_doubtful


def test_texts_that_hardly_meet_are_doubtful():
    assert judge([Bead((n,), (n,), 0.4) for n in range(20)]).is_doubtful


def test_an_alignment_without_any_pair_is_doubtful():
    assert judge([Bead((0,), ()), Bead((), (0,))]).is_doubtful
    assert judge([]).is_doubtful


def test_a_few_middling_pairs_among_many_lone_sentences_are_doubtful():
    pairs = [Bead((n,), (n,), 0.8) for n in range(10)]
    alone = [Bead((n,), (), 0.9) for n in range(10, 40)]

    assert judge(pairs + alone).is_doubtful


def test_a_free_and_much_abridged_translation_is_not_doubtful_for_its_sure_pairs():
    sure = [Bead((n,), (n,), 0.95) for n in range(8)]
    unsure = [Bead((n,), (n,), 0.5) for n in range(8, 60)]
    alone = [Bead((n,), (), 0.9) for n in range(60, 150)]

    assert not judge(sure + unsure + alone).is_doubtful
    assert judge(sure[:3] + unsure + alone).is_doubtful


def test_a_few_sure_pairs_in_long_texts_are_chance():
    sure = [Bead((n,), (n,), 0.95) for n in range(8)]
    alone = [Bead((n,), (), 0.9) for n in range(8, 400)] + [Bead((), (n,), 0.9) for n in range(8, 400)]

    assert judge(sure + alone).is_doubtful


def test_sentences_without_counterpart_count_by_how_sure_that_is():
    pairs = [Bead((n,), (n,), 0.9) for n in range(10)]
    alone = [Bead((10,), (), 0.5), Bead((), (10, 11), 1.0), Bead((), (12,), 0.0)]

    judgement = judge(pairs + alone)

    assert (judgement.unpaired, judgement.expected_unpaired) == (1 - 20 / 24, 2.5 / 24)
