"""The part of the catalogue that is about bundles of all that was made; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

BUNDLE_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "write_bundle",
        QT_TRANSLATE_NOOP("actions", "Write a bundle…"),
        QT_TRANSLATE_NOOP("actions", "Put all that was made of this corpus into one file"),
        Menu.FILE,
        group=2,
    ),
    ActionSpec(
        "merge_bundle",
        QT_TRANSLATE_NOOP("actions", "Merge a bundle…"),
        QT_TRANSLATE_NOOP("actions", "Bring in what another made of this corpus"),
        Menu.FILE,
        group=2,
    ),
    ActionSpec(
        "compare_bundle",
        QT_TRANSLATE_NOOP("actions", "Compare with a bundle…"),
        QT_TRANSLATE_NOOP("actions", "See how far another annotator agrees, and where not"),
        Menu.FILE,
        group=2,
    ),
)
