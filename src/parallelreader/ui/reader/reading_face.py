"""The small letters that stand over the text or beside its characters, measured and placed one by one.

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
_TONES, _NEUTRAL = "ˊˇˋ˙", "˙"
# In sizes of the symbols: how wide the column of tones is, and how far one is above the middle of its symbol.
_TONE_WIDTH, _TONE_RISE = 0.35, 0.45
# What stands free on either side of symbols beside a character, in sizes of the text.
_BESIDE = 0.06
# Sans faces with every letter of pinyin, where that of the interface lacks some.
_FALLBACKS = ("Noto Sans", "Noto Sans CJK SC", "DejaVu Sans", "Segoe UI", "Arial Unicode MS", "Lucida Grande")
_PINYIN_SIZE, _ZHUYIN_SIZE, _LEAST = 0.55, 0.45, 9
# What print keeps between neighbours, in sizes of the text.
_APART = 0.25


@dataclass(frozen=True, slots=True)
class Letters:
    """Written letters: the numbers of their glyphs, where the origin of each is, and the width of all."""

    glyphs: tuple[int, ...]
    places: tuple[tuple[float, float], ...]
    width: float


class ReadingFace:
    """One face in one size. Widths are in pixels; y is that of the line on which readings stand."""

    is_beside = False

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
        *places, width = accumulate(widths, initial=0.0)
        return Letters(tuple(glyphs), tuple((x, 0.0) for x in places), width)


class BesideFace(ReadingFace):
    """Symbols one below the other at the right of a character; y is that of its middle.

    The tone stands at the upper right of the last symbol, the dot of a neutral one over the first.
    """

    is_beside = True

    @property
    def space(self) -> float:
        """What a character needs for them."""
        return self.apart + self._width + self.apart

    @property
    def _width(self) -> float:
        return (1 + _TONE_WIDTH) * self.raw.pixelSize()

    def _measured(self, written: str) -> Letters:
        size = self.raw.pixelSize()
        symbols = [letter for letter in written if letter not in _TONES]
        top = -len(symbols) * size / 2
        middles = [(size / 2, top + (number + 0.5) * size) for number in range(len(symbols))]
        for tone in (letter for letter in written if letter in _TONES):
            symbols.append(tone)
            is_neutral = tone == _NEUTRAL
            last = (
                (size * (1 + _TONE_WIDTH / 2), middles[-1][1] - _TONE_RISE * size) if middles else (0.0, 0.0)
            )
            middles.append((size / 2, top - _TONE_RISE * size / 2) if is_neutral else last)
        glyphs = self.raw.glyphIndexesForString("".join(symbols))
        centres = [self.raw.boundingRect(glyph).center() for glyph in glyphs]
        places = [(x - at.x(), y - at.y()) for (x, y), at in zip(middles, centres, strict=True)]
        return Letters(tuple(glyphs), tuple(places), self._width)


@lru_cache(maxsize=32)
def reading_face(notation: Notation, size: int) -> ReadingFace:
    """The face of readings over text ``size`` pixels large."""
    apart = max(4.0, _APART * size)
    if notation is Notation.ZHUYIN:
        font = sans_font("zh-Hant", max(_LEAST, round(_ZHUYIN_SIZE * size)))
        return BesideFace(_with(_ZHUYIN, font), _BESIDE * size)
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
