"""What an import of units did, for people and for scripts, in the words ``import_report`` has for texts."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from parallelreader.app.unit_plan import LeftOut, UnitPlan, plan_from
from parallelreader.app.unit_writing import Counts
from parallelreader.core.incoming import Fault


@dataclass(frozen=True, slots=True)
class UnitReport:
    """``empty`` are columns that turned out to have no words. ``resumed_at`` is how many units had been
    written before, where the import was taken up again; ``unplaced`` how many had Chinese that is not in the
    document they were added to."""

    plan: UnitPlan
    counts: Counts
    empty: tuple[LeftOut, ...] = ()
    resumed_at: int = 0
    unplaced: int = 0

    @property
    def document(self) -> str:
        return self.plan.document

    @property
    def folder(self) -> Path:
        return self.plan.folder

    @property
    def title(self) -> str:
        return self.plan.title

    @property
    def doubts(self) -> tuple[str, ...]:
        """Whole sentences for the person who asked for it."""
        return tuple(self._doubts())

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        plan, counts, mean = self.plan, self.counts, self.counts.mean_confidence
        return {
            "corpus": str(plan.folder),
            "document": plan.document,
            "title": plan.title,
            "units": counts.units,
            "blank_units": counts.blank,
            "resumed_at": self.resumed_at,
            "fault_count": counts.fault_count,
            "faults": [asdict(fault) for fault in counts.faults],
            "left_out": [asdict(each) for each in (*plan.left_out, *self.empty)],
            "versions": [
                {
                    "id": column.version,
                    "language": column.language,
                    "hand": column.hand.value,
                    "title": column.title,
                    "file": plan.source.name,
                    "paragraphs": counts.paragraphs[at],
                    "sentences": counts.sentences[at],
                    "set_apart": [],
                    "skipped": [],
                }
                for at, column in self._written()
            ],
            "alignments": [
                {
                    "source": plan.columns[0].version,
                    "target": column.version,
                    "beads": counts.beads[at - 1],
                    "pairs": counts.pairs[at - 1],
                    "mean_confidence": None if mean is None else round(mean, 3),
                    "doubtful": False,
                }
                for at, column in self._written()
                if at
            ],
            "doubts": list(self.doubts),
        }

    def as_lines(self) -> Iterator[str]:
        """The report for people, a line each."""
        plan, counts, mean = self.plan, self.counts, self.counts.mean_confidence
        yield f"{plan.title} ({plan.document})"
        yield f"  {counts.units:,} units from {plan.source.name}"
        sure = "the file does not say how sure it is" if mean is None else f"mean confidence {mean:.2f}"
        for at, column in self._written():
            yield (
                f"  {column.version}: {column.language}, {column.hand.value}: "
                f"{counts.paragraphs[at]:,} paragraphs, {counts.sentences[at]:,} sentences"
            )
        for at, column in self._written():
            if at:
                yield (
                    f"  {plan.columns[0].version} – {column.version}: {counts.beads[at - 1]:,} beads, "
                    f"{counts.pairs[at - 1]:,} with both sides, {sure}"
                )
        yield from (f"  left out: {each.name}, {each.reason}" for each in (*plan.left_out, *self.empty))
        yield from fault_lines(counts, indent="  ")
        if self.unplaced:
            yield f"  {self._unplaced_words()}"

    def _written(self) -> list[tuple[int, Any]]:
        return [(at, column) for at, column in enumerate(self.plan.columns) if self.counts.paragraphs[at]]

    def _doubts(self) -> Iterator[str]:
        if self.counts.fault_count:
            number = self.counts.fault_count
            what = "part of the file" if number == 1 else "parts of the file"
            yield f"{number:,} {what} could not be read and {'is' if number == 1 else 'are'} left out."
        if self.unplaced:
            yield self._unplaced_words()

    def _unplaced_words(self) -> str:
        units = "unit" if self.unplaced == 1 else "units"
        return (
            f"The Chinese of {self.unplaced:,} {units} was not found in the document; "
            "what renders it stands beside nothing."
        )


def report_from(plain: dict[str, Any]) -> UnitReport:
    """What :func:`plain_report` gave."""
    return UnitReport(
        plan_from(plain["plan"]),
        Counts.from_plain(plain["counts"]),
        tuple(LeftOut(**each) for each in plain["empty"]),
        plain["resumed_at"],
    )


def plain_report(report: UnitReport) -> dict[str, Any]:
    """A report as another process can be told it."""
    return {
        "plan": report.plan.as_json(),
        "counts": asdict(report.counts),
        "empty": [asdict(each) for each in report.empty],
        "resumed_at": report.resumed_at,
    }


def fault_lines(counts: Counts, *, indent: str = "") -> Iterator[str]:
    """What could not be read, a line each, the last saying how much more there is."""
    yield from (f"{indent}not read: {fault_words(fault)}" for fault in counts.faults)
    more = counts.fault_count - len(counts.faults)
    if more:
        yield f"{indent}and {more:,} more"


def fault_words(fault: Fault) -> str:
    """A fault in one line: where, and what."""
    place = [fault.part] if fault.part else []
    place += [f"line {fault.line}"] if fault.line is not None else []
    return f"{', '.join(place)}: {fault.what}" if place else fault.what
