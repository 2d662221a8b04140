"""The part of the catalogue that is about reading without a side; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

COVERING_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "reveal",
        QT_TRANSLATE_NOOP("actions", "Reveal the pair"),
        QT_TRANSLATE_NOOP("actions", "Show what is hidden of the pair being read, or hide its translation"),
        Menu.VIEW,
        ("T",),
        "eye",
        group=2,
    ),
    ActionSpec(
        "hide_translations",
        QT_TRANSLATE_NOOP("actions", "Hide the translations"),
        QT_TRANSLATE_NOOP("actions", "Read without the translations, or show all that is hidden"),
        Menu.VIEW,
        ("Shift+T",),
        "eye-off",
        group=2,
        checkable=True,
    ),
)
