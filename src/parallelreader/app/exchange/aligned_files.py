"""A corpus as files of aligned text for other programs: translation memories and TEI, with notes and terms.

How each is written is the business of ``formats``; aligning what is not yet aligned, that of ``exporting``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from parallelreader.app.exporting import align_missing
from parallelreader.app.library import OpenDocument, load_document
from parallelreader.app.open_notes import OpenNotes
from parallelreader.app.reading.rows import rows_of_source
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.errors import UserError
from parallelreader.core.exchange import Fidelity, Losses
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.core.terms.finder import TermFinder
from parallelreader.formats.alignment_tsv import short
from parallelreader.formats.exchange.aligned import AlignedDocument, AlignedText, PlacedNote, TermsIn
from parallelreader.formats.exchange.memory_writing import (
    MemoryUnit,
    MemoryWriting,
    Stretch,
    memory_lines,
    own_languages,
    plain_language,
)
from parallelreader.formats.exchange.tei_writing import tei_lines
from parallelreader.formats.pairs import cell
from parallelreader.formats.whole_file import whole_file, whole_folder
from parallelreader.store.segmentation_cache import SegmentationCache

ALL_VERSIONS = "all.tmx"
"""The memory with every version in each unit, in a folder of memories."""


class AlignedFormat(StrEnum):
    """What aligned text can be written as, with what lies over it."""

    TSV = "tsv"
    TMX = "tmx"
    TMX_FOLDER = "tmx-folder"
    TEI = "tei"

    @property
    def is_folder(self) -> bool:
        return self is AlignedFormat.TMX_FOLDER


@dataclass(frozen=True, slots=True)
class AlignedSource:
    """What is to be written: ``documents`` and ``versions`` by id, all where empty. The user's ``repairs``
    are in effect; ``notes`` and ``concepts`` are in it where given."""

    corpus: Corpus
    documents: Collection[str] = ()
    versions: Collection[str] = ()
    repairs: Repairing | None = None
    notes: OpenNotes | None = None
    concepts: Sequence[Concept] | None = None
    cache: SegmentationCache | None = None
    _finders: list[TermFinder] = field(default_factory=list)

    @property
    def wanted(self) -> list[Document]:
        """The documents that have what is wanted. Raises UserError for a version that none has."""
        documents = [
            each for each in self.corpus.documents if not self.documents or each.id in self.documents
        ]
        known = {version.id for each in documents for version in each.versions}
        for version in self.versions:
            if version not in known:
                raise UserError(
                    f"There is no version {version}",
                    where=self.corpus.folder,
                    mend=f"There are: {', '.join(sorted(known))}.",
                )
        return [each for each in documents if not self.versions or self.targets(each)]

    def targets(self, document: Document) -> list[str]:
        """The translations that are wanted of a document, by id."""
        wanted = self.versions
        return [each.id for each in document.translations if not wanted or each.id in wanted]

    @property
    def holds(self) -> str:
        """What is laid over the texts, in words: "notes terms"."""
        there = (("notes", self.notes is not None), ("terms", self.concepts is not None))
        return " ".join(name for name, is_there in there if is_there)

    def terms_in(self) -> TermsIn | None:
        """What finds terms; made once."""
        if self.concepts is None:
            return None
        if not self._finders:
            self._finders.append(TermFinder(self.concepts))
        finder = self._finders[0]
        return lambda words, is_chinese: finder.in_text(words, is_chinese=is_chinese)


def aligned_documents(source: AlignedSource, progress: Progress = NO_PROGRESS) -> Iterator[AlignedDocument]:
    """Each document when its turn comes; aligned now where it is not yet.

    Raises CorpusProblem and AlignmentProblem where the corpus is not sound.
    """
    concepts = {each.id: each for each in source.concepts or ()}
    for document in source.wanted:
        opened = load_document(source.corpus, document.id, progress=progress, cache=source.cache)
        opened = align_missing(opened, repairs=source.repairs, progress=progress, cache=source.cache)
        if source.repairs is not None:
            opened, _ = repaired(opened, source.repairs, cache=source.cache)
        yield _aligned(opened, source, concepts)


def aligned_lines(
    source: AlignedSource, wanted: AlignedFormat, losses: Losses, progress: Progress = NO_PROGRESS
) -> Iterator[str]:
    """A file of one of the formats that are no folder, piece by piece; ``losses`` say afterwards what is not
    in it. Raises what :func:`aligned_documents` raises."""
    documents = aligned_documents(source, progress)
    if wanted is AlignedFormat.TEI:
        ready = source.wanted
        if not ready:
            raise UserError("There is nothing to write", mend="Name a document that has such a version.")
        is_corpus = len(ready) != 1 or not source.documents
        title = source.corpus.title if is_corpus else ready[0].title
        return tei_lines(documents, losses, title=title, is_corpus=is_corpus, progress=progress)
    units = (unit for document in documents for unit in _pairs(document, with_version=True))
    if wanted is AlignedFormat.TSV:
        return _table_lines(_stepped(units, progress), losses)
    return memory_lines(_stepped(units, progress), losses, source_language="*all*", holds=source.holds)


def write_aligned(
    source: AlignedSource, wanted: AlignedFormat, out: Path, progress: Progress = NO_PROGRESS
) -> Fidelity:
    """Write a file, or a folder of memories, whole or not at all, and say what could not be carried.

    Raises WriteProblem and what :func:`aligned_documents` raises.
    """
    losses = Losses()
    if wanted.is_folder:
        with whole_folder(out) as folder:
            _write_memories(source, folder, losses, progress)
        return losses.fidelity
    with whole_file(out) as stream:
        for line in aligned_lines(source, wanted, losses, progress):
            stream.write(line.encode())
    return losses.fidelity


def _table_lines(units: Iterable[MemoryUnit], losses: Losses) -> Iterator[str]:
    """A heading, and a line for each bead of each version; Chinese first."""
    yield "document\tversion\tzh\ten\tconfidence\n"
    for unit in units:
        losses.written += 1
        words = (cell(each.words) for each in unit.stretches)
        yield "\t".join((unit.document.id, unit.version, *words, short(unit.confidence or 0))) + "\n"
    losses.add("where paragraphs begin, titles, and who made the versions")


def _write_memories(source: AlignedSource, folder: Path, losses: Losses, progress: Progress) -> None:
    """A memory for each version and one with all, written side by side: documents are opened once."""
    versions = dict.fromkeys(each for document in source.wanted for each in source.targets(document))
    with ExitStack() as stack:

        def opened(name: str) -> TextIO:
            return stack.enter_context((folder / name).open("w", encoding="utf-8", newline="\n"))

        # What is in the one with all is in the others: it is counted once.
        whole, whole_stream = MemoryWriting(Losses()), opened(ALL_VERSIONS)
        memories = {
            version: (MemoryWriting(losses), opened(f"{_file_name(version, folder)}.tmx"))
            for version in versions
        }
        whole_stream.write(whole.head(source_language="*all*", holds=source.holds))
        for version, (memory, stream) in memories.items():
            stream.write(memory.head(source_language="zh", version=version, holds=source.holds))
        for document in aligned_documents(source, progress):
            for version in document.alignments:
                memory, stream = memories[version]
                stream.writelines(memory.lines(_stepped(_pairs(document, only=version), progress)))
            whole_stream.writelines(whole.lines(_stepped(_rows(document), progress)))
        for memory, stream in (*memories.values(), (whole, whole_stream)):
            stream.write(memory.tail())


def _file_name(version: str, folder: Path) -> str:
    """A name that every system can have, and that no other version has already."""
    name = "".join(each if each.isalnum() or each in "-_" else "-" for each in version)[:60] or "version"
    number = 1
    taken = {"all"} | {each.stem.casefold() for each in folder.iterdir()}
    while (found := name if number == 1 else f"{name}-{number}").casefold() in taken:
        number += 1
    return found


def _aligned(opened: OpenDocument, source: AlignedSource, concepts: Mapping[str, Concept]) -> AlignedDocument:
    document = opened.document
    names = [document.source.id, *(each for each in source.targets(document) if each in opened.alignments)]
    texts = tuple(
        AlignedText(document.version(name), opened.texts[name], opened.contents.get(name, ()))
        for name in names
    )
    return AlignedDocument(
        id=document.id,
        title=document.title,
        texts=texts,
        alignments={name: opened.alignments[name] for name in names[1:]},
        notes=tuple(_placed(opened, names, source.notes)) if source.notes is not None else (),
        terms_in=source.terms_in(),
        concepts=concepts,
    )


def _placed(opened: OpenDocument, names: Sequence[str], notes: OpenNotes) -> Iterator[PlacedNote]:
    document = opened.document.id
    for name in names:
        notes.open_text(document, name, opened.texts[name])
    for note in notes.find(document=document):
        places = []
        for number, anchor in enumerate(note.targets):
            placement = notes.placement(note.id, number)
            here = anchor.document == document and anchor.version in names
            if here and placement is not None and placement.span is not None:
                places.append((anchor.version, placement.span))
        if any(anchor.version in names for anchor in note.targets):
            yield PlacedNote(note, tuple(places))
    for name in names:
        notes.close_text(document, name)


def _pairs(document: AlignedDocument, *, only: str = "", with_version: bool = False) -> Iterator[MemoryUnit]:
    """The beads of each version, or of one; Chinese first."""
    source = document.source
    for name, alignment in document.alignments.items():
        if only and name != only:
            continue
        other = document.text(name)
        languages = (
            (source.version.language, other.version.language)
            if with_version
            else (plain_language(source), plain_language(other))
        )
        if languages[0] == languages[1]:
            tags = own_languages((source, other))
            languages = (tags[source.version.id], tags[name])
        for bead in alignment.beads:
            sides = (
                Stretch(source, bead.source, languages[0]),
                Stretch(other, bead.target, languages[1]),
            )
            if other.version.is_chinese and not source.version.is_chinese:
                sides = sides[::-1]
            yield MemoryUnit(document, sides, bead.confidence, name if with_version else "")


def _rows(document: AlignedDocument) -> Iterator[MemoryUnit]:
    """What all versions have beside each other."""
    tags = own_languages(document.texts)
    others = [(document.text(name).text, alignment) for name, alignment in document.alignments.items()]
    if not others:
        return
    for row in rows_of_source(document.source.text, others):
        stretches = tuple(
            Stretch(text, cell, tags[text.version.id])
            for text, cell in zip(document.texts, row.cells, strict=True)
        )
        yield MemoryUnit(document, stretches, row.confidence)


def _stepped(units: Iterable[MemoryUnit], progress: Progress) -> Iterator[MemoryUnit]:
    for number, unit in enumerate(units):
        if number % 1000 == 0:
            progress.step(number, 0, "Writing")
        yield unit
