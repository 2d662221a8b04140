"""Is a corpus, or the user's own store, sound? Reads everything and tells of every fault, not only the first.

Mending a corpus is left to the person; a damaged store gives way to one of its backups.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from parallelreader.app.holding.carrying import unfinished
from parallelreader.app.known_corpora import LibraryCorpus, known_corpora
from parallelreader.app.library import load_text
from parallelreader.app.repaired_pair import CarryReport
from parallelreader.app.repairing import Repairing
from parallelreader.app.words.dictionary_soundness import check_dictionaries
from parallelreader.app.words.soundness import word_faults
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import AlignmentProblem, CorpusProblem, StoreProblem, UserError
from parallelreader.core.language.script import guess_language, is_chinese_tag
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.formats.alignment_tsv import examine_alignment
from parallelreader.formats.corpus_folder import examine_corpus, locate, read_aside, read_contents
from parallelreader.paths import UserFolders
from parallelreader.store.backups import restore
from parallelreader.store.database import FILE_NAME, Store
from parallelreader.store.failures import StoreDamaged
from parallelreader.store.segmentation_cache import SegmentationCache
from parallelreader.store.soundness import examine


@dataclass(frozen=True, slots=True)
class CorpusReport:
    """What was found; ``corpus`` is None where ``corpus.yaml`` itself is not sound."""

    corpus: Corpus | None
    problems: tuple[UserError, ...]


@dataclass(frozen=True, slots=True)
class RepairsReport:
    """The user's own repairs between the source of a document and a version: how many are in effect, and
    what became of those made on other states of the texts."""

    document: str
    version: str
    repairs: int
    carried: CarryReport


def check_repairs(
    corpus: Corpus, repairs: Repairing, *, cache: SegmentationCache | None = None
) -> list[RepairsReport]:
    """What was repaired and whether it still fits, in the order of the corpus; texts that cannot be read
    are passed over."""
    found = []
    for document in corpus.documents:
        for version in document.translations:
            if not repairs.are_there(document, version.id):
                continue
            try:
                source = load_text(corpus, document.source, cache=cache)
                target = load_text(corpus, version, cache=cache)
            except CorpusProblem:
                continue
            laid = repairs.look(document, version.id, None, source, target)
            if laid.own or laid.report:
                found.append(RepairsReport(document.id, version.id, laid.own, laid.report))
    return found


def check_corpus(
    folder: Path, *, progress: Progress = NO_PROGRESS, cache: SegmentationCache | None = None
) -> CorpusReport:
    """Read all of a corpus. Raises CorpusProblem only where there is no corpus to read."""
    reading = examine_corpus(folder)
    if reading.corpus is None:
        return CorpusReport(None, reading.problems)
    corpus = reading.corpus
    problems: list[UserError] = []
    for number, document in enumerate(corpus.documents):
        progress.step(number, len(corpus.documents), f"Reading {document.id}")
        problems += _problems_of(corpus, document, cache)
    return CorpusReport(corpus, tuple(problems))


def _problems_of(corpus: Corpus, document: Document, cache: SegmentationCache | None) -> Iterator[UserError]:
    texts: dict[str, Text] = {}
    for version in document.versions:
        try:
            texts[version.id] = load_text(corpus, version, cache=cache)
        except CorpusProblem as problem:
            yield problem
            continue
        yield from _wrong_language(corpus, version, texts[version.id])
        try:
            read_aside(corpus, version)
        except CorpusProblem as problem:
            yield problem
        try:
            read_contents(corpus, version, texts[version.id])
        except CorpusProblem as problem:
            yield problem
    for entry in document.alignments:
        if entry.source not in texts or entry.target not in texts:
            continue
        try:
            yield from examine_alignment(locate(corpus, entry.path), texts[entry.source], texts[entry.target])
        except (AlignmentProblem, CorpusProblem) as problem:
            yield problem


def _wrong_language(corpus: Corpus, version: Version, text: Text) -> Iterator[CorpusProblem]:
    guess = guess_language(text.content)
    if guess and is_chinese_tag(guess) != is_chinese_tag(version.language):
        yield CorpusProblem(
            f"This looks like {'Chinese' if is_chinese_tag(guess) else 'English'}, "
            f"but version {version.id} is said to be in {version.language}",
            where=corpus.folder / version.text,
            mend="Correct the language in corpus.yaml, or put the right text there.",
        )


@dataclass(frozen=True, slots=True)
class StoreReport:
    """What was found in the store at ``path``; ``exists`` is False where nothing was ever kept.

    ``away`` are the corpora of the library that cannot be read now; ``unfinished`` says how many documents
    a crash has left between two places. ``dictionaries`` were imported, which have their files beside it.
    """

    path: Path
    exists: bool
    notes: int = 0
    corpora: int = 0
    repairs: int = 0
    statuses: int = 0
    kept: int = 0
    terms: int = 0
    faults: tuple[str, ...] = ()
    away: tuple[LibraryCorpus, ...] = ()
    unfinished: int = 0
    dictionaries: int = 0
    dictionary_faults: tuple[str, ...] = ()


def check_store(folders: UserFolders, *, progress: Progress = NO_PROGRESS) -> StoreReport:
    """Read all of the user's store and his dictionaries, writing nothing.

    Raises StoreProblem where it cannot even be opened.
    """
    store = Store.open(folders.data, is_writable=False)
    try:
        own = check_dictionaries(folders, store, progress=progress)
        if not store.path.exists():
            return StoreReport(
                store.path, exists=False, dictionaries=own.imported, dictionary_faults=own.faults
            )
        found = store.read(examine)
        away = tuple(known for known in known_corpora(store) if known.away)
        return StoreReport(
            store.path,
            True,
            found.notes,
            found.corpora,
            found.repairs,
            found.statuses,
            found.kept,
            found.terms,
            (*found.faults, *store.read(word_faults)),
            away,
            unfinished(folders.data),
            own.imported,
            own.faults,
        )
    finally:
        store.close()


def restore_store(folders: UserFolders, backup: Path) -> Path | None:
    """Put a backup in the place of a damaged store; gives where that is kept now, None if there was none.

    Raises StoreProblem for a store that is sound, since a window may be writing in it, and where the
    backup is no good.
    """
    store = folders.data / FILE_NAME
    if store.exists() and _is_sound(folders):
        raise StoreProblem(
            "The store of your notes is sound; nothing was changed",
            where=store,
            mend="To go back all the same, end the program and move this file elsewhere first.",
        )
    aside = restore(store, backup, now=datetime.now(UTC))
    return aside if aside.exists() else None


def _is_sound(folders: UserFolders) -> bool:
    try:
        return not check_store(folders).faults
    except StoreDamaged:
        return False
