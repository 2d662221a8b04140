"""What a corpus teaches: how often a first round of links joined two words, over all its pairs.

Counts and features of counts only; linking is the business of ``model``.
"""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from parallelreader.core.links.tables import Floats

COUNTED = ("log met", "share of chinese", "share of english", "dice", "never met")
_LEAST = 0.15


@dataclass(slots=True)
class Counts:
    """Expected links between word types, and how often each type was seen, by the text of the tokens."""

    chinese: dict[str, int] = field(default_factory=dict)
    english: dict[str, int] = field(default_factory=dict)
    joined: dict[str, dict[str, float]] = field(default_factory=dict)
    pairs: set[int] = field(default_factory=set)

    def add(self, chinese: Sequence[str], english: Sequence[str], probability: Floats) -> None:
        """Take in one pair with the probabilities of its links."""
        self.pairs.add(pair_key(chinese, english))
        for word in chinese:
            self.chinese[word] = self.chinese.get(word, 0) + 1
        for token in english:
            self.english[token] = self.english.get(token, 0) + 1
        for row, column in zip(*np.nonzero(probability > _LEAST), strict=True):
            known = self.joined.setdefault(chinese[row], {})
            known[english[column]] = known.get(english[column], 0.0) + float(probability[row, column])

    def features(self, chinese: Sequence[str], english: Sequence[str], probability: Floats) -> Floats:
        """``[feature, Chinese token, English token]`` in the order of ``COUNTED``.

        What the pair itself contributed, if it was taken in, is left out; ``probability`` is that of its
        links without counts.
        """
        own = Counts()
        if pair_key(chinese, english) in self.pairs:
            own.add(chinese, english, probability)
        met = np.array(
            [
                [known.get(token, 0.0) - less.get(token, 0.0) for token in english]
                for known, less in ((self._joined(word), own._joined(word)) for word in chinese)
            ]
        )
        met = np.maximum(met, 0.0)
        rows = np.array([self.chinese.get(word, 0) - own.chinese.get(word, 0) for word in chinese])[:, None]
        columns = np.array([self.english.get(token, 0) - own.english.get(token, 0) for token in english])
        never = np.where(met < 1e-6, np.log1p(np.maximum(rows, 0)), 0.0)
        return np.stack(
            [
                np.log1p(met),
                met / (rows + 1),
                met / (columns + 1),
                2 * met / (rows + columns + 2),
                never,
            ]
        ).astype(np.float32)

    def _joined(self, word: str) -> Mapping[str, float]:
        return self.joined.get(word, {})

    def to_json(self) -> str:
        """The counts as text, for keeping."""
        joined = {
            word: {token: round(count, 3) for token, count in known.items()}
            for word, known in self.joined.items()
        }
        return json.dumps([self.chinese, self.english, joined, sorted(self.pairs)], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Counts":
        """The counts again. Raises ValueError where the text is damaged."""
        chinese, english, joined, pairs = json.loads(text)
        return cls(chinese, english, joined, set(pairs))


def pair_key(chinese: Sequence[str], english: Sequence[str]) -> int:
    """A number that tells pairs apart, the same in every process."""
    text = " ".join(chinese) + "\n" + " ".join(english)
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))
