"""What an action is before it is made: its texts, keys, icon and menu, as data.

The rows themselves are in the catalogue.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import cast

from PySide6 import QtCore
from PySide6.QtGui import QKeySequence

from parallelreader.core.values import dataclass

CONTEXT = "actions"

# Under this very name, with its context spelled out, the tools for translators find the texts; the
# stubs do not say that it gives them back.
QT_TRANSLATE_NOOP = cast("Callable[[str, str], str]", QtCore.QT_TRANSLATE_NOOP)


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    FILE = "File"
    EDIT = "Edit"
    VIEW = "View"
    CHINESE = "Chinese"
    GO = "Go"
    WORD = "Word"
    TERM = "Term"
    NOTE = "Note"
    ALIGN = "Align"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys``: portable sequences or standard keys, the first shown in menus.

    ``group`` separates parts of a menu; an action with ``choice`` is one of several of which one is on. One
    that ``needs_selection`` has its keys while something is selected, one that ``needs_repair`` while pairs
    are being mended, and others have them else. Keys of one that ``acts_in_text`` are taken by the text
    itself where it has the keyboard, and only told here.
    """

    id: str
    text: str
    tip: str
    menu: Menu
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    icon: str = ""
    group: int = 0
    checkable: bool = False
    choice: str = ""
    needs_selection: bool = False
    needs_repair: bool = False
    acts_in_text: bool = False
