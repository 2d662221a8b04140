"""How much of a text is known: its running words by their statuses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parallelreader.app.words.statuses import Status

COMFORTABLE = 0.95
"""From this share of known words on, a text is read without trouble, as readers of graded texts find."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """``running`` are all words of a text, of which so many are ``known``, in ``learning`` and ``ignored``;
    ``different`` are the words of its vocabulary, of which so many are new (``different_new``)."""

    running: int = 0
    known: int = 0
    learning: int = 0
    ignored: int = 0
    different: int = 0
    different_new: int = 0

    @property
    def share(self) -> float:
        """The share of running words that need no help, known ones and those the reader ignores, such as
        names; from 0 to 1, and 1 where there are no words."""
        return (self.known + self.ignored) / self.running if self.running else 1.0

    @property
    def unknown_per_hundred(self) -> float:
        """How many of a hundred running words are not known yet, new ones and those being learnt."""
        return 100 * (1 - self.share)

    @property
    def is_comfortable(self) -> bool:
        return self.share >= COMFORTABLE


def coverage(counts: Mapping[str, int], of: Callable[[str], Status]) -> Coverage:
    """How much of a text is known whose words were counted by key; some milliseconds for a book."""
    running = known = learning = ignored = new = 0
    for key, times in counts.items():
        running += times
        match of(key):
            case Status.NEW:
                new += 1
            case Status.KNOWN:
                known += times
            case Status.IGNORED:
                ignored += times
            case _:
                learning += times
    return Coverage(running, known, learning, ignored, len(counts), new)
