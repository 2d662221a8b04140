"""Units of a translation memory that are as plain as nearly all are, two variants of nothing but words, found
without a parser: having one report each tag takes several times as long.

Whatever is not as plain, or not certainly so, is left to the parser in ``tmx``.
"""

import re
from collections.abc import Mapping

from parallelreader.core.incoming import Fault, Unit
from parallelreader.formats.cells import LARGEST_CELL, one_line, share

SECTIONS = frozenset({"x-document", "x-filename", "x-file", "x-chapter", "x-section", "document", "filename"})
"""Types of properties that name what a unit stands in, in lower case."""

CONFIDENCES = frozenset({"x-confidence", "confidence", "x-score", "score-bicleaner"})
"""Types of properties that say how sure a unit is, in lower case."""

UNIT_END = b"</tu>"

_NOTES = rb"(?:<(?:prop|note)(?:\s[^<>]*)?>[^<]*</(?:prop|note)>\s*)*"
_ATTRIBUTES = rb"""((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*"""
_VARIANT = rb"<tuv" + _ATTRIBUTES + rb">\s*" + _NOTES + rb"<seg>([^<]*)</seg>\s*</tuv>\s*"
_UNIT = re.compile(rb"\s*<tu(?:\s[^<>]*)?>\s*(" + _NOTES + rb")" + _VARIANT + _VARIANT + UNIT_END)
_LANGUAGE = re.compile(rb"""\s(xml:)?lang\s*=\s*["']([^"']*)["']""")
_PROPERTY = re.compile(rb"""<prop\s[^<>]*?\btype\s*=\s*["']([^"']*)["'][^<>]*>([^<]*)</prop>""")
_STRANGE_REFERENCE = re.compile("&(?!(?:amp|lt|gt|quot|apos);)")
_REFERENCES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&"))
_MOST_REMEMBERED = 10_000

Places = Mapping[tuple[str, int], int]
"""The column of a language by its key, and how many variants in it the unit has before."""


def language_key(language: str) -> str:
    """Alike for all ways of writing a tag."""
    return language.lower().replace("_", "-")


class PlainUnits:
    """Takes plain units off the bytes of a file; what variants and properties say of themselves is looked
    at once and remembered, since nearly all say the same."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._width = len(places)
        self._columns: dict[tuple[bytes, bytes], tuple[int, int] | None] = {}
        self._properties: dict[bytes, tuple[str, float | None] | None] = {b"": ("", None)}

    def take(self, content: bytes, at: int, end: int, out: list[Unit | Fault]) -> int:
        """Add the units that stand from ``at`` on to ``out``, as far as they are plain and end before
        ``end``; give where that is."""
        while (found := _UNIT.match(content, at, end)) is not None:
            notes, first, first_words, second, second_words = found.groups()
            columns = self._columns.get((first, second)) or self._columns_of(first, second)
            said = self._properties.get(notes) or self._said_in(notes)
            one, other = _words(first_words), _words(second_words)
            if columns is None or said is None or one is None or other is None:
                break
            if one or other:
                cells = [""] * self._width
                cells[columns[0]], cells[columns[1]] = one, other
                out.append(Unit(tuple(cells), said[1], said[0]))
            at = found.end()
        return at

    def _columns_of(self, first: bytes, second: bytes) -> tuple[int, int] | None:
        keys = [_language_in(attributes) for attributes in (first, second)]
        one = self._places.get((keys[0], 0))
        other = self._places.get((keys[1], int(keys[0] == keys[1])))
        columns = None if one is None or other is None else (one, other)
        if len(self._columns) < _MOST_REMEMBERED:
            self._columns[first, second] = columns
        return columns

    def _said_in(self, notes: bytes) -> tuple[str, float | None] | None:
        """Section and confidence."""
        section, confidence = "", None
        for name, value in _PROPERTY.findall(notes):
            words = _words(value)
            if words is None:
                return None
            kind = name.decode("utf-8", "replace").lower()
            if kind in SECTIONS:
                section = section or words
            elif kind in CONFIDENCES:
                confidence = share(words)
        if len(self._properties) < _MOST_REMEMBERED:
            self._properties[notes] = section, confidence
        return section, confidence


def _language_in(attributes: bytes) -> str:
    """The key of the language that a variant says it is in; ``xml:lang`` goes before ``lang``."""
    said = {bool(prefix): name for prefix, name in _LANGUAGE.findall(attributes)}
    return language_key((said.get(True) or said.get(False) or b"").decode("utf-8", "replace").strip())


def _words(content: bytes) -> str | None:
    """Words of a segment on one line; None where a parser must look at them."""
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if len(words) > LARGEST_CELL:
        return None
    if "&" in words:
        if _STRANGE_REFERENCE.search(words):
            return None
        for reference, character in _REFERENCES:
            words = words.replace(reference, character)
    return one_line(words)
