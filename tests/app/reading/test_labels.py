from parallelreader.app.reading.labels import Label, Part, labels_of, spaces_for
from parallelreader.app.words.text_words import TextWord
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation, Syllable


def word(characters: str, start: int, *syllables: tuple[str, int]) -> TextWord:
    placed = tuple(Syllable(start + n, start + n + 1, *each) for n, each in enumerate(syllables))
    return TextWord(Span(start, start + len(characters)), characters, characters, placed)


def label(start: int, end: int) -> Label:
    return Label((Part("", 1, start, end),))


def spaces(text: str, *labels: Label, widths: list[float]) -> dict[int, float]:
    return spaces_for(
        labels,
        widths,
        letters=lambda first, after: text[first:after],
        size=20.0,
        apart=4.0,
        advance=lambda other: 10.0 * len(other),
    )


def test_pinyin_stands_over_whole_words_with_capital_and_apostrophe():
    found = list(labels_of([word("西安", 7, ("Xi", 1), ("an", 1))], Notation.MARKS))

    assert [(each.text, each.start, each.end) for each in found] == [("Xī'ān", 7, 9)]


def test_zhuyin_stands_over_each_character():
    found = list(labels_of([word("北京", 3, ("Bei", 3), ("jing", 1))], Notation.ZHUYIN))

    assert [(each.text, each.start) for each in found] == [("ㄅㄟˇ", 3), ("ㄐㄧㄥ", 4)]


def test_an_r_at_the_end_has_its_own_zhuyin():
    here = TextWord(Span(0, 2), "点儿", "点儿", (Syllable(0, 2, "dianr", 3),))

    found = list(labels_of([here], Notation.ZHUYIN))

    assert [(each.text, each.start, each.end) for each in found] == [("ㄉㄧㄢˇ", 0, 1), ("ㄦ", 1, 2)]


def test_a_word_that_nobody_can_read_has_nothing_over_it():
    assert not list(labels_of([word("𠮷", 0)], Notation.MARKS))


def test_wide_readings_of_neighbours_are_kept_apart():
    # Middles twenty pixels apart, for two that need forty-four.
    assert spaces("装床", label(0, 1), label(1, 2), widths=[40.0, 40.0]) == {0: 24.0}


def test_what_words_need_is_shared_by_their_characters():
    # Their middles, forty pixels apart, need fifty-four: seven more behind each of the first three
    # characters move them so far.
    assert spaces("装床窗双", label(0, 2), label(2, 4), widths=[50.0, 50.0]) == {0: 7.0, 1: 7.0, 2: 7.0}


def test_characters_that_need_nothing_keep_a_little_from_each_other():
    assert spaces("的的装床", label(0, 1), label(1, 2), label(2, 3), label(3, 4), widths=[9, 9, 40, 40]) == {
        0: 2.0,
        1: 8.5,
        2: 24.0,
    }


def test_what_has_room_is_not_moved():
    assert spaces("装的床", label(0, 1), label(2, 3), widths=[36.0, 36.0]) == {}
    assert spaces("一，二", label(0, 1), label(2, 3), widths=[18.0, 18.0]) == {}


def test_letters_between_are_as_wide_as_they_are():
    assert spaces("装i床", label(0, 1), label(2, 3), widths=[40.0, 40.0]) == {1: 14.0}


def test_room_is_made_behind_what_stands_between():
    assert spaces("装，床", label(0, 1), label(2, 3), widths=[60.0, 40.0]) == {1: 14.0}
