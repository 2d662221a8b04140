"""Finds what renders a term in the sentences beside it: by the words that are linked, and by counts.

Imports numpy through the word links; whoever must not wait for that has another process do it.
"""

from collections.abc import Iterator, Sequence

from parallelreader.core.links import LinkModel, chinese_tokens, english_tokens
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted

_TRIMMED = frozenset(["the", "a", "an", "'s", "to", "’s"])


def find_renderings(
    wanted: Wanted, sought: Sequence[Sought], model: LinkModel, progress: Progress = NO_PROGRESS
) -> Iterator[tuple[int, Sighting | None]]:
    """For each place its number and what was found there, None where nothing speaks for anything."""
    for number, place in enumerate(sought):
        progress.step(number, len(sought), "Looking for renderings")
        yield number, _sighting(place, model)


def _sighting(place: Sought, model: LinkModel) -> Sighting | None:
    chinese = _tokens_around(place)
    english = [
        (number, start, end)
        for number, sentence in enumerate(place.english)
        if sentence.is_own
        for start, end in english_tokens(sentence.text)
    ]
    if not english:
        return None
    words = [place.chinese[start:end] for start, end in chinese]
    tokens = [place.english[number].text[start:end] for number, start, end in english]
    probability = model.link(words, tokens).probability
    inside = [row for row, (start, end) in enumerate(chinese) if start < place.end and place.start < end]
    outside = [row for row in range(len(chinese)) if row not in inside]
    best = probability[inside].max(axis=0)
    gains = best - 0.2
    if outside:
        gains = gains - 0.5 * probability[outside].max(axis=0)
    first, last, total, run, begun = 0, -1, 0.0, 0.0, 0
    for column, gain in enumerate(gains.tolist()):
        if run <= 0 or english[column][0] != english[begun][0]:
            run, begun = 0.0, column
        run += gain
        if run > total:
            first, last, total = begun, column, run
    while first <= last and not _carries(tokens[first]):
        first += 1
    while last >= first and not _carries(tokens[last]):
        last -= 1
    if first > last:
        return None
    number, start, _ = english[first]
    return Sighting(number, start, english[last][2], min(1.0, float(best[first : last + 1].max())))


def _carries(token: str) -> bool:
    return token.lower() not in _TRIMMED and any(map(str.isalnum, token))


def _tokens_around(place: Sought) -> list[tuple[int, int]]:
    """The Chinese tokens, none of which reaches over an end of the term."""
    found: list[tuple[int, int]] = []
    for start, end in ((0, place.start), (place.start, place.end), (place.end, len(place.chinese))):
        found += [(start + a, start + b) for a, b in chinese_tokens(place.chinese[start:end])]
    return found
