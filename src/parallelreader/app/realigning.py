"""Aligning one translation of a corpus with its source, and writing the alignment into the corpus.

An alignment that people have checked is never thrown away: what is replaced stays beside the new one.
Aligning many of them is left to ``shelf``.
"""

import threading
import time
from dataclasses import dataclass, field

from parallelreader.app.aligning import AlignmentJob, OnBeads, alignment_job, run_alignment
from parallelreader.app.former_files import formerly_checked
from parallelreader.app.library import keep_alignment, load_text, sound_contents
from parallelreader.app.repaired_pair import CarryReport
from parallelreader.app.repairing import Laid, Repairing
from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.chapters import LoneChapters
from parallelreader.core.contents import Contents
from parallelreader.core.corpus import Corpus, Document, Version
from parallelreader.core.errors import AlignmentProblem, CorpusProblem, UserError, WriteProblem
from parallelreader.core.judgement import Judgement, judge
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch
from parallelreader.core.repair.anchoring import AnchoredBead
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
    source: str
    version: str
    beads: int
    judgement: Judgement
    seconds: float
    carried: CarryReport = field(default_factory=CarryReport)
    """What became of the user's repairs that were made on other states of the texts."""
    lone_chapters: LoneChapters = ((), ())
    """The chapters of the source and of the translation that have no counterpart in the other."""


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
    contents: tuple[Contents, Contents]
    laid: Laid | None
    """The same with the user's own repairs, where these are known."""

    @property
    def pins(self) -> tuple[Bead, ...]:
        """What people have checked, in the corpus or in their own store."""
        if self.laid is not None:
            return self.laid.pins
        beads = self.former.beads if self.former is not None else ()
        return tuple(bead for bead in beads if bead.origin is Origin.CHECKED)

    @property
    def unwritten(self) -> Alignment | None:
        """The sound alignment with repairs that are not in its file; None where there are none."""
        repaired = self.laid.alignment if self.laid is not None else None
        if self.former is None or repaired is None or set(repaired.beads) == set(self.former.beads):
            return None
        return repaired


def align_version(
    corpus: Corpus,
    document: Document,
    version: Version,
    *,
    again: bool = False,
    writes_repairs: bool = False,
    repairs: Repairing | None = None,
    progress: Progress = NO_PROGRESS,
    on_beads: OnBeads | None = None,
    cache: SegmentationCache | None = None,
) -> Aligned | Sound:
    """Align a translation that has no alignment file, or one that does not fit, and write it.

    With ``again`` also one that has a sound alignment; with ``writes_repairs`` a sound one gets the user's
    own ``repairs`` and is else left as it is. What people have checked, there or in ``repairs``, stays.

    May be called from several threads at once. Raises AlignmentProblem, CorpusProblem or WriteProblem; then
    the corpus is as it was.
    """
    begun = time.monotonic()
    pair = _read(corpus, document, version, repairs, Stretch(progress, 0.0, _READ), cache)
    unwritten = pair.unwritten if writes_repairs else None
    if pair.former is not None and not again and unwritten is None:
        return Sound(document.id, version.id, judge(pair.former.beads))
    if again or unwritten is None:
        result = run_alignment(_job(pair), progress=Stretch(progress, _READ, 1.0), on_beads=on_beads)
        alignment, judgement, lone = result.alignment, result.judgement, result.lone_chapters
    else:
        alignment, judgement, lone = unwritten, judge(unwritten.beads), ((), ())
    try:
        write_alignment(corpus, document, version.id, alignment, pair.source_text, pair.target_text)
    except WriteProblem:
        # So nobody has to wait for it once more in the reader.
        keep_alignment(cache, pair.source_text, pair.target_text, alignment)
        raise
    seconds = time.monotonic() - begun
    carried = pair.laid.report if pair.laid is not None else CarryReport()
    beads, source = len(alignment.beads), document.source.id
    return Aligned(document.id, source, version.id, beads, judgement, seconds, carried, lone)


def write_alignment(
    corpus: Corpus, document: Document, version_id: str, alignment: Alignment, source: Text, target: Text
) -> Corpus:
    """Write the alignment of a version with its source into the corpus; gives the corpus as it is then.

    What it takes the place of stays beside it. May be called from several threads at once. Raises
    CorpusProblem or WriteProblem.
    """
    new = NewAlignment(document.source.id, version_id, alignment, source, target)
    # Several at once would each write ``corpus.yaml`` without what the others add to it.
    with _writing:
        return set_alignment(corpus.folder, document.id, new)


def _job(pair: _Pair) -> AlignmentJob:
    """The one place that says how a translation of a corpus is aligned: round what people have checked."""
    languages = pair.document.source.language, pair.version.language
    return alignment_job(
        pair.source_text, pair.target_text, *languages, pins=pair.pins, contents=pair.contents
    )


def _read(
    corpus: Corpus,
    document: Document,
    version: Version,
    repairs: Repairing | None,
    progress: Progress,
    cache: SegmentationCache | None,
) -> _Pair:
    halves = ((document.source, 0.0), (version, 0.5))
    source_text, target_text = (
        load_text(corpus, each, progress=Stretch(progress, start, start + 0.5), cache=cache)
        for each, start in halves
    )
    former, entry = None, document.alignment_file(version.id)
    checked: tuple[AnchoredBead, ...] = ()
    if entry is not None:
        try:
            former = read_aligned(corpus, entry, source_text, target_text)
        except (AlignmentProblem, CorpusProblem):
            # One that does not fit its texts is made anew, round what of it can be carried.
            if repairs is not None:
                checked = formerly_checked(
                    corpus, document, version, repairs, source=source_text, target=target_text, cache=cache
                )
    laid = None
    if repairs is not None and (checked or repairs.are_there(document, version.id)):
        laid = repairs.look(document, version.id, former, source_text, target_text, checked)
    contents = (
        sound_contents(corpus, document.source, source_text),
        sound_contents(corpus, version, target_text),
    )
    return _Pair(document, version, source_text, target_text, former, contents, laid)
