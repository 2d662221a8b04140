import pytest

from parallelreader.core.search.inflections import forms, lemmas


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("ferries", {"ferry", "ferries", "ferried"}),
        ("ran", {"run", "runs", "running", "ran"}),
        ("hope", {"hoped", "hoping", "hopes"}),
        ("happier", {"happy", "happiest"}),
        ("lying", {"lie", "lies", "lied", "lay"}),
        ("children", {"child", "children"}),
    ],
)
def test_all_forms_of_a_word_are_given(word: str, others: set[str]):
    assert others <= forms(word)


@pytest.mark.parametrize("word", ["hat", "water", "organ", "stopped", "cities", "box", "see"])
def test_every_form_shares_a_word_with_what_was_asked(word: str):
    assert all(lemmas(form) & lemmas(word) for form in forms(word))


def test_what_only_looks_like_a_form_is_none():
    assert "hated" not in forms("hat")
    assert "organisation" not in forms("organ")
