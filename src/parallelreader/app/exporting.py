"""Every version of a corpus beside its source, to be given away: with all its alignments and the repairs.

How it is written is the business of ``exchange.aligned_files``, of ``handing`` and of ``linking``; aligning
that of ``app.aligning``.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from parallelreader.app.aligning import align_texts
from parallelreader.app.library import OpenDocument, can_align, keep_alignment, load_document
from parallelreader.app.repaired_documents import repaired
from parallelreader.app.repairing import Repairing
from parallelreader.core.corpus import Corpus, Version
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.pairs import Pair, pairs_of
from parallelreader.store.segmentation_cache import SegmentationCache


@dataclass(frozen=True, slots=True)
class AlignedVersion:
    """A version with its beads, which can be gone through once; the source is their Chinese side unless only
    the version is Chinese."""

    document: str
    version: str
    zh_language: str
    en_language: str
    pairs: Iterator[Pair]


def aligned_versions(
    corpus: Corpus,
    *,
    documents: Collection[str] = (),
    repairs: Repairing | None = None,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> Iterator[AlignedVersion]:
    """Every translation, in the order of the corpus; aligned with its source now where it is not yet."""
    for document in corpus.documents:
        if documents and document.id not in documents:
            continue
        opened = load_document(corpus, document.id, progress=progress, cache=cache)
        opened = align_missing(opened, repairs=repairs, progress=progress, cache=cache)
        if repairs is not None:
            opened, _ = repaired(opened, repairs, cache=cache)
        for version in document.translations:
            if version.id in opened.alignments:
                yield _aligned(opened, version)


def align_missing(
    opened: OpenDocument,
    *,
    repairs: Repairing | None = None,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> OpenDocument:
    """The document with all its alignments, the missing ones made now round the user's ``repairs`` and kept
    in ``cache``.

    Versions in the language of the source stay without. Raises AlignmentProblem or CorpusProblem where
    an alignment that the corpus has cannot be used, or none can be made.
    """
    for fault in opened.faults.values():
        raise fault
    source = opened.document.source
    for target_id in opened.missing:
        target = opened.document.version(target_id)
        if not can_align(source, target):
            continue
        texts = opened.source_text, opened.texts[target_id]
        pins = repairs.look(opened.document, target_id, None, *texts).pins if repairs is not None else ()
        contents = opened.contents_with(target_id)
        alignment = align_texts(
            *texts, source.language, target.language, progress, pins=pins, contents=contents
        )
        keep_alignment(cache, *texts, alignment)
        opened = opened.with_alignment(target_id, alignment)
    return opened


def _aligned(opened: OpenDocument, version: Version) -> AlignedVersion:
    source = opened.document.source
    swap = version.is_chinese and not source.is_chinese
    pairs = pairs_of(
        opened.alignments[version.id],
        opened.source_text,
        opened.texts[version.id],
        source_joiner="" if source.is_chinese else " ",
        target_joiner="" if version.is_chinese else " ",
        swap=swap,
    )
    languages = (source.language, version.language)
    zh_language, en_language = languages[::-1] if swap else languages
    return AlignedVersion(opened.document.id, version.id, zh_language, en_language, pairs)
