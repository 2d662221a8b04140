import pytest

from parallelreader.core.links.lemmas import gloss_lemmas, is_function_word, lemma, variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"),
        ("organised", "organizing"),
        ("went", "go"),
        ("Children", "child"),
        ("centre", "center"),
    ],
)
def test_spellings_and_forms_of_a_word_meet(one, other):
    assert lemma(one) == lemma(other)


def test_us_without_capitals_may_be_the_country():
    assert {text for text, _ in variants("us")} >= {lemma("we"), lemma("USA")}
    assert lemma("we") not in {text for text, _ in variants("US")}


def test_the_parts_of_a_hyphenated_word_count_less():
    found = dict(variants("rain-soaked"))

    assert found[lemma("rain")] < 1
    assert found[lemma("rainsoaked")] == 1


def test_a_form_of_one_word_may_be_another():
    assert {text for text, _ in variants("leaves")} == {lemma("leaf"), "leav"}


@pytest.mark.parametrize("token", ["the", ",", "'s", "Of"])
def test_function_words_and_marks_say_little(token):
    assert is_function_word(token)


def test_a_gloss_gives_each_lemma_once():
    assert gloss_lemmas("a boat, the old boat's lamp-post") == [
        lemma(word) for word in ("a", "boat", "the", "old", "lamp", "post")
    ]
