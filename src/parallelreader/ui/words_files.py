"""Words out of the window and in: exports, lists of known words, and what another copy of the program wrote.

Reading and writing is done off the main thread; dialogs show what will be before anything is changed.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from parallelreader.app.undo import Step
from parallelreader.app.user_data import UserData
from parallelreader.app.words.anki_export import DECK
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.bundle import Taken, read_bundle, take_in_bundle, weigh_bundle
from parallelreader.app.words.bundle_records import Bundle
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.kept_word import KeptWord
from parallelreader.app.words.known_lists import KnownList, ListReport, read_list, report, take_in
from parallelreader.app.words.word_files import WordFormat, write_words
from parallelreader.core.errors import ReaderError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.progress import Progress
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window
from parallelreader.ui.words.files_bundle import BundleDialog
from parallelreader.ui.words.files_export import ExportDialog, ExportWish, Selection
from parallelreader.ui.words.files_known import KnownWordsDialog
from parallelreader.ui.words.page import WordsPage
from parallelreader.ui.words.page_words import count_words

_BUNDLES = (".jsonl", ".ndjson", ".json")


class WordsFiles(QObject):
    """One dialog at a time."""

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        window: Window,
        toast: ActToast,
        page: WordsPage,
        book: WordBook,
        dictionaries: Dictionaries,
    ) -> None:
        super().__init__(page)
        self._data, self._themes, self._jobs, self._window = data, themes, jobs, window
        self._toast, self._page, self._book, self._dictionaries = toast, page, book, dictionaries
        self.dialog: QDialog | None = None
        page.file_requested.connect(self.choose_file)
        page.files_dropped.connect(self.take_files)

    def export(self) -> None:
        """Ask how the kept words are to be written."""
        book = self._book
        job = Job(self.tr("Looking at your words"), on_done=self._ask_export, is_quiet=True)

        def work(_: Progress) -> list[KeptWord]:
            book.load()
            return book.kept.all()

        self._jobs.run(work, job)

    def choose_file(self) -> None:
        """Ask for a file of known words."""
        chooser = QFileDialog(self._window, self.tr("Known words from a file"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        kinds = "*.txt *.csv *.tsv *.apkg *.colpkg *.jsonl *.ndjson *.json *.xlsx"
        everything = self.tr("All files")
        chooser.setNameFilters([f"{self.tr('Lists of words')} ({kinds})", f"{everything} (*)"])
        chooser.fileSelected.connect(lambda name: self.take_files([Path(name)]))
        self._open(chooser)

    def take_files(self, files: Sequence[Path]) -> None:
        """Read the first of some files and show what it would change; the others come after it."""
        if not files:
            return
        file, *rest = files
        if file.suffix.casefold() in _BUNDLES:
            self._ask_bundle(file, rest)
        else:
            self._read(file, then=partial(self._ask_known, file, rest))

    def _ask_export(self, kept: list[KeptWord]) -> None:
        listed = {word.card for word in self._page.model.words if word.card}
        chosen = {word.card for word in self._page.list.chosen if word.card}
        selections = [Selection(self.tr("All that are kept"), tuple(kept))]
        if len(listed) < len(kept) and listed:
            some = tuple(word for word in kept if word.id in listed)
            selections.append(Selection(self.tr("Those listed now"), some))
        if len(chosen) > 1:
            some = tuple(word for word in kept if word.id in chosen)
            selections.append(Selection(self.tr("Those chosen in the list"), some))
        settings = self._data.settings.value
        changed = tuple(word for word in kept if word.changed > settings.anki_exported)
        if settings.anki_exported and 0 < len(changed) < len(kept):
            selections.append(Selection(self.tr("Those changed since the last export for Anki"), changed))
        dialog = ExportDialog(
            selections,
            self._themes,
            wanted=WordFormat.PACKAGE,
            deck=settings.anki_deck or DECK,
            exported=settings.anki_exported,
            parent=self._window,
        )
        dialog.deck.setPlaceholderText(DECK)
        dialog.export_requested.connect(self._on_export_requested)
        self._open(dialog)

    def _on_export_requested(self, wish: ExportWish) -> None:
        book, store, now = self._book, self._data.store, now_in_milliseconds()
        asking = self.dialog

        def work(_: Progress) -> None:
            write_words(book, store, wish.words, wish.format, wish.file, deck=wish.deck, now=now)

        def done(_: object) -> None:
            if wish.format.is_for_anki:
                self._data.settings.change(anki_exported=now, anki_deck=wish.deck)
            # Another may be asked by now, which is not answered by this.
            if asking is not None and self.dialog is asking:
                asking.accept()
            said = self.tr("Wrote {what} into {name}.")
            is_all = wish.format is WordFormat.ALL
            what = self.tr("all about your words") if is_all else count_words(len(wish.words))
            self._window.status.say(said.format(what=what, name=wish.file.name))

        self._jobs.run(work, Job(self.tr("Exporting words"), on_done=done, on_failed=self._tell))

    def _read(self, file: Path, *, column: str = "", then: Callable[[KnownList], None]) -> None:
        dictionaries = self._dictionaries

        def work(progress: Progress) -> KnownList:
            if not dictionaries.is_ready:
                dictionaries.prepare(progress)
            return read_list(file, column=column)

        self._jobs.run(work, Job(self.tr("Reading the list"), on_done=then, on_failed=self._tell))

    def _ask_known(self, file: Path, rest: Sequence[Path], listed: KnownList) -> None:
        dialog = KnownWordsDialog(file.name, self._themes, self._window)
        state = _Asking(dialog, listed)

        def look_again(column: str) -> None:
            self._read(file, column=column, then=show)

        def show(found: KnownList) -> None:
            # A long file may be read to its end after the dialog is closed.
            if self.dialog is dialog:
                state.listed = found
                dialog.show_list(found)
                self._report(state)

        def accepted() -> None:
            if state.made is not None:
                self._take_in(state.made)
            self.take_files(rest)

        dialog.column_changed.connect(look_again)
        dialog.wish_changed.connect(lambda: self._report(state))
        dialog.accepted.connect(accepted)
        self._open(dialog)
        show(listed)

    def _report(self, state: "_Asking") -> None:
        """Work out what a list would change, and show it."""
        dialog, listed, book = state.dialog, state.listed, self._book
        wish, dictionaries = dialog.wish, self._dictionaries
        status, level, takes_sentences = wish
        # What was worked out for another wish is not what the reader asks for now.
        state.made = None
        dialog.accept_button.setEnabled(False)

        def work(_: Progress) -> ListReport:
            book.load()
            has_some = not dictionaries.missing()
            is_known = (lambda word: bool(dictionaries.entries(word))) if has_some else None
            return report(
                listed,
                book.statuses,
                status=status,
                up_to_level=level,
                is_in_dictionary=is_known,
                takes_sentences=takes_sentences,
            )

        def done(made: ListReport) -> None:
            if self.dialog is not dialog or state.listed is not listed:
                return
            if wish == dialog.wish:
                state.made = made
                dialog.show_report(listed, made)

        title = self.tr("Comparing with your words")
        self._jobs.run(work, Job(title, on_done=done, on_failed=self._tell, is_quiet=True))

    def _take_in(self, made: ListReport) -> None:
        statuses = self._book.statuses

        def work(_: Progress) -> tuple[int, Step | None]:
            return statuses.steps.history.recorded_by(lambda: take_in(made, statuses))

        def done(brought: tuple[int, Step | None]) -> None:
            count, step = brought
            self._toast.tell_of(step, self.tr("Brought in: {what}.").format(what=count_words(count)))

        self._jobs.run(work, Job(self.tr("Bringing in words"), on_done=done, on_failed=self._tell))

    def _ask_bundle(self, file: Path, rest: Sequence[Path]) -> None:
        """Show what a file of another copy of the program would add."""
        book, store = self._book, self._data.store

        def work(_: Progress) -> tuple[Bundle, Taken]:
            bundle = read_bundle(file)
            return bundle, weigh_bundle(bundle, book, store)

        def done(weighed: tuple[Bundle, Taken]) -> None:
            bundle, taken = weighed
            dialog = BundleDialog(file.name, bundle, taken, self._themes, self._window)

            def accepted() -> None:
                self._take_bundle(bundle)
                self.take_files(rest)

            dialog.accepted.connect(accepted)
            self._open(dialog)

        self._jobs.run(work, Job(self.tr("Reading the words"), on_done=done, on_failed=self._tell))

    def _take_bundle(self, bundle: Bundle) -> None:
        book, store = self._book, self._data.store

        def work(_: Progress) -> tuple[Taken, Step | None]:
            return book.steps.history.recorded_by(lambda: take_in_bundle(bundle, book, store))

        def done(brought: tuple[Taken, Step | None]) -> None:
            taken, step = brought
            said = self.tr("Brought in: {statuses} statuses, {kept} kept words, {reviews} reviews.")
            said = said.format(
                statuses=f"{taken.statuses:,}", kept=f"{taken.kept:,}", reviews=f"{taken.reviews:,}"
            )
            self._toast.tell_of(step, said)

        self._jobs.run(work, Job(self.tr("Bringing in words"), on_done=done, on_failed=self._tell))

    def _tell(self, error: Exception) -> None:
        said = str(error)
        if not isinstance(error, ReaderError):
            said = self.tr("Something went wrong inside the program: {error}").format(error=error)
        self._window.banner.say(said, is_error=True)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None


class _Asking:
    """What is known while a list is asked about."""

    def __init__(self, dialog: KnownWordsDialog, listed: KnownList) -> None:
        self.dialog, self.listed = dialog, listed
        self.made: ListReport | None = None
