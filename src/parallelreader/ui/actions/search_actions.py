"""The part of the catalogue that is about searching; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

SEARCH_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "search",
        QT_TRANSLATE_NOOP("actions", "Search…"),
        QT_TRANSLATE_NOOP("actions", "Find Chinese, English or pinyin, here or in the whole library"),
        Menu.EDIT,
        ("Ctrl+F", "/"),
        "search",
        group=2,
    ),
    ActionSpec(
        "next_hit",
        QT_TRANSLATE_NOOP("actions", "Next hit"),
        QT_TRANSLATE_NOOP("actions", "Go to the next place that was found"),
        Menu.EDIT,
        ("F3",),
        "chevron-down",
        group=2,
    ),
    ActionSpec(
        "previous_hit",
        QT_TRANSLATE_NOOP("actions", "Previous hit"),
        QT_TRANSLATE_NOOP("actions", "Go to the place before that was found"),
        Menu.EDIT,
        ("Shift+F3",),
        "chevron-up",
        group=2,
    ),
)
