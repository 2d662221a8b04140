"""Numbers as headings write them: Chinese characters of every kind, digits, Roman numerals, English words.

Only whole numbers of a thing counted; what numbers mean in running text is the business of ``links``.
"""

import re

from parallelreader.core.patterns import pattern

_CHINESE_DIGITS = {
    sign: value
    for value, signs in enumerate(
        (
            "零〇○０0",
            "一壹弌１1",
            "二两兩贰貳弍２2",
            "三叁叄參弎３3",
            "四肆４4",
            "五伍５5",
            "六陆陸６6",
            "七柒７7",
            "八捌８8",
            "九玖９9",
        )
    )
    for sign in signs
}
_CHINESE_UNITS = {"十": 10, "拾": 10, "廿": 20, "卅": 30, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_IN_THREE = {"上": 1, "中": 2, "下": 3}
CHINESE_NUMERAL = f"[{''.join((*_CHINESE_DIGITS, *_CHINESE_UNITS))}]{{1,8}}"
"""A pattern for what :func:`chinese_number` may read."""

_ROMAN = pattern(r"(?=[ivxlc])c{0,3}(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
ROMAN_NUMERAL = r"[ivxlcIVXLC]{1,9}"
"""A pattern for what :func:`roman_number` may read."""

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_SMALL_ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    **{word: value for value, word in enumerate(_SMALL)},
    **{word: value for value, word in enumerate(_SMALL_ORDINALS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    **{word[:-1] + "ieth": 10 * value for value, word in enumerate(_TENS, 2)},
}
_UNIT_WORD = rf"(?:{'|'.join(sorted((*_SMALL, *_SMALL_ORDINALS), key=len, reverse=True))})"
_TENS_WORD = rf"(?:{'|'.join((*_TENS, *(word[:-1] + 'ieth' for word in _TENS)))})"
ENGLISH_NUMERAL = (
    rf"(?:one[ -]hundred(?:th)?(?:[ -]and)?(?:[ -](?:{_TENS_WORD}(?:[ -]{_UNIT_WORD})?|{_UNIT_WORD}))?"
    rf"|{_TENS_WORD}(?:[ -]{_UNIT_WORD})?|{_UNIT_WORD})"
)
"""A pattern, for text in any case, for what :func:`english_number` reads."""


def chinese_number(numeral: str) -> int | None:
    """The value of a numeral in characters, capitals and digits included; None where it is none.

    上, 中 and 下 count as one to three, as volumes do.
    """
    if numeral in _IN_THREE:
        return _IN_THREE[numeral]
    if not numeral:
        return None
    total, pending = 0, None
    for sign in numeral:
        if sign in _CHINESE_DIGITS:
            value = _CHINESE_DIGITS[sign]
            pending = value if pending is None else 10 * pending + value
        elif sign in _CHINESE_UNITS:
            unit = _CHINESE_UNITS[sign]
            total += unit if pending is None else pending * unit
            pending = None
        else:
            return None
    return total + (pending or 0)


def roman_number(numeral: str) -> int | None:
    """The value of a Roman numeral below four hundred, in either case; None where it is none."""
    if not numeral or _ROMAN.fullmatch(numeral) is None:
        return None
    values = [_ROMAN_VALUES[letter] for letter in numeral.lower()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def english_number(numeral: str) -> int | None:
    """The value of number words up to 199, cardinal or ordinal, in any case; None where they are none."""
    words = re.findall(r"[a-z]+", numeral.lower())
    total = 0
    for word in words:
        if word in ("hundred", "hundredth"):
            total = max(total, 1) * 100
        elif word in _WORDS:
            total += _WORDS[word]
        elif word != "and":
            return None
    return total if words else None
