"""The sizes and faces in which each version is set, and how zooming changes them."""

from parallelreader.core.corpus import Version
from parallelreader.ui.reader.text_layout import TextStyle
from parallelreader.ui.theme.fonts import reading_font

CHINESE_SIZES = range(14, 41)
ENGLISH_SIZES = range(12, 33)
_CHINESE_SIZE, _ENGLISH_SIZE = 20, 17
_CHINESE_LINE, _ENGLISH_LINE = 1.8, 1.65
_CHINESE_INDENT, _ENGLISH_INDENT = 2.0, 1.4
# The widest column, in em: beyond forty characters of Chinese, or some seventy letters, lines get lost.
_CHINESE_MEASURE, _ENGLISH_MEASURE = 40, 34


class Styles:
    """Font sizes by version id, in pixels; a version never zoomed has the size of its language."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._known: dict[tuple[str, int, bool], TextStyle] = {}

    def sizes(self) -> dict[str, int]:
        """What was zoomed, to be remembered."""
        return dict(self._sizes)

    def restore(self, sizes: dict[str, int]) -> None:
        """Take back what was remembered."""
        self._sizes = dict(sizes)

    def size(self, version: Version) -> int:
        return self._sizes.get(version.id, _CHINESE_SIZE if version.is_chinese else _ENGLISH_SIZE)

    def zoom(self, version: Version, steps: int) -> bool:
        """Make a version larger or smaller by pixels, 0 for its usual size; say whether it changed."""
        before = self.size(version)
        sizes = CHINESE_SIZES if version.is_chinese else ENGLISH_SIZES
        if steps == 0:
            self._sizes.pop(version.id, None)
        else:
            self._sizes[version.id] = min(max(before + steps, sizes.start), sizes.stop - 1)
        return self.size(version) != before

    def style(self, version: Version, *, prose: bool = True) -> TextStyle:
        """How a version is set, as prose with indents or in the cells of rows without."""
        size = self.size(version)
        key = (version.language, size, prose)
        if key not in self._known:
            self._known[key] = _style(version, size, prose)
        return self._known[key]

    def measure(self, version: Version) -> float:
        """The widest column for a version, in pixels."""
        return (_CHINESE_MEASURE if version.is_chinese else _ENGLISH_MEASURE) * self.size(version)


def _style(version: Version, size: int, prose: bool) -> TextStyle:
    font = reading_font(version.language, size)
    chinese = version.is_chinese
    line = round(size * (_CHINESE_LINE if chinese else _ENGLISH_LINE))
    if not prose:
        line = round(size * (1.6 if chinese else 1.5))
    indent = size * (_CHINESE_INDENT if chinese else _ENGLISH_INDENT) if prose else 0.0
    return TextStyle(font, line, indent, justified=chinese and prose)
