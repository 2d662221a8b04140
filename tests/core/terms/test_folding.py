"""What is passed over when terms are looked for."""

import pytest

from parallelreader.core.terms.folding import (
    english_bases,
    english_forms_of,
    english_key,
    english_tokens,
    fold_chinese,
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("渡輪碼頭", "渡轮码头"),
        ("ＷＴＯ规则", "wto规则"),
        ("看著", "看着"),
        ("⼯会", "工会"),
        ("𠮷野家", "𠮷野家"),
        ("𩵋鋪", "𩵋铺"),
    ],
)
def test_chinese_folds_to_simplified_in_place(written: str, folded: str) -> None:
    assert fold_chinese(written) == folded
    assert len(fold_chinese(written)) == len(written)


@pytest.mark.parametrize(
    "words",
    [
        ["union", "Unions", "UNION"],
        ["party", "parties"],
        ["go", "went", "gone", "going"],
        ["organise", "organized", "organizing"],
        ["labour", "Labor"],
        ["landing", "landings"],
    ],
)
def test_inflections_meet_in_one_key(words: list[str]) -> None:
    assert len({english_key(word) for word in words}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("nation", "national"), ("organ", "organize"), ("work", "worker")]
)
def test_other_words_have_other_keys(one: str, other: str) -> None:
    assert english_key(one) != english_key(other)


def test_tokens_leave_the_possessive_out() -> None:
    tokens = english_tokens("The workers’ ferry: Wren’s own, don't 𠮷 wait")

    words = ["The workers’ ferry: Wren’s own, don't 𠮷 wait"[start:end] for start, end, _ in tokens]
    assert words == ["The", "workers", "ferry", "Wren", "own", "don't", "wait"]
    assert tokens[1][2] == "worker"


def test_a_plural_term_stands_where_the_singular_does_but_a_landing_is_no_land() -> None:
    assert not english_bases("unions").isdisjoint(english_forms_of("union"))
    assert not english_bases("Women").isdisjoint(english_forms_of("woman"))
    assert not english_bases("land").isdisjoint(english_forms_of("landing"))
    assert english_bases("landing").isdisjoint(english_forms_of("land"))
    assert not english_bases("labors").isdisjoint(english_forms_of("labour"))
