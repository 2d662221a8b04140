"""Fits the weights of the word link model on pairs with gold links, and says how well they do.

Writes ``resources/word-links/weights.json``: weights and counts of frequent words, no sentences. Without
``--write`` only the cross-validated error rate is printed.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.language.script import has_han
from parallelreader.core.links import build_tables
from parallelreader.core.links.context import CONTEXT, context_features
from parallelreader.core.links.counts import COUNTED, Counts
from parallelreader.core.links.lexical import LEXICAL, ClosedWords, lexical_features
from parallelreader.core.links.lexicon import ChineseWord, EnglishWord, Lexicon
from parallelreader.core.links.model import LINKED, join_same
from parallelreader.core.links.tables import Floats
from parallelreader.core.links.weights import Pass
from parallelreader.paths import resource

DATA = Path(__file__).resolve().parents[3] / "shared" / "alignment-dev"
FOLDS, BLOCKS, PASSES, RIDGE = 5, 10, 3, 4.0
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


def fit_pass(features: Floats, linked: Floats, weight: Floats) -> Pass:
    """Logistic regression by Newton's method, ridge on standardised features; ``features[feature, cell]``."""
    middle, spread = features.mean(axis=1, keepdims=True), features.std(axis=1, keepdims=True)
    spread = np.where(spread < 1e-6, 1e9, spread)
    design = np.vstack([(features - middle) / spread, np.ones(features.shape[1])])
    ridge = np.append(np.full(len(features), RIDGE), 0.0)
    weights = np.append(np.zeros(len(features)), -4.0)

    def loss(at: Floats) -> float:
        score = at @ design
        return float((weight * (np.logaddexp(0, score) - linked * score)).sum() + (ridge * at * at).sum() / 2)

    current = loss(weights)
    for _ in range(15):
        chance = 1 / (1 + np.exp(-(weights @ design)))
        slope = design @ (weight * (chance - linked)) + ridge * weights
        bend = (design * (weight * np.maximum(chance * (1 - chance), 1e-6))) @ design.T + np.diag(ridge)
        step = np.linalg.solve(bend, slope)
        size = 1.0
        while (new := loss(weights - size * step)) > current and size > 1e-3:
            size /= 2
        weights, gained, current = weights - size * step, current - new, new
        if gained < 1e-3:
            break
    raw = weights[:-1] / spread[:, 0]
    return Pass(raw.astype(np.float32), float(weights[-1] - raw @ middle[:, 0]))


def fit_passes(examples: Sequence[Example], lexical: Sequence[Floats]) -> list[Pass]:
    """The passes in order; each is fitted on what the one before says of pairs it was not fitted on."""
    linked = [each.possible.ravel().astype(float) for each in examples]
    weight = [np.where(each.possible & ~each.sure, 0.0, 1.0).ravel() for each in examples]
    fold = np.arange(len(examples)) * FOLDS // len(examples)
    features = list(lexical)
    passes = []
    for number in range(PASSES + 1):
        flat = [each.reshape(len(each), -1) for each in features]

        def fitted(chosen: Iterable[int], flat: Sequence[Floats] = flat) -> Pass:
            kept = list(chosen)
            return fit_pass(
                *(np.concatenate([part[k] for k in kept], axis=-1) for part in (flat, linked, weight))
            )

        passes.append(fitted(range(len(examples))))
        if number < PASSES:
            for held in range(FOLDS):
                judge = fitted(np.nonzero(fold != held)[0].tolist())
                for k in np.nonzero(fold == held)[0].tolist():
                    context = context_features(judge.probability(features[k]))
                    features[k] = np.concatenate([context, lexical[k]])
    return passes


def left_out(
    examples: Sequence[Example],
    lexicon: Lexicon,
    use: Callable[[int, Floats], Floats] = lambda _, found: found,
) -> list[Floats]:
    """Lexical features of each example by the closed words of the others, its whole block left out."""
    block = np.arange(len(examples)) * BLOCKS // len(examples)
    features: list[Floats] = []
    for number in range(BLOCKS):
        closed = count_closed(each for k, each in enumerate(examples) if block[k] != number)
        for k in np.nonzero(block == number)[0].tolist():
            each = examples[k]
            features.append(use(k, lexical_features(each.words, each.tokens, lexicon, closed)))
    return features


def run(passes: Sequence[Pass], lexical: Floats) -> Floats:
    probability = passes[0].probability(lexical)
    for each in passes[1:]:
        probability = each.probability(np.concatenate([context_features(probability), lexical]))
    return probability


def error_rate(examples: Sequence[Example], found: Sequence[Floats]) -> tuple[float, float, float]:
    """Alignment error rate (Och and Ney 2003), precision and recall, in hundredths."""
    sure = sum(int((links & each.sure).sum()) for each, links in zip(examples, found, strict=True))
    right = sum(int((links & each.possible).sum()) for each, links in zip(examples, found, strict=True))
    guessed = sum(int(links.sum()) for links in found)
    wanted = sum(int(each.sure.sum()) for each in examples)
    return 100 * (1 - (sure + right) / (guessed + wanted)), 100 * right / guessed, 100 * sure / wanted


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted on some examples: passes without and with counts, and the closed words."""

    plain: list[Pass]
    learnt: list[Pass]
    closed: ClosedWords


def fit(examples: Sequence[Example], lexicon: Lexicon, counted: Sequence[Floats]) -> Fitted:
    """Fit on examples; ``counted`` are their features of counts."""
    lexical = left_out(examples, lexicon)
    both = [np.concatenate(parts) for parts in zip(lexical, counted, strict=True)]
    return Fitted(fit_passes(examples, lexical), fit_passes(examples, both), count_closed(examples))


def count_links(examples: Sequence[Example], found: Sequence[Floats]) -> list[Floats]:
    """The features that counts over these examples' own text give, each without what it brought itself."""
    counts = Counts()
    texts = [([word.text for word in each.words], [token.text for token in each.tokens]) for each in examples]
    for (chinese, english), probability in zip(texts, found, strict=True):
        counts.add(chinese, english, probability)
    return [
        counts.features(chinese, english, probability)
        for (chinese, english), probability in zip(texts, found, strict=True)
    ]


def judge_held_out(
    examples: Sequence[Example], lexicon: Lexicon, *, fit_counts: bool = False
) -> tuple[list[Floats], list[Floats]]:
    """The probabilities of every example by weights fitted without its block: plain, and with counts."""
    block = np.arange(len(examples)) * FOLDS // len(examples)
    plain: list[Floats] = [np.zeros(0)] * len(examples)
    for held in range(FOLDS):
        kept = [each for k, each in enumerate(examples) if block[k] != held]
        passes = fit_passes(kept, left_out(kept, lexicon))
        closed = count_closed(kept)
        for k in np.nonzero(block == held)[0].tolist():
            plain[k] = judged(passes, examples[k], lexicon, closed)
    learnt = list(plain)
    if fit_counts:
        # What the counts rest on are the held-out probabilities: no pair was fitted on itself.
        counted = count_links(examples, plain)
        for held in range(FOLDS):
            chosen = np.nonzero(block != held)[0].tolist()
            kept = [examples[k] for k in chosen]
            lexical = left_out(kept, lexicon)
            both = [np.concatenate([part, counted[k]]) for part, k in zip(lexical, chosen, strict=True)]
            passes, closed = fit_passes(kept, both), count_closed(kept)
            for k in np.nonzero(block == held)[0].tolist():
                learnt[k] = judged(passes, examples[k], lexicon, closed, counted[k])
    return plain, learnt


def judged(
    passes: Sequence[Pass],
    example: Example,
    lexicon: Lexicon,
    closed: ClosedWords,
    counted: Floats | None = None,
) -> Floats:
    """The probabilities of one example by given weights."""
    lexical = lexical_features(example.words, example.tokens, lexicon, closed)
    probability = run(passes, lexical if counted is None else np.concatenate([lexical, counted]))
    join_same(probability, example.words, example.tokens)
    return probability


def as_content(fitted: Fitted) -> dict[str, object]:
    """What the weights file holds."""

    def passes(kept: Sequence[Pass]) -> list[dict[str, object]]:
        return [
            {"weights": [round(float(w), 4) for w in each.weights], "bias": round(each.bias, 4)}
            for each in kept
        ]

    def counts(kept: dict[str, tuple[float, float]]) -> dict[str, list[int]]:
        return {key: [int(linked), int(met)] for key, (linked, met) in kept.items()}

    return {
        "lexical": list(LEXICAL),
        "context": list(CONTEXT),
        "counted": list(COUNTED),
        "plain": passes(fitted.plain),
        "learnt": passes(fitted.learnt),
        "closed": {
            "chinese": counts(dict(fitted.closed.chinese)),
            "english": counts(dict(fitted.closed.english)),
            "pairs": counts(dict(fitted.closed.pairs)),
        },
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the weights among the resources")
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with words-dev.txt and .gold")
    arguments = parser.parse_args()
    lexicon = Lexicon(build_tables(load_dictionary()))
    examples = read_examples(arguments.data, lexicon)
    plain, learnt = judge_held_out(examples, lexicon, fit_counts=True)
    for name, found in (("without a corpus", plain), ("with the pairs' own text", learnt)):
        rates = error_rate(examples, [each > LINKED for each in found])
        print("{}: AER {:.2f}, precision {:.1f}, recall {:.1f}".format(name, *rates))
    if arguments.write:
        path = resource("word-links", "weights.json")
        path.parent.mkdir(exist_ok=True)
        content = as_content(fit(examples, lexicon, count_links(examples, plain)))
        path.write_text(json.dumps(content, ensure_ascii=False, indent=None) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
