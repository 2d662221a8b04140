"""The part of the catalogue that is about the room of terms; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

TERM_PAGE_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "terms",
        QT_TRANSLATE_NOOP("actions", "Terms"),
        QT_TRANSLATE_NOOP("actions", "Your terms, and how each version puts them"),
        Menu.GO,
        ("Alt+2",),
        "terms",
        group=4,
    ),
    ActionSpec(
        "export_terms_shown",
        QT_TRANSLATE_NOOP("actions", "Export what the terms show…"),
        QT_TRANSLATE_NOOP("actions", "Write the view of the terms that is shown to a file"),
        Menu.FILE,
        icon="export",
        group=2,
    ),
)
