"""How the window stands: its theme, its size and its sidebar, and what it says about itself."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from parallelreader.app.themes import ThemeChoice
from parallelreader.app.user_data import UserData
from parallelreader.ui import later
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window


class WindowDesk(QObject):
    """What the user does with the window itself; it remembers how that was left."""

    def __init__(self, data: UserData, themes: ThemeSource, session: Session, window: Window) -> None:
        super().__init__(window)
        self._data = data
        self._themes = themes
        self._session = session
        self._window = window
        self._actions = window.actions_by_id
        window.sidebar.changed.connect(self._actions["sidebar"].setChecked)
        settings = data.settings.value
        window.restore_state(settings.window_geometry, settings.window_state)
        self._actions[f"theme_{themes.choice}"].setChecked(True)

    def raise_window(self) -> None:
        """Bring the window before all others."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def remember(self) -> None:
        """Remember where and how large the window is."""
        geometry, proportions = self._window.saved_state()
        self._data.settings.change(window_geometry=geometry, window_state=proportions)

    def handlers(self) -> dict[str, Handler]:
        """What it does, by action."""
        handlers: dict[str, Handler] = {
            f"theme_{choice}": partial(self._choose_theme, choice) for choice in ThemeChoice
        }
        return handlers | {
            "theme_next": self._choose_next_theme,
            "sidebar": lambda: self._show_library(self._actions["sidebar"].isChecked()),
            "full_screen": self._toggle_full_screen,
            "about_version": self._show_version,
            "keys": lambda: later.show_keys(self._window),
            "about": lambda: later.show_about(self._window),
            "all_commands": self._window.toolbar.open_menu,
            "quit": self._quit,
        }

    def _show_library(self, shown: bool) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self._window.library.isAncestorOf(focused)
        self._window.sidebar.show(shown)
        if had_focus and not shown:
            self._window.area.return_to_text()

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._themes.choose(choice)
        self._data.settings.change(theme=choice)
        self._actions[f"theme_{choice}"].setChecked(True)

    def _choose_next_theme(self) -> None:
        self._choose_theme(self._themes.choose_next())

    def _toggle_full_screen(self) -> None:
        self._window.setWindowState(self._window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _show_version(self) -> None:
        reading, corpus = self._window.area.reading, self._session.corpus
        if reading is not None and corpus is not None:
            later.show_version(self._window, corpus, reading.document, self._window.area.focused_version())

    def _quit(self) -> None:
        self._window.close()
