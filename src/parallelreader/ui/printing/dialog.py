"""The window in which is chosen what to hand out, with the pages as they will be, and from which it is saved
or printed.

Making and writing is the business of whoever listens.
"""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QImage, QPalette
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from parallelreader.core.errors import UserError
from parallelreader.core.handout import Handout
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.printing.options import OptionsPanel
from parallelreader.ui.printing.pdf import lay_out
from parallelreader.ui.printing.preview import Preview
from parallelreader.ui.printing.preview_run import PreviewRun
from parallelreader.ui.printing.wish import Offer, Target, Wish
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip
from parallelreader.ui.widgets.labels import small_button

_SIZE = (960, 700)
_STEPS = 1000
_SHORTEST_NAME = 80

MakeHandout = Callable[[Wish], Handout]


class HandoutDialog(QDialog):
    """``save_requested`` (wish, path) and ``print_requested`` (wish, printer) come when the reader has said
    where it goes; ``cancel_requested`` when what is being written is not wanted any more."""

    save_requested = Signal(object, object)
    print_requested = Signal(object, object)
    cancel_requested = Signal()

    def __init__(
        self, themes: ThemeSource, jobs: JobRunner, make: MakeHandout, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._make = make
        self._title = ""
        self._chooser: QDialog | None = None
        self._is_writing = False
        self.setWindowTitle(self.tr("Export and print"))
        self.resize(*_SIZE)
        self.options = OptionsPanel()
        self.preview = Preview(themes)
        self.run = PreviewRun(jobs, self)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setMinimumWidth(1)
        self.said.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _STEPS)
        self.bar.setFixedSize(160, 4)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel = small_button(self.tr("&Cancel"), self.tr("Stop writing; nothing half-written stays"))
        self.close_button = QPushButton(self.tr("Close"))
        self.print_button = QPushButton(self.tr("&Print…"))
        self.save = QPushButton(self.tr("&Save…"))
        self._lay_out()
        self._connect()
        self.show_rest("")

    def offer(self, offer: Offer, *, to_print: bool) -> None:
        """Show what can be handed out; ``to_print`` makes printing what Enter does."""
        self._title = offer.title
        self.options.show_offer(offer)
        for button, is_default in ((self.print_button, to_print), (self.save, not to_print)):
            button.setDefault(is_default)
        (self.print_button if to_print else self.save).setFocus()
        if not self._is_writing:
            self.show_rest("")

    def show_progress(self, done: int, total: int) -> None:
        """Something is being written."""
        self._is_writing = True
        self.bar.setValue(_STEPS * done // max(total, 1))
        self._show_state("")

    def show_rest(self, words: str, *, is_error: bool = False) -> None:
        """Nothing is being written; ``words`` say what came of it."""
        self._is_writing = False
        self._show_state(words, is_error=is_error)

    def save_to(self, path: Path) -> None:
        """Save what is chosen there."""
        self.save_requested.emit(self.options.wish(), path)

    def done(self, result: int) -> None:
        self.run.stop()
        super().done(result)

    def _show_state(self, words: str, *, is_error: bool = False) -> None:
        for part in (self.bar, self.cancel):
            part.setVisible(self._is_writing)
        self.save.setEnabled(not self._is_writing)
        self.print_button.setEnabled(self.options.wish().target.is_read and not self._is_writing)
        theme = self._themes.current
        palette = self.said.palette()
        palette.setColor(QPalette.ColorRole.WindowText, theme.error if is_error else theme.secondary)
        self.said.setPalette(palette)
        self.said.setText(words)
        self.said.setToolTip(plain_tip(words, wraps=True))

    def _lay_out(self) -> None:
        for button in (self.close_button, self.print_button, self.save):
            button.setMinimumWidth(84)
            button.setAutoDefault(False)
        foot = Ground(self._themes, "surface", top_line=True)
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(12)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        row.addWidget(self.said, 1)
        for button in (self.close_button, self.print_button, self.save):
            row.addWidget(button)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.options)
        body.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(body, 1)
        layout.addWidget(foot)

    def _connect(self) -> None:
        self.options.changed.connect(self._on_changed)
        self.preview.page_wanted.connect(self.run.show_page)
        self.preview.picture.resized.connect(self.run.set_size)
        self.run.painted.connect(self._on_painted)
        self.run.failed.connect(self._on_preview_failed)
        self.cancel.clicked.connect(self.cancel_requested)
        self.close_button.clicked.connect(self.reject)
        self.save.clicked.connect(self._on_save_clicked)
        self.print_button.clicked.connect(self._on_print_clicked)

    @Slot()
    def _on_changed(self) -> None:
        wish, make = self.options.wish(), self._make
        self.print_button.setEnabled(wish.target.is_read and not self._is_writing)
        if wish.target.is_read and wish.options.versions:
            self.run.show_handout(lambda: make(wish))
        else:
            self.run.stop()
            words = self.tr("Choose a version.") if wish.target.is_read else self._about(wish.target)
            self.preview.show_words(words)
        self.save.setEnabled(bool(wish.options.versions or not wish.target.is_read) and not self._is_writing)

    def _about(self, target: Target) -> str:
        if target is Target.VERTICAL:
            return self.tr(
                "A folder with all versions of the document or corpus, token by token, for Sketch Engine, "
                "NoSketch Engine or KonText, and which sentences render each other."
            )
        if target is Target.TMX_FOLDER:
            return self.tr(
                "A folder with a translation memory for each version of the document or corpus, as "
                "translation tools want it, and one with all versions beside each other."
            )
        if target is Target.TEI:
            return self.tr(
                "Every version of the document or corpus as a text of its own, with links between the "
                "sentences that render each other."
            )
        return self.tr("Every version of the document or corpus beside its source, for other programs.")

    @Slot(object, int)
    def _on_painted(self, image: QImage | None, number: int) -> None:
        if image is None:
            self.preview.show_words(self.tr("There is nothing to be handed out."))
        else:
            self.preview.show_page(image, number)

    @Slot(object)
    def _on_preview_failed(self, error: Exception) -> None:
        words = self.tr("The page cannot be shown.")
        self.preview.show_words(str(error) if isinstance(error, UserError) else words)

    @Slot()
    def _on_save_clicked(self) -> None:
        target = self.options.wish().target
        suffix = target.suffix
        chooser = QFileDialog(self, self.tr("Save as"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setFileMode(QFileDialog.FileMode.AnyFile)
        if suffix:
            chooser.setDefaultSuffix(suffix)
            chooser.setNameFilter(f"{self.options.target.currentText()} (*.{suffix})")
        chooser.selectFile(_file_name(self._title, suffix))
        chooser.fileSelected.connect(self._on_file_selected)
        self._open(chooser)

    @Slot()
    def _on_print_clicked(self) -> None:
        wish = self.options.wish()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title)
        printer.setFullPage(True)
        lay_out(printer, wish.options.paper)
        chooser = QPrintDialog(printer, self)
        chooser.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        chooser.accepted.connect(lambda: self.print_requested.emit(wish, printer))
        self._open(chooser)

    def _open(self, chooser: QDialog) -> None:
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chooser = chooser
        chooser.open()

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        self.save_to(Path(name))


def _file_name(title: str, suffix: str) -> str:
    """A name for a file after what is in it."""
    words = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "_", title)
    name = words.strip(" ._")[:_SHORTEST_NAME] or "handout"
    return f"{name}.{suffix}" if suffix else name
