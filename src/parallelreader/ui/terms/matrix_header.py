"""The heads of the matrix: a bar of counts for each version, whose parts filter, with their names below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from parallelreader.app.terms.sheet import GAP, CellFilter
from parallelreader.ui.terms.matrix_model import CHINESE, FIRST, PAIR, MatrixModel
from parallelreader.ui.terms.matrix_painting import PAIR_LEFT
from parallelreader.ui.terms.variant_ink import COLOURED, draw_dashed, draw_tint, variant_name
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.widgets.foreign_text import plain_tip

HEIGHT = 79
_LEFT, _RIGHT = 13, 8
_NAME = (7, 20)
_BAR = (31, 17)
_LEGEND = (53, 19)
_LEAST, _BETWEEN = 17.0, 2.0
_CHIP = 13.0
_APART, _BETWEEN_WORDS = 10.0, 8.0
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
REST = "\N{NULL}rest"
"""Stands for the variants for which a bar has no room."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar, or of the names below it, with where it stands in its column."""

    variant: str
    count: int
    area: QRectF


class MatrixHeader(QHeaderView):
    """``filter_chosen`` has a CellFilter; ``rest_chosen`` the number of a version and where its other
    variants are to be listed."""

    filter_chosen = Signal(object)
    rest_chosen = Signal(int, QPoint)

    def __init__(self, model: MatrixModel, themes: ThemeSource, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._matrix, self._themes = model, themes
        self._bold, self._small = interface_font(13), interface_font(12, tabular=True)
        self._bold.setWeight(QFont.Weight.Medium)
        self._caption = interface_font(11, tabular=True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Versions"))
        themes.changed.connect(self.viewport().update)
        model.headerDataChanged.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(100, HEIGHT)

    def parts(self, section: int) -> list[Part]:
        """The parts of the bar of a version."""
        sheet = self._matrix.sheet
        if sheet is None or section < FIRST:
            return []
        counts = sheet.counts(self._matrix.heads[section - FIRST].id)
        width = self.sectionSize(section) - _LEFT - _RIGHT
        metrics = QFontMetricsF(self._caption)
        least = max((metrics.horizontalAdvance(f"{count:,}") + 6 for _, count in counts), default=0.0)
        return list(_bar(_fitting(counts, width, max(least, _LEAST)), width, max(least, _LEAST)))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme = self._themes.current
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, theme.bg)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.control)
        if section > CHINESE:
            painter.fillRect(rect.left(), rect.top(), 1, rect.height(), theme.line)
        painter.translate(rect.topLeft())
        if section == PAIR:
            painter.setFont(self._caption)
            painter.setPen(theme.secondary)
            painter.drawText(QRectF(PAIR_LEFT, _LEGEND[0], rect.width(), _LEGEND[1]), _FLAGS, self.tr("Pair"))
        elif section == CHINESE:
            found = self._matrix.found_words()
            self._paint_head(painter, (6, _LEGEND[0]), rect.width(), self.tr("Chinese"), found, theme)
        elif section - FIRST < len(self._matrix.heads):
            name, briefs = self._matrix.heads[section - FIRST].name, self._matrix.head_briefs(section - FIRST)
            self._paint_head(painter, (_LEFT, _NAME[0]), rect.width(), name, briefs, theme)
            parts = self.parts(section)
            self._paint_bar(painter, section, parts, theme)
            self._paint_legend(painter, section, parts, theme)
        painter.restore()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), plain_tip(self.tip_at(event.pos()), wraps=True), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        is_part = self._part_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if is_part else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._part_at(event.position())
        if found is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        section, part = found
        if part.variant == REST:
            self.rest_chosen.emit(section - FIRST, event.globalPosition().toPoint())
            return
        wanted = CellFilter(part.variant, self._matrix.heads[section - FIRST].id)
        self.filter_chosen.emit(CellFilter() if wanted == self._matrix.filter else wanted)

    def tip_at(self, point: QPoint) -> str:
        """What is said of the part of a bar, or of the version, under the pointer."""
        section, sheet = self.logicalIndexAt(point), self._matrix.sheet
        if sheet is None or section < FIRST:
            return ""
        column = self._matrix.heads[section - FIRST].id
        found = self._part_at(QPointF(point))
        if found is None:
            return self._column_tip(section - FIRST)
        part = found[1]
        if part.variant == REST:
            return self.tr("Other variants: press to list them")
        share = round(100 * part.count / max(sheet.cells_in(column), 1))
        name = variant_name(part.variant, sheet.text_of(part.variant))
        return self.tr("{name}: {count}, {share} % (press to show only these)").format(
            name=name, count=f"{part.count:,}", share=share
        )

    def _column_tip(self, number: int) -> str:
        """How consistent a version is, and how it differs from the others."""
        sheet, heads = self._matrix.sheet, self._matrix.heads
        assert sheet is not None
        column, names = heads[number].id, {head.id: head.name for head in heads}
        lines = [", ".join(self._matrix.head_words(number))]
        alike = sheet.matrix.consistency.get(column)
        if alike is not None:
            lines.append(self.tr("{share} % are the commonest rendering").format(share=round(100 * alike)))
        for each in sheet.matrix.differences:
            if column in (each.first, each.second):
                other = each.second if column == each.first else each.first
                text = self.tr("Differs from {name} in {count} of {all}")
                lines.append(
                    text.format(name=names.get(other, other), count=f"{each.differ:,}", all=f"{each.both:,}")
                )
        return "\n".join(lines)

    def _part_at(self, point: QPointF) -> tuple[int, Part] | None:
        section = self.logicalIndexAt(point.toPoint())
        if section < FIRST:
            return None
        inside = QPointF(point.x() - self.sectionViewportPosition(section), point.y())
        parts = self.parts(section)
        for part in (*parts, *(part for part, _ in self._legend(section, parts))):
            if part.area.adjusted(-1, -3, 1, 3).contains(inside):
                return section, part
        return None

    def _paint_head(
        self,
        painter: QPainter,
        at: tuple[int, int],
        width: int,
        name: str,
        briefs: Sequence[str],
        theme: Theme,
    ) -> None:
        """A name, and behind it of what can be said the most that there is room for."""
        room = width - at[0] - _RIGHT
        bold, small = QFontMetricsF(self._bold), QFontMetricsF(self._small)
        shown = bold.elidedText(
            name, Qt.TextElideMode.ElideRight, room - small.horizontalAdvance(briefs[-1]) - _BETWEEN_WORDS
        )
        painter.setFont(self._bold)
        painter.setPen(theme.text)
        painter.drawText(QRectF(at[0], at[1], room, _NAME[1]), _FLAGS, shown)
        left = bold.horizontalAdvance(shown) + _BETWEEN_WORDS
        rest = next((each for each in briefs if small.horizontalAdvance(each) <= room - left), briefs[-1])
        painter.setFont(self._small)
        painter.setPen(theme.secondary)
        painter.drawText(QRectF(at[0] + left, at[1], room - left + 2, _NAME[1]), _FLAGS, rest)

    def _paint_bar(self, painter: QPainter, section: int, parts: Sequence[Part], theme: Theme) -> None:
        sheet, wanted = self._matrix.sheet, self._matrix.filter
        assert sheet is not None
        column = self._matrix.heads[section - FIRST].id
        painter.setFont(self._caption)
        for part in parts:
            area = part.area.adjusted(0.5, 0.5, -0.5, -0.5)
            if part.variant == GAP:
                draw_dashed(painter, theme.low_text, area)
            else:
                place = COLOURED if part.variant == REST else sheet.place_of(part.variant)
                draw_tint(painter, theme, place, area, edged=True)
            if wanted.variant == part.variant and wanted.column in ("", column):
                painter.setPen(QPen(theme.accent, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(part.area.adjusted(-0.5, -0.5, 0.5, 0.5), 3, 3)
            painter.setPen(theme.text)
            painter.drawText(part.area, _CENTRE, f"{part.count:,}")

    def _paint_legend(self, painter: QPainter, section: int, parts: Sequence[Part], theme: Theme) -> None:
        sheet = self._matrix.sheet
        assert sheet is not None
        plain, figures = QFont(self._caption), QFont(self._caption)
        figures.setWeight(QFont.Weight.Medium)
        for part, name in self._legend(section, parts):
            left, place = part.area.left(), sheet.place_of(part.variant)
            if part.variant not in (GAP, REST):
                chip = QRectF(left, part.area.center().y() - _CHIP / 2, _CHIP, _CHIP)
                draw_tint(painter, theme, place, chip.adjusted(0.5, 0.5, -0.5, -0.5), edged=True)
                painter.setFont(interface_font(9, tabular=True))
                painter.setPen(theme.text)
                painter.drawText(chip, _CENTRE, str(place + 1))
                left += _CHIP + 4
            painter.setFont(plain)
            painter.setPen(theme.text)
            wide = QFontMetricsF(plain).horizontalAdvance(name + " ")
            area = QRectF(left, part.area.top(), part.area.right() - left + 2, part.area.height())
            painter.drawText(area, _FLAGS, name)
            painter.setFont(figures)
            painter.drawText(area.adjusted(wide, 0, 0, 0), _FLAGS, f"{part.count:,}")

    def _legend(self, section: int, parts: Sequence[Part]) -> Iterator[tuple[Part, str]]:
        """The names below a bar, as many as there is room for."""
        sheet = self._matrix.sheet
        if sheet is None:
            return
        metrics = QFontMetricsF(self._caption)
        left, end = float(_LEFT), float(self.sectionSize(section) - _RIGHT)
        for part in parts:
            if part.variant == REST:
                name = self.tr("other")
            else:
                name = variant_name(part.variant, sheet.text_of(part.variant))
            chip = 0.0 if part.variant in (GAP, REST) else _CHIP + 4
            counted = metrics.horizontalAdvance(f" {part.count:,}") + 3
            room = end - left - chip - counted
            if room < metrics.horizontalAdvance("mm…"):
                return
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
            wide = chip + metrics.horizontalAdvance(shown) + counted
            yield Part(part.variant, part.count, QRectF(left, _LEGEND[0], wide, _LEGEND[1])), shown
            left += wide + _APART


def _fitting(counts: Sequence[tuple[str, int]], width: float, least: float) -> list[tuple[str, int]]:
    """Variants and counts, the rarest as one where there is no room for a part each."""
    most = max(int((width + _BETWEEN) // (least + _BETWEEN)), 1)
    if len(counts) <= most:
        return list(counts)
    gap = [each for each in counts if each[0] == GAP]
    named = [each for each in counts if each[0] != GAP]
    kept = max(most - 1 - len(gap), 0)
    rest = sum(count for _, count in named[kept:])
    return [*named[:kept], (REST, rest), *gap]


def _bar(counts: Sequence[tuple[str, int]], width: float, least: float) -> Iterator[Part]:
    """Parts as wide as their counts, none narrower than its number."""
    if not counts:
        return
    free = width - _BETWEEN * (len(counts) - 1)
    total, wide = sum(count for _, count in counts), dict[int, float]()
    left, share = free, float(total)
    for number, (_, count) in sorted(enumerate(counts), key=lambda each: each[1][1]):
        wide[number] = max(left * count / share if share else least, least)
        left, share = left - wide[number], share - count
    x = float(_LEFT)
    for number, (variant, count) in enumerate(counts):
        yield Part(variant, count, QRectF(x, _BAR[0], wide[number], _BAR[1]))
        x += wide[number] + _BETWEEN
