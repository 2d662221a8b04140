"""A linker that knows the words of a list and nothing else: for tests of what is done with links.

It obeys the same rules as the real one, but its answers do not change when that gets better.
"""

import re
from collections.abc import Mapping, Sequence

from parallelreader.app.linked_words import Lessons, LinkedPassages, LinkedSide, Passages, Word
from parallelreader.core.progress import NO_PROGRESS, Progress

WORDS = {
    "磨坊": "mill",
    "十年": "Ten years",
    "水车": "wheel",
    "青苔": "moss",
    "锈": "rust(?:ed)?",
    "师傅": "master",
    "轴": "shaft",
    "轮子": "wheel",
    "慢慢": "Slowly",
    "叹息": "sigh(?:ed)?",
    "水": "water",
}
"""What renders the words of the mill, as patterns."""

GUESSED = frozenset({"锈"})


class ListedLinker:
    """Links each word of a list with the first that its pattern fits in the other passage."""

    def __init__(self, words: Mapping[str, str] = WORDS, guessed: frozenset[str] = GUESSED) -> None:
        self._words = words
        self._guessed = guessed
        self.asked: list[Passages] = []

    def is_ready(self) -> bool:
        return True

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        self.asked += pairs
        return [self._link(pair) for pair in pairs]

    def recall(self, lessons: Lessons) -> bool:
        return False

    def learn(self, lessons: Lessons, progress: Progress = NO_PROGRESS) -> bool:
        return True

    def _link(self, pair: Passages) -> LinkedPassages:
        found: dict[tuple[Word, Word], bool] = {}
        taken: set[tuple[int, int]] = set()
        for word in sorted(self._words, key=len, reverse=True):
            here = _find(re.escape(word), pair.chinese)
            there = _find(rf"\b{self._words[word]}\b", pair.english)
            if here is None or there is None or not taken.isdisjoint(_places(here)):
                continue
            taken.update(_places(here))
            found[here, there] = word in self._guessed
        chinese = sorted({here for here, _ in found})
        english = sorted({there for _, there in found})
        return LinkedPassages(
            _side(chinese, english, found),
            _side(english, chinese, {(b, a): v for (a, b), v in found.items()}),
        )


def _find(pattern: str, sentences: Sequence[str]) -> Word | None:
    for number, sentence in enumerate(sentences):
        match = re.search(pattern, sentence, re.IGNORECASE)
        if match:
            return number, *match.span()
    return None


def _places(word: Word) -> set[tuple[int, int]]:
    return {(word[0], place) for place in range(word[1], word[2])}


def _side(
    words: Sequence[Word], others: Sequence[Word], links: Mapping[tuple[Word, Word], bool]
) -> LinkedSide:
    partners = tuple(
        tuple(number for number, other in enumerate(others) if (word, other) in links) for word in words
    )
    faint = {
        number
        for number, word in enumerate(words)
        if all(guess for (own, _), guess in links.items() if own == word)
    }
    return LinkedSide(tuple(words), partners, frozenset(faint))
