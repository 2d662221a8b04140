"""The theme as a `QPalette`, so that every standard control takes its colours from one place."""

from PySide6.QtGui import QColor, QPalette

from parallelreader.ui.theme.tokens import Theme, mix

DISABLED_INK = 0.4

_Role = QPalette.ColorRole
_Group = QPalette.ColorGroup


def window_palette(theme: Theme) -> QPalette:
    """The palette of windows, panels and fields; disabled ink is 40 % over its ground."""
    palette = QPalette()
    for role, colour in _grounds(theme).items():
        palette.setColor(_Group.All, role, colour)
    for role, (ink, ground) in _inks(theme).items():
        palette.setColor(_Group.All, role, ink)
        palette.setColor(_Group.Disabled, role, mix(ink, ground, share=DISABLED_INK))
    return palette


def raised_palette(theme: Theme) -> QPalette:
    """The palette of what lies above the window: menus, pop-ups, tooltips."""
    palette = window_palette(theme)
    palette.setColor(_Group.All, _Role.Window, theme.raised)
    return palette


def _grounds(theme: Theme) -> dict[QPalette.ColorRole, QColor]:
    return {
        _Role.Window: theme.surface,
        _Role.Base: theme.raised,
        _Role.AlternateBase: theme.bg,
        _Role.Button: theme.raised,
        _Role.ToolTipBase: theme.raised,
        _Role.Highlight: theme.selected,
        _Role.Light: theme.raised,
        _Role.Midlight: theme.line,
        _Role.Mid: theme.line,
        _Role.Dark: theme.control,
        _Role.Shadow: theme.control,
    }


def _inks(theme: Theme) -> dict[QPalette.ColorRole, tuple[QColor, QColor]]:
    return {
        _Role.WindowText: (theme.text, theme.surface),
        _Role.Text: (theme.text, theme.raised),
        _Role.ButtonText: (theme.text, theme.surface),
        _Role.BrightText: (theme.on_accent, theme.accent),
        _Role.ToolTipText: (theme.text, theme.raised),
        _Role.HighlightedText: (theme.text, theme.selected),
        _Role.PlaceholderText: (theme.secondary, theme.raised),
        _Role.Link: (theme.accent, theme.surface),
        _Role.LinkVisited: (theme.accent, theme.surface),
        _Role.Accent: (theme.accent, theme.surface),
    }
