"""Repaired pairs of texts that have changed: those that are found again, and those that do not fit."""

from collections.abc import Iterator, Mapping, Sequence

from parallelreader.app.repaired_pair import RepairedPair
from parallelreader.app.repairing import Repairing
from parallelreader.core.alignment import Bead
from parallelreader.core.corpus import Document
from parallelreader.core.notes.placement import is_same_wording
from parallelreader.core.receipt import Fate, Kind, ReceiptLine
from parallelreader.core.repair.anchoring import AnchoredBead, AnchoredSide, Ground
from parallelreader.core.repair.operations import uncheck
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class RepairSubject:
    """A repaired bead with the version it pairs with the source, and what it is now, if anything."""

    version: str
    anchored: AnchoredBead
    bead: Bead | None


class RepairedPlaces:
    """The repairs of one document, which was opened with them; their lines are those of the source text."""

    kind = Kind.REPAIR

    def __init__(self, repairs: Repairing, document: Document) -> None:
        self._repairs = repairs
        self._document = document

    def lines(self, document: str, texts: Mapping[str, Text]) -> Iterator[ReceiptLine]:
        """What became of the checked beads between the source and each version, in no particular order."""
        for version in self._document.translations:
            pair = self._repairs.pair(self._document, version.id)
            if pair is None:
                continue
            for sides, anchored in list(pair.rows.items()):
                if anchored.is_checked:
                    bead = Bead(*sides, anchored.confidence, anchored.origin)
                    yield _line(pair, version.id, anchored, bead)
            for anchored in pair.found.lost:
                yield _line(pair, version.id, anchored, None)

    def confirm(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int:
        """Say that these are right as they stand now; gives how many stand."""
        found = [subject for subject in map(_subject, lines) if subject.bead is not None]
        for version in {subject.version for subject in found}:
            beads = [subject.anchored for subject in found if subject.version == version]
            self._repairs.confirm(self._document, version, beads)
        return len(found)

    def take_back(self, lines: Sequence[ReceiptLine], texts: Mapping[str, Text]) -> int:
        """Answer for these no more: one that stands is in doubt then, one that does not fit is forgotten."""
        taken = 0
        for subject in map(_subject, lines):
            if subject.bead is None:
                taken += self._repairs.discard(self._document, subject.version, [subject.anchored])
                continue
            alignment = self._repairs.alignment(self._document, subject.version)
            if alignment is not None and subject.bead in alignment.beads:
                number = alignment.beads.index(subject.bead)
                self._repairs.do(self._document, subject.version, uncheck(alignment, number, number))
                taken += 1
        return taken


def _subject(line: ReceiptLine) -> RepairSubject:
    assert isinstance(line.subject, RepairSubject)
    return line.subject


def _line(pair: RepairedPair, version: str, anchored: AnchoredBead, bead: Bead | None) -> ReceiptLine:
    was = pair.source.quote(anchored.source), pair.target.quote(anchored.target)
    subject = RepairSubject(version, anchored, bead)
    document = pair.key.document
    if bead is None:
        label = pair.source.former_label(anchored.source)
        return ReceiptLine(
            Kind.REPAIR, subject, document, pair.key.source, Fate.UNPLACED, label, was[0], about=was[1]
        )
    now = _words(pair.source, bead.source), _words(pair.target, bead.target)
    side = pair.source.text.segment(bead.source[0]) if bead.source else None
    end = pair.source.text.segment(bead.source[-1]).end if bead.source else 0
    stands = pair.source.anchor(bead.source) == anchored.source
    stands = stands and pair.target.anchor(bead.target) == anchored.target
    return ReceiptLine(
        Kind.REPAIR,
        subject,
        document,
        pair.key.source,
        _fate(stands, anchored, was, now),
        pair.source.text.label(bead.source[0]) if bead.source else "",
        was[0],
        now[0],
        Span(side.start, end) if side else None,
        now[1],
    )


def _fate(stands: bool, anchored: AnchoredBead, was: tuple[str, str], now: tuple[str, str]) -> Fate:
    if stands:
        return Fate.UNCHANGED
    sides: tuple[AnchoredSide, AnchoredSide] = anchored.source, anchored.target
    same = all(
        not side.spans or not before or is_same_wording(before, after)
        for side, before, after in zip(sides, was, now, strict=True)
    )
    return Fate.MOVED if same else Fate.CHANGED


def _words(ground: Ground, segments: Sequence[int]) -> str:
    if not segments:
        return ""
    first, last = ground.text.segment(segments[0]), ground.text.segment(segments[-1])
    return ground.text.content[first.start : last.end]
