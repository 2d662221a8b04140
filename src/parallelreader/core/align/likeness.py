"""Which sentences of two texts share telling words, wherever they stand.

Looks words up instead of comparing all sentences with all; what to make of it is left to ``moved``.
"""

from dataclasses import dataclass

import numpy as np

from parallelreader.core.align.links import LinkTable
from parallelreader.core.align.side import Floats, Numbers, Side, expand

# Links weaker than this say nothing about two sentences that are not known to be near each other.
_STRONG = 0.1
# How many meetings of words are looked at for each sentence, and in all; the rarest words come first.
_MEETINGS = 150
_MOST_MEETINGS = 2_000_000


@dataclass(frozen=True, slots=True)
class Likeness:
    """Pairs of sentences that share words: the weight of the words of ``chinese`` that ``english`` has
    counterparts for, and the other way round. Sorted by Chinese, then English sentence."""

    chinese: Numbers
    english: Numbers
    covered_chinese: Floats
    covered_english: Floats


def shared_words(chinese: Side, english: Side, links: LinkTable) -> Likeness:
    """The likeness of all pairs of sentences, as far as their rarer words tell: time and memory are
    proportional to the number of sentences."""
    z_places, z_first = _places(chinese)
    e_places, e_first = _places(english)
    z_count, e_count = np.diff(z_first), np.diff(e_first)
    rows = np.repeat(np.arange(len(links.first) - 1), np.diff(links.first))
    meetings = z_count[rows] * e_count[links.columns]
    usable = np.flatnonzero((links.strength >= _STRONG) & (meetings > 0) & (rows > 0) & (links.columns > 0))
    usable = usable[np.argsort(meetings[usable], kind="stable")]
    budget = min(_MEETINGS * (chinese.count + english.count), _MOST_MEETINGS)
    usable = usable[np.cumsum(meetings[usable]) <= budget]
    z, e, strength = rows[usable], links.columns[usable], np.sqrt(links.strength[usable])
    sizes = meetings[usable]
    link = np.repeat(np.arange(len(usable)), sizes)
    within = expand(np.zeros(len(usable), np.int64), sizes)
    i = z_places[z_first[z[link]] + within // e_count[e[link]]]
    j = e_places[e_first[e[link]] + within % e_count[e[link]]]
    pair = i * english.count + j
    pairs, covered_chinese = _covered(pair, z[link], strength[link] * chinese.weight[z[link]])
    _, covered_english = _covered(pair, e[link], strength[link] * english.weight[e[link]])
    return Likeness(pairs // english.count, pairs % english.count, covered_chinese, covered_english)


def _places(side: Side) -> tuple[Numbers, Numbers]:
    """The sentences each type stands in, type after type; where each type's begin."""
    owner = np.repeat(np.arange(side.count), np.diff(side.first))
    keys = np.unique(side.words * side.count + owner)
    types, places = keys // side.count, keys % side.count
    return places, np.searchsorted(types, np.arange(len(side.types) + 1))


def _covered(pair: Numbers, word: Numbers, weight: Floats) -> tuple[Numbers, Floats]:
    """For each pair of sentences the summed weight of its words, each by its strongest link."""
    order = np.lexsort((-weight, word, pair))
    pair, word, weight = pair[order], word[order], weight[order]
    first = np.ones(len(pair), np.bool_)
    first[1:] = (np.diff(pair) > 0) | (np.diff(word) != 0)
    pairs, place = np.unique(pair[first], return_inverse=True)
    covered: Floats = np.bincount(place, weight[first], minlength=len(pairs)).astype(np.float64)
    return pairs, covered
