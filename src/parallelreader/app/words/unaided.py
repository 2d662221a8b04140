"""How much was read with its translation hidden, and how often it was needed all the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.words.reveals import Reveal
from parallelreader.app.words.word_list import DAY_MS, Shelf
from parallelreader.core.language.script import has_han
from parallelreader.store.database import Store
from parallelreader.store.library import holdings

LATELY_DAYS = 30


@dataclass(frozen=True, slots=True)
class Unaided:
    """Of so many ``sentences`` that were read with the English hidden, so many ``needed`` it."""

    sentences: int
    needed: int

    @property
    def share(self) -> float:
        """How much of it was understood alone, from 0 to 1."""
        return 1 - self.needed / self.sentences


@dataclass(frozen=True, slots=True)
class UnaidedReading:
    """Since the beginning: in one text and in all of them, None where nothing was read so. ``lately`` is how
    many sentences needed their English in the last days."""

    here: Unaided | None
    everywhere: Unaided | None
    lately: int


def text_lengths(store: Store) -> dict[Shelf, int]:
    """How many pairs the texts of the library have, where that was counted."""
    return {(row.corpus, row.document): row.pairs for row in store.read(holdings) if row.pairs > 0}


def unaided_reading(
    stretches: Mapping[Shelf, Stretches],
    reveals: Iterable[Reveal],
    pairs: Mapping[Shelf, int],
    *,
    here: Shelf | None,
    now: int,
) -> UnaidedReading:
    """``pairs`` are the lengths of the texts; one of which that is not known is left out of what is read
    everywhere, unless something of it was uncovered. ``now`` in milliseconds since 1970."""
    needed: dict[Shelf, set[object]] = {}
    lately: set[object] = set()
    for reveal in reveals:
        # Uncovering the Chinese says nothing about needing English.
        if has_han(reveal.place.exact):
            needed.setdefault((reveal.corpus, reveal.place.document), set()).add(reveal.place)
            if reveal.latest > now - LATELY_DAYS * DAY_MS:
                lately.add((reveal.corpus, reveal.place))
    found = {}
    for text in stretches.keys() | needed.keys():
        uncovered = len(needed.get(text, ()))
        share = stretches[text].share if text in stretches else 0.0
        # What had to be uncovered was read with help, whatever else was read.
        sentences = max(round(share * pairs.get(text, 0)), uncovered)
        if sentences:
            found[text] = Unaided(sentences, uncovered)
    everywhere = Unaided(
        sum(each.sentences for each in found.values()), sum(each.needed for each in found.values())
    )
    own = found.get(here) if here is not None else None
    return UnaidedReading(own, everywhere if found else None, len(lately))
