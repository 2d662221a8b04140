"""The order of a round of review, and going back in it."""

from hypothesis import given
from hypothesis import strategies as st

from parallelreader.ui.words.review_round import Round


def test_a_card_that_comes_again_is_asked_behind_the_others() -> None:
    cards = Round(["a", "b"])
    cards.answer(comes_again=True)
    cards.answer(comes_again=False)

    assert cards.current == "a"
    assert (cards.answered, cards.remaining) == (2, 1)


def test_a_card_that_is_gone_is_left_out() -> None:
    cards = Round(["a", "b", "c"])
    cards.answer(comes_again=True)
    cards.drop("b")
    cards.drop("a")

    assert cards.current == "c"
    assert cards.take_back() is None


def test_what_need_not_be_asked_is_set_aside_and_comes_back() -> None:
    cards, settled = Round(["a", "b", "c"]), {"a", "c"}

    assert cards.set_aside(settled.__contains__)
    assert (cards.current, cards.remaining) == ("b", 1)
    assert not cards.set_aside(settled.__contains__)
    cards.answer(comes_again=False)
    settled.clear()
    assert cards.set_aside(settled.__contains__)

    assert (cards.current, cards.remaining, cards.answered) == ("a", 2, 1)


@given(st.lists(st.booleans(), max_size=30))
def test_taking_all_answers_back_leads_to_the_beginning(answers: list[bool]) -> None:
    cards = Round("abcd")
    seen = [(cards.current, cards.remaining)]
    for comes_again in answers:
        if cards.current is None:
            break
        cards.answer(comes_again=comes_again)
        seen.append((cards.current, cards.remaining))

    while cards.answered:
        assert (cards.current, cards.remaining) == seen.pop()
        cards.take_back()

    assert (cards.current, cards.remaining) == seen.pop() == ("a", 4)
