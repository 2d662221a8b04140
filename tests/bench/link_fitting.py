"""Fits the weights of the word link model on pairs with gold links, and says how well they do.

Run as ``PYTHONPATH=tests python -m bench.link_fitting``. With ``--write`` it puts weights and counts of
frequent words, no sentences, among the resources; otherwise it prints the cross-validated error rate.
"""

import argparse
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from bench.link_network import Training, train
from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.language.script import has_han
from parallelreader.core.links import build_tables
from parallelreader.core.links.context import context_features
from parallelreader.core.links.counts import Counts
from parallelreader.core.links.lexical import ClosedWords
from parallelreader.core.links.lexicon import ChineseWord, EnglishWord, Lexicon
from parallelreader.core.links.model import LINKED, PairLinks, join_same, pair_features
from parallelreader.core.links.network import Pass, run_passes
from parallelreader.core.links.tables import Floats
from parallelreader.core.links.weights import LinkWeights, write_weights
from parallelreader.paths import resource

DATA = Path(__file__).resolve().parents[3] / "shared" / "alignment-dev"
FOLDS, BLOCKS, PASSES, SOME = 5, 10, 3, 10
SAMPLED, TELLING = 0.2, 0.01
THRESHOLDS = (0.35, 0.40, 0.45, 0.50, 0.55)
MEASURES = ("with the pairs' own text", "with a tenth of it")
_LINK = re.compile(r"(\d+)([-p])(\d+)")


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with its gold links; of those that are possible only, nothing is asked."""

    words: tuple[ChineseWord, ...]
    tokens: tuple[EnglishWord, ...]
    sure: Floats
    possible: Floats


def read_examples(folder: Path, lexicon: Lexicon) -> list[Example]:
    """The development pairs ``words-dev`` of a folder."""
    pairs = (folder / "words-dev.txt").read_text(encoding="utf-8").splitlines()
    golds = (folder / "words-dev.gold").read_text(encoding="utf-8").splitlines()
    examples = []
    for pair, gold in zip(pairs, golds, strict=True):
        chinese, english = (side.split() for side in pair.split("|||"))
        sure = np.zeros((len(chinese), len(english)), bool)
        possible = sure.copy()
        for row, kind, column in _LINK.findall(gold):
            place = int(row) - 1, int(column) - 1
            possible[place] = True
            sure[place] = kind == "-"
        words = tuple(map(lexicon.chinese, chinese))
        examples.append(Example(words, tuple(map(lexicon.english, english)), sure, possible))
    return examples


def count_closed(examples: Iterable[Example]) -> ClosedWords:
    """How often the words of the examples are linked; of pairs only those with a function word or a mark."""
    chinese: dict[str, list[float]] = {}
    english: dict[str, list[float]] = {}
    pairs: dict[str, list[float]] = {}
    for each in examples:
        for row, word in enumerate(each.words):
            _count(chinese, word.text, each.sure[row].any())
            for column, token in enumerate(each.tokens):
                is_closed = len(word.text) == 1 or not has_han(word.text)
                if is_closed or token.is_function or token.is_mark:
                    _count(pairs, f"{word.text} {token.text}", each.sure[row, column])
        for column, token in enumerate(each.tokens):
            _count(english, token.text, each.sure[:, column].any())
    return ClosedWords(_frequent(chinese), _frequent(english), _frequent(pairs, telling=True))


def _count(counts: dict[str, list[float]], key: str, is_linked: bool) -> None:
    seen = counts.setdefault(key, [0, 0])
    seen[0] += int(is_linked)
    seen[1] += 1


def _frequent(counts: dict[str, list[float]], *, telling: bool = False) -> dict[str, tuple[float, float]]:
    return {
        key: (linked, met)
        for key, (linked, met) in sorted(counts.items())
        if met >= 3 and (linked or met >= 8 or not telling)
    }


Cells = tuple[Floats, Floats, Floats]
"""Features of chosen cells, whether they are linked, and how much each counts."""


def _cells_to_fit(example: Example, features: Floats, likely: Floats) -> Cells:
    """The cells to be fitted on: of those that nothing speaks for only some, which stand for the others."""
    random = np.random.default_rng(len(example.words) * 1000 + len(example.tokens))
    chosen = example.possible | (random.random(likely.shape) < SAMPLED)
    weight = np.where(example.possible, 1.0, 1 / SAMPLED)
    telling = likely > TELLING
    if not telling.all():
        chosen, weight = chosen | telling, np.where(telling, 1.0, weight)
    weight = np.where(example.possible & ~example.sure, 0.0, weight)
    return features[:, chosen], example.possible[chosen].astype(float), weight[chosen]


def _train_on(cells: Sequence[Cells], how: Training) -> Pass:
    return train(*(np.concatenate(parts, axis=-1) for parts in zip(*cells, strict=True)), how)


def fit_passes(examples: Sequence[Example], features: Sequence[Floats], how: Training) -> tuple[Pass, ...]:
    """The passes in order; each is fitted on what the one before says of pairs it was not fitted on."""
    fold = np.arange(len(examples)) * FOLDS // len(examples)
    judging = replace(how, bag=1)
    seen, found = list(features), [np.ones_like(each.sure, float) for each in examples]
    passes = []
    for number in range(PASSES + 1):
        cells = list(map(_cells_to_fit, examples, seen, found))
        passes.append(_train_on(cells, how))
        if number < PASSES:
            for held in range(FOLDS):
                judge = _train_on([cells[k] for k in np.nonzero(fold != held)[0].tolist()], judging)
                for k in np.nonzero(fold == held)[0].tolist():
                    found[k] = judge.probability(seen[k])
            seen = [
                np.concatenate([context_features(like), known])
                for like, known in zip(found, features, strict=True)
            ]
    return tuple(passes)


def left_out(examples: Sequence[Example], lexicon: Lexicon) -> list[Floats]:
    """Features of each example by the closed words of the others, its whole block left out."""
    block = np.arange(len(examples)) * BLOCKS // len(examples)
    features: list[Floats] = []
    for number in range(BLOCKS):
        closed = count_closed(each for k, each in enumerate(examples) if block[k] != number)
        for k in np.nonzero(block == number)[0].tolist():
            features.append(pair_features(examples[k].words, examples[k].tokens, lexicon, closed))
    return features


def error_rate(examples: Sequence[Example], found: Sequence[Floats]) -> tuple[float, float, float]:
    """Alignment error rate (Och and Ney 2003), precision and recall, in hundredths."""
    sure = sum(int((links & each.sure).sum()) for each, links in zip(examples, found, strict=True))
    right = sum(int((links & each.possible).sum()) for each, links in zip(examples, found, strict=True))
    guessed = sum(int(links.sum()) for links in found)
    wanted = sum(int(each.sure.sum()) for each in examples)
    return 100 * (1 - (sure + right) / (guessed + wanted)), 100 * right / guessed, 100 * sure / wanted


def pointing(examples: Sequence[Example], found: Sequence[Floats]) -> str:
    """How often what lights up for a Chinese word with a meaning of its own, and gold links, is right."""
    kinds = {"overlap": 0, "exact": 0, "empty": 0, "wrong": 0}
    asked = 0
    for each, probability in zip(examples, found, strict=True):
        content = tuple(word.is_content for word in each.words)
        links = PairLinks(probability, content, (True,) * len(each.tokens))
        for row in np.nonzero(each.sure.any(axis=1) & np.array(content))[0].tolist():
            lit = set(links.of_chinese(row).indices)
            wanted, allowed = (set(np.nonzero(part[row])[0].tolist()) for part in (each.sure, each.possible))
            asked += 1
            kinds["overlap"] += bool(lit & allowed)
            kinds["exact"] += wanted <= lit <= allowed
            kinds["empty"] += not lit
            kinds["wrong"] += bool(lit) and not lit & allowed
    shares = ", ".join(f"{kind} {100 * count / max(asked, 1):.1f}" for kind, count in kinds.items())
    return f"{asked} words pointed at: {shares}"


def texts_of(example: Example) -> tuple[list[str], list[str]]:
    return [word.text for word in example.words], [token.text for token in example.tokens]


def count_links(examples: Sequence[Example], found: Sequence[Floats]) -> list[Floats]:
    """The features that counts over these examples' own text give, each without what it brought itself."""
    counts = Counts()
    for each, probability in zip(examples, found, strict=True):
        counts.add(*texts_of(each), probability)
    return [
        counts.features(*texts_of(each), probability)
        for each, probability in zip(examples, found, strict=True)
    ]


def taught(examples: Sequence[Example], found: Sequence[Floats]) -> list[list[Floats]]:
    """Counts over the examples' own text in two measures: all of it, and so little that most words are new.

    So the model learns from a corpus that says next to nothing as well as from one that fits.
    """
    counts = Counts()
    for k in range(0, len(examples), SOME):
        counts.add(*texts_of(examples[k]), found[k])
    few = [
        counts.features(*texts_of(each), probability)
        for each, probability in zip(examples, found, strict=True)
    ]
    return [count_links(examples, found), few]


def fit_learnt(
    examples: Sequence[Example],
    features: Sequence[Floats],
    counted: Sequence[Sequence[Floats]],
    how: Training,
) -> tuple[Pass, ...]:
    """The passes that know counts; ``counted`` holds the features of counts in each measure."""
    both = [np.concatenate(parts) for measure in counted for parts in zip(features, measure, strict=True)]
    return fit_passes(list(examples) * len(counted), both, how)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Blocks of examples left out in turn: those fitted on with their features, and the features of those
    left out, by the closed words of the others."""

    inside: list[int]
    features: list[Floats]
    own: dict[int, Floats]


def hold_out(examples: Sequence[Example], lexicon: Lexicon) -> list[HeldOut]:
    block = np.arange(len(examples)) * FOLDS // len(examples)
    parts = []
    for held in range(FOLDS):
        inside, outside = (np.nonzero(part)[0].tolist() for part in (block != held, block == held))
        kept = [examples[k] for k in inside]
        closed = count_closed(kept)
        own = {k: pair_features(examples[k].words, examples[k].tokens, lexicon, closed) for k in outside}
        parts.append(HeldOut(inside, left_out(kept, lexicon), own))
    return parts


def judge_plain(examples: Sequence[Example], parts: Sequence[HeldOut], how: Training) -> list[Floats]:
    """The probabilities of every example by weights fitted without its block."""
    found: list[Floats] = [np.zeros(0)] * len(examples)
    for part in parts:
        passes = fit_passes([examples[k] for k in part.inside], part.features, how)
        for k, features in part.own.items():
            found[k] = judged(passes, examples[k], features)
    return found


def judge_learnt(
    examples: Sequence[Example], parts: Sequence[HeldOut], counted: Sequence[Sequence[Floats]], how: Training
) -> list[list[Floats]]:
    """The same with counts, for each measure of them."""
    found: list[list[Floats]] = [[np.zeros(0)] * len(examples) for _ in counted]
    for part in parts:
        chosen = [[measure[k] for k in part.inside] for measure in counted]
        passes = fit_learnt([examples[k] for k in part.inside], part.features, chosen, how)
        for k, features in part.own.items():
            for number, measure in enumerate(counted):
                both = np.concatenate([features, measure[k]])
                found[number][k] = judged(passes, examples[k], both)
    return found


def judged(passes: Sequence[Pass], example: Example, features: Floats) -> Floats:
    """The probabilities of one example by given weights."""
    probability = run_passes(passes, features)
    join_same(probability, example.words, example.tokens)
    return probability


def report(name: str, examples: Sequence[Example], found: Sequence[Floats]) -> None:
    """Print the error rate at the threshold in use and at some around it."""
    for threshold in (LINKED, *THRESHOLDS):
        rates = error_rate(examples, [each > threshold for each in found])
        print("{} (from {:.2f}): AER {:.2f}, precision {:.1f}, recall {:.1f}".format(name, threshold, *rates))
    print(f"{name}: {pointing(examples, found)}")


def main() -> None:
    usual = Training()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the weights among the resources")
    parser.add_argument("--plain", action="store_true", help="leave out what a corpus teaches")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with words-dev.txt and .gold")
    parser.add_argument("--hidden", type=int, default=usual.hidden)
    parser.add_argument("--bag", type=int, default=usual.bag)
    parser.add_argument("--decay", type=float, default=usual.decay)
    arguments = parser.parse_args()
    how = Training(hidden=arguments.hidden, bag=arguments.bag, decay=arguments.decay)
    lexicon = Lexicon(build_tables(load_dictionary()))
    examples = read_examples(arguments.data, lexicon)
    parts = hold_out(examples, lexicon)
    plain = judge_plain(examples, parts, how)
    report("without a corpus", examples, plain)
    # What the counts rest on are the held-out probabilities: no pair was fitted on itself.
    counted = taught(examples, plain)
    if arguments.write:
        features = left_out(examples, lexicon)
        weights = LinkWeights(
            fit_passes(examples, features, how),
            fit_learnt(examples, features, counted, how),
            count_closed(examples),
        )
        write_weights(resource("word-links"), weights)
    if not arguments.plain:
        for name, found in zip(MEASURES, judge_learnt(examples, parts, counted, how), strict=True):
            report(name, examples, found)


if __name__ == "__main__":
    main()
