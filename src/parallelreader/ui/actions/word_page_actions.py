"""The part of the catalogue that is about the page of words; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

READING_ACTION = ActionSpec(
    "reading",
    QT_TRANSLATE_NOOP("actions", "Reading"),
    QT_TRANSLATE_NOOP("actions", "Back to the text"),
    Menu.GO,
    ("Alt+1",),
    "reading",
    group=4,
)

WORD_PAGE_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "words",
        QT_TRANSLATE_NOOP("actions", "Words"),
        QT_TRANSLATE_NOOP("actions", "The words you keep and know, with their sentences"),
        Menu.GO,
        ("Alt+3",),
        "words",
        group=4,
    ),
    ActionSpec(
        "review_words",
        QT_TRANSLATE_NOOP("actions", "Review words"),
        QT_TRANSLATE_NOOP("actions", "Go through the cards that are due"),
        Menu.GO,
        ("Ctrl+R",),
        "card",
        group=4,
    ),
    ActionSpec(
        "export_words",
        QT_TRANSLATE_NOOP("actions", "Export words…"),
        QT_TRANSLATE_NOOP("actions", "Write the kept words for Anki, or as a table"),
        Menu.FILE,
        ("Ctrl+Shift+E",),
        "export",
        group=2,
    ),
    ActionSpec(
        "known_words",
        QT_TRANSLATE_NOOP("actions", "Known words from a file…"),
        QT_TRANSLATE_NOOP("actions", "Bring in a list of words you already know"),
        Menu.FILE,
        icon="import",
        group=2,
    ),
)
