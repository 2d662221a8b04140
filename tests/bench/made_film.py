"""Subtitles of a film that never was, in two languages, with what subtitlers do to them, and the truth."""

import random
from dataclasses import dataclass

Interval = tuple[int, int]
Group = tuple[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Film:
    """Cues of both sides in milliseconds, and which of them render each other."""

    source: tuple[Interval, ...]
    target: tuple[Interval, ...]
    truth: frozenset[Group]


@dataclass(frozen=True, slots=True)
class Making:
    """How the target's cues differ: ``rate`` and ``offset`` of its clock, ``advertisement`` in milliseconds
    that only its copy has in the middle, the ``jitter`` of its times in milliseconds, and the shares of
    utterances that one side leaves out, joins or parts."""

    rate: float = 1.0
    offset: int = 0
    advertisement: int = 0
    jitter: float = 120.0
    dropped: float = 0.05
    joined: float = 0.1
    parted: float = 0.1
    credits: int = 0


def made_film(making: Making, utterances: int = 1200, seed: int = 1) -> Film:
    """The same film for the same ``seed``."""
    chance = random.Random(seed)
    spoken: list[Interval] = []
    now = 60_000
    for _ in range(utterances):
        now += int(chance.choice((80, 200, 600, 1500, 4000, 12000)) * chance.uniform(0.7, 1.3))
        length = int(chance.uniform(900, 4500))
        spoken.append((now, now + length))
        now += length
    source: list[Interval] = []
    target: list[Interval] = [(i * 4000, i * 4000 + 3000) for i in range(making.credits)]
    truth: list[Group] = []
    middle = spoken[len(spoken) // 2][0]

    def shown(time: Interval) -> Interval:
        ends = []
        for moment in time:
            late = making.advertisement if time[0] >= middle else 0
            ends.append(moment * making.rate + making.offset + late + chance.gauss(0, making.jitter))
        return int(ends[0]), int(max(ends[1], ends[0] + 300))

    place = 0
    while place < len(spoken):
        fate = chance.random()
        rest = spoken[place : place + 2]
        if fate < making.dropped / 2:
            truth.append((_added(source, [spoken[place]]), ()))
        elif fate < making.dropped:
            truth.append(((), _added(target, [shown(spoken[place])])))
        elif fate < making.dropped + making.joined and len(rest) == 2 and rest[1][0] - rest[0][1] < 1000:
            one = (rest[0][0], rest[1][1])
            if chance.random() < 0.5:
                truth.append((_added(source, [one]), _added(target, [shown(each) for each in rest])))
            else:
                truth.append((_added(source, rest), _added(target, [shown(one)])))
            place += 1
        elif (
            fate < making.dropped + making.joined + making.parted
            and spoken[place][1] - spoken[place][0] > 2200
        ):
            start, end = spoken[place]
            half = start + int((end - start) * chance.uniform(0.4, 0.6))
            parts = [(start, half - 40), (half + 40, end)]
            truth.append((_added(source, [spoken[place]]), _added(target, [shown(each) for each in parts])))
        else:
            truth.append((_added(source, [spoken[place]]), _added(target, [shown(spoken[place])])))
        place += 1
    truth.extend(((), (i,)) for i in range(making.credits))
    return Film(tuple(source), tuple(target), frozenset(truth))


def _added(cues: list[Interval], times: list[Interval]) -> tuple[int, ...]:
    cues.extend(times)
    return tuple(range(len(cues) - len(times), len(cues)))
