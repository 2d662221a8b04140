"""The part of the catalogue that is about terms and notes as files; see ``catalogue``."""

from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP, ActionSpec, Menu

EXCHANGE_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "import_terms",
        QT_TRANSLATE_NOOP("actions", "Import terms…"),
        QT_TRANSLATE_NOOP("actions", "Take in terms from TBX, a table or a glossary"),
        Menu.FILE,
        group=2,
    ),
    ActionSpec(
        "export_terms",
        QT_TRANSLATE_NOOP("actions", "Export terms…"),
        QT_TRANSLATE_NOOP("actions", "Write all terms as TBX, a table or a glossary"),
        Menu.FILE,
        group=2,
    ),
    ActionSpec(
        "import_notes",
        QT_TRANSLATE_NOOP("actions", "Import notes…"),
        QT_TRANSLATE_NOOP("actions", "Take in notes from annotations, a table or JSON lines"),
        Menu.FILE,
        group=2,
    ),
    ActionSpec(
        "export_notes",
        QT_TRANSLATE_NOOP("actions", "Export notes…"),
        QT_TRANSLATE_NOOP("actions", "Write all notes as annotations, a table, JSON lines or a page"),
        Menu.FILE,
        group=2,
    ),
)
