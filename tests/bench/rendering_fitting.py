"""Fits what speaks for a rendering: on the first half of the sample's gold, and on pairs with gold links.

``PYTHONPATH=tests python -m bench.rendering_fitting`` prints the table of ``core/renderings/weights``.
The pairs are those of ``../shared``; of each, words with one unbroken counterpart are taken for terms, words
without any for gaps, and now and then a pair is given the translation of another.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.link_fitting import DATA
from bench.renderings import GAP, bare, read_gold
from parallelreader.app.library import open_corpus
from parallelreader.app.terms.aligned_texts import AlignedTexts
from parallelreader.app.terms.rendering_lessons import cut_lessons
from parallelreader.app.terms.rendering_places import SoughtPlaces, term_pattern
from parallelreader.app.word_links import word_links
from parallelreader.core.links import LinkModel
from parallelreader.core.links.tables import Floats
from parallelreader.core.links.word_lists import CHINESE_FUNCTION_WORDS
from parallelreader.core.renderings.candidates import FEATURES
from parallelreader.core.renderings.finding import Candidates, candidates_of, count_phrases, known_phrases
from parallelreader.core.renderings.sought import Sentence, Sought, Wanted
from parallelreader.core.renderings.weights import LEAST, NOTHING, in_order
from parallelreader.paths import UserFolders, resource

_LINK = re.compile(r"(\d+)([-p])(\d+)")
_LONGEST_TERM, _EVERY, _EVERY_GAP, _MISPAIRED = 5, 3, 6, 12
_NEVER = re.compile(r"(?!)")
_OF_SAMPLE = 4.0
_ROUNDS, _RATE, _DECAY = 3000, 0.05, 0.01


@dataclass(frozen=True, slots=True)
class Example:
    """The candidates of a place, which of them are right, and whether none may be; ``weight`` is what it
    counts."""

    values: Floats
    right: Floats
    may_be_gap: bool
    weight: float
    fold: int


def of_sample(model: LinkModel, half: str) -> Iterator[Example]:
    """The places of one half of the sample's gold."""
    gold = read_gold()
    texts = AlignedTexts(open_corpus(resource("samples")))
    lessons = SoughtPlaces()
    for opened in texts.documents():
        lessons.add(opened, _NEVER)
    model = model.learn(cut_lessons(lessons.lessons))
    terms = list(dict.fromkeys(place[0] for place, each in gold.items() if each.half == half))
    for number, term in enumerate(terms):
        places = SoughtPlaces()
        pattern = term_pattern([term])
        assert pattern is not None
        for opened in texts.documents():
            places.add(opened, pattern)
        wanted = Wanted((term,), elsewhere=places.elsewhere)
        counts = count_phrases(wanted, places.sought)
        turns: dict[tuple[str, str, str], int] = {}
        for row, column, sought in places.listed():
            at = row.document, row.segment, column
            turns[at] = turns.get(at, 0) + 1
            expected = gold.get((term, row.document, row.segment, turns[at], column))
            if expected is not None:
                candidates = candidates_of(sought, model, counts, known_phrases(wanted))
                yield _example(candidates, sought, expected.renderings, _OF_SAMPLE, number)


def of_pairs(model: LinkModel) -> Iterator[Example]:
    """Words of the pairs with gold links."""
    lines = (DATA / "words-dev.txt").read_text(encoding="utf-8").splitlines()
    golds = (DATA / "words-dev.gold").read_text(encoding="utf-8").splitlines()
    sides = [tuple(side.split() for side in line.split("|||")) for line in lines]
    count = 0
    for number, ((chinese, english), gold) in enumerate(zip(sides, golds, strict=True)):
        links = {(int(row) - 1, int(column) - 1) for row, _, column in _LINK.findall(gold)}
        for first in range(len(chinese)):
            for last in range(first, min(first + _LONGEST_TERM, len(chinese))):
                rendering = _rendering(chinese, english, links, first, last)
                if rendering is None:
                    continue
                count += 1
                if count % (_EVERY_GAP if rendering == GAP else _EVERY):
                    continue
                other = english
                if count % _MISPAIRED == 0:
                    other, rendering = sides[(number + 1) % len(sides)][1], GAP
                start = len("".join(chinese[:first]))
                end = start + len("".join(chinese[first : last + 1]))
                sought = Sought("", "".join(chinese), start, end, (Sentence(" ".join(other)),), passage="1")
                wanted = Wanted((sought.chinese[start:end],))
                known = known_phrases(wanted)
                candidates = candidates_of(sought, model, count_phrases(wanted, [sought]), known)
                yield _example(candidates, sought, (rendering,), 1.0, number * 10 // len(sides))


def _rendering(
    chinese: Sequence[str], english: Sequence[str], links: set[tuple[int, int]], first: int, last: int
) -> str | None:
    """The English words of a run of Chinese ones, ``GAP``, or None where it is no run to ask about."""
    edges = chinese[first], chinese[last]
    if any(word in CHINESE_FUNCTION_WORDS or not re.search(r"[\u4e00-\u9fff]", word) for word in edges):
        return None
    columns = {column for row, column in links if first <= row <= last}
    if not columns:
        return GAP if first == last and len(chinese[first]) > 1 else None
    low, high = min(columns), max(columns)
    if any(low <= column <= high and not first <= row <= last for row, column in links):
        return None
    words = english[low : high + 1]
    if len("".join(chinese[first : last + 1])) < 2 or re.search(r"[,;:.!?()]", " ".join(words)):
        return None
    while len(words) > 1 and words[0] in ("the", "a", "an", "'s", "to"):
        words = words[1:]
    while len(words) > 1 and words[-1] in ("the", "a", "an", "'s"):
        words = words[:-1]
    return " ".join(words)


def _example(
    candidates: Candidates, sought: Sought, renderings: Sequence[str], weight: float, fold: int
) -> Example:
    right = []
    for each in candidates.stretches:
        first, last = candidates.weighed.tokens[each.first], candidates.weighed.tokens[each.last]
        words = sought.english[first.sentence].text[first.start : last.end]
        right.append(any(bare(words) == bare(expected) for expected in renderings))
    values = np.array([each.values for each in candidates.stretches]).reshape(-1, len(FEATURES))
    return Example(values, np.array(right, bool), GAP in renderings, weight, fold)


def fit(examples: Sequence[Example], decay: float = _DECAY) -> Floats:
    """Weights of the features and, last, of a gap, by the likelihood of what is right; they stay near those
    there are as far as nothing speaks against them."""
    width = len(FEATURES) + 1
    rows, owner, right, base = [], [], [], []
    for each in examples:
        if not (each.right.any() or each.may_be_gap):
            continue
        nothing = np.zeros((1, width))
        nothing[0, -1] = 1.0
        rows += [np.hstack([each.values, np.zeros((len(each.values), 1))]), nothing]
        owner += [np.full(len(each.values) + 1, len(base))]
        right += [np.append(each.right, each.may_be_gap)]
        base.append(each.weight)
    table, group = np.vstack(rows), np.concatenate(owner)
    good, weight = np.concatenate(right).astype(float), np.array(base)
    spread = np.maximum(table.std(axis=0), 1e-6)
    scaled = table / spread
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    prior = np.array((*in_order(), NOTHING)) * spread
    weights, mean, square = prior.copy(), np.zeros(width), np.zeros(width)
    for step in range(1, _ROUNDS + 1):
        scores = scaled @ weights
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        among_all = scores / np.add.reduceat(scores, starts)[group]
        good_scores = scores * good
        among_good = good_scores / np.maximum(np.add.reduceat(good_scores, starts)[group], 1e-300)
        slope = scaled.T @ ((among_all - among_good) * weight[group]) / weight.sum() + decay * (
            weights - prior
        )
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope * slope - square)
        rate = _RATE * (1 - step / (_ROUNDS + 1))
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        # What speaks for a rendering must not come to speak against it.
        weights = np.where(weights * prior < 0, 0.0, weights)
    return weights / spread


def judge(examples: Sequence[Example], weights: Floats) -> str:
    """How often the best stretch is right, and gaps are left, by the weights."""
    right = given = places = kept = gaps = 0
    for each in examples:
        scores = np.append(each.values @ weights[:-1], weights[-1])
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        is_given = 1 - shares[-1] >= LEAST
        best = int(scores[:-1].argmax()) if len(each.values) else -1
        is_gap = each.may_be_gap and not each.right.any()
        gaps += is_gap
        kept += is_gap and not is_given
        places += not each.may_be_gap
        given += is_given
        right += bool(is_given and best >= 0 and each.right[best])
    return f"{right} right of {given} given, {places} places; {kept} of {gaps} gaps kept"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path, default=UserFolders.standard().cache)
    parser.add_argument("--decay", type=float, default=_DECAY)
    arguments = parser.parse_args()
    model = word_links(arguments.cache)
    pairs, sample = list(of_pairs(model)), list(of_sample(model, "1"))
    for fold in range(5):
        trained = [each for each in (*pairs, *sample) if each.fold % 5 != fold]
        weights = fit(trained, arguments.decay)
        for name, part in (("pairs", pairs), ("sample", sample)):
            print(fold, name, judge([each for each in part if each.fold % 5 == fold], weights))
    weights = fit((*pairs, *sample), arguments.decay)
    print("second half", judge(list(of_sample(model, "2")), weights))
    print(f"NOTHING = {weights[-1]:.2f}")
    for name, weight in zip(FEATURES, weights, strict=False):
        print(f'    "{name}": {weight:.2f},')


if __name__ == "__main__":
    main()
