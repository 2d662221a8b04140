import numpy as np
import pytest

from link_material import BRIDGE, FERRY, FERRY_TRADITIONAL, linked, small_model
from parallelreader.core.links import Counts, PairLinks, Pointed


def pointed(*rows: list[float], content: bool = True) -> PairLinks:
    table = np.array(rows)
    return PairLinks(table, (content,) * table.shape[0], (content,) * table.shape[1])


def test_words_of_the_dictionary_are_linked():
    assert linked(small_model(), FERRY) >= {
        ("渡船", "ferry"),
        ("小镇", "town"),
        ("离开", "leaves"),
        ("。", "."),
    }
    assert linked(small_model(), BRIDGE) >= {("修理", "repairs"), ("木桥", "bridge"), ("木桥", "wooden")}


def test_traditional_script_is_linked_alike():
    one, other = small_model().link(*FERRY), small_model().link(*FERRY_TRADITIONAL)

    assert np.array_equal(one.probability, other.probability)


def test_capitals_make_no_difference():
    chinese, english = FERRY
    one, other = small_model().link(*FERRY), small_model().link(chinese, [word.title() for word in english])

    assert np.array_equal(one.probability, other.probability)


def test_a_word_said_twice_is_linked_in_order():
    chinese = ["渡船", "离开", "海岛", "，", "渡船", "离开", "小镇", "。"]
    english = ["the", "ferry", "leaves", "the", "island", ",", "the", "ferry", "leaves", "the", "town", "."]

    links = small_model().link(chinese, english).links()

    assert {(0, 1), (4, 7)} <= set(links)
    assert (0, 7) not in links
    assert (4, 1) not in links


def test_equal_latin_words_are_joined_in_order():
    chinese, english = ["ABC", "和", "ABC", "。"], ["abc", "and", "abc", "."]

    assert {(0, 0), (2, 2)} <= set(small_model().link(chinese, english).links())


def test_a_number_and_a_name_are_linked():
    chinese, english = ["罗马里奥", "1500万"], ["Romario", ":", "15", "million"]

    assert linked(small_model(), (chinese, english)) >= {("罗马里奥", "Romario"), ("1500万", "million")}


@pytest.mark.parametrize("pair", [([], []), (["船"], []), ([], ["boat"])])
def test_an_empty_side_has_no_links(pair):
    found = small_model().link(*pair)

    assert found.links() == []
    assert found.probability.shape == (len(pair[0]), len(pair[1]))


def test_nothing_lights_up_for_a_word_with_an_empty_side():
    assert small_model().link(["船"], []).of_chinese(0) == Pointed(())


@pytest.mark.parametrize("count", [900, 9000])
def test_a_sentence_without_end_does_not_fill_the_memory(count):
    chinese, english = ["船", "。"] * count, ["boat", "."] * count

    found = small_model().link(chinese, english)

    assert found.probability.shape == (2 * count, 2 * count)
    assert bool(found.links()) == (count < 2000)


def test_strange_tokens_do_no_harm():
    chinese = ["\ud800", "𠮷", "😀", "a" * 5000, "٣", "·", "·马", "%", "-"]
    english = ["\udfff", "😀", "-", "--", "'s", "a" * 5000, "-a-", "²", "½"]

    probability = small_model().link(chinese, english).probability

    assert np.isfinite(probability).all()
    assert ((probability >= 0) & (probability <= 1)).all()


def test_pointing_gives_what_is_likely():
    assert pointed([0.9, 0.05, 0.5]).of_chinese(0) == Pointed((0, 2))


def test_pointing_fills_a_gap_of_one():
    assert pointed([0.9, 0.1, 0.9, 0.01]).of_chinese(0) == Pointed((0, 1, 2))


def test_the_best_guess_is_faint_and_only_for_words_with_meaning():
    assert pointed([0.02, 0.2]).of_chinese(0) == Pointed((1,), is_faint=True)
    assert pointed([0.02, 0.2], content=False).of_chinese(0) == Pointed(())
    assert pointed([0.02, 0.05]).of_chinese(0) == Pointed(())


def test_a_guess_that_another_word_has_a_better_claim_to_is_not_given():
    links = pointed([0.2, 0.0], [0.9, 0.0])

    assert links.of_chinese(0) == Pointed(())
    assert links.of_english(0) == Pointed((1,))


def test_what_a_corpus_shows_again_and_again_is_learnt():
    chinese, english = ["渡船", "离开", "格尔", "。"], ["the", "ferry", "leaves", "zyx", "."]
    lesson = ["老人", "格尔", "。"], ["the", "old", "man", "zyx", "."]
    model = small_model()

    taught = model.learn([lesson, (chinese, english), BRIDGE] * 2)

    before, after = (each.link(chinese, english).probability[2, 3] for each in (model, taught))
    assert after > before


def test_a_pair_is_not_swayed_by_itself():
    counts = Counts()
    table = np.array([[0.9]])
    counts.add(["船"], ["boat"], table)

    assert counts.features(["船"], ["boat"], table).any() == False  # noqa: E712
    assert counts.features(["船"], ["boat", "."], np.zeros((1, 2))).any()


def test_counts_are_read_as_they_were_kept():
    counts = small_model().learn([FERRY, BRIDGE]).counts

    again = Counts.from_json(counts.to_json())

    table = small_model().link(*FERRY).probability
    chinese, english = FERRY
    assert np.allclose(
        again.features(chinese, english, table), counts.features(chinese, english, table), atol=1e-2
    )
