"""Translation memories (TMX 1.4b) of aligned documents, with notes and terms.

Programs tell variants of a unit by language and country alone, and of several in one language keep one: so
there is a memory for each version, in plain ``zh`` and ``en``, and one with all versions to be kept, in which
private subtags tell the versions apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from parallelreader import __version__
from parallelreader.core.exchange import Losses
from parallelreader.core.patterns import pattern
from parallelreader.core.text import Span
from parallelreader.formats.alignment_tsv import short
from parallelreader.formats.exchange.aligned import UNWRITABLE, AlignedDocument, AlignedText, PlacedNote

_ODD = pattern(r"[^a-z0-9]+")
_LONGEST_SUBTAG = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """What one unit has of a version: its segments, ascending, and the tag of its variant."""

    text: AlignedText
    segments: tuple[int, ...]
    language: str

    @property
    def words(self) -> str:
        return self.text.text.segments_text(self.segments, self.text.joiner)


@dataclass(frozen=True, slots=True)
class MemoryUnit:
    """What renders each other in a document. ``version`` is said of the unit where it has words of one only;
    ``confidence`` is None where nobody said how sure it is."""

    document: AlignedDocument
    stretches: tuple[Stretch, ...]
    confidence: float | None = None
    version: str = ""


def plain_language(text: AlignedText) -> str:
    """The tag that every program knows: without script, country or version."""
    return "zh" if text.version.is_chinese else text.version.language.split("-")[0]


def own_languages(texts: Sequence[AlignedText]) -> dict[str, str]:
    """A tag for each version, by its id, that no other has: ``en-x-literal``."""
    tags: dict[str, str] = {}
    for each in texts:
        version = each.version
        name = _ODD.sub("", version.id.lower()) or "version"
        number = 1
        while (tag := _private(version.language, f"{name}{'' if number == 1 else number}")) in tags.values():
            number += 1
        tags[version.id] = tag
    return tags


def _private(language: str, name: str) -> str:
    parts = [name[at : at + _LONGEST_SUBTAG] for at in range(0, len(name), _LONGEST_SUBTAG)]
    return "-".join([language.split("-x-")[0], "x", *parts])


def memory_lines(
    units: Iterable[MemoryUnit],
    losses: Losses,
    *,
    source_language: str,
    properties: Sequence[tuple[str, str]] = (),
) -> Iterator[str]:
    """A TMX file, piece by piece. Units with words in one version only have no place in it.

    ``properties`` are of the whole memory.
    """
    memory = MemoryWriting(losses)
    yield memory.head(source_language=source_language, properties=properties)
    yield from memory.lines(units)
    yield memory.tail()


class MemoryWriting:
    """Writes one memory; several may be written side by side."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._notes = _Notes()

    def head(self, *, source_language: str, properties: Sequence[tuple[str, str]] = ()) -> str:
        """What stands before the units; ``properties`` are of the whole memory."""
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
            f'<header creationtool="parallelreader" creationtoolversion="{__version__}" segtype="sentence" '
            f'o-tmf="parallelreader" adminlang="en" srclang={quoteattr(source_language)} '
            'datatype="plaintext">'
            f"{''.join(_property(*each) for each in properties)}</header>\n<body>\n"
        )

    def lines(self, units: Iterable[MemoryUnit]) -> Iterator[str]:
        """The next units; those with words in one version only have no place in it."""
        for unit in units:
            said = [each for each in unit.stretches if each.segments]
            if len(said) < 2:
                self._losses.add("passages that only one version has", bool(said))
                continue
            self._losses.written += 1
            found = "".join(self._notes.beginning_in(unit, self._losses))
            yield f"<tu>{found}{_properties(unit)}{''.join(map(_variant, said))}</tu>\n"

    def tail(self) -> str:
        """What stands behind them."""
        self._losses.add("where paragraphs begin", 1)
        return "</body>\n</tmx>\n"


class _Notes:
    """The notes of the document that is being written, by the segment they begin in."""

    def __init__(self) -> None:
        self._document: AlignedDocument | None = None
        self._by_segment: dict[tuple[str, int], list[tuple[PlacedNote, Span]]] = {}

    def beginning_in(self, unit: MemoryUnit, losses: Losses) -> Iterator[str]:
        if unit.document is not self._document:
            self._document = unit.document
            self._index(unit.document)
        for each in unit.stretches:
            text = each.text.text
            for segment in each.segments:
                for placed, span in self._by_segment.get((each.text.version.id, segment), ()):
                    losses.add("exact places, colours, tags and ids of notes")
                    quote, body = text.content[span.start : span.end], placed.note.body
                    yield f"<note>{_text(f'“{quote}”: {body}' if body else f'“{quote}”')}</note>"

    def _index(self, document: AlignedDocument) -> None:
        self._by_segment = {}
        for placed in document.notes:
            # One that covers both sides of a pair is said once, by its first place.
            for version, span in placed.places[:1]:
                text = document.text(version).text
                self._by_segment.setdefault((version, text.segment_at(span.start)), []).append((placed, span))


def _properties(unit: MemoryUnit) -> str:
    parts = [_property("document", unit.document.id)]
    if unit.version:
        parts.append(_property("version", unit.version))
    if unit.confidence is not None:
        parts.append(_property("confidence", short(unit.confidence)))
    parts += [_property("term", each) for each in _terms(unit)]
    return "".join(parts)


def _terms(unit: MemoryUnit) -> Iterator[str]:
    """The concepts in a unit: ``渡口 = ferry landing, pier``."""
    find = unit.document.terms_in
    if find is None:
        return
    met: dict[str, None] = {}
    for each in unit.stretches:
        if each.segments:
            met |= dict.fromkeys(found.concept for found in find(each.words, each.text.version.is_chinese))
    for name in met:
        concept = unit.document.concepts[name]
        sides = (concept.chinese, concept.english)
        yield " = ".join(", ".join(term.text for term in side) for side in sides if side)


def _variant(stretch: Stretch) -> str:
    is_told_apart = "-x-" in stretch.language
    version = _property("version", stretch.text.version.id) if is_told_apart else ""
    words = _text(stretch.words)
    return f"<tuv xml:lang={quoteattr(stretch.language)}>{version}<seg>{words}</seg></tuv>"


def _property(name: str, value: str) -> str:
    return f"<prop type={quoteattr(f'x-{name}')}>{_text(value)}</prop>"


def _text(words: str) -> str:
    return escape(UNWRITABLE.sub("", words))
