"""What the reader has selected: a stretch of one version, and where the next key press moves it."""

from dataclasses import dataclass

from parallelreader.core.text import Span


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

    def around(self, word: Span) -> "Selection":
        """Grown so that it also covers ``word``, with the moving end on the side of the word."""
        span = self.span
        if word.start < span.start:
            return Selection(self.version, span.end, word.start)
        return Selection(self.version, min(span.start, word.start), max(span.end, word.end))
