"""The part of the catalogue that is about reading aloud; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

_GROUP, _PACE = 3, "speech_pace"

SPEECH_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "read_aloud",
        QT_TRANSLATE_NOOP("actions", "Read aloud"),
        QT_TRANSLATE_NOOP("actions", "Read the pair or what is selected in a voice of the system, or stop"),
        Menu.VIEW,
        ("A",),
        "sound",
        group=_GROUP,
    ),
    ActionSpec(
        "read_on_aloud",
        QT_TRANSLATE_NOOP("actions", "Read on aloud from here"),
        QT_TRANSLATE_NOOP("actions", "Read pair after pair aloud, Chinese and its translation, or stop"),
        Menu.VIEW,
        ("Shift+A",),
        group=_GROUP,
    ),
    ActionSpec(
        "speech_slow",
        QT_TRANSLATE_NOOP("actions", "Slow voice"),
        QT_TRANSLATE_NOOP("actions", "Read aloud slowly, for learners"),
        Menu.VIEW,
        group=_GROUP,
        checkable=True,
        choice=_PACE,
    ),
    ActionSpec(
        "speech_usual",
        QT_TRANSLATE_NOOP("actions", "Usual voice"),
        QT_TRANSLATE_NOOP("actions", "Read aloud as fast as the voice does by itself"),
        Menu.VIEW,
        group=_GROUP,
        checkable=True,
        choice=_PACE,
    ),
    ActionSpec(
        "speech_fast",
        QT_TRANSLATE_NOOP("actions", "Fast voice"),
        QT_TRANSLATE_NOOP("actions", "Read aloud fast"),
        Menu.VIEW,
        group=_GROUP,
        checkable=True,
        choice=_PACE,
    ),
)
