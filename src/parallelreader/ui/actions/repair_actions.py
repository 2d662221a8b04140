"""The part of the catalogue that is about mending the alignment; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

REPAIR_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "next_doubtful",
        QT_TRANSLATE_NOOP("actions", "Next doubtful pair"),
        QT_TRANSLATE_NOOP("actions", "Go to the next pair that may be wrong"),
        Menu.ALIGN,
        ("F8",),
    ),
    ActionSpec(
        "previous_doubtful",
        QT_TRANSLATE_NOOP("actions", "Previous doubtful pair"),
        QT_TRANSLATE_NOOP("actions", "Go to the pair before that may be wrong"),
        Menu.ALIGN,
        ("Shift+F8",),
    ),
)
