"""The draft while it is being made: files come in, are read anew, go; lines get other tags.

Reading and tagging run in the background. Pairing the versions is left to ``preview_aligning``.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from parallelreader.app.import_draft import ImportDraft, SourceDraft
from parallelreader.app.source_text import ImportSource, in_language, paste_source, read_source, reread
from parallelreader.core.errors import UserError
from parallelreader.core.page import LineTag
from parallelreader.ui.jobs.runner import Job, JobRunner

# Volumes, chapters and sections; a file may have more levels.
DEEPEST_BY_HAND = 3

_Read = Callable[[], ImportSource]


@dataclass(frozen=True, slots=True)
class _Outcome:
    drafts: list[SourceDraft]
    problems: list[UserError]


class Drafting(QObject):
    """One draft. ``sources_changed`` comes when there are other sources or one was read anew,
    ``lines_changed`` (source, numbers) when some lines have other tags, ``line_split`` (source, number) when
    that line and the next were one."""

    sources_changed = Signal()
    lines_changed = Signal(int, tuple)
    line_split = Signal(int, int)
    reading_began = Signal()
    failed = Signal(object)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._running: set[Job] = set()
        self.draft = ImportDraft(())
        self._is_touched = False

    @property
    def is_touched(self) -> bool:
        """Whether lines were changed by hand, which would be lost with the draft."""
        return self._is_touched

    @property
    def is_reading(self) -> bool:
        return bool(self._running)

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files as further versions; those that cannot be read are told of, the others come in."""
        known = {draft.source.path for draft in self.draft.sources}
        fresh = [path for path in dict.fromkeys(paths) if path not in known]
        self._add([_reader(path) for path in fresh])

    def add_text(self, text: str) -> None:
        """Take pasted text as a further version."""
        self._add([lambda: paste_source(text)])

    def remove(self, index: int) -> None:
        """Leave a source out."""
        self.draft.remove(index)
        self.sources_changed.emit()

    def read_anew(self, index: int, encoding: str) -> None:
        """Read a source in another encoding; the tags given to its lines by hand are lost."""
        source = self.draft.sources[index].source
        self._replace(index, lambda: reread(source, encoding))

    def set_language(self, index: int, language: str) -> None:
        """Say what language a source is in: zh, en, or empty to go by its lines."""
        source = self.draft.sources[index].source
        self._replace(index, lambda: in_language(source, language))

    def retag(self, index: int, numbers: Iterable[int], tag: LineTag) -> None:
        """Give lines of a source another tag."""
        changed = tuple(numbers)
        self._is_touched = True
        self.draft.sources[index].retag(changed, tag)
        self.lines_changed.emit(index, changed)

    def change_level(self, index: int, numbers: Iterable[int]) -> None:
        """Make lines of a source headings, those that are so headings inside others, the deepest text."""
        changed = tuple(numbers)
        source = self.draft.sources[index]
        level = max((source.line(number).level for number in changed), default=0)
        self._is_touched = True
        source.set_level(changed, (level + 1) % (DEEPEST_BY_HAND + 1))
        self.lines_changed.emit(index, changed)

    def retag_lines_like(self, index: int, number: int) -> None:
        """Give all lines of the kind of this one its tag."""
        source = self.draft.sources[index]
        self._is_touched = True
        self.lines_changed.emit(index, source.retag_lines_like(number, source.line(number).tag))

    def split(self, index: int, number: int, position: int, *, text: str) -> None:
        """Cut a line in two before ``position``, in code points.

        Nothing happens where the line does not say ``text`` any more: it was read anew meanwhile.
        """
        source = self.draft.sources[index] if index < len(self.draft.sources) else None
        if source is None or number > len(source) or source.line(number).text != text:
            return
        self._is_touched = True
        source.split(number, position)
        self.line_split.emit(index, number)

    def close(self) -> None:
        """Stop reading; nothing is signalled any more."""
        self.blockSignals(True)
        for job in self._running:
            job.cancel()

    def _add(self, readers: Sequence[_Read]) -> None:
        def take(outcome: _Outcome) -> None:
            for draft in outcome.drafts:
                self.draft.add(draft)
            if outcome.drafts:
                self.sources_changed.emit()

        if readers:
            self._read(readers, take)

    def _replace(self, index: int, reader: _Read) -> None:
        before = self.draft.sources[index]

        def take(outcome: _Outcome) -> None:
            # The source may have been left out, or read anew once more, in the meantime.
            if before in self.draft.sources and outcome.drafts:
                self.draft.sources[self.draft.sources.index(before)] = outcome.drafts[0]
            self.sources_changed.emit()

        self._read([reader], take)

    def _read(self, readers: Sequence[_Read], take: Callable[[_Outcome], None]) -> None:
        def done(outcome: _Outcome) -> None:
            self._running.discard(job)
            take(outcome)
            for problem in outcome.problems:
                self.failed.emit(problem)

        def failed(error: Exception) -> None:
            self._running.discard(job)
            self.failed.emit(error)

        job = Job(self.tr("Reading the texts"), on_done=done, on_failed=failed, is_quiet=True)
        self._running.add(job)
        self.reading_began.emit()
        self._jobs.run(lambda progress: _read_all(readers), job)


def _reader(path: Path) -> _Read:
    return lambda: read_source(path)


def _read_all(readers: Sequence[_Read]) -> _Outcome:
    outcome = _Outcome([], [])
    for read in readers:
        try:
            outcome.drafts.append(SourceDraft(read()))
        except UserError as problem:
            outcome.problems.append(problem)
    return outcome
