"""Numbers, dates, scores and times of both languages, brought to values that can be compared.

Looks at tokens and their neighbours, since either language may spread a number over several of them.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from parallelreader.core.align.word_tables import MONTHS
from parallelreader.core.align.words import plain
from parallelreader.core.links.tables import Floats
from parallelreader.core.links.word_lists import ORDINALS, SMALL_NUMBERS, TENS

Key = tuple[str, float | str]
"""A kind of value (``n`` number, ``month``, ``decade``, ``score``, ``clock``, ``percent``) and the value."""

_LONGEST_CHINESE, _LONGEST_ENGLISH = 5, 7
_LONGEST_NUMBER = 80
_ARTICLE_WEIGHT = 0.5

_DIGITS = {
    sign: value
    for value, signs in enumerate(
        ("零〇０", "一１壹", "二两兩２贰", "三３叁", "四４", "五５", "六６", "七７", "八８", "九９")
    )
    for sign in signs
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "兆": 1e12}
_NUMERAL = r"[\d.,零〇一二两兩三四五六七八九十百千万萬亿億兆点]+"
_TAIL = (
    r"(?:多|余|餘|几|來|来)?(?:年代|年|日|号|號|时|時|点钟|分|秒|元|多|余|个|個|名|人|岁|歲|届|屆|次|位|天|万|倍|成|周|週"
    r"|％|%|美元|欧元|英镑|日元|公里|平方公里|公斤|吨|米)?"
)
_CHINESE_NUMBER = re.compile(rf"(第|约|近|逾)?({_NUMERAL})({_TAIL})")
_PERCENT = re.compile(rf"百分之({_NUMERAL})")
_FRACTION = re.compile(rf"({_NUMERAL})分之({_NUMERAL})")
_SCORE = re.compile(r"(\d+)(?:比|[:：∶-])(\d+)")
_CLOCK = re.compile(r"(\d{1,2})[时時点點:：](\d{1,2})分?")
# A measure word beside a number is no part of it, whether or not it is a token of its own.
_PART = re.compile(r"[\d零〇一二两兩三四五六七八九十百千万萬亿億兆]|^(?:点|分之|比|年代|月|日|[%％:：-])$")
_NO_NUMBERS = frozenset(("十分", "万一", "千万", "一点", "三分"))
_NUMERAL_PART = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|.")
_MONTH = re.compile(r"(\d{1,2}|十[一二]?|[一二三四五六七八九])月(份)?")
_DIGIT_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?$|\.\d+$")
_ORDINAL = re.compile(r"(\d[\d,]*)(?:st|nd|rd|th)$")
_DECADE = re.compile(r"(\d{2,4})'?s$")
_WORDS: dict[str, float] = {
    **{word: value for value, word in enumerate(SMALL_NUMBERS)},
    **{word: value for value, word in enumerate(ORDINALS)},
    **{word: 10 * (value + 2) for value, word in enumerate(TENS)},
    **{word[:-1] + "ieth": 10 * (value + 2) for value, word in enumerate(TENS)},
    "once": 1,
    "twice": 2,
    "dozen": 12,
    "hundredth": 100,
}
_SCALES = {"hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9}
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "thirds": 3,
    "quarter": 4,
    "quarters": 4,
    "fourth": 4,
    "fourths": 4,
}
_PARTS |= {word + "s": value for value, word in enumerate(ORDINALS) if value > 3} | {
    word: value for value, word in enumerate(ORDINALS) if value > 4
}
_ENGLISH_PARTS = frozenset((*_WORDS, *_SCALES, *_PARTS, "a", "an", "and", "no.", "$", "%", "per", "cent"))
_ENGLISH_PARTS |= {"percent", "percentage"}
_MONTH_NUMBERS = {month: number for number, month in enumerate(MONTHS, 1)}
_MONTH_NUMBERS |= {month[:3]: number for month, number in _MONTH_NUMBERS.items()} | {"sept": 9}


def match_numbers(chinese: Sequence[str], english: Sequence[str]) -> Floats:
    """How surely the tokens of the two sentences belong to equal numbers, from 0 to 1 (rows are Chinese)."""
    found = np.zeros((len(chinese), len(english)))
    zh_spans = _spans(chinese, _LONGEST_CHINESE, _chinese_keys, _PART.search, joiner="")
    if not zh_spans:
        return found
    en_spans = _spans(english, _LONGEST_ENGLISH, _english_keys, _is_english_part, joiner=" ")
    for z_first, z_last, z_keys in zh_spans:
        for e_first, e_last, e_keys in en_spans:
            if z_keys & e_keys:
                found[z_first:z_last, e_first:e_last] = 1.0
        if ("n", 1.0) in z_keys:
            for column, token in enumerate(english):
                if token in ("a", "an", "A", "An"):
                    cell = found[z_first:z_last, column]
                    np.maximum(cell, _ARTICLE_WEIGHT, out=cell)
    return found


Span = tuple[int, int, frozenset[Key]]


def chinese_meanings(text: str) -> frozenset[Key]:
    """What a Chinese number may mean; nothing where ``text`` is not wholly one."""
    return _chinese_keys(text)


def english_numbers(tokens: Sequence[str]) -> list[Span]:
    """The numbers among English tokens, from first to before last, with what each may mean."""
    return _spans(tokens, _LONGEST_ENGLISH, _english_keys, _is_english_part, joiner=" ")


def _spans(
    tokens: Sequence[str],
    longest: int,
    keys: Callable[[str], frozenset[Key]],
    is_part: Callable[[str], object],
    *,
    joiner: str,
) -> list[Span]:
    """The longest runs of tokens that are a number, from the left, with what each may mean."""
    spans: list[Span] = []
    # How many tokens from each on can be parts of one number.
    reach = [0] * (len(tokens) + 1)
    for at in range(len(tokens) - 1, -1, -1):
        reach[at] = reach[at + 1] + 1 if is_part(tokens[at]) else 0
    at = 0
    while at < len(tokens):
        for size in range(max(1, min(longest, reach[at])), 0, -1):
            if found := keys(joiner.join(tokens[at : at + size])):
                spans.append((at, at + size, found))
                at += size - 1
                break
        at += 1
    return spans


@lru_cache(maxsize=20_000)
def _is_english_part(token: str) -> bool:
    return any(part in _ENGLISH_PARTS or part[:1].isdigit() for part in plain(token).split("-"))


@lru_cache(maxsize=20_000)
def _chinese_keys(text: str) -> frozenset[Key]:
    """What a Chinese number may mean; nothing where ``text`` is not wholly one."""
    if not text or len(text) > _LONGEST_NUMBER or text in _NO_NUMBERS:
        return frozenset()
    if found := _MONTH.fullmatch(text):
        value = _chinese_value(found[1])
        return frozenset({("month", value)}) if value else frozenset()
    if found := _SCORE.fullmatch(text):
        return frozenset({("score", f"{int(found[1])}-{int(found[2])}"), *_clock(found[1], found[2])})
    if found := _CLOCK.fullmatch(text):
        return _clock(found[1], found[2])
    if found := _PERCENT.fullmatch(text):
        return _value_keys(_chinese_value(found[1]), "percent")
    if found := _FRACTION.fullmatch(text):
        below, above = _chinese_value(found[1]), _chinese_value(found[2])
        return _value_keys(above / below if above is not None and below else None, "part")
    if text in ("半", "一半"):
        return frozenset({("n", 0.5)})
    found = _CHINESE_NUMBER.fullmatch(text)
    if not found:
        return frozenset()
    tail = found[3]
    kind = "percent" if tail.endswith(("%", "％")) else "decade" if tail.endswith("年代") else "n"
    return _value_keys(_chinese_value(found[2]), kind)


def _value_keys(value: float | None, kind: str) -> frozenset[Key]:
    if value is None:
        return frozenset()
    rounded = float(f"{value:.6g}") if value < 1e6 else float(f"{value:.12g}")
    if kind == "decade":
        return frozenset({("decade", rounded % 100), ("n", rounded)})
    return frozenset({("n", rounded), ("percent", rounded)} if kind == "percent" else {("n", rounded)})


def _clock(hours: str, minutes: str) -> frozenset[Key]:
    if int(hours) > 24 or int(minutes) > 59:
        return frozenset()
    return frozenset({("clock", f"{int(hours) % 12}:{int(minutes):02}")})


def _chinese_value(numeral: str) -> float | None:
    """The value of a numeral in characters, digits or both; None where it is no number."""
    whole, point, rest = numeral.partition("点")
    if point:
        before = _whole_value(whole)
        digits = "".join(str(_DIGITS.get(sign, "?")) for sign in rest)
        return before + float(f"0.{digits}") if before is not None and digits.isdigit() else None
    return _whole_value(numeral)


def _whole_value(numeral: str) -> float | None:
    total = section = 0.0
    pending: float | None = None
    for part in _NUMERAL_PART.findall(numeral):
        if part[0] in "0123456789":
            if pending is not None:
                return None
            pending = float(part.replace(",", ""))
        elif part in _DIGITS:
            pending = _DIGITS[part] + (10 * pending if pending is not None else 0)
        elif part in _UNITS:
            section += (1 if pending is None else pending) * _UNITS[part]
            pending = None
        elif part in _MYRIADS:
            # 二十三亿五千万: what stands before a myriad counts in it, 万亿 both.
            head = section + (pending or 0)
            total = (
                (total + head or 1) * _MYRIADS[part]
                if total < _MYRIADS[part]
                else total + head * _MYRIADS[part]
            )
            section, pending = 0.0, None
        else:
            return None
    return total + section + (pending or 0)


@lru_cache(maxsize=20_000)
def _english_keys(text: str) -> frozenset[Key]:
    """What an English number may mean; nothing where ``text``, tokens parted by spaces, is not wholly one."""
    words = plain(text).split()
    if not words or len(text) > _LONGEST_NUMBER:
        return frozenset()
    if len(words) == 1:
        found = _single_word(words[0])
        if found:
            return found
    percent = words[-1] in ("percent", "%", "percentage") or words[-2:] == ["per", "cent"]
    if percent:
        words = words[: -2 if words[-1] == "cent" else -1]
    if words[:1] == ["no."] or words[:1] == ["$"]:
        words = words[1:]
    parts = [part for word in words for part in ([word] if word[:1].isdigit() else word.split("-"))]
    return _value_keys(_english_value(parts), "percent" if percent else "n") if parts else frozenset()


def _single_word(word: str) -> frozenset[Key]:
    if word in _MONTH_NUMBERS or word.rstrip(".") in _MONTH_NUMBERS:
        return frozenset({("month", float(_MONTH_NUMBERS[word.rstrip(".")]))})
    if found := _SCORE.fullmatch(word):
        return frozenset({("score", f"{int(found[1])}-{int(found[2])}"), *_clock(found[1], found[2])})
    if found := _DECADE.fullmatch(word):
        return frozenset({("decade", float(found[1]) % 100)})
    if word.endswith("%") and _DIGIT_NUMBER.match(word[:-1]):
        return _value_keys(float(word[:-1].replace(",", "")), "percent")
    if word.startswith("$") and _DIGIT_NUMBER.match(word[1:]):
        return _value_keys(float(word[1:].replace(",", "")), "n")
    if found := re.fullmatch(r"(\d+)(am|pm|a\.m\.|p\.m\.)", word):
        return _value_keys(float(found[1]), "n")
    head, _, rest = word.partition("-")
    if rest and rest.split("-")[0] not in _WORDS | _PARTS and (value := _english_value([head])) is not None:
        return _value_keys(value, "n")
    return frozenset()


def _english_value(words: Sequence[str]) -> float | None:
    """The value of number words and digits: ``4.6 million``, ``two hundred and five``, ``two thirds``."""
    total = section = 0.0
    seen = False
    for place, word in enumerate(words):
        if word == "and" and seen and place + 1 < len(words):
            continue
        if word in ("a", "an") and place == 0 and len(words) > 1 and words[1] in _SCALES | _PARTS:
            section = 1.0
        elif seen and place == len(words) - 1 and word in _PARTS and section and word not in ("second",):
            if word in ORDINALS and section >= 20:
                section += _WORDS[word]
                continue
            return (total + section) / _PARTS[word]
        elif word in _SCALES:
            if _SCALES[word] == 100:
                section = (section or 1) * 100
            else:
                total, section = total + (section or 1) * _SCALES[word], 0.0
        else:
            value = _simple_value(word)
            if value is None or (seen and not _may_follow(words[place - 1], section, value)):
                return None
            section += value
        seen = True
    return total + section if seen else None


def _simple_value(word: str) -> float | None:
    if word in _WORDS:
        return float(_WORDS[word])
    if word == "half":
        return 0.5
    if found := _ORDINAL.match(word):
        return float(found[1].replace(",", ""))
    return float(word.replace(",", "")) if _DIGIT_NUMBER.match(word) else None


def _may_follow(before: str, section: float, value: float) -> bool:
    """Whether a number word goes on with the number before it: ``twenty five``, ``hundred and six``."""
    if before in _SCALES or before == "and":
        return value < 1000
    return before in TENS and value < 10 and section % 10 == 0
