"""The colours of a theme under the names of their uses, read from one TOML file for each theme.

What paints with them is left to the palette, the style and the views.
"""

import tomllib
from dataclasses import fields
from pathlib import Path

from PySide6.QtGui import QColor

from parallelreader.app.themes import ThemeName
from parallelreader.core.values import dataclass
from parallelreader.paths import resource


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour by its use; a fill the design leaves empty is transparent, so painting it does nothing."""

    name: str
    dark: bool
    shadow_opacity: float

    bg: QColor
    surface: QColor
    raised: QColor
    line: QColor
    control: QColor
    hover: QColor
    selected: QColor

    text: QColor
    secondary: QColor
    accent: QColor
    search_hit: QColor
    low_text: QColor
    good: QColor
    error: QColor
    on_accent: QColor

    partner: QColor
    low: QColor
    hl_yellow: QColor
    hl_orange: QColor
    hl_rose: QColor
    hl_violet: QColor
    hl_blue: QColor
    hl_green: QColor

    st_new: QColor
    st_learn: QColor
    st_familiar: QColor
    st_nearly: QColor

    tone_1: QColor
    tone_2: QColor
    tone_3: QColor
    tone_4: QColor
    tone_violet: QColor
    tone_neutral: QColor

    def color(self, token: str) -> QColor:
        """The colour of a token by its name in the file or in code: ``hl-rose`` or ``hl_rose``."""
        value = getattr(self, token.replace("-", "_"), None)
        if not isinstance(value, QColor):
            raise KeyError(f"no colour is called {token!r}")
        return value


COLOUR_FIELDS = tuple(field.name for field in fields(Theme) if field.type is QColor)


class BrokenTheme(Exception):
    """A theme file of ours lacks a colour, has one too many, or has one that is no colour."""


def load_theme(name: ThemeName) -> Theme:
    """The bundled theme of that name."""
    return read_theme(resource("themes", f"{name}.toml"))


def read_theme(path: Path) -> Theme:
    """Read a theme file; raise `BrokenTheme` unless it has exactly the colours of `Theme`."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    colours = {key.replace("-", "_"): value for key, value in content["colours"].items()}
    if odd := set(colours) ^ set(COLOUR_FIELDS):
        raise BrokenTheme(f"{path}: missing or unknown colours: {', '.join(sorted(odd))}")
    return Theme(
        name=str(content["name"]),
        dark=bool(content["dark"]),
        shadow_opacity=float(content["shadow-opacity"]),
        **{key: _parse_colour(value, key=key, path=path) for key, value in colours.items()},
    )


def mix(ink: QColor, ground: QColor, *, share: float) -> QColor:
    """``share`` (0 to 1) of the ink over the ground, opaque."""
    rest = 1.0 - share
    return QColor(
        round(ink.red() * share + ground.red() * rest),
        round(ink.green() * share + ground.green() * rest),
        round(ink.blue() * share + ground.blue() * rest),
    )


def _parse_colour(value: str, *, key: str, path: Path) -> QColor:
    if value == "none":
        return QColor(0, 0, 0, 0)
    colour = QColor.fromString(value)
    if not colour.isValid():
        raise BrokenTheme(f"{path}: {key} = {value!r} is no colour")
    return colour
