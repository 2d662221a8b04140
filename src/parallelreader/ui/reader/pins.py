"""The pins of the user on screen: beside which line of a pane a pinned sentence begins."""

from collections.abc import Iterator

from parallelreader.app.reading.reading import Reading
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass
from parallelreader.ui.reader.state import MarkSource
from parallelreader.ui.reader.view import ReadingView


@dataclass(frozen=True, slots=True)
class ShownPin:
    """A pinned pair; ``y`` is the middle of its first line in the left pane, in pixels of its viewport."""

    y: float
    version: str
    row: int


def pins_beside(
    view: ReadingView, reading: Reading, marks: MarkSource, *, left: str, right: str
) -> Iterator[ShownPin]:
    """The pairs pinned between two versions that begin in what ``view`` shows of the left one."""
    source = reading.document.source.id
    version = right if left == source else left
    alignment = reading.alignment(version) if source in (left, right) else None
    if alignment is None or view.column is None or not marks.has_pins(version):
        return
    number_of = alignment.bead_of_source if left == source else alignment.bead_of_target
    for _, top, item in view.column.visible():
        for fragment in item.fragments:
            layout = fragment.layout
            for segment in reading.texts[left].segments_in(Span(layout.start, layout.end)):
                bead = alignment.beads[number_of(segment)]
                own = bead.source if left == source else bead.target
                if bead.is_pair and segment == own[0] and marks.is_pinned(version, bead):
                    start = reading.texts[left].segment(segment).start
                    caret = layout.caret(start)
                    yield ShownPin(
                        top + fragment.y + caret.center().y(), version, reading.row_of(left, segment)
                    )
