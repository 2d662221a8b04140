"""What can be taken hold of in the chosen row of repair: grips, buttons that merge, and lines to cut along.

Only where they are and what dragging one would do; painting and events are the view's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from parallelreader.ui.reader.items import Fragment, Item
from parallelreader.ui.reader.repair_items import Frame

# Each is hit in at least this many pixels, whatever is drawn.
_HIT = 24.0
_GRIP_WIDTH = 48.0


class HandleKind(StrEnum):
    """What a handle is for."""

    GRIP = "grip"
    MERGE = "merge"
    SPLIT = "split"


class Edge(StrEnum):
    """An edge of a row."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Handle:
    """``area`` is where it is hit, in pixels of the viewport.

    A grip belongs to one edge of a ``version``'s cell, a merge button to an edge of the row; a split line
    has ``at`` sentences of its version above it.
    """

    kind: HandleKind
    area: QRectF
    version: str = ""
    edge: Edge = Edge.END
    at: int = 0


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a boundary would stand, at height ``y``, had it gone ``by`` sentences, up if negative."""

    by: int
    y: float


def handles_of(
    item: Item, top: float, frame: Frame, *, has_row_above: bool, has_row_below: bool
) -> list[Handle]:
    """The handles of the row whose upper edge is at ``top``; what lies on top comes first."""
    edges = []
    if has_row_above:
        edges.append((Edge.START, top))
    if has_row_below:
        edges.append((Edge.END, top + item.height))
    handles = []
    for edge, y in edges:
        merge = _around(frame.gutter_middle, y, _HIT)
        handles.append(Handle(HandleKind.MERGE, merge, edge=edge))
        handles += [
            Handle(HandleKind.GRIP, _around(frame.cell_middle(version), y, _GRIP_WIDTH), version, edge)
            for version in frame.cells
        ]
    return [*handles, *_splits(item, top, frame)]


def handle_at(handles: Iterable[Handle], point: QPointF) -> Handle | None:
    """The handle under a point."""
    return next((handle for handle in handles if handle.area.contains(point)), None)


def stops_of(
    edge: Edge, own: list[Fragment], own_top: float, beside: list[Fragment], beside_top: float, y: float
) -> list[Stop]:
    """Every place to which a grip can be dragged, the present one (at ``y``) first.

    ``own`` are the sentences of the chosen row's cell, ``beside`` those of the cell across the edge; the
    tops are those of the two rows.
    """
    half = _HIT / 2
    stops = [Stop(0, y)]
    if edge is Edge.END:
        stops += [Stop(-k, own_top + own[-k].y - half) for k in range(1, len(own) + 1)]
        stops += [Stop(k, beside_top + beside[k - 1].bottom + half) for k in range(1, len(beside) + 1)]
    else:
        stops += [Stop(k, own_top + own[k - 1].bottom + half) for k in range(1, len(own) + 1)]
        stops += [Stop(-k, beside_top + beside[-k].y - half) for k in range(1, len(beside) + 1)]
    return stops


def nearest_stop(stops: Iterable[Stop], y: float) -> Stop:
    """The place that a grip dragged to ``y`` would go to."""
    return min(stops, key=lambda stop: abs(stop.y - y))


def _splits(item: Item, top: float, frame: Frame) -> Iterator[Handle]:
    for version, cell in frame.cells.items():
        parts = [fragment for fragment in item.fragments if fragment.version == version]
        for at, (above, below) in enumerate(pairwise(parts), 1):
            y = top + (above.bottom + below.y) / 2
            area = QRectF(cell.left, y - _HIT / 2, cell.width, _HIT)
            yield Handle(HandleKind.SPLIT, area, version, at=at)


def _around(x: float, y: float, width: float) -> QRectF:
    return QRectF(x - width / 2, y - _HIT / 2, width, _HIT)
