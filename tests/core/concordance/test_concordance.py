"""What stands round hits, its order and its counts."""

import math

import pytest
from tests.factories import text

from parallelreader.core.concordance.collocations import (
    Frequencies,
    Measure,
    Window,
    collocations,
    in_order,
    log_likelihood,
)
from parallelreader.core.concordance.groups import grouped
from parallelreader.core.concordance.hits import Hit, context_of, written_in
from parallelreader.core.concordance.neighbours import (
    Neighbours,
    chinese_characters,
    chinese_words,
    english_words,
    lemmas_of,
    neighbours_of,
)
from parallelreader.core.concordance.order import (
    Aspect,
    By,
    PinyinOrder,
    arranged,
    neighbour_keys,
    parse_aspect,
    ranks,
)
from parallelreader.core.errors import UserError
from parallelreader.core.search.inflections import lemmas
from parallelreader.core.text import Span
from parallelreader.core.words.cutters import OwnCutter
from parallelreader.core.words.segmenter import Segmenter

ORCHARD = "山坡上的果園開花了。果园里有三只蜜蜂。\n蜜蜂飞过果园，飞到 Anna 家。"
SYLLABLES = {"河": ("he", 2), "喝": ("he", 1), "花": ("hua", 1), "女": ("nü", 3), "奴": ("nu", 2)}


def hits_in(words, wanted, document="d", version="zh"):
    found = []
    at = words.content.find(wanted)
    while at >= 0:
        found.append(Hit(document, version, words.segment_at(at), at, at + len(wanted)))
        at = words.content.find(wanted, at + 1)
    return found


def neighbours_in(words, wanted, cut):
    return neighbours_of(hits_in(words, wanted), lambda _: words, lambda _: cut)


def test_a_context_ends_with_its_paragraph():
    words = text(ORCHARD)
    hit = hits_in(words, "果园")[1]

    around = context_of(words, hit.span, 4)

    assert (around.left, around.hit, around.right) == ("蜜蜂飞过", "果园", "，飞到 ")


def test_a_context_does_not_cut_a_word_in_two():
    words = text("Nobody remembered the orchard afterwards.", "en")
    at = words.content.index("orchard")

    around = context_of(words, Span(at, at + 7), 8)

    assert (around.left, around.right) == (" the ", " ")


def test_a_single_long_word_is_better_than_nothing():
    words = text("incomprehensibilities", "en")

    assert context_of(words, Span(10, 11), 4).left == "rehe"


def test_neighbours_are_words_in_simplified_characters_of_the_same_sentence():
    cut = chinese_words(Segmenter(OwnCutter({"山坡": 1, "果园": 1, "開花": 1, "开花": 1, "蜜蜂": 1})))

    found = neighbours_in(text(ORCHARD), "果園", cut)

    assert found == [Neighbours(("的", "上", "山坡"), ("开花", "了"))]


def test_what_is_left_of_a_word_round_the_hit_is_its_neighbour():
    cut = chinese_words(Segmenter(OwnCutter({"果园": 1, "蜜蜂": 1})))

    found = neighbours_in(text("三只蜜蜂飞来。"), "蜂", cut)

    assert found[0].left == ("蜜", "只", "三")


def test_neighbours_can_be_characters_and_latin_words_stay_whole():
    found = neighbours_in(text(ORCHARD), "果园", chinese_characters)

    assert found[-1].left == ("过", "飞", "蜂", "蜜")
    assert found[-1].right == ("飞", "到", "anna", "家")


def test_english_neighbours_pass_over_marks_and_possessives():
    words = text("The bees' hive, the keeper’s pride, well-kept, stood here.", "en")

    found = neighbours_in(words, "pride", english_words)

    assert found == [Neighbours(("keeper", "the", "hive", "bees", "the"), ("well-kept", "stood", "here"))]


def test_a_word_beyond_the_last_is_empty():
    assert Neighbours(("a",), ()).at(-1) == "a"
    assert Neighbours(("a",), ()).at(-2) == ""
    assert Neighbours(("a",), ()).at(1) == ""


def test_forms_are_counted_with_the_base_that_is_there():
    counts = {"bee": 3, "bees": 9, "hives": 2, "saw": 1, "see": 4, "news": 1, "new": 5}

    known = lemmas_of(counts, lemmas)

    assert known["bees"] == "bee"
    assert known["hives"] == "hives"
    assert known["saw"] == "see"
    assert known["news"] == "news"


def test_a_base_of_a_base_is_what_all_its_forms_are_counted_with():
    known = lemmas_of({"landings": 1, "landing": 10, "land": 2}, lemmas)

    assert set(known.values()) == {"land"}


def test_chinese_is_in_the_order_of_a_dictionary_by_pinyin():
    order = PinyinOrder(lambda word: [SYLLABLES[each] for each in word if each in SYLLABLES])
    words = ["花", "女", "河花", "河", "奴", "喝", "zebra", "3", "？"]

    assert sorted(words, key=order) == ["3", "zebra", "喝", "河", "河花", "花", "奴", "女", "？"]


def test_hits_go_by_the_first_neighbour_and_then_by_those_beyond():
    around = [
        Neighbours((), ("b", "y")),
        Neighbours((), ("a", "z")),
        Neighbours((), ()),
        Neighbours((), ("b", "x")),
    ]

    keys = neighbour_keys(around, Aspect(By.RIGHT, 1), str.casefold)

    assert arranged(len(around), keys) == [2, 1, 3, 0]


def test_what_is_alike_stays_in_its_order():
    assert arranged(4, [ranks(["b", "a", "b", "a"])]) == [1, 3, 0, 2]
    assert arranged(3, []) == [0, 1, 2]


def test_a_rendering_that_was_not_found_comes_last():
    assert ranks(["", "way", "Road"], is_empty_last=True) == [3, 2, 1]


@pytest.mark.parametrize("written", ["L1", "R3", "hit", "place", "document", "rendering", "rendering:free"])
def test_an_aspect_is_written_as_it_is_read(written):
    assert parse_aspect(written.lower()).written == written


@pytest.mark.parametrize("written", ["L4", "left", "R0", "", "hit:free", "colour"])
def test_what_nothing_can_be_sorted_by_is_refused(written):
    with pytest.raises(UserError, match="sorted or grouped"):
        parse_aspect(written)


def test_groups_have_the_commonest_writing_and_the_most_frequent_first():
    found = grouped(["bee", "bee", "hive", "bee"], ["Bees", "bees", "hive", "bees"])

    assert [(group.value, group.written, group.count) for group in found] == [
        ("bee", "bees", 3),
        ("hive", "hive", 1),
    ]
    assert found[0].share == 0.75


AROUND = [
    Neighbours(("honey", "the"), ("in", "spring")),
    Neighbours(("honey",), ("in",)),
    Neighbours(("a", "honey"), ("in", "honey")),
    Neighbours(("the",), ()),
]
FREQUENCIES = Frequencies({"honey": 4, "the": 60, "in": 30, "spring": 2, "a": 20}, 1000)


def test_log_dice_is_fourteen_where_two_words_never_part():
    found = collocations([Neighbours(("wax",), ())] * 4, Frequencies({"wax": 4}, 100), Window())

    assert [(each.word, each.count, each.log_dice) for each in found] == [("wax", 4, 14.0)]


def test_collocates_are_counted_once_a_hit_and_told_apart_by_side():
    honey = collocations(AROUND, FREQUENCIES, Window())[0]

    assert (honey.word, honey.count, honey.frequency) == ("honey", 3, 4)
    assert (honey.left, honey.right) == (3, 1)
    assert honey.log_dice == pytest.approx(14 + math.log2(6 / 8))


def test_a_window_leaves_out_what_is_farther():
    found = {each.word: each.count for each in collocations(AROUND, FREQUENCIES, Window(1, 0), least=1)}

    assert found == {"honey": 2, "a": 1, "the": 1}


def test_words_can_be_left_out_and_forms_put_together():
    found = collocations(
        [Neighbours(("bees", "the"), ()), Neighbours(("bee", "the"), ())],
        Frequencies({"bee": 5, "the": 60}, 1000),
        Window(),
        known_as={"bees": "bee"},
        without=frozenset({"the"}),
    )

    assert [(each.word, each.count) for each in found] == [("bee", 2)]


def test_log_likelihood_of_a_table_reckoned_by_hand():
    # 10 of 20 window words, 20 of 200 in all: expected 2, 18, 18, 162.
    by_hand = 2 * (10 * math.log(10 / 2) + 10 * math.log(10 / 18) * 2 + 170 * math.log(170 / 162))

    assert log_likelihood(10, 20, 20, 200) == pytest.approx(by_hand)
    assert log_likelihood(2, 20, 20, 200) == pytest.approx(0)
    assert log_likelihood(1, 20, 40, 200) < 0


def test_measures_put_different_words_first():
    found = collocations(AROUND, FREQUENCIES, Window(), least=1)

    assert in_order(found, Measure.LOG_DICE)[0].word == "honey"
    assert in_order(found, Measure.COUNT)[0].count == 3
    assert in_order(found, Measure.LOG_LIKELIHOOD) == sorted(found, key=lambda each: -each.log_likelihood)


def test_words_with_something_between_are_written_with_an_ellipsis():
    assert written_in("take the heavy load off", [Span(0, 4), Span(20, 23)]) == "take … off"
    assert written_in("ferry landing", [Span(0, 5), Span(6, 13)]) == "ferry landing"
