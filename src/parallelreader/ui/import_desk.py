"""Opens the import dialog on files or text, and what has been imported afterwards.

What is imported and how is the dialog's own affair.
"""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.user_data import UserData
from parallelreader.paths import resource
from parallelreader.ui import importing
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window


class ImportDesk(QObject):
    """At most one dialog at a time; what comes while it is open is added to it.

    ``opening`` comes before what was imported takes the place of what is open.
    """

    opening = Signal()

    def __init__(
        self, data: UserData, themes: ThemeSource, jobs: JobRunner, session: Session, window: Window
    ) -> None:
        super().__init__(window)
        self._data = data
        self._themes = themes
        self._jobs = jobs
        self._session = session
        self._window = window
        self.dialog: importing.ImportDialog | None = None

    def import_files(self, files: Sequence[Path]) -> None:
        """Open the dialog on files, or without any on its first step."""
        dialog = self._open_dialog()
        if files:
            dialog.add_files(files)

    def import_text(self, text: str) -> None:
        """Open the dialog on pasted or dropped text."""
        self._open_dialog().add_text(text)

    def _open_dialog(self) -> "importing.ImportDialog":
        if self.dialog is None:
            dialog = importing.ImportDialog(self._jobs, self._themes, self._corpora(), self._window)
            dialog.imported.connect(self._on_imported)
            dialog.finished.connect(self._on_finished)
            self.dialog = dialog
            dialog.open()
        self.dialog.raise_()
        self.dialog.activateWindow()
        return self.dialog

    def _corpora(self) -> "list[importing.CorpusChoice]":
        """The open corpus first, then those read before; never the samples, which are part of the program."""
        corpus = self._session.corpus
        choices = [importing.CorpusChoice(corpus.folder, corpus.title)] if corpus is not None else []
        choices += [
            importing.CorpusChoice(known.folder, known.title) for known in self._data.recent_corpora()
        ]
        samples = resource("samples").resolve()
        unique: dict[Path, importing.CorpusChoice] = {}
        for choice in choices:
            unique.setdefault(choice.folder.resolve(), choice)
        return [choice for folder, choice in unique.items() if folder != samples]

    @Slot(object, str)
    def _on_imported(self, folder: Path, document: str) -> None:
        report = self.dialog.report if self.dialog is not None else None
        self.opening.emit()
        self._window.banner.hide()
        self._session.open_corpus(folder, document=document)
        if report is None:
            return
        self._window.status.say(importing.summarise(report))
        if report.doubts:
            self._window.banner.say(" ".join(report.doubts), document=report.document)

    @Slot()
    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
