"""Aligning an open document anew for comparison with what stands there, the checked pairs being settled.

What of it is worth proposing is said by ``core.repair.proposals``.
"""

from collections.abc import Iterable

from parallelreader.app.aligning import alignment_job, run_alignment
from parallelreader.app.library import OpenDocument
from parallelreader.core.alignment import Bead
from parallelreader.core.progress import NO_PROGRESS, Progress


def aligned_anew(
    opened: OpenDocument, version_id: str, pins: Iterable[Bead], *, progress: Progress = NO_PROGRESS
) -> tuple[Bead, ...]:
    """The beads that the aligner finds between the source and a translation round ``pins``, in order.

    Raises AlignmentProblem.
    """
    source, target = opened.document.source, opened.document.version(version_id)
    texts = opened.texts[source.id], opened.texts[target.id]
    contents = opened.contents_with(version_id)
    job = alignment_job(*texts, source.language, target.language, pins=pins, contents=contents)
    return tuple(run_alignment(job, progress=progress).alignment.beads)
