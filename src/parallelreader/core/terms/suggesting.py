"""Suggesting terms: candidates of both languages, and what goes with them in every version.

Imports numpy. Reading the texts is the business of ``app.terms.suggestion_gathering``.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.terms.arrays import Flags, Numbers
from parallelreader.core.terms.candidates import Candidate, Habits, find_candidates
from parallelreader.core.terms.counterparts import BeadUnits, Partner
from parallelreader.core.terms.suggestion import (
    SuggestedPlace,
    SuggestedRendering,
    Suggestion,
    suggestion_key,
)
from parallelreader.core.terms.token_stream import TokenStream
from parallelreader.core.terms.units import count_units

_LONGEST_CHINESE, _LONGEST_ENGLISH = 7, 6
_PARTNERS_WEIGHED = 12
_SHOWN = 3
_LEAST_LIKELIHOOD = 9.0
_LEAST_DICE = 12.0
_LONGER_KEEPS = 0.7
_LONGER_LIKELIHOOD = 0.75
_CONTESTED = 1.15
# What one column says less surely than this is weighed against what all of them say.
_SURE = 15.0
_PLACES = 20
_MORE_THAN_SHOWN = 3
_UNKNOWN_TIE = 0.3
# A word of the dictionary that is so common is no term for standing in quotation marks.
_PLAIN, _MARKED = 1e-5, 1.4
_ALONE, _UNANSWERED = 0.8, 0.45


@dataclass(frozen=True, slots=True)
class Side:
    """The texts of one language: their words, and how these words make terms. ``words_at`` gives what is
    written from one place of the stream to another, both included, ``place_at`` where that is."""

    stream: TokenStream
    habits: Habits
    words_at: Callable[[int, int], str]
    place_at: Callable[[int, int], SuggestedPlace]


@dataclass(frozen=True, slots=True)
class Beside:
    """One column: which bead, from zero, holds each segment of the Chinese and of the English stream, or -1,
    and how many beads there are."""

    chinese: Numbers
    english: Numbers
    count: int


Quoted = Mapping[str, Sequence[tuple[int, SuggestedPlace]]]
"""Chinese words that stand in quotation marks by themselves, with the segments and the places."""


def suggest_terms(
    chinese: Side,
    english: Side,
    columns: Mapping[str, Beside],
    quoted: Quoted,
    *,
    most: int,
    progress: Progress = NO_PROGRESS,
) -> list[Suggestion]:
    """The likeliest terms first, ``most`` of them; the words of both sides must be those of the same
    corpus."""
    ours = _Units(chinese, _LONGEST_CHINESE, Stretch(progress, 0.0, 0.2))
    theirs = _Units(english, _LONGEST_ENGLISH, Stretch(progress, 0.2, 0.4))
    fit = theirs.fit()
    columns_of = {}
    over_all = _OverAll()
    for number, (column, beside) in enumerate(columns.items()):
        progress.step(40 + 20 * number // max(len(columns), 1), 100, "Putting versions side by side")
        units = BeadUnits(english.stream, theirs.levels, beside.english, beside.count, wanted=fit)
        columns_of[column] = _Column(beside.chinese, units, theirs, over_all)
    wanted = ours.candidates()[: most * _MORE_THAN_SHOWN]
    raw = [_raw(candidate, ours) for candidate in wanted]
    raw += _quoted(quoted, {each.text for each in raw}, chinese)
    found = _with_renderings(raw, columns_of, Stretch(progress, 0.6, 0.9))
    progress.step(90, 100, "Looking for English terms")
    found += _english_only(theirs, columns, found, most * _MORE_THAN_SHOWN)
    found.sort(key=lambda each: -each.score)
    progress.step(100, 100, "")
    return found[:most]


def _english_only(
    theirs: "_Units", columns: Mapping[str, Beside], found: Sequence[Suggestion], most: int
) -> list[Suggestion]:
    """English candidates that nothing Chinese was found to go with; those of texts that have no Chinese
    beside them count more, as nothing could be found there."""
    taken = {
        suggestion_key(rendering.text, is_chinese=False)
        for suggestion in found
        for renderings in suggestion.renderings.values()
        for rendering in renderings
    }
    segments = theirs.side.stream.segments
    is_beside = np.zeros(int(segments.max(initial=-1)) + 1, np.bool_)
    for beside in columns.values():
        is_beside |= beside.english[: len(is_beside)] >= 0
    made = []
    for candidate in theirs.candidates()[:most]:
        text = theirs.text(candidate.size, candidate.unit)
        if suggestion_key(text, is_chinese=False) not in taken:
            share = float(is_beside[segments[theirs.at(candidate.size, candidate.unit)]].mean())
            score = math.log2(1 + candidate.score) * (_ALONE - (_ALONE - _UNANSWERED) * share)
            places = theirs.places(candidate)
            made.append(Suggestion("", text, candidate.count, 0, round(score, 3), places=places))
    return made


class _Units:
    """The units of one side, and how they are written."""

    def __init__(self, side: Side, longest: int, progress: Progress) -> None:
        self.side = side
        self.least = _least(side.stream.size)
        self.levels = count_units(side.stream, longest=longest, least=2, progress=progress)
        self._written: dict[tuple[int, int], str] = {}

    def candidates(self) -> list[Candidate]:
        return find_candidates(self.levels, self.side.stream, self.side.habits, least=self.least)

    def fit(self) -> list[Flags]:
        """For each level which of its units can be a rendering: those that neither begin nor end with a word
        that says nothing."""
        habits, forms = self.side.habits, self.side.stream.forms
        links = np.array([form in habits.links or form in habits.common for form in forms], np.bool_)
        found = []
        for level in self.levels:
            words = self.side.stream.words[level.sample[:, None] + np.arange(level.size)]
            found.append(~links[words[:, 0]] & ~links[words[:, -1]] & (level.count >= 2))
        return found

    def at(self, size: int, unit: int) -> Numbers:
        """The places of the stream where a unit begins."""
        level = self.levels[size - 1]
        found: Numbers = level.at[level.unit == unit]
        return found

    def text(self, size: int, unit: int) -> str:
        """A unit as it is mostly written."""
        known = self._written.get((size, unit))
        if known is None:
            counts: dict[str, int] = {}
            for at in self.at(size, unit)[:200].tolist():
                written = self.side.words_at(at, at + size - 1)
                counts[written] = counts.get(written, 0) + 1
            known = min(counts, key=lambda each: (-counts[each], sum(map(str.isupper, each)), each))
            self._written[size, unit] = known
        return known

    def places(self, candidate: Candidate) -> tuple[SuggestedPlace, ...]:
        at = self.at(candidate.size, candidate.unit)[:_PLACES].tolist()
        return tuple(self.side.place_at(each, each + candidate.size - 1) for each in at)


def _least(size: int) -> int:
    """How often a term must stand in so many words at least."""
    return 2 + int(math.log10(max(size, 1) / 30_000 + 1) * 2)


class _OverAll:
    """How surely units go with candidates, summed over all columns."""

    def __init__(self) -> None:
        self._of: dict[tuple[int, int], dict[str, float]] = {}

    def add(self, words: str, unit: tuple[int, int], likelihood: float) -> None:
        """Count in what one column says."""
        known = self._of.setdefault(unit, {})
        known[words] = known.get(words, 0.0) + likelihood

    def is_of_another(self, words: str, unit: tuple[int, int]) -> bool:
        """Whether all columns together have a unit rather go with something else."""
        known = self._of[unit]
        return max(known.values()) > _CONTESTED * known[words]


class _Column:
    """What goes with candidates in one column."""

    def __init__(self, bead_of: Numbers, units: BeadUnits, theirs: _Units, over_all: "_OverAll") -> None:
        self._bead_of, self._units, self._theirs = bead_of, units, theirs
        self.partners: dict[str, list[Partner]] = {}
        self.attested: set[str] = set()
        self._best: dict[tuple[int, int], float] = {}
        self._all = over_all

    def weigh(self, raw: "_Raw") -> None:
        """Find what goes with words that stand in some segments."""
        beads = np.unique(self._bead_of[raw.segments])
        beads = beads[beads >= 0]
        if len(beads) >= 2:
            self.attested.add(raw.text)
        found = self._units.partners(beads, most=_PARTNERS_WEIGHED)
        self.partners[raw.text] = found
        for each in found:
            at = each.size, each.unit
            self._best[at] = max(self._best.get(at, 0.0), each.likelihood)
            self._all.add(raw.text, at, each.likelihood)

    def chosen(self, words: str) -> list[Partner]:
        """The likeliest partners, none of which is a part of one before or belongs to another candidate."""
        left = [
            each
            for each in self.partners.get(words, ())
            if each.likelihood >= _LEAST_LIKELIHOOD
            and each.dice >= _LEAST_DICE
            and self._best[each.size, each.unit] <= _CONTESTED * each.likelihood
            and not (each.likelihood < _SURE and self._all.is_of_another(words, (each.size, each.unit)))
        ]
        found: list[Partner] = []
        while left and len(found) < _SHOWN:
            best = left[0]
            own = self._words(best)
            for each in left[1:]:
                is_longer = each.size > best.size and _holds(self._words(each), own)
                is_as_sure = each.likelihood >= _LONGER_LIKELIHOOD * left[0].likelihood
                if is_longer and is_as_sure and each.both >= _LONGER_KEEPS * left[0].both:
                    best, own = each, self._words(each)
            found.append(best)
            left = [each for each in left if not set(self._words(each)) & set(own)]
        return found

    def _words(self, partner: Partner) -> tuple[int, ...]:
        return self._theirs.levels[partner.size - 1].words(self._theirs.side.stream, partner.unit)

    def rendering(self, partner: Partner) -> SuggestedRendering:
        text = self._theirs.text(partner.size, partner.unit)
        return SuggestedRendering(text, partner.both, round(partner.likelihood, 1))


def _holds(words: Sequence[int], inner: Sequence[int]) -> bool:
    size = len(inner)
    return any(tuple(words[at : at + size]) == tuple(inner) for at in range(len(words) - size + 1))


@dataclass(frozen=True, slots=True)
class _Raw:
    """Chinese words before anything is known of their renderings: ``weight`` is the log-likelihood of their
    standing here so often, and ``worth`` what else speaks for them, 1 being nothing."""

    text: str
    count: int
    weight: float
    segments: Numbers
    places: tuple[SuggestedPlace, ...]
    worth: float = 1.0


def _raw(candidate: Candidate, ours: _Units) -> _Raw:
    segments = ours.side.stream.segments[ours.at(candidate.size, candidate.unit)]
    text = ours.text(candidate.size, candidate.unit)
    return _Raw(text, candidate.count, candidate.score, segments, ours.places(candidate))


def _quoted(quoted: Quoted, known: Collection[str], side: Side) -> list[_Raw]:
    """What is set apart by quotation marks is meant as a term even where it stands only once."""
    found = []
    for text, places in quoted.items():
        chance = side.habits.chance(text)
        is_plain = text in side.habits.common or side.habits.parts(text) or chance > _PLAIN
        if text not in known and not is_plain:
            expected = max(chance * side.stream.size, 1e-12)
            weight = 2 * (len(places) * math.log(len(places) / expected) - (len(places) - expected))
            segments = np.array([segment for segment, _ in places], np.int64)
            shown = tuple(place for _, place in places[:_PLACES])
            found.append(_Raw(text, len(places), max(weight, 0.0), segments, shown, _MARKED))
    return found


def _with_renderings(
    wanted: Sequence[_Raw], columns: Mapping[str, _Column], progress: Progress
) -> list[Suggestion]:
    for number, raw in enumerate(wanted):
        progress.step(number, len(wanted), "Looking for renderings")
        for column in columns.values():
            column.weigh(raw)
    found = []
    for raw in wanted:
        attested = [column for column in columns.values() if raw.text in column.attested]
        chosen = {name: column.chosen(raw.text) for name, column in columns.items()}
        ties = [max(0.0, min(1.0, (each[0].dice - 11) / 3)) if each else 0.0 for each in chosen.values()]
        support = sum(map(bool, chosen.values()))
        tie = sum(ties) / len(attested) if attested else _UNKNOWN_TIE
        score = math.log2(1 + raw.weight) * raw.worth * (0.5 + 0.5 * tie) * (1 + 0.1 * max(support - 1, 0))
        renderings = {
            name: tuple(columns[name].rendering(each) for each in partners)
            for name, partners in chosen.items()
            if partners
        }
        found.append(Suggestion(raw.text, "", raw.count, support, round(score, 3), renderings, raw.places))
    return found
