"""The part of the catalogue that is about tags; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

TAG_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "tag_places",
        QT_TRANSLATE_NOOP("actions", "Tag all places…"),
        QT_TRANSLATE_NOOP("actions", "Mark and tag wherever the term or the selected words stand"),
        Menu.NOTE,
        ("Ctrl+Shift+Y",),
        group=2,
    ),
    ActionSpec(
        "edit_tags",
        QT_TRANSLATE_NOOP("actions", "Edit the tags…"),
        QT_TRANSLATE_NOOP("actions", "Add, rename, colour and remove the tags of this corpus"),
        Menu.NOTE,
        ("Ctrl+Alt+Y",),
        icon="settings",
        group=2,
    ),
    ActionSpec(
        "take_tags",
        QT_TRANSLATE_NOOP("actions", "Take tags from a file…"),
        QT_TRANSLATE_NOOP("actions", "Let a file that a team shares say which tags there are"),
        Menu.NOTE,
        group=2,
    ),
)
