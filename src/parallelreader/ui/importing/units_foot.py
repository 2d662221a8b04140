"""The foot of the dialog for units: how far the import is, and what can be done at each moment."""

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from parallelreader.ui.importing.grounds import MARGIN, small_label
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource

_HEIGHT = 56
_PROGRESS_WIDTH = 250
_STEPS = 1000


class UnitsFoot(Ground):
    """Its buttons are shown and hidden by what can be done; their clicks are its signals."""

    cancel_requested = Signal()
    keep_requested = Signal()
    restart_requested = Signal()
    leave_requested = Signal()
    close_requested = Signal()
    import_requested = Signal()

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(themes, "surface", parent, top_line=True)
        self.setFixedHeight(_HEIGHT)
        self.task = QLabel()
        self.percent = small_label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.bar.setAccessibleName(self.tr("Progress"))
        self._progress = self._progress_box()
        self.note = small_label()
        self.overlays = QCheckBox(self.tr("With its &notes and terms"))
        self.overlays.setChecked(True)
        self._has_overlays = False
        self.cancel = self._button(self.tr("Cancel"), self.tr("Stop, and remove what was written (Esc)"))
        self._keep_tip = self.tr("Stop; the same file goes on from here another time")
        self.keep = self._button(self.tr("Keep what is done"), self._keep_tip)
        self.restart = self._button(
            self.tr("Begin anew"), self.tr("Remove what was written before, and import all of it")
        )
        self.leave = self._button(
            self.tr("Go on in the background"), self.tr("Close this window; the import goes on")
        )
        self.close_button = self._button(self.tr("Close"), self.tr("Close without importing (Esc)"))
        self.import_button = self._button(
            self.tr("Import"), self.tr("Write the pairs into the corpus (Ctrl+Enter)")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(12)
        row.addWidget(self._progress)
        row.addWidget(self.note, 1)
        row.addStretch(1)
        row.addWidget(self.overlays)
        for button, signal in (
            (self.cancel, self.cancel_requested),
            (self.keep, self.keep_requested),
            (self.leave, self.leave_requested),
            (self.restart, self.restart_requested),
            (self.close_button, self.close_requested),
            (self.import_button, self.import_requested),
        ):
            row.addWidget(button)
            button.clicked.connect(signal)
        self.show_waiting("")

    def offer_overlays(self) -> None:
        """The file has notes or terms in it, which may be left out."""
        self._has_overlays = True

    def show_waiting(self, note: str) -> None:
        """Nothing can be imported yet, or any more."""
        self.overlays.hide()
        self._progress.hide()
        self.note.setText(note)
        self._show_buttons(self.close_button, self.import_button)
        self.import_button.setEnabled(False)

    def show_ready(self, note: str, *, resumes: bool = False, is_partial: bool = False) -> None:
        """The file can be imported; ``resumes``: from where that was interrupted; ``is_partial``: what could
        be read of it."""
        self._progress.hide()
        self.overlays.setVisible(self._has_overlays)
        self.note.setText(note)
        buttons = [self.close_button, self.import_button]
        if resumes and not is_partial:
            buttons.append(self.restart)
        self._show_buttons(*buttons)
        self.import_button.setEnabled(True)
        if is_partial:
            self.import_button.setText(self.tr("Import the rest"))
        else:
            self.import_button.setText(self.tr("Go on importing") if resumes else self.tr("Import"))

    def show_running(
        self, done: int, total: int, text: str, *, may_stop: bool, is_imported: bool = False
    ) -> None:
        """Bytes of bytes, and how many units that are; the bar is pale while ``total`` is not known. Where it
        ``is_imported`` it is made ready for reading, which need not be waited for."""
        self._progress.show()
        self.overlays.hide()
        self.note.setText("")
        ready = self.tr("Making it ready for reading") if is_imported else ""
        self.task.setText(ready or text or self.tr("Reading the file"))
        self.bar.setRange(0, _STEPS if total and may_stop else 0)
        if total and may_stop:
            self.bar.setValue(int(_STEPS * done / total))
        self.percent.setText(f"{int(100 * done / total)} %" if total and may_stop else "")
        if is_imported:
            self.cancel.setText(self.tr("Open it now"))
            tip = self.tr("It is imported; the rest is done when it is opened (Esc)")
            self._show_buttons(self.cancel, self.leave)
        else:
            self.cancel.setText(self.tr("Cancel"))
            tip = self.tr("Stop, and remove what was written (Esc)")
            self._show_buttons(self.cancel, self.keep, self.leave)
        writing = self.tr("It is being written into the corpus, which is done in a moment")
        self.cancel.setToolTip(tip if may_stop else writing)
        self.keep.setToolTip(self._keep_tip if may_stop else writing)
        for button in (self.cancel, self.keep):
            button.setEnabled(may_stop)

    def _show_buttons(self, *shown: QPushButton) -> None:
        for button in (
            self.cancel, self.keep, self.leave, self.restart, self.close_button, self.import_button
        ):  # fmt: skip
            button.setVisible(button in shown)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setMinimumWidth(72)
        button.setAutoDefault(False)
        return button

    def _progress_box(self) -> QWidget:
        box = QWidget()
        box.setFixedWidth(_PROGRESS_WIDTH)
        words = QHBoxLayout()
        words.addWidget(self.task, 1)
        words.addWidget(self.percent)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 10, 0, 12)
        column.setSpacing(4)
        column.addLayout(words)
        column.addWidget(self.bar)
        return box


def size_of(count: int) -> str:
    """Bytes as people say them."""
    return QLocale().formattedDataSize(count, 0, QLocale.DataSizeFormat.DataSizeTraditionalFormat)
