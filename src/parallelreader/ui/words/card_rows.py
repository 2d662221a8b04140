"""The rows of a card laid out in a width: senses with what speaks for them, other words in the same place.

Colours and states are left to the list.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from parallelreader.app.words.card import Card, CardSense, Match
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readable_glosses import readable
from parallelreader.core.words.readings import written
from parallelreader.ui.theme.fonts import headword_font, interface_font
from parallelreader.ui.words.card_ink import Ink

LEFT, TEXT_LEFT, RIGHT = 8, 28, 8
_ABOVE, _BELOW = 6, 7
_ABOVE_SMALL = 4
_LONGEST_GLOSS = 1200
_MATCH_HEIGHT = 28
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class Kind(Enum):
    """What a row tells."""

    SENSE = 1
    MATCH = 2
    NOTHING = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``text`` and what stands under it in small letters. ``number`` counts senses from one;
    ``leads_on``: chosen, it leads to the list of dictionaries."""

    kind: Kind
    text: str
    small: str = ""
    number: int = 0
    sense: CardSense | None = None
    match: Match | None = None
    begins_part: bool = False
    leads_on: bool = False

    @property
    def is_likely(self) -> bool:
        """Whether it is what is meant here."""
        return any(each is not None and each.is_likely for each in (self.sense, self.match))

    @property
    def spoken(self) -> str:
        """All of it, for who cannot see it."""
        if self.match is not None:
            likely = f" {_tr('Likely here')}" if self.match.is_likely else ""
            return f"{self.match.word} {written(self.match.syllables, Notation.MARKS)} {self.text}{likely}"
        reading = written(self.sense.syllables, Notation.MARKS) if self.sense is not None else ""
        parts = (f"{self.number}" if self.number else "", reading, self.text, self.small)
        return ". ".join(part for part in parts if part)


def rows_of(card: Card) -> list[Row]:
    """What a card has in its list, from the top."""
    names = sum(sense.is_name for sense in card.senses)
    rows = [_sense_row(number, sense) for number, sense in enumerate(card.senses, start=1 - names)]
    if not rows:
        rows.append(_nothing_row(card))
    here = [match for match in card.matches if match.span is not None]
    listed = [match for match in card.matches if match.span is None]
    for number, match in enumerate(here):
        rows.append(Row(Kind.MATCH, readable(match.gloss), match=match, begins_part=number == 0))
    if listed and card.key:
        said = _tr("In the dictionary for “{words}”").format(words=card.asked)
        rows.append(Row(Kind.NOTHING, said, begins_part=True))
    rows += [Row(Kind.MATCH, readable(match.gloss), match=match) for match in listed]
    return rows


def name_lines(spelt: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """That a word is a name and how it is written in English, and whose English that is: ``spelt`` has the
    names of versions with their spellings."""
    spellings = list(dict.fromkeys(spelling for _, spelling in spelt))
    if not spellings:
        return _tr("Name"), ""
    if len(spellings) == 1:
        names = _tr(" and ").join(_whose(name) for name, _ in spelt)
        text = _tr("Name · “{spelt}”").format(spelt=spellings[0])
        return text, _tr("in {whose} English").format(whose=names)
    each = _tr("“{spelt}” in {whose} English")
    return _tr("Name"), " · ".join(each.format(spelt=said, whose=_whose(name)) for name, said in spelt)


def _whose(name: str) -> str:
    return _tr("the") if name == _tr("English") else _tr("{name}’s").format(name=name)


def _nothing_row(card: Card) -> Row:
    """Why there is no sense. Where all dictionaries are missing, this is the way to the list of them."""
    leads_on = bool(card.missing and card.key)
    small = _tr("Click, or Enter, for the list of dictionaries") if leads_on else ""
    said = card.missing or _tr("This word is in no dictionary.")
    return Row(Kind.NOTHING, said, small, leads_on=leads_on)


def _sense_row(number: int, sense: CardSense) -> Row:
    small = sense.dictionary
    if sense.is_name:
        text, small = name_lines(sense.spelt)
        return Row(Kind.SENSE, text, small, 0, sense)
    evidence = sense.evidence
    if sense.is_likely and evidence is not None:
        said = (
            _tr("Likely here: matches “{words}”")
            if evidence.is_linked
            else _tr("Perhaps here: the sentence has “{words}”")
        )
        small = " · ".join(part for part in (said.format(words=evidence.words), small) if part)
    return Row(Kind.SENSE, readable(sense.text)[:_LONGEST_GLOSS], small, number, sense)


class RowLayout:
    """What stands where in a row so many pixels wide."""

    def __init__(self, row: Row, width: int, ink: Ink) -> None:
        self.row = row
        self.font = row_font(row)
        self.reading = 0.0
        if row.kind is Kind.MATCH:
            self.height = _MATCH_HEIGHT + (9 if row.begins_part else 0)
            return
        left = LEFT if row.kind is Kind.NOTHING else TEXT_LEFT
        if row.sense is not None and row.sense.syllables:
            self.reading = ink.width(row.sense.syllables, small_font()) + 8
        across = max(width - left - RIGHT - self.reading, 40.0)
        box = QFontMetricsF(self.font).boundingRect(QRectF(0, 0, across, 1e6), _WRAPPED, row.text)
        above = _ABOVE if row.small or row.kind is Kind.NOTHING else _ABOVE_SMALL
        self.text = QRectF(left + self.reading, above, across, box.height() + 1)
        self.small = QRectF()
        bottom = self.text.bottom()
        if row.small:
            small = QFontMetricsF(small_font()).boundingRect(
                QRectF(0, 0, width - left - RIGHT, 1e6), _WRAPPED, row.small
            )
            self.small = QRectF(left, bottom + 1, width - left - RIGHT, small.height() + 1)
            bottom = self.small.bottom()
        self.height = round(bottom + (_BELOW if row.small else _ABOVE_SMALL)) + (9 if row.begins_part else 0)


def row_font(row: Row) -> QFont:
    """The face of the main line of a row."""
    font = interface_font()
    if row.sense is not None and row.sense.is_likely:
        font.setWeight(QFont.Weight.Medium)
    return font


def small_font() -> QFont:
    """The face of what stands under it."""
    return interface_font(12)


def match_font() -> QFont:
    """The face of the Chinese words in the list."""
    return headword_font(17)


def _tr(text: str) -> str:
    return QCoreApplication.translate("WordCard", text)
