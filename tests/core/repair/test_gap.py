from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.repair.gap import Gap, gaps_around
from parallelreader.core.repair.operations import check, merge, pin
from parallelreader.core.repair.repair import Repair, applied


def one_to_one(count: int, confidence: float) -> Alignment:
    return Alignment([Bead((n,), (n,), confidence) for n in range(count)], count, count)


def checked(alignment: Alignment, *numbers: int) -> Alignment:
    for number in numbers:
        alignment = applied(alignment, check(alignment, number, number))
    return alignment


def around(alignment: Alignment, repair: Repair) -> list[Gap]:
    return gaps_around(applied(alignment, repair), repair.segments)


def test_a_gap_reaches_to_the_checked_pairs_on_either_side() -> None:
    alignment = checked(one_to_one(30, 0.5), 5, 12, 20)

    (gap,) = around(alignment, merge(alignment, 8, 9))

    assert gap.source == gap.target == (6, 7, 8, 9, 10, 11)
    assert gap.kept == (Bead((8, 9), (8, 9), 1.0, Origin.CHECKED),)
    assert gap.pins == (Bead((2, 3), (2, 3), 1.0, Origin.CHECKED),)


def test_a_gap_ends_where_pairs_are_sure_again() -> None:
    beads = [Bead((n,), (n,), 0.3 if 100 <= n < 300 else 0.95) for n in range(1000)]
    alignment = Alignment(beads, 1000, 1000)

    (gap,) = around(alignment, check(alignment, 200, 200))

    assert gap.source == gap.target == tuple(range(100, 300))


def test_a_pin_between_sentences_that_are_all_in_doubt_shares_them_out() -> None:
    alignment = one_to_one(20, 0.4)

    (gap,) = around(alignment, pin(alignment, [8], [11]))

    assert gap.source == gap.target == tuple(range(20))
    assert gap.pins == (Bead((8,), (11,), 1.0, Origin.CHECKED),)


def test_a_pin_that_all_sure_pairs_speak_against_is_a_moved_passage() -> None:
    alignment = one_to_one(200, 0.95)

    repair = pin(alignment, [60], [120])
    gaps = around(alignment, repair)

    assert all(60 not in gap.source and 120 not in gap.target for gap in gaps)
    assert not any(gap.kept for gap in gaps)


def test_a_moved_pair_stays_out_of_it() -> None:
    beads = [Bead((n,), (n,), 0.95) for n in range(20) if n not in (4, 15)]
    beads[4:4] = [Bead((4,), (15,), 0.95)]
    beads.append(Bead((15,), (4,), 0.2))
    alignment = checked(Alignment(beads, 20, 20), 2, 10)

    (gap,) = around(alignment, check(alignment, 6, 6))

    assert gap.source == (3, 5, 6, 7, 8, 9)
    assert gap.target == (3, 5, 6, 7, 8, 9)


def test_where_one_side_has_nothing_there_is_nothing_to_align() -> None:
    beads = [Bead((0,), (0,)), Bead((1,), ()), Bead((2,), ()), Bead((3,), (1,))]
    alignment = checked(Alignment(beads, 4, 2), 0, 3)

    assert around(alignment, check(alignment, 1, 1)) == []


def test_what_is_found_in_a_gap_is_told_in_the_numbers_of_the_texts() -> None:
    gap = Gap((6, 7, 9), (3, 5), (Bead((7,), (3,), 1.0, Origin.CHECKED),))

    found = [Bead((0,), ()), *gap.pins, Bead((2,), (1,), 0.8)]

    assert gap.of_texts(found) == [Bead((6,), ()), Bead((9,), (5,), 0.8)]
