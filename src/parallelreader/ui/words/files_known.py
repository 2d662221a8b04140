"""Shows what a list of known words would change before anything is: which column, levels and words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from parallelreader.app.words.known_lists import KnownList, ListReport
from parallelreader.app.words.statuses import Status
from parallelreader.ui.theme.fonts import headword_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import PaleLabel

_SIZE = (620, 520)
_MOST_SHOWN = 300
_STATUSES = (
    Status.KNOWN,
    Status.LEARNING_5,
    Status.LEARNING_4,
    Status.LEARNING_3,
    Status.LEARNING_2,
    Status.LEARNING_1,
)


class KnownWordsDialog(QDialog):
    """``column_changed`` asks for the file to be read with another column, ``wish_changed`` for another
    report; ``accepted`` comes when the words shown are to be brought in."""

    column_changed = Signal(str)
    wish_changed = Signal()

    def __init__(self, name: str, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Known words from a file"))
        self.resize(*_SIZE)
        self._is_filling = False
        file = QLabel(name)
        file.setToolTip(plain_tip(name))
        file.setTextFormat(file.textFormat().PlainText)
        self.column, self.level, self.status = QComboBox(), QComboBox(), QComboBox()
        for status in _STATUSES:
            learning = self.tr("Learning {level}").format(level=int(status))
            self.status.addItem(self.tr("Known") if status is Status.KNOWN else learning, int(status))
        self.report = PaleLabel(themes, wraps=True)
        self.report.setText(self.tr("Comparing with your words…"))
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setFont(headword_font(17))
        self.words.setAccessibleName(self.tr("The words that would be brought in"))
        self.words.setTabChangesFocus(True)
        self.sentences = QCheckBox(self.tr("Bring in what looks like a s&entence too"))
        self.sentences.setToolTip(
            self.tr("What is in no dictionary and longer than a word, or beside marks as sentences have them")
        )
        self.sentences.hide()
        buttons = QDialogButtonBox()
        self.accept_button = buttons.addButton(self.tr("Bring in"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.accept_button.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._form = QFormLayout()
        self._form.addRow(self.tr("File"), file)
        self._form.addRow(self.tr("&Column"), self.column)
        self._form.addRow(self.tr("&Levels"), self.level)
        self._form.addRow(self.tr("&Status"), self.status)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(self._form)
        layout.addWidget(self.report)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.sentences)
        layout.addWidget(buttons)
        self.column.currentIndexChanged.connect(self._on_column_changed)
        self.level.currentIndexChanged.connect(self._on_wish_changed)
        self.status.currentIndexChanged.connect(self._on_wish_changed)
        self.sentences.toggled.connect(self._on_wish_changed)

    @property
    def wish(self) -> tuple[Status, int, bool]:
        """The status for words, the highest level, and whether what looks like a sentence is wanted."""
        return self.wanted_status, self.up_to_level, self.sentences.isChecked()

    @property
    def wanted_status(self) -> Status:
        """The status for words of which the list says none."""
        return Status(self.status.currentData())

    @property
    def up_to_level(self) -> int:
        """The highest level that is wanted; 0 for all."""
        return int(self.level.currentData() or 0)

    def show_list(self, listed: KnownList) -> None:
        """Offer the columns and levels of a list that was read."""
        self._is_filling = True
        self.column.clear()
        self.column.addItems(list(listed.columns))
        self.column.setCurrentText(listed.column)
        self._form.setRowVisible(self.column, len(listed.columns) > 1)
        self.level.clear()
        self.level.addItem(self.tr("All"), 0)
        total = 0
        for level, count in listed.levels.items():
            total += count
            name = self.tr("Up to {level}: {count} words").format(level=level, count=f"{total:,}")
            self.level.addItem(name, level)
        self._form.setRowVisible(self.level, bool(listed.levels))
        self._is_filling = False

    def show_report(self, listed: KnownList, made: ListReport) -> None:
        """Show what would change."""
        self.report.setText(" ".join(self._sentences(listed, made)))
        coming = list(made.statuses)
        written = {word.key: word.written for word in listed.words}
        shown = _joined([written.get(key, key) for key in coming])
        left = () if self.sentences.isChecked() else made.sentences
        if left:
            shown += "\n\n" + self.tr("Left out: {words}").format(words=_joined(left))
        self.words.setPlainText(shown.strip())
        self.sentences.setVisible(bool(made.sentences))
        count = len(coming)
        several = self.tr("Bring in {count} words").format(count=f"{count:,}")
        self.accept_button.setText(self.tr("Bring in 1 word") if count == 1 else several)
        self.accept_button.setEnabled(bool(coming))

    def _sentences(self, listed: KnownList, made: ListReport) -> list[str]:
        whole = self.tr("Words in the list: {words}. New here: {new}. Raised to a higher status: {raised}.")
        there = self.tr("There already, and left as they are: {already}.")
        found = [
            whole.format(words=f"{len(listed.words):,}", new=f"{made.new:,}", raised=f"{made.raised:,}"),
            there.format(already=f"{made.already:,}"),
        ]
        if made.left:
            found.append(self.tr("Of other levels: {count}.").format(count=f"{made.left:,}"))
        if made.unknown:
            said = self.tr("In no dictionary: {count}, such as {words}.")
            found.append(said.format(count=f"{len(made.unknown):,}", words="、".join(made.unknown[:4])))
        if made.sentences and not self.sentences.isChecked():
            said = self.tr("Left out, as they look like sentences: {count}.")
            found.append(said.format(count=f"{len(made.sentences):,}"))
        if listed.unreviewed:
            said = self.tr("Cards of Anki that were never reviewed, left out: {count}.")
            found.append(said.format(count=f"{listed.unreviewed:,}"))
        for reason, count in listed.skipped.items():
            said = self.tr("Rows passed over: {count} ({why}).")
            found.append(said.format(count=f"{count:,}", why=reason))
        return found

    @Slot()
    def _on_column_changed(self) -> None:
        if not self._is_filling:
            self.column_changed.emit(self.column.currentText())

    @Slot()
    def _on_wish_changed(self) -> None:
        if not self._is_filling:
            self.wish_changed.emit()


def _joined(words: Sequence[str]) -> str:
    shown = "　".join(words[:_MOST_SHOWN])
    return f"{shown}　…" if len(words) > _MOST_SHOWN else shown
