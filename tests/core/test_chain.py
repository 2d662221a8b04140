import random

from parallelreader.core.chain import heaviest_chain


def test_the_chain_is_the_heaviest_that_ascends_on_both_sides():
    pairs = [(0, 0), (1, 5), (2, 1), (3, 2), (4, 6)]

    assert heaviest_chain(pairs, [1, 1, 1, 1, 1]) == [0, 2, 3, 4]
    assert heaviest_chain(pairs, [1, 5, 1, 1, 1]) == [0, 1, 4]


def test_pairs_need_not_come_in_order():
    assert heaviest_chain([(7, 3), (1, 1), (4, 9)], [2, 2, 1]) == [1, 0]


def test_equal_second_members_do_not_follow_one_another():
    assert heaviest_chain([(0, 4), (1, 4)], [1, 2]) == [1]


def test_nothing_has_no_chain():
    assert heaviest_chain([], []) == []


def test_no_heavier_chain_can_be_found_by_trying_all():
    chance = random.Random(5)
    for _ in range(50):
        pairs = list(enumerate(chance.sample(range(20), 8)))
        weights = [chance.randint(1, 9) for _ in pairs]
        heaviest = 0
        for choice in range(1 << len(pairs)):
            chosen = [k for k in range(len(pairs)) if choice >> k & 1]
            seconds = [pairs[k][1] for k in chosen]
            if seconds == sorted(seconds):
                heaviest = max(heaviest, sum(weights[k] for k in chosen))

        chain = heaviest_chain(pairs, weights)

        assert [pairs[k] for k in chain] == sorted(pairs[k] for k in chain)
        assert sum(weights[k] for k in chain) == heaviest
