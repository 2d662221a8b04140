"""The sizes and faces in which each column is set, and how zooming changes them."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from parallelreader.core.corpus import Version
from parallelreader.core.language.conversion import Script
from parallelreader.ui.reader.text_layout import TextStyle
from parallelreader.ui.theme.fonts import reading_font

CHINESE_SIZES = range(14, 41)
ENGLISH_SIZES = range(12, 33)
_CHINESE_SIZE, _ENGLISH_SIZE = 20, 17
_CHINESE_LINE, _ENGLISH_LINE = 1.8, 1.65
_CHINESE_ROW_LINE, _ENGLISH_ROW_LINE = 1.6, 1.5
_CHINESE_INDENT, _ENGLISH_INDENT = 2.0, 1.4
# Of a line with readings, and of the room for these over the letters.
_READ_LINE, _READING = 2.2, 0.6
# What is compared line by line is set closer than what is read for long.
_CHINESE_REPAIR_SHARE, _ENGLISH_REPAIR_SHARE = 17 / 20, 16 / 17
# The widest column, in em: beyond forty characters of Chinese, or some seventy letters, lines get lost.
_CHINESE_MEASURE, _ENGLISH_MEASURE = 40, 34


class Setting(StrEnum):
    """What a text is set for: prose with indents, the cells of rows, or those of repair."""

    PROSE = "prose"
    ROWS = "rows"
    REPAIR = "repair"


class Styles:
    """Sizes belong to columns, from the left: another version shown there is set as large.

    A version that goes on to be shown keeps its size where a column beside it is opened or closed.
    """

    def __init__(self) -> None:
        self._zooms: list[float] = []
        self._document = ""
        self._shown: tuple[str, ...] = ()
        self._known: dict[tuple[str, int, Setting, bool], TextStyle] = {}

    @property
    def zooms(self) -> tuple[float, ...]:
        """Factors of the usual size by column, to be remembered."""
        return tuple(self._zooms)

    def restore(self, zooms: Sequence[float]) -> None:
        """Take back what was remembered."""
        self._zooms, self._document = list(zooms), ""
        self._fill_up()

    def show(self, document: str, versions: Sequence[str]) -> None:
        """These versions of a document stand in the columns, from the left."""
        before = dict(zip(self._shown, self._zooms, strict=False)) if document == self._document else {}
        self._document, self._shown = document, tuple(versions)
        self._fill_up()
        for number, version in enumerate(self._shown):
            self._zooms[number] = before.get(version, self._zooms[number])

    def _fill_up(self) -> None:
        self._zooms += [1.0] * (len(self._shown) - len(self._zooms))

    def size(self, version: Version) -> int:
        """The size of a version shown, in pixels."""
        usual, sizes = _sizes(version)
        zoom = self._zooms[self._shown.index(version.id)] if version.id in self._shown else 1.0
        return min(max(round(usual * zoom), sizes.start), sizes.stop - 1)

    def zoom(self, version: Version, steps: int) -> bool:
        """Make a version larger or smaller by pixels, 0 for its usual size; say whether it changed."""
        if version.id not in self._shown:
            return False
        before = self.size(version)
        usual, _ = _sizes(version)
        self._zooms[self._shown.index(version.id)] = (before + steps) / usual if steps else 1.0
        # Kept within the range, so that zooming back begins at once.
        self._zooms[self._shown.index(version.id)] = self.size(version) / usual
        return self.size(version) != before

    def style(
        self,
        version: Version,
        setting: Setting = Setting.PROSE,
        *,
        script: Script = Script.AS_WRITTEN,
        has_readings: bool = False,
    ) -> TextStyle:
        """How a version is set: in the letterforms of a script, and with room over the lines for readings."""
        size = self.size(version)
        script = script if version.is_chinese else Script.AS_WRITTEN
        language = script.language or version.language
        key = (language, size, setting, has_readings)
        if key not in self._known:
            style = _style(version, language, size, setting)
            self._known[key] = _with_readings(style, size) if has_readings else style
        return self._known[key]

    def measure(self, version: Version) -> float:
        """The widest column for a version, in pixels."""
        return (_CHINESE_MEASURE if version.is_chinese else _ENGLISH_MEASURE) * self.size(version)


def _sizes(version: Version) -> tuple[int, range]:
    return (_CHINESE_SIZE, CHINESE_SIZES) if version.is_chinese else (_ENGLISH_SIZE, ENGLISH_SIZES)


def _style(version: Version, language: str, size: int, setting: Setting) -> TextStyle:
    prose = setting is Setting.PROSE
    if setting is Setting.REPAIR:
        size = round(size * (_CHINESE_REPAIR_SHARE if version.is_chinese else _ENGLISH_REPAIR_SHARE))
    font = reading_font(language, size)
    if version.is_chinese:
        line, indent = (_CHINESE_LINE, _CHINESE_INDENT) if prose else (_CHINESE_ROW_LINE, 0.0)
    else:
        line, indent = (_ENGLISH_LINE, _ENGLISH_INDENT) if prose else (_ENGLISH_ROW_LINE, 0.0)
    chinese = version.is_chinese
    return TextStyle(font, round(size * line), size * indent, justified=chinese and prose, is_chinese=chinese)


def _with_readings(style: TextStyle, size: int) -> TextStyle:
    """The same with one height for all lines, whether readings stand over them or not."""
    return replace(style, line_height=round(size * _READ_LINE), above=round(size * _READING))
