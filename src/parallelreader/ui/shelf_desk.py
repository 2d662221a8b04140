"""Aligns everything in the open corpus, and lets what came of it be seen in the list and in the reader.

How it is aligned and listed is the business of the room ``shelf``.
"""

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.library import translations_to_align
from parallelreader.app.user_data import UserData
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.ui import shelf
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.reader.labels import version_name
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window


class ShelfDesk(QObject):
    """One run at a time; asked for again while it goes on, or before what came of it was seen, its list
    comes back.

    ``opening`` comes before another corpus takes the place of the open one.
    """

    opening = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
    ) -> None:
        super().__init__(window)
        self._data = data
        self._themes = themes
        self._jobs = jobs
        self._session = session
        self._window = window
        self._travel = travel
        self._action = window.actions_by_id["align_all"]
        self._action.setEnabled(False)
        self._is_unseen = False
        self.dialog: shelf.ShelfDialog | None = None
        self.run: shelf.ShelfRun | None = None
        session.corpus_opened.connect(self._on_corpus_opened)

    def align_everything(self) -> None:
        """Align what has no sound alignment, unless that is going on already, and show the list of it."""
        is_running = self.run is not None and self.run.is_running
        if not is_running and not self._is_unseen and not self._start():
            return
        self._is_unseen = False
        if self.dialog is not None:
            self.dialog.show()
            self.dialog.activateWindow()

    def _start(self) -> bool:
        """Begin with the open corpus; False where there is nothing in it to align."""
        corpus = self._session.corpus
        translations = translations_to_align(corpus) if corpus is not None else []
        if corpus is None or not translations:
            self._window.status.say(self.tr("There is nothing to align in this corpus."))
            return False
        if self.run is None or self.dialog is None:
            self.run, self.dialog = self._make()
        self.dialog.show_title(corpus.title)
        self.run.start(corpus.folder, [_row(*each) for each in translations], self._session.repairs)
        return True

    def _make(self) -> "tuple[shelf.ShelfRun, shelf.ShelfDialog]":
        run = shelf.ShelfRun(self._data, self._jobs, self)
        dialog = shelf.ShelfDialog(run, self._themes, self._window)
        run.ended.connect(self._on_ended)
        run.failed.connect(self._on_failed)
        dialog.chosen.connect(self._on_chosen)
        dialog.again_requested.connect(self._start)
        self._window.closing.connect(self._on_closing)
        return run, dialog

    @Slot(object)
    def _on_corpus_opened(self, corpus: Corpus) -> None:
        self._action.setEnabled(True)
        if self.run is not None and self.run.folder != corpus.folder:
            self._is_unseen = False

    @Slot()
    def _on_closing(self) -> None:
        if self.run is not None and self.dialog is not None:
            # Nobody is left to be told, and nothing new may begin.
            self.run.ended.disconnect(self._on_ended)
            self.run.cancel()
            self.dialog.close()

    @Slot()
    def _on_ended(self) -> None:
        if self.run is None or self.dialog is None:
            return
        if self.run.model.aligned:
            self._session.take_alignments(self.run.folder, self.run.model.aligned)
        if self.dialog.isVisible():
            return
        words = shelf.summary(self.run.model.outcomes)
        self._is_unseen = self.run.model.has_trouble
        if self._is_unseen:
            where = self.tr("Align everything, in the menu File, shows which.")
            self._window.banner.say(f"{words} {where}")
        else:
            self._window.status.say(words)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._window.banner.say(str(error), is_error=True)

    @Slot(str, str)
    def _on_chosen(self, document: str, version: str) -> None:
        assert self.run is not None
        corpus, folder = self._session.corpus, self.run.folder
        if corpus is None or corpus.folder != folder:
            self.opening.emit()
            self._session.open_corpus(folder, document=document)
        else:
            source = corpus.document(document).source.id
            self._travel.open_document(document, versions=(source, version))
        self._window.activateWindow()


def _row(document: Document, version: Version) -> "shelf.Row":
    title = document.title or document.id
    return shelf.Row(document.id, version.id, title, version_name(document, version))
