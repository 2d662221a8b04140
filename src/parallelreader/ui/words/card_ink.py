"""How the parts of a card are written: readings in the colours of their tones, glosses as people read."""

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from parallelreader.core.words.pinyin import Notation, Syllable
from parallelreader.core.words.readings import written
from parallelreader.ui.theme.tokens import Theme

_REFERENCE = re.compile(r"([^\s\[\],;|]+)(?:\|([^\s\[\],;]+))?\[([A-Za-z:,· ]*\d[A-Za-z0-9:,· ]*)\]")
_NUMBERED = re.compile(r"([A-Za-z:ü]+)([1-5])")


def tone_colour(theme: Theme, tone: int) -> QColor:
    """The colour of a tone, 5 for none."""
    tones = (theme.tone_1, theme.tone_2, theme.tone_3, theme.tone_4, theme.tone_neutral)
    return tones[min(max(tone, 1), 5) - 1]


def reading_parts(syllables: Sequence[Syllable], notation: Notation) -> Iterator[tuple[str, int]]:
    """The pieces in which the reading of a word is written, each with its tone."""
    before = ""
    for count, syllable in enumerate(syllables, start=1):
        whole = written(syllables[:count], notation)
        yield whole[len(before) :], syllable.tone
        before = whole


def draw_reading(
    painter: QPainter,
    theme: Theme,
    syllables: Sequence[Syllable],
    at: QPointF,
    font: QFont,
    notation: Notation = Notation.MARKS,
) -> float:
    """Write a reading in the colours of its tones, its baseline beginning at ``at``; give its width."""
    metrics, x = QFontMetricsF(font), at.x()
    painter.setFont(font)
    for text, tone in reading_parts(syllables, notation):
        painter.setPen(tone_colour(theme, tone))
        painter.drawText(QPointF(x, at.y()), text)
        x += metrics.horizontalAdvance(text)
    return x - at.x()


def reading_width(syllables: Sequence[Syllable], font: QFont, notation: Notation = Notation.MARKS) -> float:
    """How wide :func:`draw_reading` writes."""
    metrics = QFontMetricsF(font)
    return sum(metrics.horizontalAdvance(text) for text, _ in reading_parts(syllables, notation))


def readable(gloss: str) -> str:
    """A gloss with what it points to as people write it: ``亭|亭[ting2]`` as ``亭 tíng``."""
    return _REFERENCE.sub(_reference, gloss)


def _reference(match: re.Match[str]) -> str:
    word = match[2] or match[1]
    syllables = [
        Syllable(0, 0, letters.replace("u:", "ü"), int(tone)) for letters, tone in _NUMBERED.findall(match[3])
    ]
    return f"{word} {written(syllables, Notation.MARKS)}"
