"""Several documents that come in together: a look at each of them, and importing them all without a question.

What is amiss in one keeps none of the others out. Looking and importing one by one is the business of
``unit_import`` and ``importing``; here is only what the whole of them needs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parallelreader.app.alignment_pool import Worker
from parallelreader.app.arrivals import Arrival, Pairs, Texts
from parallelreader.app.import_draft import ImportDraft
from parallelreader.app.importing import align_plan, plan_import, write_import
from parallelreader.app.opened_units import open_units
from parallelreader.app.source_text import read_source
from parallelreader.app.unit_import import discard, unfinished_like
from parallelreader.app.unit_plan import (
    UnitPlan,
    UnitSource,
    choose_languages,
    plan_units,
    survey,
    taken_ids,
    usual_title,
)
from parallelreader.app.unit_process import IMPORT_WORKER, Faulty, import_in_process
from parallelreader.app.unit_report import UnitReport, fault_words
from parallelreader.core.errors import Cancelled, FileProblem, ReaderError, UserError
from parallelreader.core.incoming import Fault
from parallelreader.core.progress import NO_PROGRESS, Progress, Stretch

_NAME = "The import"


@dataclass(frozen=True, slots=True)
class Look:
    """What one of them is. ``count`` is of units, or of paragraphs where it is texts, and is the whole of
    them if ``is_whole``; ``languages`` are those it has. ``problem`` is why it cannot be imported."""

    arrival: Arrival
    title: str
    count: int = 0
    is_whole: bool = True
    languages: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    problem: UserError | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        return files_of(self.arrival)

    @property
    def is_pairs(self) -> bool:
        return not isinstance(self.arrival, Texts)


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of one: the id of its ``document`` and its ``count`` of units or paragraphs; where nothing
    was imported, the ``problem``. ``report`` tells of a file that has notes and terms to be laid over it."""

    document: str = ""
    count: int = 0
    fault_count: int = 0
    problem: ReaderError | None = None
    report: UnitReport | None = None


def files_of(arrival: Arrival) -> tuple[Path, ...]:
    """The files that something is in."""
    return arrival.files if isinstance(arrival, Texts) else arrival.source.files


def look_at_all(
    arrivals: Sequence[Arrival], on_look: Callable[[int, Look], None], *, progress: Progress = NO_PROGRESS
) -> None:
    """Look at one after the other; ``on_look`` is told of each by its number. Raises Cancelled."""
    for number, arrival in enumerate(arrivals):
        progress.step(number, len(arrivals))
        on_look(number, look_at(arrival))


def look_at(arrival: Arrival) -> Look:
    """What something is, as far as its beginning tells."""
    try:
        return (
            _look_at_texts(arrival) if isinstance(arrival, Texts) else _look_at_pairs(arrival.source, arrival)
        )
    except UserError as problem:
        return Look(arrival, files_of(arrival)[0].stem, problem=problem)


def import_all(
    looks: Sequence[tuple[int, Look]],
    folder: Path,
    on_brought: Callable[[int, Brought], None],
    *,
    partial: bool = False,
    cache: Path | None = None,
    progress: Progress = NO_PROGRESS,
) -> None:
    """Import one after the other into the corpus in ``folder``, which is made where there is none.

    ``on_brought`` is told what came of each, by the number that stands with it. ``partial``: also those of
    which something cannot be read. With ``cache``, pairs are ready to be opened afterwards. Raises Cancelled:
    what was imported until then stays, and of the one that was being imported nothing is left.
    """
    with_pairs = any(look.is_pairs for _, look in looks)
    worker = Worker(IMPORT_WORKER, name=_NAME) if with_pairs else None
    try:
        for done, (number, look) in enumerate(looks):
            part = Stretch(progress, done / len(looks), (done + 1) / len(looks))
            part.step(0, 1, look.title)
            try:
                if isinstance(look.arrival, Texts):
                    brought = _import_texts(look.arrival, folder, partial, part)
                else:
                    if worker is None or not worker.is_alive:
                        worker = Worker(IMPORT_WORKER, name=_NAME)
                    brought = _import_pairs(look.arrival, folder, partial, cache, part, worker)
            except Cancelled:
                raise
            except ReaderError as problem:
                brought = Brought(problem=problem)
            on_brought(number, brought)
    finally:
        if worker is not None:
            worker.end()


def _look_at_pairs(source: UnitSource, arrival: Arrival) -> Look:
    found = survey(open_units(source))
    title = usual_title(source, found)
    languages = tuple(each.language for each in found.columns if each.is_chinese or each.is_english)
    faults = tuple(map(fault_words, found.faults))
    look = Look(arrival, title, found.count, found.is_whole, languages, faults)
    try:
        # Only to hear whether it can be imported; where to is not known yet.
        plan_units(source, found, source.files[0].parent)
    except UserError as problem:
        return replace(look, problem=problem)
    return look


def _look_at_texts(arrival: Texts) -> Look:
    draft = _draft(arrival)
    versions = draft.versions()
    count = sum(len(version.paragraphs) for version in versions)
    languages = tuple(version.language for version in versions)
    faults = tuple(fault_words(fault) for fault in _faults(draft))
    look = Look(arrival, draft.guessed_title(), count, languages=languages, faults=faults)
    if count:
        return look
    problem = FileProblem("There is no text to import", where=", ".join(each.name for each in arrival.files))
    return replace(look, problem=problem)


def _import_texts(arrival: Texts, folder: Path, partial: bool, progress: Progress) -> Brought:
    draft = _draft(arrival)
    faults = _faults(draft)
    if faults and not partial:
        raise _refusal(len(faults))
    plan = plan_import(draft, folder)
    report = write_import(plan, align_plan(plan, progress=progress))
    return Brought(report.document, sum(each.paragraphs for each in report.versions), len(faults))


def _import_pairs(
    arrival: Pairs, folder: Path, partial: bool, cache: Path | None, progress: Progress, worker: Worker
) -> Brought:
    source = arrival.source
    found = survey(open_units(source))
    plan = plan_units(source, found, folder, taken=taken_ids(folder), languages=choose_languages(found))
    try:
        outcome = import_in_process(plan, partial=partial, cache=cache, progress=progress, worker=worker)
    except Cancelled:
        # Its process has to be gone before what it left can be taken away.
        worker.end()
        _discard_rest(plan)
        raise
    if isinstance(outcome, Faulty):
        _discard_rest(plan)
        raise _refusal(outcome.counts.fault_count)
    counts, report = outcome.counts, outcome if arrival.has_overlays else None
    return Brought(outcome.document, counts.units, counts.fault_count, report=report)


def _discard_rest(plan: UnitPlan) -> None:
    left = unfinished_like(plan)
    if left is not None:
        discard(left)


def _draft(arrival: Texts) -> ImportDraft:
    return ImportDraft([read_source(file) for file in arrival.files])


def _faults(draft: ImportDraft) -> list[Fault]:
    return [fault for each in draft.sources for fault in each.source.faults]


def _refusal(count: int) -> FileProblem:
    parts = "1 part" if count == 1 else f"{count:,} parts"
    return FileProblem(f"{parts} cannot be read, so nothing of it was imported")
