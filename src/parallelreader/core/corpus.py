"""What a corpus is: documents, each in several versions, and which files hold them.

These are descriptions only. The words themselves are in ``core.text``, their pairing in
``core.alignment``; reading them from a folder is the business of ``formats``.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from parallelreader.core.errors import CorpusProblem
from parallelreader.core.language.script import is_chinese_tag, is_english_tag
from parallelreader.core.values import dataclass

CORPUS_FILE = "corpus.yaml"
"""The file that makes a folder a corpus."""


class Hand(StrEnum):
    """By whose hand a version was made."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    PUBLISHED = "published"
    MACHINE = "machine"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Version:
    """One work in one language by one hand.

    ``language`` is a BCP 47 tag; ``text``, ``aside`` and ``contents`` are relative to the corpus folder.
    ``aside`` names what was set apart at import (page metadata, captions, navigation), kept but not aligned;
    ``contents`` the table of contents.
    """

    id: str
    language: str
    hand: Hand
    text: PurePosixPath
    title: str = ""
    author: str = ""
    translator: str = ""
    source: str = ""
    date: str = ""
    aside: PurePosixPath | None = None
    contents: PurePosixPath | None = None

    @property
    def is_chinese(self) -> bool:
        return is_chinese_tag(self.language)

    @property
    def is_english(self) -> bool:
        return is_english_tag(self.language)


@dataclass(frozen=True, slots=True)
class AlignmentFile:
    """Where the beads between the versions ``source`` and ``target`` (their ids) are written."""

    source: str
    target: str
    path: PurePosixPath


@dataclass(frozen=True, slots=True)
class Document:
    """One work. ``versions`` are in the order of ``corpus.yaml``; there is always at least one."""

    id: str
    title: str
    versions: tuple[Version, ...]
    alignments: tuple[AlignmentFile, ...] = ()

    @property
    def source(self) -> Version:
        """The version all others are aligned with: the first Chinese one, else the first."""
        return next((v for v in self.versions if v.is_chinese), self.versions[0])

    @property
    def translations(self) -> tuple[Version, ...]:
        """Every version but the source, in order."""
        source = self.source
        return tuple(v for v in self.versions if v is not source)

    @property
    def files(self) -> tuple[PurePosixPath, ...]:
        """Every file it names, each once."""
        named = [path for v in self.versions for path in (v.text, v.aside, v.contents) if path is not None]
        return tuple(dict.fromkeys([*named, *(entry.path for entry in self.alignments)]))

    def with_files(self, names: Mapping[PurePosixPath, PurePosixPath]) -> "Document":
        """The same document with its files under other names; ``names`` has all of them."""
        versions = tuple(
            replace(
                version,
                text=names[version.text],
                aside=names[version.aside] if version.aside is not None else None,
                contents=names[version.contents] if version.contents is not None else None,
            )
            for version in self.versions
        )
        alignments = tuple(replace(entry, path=names[entry.path]) for entry in self.alignments)
        return replace(self, versions=versions, alignments=alignments)

    def version(self, version_id: str) -> Version:
        """Return the version with that id. Raises KeyError."""
        for version in self.versions:
            if version.id == version_id:
                return version
        raise KeyError(version_id)

    def alignment_file(self, target_id: str) -> AlignmentFile | None:
        """The file that aligns the source with ``target_id``, if the corpus has one."""
        source = self.source.id
        for entry in self.alignments:
            if entry.source == source and entry.target == target_id:
                return entry
        return None


@dataclass(frozen=True, slots=True)
class Corpus:
    """A folder with a ``corpus.yaml``: ``folder`` is absolute, document ids are unique in it."""

    folder: Path
    title: str
    documents: tuple[Document, ...]

    def document(self, document_id: str) -> Document:
        """The document with that id. Raises CorpusProblem that names those there are."""
        for document in self.documents:
            if document.id == document_id:
                return document
        known = ", ".join(document.id for document in self.documents) or "none yet"
        raise CorpusProblem(
            f"There is no document {document_id}",
            where=self.folder / CORPUS_FILE,
            mend=f"The corpus has: {known}.",
        )
