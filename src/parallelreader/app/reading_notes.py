"""The notes of one corpus for the command line: read without touching the store, or taken in from a file.

Making and changing notes is the business of ``annotating``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.noted_texts import NotedTexts
from parallelreader.app.note_partners import NotePartners
from parallelreader.app.notes_export import NotesFormat, note_lines
from parallelreader.app.notes_import import plan_notes
from parallelreader.app.repairing import Repairing
from parallelreader.app.tagging import Tagging
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem
from parallelreader.core.exchange import ImportReport, Losses
from parallelreader.core.values import dataclass
from parallelreader.formats.tag_scheme import read_corpus_scheme
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus
from parallelreader.store.segmentation_cache import SegmentationCache

_SECONDS_TO_WRITE = 60.0


@dataclass(frozen=True, slots=True)
class StoredTagging:
    """What a command changes tags and reviews notes with."""

    notes: Annotating
    tagging: Tagging
    texts: CorpusTexts
    store: Store


@contextmanager
def notes_as_lines(
    corpus: Corpus, wanted: NotesFormat, folders: UserFolders, losses: Losses
) -> Iterator[Iterator[str]]:
    """All notes on a corpus, in reading order, as the text of a file, piece by piece; ``losses`` say
    afterwards how many they are and what is not in it.

    Nothing is written, so that it may be done beside a running window. Raises StoreProblem.
    """
    store = Store.open(folders.data, is_writable=False)
    try:
        documents = [document.id for document in corpus.documents]
        key = store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
        annotating = Annotating(store, key, documents=documents)
        repairs = Repairing.beside(annotating, store)
        partners = NotePartners(corpus, SegmentationCache(folders.cache), repairs=repairs)
        titles = {document.id: document.title for document in corpus.documents}
        notes = annotating.notes.find()
        yield note_lines(notes, wanted, losses, titles=titles, partner=partners, title=corpus.title)
    finally:
        store.close()


def take_in_notes(
    corpus: Corpus,
    file: Path,
    folders: UserFolders,
    wanted: NotesFormat | None = None,
    *,
    is_trial: bool = False,
) -> tuple[int, int, ImportReport]:
    """Add the notes of a file to those on a corpus, unless ``is_trial``; gives how many there were and are
    now, and what became of each.

    Raises FileProblem with the line where the file is not sound, StoreProblem where they are not on disk.
    """
    store = Store.open(folders.data)
    try:
        annotating = Annotating.open(store, corpus)
        before = len(annotating.notes)
        texts = NotedTexts(corpus, SegmentationCache(folders.cache))
        plan = plan_notes(annotating, file, wanted, texts=texts)
        if not is_trial:
            annotating.merge(plan.notes)
        if not annotating.flush(_SECONDS_TO_WRITE):
            raise StoreProblem("The notes could not be written", where=store.path, mend="Try again.")
        return before, len(annotating.notes), plan.report
    finally:
        store.close()


@contextmanager
def stored_tagging(corpus: Corpus, folders: UserFolders, *, is_writable: bool) -> Iterator[StoredTagging]:
    """The notes of a corpus and their tags, to be asked or, where it is writable, changed.

    Raises StoreProblem where not all is on disk at the end, CorpusProblem where the scheme is not sound.
    """
    scheme = read_corpus_scheme(corpus)
    store = Store.open(folders.data, is_writable=is_writable)
    try:
        annotating = Annotating.open(store, corpus)
        repairs = Repairing.beside(annotating, store)
        texts = CorpusTexts(corpus, repairs, SegmentationCache(folders.cache))
        yield StoredTagging(annotating, Tagging(annotating, scheme), texts, store)
        if is_writable and not annotating.flush(_SECONDS_TO_WRITE):
            raise StoreProblem("The notes could not be written", where=store.path, mend="Try again.")
    finally:
        store.close()
