"""Runs of words are counted, weighed by how firmly they are joined, and told from parts of longer ones."""

from collections.abc import Iterable

import numpy as np
import pytest

from parallelreader.core.terms.candidates import Habits, find_candidates
from parallelreader.core.terms.counterparts import BeadUnits, log_dice, log_likelihood
from parallelreader.core.terms.token_stream import StreamWriter, TokenStream
from parallelreader.core.terms.units import Level, association, count_units, covered


def stream_of(*sentences: str) -> TokenStream:
    """Words parted by spaces; a mark by itself is no word."""
    writer = StreamWriter(lambda gap: gap == " ")
    for number, sentence in enumerate(sentences):
        places: list[tuple[int, int, str]] = []
        at = 0
        for word in sentence.split(" "):
            if word.isalnum():
                places.append((at, at + len(word), word))
            at += len(word) + 1
        writer.add(number, sentence, places)
    return writer.finished()


def counts_of(levels: Iterable[Level], stream: TokenStream) -> dict[str, int]:
    return {
        " ".join(stream.forms[word] for word in level.words(stream, unit)): int(level.count[unit])
        for level in levels
        for unit in range(len(level.count))
    }


def test_runs_are_counted_within_sentences_and_marks() -> None:
    stream = stream_of("ferry landing here", "a ferry landing", "the ferry , landing", "landing")

    levels = count_units(stream, longest=3, least=2)

    counts = counts_of(levels, stream)
    assert counts["ferry landing"] == 2
    assert counts["landing"] == 4
    assert [level.size for level in levels] == [1, 2]


def test_words_that_only_come_together_are_firmly_joined() -> None:
    stream = stream_of(*["water bus goes"] * 3, *["the goes"] * 3, *["the stops"] * 2, *["bus the goes"] * 2)
    levels = count_units(stream, longest=2, least=2)

    joined = association(levels, stream)[1]

    named = {
        " ".join(stream.forms[word] for word in levels[1].words(stream, unit)): value
        for unit, value in enumerate(joined.tolist())
    }
    assert named["water bus"] > named["the goes"] > 0


def test_places_inside_longer_units_are_counted() -> None:
    stream = stream_of("old water bus", "old water bus", "water bus", "bus")
    levels = count_units(stream, longest=3, least=2)
    all_accepted = [np.ones(len(level.count), np.bool_) for level in levels]

    inside = covered(levels, all_accepted, stream)

    told = dict(zip(counts_of(levels, stream), [n for each in inside for n in each.tolist()], strict=True))
    assert told == {"old": 2, "water": 3, "bus": 3, "old water": 2, "water bus": 2, "old water bus": 0}


def habits(**given: object) -> Habits:
    plain = {
        "common": frozenset[str](),
        "links": frozenset[str](),
        "first": frozenset[str](),
        "last": frozenset[str](),
        "parts": lambda form: False,
        "chance": lambda form: 1e-5,
        "least_bits": lambda form: 4.0,
    }
    return Habits(**(plain | given))  # type: ignore[arg-type]


def names(stream: TokenStream, its: Habits, least: int = 2) -> list[str]:
    levels = count_units(stream, longest=4, least=2)
    return [
        " ".join(stream.forms[word] for word in levels[each.size - 1].words(stream, each.unit))
        for each in find_candidates(levels, stream, its, least=least)
    ]


def test_the_longer_unit_is_a_candidate_where_the_shorter_stands_only_inside_it() -> None:
    stream = stream_of("service point here", "service point there", "point one", "point two")

    assert names(stream, habits()) == ["point", "service point"]


def test_words_that_any_text_has_are_no_candidates() -> None:
    stream = stream_of(
        "go of bridge", "go of bridge", "go on bridge", "go tower of the bridge", "tower of it"
    )
    its = habits(common={"go", "on", "it"}, links={"of", "the"}, chance=lambda form: 1e-5)

    assert set(names(stream, its)) == {"bridge", "tower"}


def test_what_is_as_common_elsewhere_is_no_candidate() -> None:
    stream = stream_of(*["bridge day"] * 4, *["day night"] * 4)
    its = habits(chance=lambda form: 0.3 if form == "day" else 1e-5)

    assert "day" not in names(stream, its)
    assert "bridge day" in names(stream, its)


def test_partners_are_those_that_come_with_a_thing_and_not_without() -> None:
    stream = stream_of("the ferry leaves", "the ferry comes", "the rope", "the bridge", "a ferry")
    levels = count_units(stream, longest=2, least=2)
    beads = BeadUnits(stream, levels, np.array([0, 1, 2, 3, -1]), 4)

    found = beads.partners(np.array([0, 1]), most=3)

    words = [" ".join(stream.forms[word] for word in levels[p.size - 1].words(stream, p.unit)) for p in found]
    assert words[:2] == ["the ferry", "ferry"] or words[:2] == ["ferry", "the ferry"]
    assert (found[0].both, found[0].count) == (2, 2)
    assert found[0].dice == pytest.approx(14)


def test_the_figures_of_going_together() -> None:
    both, other = np.array([5, 5, 0]), np.array([5, 50, 40])

    likelihood = log_likelihood(both, 5, other, 100)

    assert likelihood[0] > likelihood[1] > 0 > likelihood[2]
    assert log_dice(np.array([5]), 5, np.array([15]))[0] == pytest.approx(13)
