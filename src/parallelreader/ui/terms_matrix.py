"""The matrix of the term that is shown in the room: finding it, showing what the user said of it, and
carrying out what is asked for its cells."""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.matrix import RenderingFinder
from parallelreader.app.terms.matrix_export import write_matrix
from parallelreader.app.terms.matrix_words import DocumentsInMemory
from parallelreader.app.terms.rendering_choices import RenderingChoices
from parallelreader.app.terms.sheet import Sheet
from parallelreader.app.terms.sheet_files import TableFormat
from parallelreader.app.terms.shown_matrix import FoundMatrix, find_matrix
from parallelreader.core.errors import ReaderError
from parallelreader.core.progress import Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.terms.matrix_model import ColumnHead
from parallelreader.ui.terms.matrix_view import MatrixView
from parallelreader.ui.terms.view import ExportFormat, Subject, Writer
from parallelreader.ui.theme.source import ThemeSource

# Whoever goes down the list of terms with a key held does not want all of them.
_REST_MS = 90
_MOST_KEPT = 60


class TermsMatrix(QObject):
    """One matrix at a time; :attr:`views` are what the room offers of it.

    ``shown`` comes when another matrix is shown, or more of it, ``busy`` when one begins or ceases to be
    looked for.
    """

    shown = Signal()
    busy = Signal(bool)
    failed = Signal(str)
    _part_found = Signal(object, object)
    _choices_changed = Signal()

    def __init__(self, themes: ThemeSource, jobs: JobRunner, linker: RenderingFinder) -> None:
        super().__init__()
        self._jobs, self._linker = jobs, linker
        self.view = MatrixView(themes)
        self.views = (_View(self, only_gaps=False), _View(self, only_gaps=True))
        self._texts: CorpusTexts | None = None
        self.choices: RenderingChoices | None = None
        self._subject: Subject = None
        self._found: FoundMatrix | None = None
        self._known: OrderedDict[tuple[object, ...], FoundMatrix] = OrderedDict()
        self._finding: Job | None = None
        self._heads: Sequence[ColumnHead] = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._find)
        self._part_found.connect(self._on_part_found)
        self._choices_changed.connect(self.lay_over)

    @property
    def subject(self) -> Subject:
        """What the matrix is about."""
        return self._subject

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self.view.sheet

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being found."""
        return not self._rest.isActive() and self._finding is None

    @property
    def heads(self) -> Sequence[ColumnHead]:
        """The versions of the corpus."""
        return self._heads

    def begin(self, texts: CorpusTexts, choices: RenderingChoices | None) -> None:
        """Another corpus is open, with what the user said of its cells."""
        self._texts, self.choices = texts, choices
        self._known.clear()
        self._subject = self._found = None
        self._cancel()
        self.view.show_sheet(None, ())
        if choices is not None:
            choices.listen(lambda _: self._choices_changed.emit())

    def show_term(self, subject: Subject) -> None:
        """Show the matrix of a term; of the same one what has become of it since."""
        texts = self._texts
        if subject is None or texts is None:
            self._cancel()
            self._subject = self._found = None
            self.view.show_sheet(None, ())
            return
        is_same = _name(subject) == _name(self._subject)
        if is_same and subject == self._subject and (self._finding is not None or self._is_current()):
            return
        self._subject = subject
        self._cancel()
        known = self._known.get(_key(subject))
        if known is not None and known.is_current(texts):
            self._show_found(known, is_same=is_same)
            return
        if not is_same:
            self._found = None
            self.view.show_sheet(None, ())
        self._rest.start()

    def sheet_of(self, subject: Subject) -> Sheet | None:
        """What is shown, if it is of that term, whatever has become of the term since."""
        matrix = self.sheet.matrix if self.sheet is not None else None
        is_its = matrix is not None and _name(matrix.concept or matrix.term) == _name(subject)
        return self.sheet if is_its else None

    def keep(self, concept: Concept, found: FoundMatrix) -> None:
        """A matrix that was found for something else; should it be asked for it is there."""
        self._known[_key(concept)] = found
        while len(self._known) > _MOST_KEPT:
            self._known.popitem(last=False)

    def lay_over(self) -> None:
        """Show what the user has said of the cells meanwhile."""
        if self._found is not None:
            self._show_found(self._found, is_same=True)

    def _is_current(self) -> bool:
        if self._rest.isActive():
            return True
        return self._found is not None and self._texts is not None and self._found.is_current(self._texts)

    def _cancel(self) -> None:
        self._rest.stop()
        if self._finding is not None:
            self._finding.cancel()
            self._end()

    def _end(self) -> None:
        self._finding = None
        self.busy.emit(False)

    def _find(self) -> None:
        texts, subject, linker = self._texts, self._subject, self._linker
        if texts is None or subject is None:
            return
        columns = texts.columns()

        def done(found: FoundMatrix) -> None:
            self._finding = None
            self._known[_key(subject)] = found
            while len(self._known) > _MOST_KEPT:
                self._known.popitem(last=False)
            self.busy.emit(False)
            self._show_found(found, is_same=self.sheet is not None)

        def work(progress: Progress) -> FoundMatrix:
            return find_matrix(
                texts,
                subject,
                linker=linker,
                progress=progress,
                partial=lambda found: self._part_found.emit(subject, found),
            )

        from_columns = [ColumnHead(each.id, each.label, each.hand.value) for each in columns]
        self._heads = tuple(from_columns)
        title = self.tr("Looking for renderings")
        self.busy.emit(True)
        self._finding = self._jobs.run(
            work, Job(title, on_done=done, on_failed=self._on_failed, on_cancelled=self._on_cancelled)
        )

    def _on_part_found(self, subject: Subject, found: FoundMatrix) -> None:
        if subject == self._subject and self._finding is not None:
            self._show_found(found, is_same=self.sheet is not None)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.view.show_message(str(error))
        if not isinstance(error, ReaderError):
            self.failed.emit(str(error))

    def _on_cancelled(self) -> None:
        if self._finding is not None and self._finding.is_cancelled:
            # Not by going on to another term, which puts another job in its place, but by the user.
            self._end()
            self.view.show_message(self.tr("Looking for renderings was cancelled."))

    def _show_found(self, found: FoundMatrix, *, is_same: bool) -> None:
        """Lay what the user said over what was found, and show it."""
        self._found = found
        choices = self.choices
        before = self.sheet if is_same else None
        if choices is None and before is None:
            self._show_sheet(found, found.sheet(None), is_same)
            return

        def work(_: Progress) -> Sheet:
            return found.sheet(choices, before)

        job = Job(
            self.tr("Looking at your corrections"),
            on_done=lambda sheet: self._show_sheet(found, sheet, is_same),
            is_quiet=True,
        )
        self._jobs.run(work, job)

    def _show_sheet(self, found: FoundMatrix, sheet: Sheet, is_same: bool) -> None:
        if found is not self._found:
            return
        used = {*sheet.matrix.columns}
        heads = [head for head in self._heads if head.id in used] or [
            ColumnHead(column, column) for column in sheet.matrix.columns
        ]
        is_same = is_same and self.view.sheet is not None
        if sheet.matrix.rows:
            self.view.show_message("")
        else:
            self.view.show_message(self.tr("This term stands in no Chinese text of this corpus."))
        self.view.show_sheet(sheet, heads, is_same=is_same)
        self.shown.emit()


class _View:
    """The matrix as a view of the room: all of it, or only the rows with gaps."""

    has_head = True

    def __init__(self, matrix: TermsMatrix, *, only_gaps: bool) -> None:
        self._matrix, self._only_gaps = matrix, only_gaps

    @property
    def title(self) -> str:
        return self._matrix.tr("Gaps") if self._only_gaps else self._matrix.tr("Matrix")

    @property
    def icon(self) -> str:
        return "flag" if self._only_gaps else "rows"

    @property
    def export_formats(self) -> Sequence[ExportFormat]:
        sheet = self._matrix.sheet
        if sheet is None or not sheet.matrix.rows or not sheet.is_whole:
            return ()
        return (
            ExportFormat("html", self._matrix.tr("Web page")),
            ExportFormat("xlsx", self._matrix.tr("Spreadsheet")),
            ExportFormat("csv", self._matrix.tr("Table (CSV)")),
        )

    def widget(self) -> QWidget:
        return self._matrix.view

    def show_term(self, subject: Subject) -> None:
        self._matrix.view.show_only_gaps(self._only_gaps)
        self._matrix.show_term(subject)

    def writer(self, suffix: str) -> Writer | None:
        sheet = self._matrix.sheet
        if sheet is None:
            return None
        labels = {head.id: head.name for head in self._matrix.heads}
        numbers = list(self._matrix.view.model.shown)
        texts, wanted = DocumentsInMemory(sheet.documents), TableFormat(suffix)

        def write(file: Path, progress: Progress) -> None:
            write_matrix(file, wanted, sheet.matrix, texts, labels=labels, numbers=numbers, progress=progress)

        return write


def _name(subject: Subject) -> str:
    """What a subject stays known by when it is changed."""
    return subject if subject is None or isinstance(subject, str) else subject.id  # type: ignore[return-value]


def _key(subject: Subject) -> tuple[object, ...]:
    """What the matrix of a subject hangs on: its words."""
    if subject is None or isinstance(subject, str):
        return (subject,)
    return tuple((term.is_chinese, term.text, term.forms) for term in subject.terms)
