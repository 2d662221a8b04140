"""Repairs of the chosen pair: which beads are meant, what is done to them, and what is said of it.

Keeping repairs is the business of ``app.repairing``, choosing a pair that of the desk.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.errors import UserError
from parallelreader.core.repair.operations import (
    Edge,
    Side,
    check,
    detach,
    merge,
    replace,
    shift,
    split,
    uncheck,
)
from parallelreader.core.repair.parting import best_parting
from parallelreader.core.repair.repair import Repair
from parallelreader.ui.reader.area import ReadingArea
from parallelreader.ui.session import Session, new_session

Operation = Callable[[Alignment, int], Repair]


class Repairs(QObject):
    """Acts on the row being read in a reading of the source and one translation.

    ``done`` carries what to say of a repair, ``refused`` why one could not be made.
    """

    done = Signal(str)
    refused = Signal(str)

    def __init__(self, session: Session, area: ReadingArea) -> None:
        super().__init__(area)
        self._session = session
        self._area = area
        self._last = ""

    def merge(self, step: int) -> None:
        """Merge the chosen pair with the next one (1) or the one before (-1)."""

        def operation(alignment: Alignment, number: int) -> Repair:
            return merge(alignment, *sorted((number, number + step)))

        self._do(operation, self.tr("Merged two pairs into {label}."))

    def split(self, version: str = "", at: int = 0) -> None:
        """Split the chosen pair after so many sentences of a version or, without one, where it parts best."""

        def operation(alignment: Alignment, number: int) -> Repair:
            cut = self._parting(alignment.beads[number], version, at)
            return split(alignment, number, *(cut or (0, 0)))

        self._do(operation, self.tr("Split {label} in two."))

    def shift(self, side: Side, by: int, *, edge: Edge = "end") -> None:
        """Move a boundary of the chosen pair by so many sentences of one side, up if negative."""

        def operation(alignment: Alignment, number: int) -> Repair:
            return shift(alignment, number, side, edge, by)

        self._do(operation, self.tr("Moved a boundary of {label}."))

    def shift_of(self, version: str, edge: Edge, by: int) -> None:
        """As :meth:`shift`, the side named by its version."""
        reading = self._area.reading
        if reading is not None:
            self.shift(Side.SOURCE if version == reading.shown[0] else Side.TARGET, by, edge=edge)

    def detach(self) -> None:
        """Say that the two sides of the chosen pair do not belong together."""
        self._do(detach, self.tr("Detached the sides of {label}."))

    def check(self) -> None:
        """Mark the chosen pair as checked, or take the mark away."""
        alignment, number = self._chosen()
        if alignment is None:
            return
        if alignment.beads[number].origin is Origin.CHECKED:
            self._do(lambda a, n: uncheck(a, n, n), self.tr("{label} counts as unchecked again."))
        else:
            self._do(lambda a, n: check(a, n, n), self.tr("Marked {label} as checked."))

    def take(self, beads: Sequence[Bead]) -> None:
        """Take over what is proposed for some pairs."""
        self._do(
            lambda alignment, _: replace(alignment, beads), self.tr("Applied the proposal from {label} on.")
        )

    def follow(self, version: str, repair: Repair) -> None:
        """Add to the last repair what aligning anew says of its neighbours: both are one step of undo."""
        document, repairs = self._session.document, self._session.repairs
        if document is not None and repairs is not None and self._last:
            repairs.follow_up(document.reading.document, version, repair, session=self._last, initiator=self)

    def apply(self, version: str, repair: Repair, text: str) -> None:
        """Carry out a repair of the alignment with ``version`` and say so."""
        self._last = new_session()
        self._session.repair(version, repair, session=self._last)
        reading = self._area.reading
        label = reading.label(self._area.state.current_row) if reading is not None else ""
        self.done.emit(text.format(label=label))

    def _do(self, operation: Operation, text: str) -> None:
        alignment, number = self._chosen()
        reading = self._area.reading
        if alignment is None or reading is None:
            return
        try:
            self.apply(reading.shown[1], operation(alignment, number), text)
        except UserError as problem:
            self.refused.emit(str(problem))

    def _chosen(self) -> tuple[Alignment | None, int]:
        """The alignment in hand and the number of the chosen bead in it."""
        reading = self._area.reading
        if reading is None or len(reading.shown) != 2 or not len(reading.rows):
            return None, 0
        alignment = reading.alignment(reading.shown[1])
        if alignment is None:
            return None, 0
        ours, theirs = reading.rows[self._area.state.current_row].cells
        number = alignment.bead_of_source(ours[0]) if ours else alignment.bead_of_target(theirs[0])
        return alignment, number

    def _parting(self, bead: Bead, version: str, at: int) -> tuple[int, int] | None:
        reading = self._area.reading
        assert reading is not None
        source, target = (reading.texts[each] for each in reading.shown)
        return best_parting(
            bead,
            [len(source.segment(segment)) for segment in bead.source],
            [len(target.segment(segment)) for segment in bead.target],
            ratio=len(target.content) / max(len(source.content), 1),
            source_at=at if version == reading.shown[0] else None,
            target_at=at if version == reading.shown[1] else None,
        )
