"""The part of the catalogue that is about handing out what is read; see ``catalogue``."""

from PySide6.QtGui import QKeySequence

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

PRINTING_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "export",
        QT_TRANSLATE_NOOP("actions", "Export…"),
        QT_TRANSLATE_NOOP("actions", "Save what is open as pages to hand out, or for other programs"),
        Menu.FILE,
        ("Ctrl+Shift+S",),
        "export",
        group=2,
    ),
    ActionSpec(
        "print",
        QT_TRANSLATE_NOOP("actions", "Print…"),
        QT_TRANSLATE_NOOP("actions", "See the pages as they will be, and print them"),
        Menu.FILE,
        (QKeySequence.StandardKey.Print, "Ctrl+P"),
        group=2,
    ),
)
