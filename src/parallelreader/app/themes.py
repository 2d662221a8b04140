"""The names of the looks of the window, for settings, command line and window alike.

Their colours are in one file for each; reading and wearing them is left to the window.
"""

from enum import StrEnum


class ThemeName(StrEnum):
    """The themes that have a file of colours."""

    LIGHT = "light"
    DARK = "dark"
    SEPIA = "sepia"


class ThemeChoice(StrEnum):
    """What somebody may ask for: SYSTEM is light or dark as the desktop is, the others are themes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    SEPIA = "sepia"
