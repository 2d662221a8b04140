"""How far apart partner sentences stand at the reading line while one pane is scrolled through a text.

The distance is 0 where the reading line runs through the partner in the pane that follows, otherwise the
pixels from there to its nearest edge. Which sentences are partners is what the corpus says.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import middle, percentile, table
from bench.opened import OpenedWindow, opened_window, turn_wheel
from bench.setting import SAMPLES, Setting
from bench.texts import TRADE_UNIONS, shared_corpus
from parallelreader.app.library import open_corpus
from parallelreader.core.text import Span, Text
from parallelreader.ui.reader.column import Column
from parallelreader.ui.reader.view import ReadingView

_TOUCH_PAD = 7


@dataclass(slots=True)
class Distances:
    """Pixels by step. ``alone`` counts the steps at a sentence that has no partner, ``moved`` holds the
    pixels of those whose partner stands out of turn (they are among ``pixels`` too)."""

    pixels: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)
    in_turn: list[float] = field(default_factory=list)
    alone: int = 0

    @property
    def steps(self) -> int:
        return len(self.pixels) + self.alone

    def include(self, other: "Distances") -> None:
        self.pixels += other.pixels
        self.moved += other.moved
        self.in_turn += other.in_turn
        self.alone += other.alone

    def cells(self) -> tuple[str, ...]:
        """The shares of ``alone`` and ``moved``, the worst in turn, and median, 95 % and worst of all."""
        figures = (
            max(self.in_turn, default=0.0),
            middle(self.pixels),
            percentile(self.pixels, 0.95),
            max(self.pixels, default=0.0),
        )
        shares = (self.alone / self.steps, len(self.moved) / self.steps)
        return (*(f"{share:.0%}" for share in shares), *(f"{pixels:.0f}" for pixels in figures))


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    columns = ("alone", "moved", "in turn", "median", "95 %", "worst")
    head = ("pixels, by 7 and by the wheel", "steps", *columns, "wheel:", *columns[2:])
    rows: list[tuple[str, ...]] = []
    notes = [
        "alone: steps at a sentence that has no partner; they are in no other figure",
        "moved: steps at a sentence whose partner stands out of turn; in turn: the worst of the others",
    ]
    with opened_window(setting.folders("following")) as window:
        rows += _rows(window, SAMPLES, "all of the sample", setting.documents)
        shared = shared_corpus(setting) if setting.reads_shared else None
        if shared is not None:
            rows += _rows(window, shared, "all of trade-unions", setting.documents)
        elif setting.reads_shared:
            notes.append(f"{TRADE_UNIONS.name} not measured: there is no {TRADE_UNIONS}")
    return [*table(head, rows), *notes]


def _rows(window: OpenedWindow, folder: Path, title: str, documents: int) -> Iterator[tuple[str, ...]]:
    whole = Distances(), Distances()
    for document in open_corpus(folder).documents[:documents]:
        source = document.source.id
        for version in document.translations:
            window.open(folder, document.id, (source, version.id))
            for lead, follow in ((source, version.id), (version.id, source)):
                by_pixel = scroll_through(window, lead, follow, pixels=_TOUCH_PAD)
                by_wheel = scroll_through(window, lead, follow, notches=1)
                whole[0].include(by_pixel)
                whole[1].include(by_wheel)
                yield _row(f"{document.id}: {lead} leads {follow}", by_pixel, by_wheel)
    yield _row(title, *whole)


def _row(name: str, by_pixel: Distances, by_wheel: Distances) -> tuple[str, ...]:
    return name, str(by_pixel.steps), *by_pixel.cells(), str(by_wheel.steps), *by_wheel.cells()[2:]


def scroll_through(
    window: OpenedWindow, lead: str, follow: str, *, notches: int = 0, pixels: int = 0
) -> Distances:
    """Scroll a pane from its top to its end and measure at every step."""
    area = window.desk.window.area
    reading, link = area.reading, area.panes.link
    assert reading is not None
    leader, follower = area.panes.views[lead], area.panes.views[follow]
    extents = _Extents(follower, reading.texts[follow])
    moved = moved_rows(
        [(reading.cell(row, lead), reading.cell(row, follow)) for row in range(len(reading.rows))]
    )
    found = Distances()
    leader.scroll_to_end(top=True)
    while True:
        place = leader.place_at(link.eye.y, lead)
        assert place is not None
        row = reading.row_at(lead, place)
        partners = reading.cell(row, follow)
        if partners:
            distance = min(extents.distance(partner, link.eye.y) for partner in partners)
            found.pixels.append(distance)
            (found.moved if row in moved else found.in_turn).append(distance)
        else:
            found.alone += 1
        before = _top(leader)
        turn_wheel(leader, notches=notches, pixels=pixels)
        if _top(leader) == before:
            return found


def moved_rows(rows: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> set[int]:
    """The rows that stand out of turn: as few as must go for the others to ascend on both sides."""
    pairs = sorted((here[0], there[0], row) for row, (here, there) in enumerate(rows) if here and there)
    # For each length the chain of that length that ends lowest: (where it ends, row, chain before).
    ends: list[int] = []
    chains: list[tuple[int, object]] = []
    for _, there, row in pairs:
        at = bisect_left(ends, there)
        chain = (row, chains[at - 1] if at else None)
        ends[at : at + 1], chains[at : at + 1] = [there], [chain]
    moved = {row for *_, row in pairs}
    rest: object = chains[-1] if chains else None
    while isinstance(rest, tuple):
        row, rest = rest
        moved.discard(row)
    return moved


def _top(view: ReadingView) -> float:
    assert view.column is not None
    return view.column.top


class _Extents:
    """Where every sentence of a pane stands, on screen or not."""

    def __init__(self, view: ReadingView, text: Text) -> None:
        assert view.column is not None
        self._view = view
        # A column of its own: the one on screen goes on with as little knowledge as it has.
        column = Column(view.column.items, view.column.height)
        self._tops: list[float] = []
        self._extents: dict[int, tuple[float, float]] = {}
        top = 0.0
        for index in range(len(column.items)):
            self._tops.append(top)
            item = column.item(index)
            for fragment in item.fragments:
                layout = fragment.layout
                for segment in text.segments_in(Span(layout.start, layout.end)):
                    span = text.segment(segment)
                    lines = layout.line_of(max(span.start, layout.start)), layout.line_of(span.end - 1)
                    high = top + fragment.y + lines[0] * layout.line_height
                    low = top + fragment.y + (lines[1] + 1) * layout.line_height
                    # A sentence longer than a block goes on in the next.
                    self._extents[segment] = (self._extents.get(segment, (high, low))[0], low)
            top += item.height

    def distance(self, segment: int, y: float) -> float:
        """Pixels from height ``y`` of the window to the sentence."""
        assert self._view.column is not None
        index, top, _ = next(self._view.column.visible())
        moved = self._tops[index] - top
        high, low = (edge - moved for edge in self._extents[segment])
        return max(high - y, y - low, 0.0)
