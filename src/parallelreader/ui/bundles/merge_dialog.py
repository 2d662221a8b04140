"""What merging a bundle would do, thing by thing, before it is done."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from parallelreader.app.bundle.telling import describe
from parallelreader.core.bundle.merging import MergeLine, MergePlan, Outcome
from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP
from parallelreader.ui.bundles.lines_model import LinesModel
from parallelreader.ui.bundles.list_dialog import ListDialog
from parallelreader.ui.theme.source import ThemeSource

_OUTCOMES = {
    Outcome.ADDED: QT_TRANSLATE_NOOP("bundles", "added"),
    Outcome.CHANGED: QT_TRANSLATE_NOOP("bundles", "changed"),
    Outcome.CONFLICT: QT_TRANSLATE_NOOP("bundles", "in conflict"),
    Outcome.DELETED: QT_TRANSLATE_NOOP("bundles", "deleted"),
}
_KNOWN = {
    "statuses": (QT_TRANSLATE_NOOP("bundles", "status"), QT_TRANSLATE_NOOP("bundles", "statuses")),
    "kept": (QT_TRANSLATE_NOOP("bundles", "kept word"), QT_TRANSLATE_NOOP("bundles", "kept words")),
    "reviews": (QT_TRANSLATE_NOOP("bundles", "review"), QT_TRANSLATE_NOOP("bundles", "reviews")),
    "reveals": (
        QT_TRANSLATE_NOOP("bundles", "uncovered sentence"),
        QT_TRANSLATE_NOOP("bundles", "uncovered sentences"),
    ),
    "days": (QT_TRANSLATE_NOOP("bundles", "day of reading"), QT_TRANSLATE_NOOP("bundles", "days of reading")),
    "corrections": (
        QT_TRANSLATE_NOOP("bundles", "correction of words"),
        QT_TRANSLATE_NOOP("bundles", "corrections of words"),
    ),
    "unaided": (
        QT_TRANSLATE_NOOP("bundles", "document read unaided"),
        QT_TRANSLATE_NOOP("bundles", "documents read unaided"),
    ),
}
_HEAD = (
    QT_TRANSLATE_NOOP("bundles", "Outcome"),
    QT_TRANSLATE_NOOP("bundles", "Thing"),
    QT_TRANSLATE_NOOP("bundles", "Which"),
    QT_TRANSLATE_NOOP("bundles", "What differs"),
)
_ORDER = (Outcome.CONFLICT, Outcome.DELETED, Outcome.CHANGED, Outcome.ADDED)
_WIDTHS = (100, 120, 240, 340)


class MergeDialog(ListDialog):
    """``merge_requested`` comes once, when all of it shall be merged."""

    merge_requested = Signal()

    def __init__(
        self, plan: MergePlan, author: str, name: str, themes: ThemeSource, parent: QWidget | None = None
    ) -> None:
        """``author`` and file ``name`` of the bundle say whose work it is."""
        model: LinesModel[MergeLine] = LinesModel([_word(each) for each in _HEAD], _cells)
        title = _word(QT_TRANSLATE_NOOP("bundles", "Merge a bundle"))
        super().__init__(themes, parent, title=title, model=model, widths=_WIDTHS, wide=(2, 3))
        text = self.tr("&Merge all the same") if plan.deletes_most else self.tr("&Merge")
        self.merge = self.add_button(text, self.tr("Do all of this"), "M", self._on_merge)
        self.merge.setEnabled(plan.changes_anything)
        self.end_buttons()
        # What deletes most of what is here is not done by a key that is pressed in passing.
        self.merge.setDefault(plan.changes_anything and not plan.deletes_most)
        counts = ", ".join(f"{count} {_word(_OUTCOMES[outcome])}" for outcome, count in plan.counts.items())
        said = [f"{counts}."] if plan.lines else []
        if not plan.changes_anything:
            said.append(self.tr("Nothing of it is new here."))
        known = ", ".join(_counted(what, count) for what, count in plan.known.items() if count)
        if known:
            said.append(self.tr("Of words: {}.").format(known))
        if plan.counts[Outcome.CONFLICT]:
            said.append(
                self.tr("Where both changed the same words both are kept; else the later choice shows.")
            )
        if plan.deletes_most:
            said.append(self.tr("It would delete more than half of what is here!"))
        self.say(f"{author} ({name})" if author else name, " ".join(said))
        self.show_lines(sorted(plan.lines, key=lambda line: _ORDER.index(line.outcome)))

    def _on_merge(self) -> None:
        self.merge_requested.emit()
        self.accept()


def _cells(line: MergeLine) -> tuple[str, ...]:
    return (_word(_OUTCOMES[line.outcome]), *describe(line))


def _counted(what: str, count: int) -> str:
    one, many = _KNOWN[what]
    return f"{count:,} {_word(one if count == 1 else many)}"


def _word(text: str) -> str:
    return QCoreApplication.translate("bundles", text)
