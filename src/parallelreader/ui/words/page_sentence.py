"""A sentence of either language over several lines, with the words it is about in bold."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.text import Span
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.utf16 import Utf16Map

_ELLIPSIS = "…"
_LINE = {True: 1.6, False: 1.45}


class SentenceLabel(QWidget):
    """Says its text to screen readers; it grows downwards, up to ``most_lines``."""

    def __init__(
        self,
        themes: ThemeSource,
        *,
        size: float,
        most_lines: int = 6,
        is_centred: bool = False,
        token: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes, self._size, self._most_lines = themes, size, most_lines
        self._is_centred, self._token = is_centred, token
        self._text, self._language = "", "zh-Hans"
        self._marked: tuple[Span, ...] = ()
        self._kept: tuple[int, QTextLayout, int] | None = None
        # A fixed height would be that of the width before it stood in its place.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes.changed.connect(self._on_themes_changed)

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def show_sentence(self, text: str, marked: Sequence[Span], language: str) -> None:
        """Say a sentence, these stretches of it in bold."""
        self._text, self._language = text.strip("\n"), language
        self._marked = tuple(span for span in marked if span.start < span.end <= len(self._text))
        self._kept = None
        self.setAccessibleName(self._text)
        self.setVisible(bool(self._text))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width)[1] if self._text else 0

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        painter = QPainter(self)
        painter.setPen(self._themes.current.color(self._token))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()

    def _on_themes_changed(self) -> None:
        self.update()

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        if self._kept is None or self._kept[0] != width:
            layout, height, ends = self._lay_out(self._text, width)
            if ends is not None:
                shown = self._text[: max(ends - 2, 0)].rstrip() + _ELLIPSIS
                layout, height, _ = self._lay_out(shown, width)
            self._kept = width, layout, height
        return self._kept[1], self._kept[2]

    def _lay_out(self, text: str, width: int) -> tuple[QTextLayout, int, int | None]:
        """The layout, its height, and where the text did not fit how many code points did."""
        font = reading_font(self._language, self._size)
        line_height = round(self._size * _LINE[is_chinese_tag(self._language)])
        units = Utf16Map(text)
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if self._is_centred:
            option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout.setTextOption(option)
        layout.setFormats(self._formats(text, units))
        layout.setCacheEnabled(True)
        layout.beginLayout()
        end = lines = 0
        while lines < self._most_lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0.0, lines * line_height + (line_height - line.height()) / 2))
            end = line.textStart() + line.textLength()
            lines += 1
        layout.endLayout()
        return layout, lines * line_height, None if end >= units.units else units.from_qt(end)

    def _formats(self, text: str, units: Utf16Map) -> list[QTextLayout.FormatRange]:
        formats = []
        for span in self._marked:
            if span.end > len(text):
                continue
            bold = QTextLayout.FormatRange()
            bold.start = units.to_qt(span.start)
            bold.length = units.to_qt(span.end) - bold.start
            style = QTextCharFormat()
            style.setFontWeight(QFont.Weight.Bold)
            bold.format = style
            formats.append(bold)
        return formats
