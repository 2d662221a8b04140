"""Where the follower goes: with the meaning, evenly, and never back while the reader goes on."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import MILL_LITERAL, MILL_ZH, Pair, alignment, text
from parallelreader.app.reading import scroll_map
from parallelreader.app.reading.scroll_map import ScrollMap, map_versions
from parallelreader.core.text import Text

# A crossing of a passage only the follower has takes a tenth of the sentences beside it.
INSIDE = (0.25, 0.5, 0.75)


def sentences(lengths: list[int]) -> Text:
    """One paragraph of sentences of these lengths, with nothing between them, as in Chinese."""
    bounds, start = [], 0
    for length in lengths:
        bounds.append((start, start + length))
        start += length
    return Text("x" * start, bounds)


def place_in(text_: Text, segment: int, share: float) -> float:
    span = text_.segment(segment)
    return span.start + share * len(span)


@st.composite
def aligned_texts(draw: st.DrawFn) -> tuple[Text, Text, list[Pair]]:
    """Two texts with monotone beads of any shapes, also with nothing on one side."""
    shapes = draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=20)
    )
    lengths = st.integers(1, 60)
    ours = draw(st.lists(lengths, min_size=(n := sum(a for a, _ in shapes)), max_size=n))
    theirs = draw(st.lists(lengths, min_size=(m := sum(b for _, b in shapes)), max_size=m))
    beads, row, column = [], 0, 0
    for a, b in shapes:
        beads.append((tuple(range(row, row + a)), tuple(range(column, column + b))))
        row, column = row + a, column + b
    return sentences(ours), sentences(theirs), beads


@st.composite
def rearranged_texts(draw: st.DrawFn) -> tuple[Text, Text, list[Pair]]:
    """The same with the target told in any other order of the beads."""
    source, target, beads = draw(aligned_texts())
    lengths: list[int] = []
    told: dict[int, tuple[int, ...]] = {}
    for number in draw(st.permutations(range(len(beads)))):
        theirs = beads[number][1]
        told[number] = tuple(range(len(lengths), len(lengths) + len(theirs)))
        lengths += [len(target.segment(segment)) for segment in theirs]
    return source, sentences(lengths), [(ours, told[number]) for number, (ours, _) in enumerate(beads)]


@given(aligned_texts(), st.booleans())
def test_reading_on_never_takes_the_follower_back(made: tuple[Text, Text, list[Pair]], forwards: bool):
    source, target, beads = made
    lead, follow = (source, target) if forwards else (target, source)
    there, back = map_versions(source, target, alignment(beads, source, target))
    follows = there if forwards else back

    places = [follows(step / 4) for step in range(4 * len(lead.content) + 1)]

    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= len(follow.content)


@given(st.one_of(aligned_texts(), rearranged_texts()))
def test_a_sentence_being_read_stands_beside_its_partner(made: tuple[Text, Text, list[Pair]]):
    source, target, beads = made
    follows, _ = map_versions(source, target, alignment(beads, source, target))

    for ours, theirs in beads:
        if ours and theirs:
            first, last = source.segment(ours[0]).start, source.segment(ours[-1]).end
            extent = target.segment(theirs[0]).start, target.segment(theirs[-1]).end
            for share in INSIDE:
                assert extent[0] <= follows(first + share * (last - first)) <= extent[1]


@given(rearranged_texts())
def test_beside_a_sentence_without_partner_the_follower_never_sweeps_over_what_belongs_elsewhere(
    made: tuple[Text, Text, list[Pair]],
):
    source, target, beads = made
    follows, _ = map_versions(source, target, alignment(beads, source, target))
    alone = [source.segment(segment) for ours, theirs in beads if not theirs for segment in ours]
    paired = [target.segment(segment) for ours, theirs in beads if ours for segment in theirs]

    seen = [follows(span.start + share * len(span)) for span in alone for share in (*INSIDE, 0.99)]

    assert not [place for place in seen for span in paired if span.start + 0.01 < place < span.end - 0.01]


def test_the_shortest_sentence_without_partner_is_a_sentence():
    source, target = sentences([1, 1, 40]), sentences([2, 2, 30, 30])
    follows, _ = map_versions(
        source, target, alignment([((), (0,)), ((), (1,)), ((0, 1), ()), ((2,), (2, 3))], source, target)
    )

    assert follows(1.99) <= 4


def test_inside_a_bead_the_share_read_is_kept():
    source, target = text(MILL_ZH), text(MILL_LITERAL, "en")
    beads = [((n,), (n,)) for n in range(source.segment_count)]
    follows, _ = map_versions(source, target, alignment(beads, source, target))

    for segment in range(source.segment_count):
        for share in INSIDE:
            assert follows(place_in(source, segment, share)) == pytest.approx(
                place_in(target, segment, share), abs=0.01
            )


def test_the_beginning_of_a_sentence_is_beside_the_beginning_of_its_partner():
    source, target = text(MILL_ZH), text(MILL_LITERAL, "en")
    beads = [((n,), (n,)) for n in range(source.segment_count)]
    follows, _ = map_versions(source, target, alignment(beads, source, target))

    for segment in range(source.segment_count):
        assert follows(source.segment(segment).start) == target.segment(segment).start


def test_the_follower_waits_where_it_has_nothing():
    source, target = sentences([20, 30, 20]), sentences([40, 40])
    follows, _ = map_versions(
        source, target, alignment([((0,), (0,)), ((1,), ()), ((2,), (1,))], source, target)
    )

    places = [follows(place) for place in range(20, 51)]

    assert max(places) - min(places) < 0.01
    assert places[0] == pytest.approx(40, abs=0.01)


def test_what_only_the_follower_has_is_passed_without_a_jump():
    source, target = sentences([50, 50]), sentences([50, 200, 50])
    follows, _ = map_versions(
        source, target, alignment([((0,), (0,)), ((), (1,)), ((1,), (2,))], source, target)
    )

    steps = [follows(place + 0.5) - follows(place) for place in (n / 2 for n in range(200))]

    assert max(steps) <= 0.5 * (200 + 10) / 10 + 0.01
    assert follows(25) == pytest.approx(25)
    assert follows(75) == pytest.approx(275)


def test_a_moved_sentence_still_stands_beside_its_partner():
    source, target = sentences([40, 40, 40, 40]), sentences([40, 40, 40, 40])
    moved: list[Pair] = [((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,))]
    follows, _ = map_versions(source, target, alignment(moved, source, target))

    for (ours,), (theirs,) in moved:
        assert follows(place_in(source, ours, 0.5)) == pytest.approx(place_in(target, theirs, 0.5))


def test_places_beyond_the_ends_stay_at_the_ends():
    follows = ScrollMap([(0.0, 5.0), (10.0, 25.0)])

    assert (follows(-3.0), follows(99.0)) == (5.0, 25.0)


def test_a_map_without_knots_stays_at_the_beginning():
    assert ScrollMap([])(7.0) == 0.0


def test_over_more_than_a_screen_the_follower_waits_and_then_jumps():
    source, target = sentences([50, 50]), sentences([50, 5000, 50])
    beads: list[Pair] = [((0,), (0,)), ((), (1,)), ((1,), (2,))]
    follows, _ = map_versions(source, target, alignment(beads, source, target))

    second = source.segment(1).start

    assert follows(second - 0.1) <= 50
    assert follows(second) == pytest.approx(target.segment(2).start, abs=0.1)


def test_to_a_sentence_told_elsewhere_and_back_the_follower_jumps():
    source, target = sentences([40, 40, 40, 40]), sentences([40, 40, 40, 40])
    moved: list[Pair] = [((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,))]
    follows, _ = map_versions(source, target, alignment(moved, source, target))

    third, last = source.segment(2), target.segment(1)

    assert follows(third.start - 0.1) == pytest.approx(target.segment(2).end, abs=0.2)
    assert last.start <= follows(third.start + 0.1) <= last.end


def test_over_a_passage_that_belongs_elsewhere_the_follower_jumps():
    ours, theirs = sentences([100] * 4), sentences([100] * 4)
    there, _ = map_versions(
        ours, theirs, alignment([((0,), (0,)), ((1,), (2,)), ((2,), (1,)), ((3,), (3,))], ours, theirs)
    )

    seen = [there(place / 10) for place in range(4_000)]

    told_in_order = [(place // 100) for place in map(int, seen)]
    assert told_in_order == sorted(told_in_order, key=[0, 2, 1, 3].index)


def knots_of_all(source: Text, target: Text, beads: list[Pair]) -> ScrollMap:
    """The map from source to target, with the knots of the whole text at once."""
    pairs = sorted(
        (
            source.segment(ours[0]).start,
            source.segment(ours[-1]).end,
            target.segment(theirs[0]).start,
            target.segment(theirs[-1]).end,
        )
        for ours, theirs in beads
        if ours and theirs
    )
    ends = len(source.content), len(target.content)
    beginning, end = (0, 0, 0, 0), (ends[0], ends[0], ends[1], ends[1])
    told = sorted((beginning, *pairs, end), key=lambda pair: pair[2:])
    following = dict(pairwise(told))
    sentence_ends = [source.segment(number).end for number in range(source.segment_count)]
    knots = [(0.0, 0.0)]

    def is_jump(before, after) -> bool:
        return after[2] - before[3] > 600 or following.get(before) != after

    def crossing(before, after) -> float:
        has_own = any(before[1] < place <= after[0] for place in sentence_ends)
        is_passage = after[2] - before[3] > 3 and not has_own
        return 0.1 if is_passage and not is_jump(before, after) else 0.0

    def wait(before, after) -> None:
        if is_jump(before, after):
            knots.append((after[0] - 1e-3, float(before[3])))

    for before, here, after in zip((beginning, *pairs), pairs, (*pairs[1:], end), strict=False):
        a, b, c, d = here
        wait(before, here)
        enter, leave = crossing(before, here), crossing(here, after)
        knots.append((a + enter * (b - a), c + enter * (d - c)))
        knots.append((b - leave * (b - a), d - leave * (d - c)))
    if pairs:
        wait(pairs[-1], end)
    knots.append((float(ends[0]), float(ends[1])))
    return ScrollMap(knots)


@st.composite
def scattered_texts(draw: st.DrawFn) -> tuple[Text, Text, list[Pair]]:
    """Two texts whose beads hold any segments, also such that are no neighbours."""
    ours = sentences(draw(st.lists(st.integers(1, 900), min_size=1, max_size=25)))
    theirs = sentences(draw(st.lists(st.integers(1, 900), min_size=1, max_size=25)))
    count = draw(st.integers(1, 12))
    places = st.integers(0, count - 1)
    beads: list[tuple[list[int], list[int]]] = [([], []) for _ in range(count)]
    for side, text_ in enumerate((ours, theirs)):
        for segment in range(text_.segment_count):
            beads[draw(places)][side].append(segment)
    return ours, theirs, [(tuple(one), tuple(other)) for one, other in beads if one or other]


@pytest.mark.parametrize("chunk", [1, 2, 32])
@given(st.data())
def test_what_is_mapped_piece_by_piece_is_as_mapped_at_once(chunk: int, data: st.DataObject):
    source, target, beads = data.draw(st.one_of(aligned_texts(), rearranged_texts(), scattered_texts()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scroll_map, "_CHUNK", chunk)
        patch.setattr(scroll_map, "_LONG_WALK", 2)
        there, back = map_versions(source, target, alignment(beads, source, target))
        whole = knots_of_all(source, target, beads)
        whole_back = knots_of_all(target, source, [(theirs, ours) for ours, theirs in beads])

        for step in range(-1, 3 * len(source.content) + 2):
            assert there(step / 3) == whole(step / 3)
        for step in range(-1, 3 * len(target.content) + 2, 7):
            assert back(step / 3) == whole_back(step / 3)
