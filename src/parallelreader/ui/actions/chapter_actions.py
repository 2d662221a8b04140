"""The part of the catalogue that is about chapters; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

CHAPTER_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "contents",
        QT_TRANSLATE_NOOP("actions", "Contents"),
        QT_TRANSLATE_NOOP("actions", "Choose a chapter in the table of contents"),
        Menu.GO,
        ("Ctrl+Shift+O",),
        "line",
        group=2,
    ),
    ActionSpec(
        "next_chapter",
        QT_TRANSLATE_NOOP("actions", "Next chapter"),
        QT_TRANSLATE_NOOP("actions", "Go to the next heading"),
        Menu.GO,
        ("Ctrl+PgDown",),
        group=2,
    ),
    ActionSpec(
        "previous_chapter",
        QT_TRANSLATE_NOOP("actions", "Previous chapter"),
        QT_TRANSLATE_NOOP("actions", "Go to the beginning of the chapter, or to the one before"),
        Menu.GO,
        ("Ctrl+PgUp",),
        group=2,
    ),
)
