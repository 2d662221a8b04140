import random
from dataclasses import replace

import pytest

import lighthouse_story
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Alignment, Bead, Origin

CHINESE, ENGLISH = lighthouse_story.chinese(), lighthouse_story.english()
GOLD = lighthouse_story.beads()


def shapes_of(beads: list[Bead]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(bead.source, bead.target) for bead in beads]


def sentences_of(beads: list[Bead]) -> tuple[list[int], list[int]]:
    return (
        sorted(i for bead in beads for i in bead.source),
        sorted(j for bead in beads for j in bead.target),
    )


def align_round(*pins: Bead) -> list[Bead]:
    """The story aligned round some pins; every sentence stands in one bead."""
    beads = align_segments(CHINESE, ENGLISH, pins=pins)
    assert sentences_of(beads) == (list(range(len(CHINESE))), list(range(len(ENGLISH))))
    return beads


def test_a_right_pin_changes_nothing_else_and_is_checked_and_certain():
    number = next(k for k, (zh, en) in enumerate(GOLD) if len(zh) == 2 and len(en) == 1)

    beads = align_round(Bead(*GOLD[number], confidence=0.2))

    assert shapes_of(beads) == GOLD
    assert (beads[number].origin, beads[number].confidence) == (Origin.CHECKED, 1.0)
    assert {bead.origin for k, bead in enumerate(beads) if k != number} == {Origin.ALIGNER}


def test_a_wrong_pin_stands_and_what_is_in_order_is_aligned_round_it():
    pin = Bead((8, 9), (12, 13))

    beads = align_round(pin)

    assert beads[shapes_of(beads).index((pin.source, pin.target))].origin is Origin.CHECKED
    moved = Alignment(beads, len(CHINESE), len(ENGLISH)).moved
    in_order = [bead for number, bead in enumerate(beads) if number not in moved]
    at = shapes_of(in_order).index((pin.source, pin.target))
    assert all(max(bead.source, default=0) < 8 for bead in in_order[:at])
    assert all(max(bead.target, default=0) < 12 for bead in in_order[:at])
    assert all(min(bead.source, default=99) > 9 for bead in in_order[at + 1 :])
    assert all(min(bead.target, default=99) > 13 for bead in in_order[at + 1 :])


def test_a_pin_holds_however_far_from_the_diagonal_it_is():
    chance = random.Random(3)
    source: list[str] = []
    target: list[str] = []
    for _ in range(12):
        for zh, en in chance.sample(lighthouse_story.STORY, len(lighthouse_story.STORY)):
            source, target = source + zh, target + en
    pin = Bead((20,), (len(target) - 20,))

    beads = align_segments(source, target, pins=[pin])

    assert (pin.source, pin.target) in shapes_of(beads)
    assert sentences_of(beads) == (list(range(len(source))), list(range(len(target))))


def test_all_beads_may_be_pins():
    beads = align_round(*(Bead(*sides) for sides in GOLD))

    assert shapes_of(beads) == GOLD
    assert {bead.origin for bead in beads} == {Origin.CHECKED}


def test_a_detached_sentence_stays_alone_and_the_rest_is_as_before():
    zh, en = next((zh, en) for zh, en in GOLD[5:] if len(zh) == len(en) == 1)

    beads = align_round(Bead(zh, ()), Bead((), en))

    alone = [bead for bead in beads if not bead.is_pair]
    assert shapes_of(alone) == [(zh, ()), ((), en)]
    assert {bead.origin for bead in alone} == {Origin.CHECKED}
    assert shapes_of([bead for bead in beads if bead.is_pair]) == [b for b in GOLD if b != (zh, en)]


def test_a_pin_round_a_detached_sentence_keeps_its_gap():
    beads = align_round(Bead((4, 6), (5,)), Bead((5,), ()))

    assert shapes_of([bead for bead in beads if bead.origin is Origin.CHECKED]) == [
        ((4, 6), (5,)),
        ((5,), ()),
    ]


def test_pins_that_cross_the_others_stand_where_their_first_sentence_does():
    first, last = GOLD[1], GOLD[-2]
    moved = Bead(first[0], last[1])

    beads = align_round(Bead(*GOLD[5]), Bead(*GOLD[9]), moved)

    assert replace(moved, origin=Origin.CHECKED) in beads
    assert [i for bead in beads for i in bead.source] == list(range(len(CHINESE)))
    assert set(GOLD[2:15]) <= set(shapes_of(beads))


def test_what_lies_between_pins_with_nothing_opposite_is_left_alone():
    first, second = Bead((2,), (3,)), Bead((6,), (4,))
    abridged = ENGLISH[:5] + ENGLISH[6:]

    beads = align_segments(CHINESE, abridged, pins=[first, second])

    assert shapes_of(beads)[shapes_of(beads).index(((2,), (3,))) :][1:5] == [
        ((3,), ()),
        ((4,), ()),
        ((5,), ()),
        ((6,), (4,)),
    ]


def test_pins_may_take_up_all_of_one_side():
    beads = align_segments(["你好。", "再见。"], ["Hello.", "Well.", "Goodbye."], pins=[Bead((0, 1), (1,))])

    assert shapes_of(beads) == [((), (0,)), ((0, 1), (1,)), ((), (2,))]


def test_a_pin_with_gaps_may_take_up_all_of_one_side():
    beads = align_segments(["你好。"], ["Hello.", "Well.", "Goodbye."], pins=[Bead((0,), (0, 2))])

    assert shapes_of(beads) == [((), (1,)), ((0,), (0, 2))]


def test_pins_come_in_the_pieces_that_are_handed_over():
    pieces: list[list[Bead]] = []
    pins = [Bead(*GOLD[3]), Bead((len(CHINESE) - 1,), ())]

    beads = align_segments(CHINESE, ENGLISH, pins=pins, on_beads=pieces.append)

    assert [bead for piece in pieces for bead in piece] == beads


@pytest.mark.parametrize(
    "pins", [[Bead((0,), (0,)), Bead((0,), (1,))], [Bead((0,), (99,))], [Bead((-1,), (0,))]]
)
def test_pins_that_overlap_or_leave_the_texts_are_refused(pins):
    with pytest.raises(ValueError, match="pin"):
        align_segments(CHINESE, ENGLISH, pins=pins)
