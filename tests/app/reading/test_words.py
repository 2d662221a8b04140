"""Stepping by words through mixed and rare characters, and what a selection covers."""

from hypothesis import given
from hypothesis import strategies as st

from factories import text
from made_words import text_words
from parallelreader.app.reading.selection import Selection
from parallelreader.app.reading.words import Words
from parallelreader.core.text import Span, Text

DICTIONARY = {"磨坊", "水车", "青苔", "𠮷野"}


def known() -> Words:
    words = Words()
    words.use(text_words(DICTIONARY).span_at)
    return words


def steps(content: Text, *, is_chinese: bool) -> list[str]:
    """Every word from the first to the last, as stepping to the right finds them."""
    found, position = [], 0
    while (word := known().after(content, position, is_chinese=is_chinese)) is not None:
        found.append(content.content[word.start : word.end])
        position = word.end
    return found


def test_chinese_words_come_from_the_dictionary():
    content = text("磨坊的水车长青苔。")

    assert steps(content, is_chinese=True) == ["磨坊", "的", "水车", "长", "青苔"]


def test_without_a_dictionary_a_character_is_a_word():
    content = text("磨坊停了。")

    assert Words().at(content, 1, is_chinese=True) == Span(1, 2)


def test_rare_characters_and_letters_are_words_too():
    content = text("𠮷野在 Room 12 看水车。")

    assert steps(content, is_chinese=True) == ["𠮷野", "在", "Room", "12", "看", "水车"]


def test_english_words_keep_their_apostrophes():
    content = text("Don't stop; the mill's wheel 🔧 turns.", "en")

    assert steps(content, is_chinese=False) == ["Don't", "stop", "the", "mill's", "wheel", "turns"]


def test_stepping_goes_on_in_the_next_paragraph():
    content = text("磨坊。\n水车。")

    assert known().after(content, 2, is_chinese=True) == Span(4, 6)
    assert known().before(content, 4, is_chinese=True) == Span(0, 2)


def test_there_is_no_word_past_the_ends():
    content = text("磨坊。")

    assert known().after(content, 2, is_chinese=True) is None
    assert known().before(content, 0, is_chinese=True) is None
    assert known().at(content, 99, is_chinese=True) == Span(2, 3)


def test_an_empty_text_has_no_words():
    content = text("")

    assert known().at(content, 0, is_chinese=True) == Span(0, 0)
    assert known().after(content, 0, is_chinese=True) is None


@given(st.text("磨坊水车𠮷野a b'1。，🔧\n", max_size=40), st.booleans(), st.integers(0, 45))
def test_stepping_always_moves_on(raw: str, is_chinese: bool, position: int):
    content = text(raw, "zh-Hans" if is_chinese else "en")
    words = known()

    after = words.after(content, position, is_chinese=is_chinese)
    before = words.before(content, min(position, len(content.content)), is_chinese=is_chinese)

    assert after is None or position <= after.start < after.end <= len(content.content)
    assert before is None or before.start < position


def test_a_selection_covers_the_same_stretch_from_either_end():
    assert Selection("zh", 3, 9).span == Selection("zh", 9, 3).span == Span(3, 9)
    assert Selection("zh", 3, 3).is_empty
    assert Selection("zh", 3, 9).to(1).span == Span(1, 3)


def test_selecting_by_words_keeps_the_word_begun_with_and_shrinks_again():
    first = Span(10, 12)

    assert Selection.by_words("zh", first, Span(20, 23)) == Selection("zh", 10, 23)
    assert Selection.by_words("zh", first, Span(15, 17)) == Selection("zh", 10, 17)
    assert Selection.by_words("zh", first, Span(2, 4)) == Selection("zh", 12, 2)
    assert Selection.by_words("zh", first, first) == Selection("zh", 10, 12)
