"""Writing what a view of the room of terms shows to a file."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from parallelreader.core.errors import ReaderError
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.terms.view import TermsView
from parallelreader.ui.window import Window

_FORBIDDEN = '<>:"/\\|?*\n\t'


class TermsExport(QObject):
    """One dialog at a time."""

    def __init__(self, jobs: JobRunner, window: Window) -> None:
        super().__init__(window)
        self._jobs, self._window = jobs, window
        self.dialog: QFileDialog | None = None

    def ask(self, view: TermsView, name: str) -> None:
        """Ask where what a view shows is to be written; ``name`` is proposed for the file."""
        formats = view.export_formats
        if not formats:
            return
        dialog = QFileDialog(self._window, self.tr("Export what is shown"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        filters = {f"{each.name} (*.{each.suffix})": each.suffix for each in formats}
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix(formats[0].suffix)
        plain = "".join(" " if each in _FORBIDDEN else each for each in name).strip(" .")
        dialog.selectFile(f"{plain or self.tr('terms')}.{formats[0].suffix}")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(filters[chosen]))
        dialog.fileSelected.connect(
            lambda file: self.write(view, Path(file), filters[dialog.selectedNameFilter()])
        )
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def write(self, view: TermsView, file: Path, usual: str = "") -> None:
        """Write what a view shows into a file of the kind its name says, or else of the ``usual`` one."""
        known = {each.suffix for each in view.export_formats}
        suffix = file.suffix.removeprefix(".").casefold()
        writer = view.writer(suffix if suffix in known else usual)
        if writer is None:
            return

        def work(progress: Progress) -> None:
            writer(file, progress)

        def done(_: object) -> None:
            self._window.status.say(self.tr("Wrote {name}.").format(name=file.name))

        def failed(error: Exception) -> None:
            said = str(error)
            if not isinstance(error, ReaderError):
                said = self.tr("Something went wrong inside the program: {error}").format(error=error)
            self._window.banner.say(said, is_error=True)

        self._jobs.run(
            work, Job(self.tr("Writing {name}").format(name=file.name), on_done=done, on_failed=failed)
        )

    def _on_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
