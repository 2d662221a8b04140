"""Characters kept as UTF-8 are those of the text, wherever one looks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core import text_content
from parallelreader.core.text_content import EncodedContent, marks_of, text_digest


@given(st.text(alphabet="a河𠮷é\n", max_size=50), st.integers(-60, 60), st.integers(-60, 60))
def test_a_slice_is_that_of_the_string(content: str, start: int, stop: int):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_content, "STEP", 4)
        kept = EncodedContent(memoryview(content.encode()), marks_of(content), len(content))

        assert kept[start:stop] == content[start:stop]
        assert kept[start:] == content[start:]
        assert kept[::-1] == content[::-1]
        assert (str(kept), len(kept)) == (content, len(content))
        assert text_digest(kept) == text_digest(content)
        for position in range(-len(content), len(content)):
            assert kept[position] == content[position]


def test_no_character_stands_beyond_the_end():
    kept = EncodedContent(memoryview("河水".encode()), [0], 2)

    for position in (2, -3):
        with pytest.raises(IndexError):
            kept[position]
