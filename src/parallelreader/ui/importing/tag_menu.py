"""The menu of a line: its tags with their keys, splitting it, and the same for lines like it."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from parallelreader.core.page import LineTag
from parallelreader.ui.importing.drafting import DEEPEST_BY_HAND
from parallelreader.ui.importing.tags import LOOKS, SWATCH, draw_swatch, tag_name
from parallelreader.ui.theme.icons import ICON_SIZE, icon
from parallelreader.ui.theme.tokens import Theme


class TagMenu(QMenu):
    """Its keys work while it is open, too."""

    tag_chosen = Signal(object)
    level_chosen = Signal()
    split_chosen = Signal()
    same_chosen = Signal()

    def __init__(
        self, theme: Theme, *, current: LineTag, level: int = 0, can_split: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._keys: dict[int, QAction] = {}
        for look in LOOKS:
            action = self._add(f"{tag_name(look.tag)}\t{look.digit}", _swatch(theme, look.tag), look.key)
            action.triggered.connect(self._emitter(look.tag))
            if look.tag is current:
                self.setActiveAction(action)
        self.addSeparator()
        heading = self._add(self._heading_text(level) + "\tH", icon("type"), Qt.Key.Key_H)
        heading.setEnabled(current.is_text)
        heading.triggered.connect(lambda: self.level_chosen.emit())
        split = self._add(self.tr("Split into two lines") + "\tS", icon("split"), Qt.Key.Key_S)
        split.setEnabled(can_split)
        split.triggered.connect(lambda: self.split_chosen.emit())
        self.same = self._add(
            self.tr("Same for lines like this") + "\t" + self.tr("Shift+Enter"), icon("copy"), None
        )
        self.same.triggered.connect(lambda: self.same_chosen.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        is_same = shifted and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        action = self.same if is_same else self._keys.get(event.key())
        if action is not None and action.isEnabled():
            self.close()
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _add(self, text: str, picture: QIcon, key: Qt.Key | None) -> QAction:
        action = self.addAction(picture, text)
        if key is not None:
            self._keys[key] = action
        return action

    def _heading_text(self, level: int) -> str:
        """What the line becomes next: a heading, one further inside, or text again."""
        if not level:
            return self.tr("Make it a heading")
        if level < DEEPEST_BY_HAND:
            return self.tr("Make it a heading of level {level}").format(level=level + 1)
        return self.tr("Make it running text")

    def _emitter(self, tag: LineTag) -> Callable[[], None]:
        return lambda: self.tag_chosen.emit(tag)


def _swatch(theme: Theme, tag: LineTag) -> QIcon:
    pixmap = QPixmap(ICON_SIZE, ICON_SIZE)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    inset = (ICON_SIZE - SWATCH) // 2
    draw_swatch(painter, QRect(inset, inset, SWATCH, SWATCH), theme, tag)
    painter.end()
    return QIcon(pixmap)
