"""Aligning two versions in a process of its own, so that the window stays smooth and stopping is prompt.

Only asks for the work, follows it and brings the beads back; it is done by ``alignment_worker``, which
alone loads numpy and the dictionary, in processes that ``alignment_pool`` keeps.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from parallelreader.app.alignment_pool import AlignmentPool
from parallelreader.app.worker_messages import are_all, beads_from, chapters_from, encode_job
from parallelreader.core.alignment import Alignment, Bead, in_reading_order
from parallelreader.core.chapters import Chapter, ChapterMatch, LoneChapters, chapters_of
from parallelreader.core.contents import Contents
from parallelreader.core.errors import AlignmentProblem
from parallelreader.core.judgement import Judgement, judge
from parallelreader.core.language.script import guess_language, is_chinese_tag
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text

POOL = AlignmentPool()
"""The workers of this program; one pool for all of it, since they share the machine."""

_STARTING = "Starting the aligner"

OnBeads = Callable[[list[Bead]], None]


@dataclass(frozen=True, slots=True)
class AlignmentJob:
    """The sentences of two versions. ``is_swapped`` says that the English one is the source; ``pins`` are
    beads from source to target that stay as they are; ``paragraphs`` the sentences of source and target
    with which paragraphs begin, as far as known, and ``chapters`` those of both that have some."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    is_swapped: bool = False
    pins: tuple[Bead, ...] = ()
    paragraphs: tuple[tuple[int, ...], tuple[int, ...]] = ((), ())
    chapters: tuple[tuple[Chapter, ...], tuple[Chapter, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class AlignmentResult:
    """An alignment and what speaks for and against the two texts belonging together; ``lone_chapters`` are
    those of source and target that have no counterpart, nothing where chapters were not matched."""

    alignment: Alignment
    judgement: Judgement
    lone_chapters: LoneChapters = ((), ())


def alignment_job(
    source: Text,
    target: Text,
    source_language: str,
    target_language: str,
    *,
    pins: Iterable[Bead] = (),
    contents: tuple[Contents, Contents] = ((), ()),
) -> AlignmentJob:
    """The job of aligning two versions, one of which must be Chinese by its BCP 47 tag, round ``pins``:
    beads a user has checked. With ``contents`` of both they are aligned chapter by chapter.

    Raises AlignmentProblem where both or neither are, by their tags or by what they plainly are, or where
    one has no sentences.
    """
    chinese = is_chinese_tag(source_language), is_chinese_tag(target_language)
    if chinese[0] == chinese[1]:
        raise _in_one_language(all(chinese))
    for text, name in ((source, "first"), (target, "second")):
        if not text.segment_count:
            raise AlignmentProblem(
                f"The {name} text has no sentences", mend="Choose a text with words in it."
            )
    guesses = [guess_language(text.content) for text in (source, target)]
    if all(guesses) and is_chinese_tag(guesses[0]) == is_chinese_tag(guesses[1]):
        raise _in_one_language(is_chinese_tag(guesses[0]))
    return AlignmentJob(
        tuple(source.segment_texts()),
        tuple(target.segment_texts()),
        is_swapped=chinese[1],
        pins=tuple(pins),
        paragraphs=(_paragraph_starts(source), _paragraph_starts(target)),
        chapters=(chapters_of(contents[0], source), chapters_of(contents[1], target)),
    )


def align_texts(
    source: Text,
    target: Text,
    source_language: str,
    target_language: str,
    progress: Progress = NO_PROGRESS,
    *,
    pins: Iterable[Bead] = (),
    contents: tuple[Contents, Contents] = ((), ()),
    on_beads: OnBeads | None = None,
) -> Alignment:
    """Align two versions, either of which may be the Chinese one; see :func:`run_alignment`."""
    job = alignment_job(source, target, source_language, target_language, pins=pins, contents=contents)
    return run_alignment(job, progress=progress, on_beads=on_beads).alignment


def run_alignment(
    job: AlignmentJob, *, progress: Progress = NO_PROGRESS, on_beads: OnBeads | None = None
) -> AlignmentResult:
    """Align in another process and wait for it; call this off the main thread.

    ``progress.step`` is called at least every twentieth of a second, and where it raises Cancelled the
    process is gone before this returns. ``on_beads`` gets the beads piece by piece, in order; what is found
    in the end to stand elsewhere in the other text is only in the result. Raises AlignmentProblem where the
    texts cannot be aligned or the process comes to grief.
    """
    beads: list[Bead] = []
    match: ChapterMatch | None = None
    progress.step(0, 1, _STARTING)
    with POOL.worker(len(job.source) + len(job.target)) as worker:
        for message in worker.answers(_encoded(job), progress, text=_STARTING):
            match = chapters_from(message) or match
            fresh = beads_from(message)
            if job.is_swapped:
                fresh = _swapped(fresh)
            if are_all(message):
                beads = list(in_reading_order(fresh, len(job.target)))
            elif fresh:
                beads.extend(fresh)
                if on_beads is not None:
                    on_beads(fresh)
    alignment = Alignment(beads, len(job.source), len(job.target))
    if match is None:
        return AlignmentResult(alignment, judge(beads))
    match = match.swapped() if job.is_swapped else match
    return AlignmentResult(alignment, judge(beads), match.without_counterpart(alignment))


def warm_up() -> None:
    """Have the aligner ready for a job that may come soon; returns at once, from whatever thread.

    A small job is then done in a fraction of a second. Unused, the process ends after two minutes.
    """
    POOL.warm_up()


def _encoded(job: AlignmentJob) -> bytes:
    source, target = job.paragraphs
    if job.is_swapped:
        chapters = job.chapters[1], job.chapters[0]
        return encode_job(job.target, job.source, _swapped(job.pins), (target, source), chapters)
    return encode_job(job.source, job.target, job.pins, (source, target), job.chapters)


def _paragraph_starts(text: Text) -> tuple[int, ...]:
    return tuple(text.segments_of(paragraph).start for paragraph in range(text.paragraph_count))


def _in_one_language(is_chinese: bool) -> AlignmentProblem:
    return AlignmentProblem(
        "Both texts are Chinese" if is_chinese else "Neither text is Chinese",
        mend="Choose a Chinese text and its English translation, or correct their languages.",
    )


def _swapped(beads: Iterable[Bead]) -> list[Bead]:
    return [replace(bead, source=bead.target, target=bead.source) for bead in beads]
