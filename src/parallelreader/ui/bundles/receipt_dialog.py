"""The receipt of a document in a changed text: each line can be gone to, confirmed, placed or taken back."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from parallelreader.core.receipt import Fate, Kind, Receipt, ReceiptLine
from parallelreader.ui.actions.spec import QT_TRANSLATE_NOOP
from parallelreader.ui.bundles.lines_model import LinesModel
from parallelreader.ui.bundles.list_dialog import ListDialog
from parallelreader.ui.theme.source import ThemeSource

_FATES = {
    Fate.UNCHANGED: QT_TRANSLATE_NOOP("receipt", "unchanged"),
    Fate.MOVED: QT_TRANSLATE_NOOP("receipt", "moved"),
    Fate.CHANGED: QT_TRANSLATE_NOOP("receipt", "changed"),
    Fate.UNPLACED: QT_TRANSLATE_NOOP("receipt", "unplaced"),
}
_KINDS = {
    Kind.NOTE: QT_TRANSLATE_NOOP("receipt", "note"),
    Kind.REPAIR: QT_TRANSLATE_NOOP("receipt", "repair"),
    Kind.RENDERING: QT_TRANSLATE_NOOP("receipt", "rendering"),
}
_HEAD = (
    QT_TRANSLATE_NOOP("receipt", "State"),
    QT_TRANSLATE_NOOP("receipt", "Thing"),
    QT_TRANSLATE_NOOP("receipt", "Where"),
    QT_TRANSLATE_NOOP("receipt", "Was"),
    QT_TRANSLATE_NOOP("receipt", "Is now"),
    QT_TRANSLATE_NOOP("receipt", "About"),
)
_ORDER = (Fate.UNPLACED, Fate.CHANGED, Fate.MOVED, Fate.UNCHANGED)
_WIDTHS = (90, 80, 110, 180, 180, 180)


def fate_words(counts: dict[Fate, int]) -> str:
    """``412 unchanged, 9 moved, 3 changed, 2 unplaced``, in the language of the window."""
    return ", ".join(f"{count} {_word(_FATES[fate])}" for fate, count in counts.items())


class ReceiptDialog(ListDialog):
    """``go_requested`` has the line; the others have the lines that are chosen. ``give_requested`` asks for a
    line to be put at what is selected in the text."""

    go_requested = Signal(object)
    confirm_requested = Signal(object)
    give_requested = Signal(object)
    back_requested = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        model: LinesModel[ReceiptLine] = LinesModel([_word(each) for each in _HEAD], _cells)
        title = _word(QT_TRANSLATE_NOOP("receipt", "Notes in changed texts"))
        super().__init__(themes, parent, title=title, model=model, widths=_WIDTHS, wide=(3, 4, 5))
        self._receipt = Receipt()
        self.go = self.add_button(
            self.tr("&Go to it"), self.tr("Show this place in the text"), "Return", self._on_go
        )
        self.confirm = self.add_button(
            self.tr("&Confirm"),
            self.tr("This is its place from now on"),
            "C",
            lambda: self.confirm_requested.emit(self._placed()),
        )
        self.give = self.add_button(
            self.tr("&Place at selection"),
            self.tr("Put it at what is selected in the text"),
            "P",
            lambda: self.give_requested.emit(self.chosen[0]),
        )
        self.back = self.add_button(
            self.tr("&Take back"),
            self.tr("It does not belong here: undo the carrying"),
            "Del",
            lambda: self.back_requested.emit(self.chosen),
        )
        self.all = QCheckBox(self.tr("&Unchanged ones too"))
        self.all.toggled.connect(self._relist)
        self._buttons.addWidget(self.all)
        self.end_buttons()
        self.list.doubleClicked.connect(self.go.click)
        self.follow()

    def show_receipt(self, receipt: Receipt, title: str) -> None:
        """List what became of everything in the document of that ``title``."""
        self._receipt = receipt
        counts = fate_words(receipt.counts)
        self.say(title, counts if receipt.lines else self.tr("There are no notes and no repairs here."))
        self._relist()

    def follow(self) -> None:
        if not hasattr(self, "back"):
            return
        chosen: Sequence[ReceiptLine] = self.chosen
        self.go.setEnabled(len(chosen) == 1 and chosen[0].span is not None)
        to_confirm = [line for line in self._placed() if line.fate is not Fate.UNCHANGED]
        self.confirm.setEnabled(bool(to_confirm))
        self.give.setEnabled(len(chosen) == 1 and chosen[0].kind is not Kind.REPAIR)
        is_lost = [line.fate is Fate.UNPLACED and line.kind is not Kind.REPAIR for line in chosen]
        self.back.setEnabled(bool(chosen) and not all(is_lost))
        forgets = bool(chosen) and all(
            line.kind is Kind.REPAIR and line.fate is Fate.UNPLACED for line in chosen
        )
        self.back.setText(self.tr("&Forget") if forgets else self.tr("&Take back"))

    def _placed(self) -> list[ReceiptLine]:
        return [line for line in self.chosen if line.fate is not Fate.UNPLACED]

    def _on_go(self) -> None:
        chosen = self.chosen
        if chosen and chosen[0].span is not None:
            self.go_requested.emit(chosen[0])

    def _relist(self) -> None:
        lines = self._receipt.lines if self.all.isChecked() else self._receipt.to_review
        self.show_lines(sorted(lines, key=lambda line: _ORDER.index(line.fate)))


def _cells(line: ReceiptLine) -> tuple[str, ...]:
    where = f"{line.version} {line.segment}".strip()
    now = line.now if line.now != line.was else ""
    return (
        _word(_FATES[line.fate]),
        _word(_KINDS[line.kind]),
        where,
        line.was,
        now,
        line.about,
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("receipt", text)
