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
        listed = tokens(sentence)
        at = [number for number in range(len(listed)) if starts_with(listed[number:], chosen)]
        habits.note(listed, (at[0], at[0] + len(chosen) - 1) if chosen else None)
    return habits


def starts_with(listed: tuple[Token, ...], words: Key) -> bool:
    return bool(words) and tuple(token.key for token in listed[: len(words)]) == words


def words(habits: Habits, sentence: str, beside: str = "") -> str | None:
    listed = tokens(sentence)
    found = habits.usual().rendering(listed, tokens(beside))
    return sentence[listed[found[0].first].start : listed[found[0].last].end] if found is not None else None


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


def test_where_only_its_end_is_in_doubt_most_places_say_it():
    sentence = "We met at the ferry landing."
    habits = learnt(*[(sentence, LANDING)] * 9, *[(sentence, phrase_key(english_side(("ferry",))))] * 6)

    assert words(habits, sentence) == "ferry landing"


def test_what_the_sentence_next_to_it_may_have_needs_a_closer_look():
    habits = learnt(*[("We met at the ferry landing.", LANDING)] * 10)

    assert words(habits, "Meet me at the ferry landing.", "It rained.") == "ferry landing"
    assert words(habits, "Meet me at the ferry landing.", "That ferry landing is shut.") is None


def test_a_term_of_the_concept_that_was_never_chosen_needs_a_closer_look():
    habits = learnt(*[("We met at the ferry landing.", LANDING)] * 10)
    listed = tokens("The ferry landing has one stop.")

    assert habits.usual().rendering(listed) is not None
    assert habits.usual([STOP]).rendering(listed) is None
