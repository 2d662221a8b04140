"""The part of the catalogue that is about the library; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

LIBRARY_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "library",
        QT_TRANSLATE_NOOP("actions", "Library"),
        QT_TRANSLATE_NOOP("actions", "Every document there is, with collections and tags"),
        Menu.FILE,
        ("Ctrl+L",),
        "card",
    ),
    ActionSpec(
        "delete_derived",
        QT_TRANSLATE_NOOP("actions", "Delete derived files…"),
        QT_TRANSLATE_NOOP("actions", "Delete what the program makes again by itself"),
        Menu.FILE,
    ),
)
