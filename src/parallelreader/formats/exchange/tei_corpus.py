"""A corpus read back from the TEI that was made of it: documents, versions and links as they were.

TEI of others, in which nothing says which paragraph or version is which, is read by ``formats.tei``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from parallelreader.core.alignment import Alignment
from parallelreader.core.bead import Bead, Origin
from parallelreader.core.contents import Heading
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import FileProblem
from parallelreader.core.language import segment
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span, Text
from parallelreader.formats.cells import share
from parallelreader.formats.contents_tsv import DEEPEST
from parallelreader.formats.corpus_writing import NewAlignment, NewDocument, NewVersion
from parallelreader.formats.exchange.concepts import ConceptDraft
from parallelreader.formats.exchange.tei_overlays import NoteDraft, OverlayReading, Pointer
from parallelreader.formats.exchange.tei_writing import MAKER
from parallelreader.formats.plain_files import read_head
from parallelreader.formats.xml_stream import Refused, XmlHandler, read_units

_HEAD = 65_536
_FACTS = {"title", "author", "editor", "publisher", "date", "note"}
_MEND = "Export it again; nothing was imported."


@dataclass(slots=True)
class _Version:
    name: str
    id: str
    language: str
    paragraphs: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    stretches: list[tuple[int, int, int]] = field(default_factory=list)
    """Of each sentence its paragraph, and where in that it begins and ends."""


@dataclass(slots=True)
class _Group:
    """The links between two versions, by the ids of their texts."""

    domains: tuple[str, str]
    links: list[tuple[tuple[str, ...], float, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TeiNote:
    """A note on a document, with the versions it stands on and where in their texts; ``fault`` says why it
    has no place."""

    document: str
    draft: NoteDraft
    places: tuple[tuple[str, Span], ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TeiCorpus:
    """What such a file holds; ``unaligned`` names versions whose links do not fit their sentences. A concept
    stands in each document that has a term of it."""

    title: str
    documents: tuple[NewDocument, ...]
    unaligned: tuple[str, ...] = ()
    notes: tuple[TeiNote, ...] = ()
    concepts: tuple[ConceptDraft, ...] = ()

    @property
    def note_count(self) -> int:
        return len({note.draft.id for note in self.notes})

    @property
    def concept_count(self) -> int:
        return len({concept.id for concept in self.concepts})


def is_own_tei(path: Path) -> bool:
    """Whether a file is TEI that this program wrote. Raises FileProblem as reading does."""
    head = read_head(path, _HEAD)
    return (b"<teiCorpus " in head or b"<TEI " in head) and f"<p>{MAKER}</p>".encode() in head


def read_tei_corpus(path: Path, *, progress: Progress = NO_PROGRESS) -> TeiCorpus:
    """All of a corpus, or of one document. Raises FileProblem with the line."""
    handler = _Handler()
    documents = tuple(read_units(path, handler, progress=progress))
    if not documents:
        raise FileProblem("There is no document in this file", where=path, mend=_MEND)
    title = handler.title or documents[0].title
    concepts = tuple(handler.overlays.concepts)
    return TeiCorpus(title, documents, tuple(handler.unaligned), tuple(handler.notes), concepts)


class _Handler(XmlHandler[NewDocument]):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.unaligned: list[str] = []
        self.notes: list[TeiNote] = []
        self._documents: set[str] = set()
        self.overlays = OverlayReading()
        self._id = self._title = ""
        self._facts: dict[str, dict[str, str]] = {}
        self._of = ""
        self._versions: list[_Version] = []
        self._groups: list[_Group] = []
        self._is_in_body = False
        self._reading = ""
        self._level = 0
        self._kept: list[str] = []
        self._size = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._is_in_body:
            version = self._versions[-1]
            if name in ("p", "ab"):
                level = attributes.get("n", "") if attributes.get("type") == "heading" else ""
                self._level = min(int(level), DEEPEST) if level.isdecimal() and len(level) < 4 else 0
                self._begin(name)
            elif name == "s" and self._reading:
                key = attributes.get("xml:id", "")
                if key in version.places:
                    raise Refused(f"The id {key[:60] or '(none)'} stands twice")
                version.places[key] = len(version.places)
                version.stretches.append((len(version.paragraphs), self._size, self._size))
        elif self.overlays.is_open or name in ("annotation", "entry"):
            if self.overlays.start(name, attributes, self.line):
                self._begin(name)
        elif name == "TEI":
            self._id, self._title = attributes.get("n", ""), ""
            self._facts, self._versions, self._groups = {}, [], []
        elif name == "bibl" and "corresp" in attributes:
            self._of = attributes["corresp"].removeprefix("#")
            self._facts[self._of] = {}
        elif (name == "title" and not self._of) or (name in _FACTS and self._of):
            self._begin(name)
        elif name == "text" and "n" in attributes:
            language = attributes.get("xml:lang", "")
            self._versions.append(_Version(attributes.get("xml:id", ""), attributes["n"], language))
        elif name == "body":
            if not self._versions:
                raise Refused("A text does not say which version it is")
            self._is_in_body = True
        elif name == "linkGrp":
            domains = [each.removeprefix("#") for each in attributes.get("domains", "").split()]
            if len(domains) != 2:
                raise Refused("A group of links does not name its two texts")
            self._groups.append(_Group((domains[0], domains[1])))
        elif name == "link" and self._groups:
            ids = tuple(each.removeprefix("#") for each in attributes.get("target", "").split())
            sure = share(attributes.get("cert", "")) or 0.0
            self._groups[-1].links.append((ids, sure, attributes.get("type") == "checked"))

    def text(self, words: str) -> None:
        self._kept.append(words)
        self._size += len(words)

    def end(self, name: str) -> None:
        if self._reading and name == self._reading:
            self.take_text(False)
            self._reading = ""
            self._take(name, "".join(self._kept))
        if self.overlays.is_open:
            self.overlays.end(name)
        elif name == "s" and self._reading and self._versions[-1].stretches:
            stretches = self._versions[-1].stretches
            stretches[-1] = (*stretches[-1][:2], self._size)
        elif name == "body":
            self._is_in_body = False
        elif name == "bibl":
            self._of = ""
        elif name == "TEI":
            self.out.append(self._document())

    def _begin(self, name: str) -> None:
        self._reading, self._kept, self._size = name, [], 0
        self.take_text(True)

    def _take(self, name: str, words: str) -> None:
        if self._is_in_body:
            version = self._versions[-1]
            if self._level:
                version.headings.append(Heading(len(version.paragraphs), self._level, words))
            if words:
                version.paragraphs.append(words)
        elif self.overlays.is_open:
            self.overlays.take(name, words)
        elif self._of:
            self._facts[self._of][name] = words
        elif not self._id and not self.title:
            self.title = words
        else:
            self._title = self._title or words

    def _document(self) -> NewDocument:
        if not self._id or not self._versions:
            raise Refused("A document has no name or no text")
        if self._id in self._documents:
            raise Refused(f"There are two documents {self._id[:60]}")
        self._documents.add(self._id)
        texts = {each.name: segment("\n".join(each.paragraphs), each.language) for each in self._versions}
        versions = tuple(self._version(each, texts[each.name]) for each in self._versions)
        self.notes += [self._placed(draft, texts) for draft in self.overlays.take_notes()]
        return NewDocument(self._id, self._title, versions, tuple(self._alignments(texts)))

    def _placed(self, draft: NoteDraft, texts: dict[str, Text]) -> TeiNote:
        try:
            places = tuple(self._place(each, texts) for each in self._apart(draft))
        except ValueError as error:
            return TeiNote(self._id, draft, (), str(error))
        return TeiNote(self._id, draft, places, "" if places else "it has no place")

    def _apart(self, draft: NoteDraft) -> Iterator[list[Pointer]]:
        """The pointers of each place of a note."""
        counts = draft.counts if sum(draft.counts) == len(draft.pointers) else ()
        pointers = iter(draft.pointers)
        for count in counts:
            yield list(islice(pointers, count))
        place: list[Pointer] = []
        for pointer in pointers:
            if place and not self._follows(place[-1], pointer):
                yield place
                place = []
            place.append(pointer)
        if place:
            yield place

    def _follows(self, before: Pointer, after: Pointer) -> bool:
        """Whether a stretch goes on in the next sentence where the other ends with its own."""
        version, number = self._sentence(before)
        other, next_number = self._sentence(after)
        _, start, end = version.stretches[number]
        is_next = version is other and next_number == number + 1
        return is_next and after.start == 0 and before.start + before.length == end - start

    def _place(self, pointers: Sequence[Pointer], texts: dict[str, Text]) -> tuple[str, Span]:
        """The version and the stretch of its text. Raises ValueError where there is no such stretch."""
        (version, first), (other, last) = self._sentence(pointers[0]), self._sentence(pointers[-1])
        text = texts[version.name]
        ends = []
        for pointer, number in ((pointers[0], first), (pointers[-1], last)):
            paragraph, start, end = version.stretches[number]
            at = text.paragraph(paragraph)
            if pointer.length < 1 or pointer.start + pointer.length > end - start:
                raise ValueError(f"its place reaches out of the sentence {pointer.sentence[:60]}")
            if text.content[at.start : at.end] != version.paragraphs[paragraph]:
                raise ValueError(f"the paragraph with {pointer.sentence[:60]} reads otherwise")
            ends.append((at.start + start + pointer.start, at.start + start + pointer.start + pointer.length))
        if version is not other or ends[0][0] >= ends[1][1]:
            raise ValueError("its place begins behind its end")
        return version.id, Span(ends[0][0], ends[1][1])

    def _sentence(self, pointer: Pointer) -> tuple[_Version, int]:
        for version in self._versions:
            if pointer.sentence in version.places:
                return version, version.places[pointer.sentence]
        raise ValueError(f"{pointer.sentence[:60]} is no sentence")

    def _version(self, given: _Version, text: Text) -> NewVersion:
        facts = self._facts.get(given.name, {})
        said = facts.get("note", "")
        hand = Hand(said) if said in set(Hand) else Hand.PUBLISHED
        return NewVersion(
            id=given.id,
            language=given.language,
            hand=hand,
            text=text,
            title=facts.get("title", ""),
            author=facts.get("author", ""),
            translator=facts.get("editor", ""),
            source=facts.get("publisher", ""),
            date=facts.get("date", ""),
            contents=tuple(given.headings),
        )

    def _alignments(self, texts: dict[str, Text]) -> Iterator[NewAlignment]:
        by_name = {each.name: each for each in self._versions}
        for group in self._groups:
            if not all(name in by_name for name in group.domains):
                raise Refused("A group of links names a text that is not there")
            source, target = (by_name[name] for name in group.domains)
            sides = texts[source.name], texts[target.name]
            fits = all(
                text.segment_count == len(each.places)
                for each, text in zip((source, target), sides, strict=True)
            )
            if not fits:
                # Sentences were told by other rules: it is aligned anew when it is opened.
                self.unaligned.append(f"{self._id}: {target.id}")
                continue
            beads = [_bead(link, source, target) for link in group.links]
            try:
                alignment = Alignment(beads, sides[0].segment_count, sides[1].segment_count)
            except ValueError as error:
                raise Refused(f"The links of {target.id} name a sentence twice ({error})") from error
            yield NewAlignment(source.id, target.id, alignment, *sides)


def _bead(link: tuple[tuple[str, ...], float, bool], source: _Version, target: _Version) -> Bead:
    ids, confidence, is_checked = link
    unknown = [each for each in ids if each not in source.places and each not in target.places]
    if unknown:
        raise Refused(f"A link names {unknown[0][:60]}, which is no sentence")
    sides = [tuple(sorted(each.places[id] for id in ids if id in each.places)) for each in (source, target)]
    return Bead(sides[0], sides[1], confidence, Origin.CHECKED if is_checked else Origin.ALIGNER)
