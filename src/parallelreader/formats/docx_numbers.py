"""The numbers that Word puts before headings by itself: "第三章" stands in no paragraph, but in a rule.

Only headings get theirs; the numbers of lists say little about a text.
"""

import re
from dataclasses import dataclass

from parallelreader.formats.xml_parts import Element

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_CHINESE = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "ideographDigital",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_MAX_DEPTH = 9
_LARGEST = 999


@dataclass(frozen=True, slots=True)
class _Rule:
    text: str
    format: str
    start: int


class HeadingNumbers:
    """Counts as Word does; ``of`` is to be asked for the headings in their order."""

    def __init__(self, root: Element | None = None) -> None:
        self._rules: dict[tuple[str, int], _Rule] = {}
        self._counts: dict[str, list[int]] = {}
        if root is not None:
            self._read(root)

    def of(self, numbering: tuple[str, int] | None) -> str:
        """The number of the next heading that is numbered so, empty for none."""
        if numbering is None:
            return ""
        name, depth = numbering
        rule = self._rules.get((name, depth))
        if rule is None or depth >= _MAX_DEPTH:
            return ""
        counts = self._counts.setdefault(name, [0] * _MAX_DEPTH)
        counts[depth] = counts[depth] + 1 if counts[depth] else rule.start
        counts[depth + 1 :] = [0] * (_MAX_DEPTH - depth - 1)

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            inner = self._rules.get((name, at), rule)
            return _written(counts[at] or inner.start, inner.format)

        return _PLACE.sub(number, rule.text).strip() if rule.format != "bullet" else ""

    def _read(self, root: Element) -> None:
        shapes = {shape.get("abstractNumId"): shape for shape in root.children("abstractNum")}
        for number in root.children("num"):
            used = number.first("abstractNumId")
            shape = shapes.get(used.get("val")) if used is not None else None
            for level in shape.children("lvl") if shape is not None else ():
                depth = level.get("ilvl")
                if depth.isdigit():
                    self._rules[number.get("numId"), int(depth)] = _rule(level)


def _rule(level: Element) -> _Rule:
    said = {
        tag: found.get("val") if found is not None else ""
        for tag, found in ((tag, level.first(tag)) for tag in ("lvlText", "numFmt", "start"))
    }
    return _Rule(said["lvlText"], said["numFmt"], int(said["start"]) if said["start"].isdigit() else 1)


def _written(number: int, how: str) -> str:
    if how in _CHINESE and 0 < number <= _LARGEST:
        return _chinese(number)
    if how in ("upperRoman", "lowerRoman") and 0 < number < 40:
        rest, written = number, ""
        for value, letters in _ROMAN:
            while rest >= value:
                rest, written = rest - value, written + letters
        return written.upper() if how == "upperRoman" else written
    if how in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((64 if how == "upperLetter" else 96) + number)
    return "" if how == "none" else str(number)


def _chinese(number: int) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        written += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        written += "零"
    return written + (_DIGITS[ones] if ones else "")
