"""A place that was found, and the words around it; finding it is the business of ``core.search``."""

from collections.abc import Sequence

from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a version of a document, in code points of its text; ``segment`` counts from zero."""

    document: str
    version: str
    segment: int
    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a hit and, of its paragraph, what stands before and after it."""

    left: str
    hit: str
    right: str


def context_of(text: Text, span: Span, width: int) -> Context:
    """No more than ``width`` code points to each side of ``span``.

    A context ends where the paragraph does: in a file of single pairs what comes next is often of another
    text. A word of a language that writes spaces is given whole or not at all.
    """
    paragraph = text.paragraph(text.paragraph_at(span.start))
    start, end = max(paragraph.start, span.start - width), min(paragraph.end, span.end + width)
    left, right = text.content[start : span.start], text.content[span.end : end]
    if start > paragraph.start:
        left = left[_cut_after(text.content[start - 1 : start] + left) :]
    if end < paragraph.end:
        right = right[: len(right) - _cut_after((right + text.content[end : end + 1])[::-1])]
    return Context(left, text.content[span.start : span.end], right)


def _cut_after(words: str) -> int:
    """How much of the beginning of ``words``, but for its first character, belongs to a word cut in two."""
    size = 0
    while size < len(words) and _is_letter(words[size]):
        size += 1
    return size - 1 if 1 < size < len(words) else 0


def _is_letter(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


@dataclass(frozen=True, slots=True)
class Rendering:
    """What renders a hit in another version.

    ``text`` are the sentences of that version, ``spans`` are where in them the rendering stands; ``variant``
    is the kind of rendering it is, "" where none was found, as it is said in ``written``.
    """

    text: str
    spans: tuple[Span, ...] = ()
    variant: str = ""
    written: str = ""
    is_likely: bool = False


def written_in(text: str, spans: Sequence[Span]) -> str:
    """The words of spans, with an ellipsis where something stands between them."""
    parts: list[str] = []
    before = -1
    for span in spans:
        if before >= 0:
            between = text[before : span.start]
            parts.append(between if not between.strip() else " … ")
        parts.append(text[span.start : span.end])
        before = span.end
    return "".join(parts)
