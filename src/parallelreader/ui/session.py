"""What is open in the window and how something else comes to be open, step by step in the background.

Holds no widgets: the window shows what the signals bring.
"""

import gc
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from parallelreader.app.annotating import Annotating
from parallelreader.app.library import open_corpus
from parallelreader.app.opening import (
    OpenedCorpus,
    OpenedDocument,
    open_document,
    open_for_reading,
    place_of,
    show,
)
from parallelreader.app.places import CorpusPlace, KnownCorpus
from parallelreader.app.reading.reading import Reading
from parallelreader.app.repairing import RepairChanges, Repairing
from parallelreader.app.user_data import UserData
from parallelreader.core.alignment import Bead
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import ReaderError
from parallelreader.core.judgement import Judgement
from parallelreader.core.notes.marks import Mark
from parallelreader.core.progress import Progress
from parallelreader.core.repair.repair import Repair
from parallelreader.core.text import Span
from parallelreader.ui import later
from parallelreader.ui.jobs.runner import Job, JobRunner

At = tuple[str, float]
_repairs_made = count(1)
_REST_MS = 400


def new_session() -> str:
    """A name for a repair and what follows from it, which are one step of undo."""
    return f"repair {next(_repairs_made)}"


class Session(QObject):
    """One corpus and one document of it at a time. Everything is signalled on the main thread."""

    corpus_opened = Signal(object)
    document_opened = Signal(object, object)
    cancelled = Signal()
    failed = Signal(object)
    warned = Signal(str)
    realigned = Signal(object, object)
    repaired = Signal()
    _repair_heard = Signal(object)

    def __init__(self, data: UserData, jobs: JobRunner) -> None:
        super().__init__(jobs)
        self._data = data
        self._jobs = jobs
        self._corpus: OpenedCorpus | None = None
        self._document: OpenedDocument | None = None
        self.known: list[KnownCorpus] = []
        """The corpora opened last, newest first, as was known when this one was opened."""
        self._loading: Job | None = None
        self._wanted: tuple[str, ...] = ()
        self._renewing: Job | None = None
        self._aligning: dict[str, Job] = {}
        self._place: At | None = None
        self._repair_heard.connect(self._on_repaired)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.remember)

    @property
    def corpus(self) -> Corpus | None:
        return self._corpus.corpus if self._corpus else None

    @property
    def notes(self) -> Annotating | None:
        return self._corpus.notes if self._corpus else None

    @property
    def repairs(self) -> Repairing | None:
        return self._corpus.repairs if self._corpus else None

    @property
    def document(self) -> OpenedDocument | None:
        return self._document

    @property
    def is_opening(self) -> bool:
        """Whether something else is about to be shown."""
        return self._loading is not None and self._jobs.is_running(self._loading)

    @property
    def corpus_place(self) -> CorpusPlace:
        """How the window was when the corpus was left."""
        return self._corpus.places.corpus if self._corpus else CorpusPlace()

    def marks_in(self, version_id: str, span: Span) -> list[Mark]:
        """The marks on a stretch of the open document, for painting."""
        if self._corpus is None or self._document is None:
            return []
        return self._corpus.notes.notes.marks_in(self._document.reading.document.id, version_id, span)

    def is_pinned(self, version_id: str, bead: Bead) -> bool:
        """Whether the user has checked this bead of the open document, for painting."""
        if self._corpus is None or self._document is None:
            return False
        return self._corpus.repairs.is_pinned(self._document.reading.document, version_id, bead)

    def has_pins(self, version_id: str) -> bool:
        """Whether the user may have checked any bead with a version of the open document, for painting."""
        if self._corpus is None or self._document is None:
            return False
        return self._corpus.repairs.has_pins(self._document.reading.document, version_id)

    def open_corpus(
        self, folder: Path, *, document: str = "", versions: Sequence[str] = (), at: At | None = None
    ) -> None:
        """Open a corpus and a document of it: the one named, the one read last, or the first."""
        self._leave()

        def done(found: tuple[OpenedCorpus, list[KnownCorpus]]) -> None:
            opened, self.known = found
            self._corpus, self._document = opened, None
            opened.repairs.listen(self._repair_heard.emit)
            self.corpus_opened.emit(opened.corpus)
            # The collector hardly ever comes by itself, and while nothing is open it has little to look at.
            gc.collect()
            wanted = document or opened.places.corpus.document
            known = [each.id for each in opened.corpus.documents]
            if known:
                self.open_document(wanted if wanted in known else known[0], versions=versions, at=at)

        def work(_: Progress) -> tuple[OpenedCorpus, list[KnownCorpus]]:
            if self._data.has_unfinished:
                # Before the notes are read: they may be about to follow a document elsewhere.
                later.finish_all(self._data.store, self._data.folders.data)
            opened = open_for_reading(self._data.store, folder, cache=self._data.cache)
            # Who asks the store waits for all that is still to be written: not where the window would.
            return opened, self._data.recent_corpora()

        self._run(self.tr("Opening the corpus"), work, done)

    def open_document(self, document_id: str, *, versions: Sequence[str] = (), at: At | None = None) -> None:
        """Open a document of the corpus, at ``at`` or where it was left."""
        corpus = self._corpus
        if corpus is None:
            return
        self._leave()

        def work(progress: Progress) -> OpenedDocument:
            return open_document(
                corpus, document_id, versions=versions, progress=progress, cache=self._data.cache
            )

        self._run(self.tr("Opening the document"), work, partial(self._show, at=at))

    def show_versions(self, shown: Sequence[str], at: At | None) -> None:
        """Show these versions of the document, staying where one is."""
        document = self._document
        if document is None:
            return
        opened = document.opened
        self._wanted = tuple(shown)
        self._run(
            self.tr("Changing the versions"),
            lambda _: show(opened, shown, at),
            self._show,
        )

    def take_alignments(self, folder: Path, aligned: Collection[tuple[str, str]]) -> None:
        """Alignments, by (document, version), were written into a corpus: know them where that is open.

        The document that is open is read again if it was waiting for one of them.
        """
        if self._corpus is None or self._corpus.corpus.folder != folder:
            return
        before = self._corpus

        def done(corpus: Corpus) -> None:
            if self._corpus is not before:
                return
            self._corpus = replace(before, corpus=corpus)
            document = self._document
            if document is None:
                return
            reading = document.reading
            if any((reading.document.id, version) in aligned for version in document.opened.missing):
                self.open_document(reading.document.id, versions=reading.shown, at=self._place)

        title = self.tr("Reading the corpus again")
        job = Job(title, on_done=done, on_failed=self._fail, is_quiet=True)
        self._jobs.run(lambda _: open_corpus(folder), job)

    def take_corpus(self, corpus: Corpus) -> None:
        """The open corpus was written anew with the same documents: know it as it is now."""
        if self._corpus is not None and self._corpus.corpus.folder == corpus.folder:
            self._corpus = replace(self._corpus, corpus=corpus)

    def repair(self, version: str, repair: Repair, *, session: str = "") -> None:
        """Carry out a repair of the alignment with a version of the open document; see ``app.repairing``.

        Raises RepairProblem.
        """
        if self._corpus is not None and self._document is not None:
            self._corpus.repairs.do(self._document.reading.document, version, repair, session=session)

    def _on_repaired(self, changes: RepairChanges) -> None:
        """An alignment has changed, by the user, by undo or by another process: show it where it is open."""
        document = self._document
        if document is not None and document.reading.document.id == changes.document:
            opened = document.opened.with_alignment(changes.version, changes.alignment)
            self._document = document = replace(document, opened=opened)
            if document.reading.renews_quickly:
                self._take_renewed(_renewed(document), changes)
            else:
                self._renew_later(document, changes)
        self.repaired.emit()

    def _renew_later(self, document: OpenedDocument, changes: RepairChanges) -> None:
        """Show what has changed as soon as it is paired anew, which takes long for long translations."""

        def done(reading: Reading) -> None:
            if self._document is not None and self._document.reading is document.reading:
                self._take_renewed(reading, changes)

        if self._renewing is not None:
            # What it would have brought is in what comes now.
            self._renewing.cancel()
        job = Job(self.tr("Pairing anew"), on_done=done, on_failed=self._fail, is_quiet=True)
        self._renewing = self._jobs.run(lambda _: _renewed(document), job)

    def _take_renewed(self, reading: Reading, changes: RepairChanges) -> None:
        assert self._document is not None
        self._document = replace(self._document, reading=reading)
        self.realigned.emit(reading, changes)

    def read_at(self, at: At | None) -> None:
        """The reader is at another place; it is remembered when the scrolling comes to rest."""
        if at is not None:
            self._place = at
            self._rest.start()

    def remember(self) -> None:
        """Remember the place now."""
        self._rest.stop()
        if self._corpus is None or self._document is None or self._place is None:
            return
        reading = self._document.reading
        if self._place[0] in reading.texts:
            self._corpus.places.remember_document(
                reading.document.id, place_of(reading.texts, reading.shown, self._place)
            )

    def remember_window(self, place: CorpusPlace) -> None:
        """Remember how the window is while this corpus is open."""
        if self._corpus is not None:
            self._corpus.places.remember_corpus(place)

    def _show(self, document: OpenedDocument, at: At | None = None) -> None:
        document, changes = self._with_repairs(document)
        if changes is not None and document.reading.renews_quickly:
            document = replace(document, reading=_renewed(document))
        self._document = document
        self._wanted = document.reading.shown
        self._place = at or document.at or (document.reading.shown[0], 0.0)
        self.document_opened.emit(document.reading, self._place)
        if changes is not None and not document.reading.renews_quickly:
            self._renew_later(document, changes)
        self._align_next()

    def _with_repairs(self, document: OpenedDocument) -> tuple[OpenedDocument, RepairChanges | None]:
        """The document with what was repaired while it was being made ready, and the last of that if any;
        the reading stays as it was."""
        repairs, opened, changes = self.repairs, document.opened, None
        for version, alignment in document.opened.alignments.items():
            now = repairs.alignment(document.reading.document, version) if repairs is not None else None
            if now is not None and now is not alignment:
                opened = opened.with_alignment(version, now)
                changes = RepairChanges(document.reading.document.id, version, now)
        return replace(document, opened=opened), changes

    def _align_next(self) -> None:
        """Align a version that is shown and has no alignment yet."""
        if self._document is None:
            return
        opened = self._document.opened
        for version in self._document.reading.shown:
            if version in opened.missing and version not in self._aligning and self._can_align(version):
                self._align(version)

    def _can_align(self, version_id: str) -> bool:
        assert self._document is not None
        opened = self._document.opened
        source = opened.document.source
        different = source.is_chinese != opened.document.version(version_id).is_chinese
        return different and all(opened.texts[v].segment_count for v in (source.id, version_id))

    def _align(self, version: str) -> None:
        assert self._document is not None
        assert self._corpus is not None
        opened, repairs = self._document.opened, self._corpus.repairs

        def work(progress: Progress) -> Any:
            return later.align_missing(
                opened, version, repairs=repairs, progress=progress, cache=self._data.cache
            )

        def done(result: tuple[Any, Judgement]) -> None:
            self._aligning.pop(version, None)
            if self._document is None or self._document.opened.document is not opened.document:
                return
            aligned, judgement = result
            now = self._document.opened.with_alignment(version, aligned.alignments[version])
            if judgement.is_doubtful:
                self.warned.emit(
                    self.tr("These two texts hardly agree. Perhaps they are not versions of one work.")
                )
            self._document = replace(self._document, opened=now)
            self._read_again()

        def failed(error: Exception) -> None:
            self._aligning.pop(version, None)
            self._fail(error)

        job = Job(self.tr("Aligning"), on_done=done, on_failed=failed)
        self._aligning[version] = self._jobs.run(work, job)

    def _read_again(self) -> None:
        """Show what is shown with alignments that have come meanwhile, staying where one reads."""
        assert self._document is not None
        opened, shown, at = self._document.opened, self._wanted, self._place
        self._run(
            self.tr("Changing the versions"),
            lambda _: show(opened, shown, at),
            lambda document: self._show(document, self._place_in(document)),
        )

    def _place_in(self, document: OpenedDocument) -> At | None:
        """Where one has read on to meanwhile, if that is in a version shown."""
        is_shown = self._place is not None and self._place[0] in document.reading.shown
        return self._place if is_shown else None

    def _leave(self) -> None:
        """Remember the place and stop what only concerned what was open."""
        self.remember()
        self._place = None
        for job in (*self._aligning.values(), self._loading):
            if job is not None:
                job.cancel()
        self._aligning = {}

    def _run(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        if self._loading is not None:
            # Of two wishes only the later one counts, whichever would be done first.
            self._loading.cancel()
        job = Job(title, on_done=done, on_failed=self._fail, on_cancelled=lambda: self._on_cancelled(job))
        self._loading = self._jobs.run(work, job)

    def _on_cancelled(self, job: Job) -> None:
        """The reader does not want it, if it is not that something else is wanted instead."""
        if job is self._loading:
            self._loading = None
            self.cancelled.emit()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, ReaderError):
            self.failed.emit(error)
        else:
            self.failed.emit(
                ReaderError(self.tr("Something went wrong inside the program: {error}").format(error=error))
            )


def _renewed(document: OpenedDocument) -> Reading:
    """What is being read with the alignments that there are now."""
    reading = document.reading
    for version in reading.shown:
        now = document.opened.alignments.get(version)
        if now is not None and now is not reading.alignment(version):
            reading = reading.with_alignment(version, now)
    return reading
