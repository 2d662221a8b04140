"""The line above a column of text: whose version it is, and the ways to show another."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from parallelreader.core.corpus import Document, Version
from parallelreader.core.language.conversion import Script
from parallelreader.ui.reader.covering import Covering
from parallelreader.ui.reader.labels import version_label
from parallelreader.ui.reader.lettering import Lettering
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_caption

_HEIGHT = 40


class ColumnHeader(QWidget):
    """Names the version of a column; its menu chooses another, two buttons add or close a column."""

    version_chosen = Signal(str)
    added = Signal(str)
    closed = Signal()
    script_chosen = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._focused = False
        self.setFixedHeight(_HEIGHT)
        self._choice = QToolButton()
        self._choice.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._choice.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._choice.setToolTip(self.tr("Show another version here"))
        self._hand = QLabel()
        self._hand.setTextFormat(Qt.TextFormat.PlainText)
        self._script = QToolButton()
        self._script.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._script.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._script.setToolTip(self.tr("The characters Chinese is shown in"))
        self._script.hide()
        self._lettering: Lettering | None = None
        self._version = ""
        self._cover = _small_button("eye", self.tr("Hide this side"))
        self._cover.hide()
        self._cover.clicked.connect(self._on_cover_clicked)
        self._covering: Covering | None = None
        self._add = _small_button("plus", self.tr("Open another version beside this one"))
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._close = _small_button("close", self.tr("Close this column"))
        self._close.clicked.connect(self._on_close_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(28, 4, 12, 0)
        layout.setSpacing(4)
        layout.addWidget(self._choice)
        layout.addWidget(self._hand)
        layout.addStretch(1)
        layout.addWidget(self._script)
        layout.addWidget(self._cover)
        layout.addWidget(self._add)
        layout.addWidget(self._close)
        self._on_theme_changed()
        themes.changed.connect(self._on_theme_changed)

    def show_version(
        self, document: Document, version: Version, *, shown: tuple[str, ...], can_add: bool, can_close: bool
    ) -> None:
        """Fill the header for a column that shows ``version`` while all of ``shown`` are on screen."""
        name, hand = version_label(document, version)
        self._choice.setText(plain_caption(name))
        self.setAccessibleName(f"{name}, {hand}" if hand else name)
        self._choice.setAccessibleName(self.tr("Version: {name}").format(name=self.accessibleName()))
        self._hand.setText(hand)
        others = [v for v in document.versions if v.id not in shown]
        if others:
            self._choice.setMenu(self._menu(document, [version, *others], version))
        self._add.setMenu(self._menu(document, others, None))
        self._add.setVisible(can_add and bool(others))
        self._close.setVisible(can_close)

    def offer_scripts(self, lettering: Lettering, version: str) -> None:
        """Let the characters be chosen in which this version is shown, and say which are."""
        self._lettering, self._version = lettering, version
        menu = QMenu(self._script)
        # One of them, and only one, is on.
        group = QActionGroup(menu)
        for script, name in _script_names().items():
            action = group.addAction(menu.addAction(name))
            action.setData(script.value)
            action.setCheckable(True)
        menu.triggered.connect(self._on_script_triggered)
        self._script.setMenu(menu)
        self._script.show()
        lettering.reset.connect(self._show_script)
        self._show_script()

    def offer_cover(self, covering: Covering, version: str) -> None:
        """Let this version be covered, and say whether it is."""
        self._covering, self._version = covering, version
        self._cover.show()
        covering.changed.connect(self._show_cover)
        self._show_cover()

    def show_focus(self, focused: bool) -> None:
        """Draw, or not, the line that says that keys go to the column below."""
        if focused != self._focused:
            self._focused = focused
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._themes.current.bg)
        if self._focused:
            painter.fillRect(34, self.height() - 2, self.width() - 58, 2, self._themes.current.accent)
        painter.end()

    @Slot()
    def _show_script(self) -> None:
        if self._lettering is None:
            return
        script, name = self._lettering.script(self._version), ""
        for action in self._script.menu().actions():
            action.setChecked(action.data() == script)
            name = action.text() if action.isChecked() else name
        self._script.setText(name)
        self._script.setAccessibleName(self.tr("Characters: {name}").format(name=name))

    @Slot()
    def _show_cover(self) -> None:
        if self._covering is None:
            return
        is_covered = self._version in self._covering.versions
        tip = self.tr("Show this side") if is_covered else self.tr("Hide this side, to read without it")
        self._cover.setIcon(icon("eye-off" if is_covered else "eye"))
        self._cover.setToolTip(tip)
        self._cover.setAccessibleName(tip)

    @Slot()
    def _on_cover_clicked(self) -> None:
        if self._covering is not None:
            self._covering.toggle_version(self._version)

    @Slot(QAction)
    def _on_script_triggered(self, action: QAction) -> None:
        self.script_chosen.emit(action.data())
        self._show_script()

    @Slot()
    def _on_close_clicked(self) -> None:
        self.closed.emit()

    @Slot()
    def _on_theme_changed(self) -> None:
        palette = self._hand.palette()
        palette.setColor(self._hand.foregroundRole(), self._themes.current.secondary)
        self._hand.setPalette(palette)
        palette = self._script.palette()
        palette.setColor(QPalette.ColorRole.ButtonText, self._themes.current.secondary)
        self._script.setPalette(palette)
        self.update()

    def _menu(self, document: Document, versions: list[Version], checked: Version | None) -> QMenu:
        menu = QMenu(self)
        for version in versions:
            name, hand = version_label(document, version)
            title = " · ".join(part for part in (name, hand, version.date) if part)
            action = QAction(plain_caption(title), menu)
            action.setData((version.id, checked is None))
            action.setCheckable(checked is not None)
            action.setChecked(version is checked)
            menu.addAction(action)
        menu.triggered.connect(self._on_version_triggered)
        return menu

    @Slot(QAction)
    def _on_version_triggered(self, action: QAction) -> None:
        version, is_new = action.data()
        (self.added if is_new else self.version_chosen).emit(version)


def _script_names() -> dict[Script, str]:
    translate = QCoreApplication.translate
    return {
        Script.AS_WRITTEN: translate("ColumnHeader", "As written"),
        Script.SIMPLIFIED: translate("ColumnHeader", "Simplified"),
        Script.TRADITIONAL: translate("ColumnHeader", "Traditional"),
        Script.TAIWAN: translate("ColumnHeader", "Taiwan"),
        Script.HONG_KONG: translate("ColumnHeader", "Hong Kong"),
    }


def _small_button(name: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setIconSize(QSize(16, 16))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button
