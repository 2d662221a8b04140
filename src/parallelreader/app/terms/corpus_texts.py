"""The texts of a corpus for whatever looks through all of them: read once, with the user's repairs laid
over their alignments.

What is looked for in them is the business of ``occurrences``, ``matrix`` and others.
"""

import threading
from collections.abc import Iterator

from parallelreader.app.library import OpenDocument, load_document
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import RepairChanges, Repairing
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.values import dataclass
from parallelreader.store.segmentation_cache import SegmentationCache


@dataclass(frozen=True, slots=True)
class Column:
    """One hand across documents: the translations that have the same version id.

    ``label`` is their translator, author or id, as headers have it; ``documents`` the ids of those that have
    it, in order.
    """

    id: str
    label: str
    hand: Hand
    documents: tuple[str, ...]


class CorpusTexts:
    """For worker threads, any number of them; only :meth:`columns`, :meth:`adopt`, :meth:`drop` and
    :meth:`take` may be called from the main one."""

    def __init__(
        self,
        corpus: Corpus,
        repairs: Repairing | None = None,
        cache: SegmentationCache | None = None,
    ) -> None:
        self._corpus = corpus
        self._repairs = repairs
        self._cache = cache
        self._lock = threading.Lock()
        self._opened: dict[str, OpenDocument] = {}
        self._states: dict[str, int] = {}
        if repairs is not None:
            repairs.listen(self._on_repaired)

    @property
    def corpus(self) -> Corpus:
        return self._corpus

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]:
        """All documents in the corpus's order. Raises UserError at the first that cannot be read."""
        documents = self._corpus.documents
        for number, document in enumerate(documents):
            part = Stretch(progress, number / len(documents), (number + 1) / len(documents))
            yield self.document(document.id, part)

    def document(self, id: str, progress: Progress = NO_PROGRESS) -> OpenDocument:
        """One document, from memory where it has been read. Raises UserError, CorpusProblem for an id there
        is none of."""
        while True:
            with self._lock:
                known, state = self._opened.get(id), self._states.get(id, 0)
            if known is not None:
                return known
            opened = load_document(self._corpus, id, progress=progress, cache=self._cache)
            if self._repairs is not None:
                opened = repaired(opened, self._repairs, cache=self._cache)[0]
            with self._lock:
                if self._states.get(id, 0) == state:
                    return self._opened.setdefault(id, opened)

    def state(self, id: str) -> int:
        """How often a document was dropped: what was worked out in another state is stale."""
        with self._lock:
            return self._states.get(id, 0)

    def columns(self) -> tuple[Column, ...]:
        """The English versions of all documents with a Chinese source, in the order in which they come."""
        found: dict[str, list[tuple[Document, Version]]] = {}
        for document in self._corpus.documents:
            if document.source.is_chinese:
                for version in document.translations:
                    if not version.is_chinese:
                        found.setdefault(version.id, []).append((document, version))
        return tuple(
            Column(id, _label([v for _, v in each]), each[0][1].hand, tuple(d.id for d, _ in each))
            for id, each in found.items()
        )

    def drop(self, id: str = "") -> None:
        """A document has changed, by an alignment that was made for instance: read it again when it is asked
        for. Without an id all of them."""
        with self._lock:
            for each in [id] if id else [document.id for document in self._corpus.documents]:
                self._opened.pop(each, None)
                self._states[each] = self._states.get(each, 0) + 1

    def adopt(self, opened: OpenDocument) -> None:
        """A document is open in the window: take it as it is there, or of one that has been read already the
        alignments that were missing then."""
        id = opened.document.id
        with self._lock:
            if opened.corpus is not self._corpus:
                return
            held = self._opened.get(id)
            if held is None:
                self._opened[id] = opened
                return
            for version in held.missing:
                if version in opened.alignments:
                    held = held.with_alignment(version, opened.alignments[version])
            if held is not self._opened[id]:
                self._opened[id] = held
                self._states[id] = self._states.get(id, 0) + 1

    def take(self, corpus: Corpus) -> None:
        """The corpus was written anew, with other files or alignments."""
        with self._lock:
            self._corpus = corpus
        self.drop()

    def _on_repaired(self, changes: RepairChanges) -> None:
        with self._lock:
            opened = self._opened.get(changes.document)
            self._states[changes.document] = self._states.get(changes.document, 0) + 1
            if opened is not None:
                self._opened[changes.document] = opened.with_alignment(changes.version, changes.alignment)


def _label(versions: list[Version]) -> str:
    """What the versions of a column have in common."""
    names = {version.translator or version.author for version in versions}
    if len(names) == 1 and "" not in names:
        return names.pop()
    return "English" if versions[0].id == "en" else versions[0].id
