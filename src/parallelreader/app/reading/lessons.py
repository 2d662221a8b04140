"""What the document that is open can teach about which words render each other: its surest pairs.

Only chooses them; learning from them is left to a ``Linker``.
"""

import hashlib
import json
from collections.abc import Iterator

from parallelreader.app.linked_words import Lessons, Passages
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import passages_of
from parallelreader.core.alignment import Origin

MOST_PAIRS = 2000
"""Spread over the whole text; more of them would teach little, and take longer."""

_LEAST_CONFIDENCE = 0.8
# Of more pairs than these only every second, third or later one is looked at.
_MOST_LOOKED_AT = 40_000
# Some 200 words: linking longer ones is slow, and less sure.
_LONGEST_CHINESE, _LONGEST_ENGLISH = 300, 1000


def lessons_of(reading: Reading) -> Lessons:
    """The pairs of the versions shown that the aligner is sure of or somebody has checked.

    Takes some milliseconds for a book: call it off the main thread.
    """
    sure = list(dict.fromkeys(_sure_pairs(reading)))
    count = min(len(sure), MOST_PAIRS)
    pairs = tuple(sure[len(sure) * number // count] for number in range(count))
    content = json.dumps([(pair.chinese, pair.english) for pair in pairs])
    return Lessons(hashlib.sha256(content.encode()).hexdigest()[:24], pairs)


def _sure_pairs(reading: Reading) -> Iterator[Passages]:
    for version in reading.shown:
        alignment = reading.alignment(version)
        beads = alignment.beads if alignment is not None else ()
        for number in range(0, len(beads), max(len(beads) // _MOST_LOOKED_AT, 1)):
            bead = beads[number]
            if bead.confidence < _LEAST_CONFIDENCE and bead.origin is not Origin.CHECKED:
                continue
            pair = passages_of(reading, version, bead)
            if pair is not None and _is_short(pair):
                yield pair


def _is_short(pair: Passages) -> bool:
    return sum(map(len, pair.chinese)) <= _LONGEST_CHINESE and sum(map(len, pair.english)) <= _LONGEST_ENGLISH
