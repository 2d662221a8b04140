"""Making corpora and adding to them, all or nothing, keeping what people wrote into ``corpus.yaml``.

What goes into a text and how it is aligned is decided by whoever calls; nothing is ever written to a
corpus that cannot be read first.
"""

import os
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from parallelreader.core.alignment import Alignment
from parallelreader.core.contents import Contents
from parallelreader.core.corpus import CORPUS_FILE, AlignmentFile, Corpus, Document, Hand, Version
from parallelreader.core.errors import CorpusProblem
from parallelreader.core.language.romanising import romanise
from parallelreader.core.text import Text
from parallelreader.formats import alignment_tsv
from parallelreader.formats.aside_tsv import AsideLine, format_aside
from parallelreader.formats.contents_tsv import format_contents
from parallelreader.formats.corpus_folder import locate, read_corpus
from parallelreader.formats.corpus_insertion import (
    Value,
    block,
    entry_of_alignment,
    entry_of_document,
    entry_of_version,
    insert_documents,
    insert_into_document,
)
from parallelreader.formats.corpus_yaml import parse_corpus
from parallelreader.formats.whole_writing import FileChanges, write_problem

_LONGEST_NAME = 40
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version to be written: its words and what ``corpus.yaml`` says of it."""

    id: str
    language: str
    hand: Hand
    text: Text
    title: str = ""
    author: str = ""
    translator: str = ""
    source: str = ""
    date: str = ""
    aside: tuple[AsideLine, ...] = ()
    contents: Contents = ()


@dataclass(frozen=True, slots=True)
class NewAlignment:
    """Beads to be written, between the versions with the ids ``source`` and ``target``."""

    source: str
    target: str
    alignment: Alignment
    source_text: Text
    target_text: Text


@dataclass(frozen=True, slots=True)
class MadeVersion:
    """A version whose ``text`` (UTF-8, a paragraph a line) and ``contents`` have been written already, on the
    same disk; the files get their names in the corpus."""

    id: str
    language: str
    hand: Hand
    text: Path
    title: str = ""
    author: str = ""
    translator: str = ""
    source: str = ""
    date: str = ""
    contents: Path | None = None


@dataclass(frozen=True, slots=True)
class MadeAlignment:
    """An alignment file that has been written already, as :class:`MadeVersion`."""

    source: str
    target: str
    path: Path


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document to be written; ``versions`` holds at least one."""

    id: str
    title: str
    versions: tuple[NewVersion | MadeVersion, ...]
    alignments: tuple[NewAlignment | MadeAlignment, ...] = ()


Announce = Callable[[Mapping[PurePosixPath, Path]], None]
"""Told which files that have been written already are about to get which names in the corpus."""


def create_corpus(
    folder: Path, title: str, first: NewDocument | None = None, *, announce: Announce | None = None
) -> Corpus:
    """Make ``folder`` (its parents too) a corpus, with a first document or none.

    Raises CorpusProblem where it is a corpus already, WriteProblem where it cannot be written; then
    nothing is there that was not there before.
    """
    folder = folder.absolute()
    if (folder / CORPUS_FILE).exists():
        raise CorpusProblem(
            "There is a corpus in this folder already",
            where=folder,
            mend="Add to it, or name another folder.",
        )
    # Names of folders may hold nothing that can be written; a corpus without a title cannot be read.
    title = next((words for words in (title, folder.name) if _line(words)), "Corpus")
    corpus = Corpus(folder, _line(title), ())
    text = _words({"title": title}) + "documents: []\n"
    contents: dict[PurePosixPath, str | Path] = {}
    if first is not None:
        corpus, files = _with_new_document(corpus, first)
        text = insert_documents(text, folder / CORPUS_FILE, [entry_of_document(corpus.documents[0])])
        contents = files.contents
    _check(text, corpus, contents)
    with FileChanges(folder) as changes:
        _put(changes, contents, announce)
        changes.create(PurePosixPath(CORPUS_FILE), text)
    return read_corpus(folder)


def add_document(folder: Path, document: NewDocument, *, announce: Announce | None = None) -> Corpus:
    """Add a document with its texts and alignments; gives the corpus as it is then.

    Raises CorpusProblem where the id is taken or ``corpus.yaml`` is not sound, WriteProblem where nothing
    could be written.
    """
    return add_documents(folder, [document], announce=announce)


def add_documents(
    folder: Path, documents: Sequence[NewDocument], *, announce: Announce | None = None
) -> Corpus:
    """As :func:`add_document` for several of them: all, or none."""
    corpus = read_corpus(folder)
    contents: dict[PurePosixPath, str | Path] = {}
    entries = []
    for document in documents:
        if any(document.id == other.id for other in corpus.documents):
            raise CorpusProblem(
                f"There is a document {document.id} already", where=corpus.folder, mend="Choose another id."
            )
        corpus, files = _with_new_document(corpus, document, contents)
        contents |= files.contents
        entries.append(entry_of_document(corpus.documents[-1]))
    return _commit(corpus, contents, lambda text, file: insert_documents(text, file, entries), announce)


def add_versions(
    folder: Path, document_id: str, versions: Sequence[NewVersion], alignments: Sequence[NewAlignment] = ()
) -> Corpus:
    """Add versions, with their alignments, to a document; gives the corpus as it is then.

    Raises CorpusProblem where there is no such document or an id is taken, else like :func:`add_document`.
    """
    corpus = read_corpus(folder)
    document = corpus.document(document_id)
    taken = {version.id for version in document.versions}
    for version in versions:
        if version.id in taken:
            raise CorpusProblem(
                f"Document {document_id} has a version {version.id} already",
                where=corpus.folder / CORPUS_FILE,
                mend="Choose another id.",
            )
    files = _Files(corpus, document_id)
    new_versions = tuple(files.add_version(version) for version in versions)
    new_alignments = tuple(files.add_alignment(alignment) for alignment in alignments)
    grown = replace(
        document,
        versions=document.versions + new_versions,
        alignments=document.alignments + new_alignments,
    )

    def edit(text: str, file: Path) -> str:
        for key, entries in (
            ("versions", [entry_of_version(version) for version in new_versions]),
            ("alignments", [entry_of_alignment(alignment) for alignment in new_alignments]),
        ):
            if entries:
                text = insert_into_document(text, file, document_id, key, entries)
        return text

    return _commit(_with_document(corpus, grown), files.contents, edit)


def set_alignment(folder: Path, document_id: str, new: NewAlignment) -> Corpus:
    """Write an alignment, in place of the one the corpus has between these two versions or as a new one.

    What it takes the place of stays beside it under another name: somebody may have checked it. Raises
    CorpusProblem where that cannot be read, else like :func:`add_document`.
    """
    corpus = read_corpus(folder)
    document = corpus.document(document_id)
    for entry in document.alignments:
        if (entry.source, entry.target) == (new.source, new.target):
            content = _alignment_content(new)
            former = alignment_tsv.read_content(locate(corpus, entry.path))
            with FileChanges(corpus.folder) as changes:
                if former != content.encode():
                    changes.keep_former(entry.path, former)
                changes.replace(entry.path, content, former=former)
            return corpus
    return add_versions(folder, document_id, (), (new,))


def new_identifier(title: str, taken: Collection[str], *, fallback: str) -> str:
    """An id that is not yet ``taken``, made of the Latin words of ``title``, else of its pinyin, else
    ``fallback``; at most some 40 ASCII characters."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    if not any(word.isalpha() and len(word) > 1 for word in words):
        words = romanise(title)
    name = _whole_words("-".join(words)) or fallback
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


class _Files:
    """The files that a document needs, with names that nothing else in the corpus has."""

    def __init__(self, corpus: Corpus, document_id: str, others: Iterable[PurePosixPath] = ()) -> None:
        """``others`` are files that will be there as well."""
        self._folder = corpus.folder
        self._directory = _ascii(document_id, "document")
        self._taken = {str(path).lower() for path in others}
        self.contents: dict[PurePosixPath, str | Path] = {}

    def add_version(self, new: NewVersion | MadeVersion) -> Version:
        name = _ascii(new.id, "version")
        aside = contents = None
        if isinstance(new, MadeVersion):
            text = self._add(name, ".txt", new.text)
            contents = self._add(name, ".contents.tsv", new.contents) if new.contents else None
        else:
            text = self._add(name, ".txt", f"{new.text.content}\n")
            aside = self._add(name, ".aside.tsv", format_aside(new.aside)) if new.aside else None
            if new.contents:
                contents = self._add(name, ".contents.tsv", format_contents(new.contents))
        return Version(
            id=new.id,
            language=new.language,
            hand=new.hand,
            text=text,
            title=_line(new.title),
            author=_line(new.author),
            translator=_line(new.translator),
            source=_line(new.source),
            date=_line(new.date),
            aside=aside,
            contents=contents,
        )

    def add_alignment(self, new: NewAlignment | MadeAlignment) -> AlignmentFile:
        name = f"{_ascii(new.source, 'source')}--{_ascii(new.target, 'target')}"
        made = new.path if isinstance(new, MadeAlignment) else _alignment_content(new)
        path = self._add(name, ".tsv", made)
        return AlignmentFile(new.source, new.target, path)

    def _add(self, name: str, ending: str, content: str | Path) -> PurePosixPath:
        number = 1
        while True:
            unique = name if number == 1 else f"{name}-{number}"
            path = PurePosixPath(self._directory, unique + ending)
            # Folders that do not tell Big from big must not lose a file.
            if str(path).lower() not in self._taken and not os.path.lexists(self._folder / path):
                break
            number += 1
        self._taken.add(str(path).lower())
        self.contents[path] = content
        return path


def _put(
    changes: FileChanges, contents: Mapping[PurePosixPath, str | Path], announce: Announce | None = None
) -> None:
    """Write what is words, and take over what has been written already."""
    made: dict[PurePosixPath, Path] = {}
    for path, content in contents.items():
        if isinstance(content, Path):
            made[path] = content
            changes.adopt(path, content)
        else:
            changes.create(path, content)
    if announce is not None:
        announce(made)


def _commit(
    expected: Corpus,
    contents: Mapping[PurePosixPath, str | Path],
    edit: Callable[[str, Path], str],
    announce: Announce | None = None,
) -> Corpus:
    """Write the files, then ``corpus.yaml`` as ``edit`` makes it, provided that reads as ``expected``."""
    file = expected.folder / CORPUS_FILE
    try:
        old = file.read_bytes()
    except OSError as error:
        raise write_problem(error, file) from error
    mark = "\ufeff" if old.startswith(b"\xef\xbb\xbf") else ""
    with FileChanges(expected.folder) as changes:
        _put(changes, contents, announce)
        text = edit(old.decode("utf-8-sig"), file)
        _check(text, expected, contents)
        changes.replace(PurePosixPath(CORPUS_FILE), mark + text, former=old)
    return expected


def _check(text: str, expected: Corpus, pending: Collection[PurePosixPath]) -> None:
    """Raise CorpusProblem unless ``text`` reads as ``expected``, once the ``pending`` files are written."""
    file = expected.folder / CORPUS_FILE
    reading = parse_corpus(text, file, pending=pending)
    if reading.corpus != expected:
        reason = f" ({reading.problems[0].what})" if reading.problems else ""
        raise CorpusProblem(
            f"The program cannot add to this file as it is laid out{reason}",
            where=file,
            line=reading.problems[0].line if reading.problems else None,
            mend="Write its lists in block style, an item a line that begins with a dash.",
        )


def _with_new_document(
    corpus: Corpus, new: NewDocument, others: Iterable[PurePosixPath] = ()
) -> tuple[Corpus, _Files]:
    """The corpus with one more document at its end, and the files that takes, beside ``others``."""
    files = _Files(corpus, new.id, others)
    versions = tuple(files.add_version(version) for version in new.versions)
    alignments = tuple(files.add_alignment(alignment) for alignment in new.alignments)
    added = Document(new.id, _line(new.title) or new.id, versions, alignments)
    return replace(corpus, documents=(*corpus.documents, added)), files


def _with_document(corpus: Corpus, grown: Document) -> Corpus:
    documents = tuple(grown if document.id == grown.id else document for document in corpus.documents)
    return replace(corpus, documents=documents)


def _alignment_content(new: NewAlignment) -> str:
    return alignment_tsv.format_alignment(new.alignment, new.source_text, new.target_text)


def _words(fields: dict[str, str]) -> str:
    entry: dict[str, Value] = {key: _line(value) for key, value in fields.items()}
    return block([entry], 0)[2:]


def _line(words: str) -> str:
    """One line without control characters, as ``corpus.yaml`` gives it back."""
    return " ".join(_UNWRITABLE.sub(" ", words).split())


def _whole_words(name: str) -> str:
    if len(name) <= _LONGEST_NAME:
        return name
    return name[:_LONGEST_NAME].rpartition("-")[0] or name[:_LONGEST_NAME]


def _ascii(name: str, fallback: str) -> str:
    """``name`` as every file system takes it."""
    plain = re.sub(r"[^A-Za-z0-9_-]+", "-", name).strip("-")
    reserved = re.fullmatch(r"(con|prn|aux|nul|com\d|lpt\d)", plain, re.IGNORECASE)
    return f"{plain}-" if reserved else plain or fallback
