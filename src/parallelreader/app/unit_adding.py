"""Adding the other columns of a file of units to a document that has their Chinese already.

What stands beside what is taken from the units, wherever their Chinese is found in the document's own text,
so that it is aligned as the file has it although the two may be cut into sentences differently.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from parallelreader.app.library import load_text
from parallelreader.app.unit_plan import OpenUnits, PlannedColumn, UnitPlan, rest_unread
from parallelreader.app.unit_report import UnitReport
from parallelreader.app.unit_writing import FAULTS_TOLD, Counts
from parallelreader.core.alignment import Alignment
from parallelreader.core.bead import Bead
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.errors import AlignmentProblem, FileProblem
from parallelreader.core.incoming import Fault, Unit
from parallelreader.core.language import segment
from parallelreader.core.language.lines import one_line
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.formats.corpus_writing import NewAlignment, NewVersion, add_versions, new_identifier

# How far on the words of a unit are looked for, in characters for each of their own: a short one is soon
# found somewhere that it was not taken from.
_LOOKED_THROUGH = 40
# A unit as long as this is looked for in all that follows, where the document has a preface or a chapter that
# the file has not; it counts if one of those behind it stands there as well. In how many documents' length:
_LEAST_FAR, _FOLLOWING, _MOST_FAR = 8, 3, 300
# With less of its Chinese than this in the document, the file is of another one.
_LEAST_FOUND = 0.5


class UnitAdding:
    """The units of a plan, held in memory beside the document of that name, which is there and has a Chinese
    text; raises CorpusProblem where it cannot be read."""

    def __init__(self, plan: UnitPlan) -> None:
        self._plan = plan
        self._corpus: Corpus = read_corpus(plan.folder)
        self._document: Document = self._corpus.document(plan.document)
        if not self._document.source.is_chinese:
            raise AlignmentProblem(
                f"Document {plan.document} has no Chinese text that the pairs could stand beside",
                where=plan.source.name,
                mend="Import them as a document of their own.",
            )
        self._units: list[Unit] = []
        self.counts = Counts.at_start(len(plan.columns))

    def read(self, open_units: OpenUnits, *, progress: Progress = NO_PROGRESS) -> None:
        """Read all units. Raises FileProblem and Cancelled."""
        try:
            for item in open_units(self._plan.source).read(progress=progress):
                if isinstance(item, Unit):
                    self._units.append(item)
                else:
                    self._add_fault(item)
        except FileProblem as problem:
            if not self._units:
                raise
            self._add_fault(rest_unread(problem))

    def finish(self) -> UnitReport:
        """Write the versions and their alignments. Raises AlignmentProblem where the document has other
        words, CorpusProblem and WriteProblem; the corpus is then as it was."""
        document, columns = self._document, self._plan.columns
        source = load_text(self._corpus, document.source)
        cells = [self._cells(column) for column in columns]
        placed = list(_places(source, cells[0]))
        self._check(cells[0], placed)
        taken = {version.id for version in document.versions}
        versions: list[NewVersion] = []
        alignments: list[NewAlignment] = []
        named = [replace(columns[0], version=document.source.id)]
        for column, words in zip(columns[1:], cells[1:], strict=True):
            name = new_identifier(column.version, taken, fallback="en")
            named.append(replace(column, version=name))
            if not any(words):
                continue
            taken.add(name)
            text = segment("\n".join(filter(None, words)), column.language)
            beads = list(_beads(placed, words, text))
            aligned = Alignment(beads, source.segment_count, text.segment_count)
            title, source_name = column.title, self._plan.source.name
            versions.append(
                NewVersion(name, column.language, column.hand, text, title=title, source=source_name)
            )
            alignments.append(NewAlignment(document.source.id, name, aligned, source, text))
            self._count(len(named) - 1, text, aligned)
        if not versions:
            raise FileProblem(
                "There is nothing in this file to stand beside the document",
                where=self._plan.source.name,
                mend="Look whether it is the right file, and which columns are chosen.",
            )
        add_versions(self._plan.folder, document.id, versions, alignments)
        plan = replace(self._plan, title=document.title, columns=tuple(named))
        lost = sum(1 for place, words in zip(placed, cells[0], strict=True) if words and place is None)
        return UnitReport(plan, self.counts, unplaced=lost)

    def _cells(self, column: PlannedColumn) -> list[str]:
        at = column.number
        return [one_line(unit.cells[at]) if at < len(unit.cells) else "" for unit in self._units]

    def _check(self, words: Sequence[str], placed: Sequence[range | None]) -> None:
        whole = sum(map(len, words))
        found = sum(len(each) for each, place in zip(words, placed, strict=True) if place is not None)
        if found < _LEAST_FOUND * whole or not found:
            raise AlignmentProblem(
                f"The Chinese of this file is not that of document {self._document.id}",
                where=self._plan.source.name,
                mend="Look whether --document names the right one, or leave it out to make a document of it.",
            )

    def _count(self, at: int, text: Text, aligned: Alignment) -> None:
        counts = self.counts
        counts.paragraphs[at], counts.sentences[at] = text.paragraph_count, text.segment_count
        counts.beads[at - 1] = len(aligned.beads)
        counts.pairs[at - 1] = sum(1 for bead in aligned.beads if bead.is_pair)
        counts.units = sum(1 for unit in self._units if any(map(str.strip, unit.cells)))
        counts.blank = len(self._units) - counts.units
        known = [unit.confidence for unit in self._units if unit.confidence is not None]
        counts.judged, counts.confidence = len(known), sum(known)

    def _add_fault(self, fault: Fault) -> None:
        self.counts.fault_count += 1
        if len(self.counts.faults) < FAULTS_TOLD:
            self.counts.faults.append(fault)


def _places(source: Text, cells: Sequence[str]) -> Iterator[range | None]:
    """The segments of ``source`` that each cell is found in, from its beginning to its end; spaces and line
    ends do not count. None for a cell that is not there, and for an empty one."""
    parts = ["".join(words.split()) for words in source.segment_texts()]
    starts, length = [], 0
    for part in parts:
        starts.append(length)
        length += len(part)
    content = "".join(parts)
    sought = ["".join(cell.split()) for cell in cells]
    here = 0
    left = _MOST_FAR * len(content)
    for number, words in enumerate(sought):
        at = _near(content, words, here)
        if at < 0 and len(words) >= _LEAST_FAR and left > 0:
            at = content.find(words, here)
            left -= (at if at >= 0 else len(content)) - here
            behind = sought[number + 1 : number + 1 + _FOLLOWING]
            if at >= 0 and not any(_near(content, each, at + len(words)) >= 0 for each in behind):
                at = -1
        if at < 0:
            yield None
            continue
        here = at + len(words)
        yield range(bisect_right(starts, at) - 1, bisect_right(starts, here - 1))


def _near(content: str, words: str, here: int) -> int:
    """Where ``words`` stand not far behind ``here``; -1 for nowhere."""
    return content.find(words, here, here + (_LOOKED_THROUGH + 1) * len(words)) if words else -1


def _beads(placed: Sequence[range | None], cells: Sequence[str], text: Text) -> Iterator[Bead]:
    """A bead for the units of each stretch of the source; a cell without a place there stands in none."""
    last = range(0)
    target: list[int] = []
    paragraph = 0
    for place, words in zip(placed, cells, strict=True):
        segments = text.segments_of(paragraph) if words else range(0)
        paragraph += bool(words)
        if place is None:
            continue
        if last and place.start < last.stop:
            last = range(last.start, max(last.stop, place.stop))
        else:
            if last and target:
                yield Bead(tuple(last), tuple(target))
            last, target = place, []
        target += segments
    if last and target:
        yield Bead(tuple(last), tuple(target))
