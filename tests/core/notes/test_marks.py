from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.notes.marks import Mark, MarkIndex
from parallelreader.core.notes.note import Colour
from parallelreader.core.notes.placement import State
from parallelreader.core.text import Span

spans = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 9000),
    st.one_of(st.integers(1, 40), st.integers(1900, 6000)),
)


def mark(span: Span, note: str) -> Mark:
    return Mark(span, note, 0, Colour.ROSE, has_body=False, state=State.EXACT)


@given(st.lists(spans, max_size=40), spans, st.sets(st.integers(0, 39)))
def test_what_is_painted_is_what_overlaps(stood: list[Span], shown: Span, removed: set[int]) -> None:
    index = MarkIndex()
    marks = [mark(span, f"{number:02}") for number, span in enumerate(stood)]
    index.add(marks)
    for number in removed:
        index.remove(f"{number:02}")

    left = [each for number, each in enumerate(marks) if number not in removed]
    expected = sorted((each for each in left if each.span.overlaps(shown)), key=lambda m: m.order)
    assert index.within(shown) == expected
    assert len(index) == len(left)
