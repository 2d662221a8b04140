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
from parallelreader.core.renderings.habits import Habits, Usual
from parallelreader.core.renderings.passages import Weighed, english_side, weigh
from parallelreader.core.renderings.phrases import Key, PhraseCounts, phrase_key
from parallelreader.core.renderings.rendering import Found
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted
from parallelreader.core.renderings.weights import LEAST, NOTHING, in_order

_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Cells of some more rows than a window shows.
_SEEN_FIRST = 80
# Of a column; not more than twice as many are looked at closely anyway.
_LEAST_LEARNT_FROM = 150
_COUNTED = 2_000
_DOING = "Looking for renderings"
_TERM = FEATURES.index("term")


def find_renderings(
    wanted: Wanted, sought: Sequence[Sought], model: LinkModel, progress: Progress = NO_PROGRESS
) -> Iterator[tuple[int, Sighting | None]]:
    """For each place its number and what was found there, None where nothing speaks for anything."""
    counts, known = count_phrases(wanted, sought), known_phrases(wanted)
    groups = _groups(sought)
    first = _looked_at_first(groups, sought)
    habits: dict[str, Habits] = {}
    done = 0
    for number in first:
        progress.step(done, len(sought), _DOING)
        group = groups[number]
        done += len(group)
        choices = [candidates_of(sought[each], model, counts, known) for each in group]
        sightings = choose(choices)
        if len(group) == 1 and len(first) < len(groups):
            _note(habits.setdefault(sought[group[0]].column, Habits()), choices[0].weighed, sightings[0])
        yield from zip(group, sightings, strict=True)
    usual = {column: each.usual(known.terms) for column, each in habits.items()}
    is_done = frozenset(first)
    for number, group in enumerate(groups):
        if number in is_done:
            continue
        progress.step(done, len(sought), _DOING)
        done += len(group)
        quick = _usual(sought[group[0]], usual, known.terms) if len(group) == 1 else None
        if quick is not None:
            yield group[0], quick
            continue
        choices = [candidates_of(sought[each], model, counts, known) for each in group]
        yield from zip(group, choose(choices), strict=True)


def _groups(sought: Sequence[Sought]) -> list[list[int]]:
    """The places by bead of each column: the same words cannot render two places of one."""
    groups: list[list[int]] = []
    latest: dict[str, list[int]] = {}
    for number, place in enumerate(sought):
        group = latest.get(place.column)
        if group is not None and _is_beside(sought[group[-1]], place):
            group.append(number)
        else:
            latest[place.column] = [number]
            groups.append(latest[place.column])
    return groups


def _looked_at_first(groups: Sequence[Sequence[int]], sought: Sequence[Sought]) -> list[int]:
    """The numbers of the groups that are seen first, and of very many some of each column, from everywhere:
    they teach what is usual there."""
    by_column: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        by_column.setdefault(sought[group[0]].column, []).append(number)
    taught = sorted(
        number
        for numbers in by_column.values()
        for number in numbers[:: max(1, len(numbers) // _LEAST_LEARNT_FROM)]
    )
    return list(dict.fromkeys([*range(min(_SEEN_FIRST, len(groups))), *taught]))


def _note(habits: Habits, weighed: Weighed, sighting: Sighting | None) -> None:
    own = [token for token, is_own in zip(weighed.tokens, weighed.own, strict=True) if is_own]
    inside = [
        number
        for number, token in enumerate(own)
        if sighting is not None
        and token.sentence == sighting.sentence
        and sighting.start <= token.start < sighting.end
    ]
    habits.note(own, (inside[0], inside[-1]) if inside else None)


def _usual(place: Sought, usual: Mapping[str, Usual], terms: frozenset[Key]) -> Sighting | None:
    """What the version usually writes, where nothing else can be meant."""
    habits = usual.get(place.column)
    if habits is None:
        return None
    tokens = english_side(tuple(sentence.text for sentence in place.english))
    own = [token for token in tokens if place.english[token.sentence].is_own]
    others = [token for token in tokens if not place.english[token.sentence].is_own]
    found = habits.rendering(own, others)
    if found is None:
        return None
    at, share = found
    begin, end = own[at.first], own[at.last]
    return Sighting(
        begin.sentence, begin.start, end.end, share, Found.TERM if at.key in terms else Found.LIKELY
    )


def count_phrases(wanted: Wanted, sought: Sequence[Sought]) -> PhraseCounts:
    """What stands beside the term and elsewhere."""
    counts = PhraseCounts()
    passages: dict[str, dict[str, tuple[str, ...]]] = {}
    first: dict[tuple[str, str], str] = {}
    for place in _some(sought):
        own = tuple(each.text for each in place.english if each.is_own)
        # What renders two sentences at once still is one place.
        is_first = not place.bead or place.passage == first.setdefault(
            (place.column, place.bead), place.passage
        )
        if own and is_first:
            passages.setdefault(place.passage, {})[place.column] = own
    for versions in passages.values():
        counts.add_place({column: english_side(english) for column, english in versions.items()})
    counts.add_others(english_side((sentence,)) for sentence in wanted.elsewhere)
    return counts


def _some(sought: Sequence[Sought]) -> Iterator[Sought]:
    """Of very many places those of some passages, from everywhere: what goes with the term is known by them
    as well as by all, and what stands beside it once takes the memory."""
    wanted = dict.fromkeys(place.passage for place in sought)
    step = max(1, len(sought) // _COUNTED)
    kept = set(list(wanted)[::step])
    return (place for place in sought if place.passage in kept)


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
    return (one.bead, one.chinese, one.english) == (other.bead, other.chinese, other.english)
