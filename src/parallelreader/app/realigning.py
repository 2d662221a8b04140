"""Aligning one translation of a corpus with its source, and writing the alignment into the corpus.

An alignment that people have checked is never thrown away: what is replaced stays beside the new one.
Aligning many of them is left to ``shelf``.
"""

import threading
import time
from dataclasses import dataclass

from parallelreader.app.aligning import AlignmentJob, OnBeads, alignment_job, run_alignment
from parallelreader.app.library import keep_alignment, load_text
from parallelreader.core.alignment import Alignment, Origin
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import AlignmentProblem, CorpusProblem, UserError, WriteProblem
from parallelreader.core.judgement import Judgement, judge
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.text import Text
from parallelreader.formats.corpus_folder import read_aligned
from parallelreader.formats.corpus_writing import NewAlignment, set_alignment
from parallelreader.store.segmentation_cache import SegmentationCache

# Reading is quick beside aligning, but a text met for the first time has to be cut into sentences.
_READ = 0.1

_writing = threading.Lock()


@dataclass(frozen=True, slots=True)
class Aligned:
    """A translation that has been aligned with its source anew, and how far that can be trusted."""

    document: str
    version: str
    beads: int
    judgement: Judgement
    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """A translation that could not be aligned, or its alignment not be written; nothing was changed."""

    document: str
    version: str
    problem: UserError


@dataclass(frozen=True, slots=True)
class Sound:
    """A translation whose alignment fits its texts, so that it was left alone; and how good that is."""

    document: str
    version: str
    judgement: Judgement


Outcome = Aligned | Failed | Sound


@dataclass(frozen=True, slots=True)
class _Pair:
    """A translation and its source, read."""

    document: Document
    version: Version
    source_text: Text
    target_text: Text
    former: Alignment | None


def align_version(
    corpus: Corpus,
    document: Document,
    version: Version,
    *,
    again: bool = False,
    progress: Progress = NO_PROGRESS,
    on_beads: OnBeads | None = None,
    cache: SegmentationCache | None = None,
) -> Aligned | Sound:
    """Align a translation that has no alignment file, or one that does not fit, and write it.

    With ``again`` also one that has a sound alignment. May be called from several threads at once. Raises
    AlignmentProblem, CorpusProblem or WriteProblem; then the corpus is as it was.
    """
    begun = time.monotonic()
    pair = _read(corpus, document, version, Stretch(progress, 0.0, _READ), cache)
    if pair.former is not None and not again:
        return Sound(document.id, version.id, judge(pair.former.beads))
    result = run_alignment(_job(pair), progress=Stretch(progress, _READ, 1.0), on_beads=on_beads)
    source = document.source
    new = NewAlignment(source.id, version.id, result.alignment, pair.source_text, pair.target_text)
    try:
        # Several at once would each write ``corpus.yaml`` without what the others add to it.
        with _writing:
            set_alignment(corpus.folder, document.id, new)
    except WriteProblem:
        # So nobody has to wait for it once more in the reader.
        keep_alignment(cache, pair.source_text, pair.target_text, result.alignment)
        raise
    seconds = time.monotonic() - begun
    return Aligned(document.id, version.id, len(result.alignment.beads), result.judgement, seconds)


def _job(pair: _Pair) -> AlignmentJob:
    """The one place that says how a translation of a corpus is aligned: round what people have checked."""
    beads = pair.former.beads if pair.former is not None else ()
    pins = tuple(bead for bead in beads if bead.origin is Origin.CHECKED)
    languages = pair.document.source.language, pair.version.language
    return alignment_job(pair.source_text, pair.target_text, *languages, pins=pins)


def _read(
    corpus: Corpus,
    document: Document,
    version: Version,
    progress: Progress,
    cache: SegmentationCache | None,
) -> _Pair:
    halves = ((document.source, 0.0), (version, 0.5))
    source_text, target_text = (
        load_text(corpus, each, progress=Stretch(progress, start, start + 0.5), cache=cache)
        for each, start in halves
    )
    former, entry = None, document.alignment_file(version.id)
    if entry is not None:
        try:
            former = read_aligned(corpus, entry, source_text, target_text)
        except (AlignmentProblem, CorpusProblem):
            # One that does not fit its texts is made anew.
            former = None
    return _Pair(document, version, source_text, target_text, former)
