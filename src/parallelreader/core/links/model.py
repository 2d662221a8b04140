"""Which English words render which Chinese ones inside a pair of sentences, from dictionary and context.

A log-linear model over cells, refined in passes that see the cells around; where its tables lie and when
they are made is left to ``app.word_links``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from parallelreader.core.links.counts import Counts
from parallelreader.core.links.lexical import ClosedWords, lexical_features
from parallelreader.core.links.lexicon import ChineseWord, EnglishWord, Lexicon
from parallelreader.core.links.network import run_passes
from parallelreader.core.links.placing import place_features
from parallelreader.core.links.tables import Floats, LinkTables
from parallelreader.core.links.weights import LinkWeights, fitted_weights
from parallelreader.core.progress import NO_PROGRESS, Progress

LINKED = 0.47
"""The least probability of a link that is given as one."""

_POINTED, _FAINT, _FAINT_ANYWAY, _GAP = 0.40, 0.12, 0.30, 0.08
_SAME = 0.97
_LONGEST_SIDE, _LONGEST_LINKED = 400, 4000


@dataclass(frozen=True, slots=True)
class Pointed:
    """The tokens of the other side that render a token, ascending; faint where that is little more than
    a guess. Where nothing is known there are none."""

    indices: tuple[int, ...]
    is_faint: bool = False


_NOTHING = Pointed(())


@dataclass(frozen=True, slots=True)
class PairLinks:
    """The links inside one pair: ``probability[i, j]`` that Chinese token i and English token j belong
    together. The two last say which tokens carry meaning of their own."""

    probability: Floats
    chinese_content: tuple[bool, ...]
    english_content: tuple[bool, ...]

    def links(self) -> list[tuple[int, int]]:
        """The links that are likelier than not to be right, ascending: (Chinese token, English token)."""
        # Row by row: sides of many thousands of tokens must not be compared all at once.
        return [
            (i, j) for i, row in enumerate(self.probability) for j in np.nonzero(row > LINKED)[0].tolist()
        ]

    def of_chinese(self, token: int) -> Pointed:
        """What renders the Chinese token of that number."""
        return _pointed(self.probability, token, is_content=self.chinese_content[token])

    def of_english(self, token: int) -> Pointed:
        """What the English token of that number renders."""
        return _pointed(self.probability.T, token, is_content=self.english_content[token])


def _pointed(probability: Floats, row: int, *, is_content: bool) -> Pointed:
    line = probability[row]
    sure = np.nonzero(line > _POINTED)[0].tolist()
    if sure:
        between = [j for j in range(sure[0] + 1, sure[-1]) if j not in sure]
        gaps = [j for j in between if j - 1 in sure and j + 1 in sure and line[j] > _GAP]
        return Pointed(tuple(sorted(sure + gaps)))
    if not is_content or not len(line):
        return _NOTHING
    best = int(line.argmax())
    is_mutual = int(probability[:, best].argmax()) == row
    if line[best] > _FAINT and (is_mutual or line[best] > _FAINT_ANYWAY):
        return Pointed((best,), is_faint=True)
    return _NOTHING


class LinkModel:
    """Links words; safe to use from one thread at a time, some milliseconds for a pair of sentences."""

    def __init__(self, lexicon: Lexicon, weights: LinkWeights, counts: Counts | None = None) -> None:
        self._lexicon, self._weights, self._counts = lexicon, weights, counts

    @property
    def tables(self) -> LinkTables:
        """What the dictionary says."""
        return self._lexicon.tables

    @property
    def counts(self) -> Counts | None:
        """What was learnt from a corpus, if anything."""
        return self._counts

    def link(self, chinese: Sequence[str], english: Sequence[str]) -> PairLinks:
        """Link the tokens of a pair, in either script; either side may be empty.

        Sides longer than some hundreds of tokens are linked piece by piece along their length, those of many
        thousands not at all.
        """
        if max(len(chinese), len(english)) > _LONGEST_SIDE:
            return self._link_by_pieces(chinese, english)
        return self._link(chinese, english)

    def with_counts(self, counts: Counts) -> "LinkModel":
        """This model with what a corpus has taught it."""
        return LinkModel(self._lexicon, self._weights, counts)

    def learn(
        self, pairs: Iterable[tuple[Sequence[str], Sequence[str]]], progress: Progress = NO_PROGRESS
    ) -> "LinkModel":
        """This model with what these pairs of token lists teach; a pair of them is not swayed by itself."""
        counts = Counts()
        listed = list(pairs)
        for number, (chinese, english) in enumerate(listed):
            progress.step(number, len(listed), "Learning from the corpus")
            self.count(chinese, english, counts)
        return self.with_counts(counts)

    def count(self, chinese: Sequence[str], english: Sequence[str], counts: Counts) -> None:
        """Add to ``counts`` what one pair teaches; what the model has learnt before plays no part."""
        plain = LinkModel(self._lexicon, self._weights)
        words = [self._lexicon.simplified(token) for token in chinese]
        tokens = [self._lexicon.english(token).text for token in english]
        counts.add(words, tokens, plain.link(chinese, english).probability)

    def _link(self, chinese: Sequence[str], english: Sequence[str]) -> PairLinks:
        words = [self._lexicon.chinese(token) for token in chinese]
        tokens = [self._lexicon.english(token) for token in english]
        probability: Floats = np.zeros((len(words), len(tokens)))
        if words and tokens:
            features = pair_features(words, tokens, self._lexicon, self._weights.closed)
            probability = run_passes(self._weights.plain, features)
            if self._counts is not None:
                texts = [word.text for word in words], [token.text for token in tokens]
                counted = self._counts.features(*texts, probability)
                probability = run_passes(self._weights.learnt, np.concatenate([features, counted]))
            join_same(probability, words, tokens)
        return PairLinks(
            probability,
            tuple(word.is_content for word in words),
            tuple(token.is_content for token in tokens),
        )

    def _link_by_pieces(self, chinese: Sequence[str], english: Sequence[str]) -> PairLinks:
        longest = max(len(chinese), len(english))
        count = -(-longest // _LONGEST_SIDE)
        rows = [len(chinese) * number // count for number in range(count + 1)]
        columns = [len(english) * number // count for number in range(count + 1)]
        pieces = [
            self._link(chinese[rows[k] : rows[k + 1]], english[columns[k] : columns[k + 1]])
            for k in range(count if longest <= _LONGEST_LINKED else 0)
        ]
        # A matrix of nothing takes no memory, however long the sides are.
        nothing: Floats = np.broadcast_to(np.float64(0), (len(chinese), len(english)))
        probability = nothing.copy() if pieces else nothing
        for k, piece in enumerate(pieces):
            probability[rows[k] : rows[k + 1], columns[k] : columns[k + 1]] = piece.probability
        return PairLinks(
            probability,
            tuple(self._lexicon.chinese(token).is_content for token in chinese),
            tuple(self._lexicon.english(token).is_content for token in english),
        )


def pair_features(
    words: Sequence[ChineseWord], tokens: Sequence[EnglishWord], lexicon: Lexicon, closed: ClosedWords
) -> Floats:
    """What is known of every cell before its surroundings are: words and places."""
    placed = place_features([word.text for word in words], [token.text for token in tokens])
    return np.concatenate([lexical_features(words, tokens, lexicon, closed), placed])


def load_model(tables: LinkTables) -> LinkModel:
    """The model with the weights that come with the program."""
    return LinkModel(Lexicon(tables), fitted_weights())


def join_same(probability: Floats, words: Sequence[ChineseWord], tokens: Sequence[EnglishWord]) -> None:
    """Join Latin words that stand as often on both sides, in their order: nobody translated them."""
    for text in {word.text.lower() for word in words if word.text.isascii() and word.text.isalpha()}:
        rows = [row for row, word in enumerate(words) if word.text.lower() == text]
        columns = [column for column, token in enumerate(tokens) if token.text == text]
        if len(rows) == len(columns) and (len(text) > 1 or len(rows) == 1):
            for row, column in zip(rows, columns, strict=True):
                probability[row, column] = max(probability[row, column], _SAME)
