"""Bundles in the window: written, merged after a look, and compared; all of it off the main thread."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from parallelreader.app.bundle.bundles import (
    Incoming,
    merge_bundle,
    preview_merge,
    read_incoming,
    write_bundle,
)
from parallelreader.app.bundle.comparing import Comparison, compare, settle
from parallelreader.app.bundle.merge_steps import MergeAct, MergeSteps
from parallelreader.app.bundle.undoing import can_take_back
from parallelreader.app.undo import Step
from parallelreader.app.user_data import UserData
from parallelreader.core.bundle.agreement import Difference
from parallelreader.core.bundle.merging import MergePlan
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import ReaderError
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.bundles.compare_dialog import CompareDialog
from parallelreader.ui.bundles.merge_dialog import MergeDialog
from parallelreader.ui.bundles.write_dialog import WriteDialog
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window

_SUFFIX = ".prbundle"
_SECONDS_TO_WRITE = 10.0
R = TypeVar("R")


class BundleDesk(QObject):
    """One dialog at a time; made when it is first asked for."""

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        toast: ActToast,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._travel, self._toast = session, window, travel, toast
        self.dialog: QDialog | None = None
        self._compared: tuple[Corpus, Incoming] | None = None
        self._steps = MergeSteps()
        self._is_turning = False
        self._waiting: list[Callable[[], None]] = []
        session.corpus_opened.connect(self._on_corpus_opened)
        self._on_corpus_opened()

    def handlers(self) -> dict[str, Handler]:
        """What its actions do."""
        return {
            "write_bundle": self._ask_to_write,
            "merge_bundle": partial(self._choose, self.tr("Merge a bundle"), self.merge),
            "compare_bundle": partial(self._choose, self.tr("Compare with a bundle"), self.compare),
        }

    def write(self, file: Path, author: str, *, with_texts: bool, with_words: bool = False) -> None:
        """Write all that was made of the open corpus."""
        corpus = self._session.corpus
        if corpus is None:
            return
        folders = self._data.folders

        def work() -> dict[str, int]:
            return write_bundle(
                corpus, file, folders, author=author, with_corpus=with_texts, with_words=with_words
            )

        said = self.tr("Saved as {name}.").format(name=file.name)
        self._run(self.tr("Writing {name}").format(name=file.name), work, lambda _: self._say(said))

    def merge(self, file: Path) -> None:
        """Read a bundle and show what merging it would do."""
        corpus = self._session.corpus
        if corpus is None:
            return
        folders = self._data.folders

        def work() -> tuple[Incoming, MergePlan]:
            incoming = read_incoming(corpus, file)
            return incoming, preview_merge(corpus, incoming, folders)

        def done(found: tuple[Incoming, MergePlan]) -> None:
            incoming, plan = found
            dialog = MergeDialog(plan, incoming.author, file.name, self._themes, self._window)
            dialog.merge_requested.connect(lambda: self._merge(corpus, incoming))
            self._open(dialog)

        self._run(self.tr("Reading {name}").format(name=file.name), work, done)

    def compare(self, file: Path) -> None:
        """Read a bundle and show how far it agrees with one's own work."""
        corpus = self._session.corpus
        if corpus is None:
            return

        def show(found: tuple[Incoming, Comparison]) -> None:
            incoming, comparison = found
            dialog = CompareDialog(self._themes, self._window)
            self._compared = corpus, incoming
            dialog.stand_beside([self._window.actions_by_id[name] for name in ("undo", "redo")])
            dialog.show_comparison(comparison)
            dialog.go_requested.connect(self._on_go_requested)
            dialog.settle_requested.connect(partial(self._settle, corpus, incoming, dialog))
            self._open(dialog, is_modal=False)

        def work() -> tuple[Incoming, Comparison]:
            incoming = read_incoming(corpus, file)
            return incoming, compare(corpus, self._data.folders, incoming)

        self._run(self.tr("Reading {name}").format(name=file.name), work, show)

    def _merge(self, corpus: Corpus, incoming: Incoming) -> None:
        folders = self._data.folders

        def work() -> MergePlan:
            # The dialog has told of deletions, and one went on.
            return merge_bundle(corpus, incoming, folders, may_delete_most=True)

        def done(plan: MergePlan) -> None:
            said = self.tr("Merged: {}.").format(plan.words)
            self._say(said)
            self._offer_back("Merge a bundle", MergeAct(corpus, folders, plan, work), plan, said)

        self._run(self.tr("Merging"), work, done, is_whole=True)

    def _offer_back(self, name: str, act: MergeAct, plan: MergePlan, said: str) -> None:
        """Let undo take back what a bundle has brought."""
        if can_take_back(plan) and self._is_open(act.corpus):
            self._toast.tell_of(self._steps.record(name, act), said)

    def undo(self, step: Step | None = None, *, is_redo: bool = False) -> bool:
        """Take the last merge back or just the one given, or do the last again; False where that is none."""
        history = self._steps.history
        wanted = step or history.next_step(is_redo=is_redo)
        if self._is_turning:
            self._waiting.append(partial(self._window.past.asked.emit, step, is_redo))
            return True
        if wanted is None or history.party(wanted) is not self._steps:
            return False
        said = self.tr("Done again: {what}.") if is_redo else self.tr("Undone: {what}.")
        said = said.format(what=wanted.said)
        self._is_turning = True

        def done(_: object) -> None:
            self._say(said)
            if isinstance(self.dialog, CompareDialog) and self._compared is not None:
                self._compare_again(self.dialog, *self._compared)
            self._go_on()

        def failed(problem: Exception) -> None:
            self._tell(problem)
            self._go_on()

        turn = partial(self._steps.turn, step, is_redo=is_redo)
        self._run(self.tr("Going through the history"), turn, done, failed, is_whole=True)
        return True

    def _is_open(self, corpus: Corpus) -> bool:
        return self._session.corpus is not None and self._session.corpus.folder == corpus.folder

    def _go_on(self) -> None:
        self._is_turning = False
        if self._waiting:
            self._waiting.pop(0)()

    @Slot()
    def _on_corpus_opened(self) -> None:
        if self._session.notes is not None:
            self._steps.use(self._session.notes.history)

    def _compare_again(self, dialog: CompareDialog, corpus: Corpus, incoming: Incoming) -> None:
        def done(found: Comparison) -> None:
            if self.dialog is dialog:
                dialog.show_comparison(found)

        self._run(self.tr("Comparing"), lambda: compare(corpus, self._data.folders, incoming), done)

    def _settle(
        self, corpus: Corpus, incoming: Incoming, dialog: CompareDialog, chosen: list[Difference]
    ) -> None:
        folders = self._data.folders

        def again() -> MergePlan:
            return settle(corpus, folders, incoming, chosen)

        def work() -> tuple[MergePlan, Comparison]:
            settled = again()
            return settled, compare(corpus, folders, incoming)

        def done(found: tuple[MergePlan, Comparison]) -> None:
            settled, comparison = found
            self._take_in()
            act = MergeAct(corpus, folders, settled, again)
            self._offer_back("Take over from a bundle", act, settled, self.tr("Taken over."))
            if self.dialog is dialog:
                dialog.show_comparison(comparison)

        self._run(self.tr("Taking over"), work, done)

    def _on_go_requested(self, difference: Difference) -> None:
        marked = difference.any
        document, version = marked.place
        self._travel.go(document, (version, float(marked.span.start)))
        reading = self._window.area.reading
        if reading is not None and reading.document.id == document and version in reading.shown:
            self._window.state.select_span(version, marked.span)

    def _ask_to_write(self) -> None:
        if self._session.corpus is None:
            self._window.status.say(self.tr("Open a corpus first."))
            return
        dialog = WriteDialog(self._data.settings.value.annotator, self._window)
        dialog.chosen.connect(self._name_file)
        self._open(dialog)

    def _name_file(self, author: str, with_texts: bool, with_words: bool) -> None:
        self._data.settings.change(annotator=author)
        title = self._session.corpus.title if self._session.corpus is not None else ""
        plain = "".join(each if each.isalnum() or each in " -_" else " " for each in f"{title} {author}")
        dialog = self._file_dialog(self.tr("Write a bundle"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(_SUFFIX.removeprefix("."))
        dialog.selectFile(" ".join(plain.split()) + _SUFFIX)
        write = partial(self.write, author=author, with_texts=with_texts, with_words=with_words)
        dialog.fileSelected.connect(lambda name: write(Path(name)))
        self._open(dialog)

    def _choose(self, title: str, then: Callable[[Path], None]) -> None:
        if self._session.corpus is None:
            self._window.status.say(self.tr("Open a corpus first."))
            return
        dialog = self._file_dialog(title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: then(Path(name)))
        self._open(dialog)

    def _file_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setNameFilters([f"{self.tr('Bundles')} (*{_SUFFIX})", f"{self.tr('All files')} (*)"])
        return dialog

    def _run(
        self,
        title: str,
        work: Callable[[], R],
        done: Callable[[R], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        is_whole: bool = False,
    ) -> None:
        store = self._data.store

        def begin(_: object) -> R:
            # What was just done is to be in it.
            store.flush(_SECONDS_TO_WRITE)
            return work()

        job = Job(title, on_done=done, on_failed=failed or self._tell, is_whole=is_whole)
        self._jobs.run(begin, job)

    def _say(self, words: str) -> None:
        self._take_in()
        self._window.status.say(words)

    def _take_in(self) -> None:
        """Have everybody look what is otherwise in the store now, as after another program wrote to it."""
        self._window.activated.emit()

    def _tell(self, error: Exception) -> None:
        said = str(error)
        if not isinstance(error, ReaderError):
            said = self.tr("Something went wrong inside the program: {error}").format(error=error)
        self._window.banner.say(said, is_error=True)

    def _open(self, dialog: QDialog, *, is_modal: bool = True) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(partial(self._on_finished, dialog))
        self.dialog = dialog
        if is_modal:
            dialog.open()
        else:
            dialog.show()

    def _on_finished(self, dialog: QDialog, _: int) -> None:
        if self.dialog is dialog:
            self.dialog = self._compared = None
