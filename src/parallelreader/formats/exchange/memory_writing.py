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
from parallelreader.formats.cells import one_line
from parallelreader.formats.exchange.aligned import UNWRITABLE, AlignedDocument, AlignedText, PlacedNote
from parallelreader.formats.exchange.memory_overlays import Part, concept_as_json, note_as_json

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
    holds: str = "",
) -> Iterator[str]:
    """A TMX file, piece by piece. Units with words in one version only have no place in it.

    ``holds`` is as in :meth:`MemoryWriting.head`.
    """
    memory = MemoryWriting(losses)
    yield memory.head(source_language=source_language, holds=holds)
    yield from memory.lines(units)
    yield memory.tail()


class MemoryWriting:
    """Writes one memory; several may be written side by side."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._notes = _Notes(losses)
        self._concepts: set[str] = set()

    def head(self, *, source_language: str, version: str = "", holds: str = "") -> str:
        """What stands before the units; ``version`` is that of the whole memory, ``holds`` says what will be
        laid over its units: "notes", "terms" or both."""
        said = (("version", version), ("holds", holds))
        properties = [(name, value) for name, value in said if value]
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
            notes = "".join(self._notes.in_unit(unit, said))
            met = _met(unit)
            concepts = "".join(self._new_concepts(unit, met))
            yield f"<tu>{_properties(unit, met)}{notes}{concepts}{''.join(map(_variant, said))}</tu>\n"

    def tail(self) -> str:
        """What stands behind them."""
        self._notes.close()
        self._losses.add("where paragraphs begin", 1)
        return "</body>\n</tmx>\n"

    def _new_concepts(self, unit: MemoryUnit, met: Iterable[str]) -> Iterator[str]:
        for name in met:
            if name not in self._concepts:
                self._concepts.add(name)
                yield _property("concept", concept_as_json(unit.document.concepts[name]))


class _Notes:
    """The notes of the document that is being written, by the segments they stand on."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses
        self._document: AlignedDocument | None = None
        self._by_segment: dict[tuple[str, int], list[tuple[PlacedNote, int, int, int]]] = {}
        self._said: set[tuple[str, str]] = set()
        # By note and place, how many sentences; of what is written also by the version of the units.
        self._written: dict[tuple[str, int, str], int] = {}
        self._wanted: dict[tuple[str, int], tuple[str, int]] = {}
        self._versions: set[str] = set()

    def in_unit(self, unit: MemoryUnit, said: Sequence[Stretch]) -> Iterator[str]:
        """What is said of notes in a unit with these variants."""
        if unit.document is not self._document:
            self.close()
            self._document = unit.document
            self._index(unit.document)
        self._versions.update(each.text.version.id for each in unit.stretches)
        for variant, stretch in enumerate(said):
            at = 0
            for segment in stretch.segments:
                version = stretch.text.version.id
                for placed, place, part, count in self._by_segment.get((version, segment), ()):
                    key = (placed.note.id, unit.version)
                    if not part and not place:
                        yield f"<note>{_text(_in_words(placed, unit.document))}</note>"
                    if key not in self._said:
                        self._said.add(key)
                        yield _property("note", note_as_json(placed.note, _quotes(placed, unit.document)))
                    here = (placed.note.id, place, unit.version)
                    self._written[here] = self._written.get(here, 0) + 1
                    inside = _within(placed.places[place][1], stretch.text.text.segment(segment))
                    start, end = _as_read(stretch.words, at + inside[0], at + inside[1])
                    found = Part(placed.note.id, place, part, count, variant, start, end, unit.version)
                    yield _property("place", found.as_json())
                at += len(stretch.text.text.segment_text(segment)) + len(stretch.text.joiner)

    def close(self) -> None:
        """A document is over: places that were not written whole are lost."""
        most: dict[tuple[str, int], int] = {}
        for (note, place, _), count in self._written.items():
            most[note, place] = max(most.get((note, place), 0), count)
        lost = sum(
            most.get(key, 0) < wanted
            for key, (version, wanted) in self._wanted.items()
            if version in self._versions
        )
        self._losses.add("places of notes in passages that only one version has", lost)
        self._written, self._wanted = {}, {}
        self._said.clear()
        self._versions.clear()

    def _index(self, document: AlignedDocument) -> None:
        self._by_segment = {}
        for placed in document.notes:
            self._losses.add("notes whose place in the text is lost", not placed.places)
            for place, (version, span) in enumerate(placed.places):
                segments = document.text(version).text.segments_in(span)
                self._wanted[placed.note.id, place] = version, len(segments)
                for part, segment in enumerate(segments):
                    here = self._by_segment.setdefault((version, segment), [])
                    here.append((placed, place, part, len(segments)))


def _within(span: Span, segment: Span) -> tuple[int, int]:
    """From where to where a span reaches in the words of a segment."""
    return max(span.start, segment.start) - segment.start, min(span.end, segment.end) - segment.start


def _as_read(words: str, start: int, end: int) -> tuple[int, int]:
    """Where a stretch stands in the words of a unit as they are read, from the first character in it that can
    be seen to the last: white space may be less there. One without any stands nowhere, at no length."""
    read = one_line(words)
    if read == words:
        return start, end
    before = sum(map(_is_seen, words[:start]))
    inside = sum(map(_is_seen, words[start:end]))
    seen = [at for at, each in enumerate(read) if _is_seen(each)]
    if not inside:
        at = seen[before] if before < len(seen) else len(read)
        return at, at
    return seen[before], seen[before + inside - 1] + 1


def _is_seen(character: str) -> bool:
    return bool(one_line(character))


def _quotes(placed: PlacedNote, document: AlignedDocument) -> list[str]:
    """The passages of a note as running words that can be written: where paragraphs begin has no place in a
    memory."""
    quotes = []
    for version, span in placed.places:
        text = document.text(version)
        words = text.text.content[span.start : span.end].replace("\n", text.joiner)
        quotes.append(UNWRITABLE.sub("", words))
    return quotes


def _in_words(placed: PlacedNote, document: AlignedDocument) -> str:
    """A note as people read it in other programs."""
    quote, body = _quotes(placed, document)[0], placed.note.body
    return f"“{quote}”: {body}" if body else f"“{quote}”"


def _properties(unit: MemoryUnit, met: Iterable[str]) -> str:
    parts = [_property("document", unit.document.id)]
    if unit.version:
        parts.append(_property("version", unit.version))
    if unit.confidence is not None:
        parts.append(_property("confidence", short(unit.confidence)))
    parts += [_property("term", each) for each in _terms(unit, met)]
    return "".join(parts)


def _terms(unit: MemoryUnit, met: Iterable[str]) -> Iterator[str]:
    """The concepts in a unit: ``渡口 = ferry landing, pier``."""
    for name in met:
        concept = unit.document.concepts[name]
        sides = (concept.chinese, concept.english)
        yield " = ".join(", ".join(term.text for term in side) for side in sides if side)


def _met(unit: MemoryUnit) -> dict[str, None]:
    """The ids of the concepts that have a term in a unit."""
    find = unit.document.terms_in
    met: dict[str, None] = {}
    for each in unit.stretches if find is not None else ():
        if each.segments and find is not None:
            met |= dict.fromkeys(found.concept for found in find(each.words, each.text.version.is_chinese))
    return met


def _variant(stretch: Stretch) -> str:
    is_told_apart = "-x-" in stretch.language
    version = _property("version", stretch.text.version.id) if is_told_apart else ""
    words = _text(stretch.words)
    return f"<tuv xml:lang={quoteattr(stretch.language)}>{version}<seg>{words}</seg></tuv>"


def _property(name: str, value: str) -> str:
    return f"<prop type={quoteattr(f'x-{name}')}>{_text(value)}</prop>"


def _text(words: str) -> str:
    return escape(UNWRITABLE.sub("", words))
