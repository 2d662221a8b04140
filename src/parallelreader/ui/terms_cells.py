"""What is done with cells of the matrix: what the user says of them, and going to where they stand.

What is said is carried out off the main thread, told in a toast, and taken back by undo.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from parallelreader.app.library import OpenDocument
from parallelreader.app.terms.rendering_choices import RenderingChoices
from parallelreader.app.undo import Step
from parallelreader.core.progress import Progress
from parallelreader.core.renderings.matrix import MatrixRow
from parallelreader.core.text import Span
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.term_writing import TermWriting
from parallelreader.ui.terms_matrix import TermsMatrix
from parallelreader.ui.window import Window

_Cells = Sequence[tuple[MatrixRow, str]]
_Going = Callable[[str, str, Span, str], None]


class TermsCells(QObject):
    """Of one matrix. Each act is one step of undo."""

    def __init__(
        self, matrix: TermsMatrix, jobs: JobRunner, window: Window, writing: TermWriting, go: _Going
    ) -> None:
        """``go`` leaves the room for a place in a text."""
        super().__init__(matrix)
        self._matrix, self._jobs, self._window = matrix, jobs, window
        self._writing, self._go = writing, go
        self._note_at: tuple[str, str, Span] | None = None
        view = matrix.view
        view.choice_asked.connect(self._choose)
        view.acceptance_asked.connect(self._accept)
        view.rejection_asked.connect(self._reject)
        view.clearing_asked.connect(self._clear)
        view.opened.connect(self._open)

    def open_current(self) -> None:
        """Read on at the cell at the cursor."""
        current = self._matrix.view.current
        if current is not None:
            self._open(*current)

    def note_on_current(self) -> None:
        """Write a note on what is at the cursor, in its text."""
        current = self._matrix.view.current
        if current is not None:
            self._note_at = _place_of(*current)
            self._open(*current)
            self.write_note()

    def write_note(self) -> None:
        """Write the note that has waited for its document to be open."""
        reading = self._window.area.reading
        if self._note_at is None or reading is None or reading.document.id != self._note_at[0]:
            return
        _, version, span = self._note_at
        if version in reading.shown:
            self._note_at = None
            self._window.state.select_span(version, span)
            self._window.actions_by_id["note"].trigger()

    def _open(self, row: MatrixRow, column: str) -> None:
        # A gap is seen beside the version that has it.
        self._go(*_place_of(row, column), column if column in row.cells else "")

    def _choose(self, row: MatrixRow, column: str, span: Span) -> None:
        opened, choices = self._opened(row), self._matrix.choices
        if opened is None or choices is None:
            return
        content = opened.texts[column].content
        words = " ".join(content[span.start : span.end].split())
        said = self.tr("{place}, {version}: rendered by “{words}”.")
        said = said.format(place=row.segment, version=self._name(column), words=words)
        self._run(said, lambda: choices.choose(opened, row, column, span))

    def _accept(self, cells: _Cells) -> None:
        one = self.tr("{place}, {version}: accepted.")
        self._act(cells, one, self.tr("{count} renderings accepted."), RenderingChoices.accept)

    def _reject(self, cells: _Cells) -> None:
        one = self.tr("{place}, {version}: nothing renders it.")
        self._act(cells, one, self.tr("{count} renderings rejected."), RenderingChoices.reject)

    def _clear(self, cells: _Cells) -> None:
        one = self.tr("{place}, {version}: back to what was found.")
        self._act(cells, one, self.tr("{count} cells are back to what was found."), RenderingChoices.clear)

    def _act(
        self,
        cells: _Cells,
        one: str,
        many: str,
        act: Callable[[RenderingChoices, OpenDocument, _Cells], bool],
    ) -> None:
        """Say something of cells, which stand in one document."""
        choices = self._matrix.choices
        opened = self._opened(cells[0][0]) if cells else None
        if choices is None or opened is None:
            return
        row, column = cells[0]
        said = one.format(place=row.segment, version=self._name(column))
        if len(cells) > 1:
            said = many.format(count=f"{len(cells):,}")
        self._run(said, lambda: act(choices, opened, cells))

    def _run(self, said: str, act: Callable[[], bool]) -> None:
        history = self._window.past.history
        assert history is not None

        def work(_: Progress) -> tuple[bool, Step | None]:
            return history.recorded_by(act)

        def done(changed: tuple[bool, Step | None]) -> None:
            was_changed, step = changed
            if was_changed:
                self._writing.tell_of(step, said)

        self._jobs.run(work, Job(self.tr("Keeping what you chose"), on_done=done, is_quiet=True))

    def _opened(self, row: MatrixRow) -> OpenDocument | None:
        sheet = self._matrix.sheet
        return sheet.documents.get(row.document) if sheet is not None else None

    def _name(self, column: str) -> str:
        return next((head.name for head in self._matrix.heads if head.id == column), column)


def _place_of(row: MatrixRow, column: str) -> tuple[str, str, Span]:
    """What a cell is about: its rendering where it has one, else the occurrence in the Chinese."""
    cell = row.cells.get(column)
    if cell is not None and cell.rendering is not None and cell.rendering.spans:
        return row.document, column, cell.rendering.spans[0]
    return row.document, row.version, row.span
