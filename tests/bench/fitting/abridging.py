"""Worse copies of hand-aligned texts, with sentences taken away as abridging translators do."""

import random
from collections.abc import Iterator

from bench.gold import GoldText, Pair


def abridged(text: GoldText, seed: int) -> GoldText:
    """A copy in which beads have lost a side: four in a hundred each, and a few runs of 3 to 15 in a row."""
    chance = random.Random(seed)
    lost: list[int | None] = [
        0 if roll < 0.04 else 1 if roll < 0.08 else None for roll in (chance.random() for _ in text.gold)
    ]
    for at in range(0, len(lost), 40):
        if chance.random() < 0.12:
            begin, side = at + chance.randrange(40), chance.randrange(2)
            for bead in range(begin, min(begin + chance.randint(3, 15), len(lost))):
                lost[bead] = side
    kept: tuple[list[str], list[str]] = ([], [])
    gold = []
    for sides, without in zip(text.gold, lost, strict=True):
        fresh = []
        for side, (sentences, own) in enumerate(zip((text.source, text.target), sides, strict=True)):
            begin = len(kept[side])
            if side != without:
                kept[side].extend(sentences[k] for k in own)
            fresh.append(tuple(range(begin, len(kept[side]))))
        gold.extend(_alone(fresh[0], fresh[1]))
    return GoldText(*kept, gold)


def _alone(source: tuple[int, ...], target: tuple[int, ...]) -> Iterator[Pair]:
    """A bead, or where one side is empty the sentences of the other each for itself."""
    if source and target:
        yield source, target
    yield from (((s,), ()) for s in source if not target)
    yield from (((), (t,)) for t in target if not source)
