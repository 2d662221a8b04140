"""The part of the catalogue that is about terms in the text; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

TERM_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "mark_term",
        QT_TRANSLATE_NOOP("actions", "Mark as a term…"),
        QT_TRANSLATE_NOOP("actions", "Make a term of what is selected, or of the word, and what renders it"),
        Menu.TERM,
        ("M",),
        "terms",
    ),
    ActionSpec(
        "edit_term",
        QT_TRANSLATE_NOOP("actions", "Edit this term…"),
        QT_TRANSLATE_NOOP("actions", "Write what there is to say of the term at the cursor"),
        Menu.TERM,
        ("Shift+M",),
        "settings",
    ),
    ActionSpec(
        "new_term",
        QT_TRANSLATE_NOOP("actions", "New term…"),
        QT_TRANSLATE_NOOP("actions", "Write a term that need not stand in the text"),
        Menu.TERM,
        ("Ctrl+Shift+T",),
        "plus",
    ),
    ActionSpec(
        "light_terms",
        QT_TRANSLATE_NOOP("actions", "Terms in the text"),
        QT_TRANSLATE_NOOP("actions", "Show in the text where terms stand"),
        Menu.TERM,
        ("Shift+U",),
        group=1,
        checkable=True,
    ),
)
