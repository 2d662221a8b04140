"""Searching a corpus as the window and the command line do: places, and what renders them.

How words are compared is the business of ``core.search``.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from parallelreader.app.library import OpenDocument
from parallelreader.app.repaired_documents import load_repaired
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search import find, fold, fold_query
from parallelreader.core.text import Span
from parallelreader.store.segmentation_cache import SegmentationCache


@dataclass(frozen=True, slots=True)
class Found:
    """A segment with places found in it.

    ``segment`` counts from zero, ``label`` is what people call it; ``spans`` are in code points of
    ``text``; ``partners`` gives the words of every other version that render it, where there are any.
    """

    document: str
    version: str
    segment: int
    label: str
    text: str
    spans: tuple[Span, ...]
    partners: Mapping[str, str]


def search_corpus(
    corpus: Corpus,
    query: str,
    *,
    documents: Collection[str] = (),
    repairs: Repairing | None = None,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> Iterator[Found]:
    """Search all versions, documents and versions in the corpus's order; only ``documents`` where given.

    Raises UserError for an empty query, CorpusProblem where a text cannot be read.
    """
    folded = fold_query(query)
    if not folded:
        raise UserError("There is nothing to search for", mend="Write a word of either language.")
    wanted = [each for each in corpus.documents if not documents or each.id in documents]
    for number, document in enumerate(wanted):
        progress.step(number, len(wanted), "Searching")
        yield from search_document(load_repaired(corpus, document.id, repairs, cache=cache), folded)


def search_document(opened: OpenDocument, folded_query: str) -> Iterator[Found]:
    """Search every version of an open document for a query that is folded already."""
    for version in opened.document.versions:
        text = opened.texts[version.id]
        for hit in find(text, folded_query, fold(text.content)):
            yield Found(
                opened.document.id,
                version.id,
                hit.segment,
                text.label(hit.segment),
                text.segment_text(hit.segment),
                hit.spans,
                _partners(opened, version.id, hit.segment),
            )


def _partners(opened: OpenDocument, version_id: str, segment: int) -> dict[str, str]:
    found = {}
    for other in opened.document.versions:
        if other.id != version_id:
            segments = opened.partners(version_id, (segment,), other.id)
            if segments:
                found[other.id] = opened.words_of(other.id, segments)
    return found
