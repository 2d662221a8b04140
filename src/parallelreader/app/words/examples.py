"""Where the open corpus itself has a word, as pairs: the documents one has open first, then the others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parallelreader.app.searching import CorpusSearch, Found, Place, Side
from parallelreader.core.language.script import has_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.query import parse_query
from parallelreader.core.text import Span, Text

_LONGEST = 90
_AROUND = 36
# Further on, better examples are not worth the wait.
_LOOKED_AT = 5

IsWord = Callable[[Text, Span], bool]
"""Whether a stretch of a text is a word there, and not a part of one."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with a word in it and what renders it. ``position`` is where the sentence begins in its
    version, ``spans`` are in code points of ``text``; of very long sentences only a piece is given."""

    document: str
    version: str
    position: int
    label: str
    text: str
    spans: tuple[Span, ...]
    partners: Mapping[str, str]


def find_examples(
    search: CorpusSearch,
    word: str,
    *,
    first: str = "",
    limit: int,
    is_word: IsWord = lambda text, span: True,
    progress: Progress = NO_PROGRESS,
) -> list[Example]:
    """Sentences with ``word``, Chinese or English, at most ``limit``: those in which it is a word before
    those in which it is a part of one, and those of the document ``first`` before all others.

    Goes through the whole corpus where it has to. Raises CorpusProblem or Cancelled.
    """
    sense = parse_query(word if has_han(word) else f'"{word}"').senses[0]
    side = Side.CHINESE if has_han(word) else Side.OTHER
    others = [each.id for each in search.corpus.documents if each.id != first]
    whole: list[Example] = []
    parts: list[Example] = []
    for documents in filter(None, ([first] if first else [], others)):
        for place in search.places(sense, documents=documents, side=side, progress=progress):
            found = search.found(place, sense)
            text = search.document(place.document).texts[place.version]
            at = found.position
            if any(is_word(text, Span(at + span.start, at + span.end)) for span in found.spans):
                whole.append(_example(found, place))
            elif found.spans and len(parts) < limit:
                parts.append(_example(found, place))
            if len(whole) == limit or len(whole) + len(parts) == _LOOKED_AT * limit:
                return [*whole, *parts][:limit]
    return [*whole, *parts][:limit]


def _example(found: Found, place: Place) -> Example:
    text, spans = _clipped(found.text, found.spans)
    partners = {version: _shortened(words) for version, words in found.partners.items()}
    return Example(place.document, place.version, found.position, found.label, text, spans, partners)


def _clipped(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """A piece of a long sentence around its first span, with the spans that are in it."""
    if len(text) <= _LONGEST:
        return text, spans
    start = max(spans[0].start - _AROUND, 0)
    end = min(spans[0].end + _AROUND, len(text))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    kept = tuple(
        Span(span.start + shift, span.end + shift)
        for span in spans
        if start <= span.start and span.end <= end
    )
    return before + text[start:end] + after, kept


def _shortened(words: str) -> str:
    """The beginning of what renders a sentence, ended at a word."""
    if len(words) <= 3 * _LONGEST:
        return words
    return words[: 3 * _LONGEST].rsplit(" ", 1)[0] + "…"
