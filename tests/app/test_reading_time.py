"""Reading time counts while somebody reads and not otherwise; days in a row are counted up to today."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from parallelreader.app.reading_time import ReadingClock, days_read, streak, totals
from parallelreader.store.database import Store

TODAY = date(2026, 3, 2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def test_time_counts_while_the_reader_moves(store: Store):
    clock = ReadingClock(store, today=lambda: TODAY)
    clock.begin("river", "ferry")

    for now in (100, 160, 250):
        clock.move(now)
    clock.read_pairs(12)
    clock.leave(260)

    (day,) = days_read(store)
    assert (day.day, day.corpus, day.document) == ("2026-03-02", "river", "ferry")
    assert (day.seconds, day.pairs) == (160, 12)


def test_a_long_rest_does_not_count(store: Store):
    clock = ReadingClock(store, today=lambda: TODAY)
    clock.begin("river", "ferry")

    clock.move(0)
    clock.move(60)
    clock.move(600)
    clock.leave(630)

    assert days_read(store)[0].seconds == 90


def test_nothing_counts_while_the_window_is_behind(store: Store):
    clock = ReadingClock(store, today=lambda: TODAY)
    clock.begin("river", "ferry")
    clock.move(0)
    clock.leave(20)

    clock.leave(90)
    clock.move(100)
    clock.leave(110)

    assert days_read(store)[0].seconds == 30


def test_each_document_has_its_own_time(store: Store):
    clock = ReadingClock(store, today=lambda: TODAY)
    for name, end in (("ferry", 30), ("lamp", 50), ("ferry", 20)):
        clock.begin("river", name)
        clock.move(0)
        clock.leave(end)

    assert {each.document: each.seconds for each in days_read(store, "river")} == {"ferry": 50, "lamp": 50}
    assert totals(days_read(store), TODAY).seconds_today == 100
    assert totals(days_read(store, "river", "lamp"), TODAY).seconds == 50
    assert totals(days_read(store), TODAY + timedelta(days=1)).seconds_today == 0


@pytest.mark.parametrize(
    ("ago", "days"),
    [([], 0), ([0], 1), ([1, 2, 3], 3), ([0, 1, 2, 4], 3), ([2, 3], 0)],
)
def test_days_in_a_row_go_up_to_today_or_yesterday(ago: list[int], days: int):
    read = {(TODAY - timedelta(days=each)).isoformat(): 300.0 for each in ago}

    assert streak(read, TODAY) == days


def test_a_moment_is_not_a_day_of_reading():
    assert streak({TODAY.isoformat(): 5.0}, TODAY) == 0
