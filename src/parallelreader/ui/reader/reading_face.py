"""The small letters that stand over the text, measured and placed one by one.

They need no shaping, so that all those of a line are drawn at one stroke.
"""

from functools import lru_cache
from unicodedata import normalize

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.theme.fonts import interface_font, sans_font

_PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
_ZHUYIN = "ㄅㄩㄥˊˇˋ˙"
# Sans faces with every letter of pinyin, where that of the interface lacks some.
_FALLBACKS = ("Noto Sans", "Noto Sans CJK SC", "DejaVu Sans", "Segoe UI", "Arial Unicode MS", "Lucida Grande")
_PINYIN_SIZE, _ZHUYIN_SIZE, _LEAST = 0.55, 0.5, 9


class ReadingFace:
    """One face in one size. Widths are in pixels."""

    def __init__(self, font: QFont, apart: float) -> None:
        """``apart`` is the least distance between two readings."""
        self.apart = apart
        self.raw = QRawFont.fromFont(font)
        self._known: dict[str, tuple[int, float]] = {}

    def glyphs(self, letters: str) -> list[tuple[int, float]]:
        """(number, width) of the glyph of each letter."""
        return [self._known.get(letter) or self._learn(letter) for letter in normalize("NFC", letters)]

    def width(self, letters: str) -> float:
        return sum(width for _, width in self.glyphs(letters))

    def _learn(self, letter: str) -> tuple[int, float]:
        numbers = self.raw.glyphIndexesForString(letter)
        number = numbers[0] if numbers else 0
        width = self.raw.advancesForGlyphIndexes([number])[0].x()
        self._known[letter] = (number, width)
        return self._known[letter]


@lru_cache(maxsize=32)
def reading_face(notation: Notation, size: int) -> ReadingFace:
    """The face of readings over text ``size`` pixels large."""
    apart = max(4.0, 0.2 * size)
    if notation is Notation.ZHUYIN:
        return ReadingFace(
            _with(_ZHUYIN, sans_font("zh-Hant", max(_LEAST, round(_ZHUYIN_SIZE * size)))), apart
        )
    return ReadingFace(_with(_PINYIN, interface_font(max(_LEAST, round(_PINYIN_SIZE * size)))), apart)


def _with(letters: str, font: QFont) -> QFont:
    """The font, or one as large that has these letters."""
    installed = [name for name in _FALLBACKS if QFontDatabase.hasFamily(name)]
    for families in (font.families(), *([name] for name in installed)):
        candidate = QFont(font)
        candidate.setFamilies(families)
        raw = QRawFont.fromFont(candidate)
        if all(raw.supportsCharacter(ord(letter)) for letter in letters):
            return candidate
    return font
