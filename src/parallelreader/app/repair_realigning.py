"""Aligning anew what lies round a repair, so that one pin puts right what stands beside it.

How far that reaches is decided in ``core.repair.gap``; doing it is left to ``repairing.follow_up``.
"""

from parallelreader.app.aligning import AlignmentJob, run_alignment
from parallelreader.app.library import can_align
from parallelreader.app.repairing import Repairing
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.corpus import Document
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.repair.gap import Gap, gaps_around
from parallelreader.core.repair.operations import realigned
from parallelreader.core.repair.repair import Repair
from parallelreader.core.text import Text


def realign_around(
    repairs: Repairing,
    document: Document,
    version_id: str,
    repair: Repair,
    *,
    progress: Progress = NO_PROGRESS,
) -> Repair | None:
    """What aligning anew round a ``repair`` that has been done changes, all checked beads being settled.

    None where that is nothing. Takes about a second: call it off the main thread, and hand what it gives to
    :meth:`Repairing.follow_up` with the session of the repair. Raises AlignmentProblem.
    """
    alignment = repairs.alignment(document, version_id)
    version = document.version(version_id)
    if alignment is None or not can_align(document.source, version):
        return None
    texts = repairs.texts(document, version_id)
    gaps = gaps_around(alignment, repair.segments)
    beads: list[Bead] = []
    for number, gap in enumerate(gaps):
        share = Stretch(progress, number / len(gaps), (number + 1) / len(gaps))
        beads += gap.of_texts(_aligned(gap, texts, version.is_chinese, share).beads)
    return realigned(alignment, beads)


def _aligned(gap: Gap, texts: tuple[Text, Text], is_swapped: bool, progress: Progress) -> Alignment:
    source, target = (
        tuple(text.segment_text(segment) for segment in side)
        for text, side in zip(texts, (gap.source, gap.target), strict=True)
    )
    job = AlignmentJob(source, target, is_swapped=is_swapped, pins=gap.pins)
    return run_alignment(job, progress=progress).alignment
