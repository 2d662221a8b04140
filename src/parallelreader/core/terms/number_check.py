"""Which numbers of one side of a pair the other side does not have: amounts, dates, shares, times.

Only what is written as a number is asked for; a one or a two in words may be rendered by anything.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parallelreader.core.links.numbers import Key, chinese_meanings, english_numbers
from parallelreader.core.links.tokens import english_tokens
from parallelreader.core.search.folding import fold
from parallelreader.core.values import dataclass

_NUMERAL = r"[\d零〇○一二两三四五六七八九十百千万亿]"
_CHINESE = re.compile(
    rf"\d{{1,2}}:\d{{2}}|百分之{_NUMERAL}+(?:点{_NUMERAL}+)?|{_NUMERAL}+分之{_NUMERAL}+"
    rf"|{_NUMERAL}+(?:[.,点]{_NUMERAL}+)*"
)
# Longer ones first: what follows a number may change what it means.
_TAILS = ("年代", "月份", "月", "%", "点")
_ONLY_UNITS = re.compile(r"[十百千万亿]+")
_ABOUT = re.compile(r"[一二两三四五六七八九]{2}[十百千万亿]")
_NAMES = frozenset(("九一八", "一二九", "七七", "五四", "五一", "十一", "三八", "八一", "一二一"))
_OTHER_UNITS = re.compile(
    r"\b(?:miles?|yards?|feet|foot|inch(?:es)?|pounds?|ounces?|acres?|gallons?|fahrenheit|dollars?|li|mu|jin)\b"
    r"|[$£€]",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d")
_RUN_OF_FIGURES = re.compile(r"\d{1,15}")
_UNITS = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORDS = ("a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {word: max(number, 1) for number, word in enumerate(_WORDS)} | {str(n): n for n in range(1, 100)}
_UNIT = "|".join(_UNITS)
_OTHERWISE = re.compile(
    rf"\b(?P<decades>[a-z]+|\d{{1,2}}) decades?\b|\b(?P<centenary>centenar(?:y|ies)|centennials?)\b"
    rf"|\bhalf a (?P<half>{_UNIT})\b|\b(?P<times>\d{{1,9}}(?:\.\d{{1,9}})?)-(?P<unit>{_UNIT})\b"
    r"|(?<![\w.])\.(?P<point>\d{1,9})|(?<![\w])['’‘](?P<year>\d\d)\b"
    r"|\b(?P<part>[a-z]+|\d{1,2}) (?:in|out of) (?P<of>\d{1,9})\b",
    re.IGNORECASE,
)
# What numbers a heading or an item of a list.
_ITEM = re.compile(r"\s*\(?\d{1,2}[.)]\s")
_NO_WORD = ";"
_HALF_HOUR, _QUARTER = 30.0, 15.0
_YEARS = range(1000, 2100)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place of its side; ``is_written`` where it is in figures or in several characters, so
    that the other side is expected to have it. ``has_figures`` where it is in at least two figures."""

    start: int
    end: int
    meanings: frozenset[Key]
    is_written: bool
    has_figures: bool


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """What either side has that the other has not, in order."""

    chinese: tuple[Number, ...]
    english: tuple[Number, ...]


def chinese_numbers(sentence: str) -> list[Number]:
    """The numbers of a Chinese sentence."""
    folded = fold(sentence)
    found = []
    for match in _CHINESE.finditer(folded):
        text, end = match[0], match.end()
        meanings: set[Key] = set()
        for tail in ("", *(tail for tail in _TAILS if folded.startswith(tail, end))):
            meanings |= chinese_meanings(text + tail)
            if tail == "月":
                # A month in figures only may stand for it: 4/18.
                meanings |= chinese_meanings(text)
        meanings |= _others(text, folded[end : end + 1])
        if meanings:
            is_written = _is_written(text, folded[end : end + 2])
            figures = len(_FIGURES.findall(text)) > 1
            found.append(Number(match.start(), end, frozenset(meanings), is_written, figures))
    return found


def english_numbers_in(sentence: str) -> list[Number]:
    """The numbers of an English sentence."""
    item = _ITEM.match(sentence)
    spans = [span for span in english_tokens(sentence) if item is None or span[0] >= item.end()]
    tokens = [sentence[start:end] for start, end in spans]
    for place in range(1, len(tokens) - 1):
        # 26 and 27 are two numbers, two hundred and seven is one.
        if tokens[place] == "and" and _FIGURES.match(tokens[place - 1]) and _FIGURES.match(tokens[place + 1]):
            tokens[place] = _NO_WORD
    found = []
    told: set[int] = set()
    for first, last, meanings in english_numbers(tokens):
        start, end = spans[first][0], spans[last - 1][1]
        told.update(range(first, last))
        count = len(_FIGURES.findall(sentence[start:end]))
        found.append(Number(start, end, _times(meanings), bool(count), count > 1))
    for place, (start, end) in enumerate(spans):
        # What has figures and other signs: over-65s, G20. Whatever it means, the other side may have them.
        if place not in told and (figures := _RUN_OF_FIGURES.findall(tokens[place])):
            found.append(
                Number(
                    start, end, frozenset(("n", float(each)) for each in figures), False, has_figures=False
                )
            )
    others = [
        Number(start, end, meanings, is_written=False, has_figures=False)
        for start, end, meanings in _said_otherwise(sentence)
    ]
    found = [replace(each, meanings=each.meanings | _meant_there(others, each)) for each in found]
    return sorted(found + others, key=lambda each: each.start)


def _meant_there(others: Sequence[Number], number: Number) -> frozenset[Key]:
    """What those of the others mean that stand where a number does; they are in order, and apart."""
    found: set[Key] = set()
    at = bisect_right(others, number.start, key=lambda each: each.end)
    while at < len(others) and others[at].start < number.end:
        found |= others[at].meanings
        at += 1
    return frozenset(found)


def _said_otherwise(sentence: str) -> Iterator[tuple[int, int, frozenset[Key]]]:
    """Where English says a number by other words than those of numbers, and what it may mean."""
    for match in _OTHERWISE.finditer(sentence):
        found = {name: text.lower() for name, text in match.groupdict().items() if text is not None}
        values: list[float] = []
        if "decades" in found and (count := _COUNTS.get(found["decades"])):
            values = [10.0 * count]
        elif "centenary" in found:
            values = [100.0]
        elif "half" in found:
            values = [0.5 * _UNITS[found["half"]]]
        elif "unit" in found:
            values = [round(float(found["times"]) * _UNITS[found["unit"]], 6)]
        elif "point" in found:
            values = [float("0." + found["point"])]
        elif "year" in found:
            values = [1900.0 + int(found["year"]), 2000.0 + int(found["year"])]
        elif "of" in found and (part := _COUNTS.get(found["part"])) and int(found["of"]):
            yield match.start(), match.end(), chinese_meanings(f"{int(found['of'])}分之{part}")
        if values:
            yield match.start(), match.end(), frozenset(("n", value) for value in values)


def differing_numbers(
    chinese: str, english: str, *, nearby_chinese: str = "", nearby_english: str = ""
) -> NumberDifference | None:
    """What is written as a number on one side and stands on the other in no form; None where all agree.

    What stands ``nearby`` counts as standing on the other side, since sentences are not always cut alike.
    """
    ours = chinese_numbers(chinese)
    if not any(each.is_written for each in ours) and not _FIGURES.search(english):
        return None
    theirs = english_numbers_in(english)
    if not any(each.is_written for each in (*ours, *theirs)):
        return None
    known_there = _all_meanings((*theirs, *english_numbers_in(nearby_english)))
    known_here = _all_meanings((*ours, *chinese_numbers(nearby_chinese)))
    is_converted = _OTHER_UNITS.search(english) is not None
    left = tuple(each for each in _written(ours) if not each.meanings & known_there and not is_converted)
    over = tuple(each for each in _written(theirs) if not each.meanings & known_here and not is_converted)
    if not left:
        # Years are often added for readers who do not know when something was.
        over = tuple(each for each in over if not _is_year(english[each.start : each.end]))
    return NumberDifference(left, over) if left or over else None


def _is_year(text: str) -> bool:
    text = text.removesuffix("s")
    return text.isdecimal() and text.isascii() and int(text) in _YEARS


def _written(numbers: Sequence[Number]) -> Iterator[Number]:
    return (each for each in numbers if each.is_written)


def _all_meanings(numbers: Sequence[Number]) -> frozenset[Key]:
    return frozenset(meaning for each in numbers for meaning in each.meanings)


def _others(text: str, following: str) -> set[Key]:
    """What a Chinese number may mean besides: 八成 is 80 %, 9点 and 9:00 are nine o'clock."""
    found: set[Key] = set()
    plain = chinese_meanings(text)
    for kind, value in plain:
        if kind == "clock" and str(value).endswith(":00"):
            found.add(("n", float(str(value).partition(":")[0]) or 12.0))
        if kind == "n" and isinstance(value, float):
            if following == "分" and value in (_HALF_HOUR, _QUARTER):
                found.add(("n", 0.5 if value == _HALF_HOUR else 0.25))
            if following == "成":
                found |= {("percent", value * 10), ("n", value * 10)}
            elif following == "点" and value <= 24:
                found.add(("clock", f"{int(value) % 12}:00"))
            elif following == "月":
                found.add(("month", value))
            elif following == "年" and value < 100:
                found |= {("n", 1900 + value), ("n", 2000 + value)}
    return found


def _times(meanings: frozenset[Key]) -> frozenset[Key]:
    hours = {float(str(value).partition(":")[0]) for kind, value in meanings if kind == "clock"}
    return meanings | {("n", hour or 12.0) for hour in hours}


def _is_written(text: str, following: str) -> bool:
    """Whether the other side is expected to have a Chinese number: not 一 or 十分, nor 三四十."""
    if _FIGURES.search(text) or text.startswith("百分之"):
        return True
    if len(text) < 2 or _ONLY_UNITS.fullmatch(text) or _ABOUT.search(text) or text in _NAMES:
        return False
    if any(unit in text for unit in "十百千万亿"):
        # 一百 may be a way of saying many.
        return len(text) > 2 or text[0] == "十"
    return len(text) == 4 and following.startswith("年")
