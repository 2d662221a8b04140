"""Learning from the lessons of a document, a moment at a time, so that nobody who asks meanwhile waits.

Imports numpy; runs in the process of ``pair_linking_worker``, which says when and how long.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from parallelreader.app.linked_words import Passages
from parallelreader.core.links import Counts, LinkModel, Span, chinese_tokens, english_tokens


@dataclass(slots=True)
class Course:
    """How far the lessons ``key`` have been learnt."""

    key: str
    pairs: Sequence[Passages]
    counts: Counts = field(default_factory=Counts)
    _done: int = 0

    @property
    def is_over(self) -> bool:
        """Whether all have been learnt."""
        return self._done >= len(self.pairs)

    def go_on(self, model: LinkModel, seconds: float) -> None:
        """Learn the next pairs, one at least, until so much time has gone by."""
        until = time.monotonic() + seconds
        while not self.is_over:
            pair = self.pairs[self._done]
            chinese, english = (
                tokens_of(pair.chinese, chinese_tokens),
                tokens_of(pair.english, english_tokens),
            )
            model.count(chinese, english, self.counts)
            self._done += 1
            if time.monotonic() >= until:
                return


def tokens_of(sentences: Sequence[str], cut: Callable[[str], list[Span]]) -> list[str]:
    """The tokens of a passage, one sentence after the other."""
    return [sentence[start:end] for sentence in sentences for start, end in cut(sentence)]
