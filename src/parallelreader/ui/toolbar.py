"""The bar at the top: the library, back and forward, what is open, the layout, theme, notes, and the menu."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from parallelreader.app.reading.lettering import PinyinMode
from parallelreader.core.corpus import Corpus, Document
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.actions.spec import Menu
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip

_HEIGHT = 44
_LEAST_PLACE, _MOST_CHAPTER = 60, 240
# Up to this width what is open needs the room more than the names of layouts do.
_NARROW = 1080
_BETWEEN = "  ›  "


class Toolbar(QWidget):
    """Icon buttons with their keys in the tooltips; the menu at the right holds every action."""

    def __init__(self, actions: Actions, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._parts: list[str] = []
        self._is_repair = False
        self._room = ""
        self._chapter_title = ""
        self._keys_of_contents = actions["contents"].shortcut().toString()
        self.setFixedHeight(_HEIGHT)
        self.setAutoFillBackground(True)
        self._place = _Place()
        self._chapter = _chapter_button(actions)
        self._tools: list[QWidget] = []
        layout = self._row = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(6)
        for name in ("sidebar", "back", "forward"):
            layout.addWidget(_icon_button(actions, name))
        layout.addSpacing(8)
        layout.addWidget(self._place)
        layout.addWidget(self._chapter)
        layout.addStretch(1)
        self._layouts = [_named_button(actions, name) for name in ("panes", "rows", "line")]
        self._reading = list(self._layouts)
        self._pinyin = _pinyin_button(actions)
        self._reading.append(self._pinyin)
        self._repair = [_icon_button(actions, name) for name in ("undo", "redo")]
        self._repair.append(_named_button(actions, "realign"))
        for button in (*self._reading, *self._repair):
            layout.addWidget(button)
        layout.addSpacing(8)
        self._reading.append(_icon_button(actions, "repair"))
        layout.addWidget(self._reading[-1])
        for name in ("search", "theme_next"):
            layout.addWidget(_icon_button(actions, name))
        self._notes = _icon_button(actions, "notes_panel")
        layout.addWidget(self._notes)
        self._menu = self._menu_button(actions)
        layout.addWidget(self._menu)
        self._done = QPushButton(self.tr("Done"))
        self._done.setDefault(True)
        self._done.setToolTip(self.tr("Leave repair (Esc)"))
        self._done.clicked.connect(actions["repair"].trigger)
        layout.addWidget(self._done)
        self.show_repair(False)
        themes.changed.connect(self.update)

    def show_place(self, corpus: Corpus | None, document: Document | None) -> None:
        """Name what is open."""
        parts = [corpus.title if corpus else "", (document.title or document.id) if document else ""]
        self._parts = [part for part in parts if part]
        self._show_parts()

    def show_chapter(self, title: str) -> None:
        """Name the chapter being read; nothing where there are no chapters."""
        if title == self._chapter_title:
            return
        self._chapter_title = title
        metrics = self._chapter.fontMetrics()
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, _MOST_CHAPTER)
        self._chapter.setText(shown.replace("&", "&&"))
        keys = self._keys_of_contents
        self._chapter.setToolTip(plain_tip(f"{title} ({keys})" if keys else title))
        self._chapter.setAccessibleName(self.tr("Chapter {title}").format(title=title))
        self._show_parts()

    def show_pinyin(self, mode: PinyinMode) -> None:
        """Say over which words readings stand."""
        shown = {
            PinyinMode.OFF: self.tr("Pinyin: off"),
            PinyinMode.NEEDED: self.tr("Pinyin: needed"),
            PinyinMode.ALL: self.tr("Pinyin: all"),
        }
        self._pinyin.setText(shown[mode])
        self._pinyin.setAccessibleName(shown[mode])

    def show_room(self, name: str, tools: QWidget | None = None) -> None:
        """Name the page that stands in the place of the text; "" for none. Its ``tools`` take the place of
        what is for reading."""
        self._room = name
        for former in self._tools:
            former.setVisible(former is tools)
        if tools is not None and tools not in self._tools:
            self._tools.append(tools)
            self._row.insertWidget(self._row.indexOf(self._layouts[0]), tools)
            tools.show()
        for button in (*self._reading, self._notes):
            button.setVisible(tools is None and not (self._is_repair and button is not self._notes))
        self._show_parts()

    def show_repair(self, shown: bool) -> None:
        """Offer what belongs to repair, or to reading."""
        self._is_repair = shown
        for button in self._reading:
            button.setVisible(not shown)
        for part in (*self._repair, self._done):
            part.setVisible(shown)
        self._show_parts()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        styles = Qt.ToolButtonStyle
        is_narrow = event.size().width() <= _NARROW
        for button in self._layouts:
            button.setToolButtonStyle(
                styles.ToolButtonIconOnly if is_narrow else styles.ToolButtonTextBesideIcon
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._themes.current.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._themes.current.line)
        painter.end()

    def _show_parts(self) -> None:
        parts = [self.tr("Repair alignment"), *self._parts[-1:]] if self._is_repair else self._parts
        if self._room:
            parts = [self._room, *self._parts[:1]]
        is_reading = not self._is_repair and not self._room
        self._chapter.setVisible(bool(self._chapter_title) and is_reading)
        self._place.show_parts(parts, goes_on=self._chapter.isVisibleTo(self))

    def open_menu(self) -> None:
        """Open the menu of all actions."""
        menu = self._menu.menu()
        assert menu is not None
        menu.popup(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))

    def _menu_button(self, actions: Actions) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("more"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(self.tr("All commands"))
        button.setAccessibleName(self.tr("All commands"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        for which, title in menu_titles().items():
            actions.fill_when_opened(menu.addMenu(title), which)
        button.setMenu(menu)
        return button


def menu_titles() -> dict[Menu, str]:
    """The menus' names as shown."""
    translate = QCoreApplication.translate
    return {
        Menu.FILE: translate("menu", "&File"),
        Menu.EDIT: translate("menu", "&Edit"),
        Menu.VIEW: translate("menu", "&View"),
        Menu.CHINESE: translate("menu", "&Chinese"),
        Menu.GO: translate("menu", "&Go"),
        Menu.WORD: translate("menu", "&Word"),
        Menu.TERM: translate("menu", "&Term"),
        Menu.NOTE: translate("menu", "&Note"),
        Menu.ALIGN: translate("menu", "&Alignment"),
        Menu.HELP: translate("menu", "&Help"),
    }


class _Place(QLabel):
    """What is open, from the widest to the nearest; where there is no room its end is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(_LEAST_PLACE)
        self._after = ""

    def show_parts(self, parts: Sequence[str], *, goes_on: bool) -> None:
        """Name these; with ``goes_on`` something nearer stands to the right."""
        self._after = _BETWEEN if goes_on else ""
        self.setText(_BETWEEN.join(parts) + self._after)
        self.setToolTip(plain_tip(self.text()))

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        if metrics.horizontalAdvance(self.text()) <= room:
            super().paintEvent(event)
            return
        named = self.text().removesuffix(self._after)
        named = metrics.elidedText(
            named, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(self._after)
        )
        painter = QPainter(self)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.contentsRect(), flags, named + self._after)
        painter.end()


def _chapter_button(actions: Actions) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon("chevron-down"))
    button.setIconSize(QSize(12, 12))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    button.clicked.connect(actions["contents"].trigger)
    return button


def _pinyin_button(actions: Actions) -> QToolButton:
    button = QToolButton()
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolTip(actions["pinyin_next"].toolTip())
    menu = QMenu(button)
    actions.fill_when_opened(menu, Menu.CHINESE)
    button.setMenu(menu)
    return button


def _icon_button(actions: Actions, name: str) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(actions[name])
    button.setIconSize(QSize(16, 16))
    button.setAccessibleName(actions[name].text())
    return button


def _named_button(actions: Actions, name: str) -> QToolButton:
    button = _icon_button(actions, name)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button
