"""Aligning a translation that was opened without an alignment, and keeping the result for the next time."""

from parallelreader.app.aligning import alignment_job, run_alignment
from parallelreader.app.library import OpenDocument, keep_alignment
from parallelreader.app.repairing import Repairing
from parallelreader.core.judgement import Judgement
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.store.segmentation_cache import SegmentationCache


def align_missing(
    opened: OpenDocument,
    version_id: str,
    *,
    repairs: Repairing,
    progress: Progress = NO_PROGRESS,
    cache: SegmentationCache | None = None,
) -> tuple[OpenDocument, Judgement]:
    """Align a translation that has no alignment yet, round the repairs that fit, and keep the result for
    the next time.

    Raises AlignmentProblem where the two cannot be aligned.
    """
    document = opened.document
    source, target = document.source, document.version(version_id)
    texts = opened.texts[source.id], opened.texts[target.id]
    pins = repairs.pins(document, version_id)
    contents = opened.contents_with(version_id)
    job = alignment_job(*texts, source.language, target.language, pins=pins, contents=contents)
    result = run_alignment(job, progress=progress)
    keep_alignment(cache, *texts, result.alignment)
    laid = repairs.overlay(document, version_id, result.alignment, *texts)
    return opened.with_alignment(version_id, laid.alignment or result.alignment), result.judgement
