"""Paints the states of the list: a bar while something is aligned, and the colours of doubt and failure.

What the states say is known to ``words``.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionProgressBar,
    QStyleOptionViewItem,
)

from parallelreader.app.realigning import Aligned, Failed
from parallelreader.app.shelf import Running
from parallelreader.ui.shelf.model import ShelfModel
from parallelreader.ui.shelf.words import is_doubtful
from parallelreader.ui.theme.source import ThemeSource

Index = QModelIndex | QPersistentModelIndex
_STEPS = 100
_BAR_WIDTH = 120
_PERCENT_WIDTH = 48


class StateDelegate(QStyledItemDelegate):
    """For the column with the states of a ShelfModel."""

    def __init__(self, model: ShelfModel, themes: ThemeSource, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._themes = themes

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        report, theme = self._model.report(index.row()), self._themes.current
        ink = theme.secondary
        if isinstance(report, Failed):
            ink = theme.error
        elif is_doubtful(report):
            ink = theme.low_text
        elif isinstance(report, Aligned):
            ink = theme.text
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            option.palette.setColor(role, ink)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        report = self._model.report(index.row())
        if isinstance(report, Running) and not self._model.is_over:
            left = option.rect.left() + _PERCENT_WIDTH
            bar = QStyleOptionProgressBar()
            bar.rect = QRect(left, option.rect.top(), _BAR_WIDTH, option.rect.height())
            bar.minimum, bar.maximum, bar.progress = 0, _STEPS, round(_STEPS * report.share)
            style = option.widget.style() if option.widget is not None else QApplication.style()
            for part in (
                QStyle.ControlElement.CE_ProgressBarGroove,
                QStyle.ControlElement.CE_ProgressBarContents,
            ):
                style.drawControl(part, bar, painter, option.widget)
