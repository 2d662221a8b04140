"""Terms in what is handed out: underlined where they stand, and listed at the end as a part of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from parallelreader.app.words.text_words import TextWords
from parallelreader.core.handout import Cell, Column, HandoutOptions, HandoutPart, HandoutRow, Piece
from parallelreader.core.language import segment
from parallelreader.core.language.conversion import converter
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation

_TITLE = "术语 Glossary"
_LABELS = {"zh": "中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class TermSource:
    """The user's concepts by id, and what finds their terms."""

    finder: TermFinder
    concepts: Mapping[str, Concept]


@dataclass(slots=True)
class TermsMet:
    """Finds terms, and remembers in their order the concepts that were met."""

    source: TermSource
    _ids: dict[str, None] = field(default_factory=dict)

    def within(self, words: str, *, is_chinese: bool) -> Sequence[Span]:
        """Where terms stand in a sentence."""
        found = self.source.finder.in_text(words, is_chinese=is_chinese)
        self._ids |= dict.fromkeys(each.concept for each in found)
        return [each.span for each in found]

    @property
    def concepts(self) -> list[Concept]:
        return [self.source.concepts[id] for id in self._ids if id in self.source.concepts]


def glossary(met: TermsMet, options: HandoutOptions, words: TextWords | None) -> HandoutPart | None:
    """The concepts met, in the order in which they were; None where there were none."""
    concepts = met.concepts
    if not concepts:
        return None
    language = options.script.language or "zh"
    columns = (
        Column("glossary-zh", language, _LABELS["zh"], True),
        Column("glossary-en", "en", _LABELS["en"], False),
    )

    def rows() -> Iterator[HandoutRow]:
        convert = converter(options.script)
        for concept in concepts:
            names = "、".join(_accepted(concept.chinese))
            english = "; ".join(_accepted(concept.english))
            if concept.definition:
                told = " ".join(concept.definition.split())
                english = f"{english} — {told}" if english else told
            chinese = _read(names, convert(names), words if options.has_pinyin else None)
            yield HandoutRow((chinese, (Piece(english),) if english else ()), starts_paragraph=True)

    return HandoutPart("glossary", _TITLE, (), columns, len(concepts), rows)


def _accepted(terms: Sequence[Term]) -> list[str]:
    """Those that may be written, or else whatever there is."""
    return [term.text for term in terms if term.status.is_accepted] or [term.text for term in terms]


def _read(names: str, shown: str, words: TextWords | None) -> Cell:
    """Chinese with its pinyin, where it is wanted."""
    if words is None or not names:
        return (Piece(shown),) if shown else ()
    text = segment(names, "zh")
    pieces, at = [], 0
    for word in words.words_in(text, Span(0, len(names))):
        if word.span.start > at:
            pieces.append(Piece(shown[at : word.span.start]))
        pieces.append(Piece(shown[word.span.start : word.span.end], word.written(Notation.MARKS)))
        at = word.span.end
    return (*pieces, Piece(shown[at:])) if at < len(shown) else tuple(pieces)
