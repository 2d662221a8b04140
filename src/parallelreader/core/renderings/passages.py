"""A passage with its translation, cut into tokens, and how strongly each of these is linked with the term.

Imports numpy; which tokens together are the rendering is the business of ``candidates``.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from parallelreader.core.language.dictionary import load_dictionary
from parallelreader.core.language.script import is_han
from parallelreader.core.links import LinkModel, chinese_tokens, english_tokens
from parallelreader.core.links.lemmas import STOP, gloss_lemmas, is_function_word, lemma
from parallelreader.core.links.tables import Floats
from parallelreader.core.links.word_lists import CHINESE_FUNCTION_WORDS
from parallelreader.core.renderings.sought import Sought

# Said of the whole term at once, a name or a word no dictionary has may look and sound like its rendering.
_LONGEST_WHOLE = 4
_POSSESSIVE = ("'s", "’s", "'", "’")
_BREAK = re.compile(r"[^\w\s'’\"“”‘’\-‑&/$£€%]|--+")
_QUOTES = frozenset('"“”‘’「」『』《》')


@dataclass(frozen=True, slots=True)
class Token:
    """An English token: its sentence, its place there, and under what it is counted.

    ``is_break`` are marks that no rendering reaches over; ``starts`` says that its sentence begins with it.
    """

    sentence: int
    start: int
    end: int
    text: str
    key: str
    is_function: bool
    is_mark: bool
    is_break: bool
    is_capital: bool
    starts: bool

    @property
    def is_content(self) -> bool:
        return not self.is_function and not self.is_mark


@dataclass(slots=True)
class Weighed:
    """The tokens beside a term: ``inside`` is how surely each is linked with the term, ``outside`` with any
    other word, ``covering[row, token]`` that with each word of the term, whose ``weights`` sum to one; the
    last of these that means something is the ``head``.

    ``own`` are the tokens of sentences that render the term's own, ``glossed`` those with which a dictionary
    explains the term, ``claimed`` those with which it explains only other words around. ``is_quoted`` says
    whether the term stands alone between quotation marks.
    """

    tokens: tuple[Token, ...]
    inside: Floats
    outside: Floats
    covering: Floats
    weights: Floats
    own: Floats
    glossed: Floats
    claimed: Floats
    is_quoted: bool
    size: int
    head: int
    keys: tuple[str, ...] = field(default=())


def english_side(sentences: "tuple[str, ...]") -> tuple[Token, ...]:
    """The tokens of sentences, one after the other."""
    found = []
    for number, sentence in enumerate(sentences):
        is_first = True
        for start, end in english_tokens(sentence):
            text = sentence[start:end]
            is_word = any(map(str.isalnum, text))
            is_possessive = text in _POSSESSIVE or text.lower() in ("'s", "’s")
            found.append(
                Token(
                    number,
                    start,
                    end,
                    text,
                    lemma(text) if is_word else text,
                    is_function_word(text) or is_possessive,
                    not is_word and not is_possessive,
                    not is_word and not is_possessive and _BREAK.search(text) is not None,
                    text[0].isupper(),
                    is_word and is_first,
                )
            )
            is_first = is_first and not is_word
    return tuple(found)


def weigh(place: Sought, model: LinkModel) -> Weighed:
    """Link the words of a passage, once with the term cut into words and, where that may help, once whole."""
    tokens = english_side(tuple(sentence.text for sentence in place.english))
    texts = [token.text for token in tokens]
    # Sentences that are not its own have words of their own to render.
    shift = len(place.before)
    chinese = place.before + place.chinese + place.after
    start, end = shift + place.start, shift + place.end
    spans = _cut(chinese, start, end)
    probability = model.link([chinese[a:b] for a, b in spans], texts).probability
    rows = [row for row, (a, b) in enumerate(spans) if a < end and start < b]
    covering = probability[rows]
    others = np.delete(probability, rows, axis=0)
    weights = np.array([_weight(chinese[spans[row][0] : spans[row][1]]) for row in rows])
    if len(rows) > 1 and end - start <= _LONGEST_WHOLE and all(map(is_han, chinese[start:end])):
        whole = [*(span for span in spans if span[1] <= start), (start, end)]
        whole += [span for span in spans if span[0] >= end]
        again = model.link([chinese[a:b] for a, b in whole], texts).probability
        row = rows[0]
        covering = np.vstack([covering, again[row]])
        weights = np.append(weights, weights.sum())
        others = (others + np.delete(again, row, axis=0)) / 2
    inside = covering.max(axis=0) if len(covering) else np.zeros(len(tokens))
    outside = others.max(axis=0) if len(others) else np.zeros(len(tokens))
    own = np.array([place.english[token.sentence].is_own for token in tokens], float)
    mine = frozenset[str]().union(*(glosses_of(chinese[a:b]) for a, b in spans if start <= a < end))
    mine |= glosses_of(chinese[start:end])
    theirs = frozenset[str]().union(*(glosses_of(chinese[a:b]) for a, b in spans if not start <= a < end))
    glossed = np.array([token.is_content and token.key in mine for token in tokens], float)
    claimed = np.array([token.is_content and token.key in theirs - mine for token in tokens], float)
    before, after = chinese[start - 1 : start], chinese[end : end + 1]
    is_quoted = before != "" and before in _QUOTES and after in _QUOTES
    return Weighed(
        tokens,
        inside,
        outside,
        covering,
        weights / max(weights.sum(), 1e-9),
        own,
        glossed,
        claimed,
        is_quoted,
        end - start,
        max((row for row in range(len(rows)) if weights[row] >= 1), default=0),
        tuple(token.key for token in tokens),
    )


@lru_cache(maxsize=20_000)
def glosses_of(word: str) -> frozenset[str]:
    """The keys of the words that a dictionary explains a Chinese one with, function words left out."""
    return frozenset(
        key
        for entry in load_dictionary().entries(word)
        for gloss in entry.glosses
        for key in gloss_lemmas(gloss)
        if key not in STOP
    )


def is_quote(token: Token) -> bool:
    return token.text in _QUOTES


def _cut(chinese: str, start: int, end: int) -> list[tuple[int, int]]:
    """The Chinese tokens, none of which reaches over an end of the term."""
    dictionary = load_dictionary()
    return [
        (first + a, first + b)
        for first, last in ((0, start), (start, end), (end, len(chinese)))
        for a, b in chinese_tokens(chinese[first:last], dictionary)
    ]


def _weight(word: str) -> float:
    return 0.2 if word in CHINESE_FUNCTION_WORDS or not any(map(str.isalnum, word)) else float(len(word))
