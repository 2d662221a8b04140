"""How readings are written on a card: in the colours of their tones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from parallelreader.app.reading.lettering import ToneColours
from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import written
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.theme.tones import tone_colour


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
