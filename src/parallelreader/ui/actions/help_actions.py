"""The part of the catalogue that is about the program itself; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

HELP_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "keys",
        QT_TRANSLATE_NOOP("actions", "Keys"),
        QT_TRANSLATE_NOOP("actions", "All keys"),
        Menu.HELP,
        ("?",),
    ),
    ActionSpec(
        "about",
        QT_TRANSLATE_NOOP("actions", "About Parallel Reader"),
        QT_TRANSLATE_NOOP("actions", "Version, licences and data"),
        Menu.HELP,
    ),
)
