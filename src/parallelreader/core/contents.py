"""The table of contents of a version: which of its paragraphs are headings, and how deep each stands.

Finding headings in a text that does not mark them is left to ``headings``.
"""

from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph, numbered from zero, that is a heading; ``level`` is 1 for the uppermost ones there are,
    2 for those inside them and so on. ``title`` may say more or less than the paragraph does."""

    paragraph: int
    level: int
    title: str


Contents = tuple[Heading, ...]
"""Headings in the order of the text, at most one for a paragraph."""
