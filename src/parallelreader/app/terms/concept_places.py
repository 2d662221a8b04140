"""Where one concept stands in the texts that are open, for showing it beside the scroll bar.

The texts are first searched for letters, so that only the paragraphs that may have a term of it are looked
at as closely as when they are painted; so a long book takes parts of a second.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.inflections import forms
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.terms.folding import english_bases, english_words, fold_chinese
from parallelreader.core.text import Span, Text

_AT_A_TIME = 200_000
# Of more places beside a scroll bar than it has pixels nobody misses one.
_MOST = 1_000


def concept_places(
    concept: Concept,
    texts: Mapping[str, Text],
    chinese: frozenset[str],
    finder: TermFinder,
    progress: Progress = NO_PROGRESS,
) -> dict[str, list[int]]:
    """Where terms of a concept begin, in code points, ascending and thinned, by version; ``chinese`` are the
    ids of those that are so. For worker threads. Raises Cancelled."""
    found = {}
    for version, text in texts.items():
        pattern = _pattern(concept, is_chinese=version in chinese)
        if pattern is None:
            continue
        places: dict[int, int] = {}
        share = _MOST / max(len(text.content), 1)
        for paragraph in _paragraphs(text, pattern, places, share, version in chinese, progress):
            words = text.content[paragraph.start : paragraph.end]
            for each in finder.in_text(words, is_chinese=version in chinese):
                if any(owner == concept.id for owner, _ in each.owners):
                    at = paragraph.start + each.span.start
                    places.setdefault(int(at * share), at)
        found[version] = sorted(places.values())
    return found


def _pattern(concept: Concept, *, is_chinese: bool) -> re.Pattern[str] | None:
    """Finds letters that a term of the language begins with, and a little more than that."""
    terms = concept.chinese if is_chinese else concept.english
    written = [words for term in terms for words in (term.text, *term.forms)]
    begun = {fold_chinese(words) for words in written} if is_chinese else set(_first_words(written))
    begun.discard("")
    if not begun:
        return None
    either = "|".join(map(re.escape, sorted(begun)))
    return re.compile(either if is_chinese else rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _first_words(written: Iterable[str]) -> Iterator[str]:
    for words in written:
        start, end = next(iter(english_words(words)), (0, 0))
        for base in english_bases(words[start:end]) if end else ():
            yield from forms(base)
        yield words[start:end].casefold()


def _paragraphs(
    text: Text,
    pattern: re.Pattern[str],
    places: Mapping[int, int],
    share: float,
    is_chinese: bool,
    progress: Progress,
) -> Iterator[Span]:
    """The paragraphs in which the pattern is found, each once, but for those whose part of the text has its
    place already."""
    start, length, seen = 0, len(text.content), -1
    while start < length:
        progress.step(start, length)
        last = text.paragraph(text.paragraph_at(min(start + _AT_A_TIME, length - 1)))
        piece = text.content[start : last.end]
        for match in pattern.finditer(fold_chinese(piece) if is_chinese else piece):
            at = start + match.start()
            if int(at * share) in places:
                continue
            number = text.paragraph_at(at)
            if number != seen:
                seen = number
                yield text.paragraph(number)
        start = last.end + 1
