"""Aligning what a corpus has no sound alignment for, and writing it into the corpus.

An alignment that people have checked is never thrown away: what is replaced stays beside the new one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from parallelreader.app.aligning import align_texts
from parallelreader.app.library import OpenDocument, can_align, load_document, open_corpus
from parallelreader.core.corpus import Corpus, Version
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.corpus_writing import NewAlignment, set_alignment
from parallelreader.store.segmentation_cache import SegmentationCache


@dataclass(frozen=True, slots=True)
class Realigned:
    """A version that has been aligned with its source anew."""

    document: str
    version: str
    beads: int
    mean_confidence: float


def align_corpus(
    folder: Path,
    *,
    documents: Collection[str] = (),
    everything: bool = False,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> list[Realigned]:
    """Align every translation that has no alignment file, or one that does not fit its text any more.

    With ``everything`` also those that have a sound one; only ``documents`` where given. Raises
    AlignmentProblem, CorpusProblem or WriteProblem; what was aligned before that stays written.
    """
    corpus = open_corpus(folder)
    done = []
    for document in corpus.documents:
        if documents and document.id not in documents:
            continue
        opened = load_document(corpus, document.id, progress=progress, cache=cache)
        for version in document.translations:
            is_sound = document.alignment_file(version.id) is not None and version.id not in opened.faults
            if can_align(document.source, version) and (everything or not is_sound):
                done.append(_align(corpus, opened, version, progress))
    return done


def _align(corpus: Corpus, opened: OpenDocument, version: Version, progress: Progress) -> Realigned:
    source = opened.document.source
    target_text = opened.texts[version.id]
    alignment = align_texts(opened.source_text, target_text, source.language, version.language, progress)
    new = NewAlignment(source.id, version.id, alignment, opened.source_text, target_text)
    set_alignment(corpus.folder, opened.document.id, new)
    return Realigned(opened.document.id, version.id, len(alignment.beads), alignment.mean_confidence())
