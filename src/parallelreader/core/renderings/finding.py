"""Finds what renders a term in the sentences beside it: by the words that are linked, and by counts.

Imports numpy through the word links; whoever must not wait for that has another process do it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.links import LinkModel
from parallelreader.core.links.tables import Floats
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.candidates import FEATURES, KnownPhrases, Stretch, stretches
from parallelreader.core.renderings.habits import Habits
from parallelreader.core.renderings.passages import Weighed, english_side, weigh
from parallelreader.core.renderings.phrases import Key, PhraseCounts, phrase_key
from parallelreader.core.renderings.rendering import Found
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted
from parallelreader.core.renderings.weights import LEAST, NOTHING, in_order

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_LOOKED_AT_CLOSELY = 400
_DOING = "Looking for renderings"
_TERM = FEATURES.index("term")


def find_renderings(
    wanted: Wanted, sought: Sequence[Sought], model: LinkModel, progress: Progress = NO_PROGRESS
) -> Iterator[tuple[int, Sighting | None]]:
    """For each place its number and what was found there, None where nothing speaks for anything."""
    counts, known = count_phrases(wanted, sought), known_phrases(wanted)
    groups = _groups(sought)
    # Of very many places some are looked at first, from everywhere: they teach what is usual.
    step = max(1, len(groups) // _LOOKED_AT_CLOSELY)
    closely = groups[::step]
    later = [group for number, group in enumerate(groups) if number % step]
    habits = Habits()
    done = 0
    for group in closely:
        progress.step(done, len(sought), _DOING)
        choices = [candidates_of(sought[each], model, counts, known) for each in group]
        for each, candidates, sighting in zip(group, choices, choose(choices), strict=True):
            if later:
                _note(habits, sought[each].column, candidates, sighting)
            yield each, sighting
        done += len(group)
    usual = {column: habits.usual(column) for column in habits.chosen}
    for group in later:
        progress.step(done, len(sought), _DOING)
        done += len(group)
        quick = _usual(sought[group[0]], habits, usual) if len(group) == 1 and not known.terms else None
        if quick is not None:
            yield group[0], quick
            continue
        choices = [candidates_of(sought[each], model, counts, known) for each in group]
        yield from zip(group, choose(choices), strict=True)


def _groups(sought: Sequence[Sought]) -> list[list[int]]:
    """The places by passage: the same words cannot render two places of one."""
    groups: list[list[int]] = []
    for number, place in enumerate(sought):
        if groups and _is_beside(sought[groups[-1][0]], place):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _note(habits: Habits, column: str, candidates: "Candidates", sighting: Sighting | None) -> None:
    tokens = candidates.weighed.tokens
    chosen: Key = ()
    if sighting is not None:
        chosen = phrase_key(
            [
                token
                for token in tokens
                if token.sentence == sighting.sentence and sighting.start <= token.start < sighting.end
            ]
        )
    habits.note(
        column, [token for token, own in zip(tokens, candidates.weighed.own, strict=True) if own], chosen
    )


def _usual(place: Sought, habits: Habits, usual: Mapping[str, dict[Key, float]]) -> Sighting | None:
    """What the version usually writes, where nothing else can be meant."""
    phrases = usual.get(place.column)
    if not phrases or not all(sentence.is_own for sentence in place.english):
        return None
    tokens = english_side(tuple(sentence.text for sentence in place.english))
    found = habits.rendering(place.column, tokens, phrases)
    if found is None:
        return None
    first, last, share = found
    return Sighting(tokens[first].sentence, tokens[first].start, tokens[last].end, share)


def count_phrases(wanted: Wanted, sought: Sequence[Sought]) -> PhraseCounts:
    """What stands beside the term and elsewhere."""
    counts = PhraseCounts()
    passages: dict[str, dict[str, tuple[str, ...]]] = {}
    for place in sought:
        own = tuple(each.text for each in place.english if each.is_own)
        if own:
            passages.setdefault(place.passage, {})[place.column] = own
    for versions in passages.values():
        counts.add_place({column: english_side(english) for column, english in versions.items()})
    counts.add_others(english_side((sentence,)) for sentence in wanted.elsewhere)
    return counts


def known_phrases(wanted: Wanted) -> KnownPhrases:
    """The English terms, and what the dictionary says of the Chinese ones."""
    terms = (phrase_key(english_side((term,))) for term in wanted.english)
    dictionary = load_dictionary()
    glosses = (
        _BRACKETS.sub(" ", gloss).removeprefix("to ").strip()
        for term in wanted.chinese
        for entry in dictionary.entries(term)
        for sense in entry.glosses
        for gloss in re.split("[;,/]", sense)
    )
    keys = (phrase_key(english_side((gloss,))) for gloss in glosses)
    return KnownPhrases(frozenset(terms) - {()}, frozenset(keys) - {()})


@dataclass(frozen=True, slots=True)
class Candidates:
    """The stretches of a place with what each comes to; what speaks for a gap is ``NOTHING``."""

    weighed: Weighed
    stretches: tuple[Stretch, ...]
    scores: Floats


def candidates_of(place: Sought, model: LinkModel, counts: PhraseCounts, known: KnownPhrases) -> Candidates:
    """What may render the term at a place."""
    weighed = weigh(place, model)
    found = stretches(weighed, counts, known, place.column)
    values = np.array([each.values for each in found]).reshape(len(found), len(FEATURES))
    return Candidates(weighed, tuple(found), values @ np.array(in_order()))


def choose(group: Sequence[Candidates]) -> list[Sighting | None]:
    """The best stretch of each place, or none, so that no two share a word; the surest is chosen first."""
    chosen: list[Sighting | None] = [None] * len(group)
    taken: list[Stretch] = []
    open_places = set(range(len(group)))
    while open_places:
        best: tuple[float, int, Stretch] | None = None
        for place in sorted(open_places):
            found = _best(group[place], taken)
            if found is not None and (best is None or found[0] > best[0]):
                best = found[0], place, found[1]
        if best is None:
            break
        confidence, place, stretch = best
        open_places.discard(place)
        taken.append(stretch)
        chosen[place] = _sighting(group[place].weighed, stretch, confidence)
    return chosen


def _best(candidates: Candidates, taken: Sequence[Stretch]) -> tuple[float, Stretch] | None:
    free = [
        number
        for number, each in enumerate(candidates.stretches)
        if not any(each.first <= other.last and other.first <= each.last for other in taken)
    ]
    if not free:
        return None
    scores = np.append(candidates.scores[free], NOTHING)
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    at = int(shares[:-1].argmax())
    stretch = candidates.stretches[free[at]]
    # That something stands there is surer than where it ends.
    around = [
        number
        for number, each in enumerate(free)
        if candidates.stretches[each].first <= stretch.last
        and stretch.first <= candidates.stretches[each].last
    ]
    sure = float(shares[around].sum())
    return (sure, stretch) if sure >= LEAST else None


def _sighting(weighed: Weighed, stretch: Stretch, confidence: float) -> Sighting:
    first, last = weighed.tokens[stretch.first], weighed.tokens[stretch.last]
    found = Found.TERM if stretch.values[_TERM] else Found.LIKELY
    return Sighting(first.sentence, first.start, last.end, min(confidence, 1.0), found)


def _is_beside(one: Sought, other: Sought) -> bool:
    return (one.column, one.passage, one.english) == (other.column, other.passage, other.english)
