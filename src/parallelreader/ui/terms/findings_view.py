"""The checks as a view of the room: kinds of findings to choose from, and the findings.

What is asked for is done by the controller, which then shows what has come of it.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from parallelreader.app.terms.findings import counted
from parallelreader.app.terms.shown_findings import ShownFinding
from parallelreader.core.terms.finding import FindingKind
from parallelreader.ui.terms.finding_list import FindingList
from parallelreader.ui.terms.finding_words import kind_name
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import SMALL, PaleLabel, small_button

_HEAD = 46
_NAMED = 5


class FindingsView(QWidget):
    """``changed`` comes when other findings are shown, or another one is at the cursor."""

    changed = Signal()
    again_asked = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self.list = FindingList(themes)
        self.again = small_button(self.tr("Check again"), self.tr("Look through all texts again (R)"))
        self.dismissed = _choice()
        self._kinds = {kind: _choice() for kind in FindingKind}
        self._all = _choice()
        self._message = PaleLabel(themes, wraps=True)
        self._note = PaleLabel(themes, wraps=True)
        self._found: list[ShownFinding] = []
        self._counts = counted(())
        self._keys: Collection[str] = ()
        self._kind: FindingKind | None = None
        self.setFocusProxy(self.list)
        self._lay_out(themes)
        self.list.moved.connect(self.changed)
        self.again.clicked.connect(self.again_asked)
        self.dismissed.clicked.connect(self._show)
        self._all.clicked.connect(partial(self.choose, None))
        for kind, button in self._kinds.items():
            button.clicked.connect(partial(self.choose, kind))

    @property
    def shown(self) -> Sequence[ShownFinding]:
        """The findings that are listed."""
        return self.list.rows.found

    @property
    def message(self) -> str:
        """What stands in the place of findings; empty where there are some."""
        return "" if self._message.isHidden() else self._message.text()

    @property
    def note(self) -> str:
        """What is said about the findings; empty where there is nothing to say."""
        return "" if self._note.isHidden() else self._note.text()

    def show_found(self, found: Sequence[ShownFinding], dismissed: Collection[str]) -> None:
        """Show these; ``dismissed`` are the keys of those that are shown only when asked for."""
        self._found, self._keys = list(found), dismissed
        self._show()

    def add_found(self, found: Sequence[ShownFinding]) -> None:
        """Show these below the others."""
        self._found += found
        left = [each for each in found if each.finding.key not in self._keys]
        for kind, count in counted([each.finding for each in left]).items():
            self._counts[kind] += count
        self._show_counts()
        more = [
            each
            for each in (found if self.dismissed.isChecked() else left)
            if self._kind is None or each.finding.kind is self._kind
        ]
        if more:
            self.show_message("")
            self.list.add_found(more)

    def show_unseen(self, places: Mapping[str, int]) -> None:
        """Say of how many places of which terms nobody looked what stands there."""
        named = [f"{name} {count:,}" for name, count in list(places.items())[:_NAMED]]
        if len(places) > _NAMED:
            named.append(self.tr("{count} more terms").format(count=f"{len(places) - _NAMED:,}"))
        words = self.tr("Places that were not looked at closely: {count} ({names})")
        count = f"{sum(places.values()):,}"
        self.show_note(words.format(count=count, names=", ".join(named)) if places else "")

    def show_note(self, note: str) -> None:
        """Say something about the findings, above them."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def show_message(self, message: str) -> None:
        """Say something in the place of findings."""
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self.list.setVisible(not message)

    def choose(self, kind: FindingKind | None, checked: bool = True) -> None:
        """Show only findings of a kind, or of all."""
        self._kind = None if kind is self._kind else kind
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.again_asked.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        left = [each for each in self._found if each.finding.key not in self._keys]
        self._counts = counted([each.finding for each in left])
        if self._kind is not None and not self._counts[self._kind] and not self.dismissed.isChecked():
            self._kind = None
        self._show_counts()
        listed = self._found if self.dismissed.isChecked() else left
        shown = [each for each in listed if self._kind is None or each.finding.kind is self._kind]
        self.list.show_found(shown, self._keys)
        if shown:
            self.show_message("")
        elif self._found:
            self.show_message(self.tr("All findings are dismissed."))
        else:
            self.show_message(
                self.tr("Nothing was found: terms, numbers and passages are as they should be.")
            )

    def _show_counts(self) -> None:
        for kind, button in self._kinds.items():
            button.setText(f"{kind_name(kind)} {self._counts[kind]:,}")
            button.setVisible(bool(self._counts[kind]) or kind is self._kind)
            button.setChecked(kind is self._kind)
        left = sum(self._counts.values())
        self._all.setText(self.tr("All {count}").format(count=f"{left:,}"))
        self._all.setChecked(self._kind is None)
        self._all.setVisible(bool(self._found))
        gone = len(self._found) - left
        self.dismissed.setText(self.tr("Dismissed {count}").format(count=f"{gone:,}"))
        self.dismissed.setVisible(bool(gone) or self.dismissed.isChecked())

    def _lay_out(self, themes: ThemeSource) -> None:
        self._message.setContentsMargins(20, 24, 20, 0)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setContentsMargins(20, 8, 20, 4)
        self._note.hide()
        head = Ground(themes, "bg", bottom_line=True)
        head.setFixedHeight(_HEAD)
        line = QHBoxLayout(head)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(4)
        for button in (self._all, *self._kinds.values()):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.dismissed)
        line.addSpacing(6)
        line.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self._note)
        layout.addWidget(self._message, 1)
        layout.addWidget(self.list, 1)


def _choice() -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setFont(interface_font(SMALL, tabular=True))
    button.hide()
    return button
