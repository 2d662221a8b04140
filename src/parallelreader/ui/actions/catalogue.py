"""Everything a user can do by name, as data: text, tip, keys, icon and menu.

Menus, toolbar, tooltips and the list of keys all read these rows; what an action does is bound to its id
in the window.
"""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtGui import QKeySequence

CONTEXT = "actions"
_Standard = QKeySequence.StandardKey


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    FILE = "File"
    EDIT = "Edit"
    VIEW = "View"
    GO = "Go"
    NOTE = "Note"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys``: portable sequences or standard keys, the first shown in menus.

    ``group`` separates parts of a menu; an action with ``choice`` is one of several of which one is on.
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


def _t(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("actions", text))


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "import", _t("Import texts…"), _t("Bring in files or pasted text"), Menu.FILE, ("Ctrl+I",), "import"
    ),
    ActionSpec(
        "open",
        _t("Open a corpus folder…"),
        _t("Open a folder with a corpus"),
        Menu.FILE,
        ("Ctrl+O",),
        "folder",
    ),
    ActionSpec("sample", _t("Open the sample"), _t("Read the bundled texts"), Menu.FILE),
    ActionSpec(
        "about_version",
        _t("About this version…"),
        _t("Who made it, and what import set apart"),
        Menu.FILE,
        group=1,
    ),
    ActionSpec("quit", _t("Quit"), _t("Close the window"), Menu.FILE, (_Standard.Quit, "Ctrl+Q"), group=2),
    ActionSpec("undo", _t("Undo"), _t("Take back the last change"), Menu.EDIT, (_Standard.Undo,), "undo"),
    ActionSpec("redo", _t("Redo"), _t("Do again what was taken back"), Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("copy", _t("Copy"), _t("Copy the selection"), Menu.EDIT, (_Standard.Copy,), "copy", group=1),
    ActionSpec(
        "copy_both",
        _t("Copy both sides"),
        _t("Copy the sentence and what renders it"),
        Menu.EDIT,
        ("Ctrl+Shift+C",),
        "clipboard",
        group=1,
    ),
    ActionSpec(
        "select_sentence",
        _t("Select the sentence"),
        _t("Select the sentence being read"),
        Menu.EDIT,
        ("Ctrl+E",),
        group=1,
    ),
    ActionSpec(
        "panes",
        _t("Panes"),
        _t("Each version as flowing prose"),
        Menu.VIEW,
        ("Ctrl+1",),
        "panes",
        checkable=True,
        choice="layout",
    ),
    ActionSpec(
        "rows",
        _t("Rows"),
        _t("A pair a row"),
        Menu.VIEW,
        ("Ctrl+2",),
        "rows",
        checkable=True,
        choice="layout",
    ),
    ActionSpec(
        "zoom_in", _t("Larger"), _t("Larger text in this pane"), Menu.VIEW, ("Ctrl++", "Ctrl+="), group=1
    ),
    ActionSpec("zoom_out", _t("Smaller"), _t("Smaller text in this pane"), Menu.VIEW, ("Ctrl+-",), group=1),
    ActionSpec(
        "zoom_usual", _t("Usual size"), _t("The usual size in this pane"), Menu.VIEW, ("Ctrl+0",), group=1
    ),
    ActionSpec(
        "theme_system",
        _t("As the system"),
        _t("Light or dark as the system is"),
        Menu.VIEW,
        group=2,
        checkable=True,
        choice="theme",
    ),
    ActionSpec(
        "theme_light",
        _t("Light"),
        _t("Dark text on light"),
        Menu.VIEW,
        group=2,
        checkable=True,
        choice="theme",
    ),
    ActionSpec(
        "theme_dark", _t("Dark"), _t("Light text on dark"), Menu.VIEW, group=2, checkable=True, choice="theme"
    ),
    ActionSpec(
        "theme_sepia", _t("Sepia"), _t("Warm paper"), Menu.VIEW, group=2, checkable=True, choice="theme"
    ),
    ActionSpec(
        "theme_next", _t("Next theme"), _t("Go through the themes"), Menu.VIEW, ("F7",), "theme", group=2
    ),
    ActionSpec(
        "sidebar",
        _t("Library"),
        _t("Show or hide the library"),
        Menu.VIEW,
        ("F9",),
        "sidebar",
        3,
        checkable=True,
    ),
    ActionSpec(
        "notes_panel",
        _t("Notes"),
        _t("Show or hide the notes"),
        Menu.VIEW,
        ("Alt+5", "Ctrl+\\"),
        "notes",
        3,
        checkable=True,
    ),
    ActionSpec(
        "full_screen", _t("Full screen"), _t("Fill the screen"), Menu.VIEW, ("F11",), group=3, checkable=True
    ),
    ActionSpec("next_pair", _t("Next pair"), _t("Go to the next pair"), Menu.GO, ("Ctrl+Down", "J")),
    ActionSpec(
        "previous_pair", _t("Previous pair"), _t("Go to the pair before"), Menu.GO, ("Ctrl+Up", "Shift+J")
    ),
    ActionSpec("back", _t("Back"), _t("Back to where you were"), Menu.GO, ("Alt+Left",), "back", 1),
    ActionSpec("forward", _t("Forward"), _t("Forward again"), Menu.GO, ("Alt+Right",), "forward", 1),
    ActionSpec(
        "go_to_pair", _t("Go to pair…"), _t("Go to a pair by its number"), Menu.GO, ("Ctrl+G",), group=1
    ),
    ActionSpec("next_pane", _t("Next pane"), _t("Give the keys to the next pane"), Menu.GO, ("F6",), group=2),
    ActionSpec(
        "next_document", _t("Next document"), _t("Open the next document"), Menu.GO, ("Ctrl+PgDown",), group=2
    ),
    ActionSpec(
        "previous_document",
        _t("Previous document"),
        _t("Open the one before"),
        Menu.GO,
        ("Ctrl+PgUp",),
        group=2,
    ),
    ActionSpec(
        "link",
        _t("Link the panes"),
        _t("Scroll the panes together by meaning"),
        Menu.GO,
        ("L",),
        "link",
        3,
        checkable=True,
    ),
    ActionSpec(
        "anchor",
        _t("Anchor here"),
        _t("The places now on the reading line belong together"),
        Menu.GO,
        ("K",),
        "anchor",
        3,
    ),
    ActionSpec(
        "highlight",
        _t("Highlight"),
        _t("Mark the selection, or the sentence"),
        Menu.NOTE,
        ("Ctrl+H",),
        "marker",
    ),
    ActionSpec(
        "highlight_both",
        _t("Highlight both sides"),
        _t("Mark the sentence and what renders it as one"),
        Menu.NOTE,
        ("Ctrl+Shift+H",),
    ),
    ActionSpec(
        "note",
        _t("Note…"),
        _t("Write a note on the selection, or the sentence"),
        Menu.NOTE,
        ("Ctrl+N",),
        "notes",
    ),
    ActionSpec(
        "note_both", _t("Note on both sides…"), _t("Write one note on the pair"), Menu.NOTE, ("Ctrl+Shift+N",)
    ),
    ActionSpec(
        "remove_marks",
        _t("Remove marks here"),
        _t("Delete the marks under the selection"),
        Menu.NOTE,
        ("Delete",),
    ),
    ActionSpec("yellow", _t("Yellow"), _t("Highlight in yellow"), Menu.NOTE, ("1",), group=1),
    ActionSpec("orange", _t("Orange"), _t("Highlight in orange"), Menu.NOTE, ("2",), group=1),
    ActionSpec("rose", _t("Rose"), _t("Highlight in rose"), Menu.NOTE, ("3",), group=1),
    ActionSpec("violet", _t("Violet"), _t("Highlight in violet"), Menu.NOTE, ("4",), group=1),
    ActionSpec("blue", _t("Blue"), _t("Highlight in blue"), Menu.NOTE, ("5",), group=1),
    ActionSpec("green", _t("Green"), _t("Highlight in green"), Menu.NOTE, ("6",), group=1),
    ActionSpec("keys", _t("Keys"), _t("All keys"), Menu.HELP, ("?",)),
    ActionSpec("about", _t("About Parallel Reader"), _t("Version, licences and data"), Menu.HELP),
)
