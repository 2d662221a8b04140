"""The rooms of the window in the order of their keys, for the list at the top of its left side."""

from PySide6.QtCore import QCoreApplication

from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.widgets.workspaces import Room, Workspaces

READING, TERMS, WORDS = 0, 1, 2
_ROOMS = ("reading", "terms", "words", "repair", "notes_panel")


def make_workspaces(actions: Actions, current: int = -1) -> Workspaces:
    """The list of rooms; that of the ``current`` number is marked."""
    translate = QCoreApplication.translate
    names = (
        translate("rooms", "Reading"),
        translate("rooms", "Terms"),
        translate("rooms", "Words"),
        translate("rooms", "Alignment"),
        translate("rooms", "Notes"),
    )
    icons = ("reading", "terms", "words", "alignment", "notes")
    rows = zip(names, icons, _ROOMS, strict=True)
    return Workspaces([Room(name, drawing, actions[room]) for name, drawing, room in rows], current)
