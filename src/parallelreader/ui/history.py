"""The places one jumped from, to go back to and forward again."""

from parallelreader.core.values import dataclass

_MOST = 100


@dataclass(frozen=True, slots=True)
class Stop:
    """A place (fractional code point) in a version of a document."""

    document: str
    version: str
    place: float


class History:
    """Two stacks of stops."""

    def __init__(self) -> None:
        self._back: list[Stop] = []
        self._forward: list[Stop] = []

    @property
    def can_go_back(self) -> bool:
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._forward)

    def leave(self, stop: Stop) -> None:
        """A jump is about to be made from here."""
        if not self._back or self._back[-1] != stop:
            self._back.append(stop)
            del self._back[:-_MOST]
        self._forward.clear()

    def back(self, here: Stop) -> Stop | None:
        """Where to go back to from here; None at the beginning."""
        if not self._back:
            return None
        self._forward.append(here)
        return self._back.pop()

    def forward(self, here: Stop) -> Stop | None:
        """Where to go forward to again; None at the end."""
        if not self._forward:
            return None
        self._back.append(here)
        return self._forward.pop()

    def clear(self) -> None:
        """Another corpus: none of the stops is in it."""
        self._back.clear()
        self._forward.clear()
