"""The paper of a hand-out and the faces it is set in: sizes in tenths of a point, colours for paper."""

from dataclasses import dataclass

from PySide6.QtGui import QColor, QFont

from parallelreader.app.themes import ThemeName
from parallelreader.core.handout import Column, HandoutOptions
from parallelreader.core.notes.note import Colour
from parallelreader.ui.printing.flow import Look
from parallelreader.ui.theme.fonts import reading_font, sans_font
from parallelreader.ui.theme.tokens import load_theme

UNITS_IN_INCH = 720.0
_UNITS_IN_MILLIMETRE = UNITS_IN_INCH / 25.4
_UNITS_IN_POINT = 10
_MARGINS = {"side": 18.0, "top": 20.0, "bottom": 19.0, "head": 10.0}

INK, PALE = QColor("#000000"), QColor("#555555")
_OTHER_SHARE, _READING_SHARE, _SMALL_SHARE = 0.86, 0.56, 0.68
_TITLE_SHARE, _HEADING_SHARE = 1.55, 1.2
_CHINESE_LEADING, _OTHER_LEADING = 1.5, 1.4


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet for hand-outs with these options."""

    options: HandoutOptions

    @property
    def width(self) -> float:
        return self.options.paper.millimetres[0] * _UNITS_IN_MILLIMETRE

    @property
    def height(self) -> float:
        return self.options.paper.millimetres[1] * _UNITS_IN_MILLIMETRE

    @property
    def left(self) -> float:
        return _MARGINS["side"] * _UNITS_IN_MILLIMETRE

    @property
    def top(self) -> float:
        return _MARGINS["top"] * _UNITS_IN_MILLIMETRE

    @property
    def head(self) -> float:
        """Where the running head begins, and how far from the lower edge the number of the page ends."""
        return _MARGINS["head"] * _UNITS_IN_MILLIMETRE

    @property
    def text_width(self) -> float:
        return self.width - 2 * self.left

    @property
    def text_height(self) -> float:
        return self.height - self.top - _MARGINS["bottom"] * _UNITS_IN_MILLIMETRE

    @property
    def em(self) -> float:
        """The size of Chinese."""
        return self.options.size * _UNITS_IN_POINT

    def words(self, column: Column) -> Look:
        """How the text of a version is set."""
        return self._look(column, 1.0)

    def heading(self, column: Column, level: int) -> Look:
        """How its headings are set."""
        look = self._look(column, _HEADING_SHARE if level == 1 else 1.05)
        look.font.setWeight(QFont.Weight.DemiBold if column.is_chinese else QFont.Weight.Normal)
        return look

    def title(self, language: str) -> Look:
        """How the title of a document is set."""
        font = reading_font(language, self.em * _TITLE_SHARE)
        font.setWeight(QFont.Weight.DemiBold)
        return Look(font, INK, self.em * _TITLE_SHARE * 1.4, is_chinese=False)

    def small(self) -> Look:
        """How credits, heads of columns, numbers and notes are set."""
        size = self.em * _SMALL_SHARE
        return Look(sans_font("", size), PALE, size * 1.5)

    def note(self) -> Look:
        """How notes are set."""
        size = self.em * 0.78
        return Look(sans_font("", size), INK, size * 1.5)

    def _look(self, column: Column, share: float) -> Look:
        size = self.em * share * (1.0 if column.is_chinese else _OTHER_SHARE)
        leading = size * (_CHINESE_LEADING if column.is_chinese else _OTHER_LEADING)
        reading = sans_font("", size * _READING_SHARE) if column.is_chinese else None
        return Look(reading_font(column.language, size), INK, leading, column.is_chinese, reading)


def grounds() -> dict[Colour, QColor]:
    """The grounds of marks on white paper."""
    theme = load_theme(ThemeName.LIGHT)
    return {colour: theme.color(f"hl-{colour}") for colour in Colour}
