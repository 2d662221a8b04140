"""Documents with the user's repairs laid over their alignments, for reading them and for giving them away.

The repairs themselves are the business of ``repairing``.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from parallelreader.app.library import OpenDocument, load_document
from parallelreader.app.repaired_pair import CarryReport
from parallelreader.app.repairing import Laid, Repairing
from parallelreader.app.undo import History
from parallelreader.core.alignment import Alignment
from parallelreader.core.corpus import Corpus, Document
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus
from parallelreader.store.segmentation_cache import SegmentationCache

Lay = Callable[[Document, str, Alignment | None, Text, Text], Laid]
"""``Repairing.overlay`` or ``Repairing.look``."""


def repaired(opened: OpenDocument, lay: Lay) -> tuple[OpenDocument, dict[str, CarryReport]]:
    """The document with the user's repairs laid over its alignments, and what became of those made on
    other states of its texts, by version, where there is something to tell."""
    alignments, carried = dict(opened.alignments), {}
    for version in opened.document.translations:
        texts = opened.source_text, opened.texts[version.id]
        laid = lay(opened.document, version.id, alignments.get(version.id), *texts)
        if laid.alignment is not None:
            alignments[version.id] = laid.alignment
        if laid.report:
            carried[version.id] = laid.report
    return replace(opened, alignments=alignments), carried


def load_repaired(
    corpus: Corpus,
    document_id: str,
    repairs: Repairing | None,
    *,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> OpenDocument:
    """As ``load_document``, with ``repairs`` where there are any."""
    opened = load_document(corpus, document_id, progress=progress, cache=cache)
    return repaired(opened, repairs.look)[0] if repairs is not None else opened


@contextmanager
def stored_repairs(corpus: Corpus, folders: UserFolders) -> Iterator[Repairing]:
    """The repairs of a corpus as they are in the store, to be read beside a running window.

    Nothing is written. Raises StoreProblem.
    """
    store = Store.open(folders.data, is_writable=False)
    try:
        documents = [document.id for document in corpus.documents]
        key = store.read(find_corpus, corpus.folder, title=corpus.title, documents=documents)
        yield Repairing(store, key, History(lambda _: None))
    finally:
        store.close()
