"""Going to a pair by what people call it."""

import pytest

from factories import mill
from parallelreader.app.reading.pair_names import NoSuchPair, row_named


@pytest.mark.parametrize(
    ("name", "row"),
    [("1", 0), (" 9 ", 8), ("#3", 2), ("0 %", 0), ("50%", 4), ("100 %", 8), ("3.2", 4), ("00005", 4)],
)
def test_a_pair_goes_by_number_sentence_or_share(name: str, row: int):
    assert row_named(mill("zh", "literal"), name, "zh") == row


@pytest.mark.parametrize("name", ["", "0", "10", "-1", "3.9", "9.1", "x", "101 %", "x %", "1.x", "9" * 30])
def test_what_is_not_there_is_told(name: str):
    with pytest.raises(NoSuchPair):
        row_named(mill("zh", "literal"), name, "zh")
