"""Lines that come one by one are cleaned and counted as whole texts are."""

from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.language import segment
from parallelreader.core.language.lines import one_line, one_line_each, sentence_counter
from parallelreader.core.text import normalise

MARKS = "。！？｡!?…⋯.．”’」』）】》〉〕)]\"'»}“‘「『（【《 \u3000\n\r\x0b\x85\u2028\ufeff\u202e\x00aZ天雨3，,"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters(codec="utf-8")), max_size=40)


@given(TEXTS)
def test_a_line_is_what_a_text_would_make_of_it(raw: str):
    assert one_line(raw) == normalise(raw).replace("\n", " ")


@given(st.lists(TEXTS))
def test_many_lines_are_what_each_of_them_is(raw: list[str]):
    assert one_line_each(raw) == [one_line(each) for each in raw]


@given(TEXTS)
def test_a_clean_line_stays_as_it_is(raw: str):
    line = one_line(raw)

    assert normalise(line) == line


@given(TEXTS, st.sampled_from(["zh-Hans", "en"]))
def test_sentences_are_counted_as_the_splitter_cuts_them(raw: str, language: str):
    line = one_line(raw)

    assert sentence_counter(language)(line) == segment(line, language).segment_count


def test_a_sentence_with_its_only_stop_at_the_end_is_one():
    assert sentence_counter("zh-Hans")("他说：“雾散了就开船。”") == 1
    assert sentence_counter("en")("The fog lifts. The boat leaves.") == 2
