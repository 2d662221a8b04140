"""Taking a document with its files from one folder to another, so that a crash at any moment loses nothing.

The files are copied and named in the new place first, then what the user made on them follows in the store,
then the old place lets go. A journal in the user's data says what is under way; whoever finds one that
nobody holds any more finishes it, or takes it back where the new place is not complete.
"""

import json
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from glob import escape
from pathlib import Path, PurePosixPath

from parallelreader.app.holding.hold import Hold, holding, is_held
from parallelreader.core.corpus import CORPUS_FILE, Corpus, Document
from parallelreader.core.errors import CorpusProblem, UserError, WriteProblem
from parallelreader.formats.corpus_editing import Rewriting, put_at, rewrite, rewriting, take_out
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.formats.corpus_insertion import entry_of_document, insert_documents
from parallelreader.formats.whole_writing import FileChanges
from parallelreader.store.carrying import carry_rows
from parallelreader.store.database import Store

logger = logging.getLogger(__name__)

_JOURNALS = "under-way"
ORIGIN_FILE = "removed.json"
"""Beside the ``corpus.yaml`` of a removed document: where it came from."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a document stands: ``place`` is its number in the corpus, counted from zero.

    ``document`` names its files as they are called there. Where it is ``removed`` the folder is one of its
    own among what was removed, and that is what shall stand in it about where it came from.
    """

    key: str
    folder: Path
    document: Document
    place: int
    removed: str = ""

    @property
    def is_removed(self) -> bool:
        return bool(self.removed)

    @property
    def thing(self) -> tuple[str, str]:
        return self.key, self.document.id


@dataclass(frozen=True, slots=True)
class Carried:
    """A document taken from ``source`` to ``target``, and how their ``corpus.yaml`` changed by that."""

    source: Stand
    target: Stand
    source_file: Rewriting | None = None
    target_file: Rewriting | None = None

    def reverted(self) -> "Carried":
        """The way back, byte for byte where nobody has written to the files since."""
        return Carried(
            self.target,
            self.source,
            self.target_file.reverted() if self.target_file else None,
            self.source_file.reverted() if self.source_file else None,
        )


def carry(store: Store, data: Path, wanted: Carried) -> Carried:
    """Take a document from one place to the other; gives what was done. Raises UserError, nothing done then.

    ``data`` is the folder of the user's data.
    """
    source, target = wanted.source, wanted.target
    source_file = _without(source, wanted.source_file)
    target_file = _with(target, wanted.target_file)
    shared, standing = _shared_files(source), _standing_files(target)
    with _journal(data, source, target, shared):
        _write(source, target, target_file, standing)
        try:
            store.submit(carry_rows, source.thing, target.thing).result()
            try:
                if source_file is not None:
                    rewrite(source_file)
            except BaseException:
                store.submit(carry_rows, target.thing, source.thing).result()
                raise
        except BaseException:
            if target_file is not None:
                rewrite(target_file.reverted())
            _let_go(target, standing)
            raise
        _let_go(source, shared)
    return replace(wanted, source_file=source_file, target_file=target_file)


def finish_all(store: Store, data: Path) -> list[str]:
    """Finish, or take back, what a crash has left half done; gives a sentence for each that must wait.

    What another process is finishing is left to it.
    """
    waiting = []
    for part in (data / _JOURNALS).glob("*.part"):
        # It was begun and never said what was under way: nothing was.
        if not is_held(part):
            part.unlink(missing_ok=True)
    for journal in sorted((data / _JOURNALS).glob("*.json")):
        try:
            with holding(journal) as is_ours:
                if not is_ours:
                    continue
                _finish(store, journal)
            journal.unlink(missing_ok=True)
        except UserError as problem:
            waiting.append(f"A document is between two places and will be put right later: {problem}")
        except (OSError, ValueError, KeyError) as problem:
            waiting.append(f"{journal}: what was under way cannot be finished: {problem}")
    return waiting


def unfinished(data: Path) -> int:
    """How many documents a crash has left between two places."""
    return sum(not is_held(journal) for journal in (data / _JOURNALS).glob("*.json"))


def _without(stand: Stand, known: Rewriting | None) -> Rewriting | None:
    if stand.is_removed:
        return None
    if known is not None and _content(stand.folder) == known.before:
        return known
    corpus = read_corpus(stand.folder)
    corpus.document(stand.document.id)
    rest = tuple(each for each in corpus.documents if each.id != stand.document.id)
    return rewriting(replace(corpus, documents=rest), take_out(stand.document.id))


def _with(stand: Stand, known: Rewriting | None) -> Rewriting | None:
    if stand.is_removed:
        return None
    if known is not None and _content(stand.folder) == known.before:
        return known
    corpus, document = read_corpus(stand.folder), stand.document
    if any(each.id == document.id for each in corpus.documents):
        raise CorpusProblem(
            f"There is a document {document.id} already", where=corpus.folder, mend="Rename it there first."
        )
    place = min(stand.place, len(corpus.documents))
    documents = (*corpus.documents[:place], document, *corpus.documents[place:])

    def edit(text: str, file: Path) -> str:
        return put_at(document.id, place)(insert_documents(text, file, [entry_of_document(document)]), file)

    return rewriting(replace(corpus, documents=documents), edit)


def _write(
    source: Stand, target: Stand, target_file: Rewriting | None, standing: frozenset[PurePosixPath]
) -> None:
    with FileChanges(target.folder) as changes:
        for old, new in zip(source.document.files, target.document.files, strict=True):
            if new not in standing:
                changes.copy(new, source.folder / old)
        if target_file is None:
            # The corpus comes last: where it is, all else is as well.
            changes.create(PurePosixPath(ORIGIN_FILE), target.removed)
            corpus = "title: Removed\ndocuments: []\n"
            entry = entry_of_document(target.document)
            changes.create(
                PurePosixPath(CORPUS_FILE), insert_documents(corpus, target.folder / CORPUS_FILE, [entry])
            )
        else:
            changes.replace(PurePosixPath(CORPUS_FILE), target_file.after, former=target_file.before)


def _let_go(stand: Stand, shared: frozenset[PurePosixPath]) -> None:
    """Delete the files of a document that its corpus names no more; one that cannot be harms nobody."""
    if stand.is_removed:
        shutil.rmtree(stand.folder, ignore_errors=True)
        return
    for path in stand.document.files:
        if path in shared:
            continue
        with suppress(OSError):
            (stand.folder / path).unlink()
        for parent in list(path.parents)[:-1]:
            with suppress(OSError):
                (stand.folder / parent).rmdir()


def _shared_files(stand: Stand) -> frozenset[PurePosixPath]:
    """Files of the document that another one of its corpus names as well."""
    if stand.is_removed:
        return frozenset()
    others = [each for each in read_corpus(stand.folder).documents if each.id != stand.document.id]
    return frozenset(path for each in others for path in each.files) & frozenset(stand.document.files)


def _standing_files(stand: Stand) -> frozenset[PurePosixPath]:
    """Files of the document that are in its new place already, since another document names them as well.

    Raises WriteProblem where one is there that nobody names: it is somebody's, and stays.
    """
    there = frozenset(path for path in stand.document.files if os.path.lexists(stand.folder / path))
    foreign = there - _shared_files(stand) if there else there
    if foreign:
        raise WriteProblem(
            "The file exists already",
            where=stand.folder / min(foreign),
            mend="Move it elsewhere and try again.",
        )
    return there


def _content(folder: Path) -> bytes:
    try:
        return (folder / CORPUS_FILE).read_bytes()
    except OSError as error:
        raise CorpusProblem(
            f"The corpus cannot be read: {error.strerror or error}",
            where=folder,
            mend="See that its folder is there and try again.",
        ) from error


@contextmanager
def _journal(data: Path, source: Stand, target: Stand, shared: frozenset[PurePosixPath]) -> Iterator[None]:
    """Say what is under way, until it is done or was taken back."""
    entry = {"source": _named(source), "target": _named(target), "shared": sorted(map(str, shared))}
    try:
        with Hold(data / _JOURNALS, json.dumps(entry, ensure_ascii=False)):
            yield
    except OSError as error:
        raise WriteProblem(f"The data folder cannot be written to: {error}", where=data) from error


def _named(stand: Stand) -> dict[str, object]:
    return {
        "key": stand.key,
        "folder": str(stand.folder),
        "document": stand.document.id,
        "files": [str(path) for path in stand.document.files],
        "is_removed": stand.is_removed,
    }


@dataclass(frozen=True, slots=True)
class _Named:
    """One end of what a journal tells."""

    key: str
    folder: Path
    document: str
    files: tuple[PurePosixPath, ...]
    is_removed: bool

    @classmethod
    def of(cls, entry: dict[str, object]) -> "_Named":
        files = entry["files"]
        if not isinstance(files, list):
            raise ValueError("the journal is damaged")
        return cls(
            str(entry["key"]),
            Path(str(entry["folder"])),
            str(entry["document"]),
            tuple(PurePosixPath(str(each)) for each in files),
            bool(entry["is_removed"]),
        )

    def corpus(self) -> Corpus | None:
        """The corpus as it is now; None where it is one of what was removed, and gone or not yet there."""
        if self.is_removed and not (self.folder / CORPUS_FILE).exists():
            return None
        return read_corpus(self.folder)


def _finish(store: Store, journal: Path) -> None:
    told = json.loads(journal.read_text("utf-8"))
    source, target = _Named.of(told["source"]), _Named.of(told["target"])
    shared = {PurePosixPath(each) for each in told["shared"]}
    ours, theirs = source.corpus(), target.corpus()
    # Another document may have been given its name since; that has none of its files.
    has_arrived = theirs is not None and any(
        each.id == target.document and not set(each.files).isdisjoint(target.files)
        for each in theirs.documents
    )
    if has_arrived:
        store.submit(carry_rows, (source.key, source.document), (target.key, target.document)).result()
        if ours is not None and not source.is_removed:
            rest = tuple(each for each in ours.documents if each.id != source.document)
            if rest != ours.documents:
                rewrite(rewriting(replace(ours, documents=rest), take_out(source.document)))
        _clear(source, shared)
    else:
        store.submit(carry_rows, (target.key, target.document), (source.key, source.document)).result()
        others = {path for each in (theirs.documents if theirs else ()) for path in each.files}
        _clear(target, others)
    for end in (source, target):
        _clear_parts(end.folder / CORPUS_FILE)
    logger.info("%s of %s was put right", source.document, source.folder)


def _clear(end: _Named, spared: "set[PurePosixPath]") -> None:
    """Delete what lies at one end under the names of the document, whole or half written."""
    if end.is_removed:
        shutil.rmtree(end.folder, ignore_errors=True)
        return
    for path in end.files:
        file = end.folder / path
        _clear_parts(file)
        if path not in spared:
            file.unlink(missing_ok=True)
        for parent in list(path.parents)[:-1]:
            with suppress(OSError):
                os.rmdir(end.folder / parent)


def _clear_parts(file: Path) -> None:
    """Delete what was being written under a passing name."""
    for part in file.parent.glob(f".{escape(file.name[:80])}.*.part"):
        part.unlink(missing_ok=True)
