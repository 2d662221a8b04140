"""Beads without an object for each say what a tuple of beads says, also after any repairs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.app.reading.doubtful import Doubtful, doubtful_rows
from parallelreader.app.reading.rows import AlignedRows, PackedRows, rows_in_order
from parallelreader.core.alignment import Alignment, Bead, Origin, Run
from parallelreader.core.bead_sequences import PackedBeads, SplicedBeads, beads_gone
from parallelreader.core.repair.repair import Repair, applied, checked, holding, ordered, without


def beads_in_order(shapes: list[tuple[int, int]], confidences: list[float]) -> list[Bead]:
    found, row, column = [], 0, 0
    for number, (here, there) in enumerate(shapes):
        confidence = confidences[number % len(confidences)]
        origin = Origin.CHECKED if confidence > 0.97 else Origin.ALIGNER
        sides = tuple(range(row, row + here)), tuple(range(column, column + there))
        found.append(Bead(*sides, confidence, origin))
        row, column = row + here, column + there
    return found


@st.composite
def alignments(draw: st.DrawFn) -> Alignment:
    """In reading order, as what is shown always is; some with pairs that have moved."""
    shapes = draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=30)
    )
    beads = beads_in_order(shapes, draw(st.lists(st.floats(0, 1), min_size=1, max_size=9)))
    counts = sum(a for a, _ in shapes), sum(b for _, b in shapes)
    made = ordered(Alignment(beads, *counts))
    for _ in range(draw(st.integers(0, 2))):
        made = applied(made, draw(repairs(made)))
    return made


@st.composite
def repairs(draw: st.DrawFn, alignment: Alignment) -> Repair:
    """Any segments, close together or far apart, become one checked bead."""
    sides = []
    for count in (alignment.source_count, alignment.target_count):
        most = min(2, count)
        first = draw(st.integers(0, max(count - 1, 0)))
        near = st.integers(first, min(first + 3, max(count - 1, 0)))
        sides.append(draw(st.sets(near, max_size=most)) if count else set())
    if not any(sides):
        sides[0 if alignment.source_count else 1] = {0}
    removed = holding(alignment, (sides[0], sides[1]))
    return Repair("Join", removed, (checked(*sides), *without(removed, *sides)))


def kept(alignment: Alignment) -> Alignment:
    """As it comes back from where it was kept."""
    return Alignment.stored(alignment.parts(doubtful_rows(AlignedRows(alignment))))


def assert_same(lazy: Alignment, plain: Alignment) -> None:
    counts = plain.source_count, plain.target_count
    assert tuple(lazy.beads) == tuple(plain.beads)
    assert lazy.beads[:] == tuple(plain.beads)
    assert [lazy.bead_of_source(n) for n in range(counts[0])] == [
        plain.bead_of_source(n) for n in range(counts[0])
    ]
    assert [lazy.bead_of_target(n) for n in range(counts[1])] == [
        plain.bead_of_target(n) for n in range(counts[1])
    ]
    fresh = Alignment.whole(plain.beads, *counts)
    assert lazy.moved == plain.moved == fresh.moved
    assert lazy.is_in_reading_order
    assert lazy.digest == plain.digest
    assert list(lazy.checked()) == list(plain.checked())
    assert list(Doubtful(AlignedRows(lazy)).rows) == doubtful_rows(AlignedRows(plain))
    for columns in ((0, 1), (1, 0)):
        order = [counts[column] for column in columns]
        quick = rows_in_order(AlignedRows(lazy), columns, order)
        slow = rows_in_order(PackedRows(AlignedRows(plain), counts), columns, order)
        assert list(quick) == list(slow)
        for column, count in enumerate(order):
            numbers = range(count)
            assert [quick.row_of(column, n) for n in numbers] == [slow.row_of(column, n) for n in numbers]


@given(st.data())
def test_kept_beads_take_repairs_as_others_do(data: st.DataObject):
    plain = data.draw(alignments())
    lazy = kept(plain)
    assert_same(lazy, plain)

    for _ in range(4):
        repair = data.draw(repairs(plain))
        lazy, plain = applied(lazy, repair), applied(plain, repair)
        assert_same(lazy, plain)


@given(st.data())
def test_what_is_gone_is_found_without_looking_at_all_beads(data: st.DataObject):
    plain = data.draw(alignments())
    stages = [kept(plain)]
    for _ in range(3):
        stages.append(applied(stages[-1], data.draw(repairs(stages[-1]))))
    branched = applied(stages[1], data.draw(repairs(stages[1])))

    for former in (*stages, branched, plain):
        for later in (*stages, branched, plain):
            gone = list(beads_gone(former.beads, later.beads))

            assert set(gone) == set(former.beads).difference(later.beads)
            assert len(set(gone)) == len(gone)


@given(st.data())
def test_runs_replaced_one_after_another_are_as_replaced_in_a_tuple(data: st.DataObject):
    beads = [Bead((n,), (n,)) for n in range(data.draw(st.integers(1, 15)))]
    lazy, plain, fresh = SplicedBeads(PackedBeads.of(beads), ()), tuple(beads), 100
    for _ in range(6):
        places = sorted(data.draw(st.sets(st.integers(0, len(plain)), max_size=4)))
        runs = []
        for first, stop in zip(places[::2], places[1::2], strict=False):
            count = data.draw(st.integers(0, 2))
            runs.append(Run(first, stop, tuple(Bead((n,), ()) for n in range(fresh, fresh + count))))
            fresh += count
        lazy = lazy.replaced(runs)
        for run in reversed(runs):
            plain = (*plain[: run.first], *run.beads, *plain[run.stop :])

        assert tuple(lazy) == plain
        assert [(n, plain[n]) for n, _ in lazy.added()] == list(lazy.added())
        for old, new in lazy.spans():
            assert [beads[n] for n in old] == [plain[n] for n in new]
            assert [lazy.now(n) for n in old] == list(new)


def test_a_bead_that_is_not_there_is_refused():
    beads = PackedBeads.of([Bead((0,), (0,))])

    assert beads[-1] == beads[0]
    with pytest.raises(IndexError):
        beads[1]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)).filter(any), min_size=1, max_size=30),
    st.booleans(),
)
def test_packed_beads_are_put_in_reading_order_as_others_are(shapes: list[tuple[int, int]], whole: bool):
    beads = beads_in_order(shapes, [0.9])
    counts = sum(a for a, _ in shapes) + (not whole), sum(b for _, b in shapes) + 2 * (not whole)

    packed = ordered(Alignment(PackedBeads.of(beads), *counts))
    plain = ordered(Alignment(beads, *counts))

    assert tuple(packed.beads) == plain.beads
    assert_same(kept(packed), plain)
