"""The documents of a corpus for the command line: one after another, each aligned now where it is not yet."""

from collections.abc import Collection, Iterator

from parallelreader.app.exporting import align_missing
from parallelreader.app.library import OpenDocument, load_document
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.store.segmentation_cache import SegmentationCache


class AlignedTexts:
    """Holds one document at a time; the user's ``repairs`` are in effect."""

    def __init__(
        self,
        corpus: Corpus,
        *,
        wanted: Collection[str] = (),
        repairs: Repairing | None = None,
        cache: SegmentationCache | None = None,
    ) -> None:
        """Only ``wanted`` documents where any are named."""
        self._corpus, self._repairs, self._cache = corpus, repairs, cache
        self._wanted = [each.id for each in corpus.documents if not wanted or each.id in wanted]
        self._held: OpenDocument | None = None

    def documents(self, progress: Progress = NO_PROGRESS) -> Iterator[OpenDocument]:
        """Each document in the corpus's order. Raises CorpusProblem and AlignmentProblem."""
        for number, document in enumerate(self._wanted):
            part = Stretch(progress, number / len(self._wanted), (number + 1) / len(self._wanted))
            yield self.document(document, part)

    def document(self, document_id: str, progress: Progress = NO_PROGRESS) -> OpenDocument:
        """One of them. Errors as of :meth:`documents`."""
        held = self._held
        if held is None or held.document.id != document_id:
            held = load_document(self._corpus, document_id, progress=progress, cache=self._cache)
            held = align_missing(held, repairs=self._repairs, progress=progress, cache=self._cache)
            if self._repairs is not None:
                held, _ = repaired(held, self._repairs, cache=self._cache)
            self._held = held
        return held
