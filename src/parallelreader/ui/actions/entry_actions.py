"""The part of the catalogue that is about dictionaries; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

ENTRY_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "entry",
        QT_TRANSLATE_NOOP("actions", "Look up in the dictionary"),
        QT_TRANSLATE_NOOP("actions", "Everything known of the word at the caret, or of any other"),
        Menu.WORD,
        ("D",),
        "words",
    ),
)
DICTIONARY_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "dictionaries",
        QT_TRANSLATE_NOOP("actions", "Dictionaries…"),
        QT_TRANSLATE_NOOP("actions", "Import dictionaries, order them, and switch them on and off"),
        Menu.WORD,
        group=9,
    ),
)
