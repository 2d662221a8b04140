import numpy as np
import pytest

from parallelreader.core.align.band import Band

DIAGONAL = (np.array([0.0, 100.0]), np.array([0.0, 150.0]))


def test_a_band_stays_near_its_path():
    band = Band.around(DIAGONAL, 100, 150, reach=0, margin=5)

    middle = 1.5 * np.arange(101)
    assert (band.low <= np.maximum(middle - 4, 0)).all()
    assert (band.high >= np.minimum(middle + 4, 150)).all()
    assert int((band.high - band.low).max()) <= 12


@pytest.mark.parametrize("jump_at", [0.0, 40.0, 100.0])
def test_a_band_holds_every_column_of_a_jump(jump_at):
    path = (np.array([0.0, jump_at, jump_at, 100.0]), np.array([0.0, jump_at, jump_at + 300, 400.0]))

    band = Band.around(path, 100, 400, reach=3)

    row = int(jump_at)
    assert band.low[row] <= jump_at
    assert band.high[row] >= jump_at + 300


def test_neighbouring_rows_of_a_band_share_columns():
    path = (np.array([0.0, 10.0, 11.0, 100.0]), np.array([0.0, 10.0, 310.0, 400.0]))

    band = Band.around(path, 100, 400, reach=3)

    assert (band.low[1:] <= band.high[:-1]).all()
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()


def test_a_part_of_a_band_begins_at_its_pin():
    part = Band.around(DIAGONAL, 100, 150, reach=2).part(20, 33, 60)

    assert (part.low[0], len(part.low)) == (33, 41)
    assert (part.low >= 33).all()
    assert (part.high >= part.low).all()
