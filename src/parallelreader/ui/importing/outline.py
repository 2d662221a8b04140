"""What the draft would become if it were imported now, and the writing of it.

Both take their time and know nothing of Qt, so that they can run in the background.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parallelreader.app.aligning import alignment_job
from parallelreader.app.import_draft import DraftVersion, ImportDraft
from parallelreader.app.import_report import ImportReport
from parallelreader.app.importing import AlignedPair, PlannedPair, plan_import, write_import
from parallelreader.core.errors import UserError


@dataclass(frozen=True, slots=True)
class Target:
    """Where an import goes: a corpus folder, and a document of it or None for a new one."""

    folder: Path
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """``pairs`` are to be aligned, ``names`` say what the English version of each is known by; ``problem``
    says why the draft cannot be imported as it is."""

    versions: tuple[DraftVersion, ...]
    title: str
    pairs: tuple[PlannedPair, ...] = ()
    names: tuple[str, ...] = ()
    problem: UserError | None = None


def outline_import(draft: ImportDraft, target: Target) -> Outline:
    """Plan an import without writing anything."""
    versions, title = tuple(draft.versions()), draft.guessed_title()
    try:
        plan = plan_import(draft, target.folder, document=target.document)
    except UserError as problem:
        return Outline(versions, title, problem=problem)
    known = {
        version.id: draft.translator or draft.source_name
        for version, draft in zip(plan.versions, plan.drafts, strict=True)
    }
    return Outline(
        versions, title, plan.pairs, tuple(known.get(pair.target, pair.target) for pair in plan.pairs)
    )


def write_draft(draft: ImportDraft, target: Target, aligned: Sequence[AlignedPair]) -> ImportReport:
    """Write a draft with those of its pairs that are aligned.

    Raises what ``plan_import`` and ``write_import`` raise, and AlignmentProblem for a pair that never can be.
    """
    plan = plan_import(draft, target.folder, document=target.document)
    done = []
    for pair in plan.pairs:
        known = next((each for each in aligned if is_same_pair(each.pair, pair)), None)
        if known is not None:
            done.append(replace(known, pair=pair))
        else:
            alignment_job(pair.source_text, pair.target_text, pair.source_language, pair.target_language)
    return write_import(plan, done)


def is_same_pair(one: PlannedPair, other: PlannedPair) -> bool:
    """Whether the two say the same to each other, whatever they are called."""
    return _words(one) == _words(other)


def _words(pair: PlannedPair) -> tuple[object, ...]:
    return str(pair.source_text.content), str(pair.target_text.content), pair.contents
