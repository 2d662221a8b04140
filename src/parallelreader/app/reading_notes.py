"""The notes of one corpus for the command line: read without touching the store, or taken in from a file.

Making and changing notes is the business of ``annotating``.
"""

from pathlib import Path

from parallelreader.app.annotating import Annotating
from parallelreader.app.note_partners import NotePartners
from parallelreader.app.notes_export import NotesFormat, export_notes
from parallelreader.app.notes_import import import_notes
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import StoreProblem
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus
from parallelreader.store.segmentation_cache import SegmentationCache

_SECONDS_TO_WRITE = 60.0


def notes_as_file(corpus: Corpus, wanted: NotesFormat, folders: UserFolders) -> tuple[str, int]:
    """All notes on a corpus, in reading order, as the text of a file, and how many they are.

    Nothing is written, so that it may be done beside a running window. Raises StoreProblem.
    """
    store = Store.open(folders.data, is_writable=False)
    try:
        documents = [document.id for document in corpus.documents]
        key = store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
        annotating = Annotating(store, key, documents=documents)
        notes = annotating.notes.find()
        repairs = Repairing.beside(annotating, store)
        partners = NotePartners(corpus, SegmentationCache(folders.cache), repairs=repairs)
        titles = {document.id: document.title for document in corpus.documents}
        return export_notes(notes, wanted, titles=titles, partner=partners), len(notes)
    finally:
        store.close()


def take_in_notes(corpus: Corpus, file: Path, folders: UserFolders) -> tuple[int, int]:
    """Add the notes of a JSON-lines file to those on a corpus; gives how many there were and are now.

    Raises FileProblem with the line where the file is not sound, StoreProblem where they are not on disk.
    """
    store = Store.open(folders.data)
    try:
        annotating = Annotating.open(store, corpus)
        before = len(annotating.notes)
        import_notes(annotating, file)
        if not annotating.flush(_SECONDS_TO_WRITE):
            raise StoreProblem("The notes could not be written", where=store.path, mend="Try again.")
        return before, len(annotating.notes)
    finally:
        store.close()
