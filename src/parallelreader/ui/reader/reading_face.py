"""The small letters that stand over the text, measured and placed one by one.

They need no shaping, so that all those of a line are drawn at one stroke.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from unicodedata import normalize

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.theme.fonts import interface_font, sans_font

_PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
_ZHUYIN = "ㄅㄩㄥˊˇˋ˙"
# Sans faces with every letter of pinyin, where that of the interface lacks some.
_FALLBACKS = ("Noto Sans", "Noto Sans CJK SC", "DejaVu Sans", "Segoe UI", "Arial Unicode MS", "Lucida Grande")
_PINYIN_SIZE, _ZHUYIN_SIZE, _LEAST = 0.55, 0.5, 9
# What print keeps between neighbours, in sizes of the text.
_APART = 0.25


@dataclass(frozen=True, slots=True)
class Letters:
    """Written letters: the numbers of their glyphs, where each begins in x, and the width of all."""

    glyphs: tuple[int, ...]
    places: tuple[float, ...]
    width: float


class ReadingFace:
    """One face in one size. Widths are in pixels."""

    def __init__(self, font: QFont, apart: float) -> None:
        """``apart`` is the least distance between two readings."""
        self.apart = apart
        self.raw = QRawFont.fromFont(font)
        self._known: dict[str, Letters] = {}

    def letters(self, written: str) -> Letters:
        """How a syllable, or a whole word, is drawn."""
        found = self._known.get(written)
        if found is None:
            found = self._known[written] = self._measured(normalize("NFC", written))
        return found

    def _measured(self, written: str) -> Letters:
        glyphs = self.raw.glyphIndexesForString(written)
        widths = [advance.x() for advance in self.raw.advancesForGlyphIndexes(glyphs)]
        places = tuple(accumulate(widths, initial=0.0))
        return Letters(tuple(glyphs), places[:-1], places[-1])


@lru_cache(maxsize=32)
def reading_face(notation: Notation, size: int) -> ReadingFace:
    """The face of readings over text ``size`` pixels large."""
    apart = max(4.0, _APART * size)
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
