"""Units on their way to disk: a text for each column that grows by a paragraph a cell, and the beads between
the first of them and each other one.

What is remembered is counted, never kept, so that a million units take no more memory than a thousand; how
far it was can be noted at any time and taken up again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from parallelreader.app.unit_plan import PlannedColumn
from parallelreader.core.alignment import Origin
from parallelreader.core.contents import Heading
from parallelreader.core.incoming import Fault, Unit
from parallelreader.core.language.lines import one_line, one_line_each, sentence_counter
from parallelreader.formats import alignment_tsv
from parallelreader.formats.contents_tsv import format_contents, format_heading
from parallelreader.formats.growing_file import GrowingFile, Mark, copy_behind

FAULTS_TOLD = 20
"""Of more faults than these only the number is remembered."""

_BATCH = 500
# Cells so long are written at once, lest hundreds of them be held.
_LONG = 20_000
_ALIGNER = Origin.ALIGNER.value
# Sections of fewer units than these on average are no chapters that anybody would look up.
_LEAST_SECTION = 3


@dataclass(slots=True)
class Counts:
    """How far an import is. ``read`` counts units and faults together, as the file is read again after them;
    by column: ``paragraphs`` and ``sentences``; by column after the first: ``beads``, and ``pairs`` with
    words on both sides. ``section`` is that of the last unit, by column ``headings`` counts those that have
    been written, and ``is_due`` says where its first paragraph has yet to come."""

    paragraphs: list[int]
    sentences: list[int]
    beads: list[int]
    pairs: list[int]
    headings: list[int]
    is_due: list[bool]
    read: int = 0
    units: int = 0
    blank: int = 0
    fault_count: int = 0
    faults: list[Fault] = field(default_factory=list)
    judged: int = 0
    confidence: float = 0.0
    section: str = ""

    @classmethod
    def at_start(cls, columns: int) -> "Counts":
        nothing, others = [0] * columns, [0] * (columns - 1)
        return cls([*nothing], [*nothing], [*others], [*others], [*nothing], [False] * columns)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Counts":
        """What ``asdict`` made of one. Raises TypeError for anything else."""
        return cls(**{**plain, "faults": [Fault(**fault) for fault in plain["faults"]]})

    @property
    def mean_confidence(self) -> float | None:
        """What the file says of how sure its units are, None where it says nothing."""
        return self.confidence / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is needed to go on later: the counts, and how far each file was, by its name."""

    counts: dict[str, Any]
    marks: dict[str, Mark]


class UnitWriter:
    """Writes units into files in ``folder``, which it names; several are written at a time."""

    def __init__(
        self, folder: Path, columns: Sequence[PlannedColumn], standing: Standing | None = None
    ) -> None:
        """Begin, or go on from ``standing``. Raises WriteProblem, and ValueError where the files do not
        hold what they held then."""
        self._folder = folder
        self._columns = tuple(columns)
        count = len(self._columns)
        self.counts = Counts.from_plain(standing.counts) if standing is not None else Counts.at_start(count)
        if len(self.counts.paragraphs) != count:
            raise ValueError("the counts are of other columns")
        self._sentence_counters = [sentence_counter(column.language) for column in self._columns]
        self._files: dict[str, GrowingFile] = {}
        try:
            for path in (*self.texts, *self._bodies, *self._headings):
                mark = standing.marks.get(path.name, Mark()) if standing is not None else None
                self._files[path.name] = GrowingFile(path, mark)
        except BaseException:
            self.close()
            raise
        self._waiting: list[Unit] = []

    @property
    def texts(self) -> list[Path]:
        """The text of each column."""
        return [self._folder / f"{number}.txt" for number in range(len(self._columns))]

    @property
    def _bodies(self) -> list[Path]:
        return [self._folder / f"{number}.beads" for number in range(1, len(self._columns))]

    @property
    def _headings(self) -> list[Path]:
        return [self._folder / f"{number}.headings" for number in range(len(self._columns))]

    def add_fault(self, fault: Fault) -> None:
        """Count something that could not be read."""
        self.counts.read += 1
        self.counts.fault_count += 1
        if len(self.counts.faults) < FAULTS_TOLD:
            self.counts.faults.append(fault)

    def add(self, unit: Unit) -> None:
        """Take a unit: a paragraph for each cell that has words, and a bead for each two of them."""
        self._waiting.append(unit)
        if len(self._waiting) >= _BATCH or max(map(len, unit.cells), default=0) > _LONG:
            self.write_waiting()

    def settle(self) -> Standing:
        """Have everything on the disk, and give what is needed to go on from here. Raises WriteProblem."""
        self.write_waiting()
        marks = {name: file.settle() for name, file in self._files.items()}
        return Standing(asdict(self.counts), marks)

    def alignments(self) -> list[Path]:
        """Write the alignment files, whose heads say how long the texts are; one for each column but the
        first. Everything has to be settled. Raises WriteProblem."""
        made = []
        for number, body in enumerate(self._bodies, 1):
            path = body.with_suffix(".tsv")
            lengths = [(self.counts.paragraphs[at], self.counts.sentences[at]) for at in (0, number)]
            copy_behind(alignment_tsv.head(*lengths), body, path)
            made.append(path)
        return made

    def contents(self) -> list[Path]:
        """Write the table of contents of each column: its sections, unless those are hardly more than a unit
        each. Everything has to be settled. Raises WriteProblem."""
        made = []
        for column, body in enumerate(self._headings):
            path = body.with_suffix(".contents")
            count, paragraphs = self.counts.headings[column], self.counts.paragraphs[column]
            # A file without headings says that there are none, where they would else be guessed.
            copy_behind(format_contents(()), body if count * _LEAST_SECTION <= paragraphs else None, path)
            made.append(path)
        return made

    def close(self) -> None:
        """Let go of the files, wherever they are."""
        for file in self._files.values():
            file.close()

    def write_waiting(self) -> None:
        """Write the units that wait; only then are they counted. Raises WriteProblem."""
        # Column by column, so that each step is made for hundreds of them at a time.
        units, self._waiting = self._waiting, []
        if not units:
            return
        counts = self.counts
        labels = [self._write_column(column, units) for column in range(len(self._columns))]
        if any(counts.is_due) or any(unit.section != counts.section for unit in units):
            self._write_headings(units, labels)
        filled = sum(map(any, zip(*labels, strict=True)))
        counts.read += len(units)
        counts.units += filled
        counts.blank += len(units) - filled
        scores = [self._score(unit, *sides) for unit, *sides in zip(units, *labels, strict=True)]
        for other, targets in enumerate(labels[1:]):
            beads = [
                f"{source}\t{target}\t{score}\t{_ALIGNER}\n"
                for source, target, score in zip(labels[0], targets, scores, strict=True)
                if source or target
            ]
            self._files[self._bodies[other].name].add("".join(beads))
            counts.beads[other] += len(beads)
            counts.pairs[other] += sum(
                1 for source, target in zip(labels[0], targets, strict=True) if source and target
            )

    def _write_column(self, column: int, units: Sequence[Unit]) -> list[str]:
        """Write the paragraphs of a column; gives what the sentences of each cell are called."""
        counts, number = self.counts, self._columns[column].number
        texts = one_line_each([unit.cells[number] if number < len(unit.cells) else "" for unit in units])
        count = self._sentence_counters[column]
        paragraph, sentences = counts.paragraphs[column], 0
        labels = []
        for text in texts:
            if not text:
                labels.append("")
                continue
            paragraph += 1
            found = count(text)
            sentences += found
            if found == 1:
                labels.append(f"{paragraph}.1")
            else:
                labels.append(" ".join(f"{paragraph}.{sentence}" for sentence in range(1, found + 1)))
        if paragraph > counts.paragraphs[column]:
            self._files[self.texts[column].name].add("\n".join(filter(None, texts)) + "\n")
        counts.paragraphs[column] = paragraph
        counts.sentences[column] += sentences
        return labels

    def _write_headings(self, units: Sequence[Unit], labels: Sequence[Sequence[str]]) -> None:
        """Note the first paragraph of each section, in each column."""
        counts = self.counts
        for at, unit in enumerate(units):
            if unit.section != counts.section:
                counts.section = unit.section
                counts.is_due = [bool(one_line(unit.section))] * len(self._columns)
            for column, is_due in enumerate(counts.is_due):
                if is_due and labels[column][at]:
                    paragraph = int(labels[column][at].partition(".")[0])
                    counts.is_due[column] = False
                    counts.headings[column] += 1
                    line = format_heading(Heading(paragraph - 1, 1, one_line(unit.section)))
                    self._files[self._headings[column].name].add(line)

    def _score(self, unit: Unit, *sides: str) -> str:
        if unit.confidence is None or not any(sides):
            return ""
        self.counts.judged += 1
        self.counts.confidence += unit.confidence
        return alignment_tsv.short(unit.confidence)
