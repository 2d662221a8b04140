import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parallelreader.core.language.english import split_sentences, word_at

MARKS = ".!?…,\"'”’“()[] AaIit1■—Mr.No"


def cut(paragraph: str) -> list[str]:
    return [paragraph[start:end] for start, end in split_sentences(paragraph)]


@pytest.mark.parametrize(
    "marked",
    [
        "The rain stopped.| The ferry had not come!| Who waits?",
        "Mr. Lee met Dr. Wu at 5 p.m. on Monday.| They talked.",
        "He came at 5 p.m.| The ferry was gone.",
        "The U.S. ferry left.| It was late.",
        "It sailed under the flag of the U.S.| The river was high.",
        "J. R. R. Wren wrote it.| He lives in D.C. now.",
        "See No. 5 and Fig. 3 on p. 12.| It rose 3.5 percent, e.g. in May.",
        "He said no.| She did not.",
        "In Oct. 2023 it sank.| We left in Oct.| Nobody cared.",
        "Wren & Co. built it.| Wren, Jr. Harbour Works paid.",
        "He waited... and waited.| Then... Then nothing.",
        "I... I don't know.| Ask her.",
        "It faded…| Then it was gone.",
        "wait . . . what?| No.",
        "“Where are you going?” he asked.| “Home.”",
        '"Why?" John asked.| "Because." | Mary left.',
        '"Stop!" I cried.| Nobody heard.',
        '"One.| Two," she said.',
        "(He left.)| Then she came.",
        "1. The ferry and its people",
        "Chapter 3. The Last Ferry",
        "He waited...|She left.",
        "1. The ferry leaves.| 2. The ferry returns.",
        "The water rose in all fields. .| It fell again in the country. .",
        'Remember the "big river." .| Then he left.',
        'He raised me. "| That man is my uncle.',
        "HARBOUR, Oct. 23 (Gazette) -- The ferry sank.| Nobody drowned. ■",
        "He left.|Then he came back.",
        "Visit www.river.org.| It is free.",
        "The firm Node.js was sold.| Nobody knew.",
        "Smith v. Jones was heard.| He lost.",
        "Who is it?!| Open the door.",
        "He sat. |John stood.",
        "It was I.| He knew.",
    ],
)
def test_sentences_end_where_a_careful_reader_ends_them(marked: str) -> None:
    paragraph = marked.replace("|", "")

    sentences = cut(paragraph)

    assert sentences == [part.strip() for part in marked.split("|")]


@given(st.text(alphabet=MARKS, max_size=60) | st.text(max_size=40))
def test_spans_are_ordered_disjoint_and_hold_every_visible_character(paragraph: str) -> None:
    spans = split_sentences(paragraph)

    end_before = 0
    for start, end in spans:
        assert end_before <= start < end
        assert paragraph[end_before:start].strip() == ""
        assert paragraph[start:end] == paragraph[start:end].strip()
        end_before = end
    assert paragraph[end_before:].strip() == ""


@pytest.mark.parametrize(
    "unit", ["The water rose again. ", ". ", "Mr. ", "A. ", '."', ".  ", "a!b", '. "', "(."]
)
def test_no_text_takes_more_than_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        paragraph = unit * (length // len(unit))
        started = time.process_time()
        split_sentences(paragraph)
        return time.process_time() - started

    once, tenfold = seconds(20_000), seconds(200_000)

    assert tenfold < 0.2 + 30 * once


def test_a_word_keeps_its_apostrophes_and_hyphens() -> None:
    assert word_at("the ferryman's well-known song", 6) == (4, 14)
    assert word_at("the ferryman's well-known song", 17) == (15, 25)
    assert word_at("the workers’ songs", 5) == (4, 11)


def test_a_number_keeps_its_points() -> None:
    assert word_at("about 12,345.67, more", 8) == (6, 15)


def test_a_mark_that_is_no_word_is_taken_alone() -> None:
    assert word_at("stop - go", 5) == (5, 6)
    assert word_at("", 0) == (0, 0)


def test_chinese_inside_english_does_not_join_a_latin_word() -> None:
    assert word_at("the渡船ferry", 1) == (0, 3)
