"""Finds the place of an anchor in a text that may have changed, and says so rather than guess.

An anchor is never rewritten: its place is worked out anew from what was noted first, so a wrong text
opened once cannot move a note for good. A quote that is not certain to be the same passage stays
unplaced; showing that list is left to the caller.
"""

from dataclasses import replace
from enum import StrEnum

from parallelreader.core.notes.anchor import CONTEXT
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.likeness import matching_runs
from parallelreader.core.notes.note import Anchor
from parallelreader.core.search.folding import fold
from parallelreader.core.text import Span
from parallelreader.core.text_content import Content
from parallelreader.core.values import dataclass

# Below four characters a quote is in many passages: only its surroundings can tell which was meant.
_SHORT = 4
# A quote counts half and its surroundings half: so of a long one a whole side must be there, or most of both.
_LONG = 12
_ENOUGH_CONTEXT = 0.5
# A shorter one can stand again right beside where it was: what follows on either side must be there.
_ENOUGH_CONTEXT_FOR_SHORT = 0.75
_ENOUGH_CONTEXT_EITHER = 0.5
_NEXT = 2
# Two places that are nearly as good as each other: nobody can say which was meant.
_TIE = 0.1
# Equal runs shorter than this are chance: "tion", 的时候.
_LEAST_RUN = 4
# Where words occur more often, more of what stood beside them is asked for.
_MOST_COMPARED = 24
_BESIDE = (_LEAST_RUN, 12, CONTEXT)
_LANDMARK = 12
_ENOUGH_OF_QUOTE = 0.5


class State(StrEnum):
    """How an anchor got its place: carried to the same words, in either script, or to changed ones."""

    EXACT = "exact"
    CARRIED = "carried"
    CHANGED = "changed"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an anchor stands in the text now; ``span`` is None exactly where it is unplaced."""

    state: State
    span: Span | None


UNPLACED = Placement(State.UNPLACED, None)


def place(anchor: Anchor, content: Content, *, digest: str, carrier: Carrier | None = None) -> Placement:
    """Find ``anchor`` in the normalised ``content``, whose digest is ``digest``.

    ``carrier``, where the text the anchor was made on has been kept, leads from that text to this one
    and decides alone; without it the quote is searched together with its surroundings. What was detached
    has a place only in the very text it was made on.
    """
    if anchor.digest == digest and content[anchor.start : anchor.end] == anchor.exact:
        return Placement(State.EXACT, anchor.span)
    if anchor.is_detached:
        return UNPLACED
    if carrier is not None and carrier.former[anchor.start : anchor.end] == anchor.exact:
        return _state(anchor, content, carrier.carry(anchor.span))
    return _state(anchor, content, _search(anchor, str(content)))


def _state(anchor: Anchor, content: Content, span: Span | None) -> Placement:
    if span is None:
        return UNPLACED
    words = content[span.start : span.end]
    if words == anchor.exact:
        return Placement(State.EXACT if span == anchor.span else State.CARRIED, span)
    return Placement(State.CARRIED if is_same_wording(words, anchor.exact) else State.CHANGED, span)


def is_same_wording(one: str, other: str) -> bool:
    """Whether the words are the same, whatever the script, the width, the case and the white space."""
    return one == other or "".join(fold(one).split()) == "".join(fold(other).split())


def _search(anchor: Anchor, content: str) -> Span | None:
    found = _by_quote(anchor, content)
    if found or anchor.exact in content:
        return found
    folded = replace(anchor, exact=fold(anchor.exact), prefix=fold(anchor.prefix), suffix=fold(anchor.suffix))
    present = fold(content)
    if folded.exact in present:
        return _by_quote(folded, present)
    return _by_surroundings(folded, present) if len(anchor.exact) >= _SHORT else None


def _by_quote(anchor: Anchor, content: str) -> Span | None:
    """The one occurrence of the quote whose surroundings are those that were noted."""
    enough = _ENOUGH_CONTEXT_FOR_SHORT if len(anchor.exact) < _LONG else _ENOUGH_CONTEXT
    scored = sorted(
        ((_context_score(anchor, content, start), start) for start in _promising(anchor, content)),
        reverse=True,
    )
    if not scored or scored[0][0] < enough:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _TIE:
        return None
    return Span(scored[0][1], scored[0][1] + len(anchor.exact))


def _promising(anchor: Anchor, content: str) -> set[int]:
    """Where the quote stands with some of its surroundings right before or right after it."""
    found: set[int] = set()
    for length in _BESIDE:
        before = anchor.prefix[-length:]
        starts = _occurrences(content, before + anchor.exact)
        if len(starts) <= _MOST_COMPARED:
            found.update(start + len(before) for start in starts)
            break
    for length in _BESIDE:
        starts = _occurrences(content, anchor.exact + anchor.suffix[:length])
        if len(starts) <= _MOST_COMPARED:
            found.update(starts)
            break
    return found


def _occurrences(content: str, words: str) -> list[int]:
    """Where these words stand; one more than can be compared where there are too many."""
    found: list[int] = []
    at = content.find(words)
    while at >= 0 and len(found) <= _MOST_COMPARED:
        found.append(at)
        at = content.find(words, at + 1)
    return found


def _context_score(anchor: Anchor, content: str, start: int) -> float:
    """How much of the noted surroundings is there, from 0 to 1; the text's edges are surroundings too."""
    end = start + len(anchor.exact)
    before = _likeness(anchor.prefix, content[max(0, start - CONTEXT) : start])
    after = _likeness(anchor.suffix, content[end : end + CONTEXT])
    # At the edge of a text whatever stands there now has the same nothing beside it.
    before, after = before if anchor.prefix else after, after if anchor.suffix else before
    if len(anchor.exact) < _LONG:
        # The next sentence may well begin with the same letter after the same words.
        has_neighbours = content[max(0, start - _NEXT) : start] == anchor.prefix[-_NEXT:]
        has_neighbours = has_neighbours and content[end : end + _NEXT] == anchor.suffix[:_NEXT]
        if not has_neighbours or min(before, after) < _ENOUGH_CONTEXT_EITHER:
            return 0.0
    return (before + after) / 2


def _likeness(noted: str, here: str) -> float:
    if noted == here:
        return 1.0
    longest = max(len(noted), len(here))
    least = min(_LEAST_RUN, longest)
    blocks = matching_runs(noted, here)
    return sum(block.size for block in blocks if block.size >= least) / longest


def _by_surroundings(anchor: Anchor, content: str) -> Span | None:
    """The stretch between the noted surroundings, where it is still much the same words."""
    before, after = anchor.prefix[-_LANDMARK:], anchor.suffix[:_LANDMARK]
    if len(before) < _LANDMARK or len(after) < _LANDMARK:
        return None
    if content.count(before) != 1 or content.count(after) != 1:
        return None
    start, end = content.find(before) + len(before), content.find(after)
    length = len(anchor.exact)
    if not length // 2 <= end - start <= 2 * length:
        return None
    return Span(start, end) if _shared(anchor.exact, content[start:end]) >= _ENOUGH_OF_QUOTE else None


def _shared(noted: str, here: str) -> float:
    blocks = matching_runs(noted, here)
    least = min(2, len(noted))
    return sum(block.size for block in blocks if block.size >= least) / max(len(noted), len(here))
