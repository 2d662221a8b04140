"""Which rows are in doubt, and the way round them."""

from parallelreader.app.reading.doubtful import Doubtful
from parallelreader.app.reading.rows import PackedRows, Row
from parallelreader.core.alignment import Origin


def pair(number: int, confidence: float, origin: Origin = Origin.ALIGNER) -> Row:
    return Row(((number,), (number,)), confidence, origin)


def rows(*given: Row) -> PackedRows:
    count = 1 + max(segment for row in given for cell in row.cells for segment in cell)
    return PackedRows(given, [count, count])


def test_a_pair_of_low_confidence_is_in_doubt_until_it_is_checked():
    doubtful = Doubtful(rows(pair(0, 0.9), pair(1, 0.3), pair(2, 0.3, Origin.CHECKED)))

    assert doubtful.rows == (1,)
    assert 1 in doubtful
    assert 2 not in doubtful


def test_a_sentence_alone_is_in_doubt_only_beside_a_low_pair():
    alone = [Row(((n,), ()), 0.0) for n in range(1, 6)]

    assert Doubtful(rows(pair(0, 0.2), *alone)).rows == (0, 1)
    assert not len(Doubtful(rows(pair(0, 0.9), *alone)))


def test_two_sentences_parted_in_doubt_may_belong_together():
    def parted(*confidences: float, origin: Origin = Origin.ALIGNER) -> Doubtful:
        sides = [((1,), ()), ((), (1,))]
        alone = [Row(cells, each, origin) for cells, each in zip(sides, confidences, strict=True)]
        return Doubtful(rows(pair(0, 0.9), *alone))

    assert parted(0.3, 0.4).rows == (1, 2)
    assert parted(0.3, 0.9).rows == ()
    assert parted(0.0, 0.0).rows == ()
    assert parted(0.3, 0.4, origin=Origin.CHECKED).rows == ()


def test_sentences_of_one_side_are_no_pair_however_doubtful():
    alone = [Row(((n,), ()), 0.2) for n in range(1, 4)]

    assert not len(Doubtful(rows(pair(0, 0.9), *alone)))


def test_the_way_goes_round():
    doubtful = Doubtful(rows(pair(0, 0.9), pair(1, 0.3), pair(2, 0.9), pair(3, 0.4)))

    assert [doubtful.beside(row, 1) for row in (0, 1, 2, 3)] == [1, 3, 3, 1]
    assert [doubtful.beside(row, -1) for row in (0, 1, 2, 3)] == [3, 3, 1, 1]


def test_from_the_only_one_there_is_no_other():
    doubtful = Doubtful(rows(pair(0, 0.9), pair(1, 0.3)))

    assert doubtful.beside(1, 1) is None
    assert doubtful.beside(0, -1) == 1


def test_neighbours_in_doubt_are_one_run():
    doubtful = Doubtful(rows(pair(0, 0.2), pair(1, 0.3), pair(2, 0.9), pair(3, 0.4)))

    assert list(doubtful.runs()) == [range(2), range(3, 4)]
