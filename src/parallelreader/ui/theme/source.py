"""Which theme the program wears now, and the one place that puts it on.

Remembering the choice is left to the settings, redrawing to whoever connects to ``changed``.
"""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from parallelreader.app.themes import ThemeChoice, ThemeName
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.palette import raised_palette, window_palette
from parallelreader.ui.theme.style import ReaderStyle
from parallelreader.ui.theme.tokens import Theme, load_theme


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Dress the whole application: style, palette and interface font; cheap when repeated."""
    style = app.style()
    if isinstance(style, ReaderStyle):
        style.set_theme(theme)
    else:
        app.setStyle(ReaderStyle(theme))
        app.setFont(interface_font())
    app.setPalette(window_palette(theme))
    above = raised_palette(theme)
    for name in ("QMenu", "QComboBoxPrivateContainer"):
        # The stubs ask for bytes, the binding takes only str.
        QApplication.setPalette(above, name)  # type: ignore[arg-type]
    QToolTip.setPalette(above)


class ThemeSource(QObject):
    """Holds the theme in force and keeps it in step with the user's choice and the desktop."""

    changed = Signal()

    def __init__(self, app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        # Once our palette is on, the application's own palette no longer tells what the desktop wears.
        self._desktop_was_dark = _is_dark(app.palette())
        self._choice = choice
        self._current = self._dress()
        app.styleHints().colorSchemeChanged.connect(self._on_desktop_scheme_changed)

    @property
    def current(self) -> Theme:
        """The theme in force."""
        return self._current

    @property
    def choice(self) -> ThemeChoice:
        """What the user asked for."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Put another theme on, or follow the desktop."""
        if choice == self._choice:
            return
        self._choice = choice
        self._redress()

    def choose_next(self) -> ThemeChoice:
        """Put on the theme after the one in force, in the order light, dark, sepia, and round.

        What the desktop wears is none of them: one step of the round would seem to do nothing.
        """
        order = list(ThemeName)
        worn = order.index(ThemeName(self._current.name))
        self.choose(ThemeChoice(order[(worn + 1) % len(order)]))
        return self._choice

    def _redress(self) -> None:
        before = self._current.name
        self._current = self._dress()
        if self._current.name != before:
            self.changed.emit()

    def _dress(self) -> Theme:
        hints = self._app.styleHints()
        if self._choice == ThemeChoice.SYSTEM:
            hints.unsetColorScheme()
        theme = load_theme(self._wanted())
        if self._choice != ThemeChoice.SYSTEM:
            # The frame of the window belongs to the system and follows this where the platform can.
            hints.setColorScheme(Qt.ColorScheme.Dark if theme.dark else Qt.ColorScheme.Light)
        apply_theme(self._app, theme)
        return theme

    def _wanted(self) -> ThemeName:
        if self._choice != ThemeChoice.SYSTEM:
            return ThemeName(self._choice)
        scheme = QGuiApplication.styleHints().colorScheme()
        # Platforms without the hint (bare X11, offscreen) say Unknown; their palette then decides.
        dark = self._desktop_was_dark if scheme == Qt.ColorScheme.Unknown else scheme == Qt.ColorScheme.Dark
        return ThemeName.DARK if dark else ThemeName.LIGHT

    @Slot()
    def _on_desktop_scheme_changed(self) -> None:
        # Our own request for a scheme comes back here as well; only the desktop's wish matters.
        if self._choice == ThemeChoice.SYSTEM:
            self._redress()


def _is_dark(palette: QPalette) -> bool:
    ground, ink = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
    return ground.lightness() < ink.lightness()
