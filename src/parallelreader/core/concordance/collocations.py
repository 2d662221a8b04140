"""Which words stand near hits more often than they would by chance.

Two measures: logDice tells how exclusively two words go together, whatever the size of the text, and is 14
where they are never apart; log-likelihood tells how sure it is that they do not meet by chance (3.84 is
surpassed by chance once in twenty times, 10.83 once in a thousand times).
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from parallelreader.core.concordance.neighbours import Neighbours
from parallelreader.core.values import dataclass


class Measure(StrEnum):
    """By what collocates are put in order."""

    LOG_DICE = "log-dice"
    LOG_LIKELIHOOD = "log-likelihood"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Window:
    """How many words to each side count, from 0 to :data:`~.neighbours.FARTHEST`."""

    left: int = 5
    right: int = 5

    def words(self, neighbours: Neighbours) -> tuple[str, ...]:
        return (*neighbours.left[: self.left], *neighbours.right[: self.right])


USUAL_WINDOW = Window()


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How often each word stands in the texts that were searched, and how many words there are in all."""

    counts: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Collocate:
    """A word near hits: near how many, how often in all the texts, mostly how far (negative: before)."""

    word: str
    count: int
    frequency: int
    log_dice: float
    log_likelihood: float
    left: int
    right: int


def collocations(
    neighbours: Iterable[Neighbours],
    frequencies: Frequencies,
    window: Window,
    *,
    known_as: Mapping[str, str] | None = None,
    without: Collection[str] = (),
    least: int = 2,
) -> list[Collocate]:
    """The words that are near at least ``least`` of the hits, the most exclusive first.

    ``known_as`` says under which word a form is counted, by which ``frequencies`` count as well; words
    ``without`` which one asks are left out. A word that stands near a hit twice counts once.
    """
    near: Counter[str] = Counter()
    left: Counter[str] = Counter()
    right: Counter[str] = Counter()
    hits = places = 0
    names = known_as or {}
    for each in neighbours:
        hits += 1
        before = [names.get(word, word) for word in each.left[: window.left]]
        after = [names.get(word, word) for word in each.right[: window.right]]
        places += len(before) + len(after)
        near.update({*before, *after})
        left.update(before)
        right.update(after)
    found = []
    for word, count in near.items():
        frequency = max(frequencies.counts.get(word, 0), count)
        if count >= least and word not in without:
            found.append(
                Collocate(
                    word,
                    count,
                    frequency,
                    log_dice(count, hits, frequency),
                    log_likelihood(count, places, frequency, max(frequencies.total, places, frequency)),
                    left[word],
                    right[word],
                )
            )
    return in_order(found, Measure.LOG_DICE)


def beside(
    sentences: Iterable[Collection[str]],
    frequencies: Frequencies,
    *,
    without: Collection[str] = (),
    least: int = 2,
) -> list[Collocate]:
    """The words of at least ``least`` of the ``sentences`` that stand beside hits, the most exclusive first.

    Each sentence has every word once, and ``frequencies`` tell in how many sentences there are a word stands.
    """
    near: Counter[str] = Counter()
    hits = 0
    for words in sentences:
        hits += 1
        near.update(words)
    found = []
    for word, count in near.items():
        if count >= least and word not in without:
            # Several hits may stand beside one sentence.
            frequency = max(frequencies.counts.get(word, 0), count)
            likelihood = log_likelihood(count, hits, frequency, max(frequencies.total, hits, frequency))
            dice = log_dice(count, hits, frequency)
            found.append(Collocate(word, count, frequency, dice, likelihood, 0, 0))
    return in_order(found, Measure.LOG_DICE)


def in_order(found: Sequence[Collocate], measure: Measure) -> list[Collocate]:
    """The highest first."""
    match measure:
        case Measure.LOG_DICE:
            return sorted(found, key=lambda each: (-each.log_dice, -each.count, each.word))
        case Measure.LOG_LIKELIHOOD:
            return sorted(found, key=lambda each: (-each.log_likelihood, -each.count, each.word))
        case _:
            return sorted(found, key=lambda each: (-each.count, -each.log_dice, each.word))


def log_dice(together: int, one: int, other: int) -> float:
    """14 plus the logarithm to base 2 of the Dice coefficient; ``together`` is not 0."""
    return 14 + math.log2(2 * together / (one + other))


def log_likelihood(together: int, one: int, other: int, total: int) -> float:
    """Twice the log-likelihood ratio of the table of two words; negative where they shun each other.

    ``one`` is how many words stand in the windows, ``other`` how often the word is met in all ``total``.
    """
    rows = (one, max(total - one, 0))
    columns = (other, max(total - other, 0))
    table = ((together, one - together), (other - together, max(total - one - other + together, 0)))
    value = 0.0
    for row, cells in zip(rows, table, strict=True):
        for column, cell in zip(columns, cells, strict=True):
            expected = row * column / total if total else 0.0
            if cell > 0 and expected > 0:
                value += cell * math.log(cell / expected)
    return math.copysign(2 * max(value, 0.0), 1 if together * total >= one * other else -1)
