"""How the parts of a card are written: readings in the colours of their tones, glosses as people read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from parallelreader.app.reading.lettering import ToneColours
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import written
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.theme.tones import tone_colour

# A word begins where something else ends: one of 100,000 characters is not tried from each of them.
_REFERENCE = re.compile(
    r"(?<![^\s\[\],;|])([^\s\[\],;|]{1,200}+)(?:\|([^\s\[\],;]{1,200}+))?"
    r"\[(?=[A-Za-z:,· ]{0,20}\d)([A-Za-z0-9:,· ]{1,400}+)\]"
)
# A reading that no word stands before, as in "Taiwan pr. [xi2]".
_ALONE = re.compile(r"(?<![^\s(])\[((?:[A-Za-z:]{1,7}[1-5][ ,]{0,2}){1,12}+)\]")
_NUMBERED = re.compile(r"([A-Za-z:ü]+)([1-5])")


@dataclass(slots=True)
class Ink:
    """How readings are written on cards, one for all parts of a card."""

    notation: Notation = Notation.MARKS
    tones: ToneColours = ToneColours.CLASSIC

    def draw(
        self, painter: QPainter, theme: Theme, syllables: Sequence[Syllable], at: QPointF, font: QFont
    ) -> float:
        """Write a reading in the colours of its tones, its baseline beginning at ``at``; give its width."""
        metrics, x = QFontMetricsF(font), at.x()
        painter.setFont(font)
        for text, tone in reading_parts(syllables, self.notation):
            painter.setPen(tone_colour(theme, self.tones, tone))
            painter.drawText(QPointF(x, at.y()), text)
            x += metrics.horizontalAdvance(text)
        return x - at.x()

    def width(self, syllables: Sequence[Syllable], font: QFont) -> float:
        """How wide :meth:`draw` writes."""
        metrics = QFontMetricsF(font)
        return sum(metrics.horizontalAdvance(text) for text, _ in reading_parts(syllables, self.notation))


def reading_parts(syllables: Sequence[Syllable], notation: Notation) -> Iterator[tuple[str, int]]:
    """The pieces in which the reading of a word is written, each with its tone."""
    before = ""
    for count, syllable in enumerate(syllables, start=1):
        whole = written(syllables[:count], notation)
        yield whole[len(before) :], syllable.tone
        before = whole


def readable(gloss: str) -> str:
    """A gloss with what it points to as people write it: ``亭|亭[ting2]`` as ``亭 tíng``."""
    return with_readings(_REFERENCE.sub(_reference, gloss))


def with_readings(gloss: str, notation: Notation = Notation.MARKS) -> str:
    """A gloss with the readings that it tells of as people write them: ``pr. [xi2]`` as ``pr. xí``."""
    return _ALONE.sub(lambda match: written(_told(match[1]), notation), gloss)


def _reference(match: re.Match[str]) -> str:
    return f"{match[2] or match[1]} {written(_told(match[3]), Notation.MARKS)}"


def _told(numbered: str) -> list[Syllable]:
    found = _NUMBERED.findall(numbered)
    return [Syllable(0, 0, letters.replace("u:", "ü"), int(tone)) for letters, tone in found]
