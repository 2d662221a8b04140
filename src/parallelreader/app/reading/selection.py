"""What the reader has selected: a stretch of one version, and where the next key press moves it."""

from parallelreader.core.text import Span
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Selection:
    """From ``anchor``, where it was begun, to ``head``, which moves; code points of ``version``."""

    version: str
    anchor: int
    head: int

    @property
    def span(self) -> Span:
        return Span(min(self.anchor, self.head), max(self.anchor, self.head))

    @property
    def is_empty(self) -> bool:
        return self.anchor == self.head

    def to(self, head: int) -> "Selection":
        """The same selection with its moving end elsewhere."""
        return Selection(self.version, self.anchor, head)

    @classmethod
    def by_words(cls, version: str, first: Span, last: Span) -> "Selection":
        """From the word it was begun with to the one it has come to, both whole, on either side."""
        if last.start < first.start:
            return cls(version, first.end, last.start)
        return cls(version, first.start, max(first.end, last.end))
