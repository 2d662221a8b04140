"""Passages that the other text tells elsewhere."""

import random
from collections.abc import Sequence

import pytest

import lighthouse_story
from hand_aligned import Sides, aligned, hand_aligned
from parallelreader.core.align import align_segments
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.errors import Cancelled

STORY = lighthouse_story.STORY
IN_ORDER = list(range(len(STORY)))


def told(order: Sequence[int]) -> tuple[list[str], dict[int, Sides]]:
    """The English story with its beads in another order, some perhaps left out; where each of those told
    stands on both sides."""
    english: list[str] = []
    targets: dict[int, tuple[int, ...]] = {}
    for number in order:
        sentences = STORY[number][1]
        targets[number] = tuple(range(len(english), len(english) + len(sentences)))
        english += sentences
    sources = [ours for ours, _ in lighthouse_story.beads()]
    return english, {number: (sources[number], target) for number, target in targets.items()}


def align_told(order: Sequence[int]) -> tuple[Alignment, dict[int, Sides]]:
    english, sides = told(order)
    chinese = lighthouse_story.chinese()
    return Alignment(align_segments(chinese, english), len(chinese), len(english)), sides


def shapes(beads: Sequence[Bead]) -> list[Sides]:
    return [(bead.source, bead.target) for bead in beads]


@pytest.mark.parametrize(
    "order",
    [
        IN_ORDER[:6] + IN_ORDER[9:] + IN_ORDER[6:9],
        IN_ORDER[:3] + IN_ORDER[12:17] + IN_ORDER[3:12] + IN_ORDER[17:],
        IN_ORDER[11:] + IN_ORDER[:11],
    ],
    ids=["to the end", "forwards", "halves exchanged"],
)
def test_a_passage_told_elsewhere_is_aligned_where_it_is(order):
    alignment, sides = align_told(order)

    assert set(sides.values()) == set(shapes(alignment.beads))
    assert alignment.moved


def test_beads_stay_in_the_order_of_the_source_and_hold_every_sentence_once():
    alignment, _ = align_told(IN_ORDER[:6] + IN_ORDER[9:] + IN_ORDER[6:9])

    assert [n for bead in alignment.beads for n in bead.source] == list(range(alignment.source_count))
    targets = sorted(n for bead in alignment.beads for n in bead.target)
    assert targets == list(range(alignment.target_count))


def test_nothing_is_moved_in_a_text_that_keeps_the_order():
    alignment, _ = align_told(IN_ORDER)

    assert alignment.moved == set()


def test_nothing_is_moved_where_much_is_left_out():
    kept = [number for number in IN_ORDER if number % 3]

    alignment, sides = align_told(kept)

    assert alignment.moved == set()
    assert set(sides.values()) <= set(shapes(alignment.beads))


def test_an_abridged_text_in_another_order_is_aligned_and_the_rest_left_alone():
    kept = [0, 2, 3, 5, 10, 12, 13, 14, 15, 8, 9, 18, 19, 20]

    alignment, sides = align_told(kept)

    pairs = [bead for bead in alignment.beads if bead.is_pair]
    assert set(sides.values()) == set(shapes(pairs))
    moved = [alignment.beads[number] for number in sorted(alignment.moved)]
    assert shapes(moved) == [sides[8], sides[9]]


def test_moved_pairs_that_are_plain_are_confident():
    alignment, _ = align_told(IN_ORDER[:6] + IN_ORDER[9:] + IN_ORDER[6:9])

    assert min(alignment.beads[number].confidence for number in alignment.moved) > 0.8


def test_what_a_user_has_checked_is_not_moved_and_what_moved_is_found_round_it():
    english, sides = told(IN_ORDER[:6] + IN_ORDER[9:] + IN_ORDER[6:9])
    pins = [Bead(*sides[7]), Bead(*sides[15])]

    beads = align_segments(lighthouse_story.chinese(), english, pins=pins)

    assert set(shapes(beads)) == set(sides.values())
    assert [bead for bead in beads if bead.origin is Origin.CHECKED] == [
        Bead(*sides[number], origin=Origin.CHECKED) for number in (7, 15)
    ]


def test_a_line_repeated_over_and_over_is_not_moved():
    chinese, english = ["船来了。"] * 60 + ["天黑了。"] * 3, ["The boat came."] * 100

    alignment = Alignment(align_segments(chinese, english), len(chinese), len(english))

    assert alignment.moved == set()


def test_looking_for_moved_passages_can_be_cancelled():
    english, _ = told(IN_ORDER[11:] + IN_ORDER[:11])
    at_end: list[int] = []

    class StopAfterAll:
        """Lets everything pass up to the last beads."""

        def step(self, done: int, total: int, text: str = "") -> None:
            if at_end:
                raise Cancelled

    def take(beads: list[Bead]) -> None:
        at_end.extend(n for bead in beads for n in bead.source if n == len(lighthouse_story.chinese()) - 1)

    with pytest.raises(Cancelled):
        align_segments(lighthouse_story.chinese(), english, progress=StopAfterAll(), on_beads=take)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["literary-1", "literary-4", "speeches", "magazine"])
def test_in_faithful_translations_nothing_is_moved(shared, name):
    chinese, english, _ = hand_aligned(shared, name)

    alignment = Alignment(list(aligned(shared, name)), len(chinese), len(english))

    assert alignment.moved == set()


@pytest.mark.slow
def test_passages_exchanged_in_real_texts_are_found(shared):
    right = found = wanted = 0
    for name in ("literary-1", "speeches", "magazine"):
        chinese, english, gold = hand_aligned(shared, name)
        start = random.Random(name).randrange(20, len(gold) - 90)
        order = list(range(len(gold)))
        order[start : start + 65] = [
            *range(start + 45, start + 65),
            *range(start + 20, start + 45),
            *range(start, start + 20),
        ]
        place = 0
        targets: dict[int, tuple[int, ...]] = {}
        for number in order:
            targets[number] = tuple(range(place, place + len(gold[number][1])))
            place += len(gold[number][1])
        mixed = [english[n] for number in order for n in gold[number][1]]
        expected = {
            (gold[n][0], targets[n]) for n in (*range(start, start + 20), *range(start + 45, start + 65))
        }

        alignment = Alignment(align_segments(chinese, mixed), len(chinese), len(mixed))

        moved = shapes([alignment.beads[number] for number in alignment.moved])
        right += len(expected & set(moved))
        found += len(moved)
        wanted += sum(1 for ours, theirs in expected if ours and theirs)
    assert right >= 0.85 * found
    assert right >= 0.7 * wanted
