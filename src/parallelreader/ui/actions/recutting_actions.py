"""The part of the catalogue that corrects words: where they end, and how they are read; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

RECUTTING_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "join_words",
        QT_TRANSLATE_NOOP("actions", "Join with the next word"),
        QT_TRANSLATE_NOOP("actions", "Make one word of this and the next, in every text"),
        Menu.CHINESE,
        ("J",),
        group=5,
    ),
    ActionSpec(
        "split_word",
        QT_TRANSLATE_NOOP("actions", "Split the word otherwise"),
        QT_TRANSLATE_NOOP("actions", "Cut this word in another way, in every text; again for the next way"),
        Menu.CHINESE,
        ("Shift+J",),
        group=5,
    ),
    ActionSpec(
        "choose_reading",
        QT_TRANSLATE_NOOP("actions", "Choose the reading…"),
        QT_TRANSLATE_NOOP("actions", "Read this word in another way, here or in every text"),
        Menu.CHINESE,
        ("Shift+R",),
        group=5,
    ),
)
