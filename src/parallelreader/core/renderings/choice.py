"""What the user said of one cell of a rendering matrix; values only."""

from parallelreader.core.notes.note import Anchor
from parallelreader.core.renderings.rendering import CellState
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class RenderingChoice:
    """``version`` renders the words at ``source`` with those at ``target``, or with none.

    ``state`` says how that came about; times are milliseconds since 1970 (UTC).
    """

    version: str
    state: CellState
    source: Anchor
    target: Anchor | None
    created: int
    changed: int
