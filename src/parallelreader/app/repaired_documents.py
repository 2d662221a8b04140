"""Documents with the user's repairs laid over their alignments, for reading them and for giving them away.

The repairs themselves are the business of ``repairing``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from parallelreader.app.former_files import formerly_checked
from parallelreader.app.library import OpenDocument, load_document
from parallelreader.app.repaired_pair import CarryReport
from parallelreader.app.repairing import Repairing
from parallelreader.app.undo import History
from parallelreader.core.corpus import Corpus
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.repair.anchoring import AnchoredBead
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import find_corpus
from parallelreader.store.segmentation_cache import SegmentationCache


def repaired(
    opened: OpenDocument,
    repairs: Repairing,
    *,
    for_reading: bool = False,
    cache: SegmentationCache | None = None,
) -> tuple[OpenDocument, dict[str, CarryReport]]:
    """The document with the user's repairs laid over its alignments, and what became of those made on
    other states of its texts, by version, where there is something to tell.

    Where it is ``for_reading``, it can be repaired from then on.
    """
    lay = repairs.overlay if for_reading else repairs.look
    alignments, carried = dict(opened.alignments), {}
    for version in opened.document.translations:
        texts = opened.source_text, opened.texts[version.id]
        former: tuple[AnchoredBead, ...] = ()
        if version.id in opened.faults:
            former = formerly_checked(
                opened.corpus,
                opened.document,
                version,
                repairs,
                source=texts[0],
                target=texts[1],
                cache=cache,
            )
        laid = lay(opened.document, version.id, alignments.get(version.id), *texts, former)
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
    return repaired(opened, repairs, cache=cache)[0] if repairs is not None else opened


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
