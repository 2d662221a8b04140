"""Hands out what is open: says what there is to choose from, makes it, and has it written or printed.

How it is chosen and shown is the business of the room ``printing``.
"""

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtPrintSupport import QPrinter

from parallelreader.app.exchange.aligned_files import AlignedFormat, AlignedSource, write_aligned
from parallelreader.app.handing.handing import (
    HandoutFormat,
    hand_out_corpus,
    hand_out_document,
    kept_notes,
    marks_of,
    write_handout,
)
from parallelreader.app.handing.terms import TermSource
from parallelreader.app.handing.verticals import write_vertical
from parallelreader.app.library import OpenDocument
from parallelreader.app.user_data import UserData
from parallelreader.app.words.document_names import DocumentNames
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.errors import UserError
from parallelreader.core.exchange import Fidelity
from parallelreader.core.handout import Handout, HandoutOptions
from parallelreader.core.progress import Progress
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.fidelity import with_losses
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.printing.dialog import HandoutDialog
from parallelreader.ui.printing.pdf import paint_pages, write_pdf
from parallelreader.ui.printing.wish import Extent, Offer, Pairs, Target, Wish
from parallelreader.ui.reader.labels import version_label
from parallelreader.ui.session import Session
from parallelreader.ui.term_keeping import TermKeeping
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window


class PrintingDesk(QObject):
    """One dialog, which remembers what was chosen while the window is open, and one file at a time."""

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        words: TextWords,
        terms: TermKeeping,
    ) -> None:
        """``words`` are those that pinyin stands over, ``terms`` those underlined and listed."""
        super().__init__(window)
        self._words = words
        self._terms = terms
        self._data = data
        self._jobs = jobs
        self._session = session
        self._window = window
        self._job: Job | None = None
        self.dialog = HandoutDialog(themes, jobs, self._make, window)
        self.dialog.save_requested.connect(self._on_save_requested)
        self.dialog.print_requested.connect(self._on_print_requested)
        self.dialog.cancel_requested.connect(self._on_cancel_requested)
        window.closing.connect(self._on_closing)

    def handlers(self) -> dict[str, Handler]:
        """What its actions do."""
        return {"export": lambda: self._show(to_print=False), "print": lambda: self._show(to_print=True)}

    def _show(self, *, to_print: bool) -> None:
        offer = self._offer()
        if offer is None:
            self._window.status.say(self.tr("Open a document first."))
            return
        self.dialog.show()
        self.dialog.offer(offer, to_print=to_print)
        self.dialog.activateWindow()

    def _offer(self) -> Offer | None:
        corpus, document, state = self._session.corpus, self._session.document, self._window.state
        reading = state.reading
        if corpus is None or document is None or reading is None:
            return None
        whole = reading.document
        versions = [whole.version(v) for v in reading.shown]
        versions += [version for version in whole.versions if version not in versions]
        names = tuple((v.id, " · ".join(filter(None, version_label(whole, v)))) for v in versions)
        return Offer(
            title=whole.title or whole.id,
            corpus=corpus.title,
            pairs=len(reading.rows),
            versions=names,
            shown=reading.shown,
            chapter=self._chapter(),
            selection=self._selection(),
            current=state.current_row + 1,
        )

    def _chapter(self) -> tuple[str, Pairs] | None:
        """The chapter of the first version that is being read."""
        state = self._window.state
        reading = state.reading
        if reading is None or not len(reading.rows):
            return None
        version = reading.shown[0]
        text = reading.texts[version]
        segments = reading.cell(state.current_row, version)
        here = text.paragraph_of(segments[0]) if segments else -1
        chapters = [each for each in reading.contents(version) if each.level == 1]
        number = bisect_right(chapters, here, key=lambda chapter: chapter.paragraph) - 1
        if number < 0:
            return None

        def row_of(paragraph: int) -> int:
            return reading.row_of(version, text.segments_of(paragraph)[0])

        is_last = number + 1 == len(chapters)
        end = len(reading.rows) if is_last else row_of(chapters[number + 1].paragraph)
        return chapters[number].title, (row_of(chapters[number].paragraph) + 1, end)

    def _selection(self) -> Pairs | None:
        state = self._window.state
        reading, selection = state.reading, state.selection
        if reading is None or selection is None or selection.is_empty:
            return None
        segments = reading.texts[selection.version].segments_in(selection.span)
        if not segments:
            return None
        rows = sorted({reading.row_of(selection.version, segment) for segment in segments})
        return rows[0] + 1, rows[-1] + 1

    def _make(self, wish: Wish) -> Handout:
        """What is wished for; called away from the main thread."""
        corpus, document, notes = self._session.corpus, self._session.document, self._session.notes
        if corpus is None or document is None or notes is None:
            raise UserError("Nothing is open any more", mend="Open a document first.")
        has_terms = wish.options.has_terms or wish.options.has_glossary
        terms = self._term_source() if has_terms else None
        if wish.extent is Extent.CORPUS:
            return hand_out_corpus(
                corpus,
                wish.options,
                repairs=self._session.repairs,
                notes=kept_notes(self._data.store, notes.corpus_key, corpus),
                words=self._words,
                words_of=DocumentNames(self._data.folders.cache, self._words).words_of,
                terms=terms,
                cache=self._data.cache,
            )
        opened: OpenDocument = document.opened
        marks = marks_of(notes.notes, opened.document.id)
        return hand_out_document(
            opened, wish.options, reading=document.reading, marks=marks, words=self._words, terms=terms
        )

    def _term_source(self) -> TermSource | None:
        """The user's terms, read where that is still to be done."""
        book = self._terms.book
        if book is None:
            return None
        book.load()
        return TermSource(book.termbase.finder, book.termbase.concepts)

    @Slot(object, object)
    def _on_save_requested(self, wish: Wish, path: Path) -> None:
        saved = self.tr("Saved as {name}.").format(name=path.name)
        self._run(self.tr("Writing {name}").format(name=path.name), self._writer(wish, path), saved)

    @Slot(object, object)
    def _on_print_requested(self, wish: Wish, printer: QPrinter) -> None:
        first, last = printer.fromPage(), printer.toPage()
        wanted = range(first, last + 1) if first else None

        def work(progress: Progress) -> None:
            paint_pages(self._make(wish), printer, wanted=wanted, progress=progress)

        self._run(self.tr("Printing"), work, self.tr("Sent to the printer."))

    def _writer(self, wish: Wish, path: Path) -> Callable[[Progress], Fidelity | None]:
        target = wish.target
        if target is Target.PDF:
            return lambda progress: write_pdf(self._make(wish), path, progress=progress)
        if target.is_read:
            wanted = HandoutFormat(target.value)
            return lambda progress: write_handout(self._make(wish), wanted, path, progress=progress)
        return lambda progress: self._write_for_programs(wish, path, progress)

    def _write_for_programs(self, wish: Wish, path: Path, progress: Progress) -> Fidelity | None:
        corpus, document, notes = self._session.corpus, self._session.document, self._session.notes
        if corpus is None or document is None or notes is None:
            raise UserError("Nothing is open any more", mend="Open a document first.")
        documents = () if wish.extent is Extent.CORPUS else (document.reading.document.id,)
        repairs, cache = self._session.repairs, self._data.cache
        if wish.target is Target.VERTICAL:
            write_vertical(
                corpus,
                path,
                words=self._words,
                documents=documents,
                repairs=repairs,
                progress=progress,
                cache=cache,
            )
            return None
        has = wish.options if wish.target.has_overlay else HandoutOptions()
        terms = self._term_source() if has.has_terms else None
        source = AlignedSource(
            corpus,
            documents=documents,
            repairs=repairs,
            notes=kept_notes(self._data.store, notes.corpus_key, corpus) if has.has_notes else None,
            concepts=tuple(terms.concepts.values()) if terms is not None else None,
            cache=cache,
        )
        return write_aligned(source, AlignedFormat(wish.target.value), path, progress)

    def _run(self, title: str, work: Callable[[Progress], Fidelity | None], done: str) -> None:
        job = Job(
            title,
            on_done=lambda fidelity: self._end(with_losses(done, fidelity)),
            on_failed=self._fail,
            on_cancelled=lambda: self._end(self.tr("Cancelled; nothing was written.")),
            on_progress=lambda so_far, total, _: self.dialog.show_progress(so_far, total),
        )
        self._job = job
        self.dialog.show_progress(0, 1)
        self._jobs.run(work, job)

    def _end(self, words: str) -> None:
        self._job = None
        self.dialog.show_rest(words)
        self._window.status.say(words)

    def _fail(self, error: Exception) -> None:
        self._job = None
        words = str(error) if isinstance(error, UserError) else self.tr("It could not be written.")
        self.dialog.show_rest(words, is_error=True)
        if not self.dialog.isVisible():
            self._window.banner.say(words, is_error=True)

    @Slot()
    def _on_cancel_requested(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _on_closing(self) -> None:
        self._on_cancel_requested()
        self.dialog.close()
