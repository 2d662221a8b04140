"""The reading line: it drifts with the scrolling, and what stands on it never goes backwards."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.app.reading.eye_line import FIRST_LINE, LAST_LINE, EyeLine

LIMITS = st.just(0.0) | st.floats(1, 20_000)
VIEWPORTS = st.floats(200, 2000)
STEPS = st.lists(st.floats(1, 400), min_size=1, max_size=60)


def scroll(eye: EyeLine, tops: list[float], limit: float, height: float) -> list[float]:
    """Scroll through these tops; return how far down the column the line stands after each."""
    places, last = [tops[0] + eye.y], tops[0]
    for top in tops[1:]:
        eye.move(scrolled=top - last, top=top, limit=limit, height=height)
        places.append(top + eye.y)
        last = top
    return places


def tops_down(steps: list[float], limit: float) -> list[float]:
    tops = [0.0]
    for step in steps:
        tops.append(min(tops[-1] + step, limit))
    return tops


@given(STEPS, LIMITS, VIEWPORTS)
def test_scrolling_down_always_reads_on(steps: list[float], limit: float, height: float):
    eye = EyeLine()
    eye.jump(top=0.0, limit=limit, height=height)

    places = scroll(eye, tops_down(steps, limit), limit, height)

    assert all(later >= earlier - 1e-6 for earlier, later in itertools.pairwise(places))


@given(STEPS, LIMITS, VIEWPORTS)
def test_scrolling_up_always_reads_back(steps: list[float], limit: float, height: float):
    eye = EyeLine()
    eye.jump(top=limit, limit=limit, height=height)

    places = scroll(eye, [limit - top for top in tops_down(steps, limit)], limit, height)

    assert all(later <= earlier + 1e-6 for earlier, later in itertools.pairwise(places))


@given(STEPS, LIMITS, VIEWPORTS, st.floats(0, 1))
def test_the_line_never_jumps(steps: list[float], limit: float, height: float, at: float):
    eye = EyeLine()
    eye.y = at * height
    last_top, last = 0.0, eye.y

    for top in tops_down(steps, limit)[1:]:
        eye.move(scrolled=top - last_top, top=top, limit=limit, height=height)

        assert abs(eye.y - last) <= max(0.5, height / max(limit, 1e-9)) * (top - last_top) + 1e-6
        last_top, last = top, eye.y


@given(st.floats(1, 20_000), VIEWPORTS)
def test_the_first_and_the_last_line_can_be_read(limit: float, height: float):
    eye = EyeLine()

    eye.jump(top=0.0, limit=limit, height=height)
    at_top = eye.y
    eye.jump(top=limit, limit=limit, height=height)

    assert at_top == pytest.approx(FIRST_LINE)
    assert eye.y == pytest.approx(height - LAST_LINE)


def test_well_inside_a_text_the_line_is_a_third_of_the_way_down():
    eye = EyeLine()

    eye.jump(top=5000.0, limit=10_000.0, height=900.0)

    assert eye.y == pytest.approx(300.0)


def test_a_text_shorter_than_the_screen_is_read_from_its_first_line():
    eye = EyeLine()

    eye.jump(top=0.0, limit=0.0, height=900.0)

    assert eye.y == FIRST_LINE
