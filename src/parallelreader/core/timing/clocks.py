"""Pairs the cues of two subtitles of one film by when they are shown, with no look at their words.

The clocks of the two need not agree: a different beginning, another frame rate and scenes or advertisements
that only one of them has are found out from the times alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from parallelreader.core.incoming import Link
from parallelreader.core.timing.overlaps import Interval, pair_overlapping

Times = npt.NDArray[np.float64]

# What films are shown at: 24000/1001 in cinemas' copies, 24, 25 in PAL countries, 30000/1001 in NTSC ones.
_FRAMES = (24000 / 1001, 24.0, 25.0, 30000 / 1001)
_RATES = (1.0, *sorted({a / b for a in _FRAMES for b in _FRAMES if a != b and abs(a / b - 1) < 0.06}))

_BIN = 100.0
_FURTHEST = 1_800_000.0
_NEAR = 300.0
_FEWEST = 8
_SAMPLE = 1000
# A cue that begins by chance where one of the other side does must cost more than it gains.
_MISS = 0.6


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the source as one of the target, in milliseconds: ``rate`` times it, plus ``offset``, from
    the source's cue ``first`` on."""

    first: int
    rate: float
    offset: float


@dataclass(frozen=True, slots=True)
class TimedPairs:
    """``links`` between cues, each cue in exactly one, in the order of their times; ``clocks`` as found."""

    links: tuple[Link, ...]
    clocks: tuple[Clock, ...]


def pair_by_time(source: Sequence[Interval], target: Sequence[Interval]) -> TimedPairs:
    """The cues of both sides that are shown together, by their times in milliseconds, in the order they are
    shown. The confidence of a link is the share of the time its cues cover that both sides cover."""
    left, right = _array(source), _array(target)
    if len(left) < _FEWEST or len(right) < _FEWEST:
        clocks = [Clock(0, 1.0, 0.0)]
    else:
        clocks = _clocks(left[:, 0], right[:, 0])
    moved = [(start, end) for start, end in _moved(left, clocks).tolist()]
    return TimedPairs(pair_overlapping(moved, target), tuple(clocks))


def _array(intervals: Sequence[Interval]) -> Times:
    return np.array(intervals, dtype=np.float64).reshape(-1, 2)


def _moved(times: Times, clocks: Sequence[Clock]) -> Times:
    moved = times.copy()
    ends = [clock.first for clock in clocks[1:]] + [len(times)]
    for clock, end in zip(clocks, ends, strict=True):
        moved[clock.first : end] = times[clock.first : end] * clock.rate + clock.offset
    return moved


# the clocks


def _clocks(source: Times, target: Times) -> list[Clock]:
    """The clock that most cues agree on, and others where a stretch of them agrees on another."""
    rate = max(_RATES, key=lambda each: (_peak(source * each, target)[1], each == 1.0))
    rate = _refined_rate(source, target, rate)
    found = sorted(_stretches(source * rate, target, 0), key=lambda clock: clock.first)
    if not found:
        return [Clock(0, 1.0, 0.0)]
    first = found[0]
    return [Clock(0, rate, first.offset), *(Clock(each.first, rate, each.offset) for each in found[1:])]


def _peak(source: Times, target: Times) -> tuple[float, float]:
    """The offset that brings most beginnings of cues together, and how many it brings together."""
    step = max(1, len(source) // _SAMPLE)
    size = int(2 * _FURTHEST / _BIN) + 1
    votes = np.zeros(size + 2)
    for moment in source[::step]:
        low, high = np.searchsorted(target, (moment - _FURTHEST, moment + _FURTHEST))
        bins = ((target[low:high] - moment + _FURTHEST) / _BIN).astype(np.int64)
        votes[: size + 2] += np.bincount(np.clip(bins, 0, size), minlength=size + 2)
    smooth = votes[:-2] * 0.7 + votes[1:-1] + votes[2:] * 0.7
    best = int(np.argmax(smooth))
    return (best + 1.5) * _BIN - _FURTHEST, float(smooth[best]) * step


def _refined_rate(source: Times, target: Times, rate: float) -> float:
    """``rate`` as the cues really drift; they tell it to a few parts in a million over a whole film."""
    offset, _ = _peak(source * rate, target)
    near = 4 * _NEAR
    for _ in range(4):
        moved = source * rate + offset
        distances = target[_nearest(moved, target)] - moved
        close = np.abs(distances) < near
        if np.count_nonzero(close) < _FEWEST:
            return rate
        middle = np.median(distances[close])
        close &= np.abs(distances - middle) < near / 2
        if np.count_nonzero(close) < _FEWEST or np.ptp(source[close]) < 60_000:
            return rate
        slope, shift = np.polyfit(source[close], distances[close], 1)
        if abs(slope) > 0.004:
            return rate
        rate, offset, near = rate + float(slope), offset + float(shift), max(near / 2, _NEAR)
    return rate


def _stretches(source: Times, target: Times, first: int) -> list[Clock]:
    """Clocks of stretches of cues, the longest found first and then those before and after it."""
    if len(source) < _FEWEST or len(target) < _FEWEST:
        return []
    offset, _ = _peak(source, target)
    moved = source + offset
    distances = target[_nearest(moved, target)] - moved
    close = np.abs(distances) < _NEAR
    begin, end = _best_run(close)
    matched = int(np.count_nonzero(close[begin:end]))
    if matched < _FEWEST:
        return []
    offset += float(np.median(distances[begin:end][close[begin:end]]))
    low, high = np.searchsorted(target, (source[begin] + offset - _NEAR, source[end - 1] + offset + _NEAR))
    return [
        *_stretches(source[:begin], target[:low], first),
        Clock(first + begin, 1.0, offset),
        *_stretches(source[end:], target[high:], first + end),
    ]


def _best_run(close: npt.NDArray[np.bool_]) -> tuple[int, int]:
    """The stretch with most cues that begin together, less those that do not."""
    gains = np.concatenate(([0.0], np.cumsum(np.where(close, 1.0, -_MISS))))
    lowest = np.minimum.accumulate(gains)
    end = int(np.argmax(gains - lowest))
    begin = int(np.argmin(gains[: end + 1]))
    return begin, max(end, begin + 1)


def _nearest(moments: Times, target: Times) -> npt.NDArray[np.int64]:
    after = np.clip(np.searchsorted(target, moments), 1, len(target) - 1) if len(target) > 1 else None
    if after is None:
        return np.zeros(len(moments), dtype=np.int64)
    before = after - 1
    nearer = moments - target[before] <= target[after] - moments
    return np.where(nearer, before, after)
