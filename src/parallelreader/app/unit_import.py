"""Making a document of a file of units, however many they are: read, written under passing names in the
corpus' folder, and named in the corpus only when all of it is there.

Stopped, killed or out of room, it leaves the corpus as it was, and can be taken up again where it stood.
What is read is said by ``unit_plan``, how it is written known to ``unit_writing`` and ``unit_journal``.
"""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from parallelreader.app.unit_journal import Entry, ImportFolder, folders_in, prints_of
from parallelreader.app.unit_plan import LeftOut, OpenUnits, UnitPlan, rest_unread, taken_ids
from parallelreader.app.unit_report import UnitReport
from parallelreader.app.unit_writing import Counts, UnitWriter
from parallelreader.core.errors import Cancelled, FileProblem, UserError, WriteProblem
from parallelreader.core.incoming import Unit
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.corpus_folder import is_corpus
from parallelreader.formats.corpus_writing import (
    MadeAlignment,
    MadeVersion,
    NewDocument,
    add_document,
    create_corpus,
    new_identifier,
)
from parallelreader.formats.registry import format_of

# What a kill may cost: short beside what is to be done, long beside what it takes to have it on the disk.
SECONDS_BETWEEN_MARKS = 1.0
_CLOCK_EVERY = 256

# Whoever looks holds the folders for that moment, and who looks in another thread would think they were in
# use: one looks at a time.
_LOOKING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An import that was interrupted and can be taken up again."""

    folder: Path
    plan: UnitPlan
    counts: Counts
    is_whole: bool
    """Whether all of the file has been read, so that only an answer about its faults is missing."""


def unfinished_imports(corpus: Path) -> list[Unfinished]:
    """The imports into a corpus that can be taken up again, the latest first.

    What is left of others, whose file has changed or whose parts are damaged, is removed.
    """
    found = []
    with _LOOKING:
        for path in folders_in(corpus):
            held = ImportFolder.hold(path)
            if held is None:
                continue
            entry = _sound(held)
            if entry is not None:
                counts = Counts.from_plain(entry.standing.counts)
                found.append(Unfinished(path, entry.plan, counts, entry.is_whole))
                held.let_go()
    return found


def unfinished_like(plan: UnitPlan) -> Unfinished | None:
    """The interrupted import that would be taken up for this plan, if there is one."""
    return next((each for each in unfinished_imports(plan.folder) if each.plan.is_like(plan)), None)


def discard(unfinished: Unfinished) -> None:
    """Remove all that is left of an interrupted import."""
    with _LOOKING:
        held = ImportFolder.hold(unfinished.folder)
        if held is not None:
            entry = held.read()
            held.remove(entry.made_folder if entry is not None else "")


class UnitImport:
    """An import in progress; a context, at whose end what is not finished stays to be taken up again.

    ``resumed_at`` is how many units were there from before.
    """

    def __init__(
        self, plan: UnitPlan, *, restart: bool = False, seconds_between_marks: float = SECONDS_BETWEEN_MARKS
    ) -> None:
        """Take up the import that was interrupted with the same plan, unless ``restart``, or begin one.

        Raises FileProblem where the files cannot be read, WriteProblem where nothing can be written.
        """
        self._seconds = seconds_between_marks
        prints = prints_of(_all_files(plan))
        for unfinished in unfinished_imports(plan.folder):
            if unfinished.plan.source.files != plan.source.files:
                continue
            if restart or not unfinished.plan.is_like(plan):
                # Of one file nobody goes on with two imports that differ.
                discard(unfinished)
            elif self._take_up(unfinished.folder, plan):
                return
        folder, made = ImportFolder.make(plan.folder)
        self._folder = folder
        try:
            self._writer = UnitWriter(folder.path, plan.columns)
            self._entry = Entry(plan, prints, self._writer.settle(), made_folder=made)
            folder.write(self._entry)
        except BaseException:
            folder.remove(made)
            raise
        self.resumed_at = 0
        self._is_over = False

    @property
    def plan(self) -> UnitPlan:
        return self._entry.plan

    @property
    def counts(self) -> Counts:
        return self._writer.counts

    @property
    def is_kept(self) -> bool:
        """Whether there is anything to be taken up again, once this has been left."""
        return not self._is_over and bool(self._entry.standing.counts["read"])

    @property
    def units_kept(self) -> int:
        """How many units are there to be taken up again, once this has been left."""
        return Counts.from_plain(self._entry.standing.counts).units if self.is_kept else 0

    def __enter__(self) -> "UnitImport":
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()
        if self._is_over:
            return
        if self.is_kept:
            self._folder.let_go()
        else:
            self._folder.remove(self._entry.made_folder)

    def read(self, open_units: OpenUnits, *, progress: Progress = NO_PROGRESS) -> None:
        """Read the rest of the file and write its units. ``progress`` is told bytes of bytes.

        A file that breaks off counts as one with a fault, unless there was no unit in it. Raises FileProblem;
        WriteProblem, and then nothing is left; Cancelled, and then what was written stays to be taken up.
        """
        if self._entry.is_whole:
            return
        writer = self._writer
        telling = _Telling(progress, writer.counts)
        last = time.monotonic()
        try:
            units = open_units(self.plan.source)
            for number, item in enumerate(units.read(after=writer.counts.read, progress=telling)):
                if isinstance(item, Unit):
                    writer.add(item)
                else:
                    writer.add_fault(item)
                if number % _CLOCK_EVERY == 0 and time.monotonic() - last >= self._seconds:
                    self._mark()
                    last = time.monotonic()
        except Cancelled:
            self._mark()
            raise
        except FileProblem as problem:
            writer.write_waiting()
            if not writer.counts.units:
                self.discard()
                raise
            writer.add_fault(rest_unread(problem))
        except WriteProblem:
            # The room it takes may be just what is wanting.
            self.discard()
            raise
        self._mark(is_whole=True)

    def finish(self) -> UnitReport:
        """Name the document in the corpus, which is made where there is none. Everything has to be read.

        Raises FileProblem where the file had no text to stand beside another, and then nothing is left;
        CorpusProblem and WriteProblem, and then it can be taken up again. The corpus is as it was.
        """
        counts, plan = self.counts, self._current_plan()
        empty = tuple(
            LeftOut(column.title or column.version, "it has no words")
            for column, paragraphs in zip(plan.columns, counts.paragraphs, strict=True)
            if not paragraphs
        )
        if not counts.paragraphs[0] or len(empty) == len(plan.columns) - 1:
            self.discard()
            raise FileProblem(
                "There is not one pair in this file",
                where=plan.source.name,
                mend="Look whether it is the right file, and which columns are chosen.",
            )
        document = self._document(plan)
        # Nothing writes to the parts any more; some systems rename no file that is open.
        self._writer.close()
        if is_corpus(plan.folder):
            add_document(plan.folder, document, announce=self._announce)
        else:
            create_corpus(plan.folder, plan.folder.name or plan.title, document, announce=self._announce)
        self._is_over = True
        self._folder.remove()
        return UnitReport(plan, counts, empty, self.resumed_at)

    def discard(self) -> None:
        """Remove all that was written; the corpus' folder is as it was before."""
        self._writer.close()
        self._is_over = True
        self._folder.remove(self._entry.made_folder)

    def _take_up(self, path: Path, wanted: UnitPlan) -> bool:
        """Go on with an interrupted import; False where that is not possible, and it is removed."""
        with _LOOKING:
            held = ImportFolder.hold(path)
        entry = _sound(held) if held is not None else None
        if held is None or entry is None:
            return False
        try:
            self._writer = UnitWriter(held.path, entry.plan.columns, entry.standing)
        except (ValueError, TypeError):
            held.remove(entry.made_folder)
            return False
        except BaseException:
            held.let_go()
            raise
        plan = replace(entry.plan, document=wanted.document, title=wanted.title)
        self._folder, self._entry = held, replace(entry, plan=plan)
        self.resumed_at = self._writer.counts.units
        self._is_over = False
        return True

    def _mark(self, *, is_whole: bool = False) -> None:
        self._entry = replace(self._entry, standing=self._writer.settle(), is_whole=is_whole)
        self._folder.write(self._entry)

    def _announce(self, named: Mapping[PurePosixPath, Path]) -> None:
        names = {str(target): part.name for target, part in named.items()}
        entry = replace(self._entry, named=names, adds=is_corpus(self.plan.folder))
        self._folder.write(entry)

    def _current_plan(self) -> UnitPlan:
        """The plan, with another id for the document where its own has been taken meanwhile."""
        plan = self.plan
        taken = taken_ids(plan.folder)
        if plan.document not in taken:
            return plan
        return replace(plan, document=new_identifier(plan.document, taken, fallback="document"))

    def _document(self, plan: UnitPlan) -> NewDocument:
        written = [at for at in range(len(plan.columns)) if self.counts.paragraphs[at]]
        texts, alignments = self._writer.texts, self._writer.alignments()
        contents = self._writer.contents()
        source = plan.columns[0].version
        return NewDocument(
            plan.document,
            plan.title,
            tuple(
                MadeVersion(
                    plan.columns[at].version,
                    plan.columns[at].language,
                    plan.columns[at].hand,
                    texts[at],
                    title=plan.columns[at].title,
                    source=plan.source.name,
                    contents=contents[at],
                )
                for at in written
            ),
            tuple(
                MadeAlignment(source, plan.columns[at].version, alignments[at - 1]) for at in written if at
            ),
        )


def _all_files(plan: UnitPlan) -> list[Path]:
    """The files of a plan, and those beside them that their words stand in. Raises FileProblem."""
    files = plan.source.files
    return [*files, *(other for file in files for other in format_of(file).beside(file))]


def _sound(held: ImportFolder) -> Entry | None:
    """What a folder holds, if its files have not changed; else it is removed, unless it cannot be told
    whether the corpus has its parts."""
    entry = held.read()
    if entry is not None and entry.named is not None:
        try:
            is_open = held.put_back(entry.named, adds=entry.adds)
        except UserError:
            held.let_go()
            return None
        if not is_open:
            # All that was wanting when it was interrupted was to take this away.
            held.remove()
            return None
        entry = replace(entry, named=None)
        held.write(entry)
    try:
        if entry is not None and prints_of([Path(known[0]) for known in entry.prints]) == entry.prints:
            return entry
    except FileProblem:
        pass
    held.remove(entry.made_folder if entry is not None else "")
    return None


class _Telling:
    """Adds to what is told how many units there are so far."""

    def __init__(self, progress: Progress, counts: Counts) -> None:
        self._progress, self._counts = progress, counts

    def step(self, done: int, total: int, text: str = "") -> None:
        self._progress.step(done, total, f"{self._counts.units:,} units")
