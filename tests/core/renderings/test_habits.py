"""What a version always writes is taken without a closer look, and only that."""

from parallelreader.core.renderings.habits import Habits
from parallelreader.core.renderings.passages import Token, english_side
from parallelreader.core.renderings.phrases import Key, phrase_key

LANDING = phrase_key(english_side(("ferry landing",)))
STOP = phrase_key(english_side(("stop",)))


def tokens(sentence: str) -> tuple[Token, ...]:
    return english_side((sentence,))


def learnt(*places: tuple[str, Key]) -> Habits:
    habits = Habits()
    for sentence, chosen in places:
        habits.note("wren", tokens(sentence), chosen)
    return habits


def words(habits: Habits, sentence: str) -> str | None:
    found = habits.rendering("wren", tokens(sentence), habits.usual("wren"))
    if found is None:
        return None
    listed = tokens(sentence)
    return sentence[listed[found[0]].start : listed[found[1]].end]


def test_the_usual_phrase_is_found_in_any_form():
    habits = learnt(*[("We met at the ferry landing.", LANDING)] * 10)

    assert words(habits, "All the ferry landings are closed.") == "ferry landings"
    assert words(habits, "Nobody came.") is None


def test_where_it_stands_twice_a_closer_look_is_needed():
    habits = learnt(*[("We met at the ferry landing.", LANDING)] * 10)

    assert words(habits, "From one ferry landing to another ferry landing.") is None


def test_where_something_else_was_chosen_before_stands_too_a_closer_look_is_needed():
    habits = learnt(*[("We met at the ferry landing.", LANDING)] * 10, ("We met at the stop.", STOP))

    assert words(habits, "The ferry landing is the last stop.") is None
    assert words(habits, "We met at the stop.") is None


def test_what_stands_there_without_being_chosen_is_no_habit():
    habits = learnt(
        *[("We met at the ferry landing.", LANDING)] * 10, *[("We met at the ferry landing.", ())] * 5
    )

    assert words(habits, "We met at the ferry landing.") is None


def test_a_few_places_make_no_habit():
    assert words(learnt(*[("We met at the ferry landing.", LANDING)] * 3), "At the ferry landing.") is None
