import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.text import Span, Text, normalise


def halves(paragraph: str) -> list[tuple[int, int]]:
    middle = len(paragraph) // 2
    return [span for span in ((0, middle), (middle, len(paragraph))) if span[1] > span[0]]


def test_blank_lines_and_surrounding_space_are_not_paragraphs():
    text = Text.split("\ufeff　　第一段。\r\n\r\n  第二段。 \r第三段。\n", halves)

    assert text.content == "第一段。\n第二段。\n第三段。"
    assert text.paragraph_count == 3
    assert text.content[text.paragraph(1).start : text.paragraph(1).end] == "第二段。"


def test_labels_count_paragraph_and_sentence_from_one():
    text = Text.split("一二三四\n五六", halves)

    assert [text.label(number) for number in range(text.segment_count)] == [
        "1.1",
        "1.2",
        "2.1",
        "2.2",
    ]
    assert text.by_label("2.1") == 2


@pytest.mark.parametrize("label", ["3.1", "1.3", "0.1", "x", "1"])
def test_a_label_that_names_nothing_is_refused(label):
    text = Text.split("一二三四\n五六", halves)

    with pytest.raises(ValueError):  # noqa: PT011 - int() raises it too
        text.by_label(label)


def test_rare_characters_count_as_one():
    text = Text.split("𠮷野家😀好", halves)

    assert text.segment(1) == Span(2, 5)
    assert text.segment_text(1) == "家😀好"


@given(st.text())
def test_normalising_twice_changes_nothing(raw):
    assert normalise(normalise(raw)) == normalise(raw)


@given(st.text(alphabet="a一。\n ", max_size=60))
def test_every_segment_lies_in_its_paragraph(raw):
    text = Text.split(raw, halves)

    for paragraph in range(text.paragraph_count):
        span = text.paragraph(paragraph)
        for segment in text.segments_of(paragraph):
            assert span.start <= text.segment(segment).start < text.segment(segment).end <= span.end
            assert text.paragraph_of(segment) == paragraph
            assert text.by_label(text.label(segment)) == segment
