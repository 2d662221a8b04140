"""Importing a file that says itself what stands beside what: its columns on the left, its first units on the
right, and how far it is below.

Nothing is aligned and no line is tagged. It looks at the file, asks for the choices and shows the run, which
goes on without it where somebody wants to read meanwhile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QFont, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from parallelreader.app.opened_units import open_units
from parallelreader.app.unit_import import unfinished_like
from parallelreader.app.unit_plan import (
    LEFT_OUT,
    Survey,
    UnitPlan,
    UnitSource,
    choose_languages,
    plan_units,
    survey,
    taken_ids,
    usual_title,
)
from parallelreader.app.unit_report import UnitReport, fault_words
from parallelreader.app.unit_writing import Counts
from parallelreader.core.corpus import Hand
from parallelreader.core.errors import ReaderError, UserError
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.progress import Progress
from parallelreader.ui.importing.grounds import HEADER_HEIGHT, MARGIN, small_label
from parallelreader.ui.importing.known_share import KnownShare
from parallelreader.ui.importing.problem_line import About, ProblemLine
from parallelreader.ui.importing.target_bar import CorpusChoice, TargetBar
from parallelreader.ui.importing.units_columns import UnitsColumns
from parallelreader.ui.importing.units_foot import UnitsFoot, size_of
from parallelreader.ui.importing.units_run import UnitsRun
from parallelreader.ui.importing.units_view import UnitsView
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.fonts import interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource

_SMALLEST, _USUAL = (880, 520), (1100, 720)
_FAULTS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class _Planned:
    """What would be imported now, or why nothing can be; ``before`` counts the units of an interrupted
    import of the same, None where there is none."""

    plan: UnitPlan | None = None
    before: int | None = None
    problem: UserError | None = None


class UnitsDialog(QDialog):
    """Shows ``run`` and what it would import; what comes of it is told by the run, with or without this."""

    def __init__(
        self,
        jobs: JobRunner,
        themes: ThemeSource,
        corpora: Sequence[CorpusChoice],
        source: UnitSource,
        run: UnitsRun,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._source = source
        self._survey: Survey | None = None
        self._looking: Job | None = None
        self._planned = _Planned()
        self._faulty: Counts | None = None
        self._wanted: bool | None = None
        self.run = run
        self.setWindowTitle(self.tr("Import pairs"))
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_USUAL)
        self.target = TargetBar(jobs, corpora)
        self.target.offer_only_new()
        self.columns = UnitsColumns(themes)
        self.view = UnitsView(themes)
        self.problem = ProblemLine(themes)
        self.foot = UnitsFoot(themes)
        self.about = small_label()
        self._preview_title = QLabel()
        self.known_share = KnownShare(jobs, self)
        self._put_together(themes)
        self.foot.import_button.setDefault(True)
        self._connect()
        self._look()

    @property
    def is_looking(self) -> bool:
        """Whether the file, or what would become of it, is being looked at."""
        return self._looking is not None

    def choose_corpus(self, folder: Path) -> None:
        """Import into the corpus in that folder."""
        self.target.choose_folder(folder)

    @Slot()
    def import_now(self) -> None:
        """Import as it is chosen, going on where that was interrupted before."""
        self._begin(restart=False)

    @Slot()
    def import_anew(self) -> None:
        """Import all of it, whatever was done before."""
        self._begin(restart=True)

    def reject(self) -> None:
        if not self.run.is_running:
            if self._faulty is not None:
                # It was asked whether the rest is wanted, and it is not.
                self.run.discard()
            super().reject()
        elif self.run.may_stop:
            self.run.stop(keeps=False)

    @Slot()
    def leave(self) -> None:
        """Close the dialog; the import goes on."""
        super().reject()

    def done(self, result: int) -> None:
        self.target.close_down()
        self.known_share.close()
        if self._looking is not None:
            self._looking.cancel()
        super().done(result)

    def _begin(self, *, restart: bool) -> None:
        if self.run.is_running or self._survey is None:
            return
        if self._faulty is None:
            # What was typed last may not be in the plan yet.
            self._wanted = restart
            self._replan()
        else:
            self._run(restart=False)

    def _run(self, *, restart: bool) -> None:
        plan = self._planned.plan
        if plan is None:
            return
        self.problem.forget(About.WRITING)
        self._set_choices(False)
        self.run.begin(plan, partial=self._faulty is not None, restart=restart)
        self._show_state()

    def _look(self) -> None:
        """Look at the file in the background."""
        source = self._source

        def work(_: Progress) -> Survey:
            return survey(open_units(source))

        self._looking = Job(
            self.tr("Looking at the file"), self._on_surveyed, on_failed=self._on_unreadable, is_quiet=True
        )
        self._jobs.run(work, self._looking)
        size = size_of(sum(_size_of(file) for file in source.files))
        self.about.setText(f"{source.name}, {size}")
        self.foot.show_waiting(self.tr("Looking at the file"))

    @Slot()
    def _replan(self) -> None:
        """Find out what the choices would come to; what somebody chooses meanwhile is looked at next."""
        found = self._survey
        if found is None or self.run.is_running:
            return
        if self._looking is not None:
            self._looking.cancel()
        self._faulty = None
        source, folder, title = self._source, self.target.target.folder, self.target.own_title
        languages, hands = self.columns.chosen_languages, self.columns.chosen_hands

        def work(_: Progress) -> _Planned:
            try:
                taken = taken_ids(folder)
                plan = plan_units(
                    source, found, folder, taken=taken, languages=languages, hands=hands, title=title
                )
                before = unfinished_like(plan)
            except UserError as problem:
                return _Planned(problem=problem)
            return _Planned(plan, before.counts.units if before is not None else None)

        self._looking = Job(self.tr("Planning"), self._on_planned, is_quiet=True)
        self._jobs.run(work, self._looking)
        chosen = [(at, tag) for at, tag in enumerate(languages) if tag != LEFT_OUT]
        self.view.units.show_units([unit.cells for unit in found.units], self._in_order(chosen))

    def _in_order(self, chosen: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
        """Chinese before English, as they are read."""
        return sorted(chosen, key=lambda column: not is_chinese_tag(column[1]))

    def _on_surveyed(self, found: Survey) -> None:
        self._looking = None
        self._survey = found
        self.target.show_title(usual_title(self._source, found))
        languages = choose_languages(found)
        first = next((at for at, tag in enumerate(languages) if is_chinese_tag(tag)), -1)
        hands = [Hand.ORIGINAL if at == first else Hand.PUBLISHED for at in range(len(languages))]
        self.columns.show_survey(found, languages, hands)
        count = len(found.units)
        whole = found.is_whole and count < 200
        text = self.tr("All {count} units") if whole else self.tr("The first {count} units")
        self._preview_title.setText(text.format(count=f"{count:,}"))
        self.known_share.count(tuple(unit.cells[first] for unit in found.units) if first >= 0 else ())
        if found.faults:
            self._tell_faults([fault_words(fault) for fault in found.faults])
        self._replan()
        self.view.setFocus()

    @Slot(str)
    def _on_share_told(self, sentence: str) -> None:
        if sentence:
            self._preview_title.setText(f"{self._preview_title.text()}   ·   {sentence}")

    def _on_planned(self, planned: _Planned) -> None:
        self._looking = None
        self._planned = planned
        self.problem.forget(About.PLANNING)
        if planned.problem is not None:
            self.problem.tell(planned.problem, About.PLANNING)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._run(restart=wanted)
        self._show_state()

    def _on_unreadable(self, error: Exception) -> None:
        self._looking = None
        self.problem.tell(error, About.READING)
        self.foot.show_waiting("")

    @Slot()
    def _show_state(self) -> None:
        if self.run.is_running:
            run = self.run
            self.foot.show_running(*run.step, may_stop=run.may_stop, is_imported=run.is_imported)
        elif self.is_looking or self._planned.plan is None:
            self.foot.show_waiting("")
        elif self._faulty is not None:
            note = self.tr("{count} units could be read").format(count=f"{self._faulty.units:,}")
            self.foot.show_ready(note, resumes=True, is_partial=True)
        elif self._planned.before is not None:
            note = self.tr("Interrupted before, after {count} units")
            self.foot.show_ready(note.format(count=f"{self._planned.before:,}"), resumes=True)
        else:
            self.foot.show_ready(self._note())

    def _note(self) -> str:
        plan = self._planned.plan
        out = [each.name for each in plan.left_out] if plan is not None else []
        shown = ", ".join(out[:4]) + ("…" if len(out) > 4 else "")
        return self.tr("Left out: {names}").format(names=shown) if out else ""

    @Slot(object)
    def _on_done(self, report: UnitReport) -> None:
        self.accept()

    @Slot(object)
    def _on_faulty(self, counts: Counts) -> None:
        self._faulty = counts
        self._tell_faults([fault_words(fault) for fault in counts.faults], counts.fault_count)
        self._show_state()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._set_choices(True)
        self.problem.tell(error, About.WRITING)
        self._replan()

    @Slot(object)
    def _on_stopped(self, units: int) -> None:
        self._set_choices(True)
        self._planned = _Planned(self._planned.plan, units or None)
        self._show_state()
        if units:
            self.foot.import_button.setFocus()

    def _tell_faults(self, lines: Sequence[str], count: int | None = None) -> None:
        count = len(lines) if count is None else count
        several = self.tr("{count} places in this file cannot be read:").format(count=f"{count:,}")
        head = self.tr("One place in this file cannot be read:") if count == 1 else several
        shown = [*lines[:_FAULTS_SHOWN]]
        if count > len(shown):
            shown.append(self.tr("and {count} more").format(count=f"{count - len(shown):,}"))
        self.problem.forget(About.READING)
        self.problem.tell(_Said("\n".join([head, *shown])), About.READING)

    def _set_choices(self, enabled: bool) -> None:
        self.target.setEnabled(enabled)
        self.columns.setEnabled(enabled)

    def _put_together(self, themes: ThemeSource) -> None:
        head = Ground(themes, "bg", bottom_line=True)
        title = QLabel(self.tr("Import pairs"))
        font = interface_font(15)
        font.setWeight(QFont.Weight.DemiBold)
        title.setFont(font)
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(title)
        names.addWidget(self.about, 1)
        above = QVBoxLayout(head)
        above.setContentsMargins(MARGIN, 12, MARGIN, 14)
        above.setSpacing(8)
        above.addLayout(names)
        above.addWidget(self.target)
        preview = QWidget()
        right = QVBoxLayout(preview)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(_header(themes, self._preview_title))
        right.addWidget(self.view, 1)
        choices = QWidget()
        left = QVBoxLayout(choices)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(_header(themes, QLabel(self.tr("What is in it"))))
        left.addWidget(self.columns, 1)
        body = QHBoxLayout()
        body.setSpacing(1)
        body.addWidget(choices)
        body.addWidget(preview, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addLayout(body, 1)
        layout.addWidget(self.problem)
        layout.addWidget(self.foot)

    def _connect(self) -> None:
        self.columns.changed.connect(self._replan)
        self.target.changed.connect(self._replan)
        self.target.title.editingFinished.connect(self._replan)
        self.run.changed.connect(self._show_state)
        self.run.done.connect(self._on_done)
        self.run.faulty.connect(self._on_faulty)
        self.run.failed.connect(self._on_failed)
        self.run.stopped.connect(self._on_stopped)
        foot = self.foot
        self.known_share.told.connect(self._on_share_told)
        foot.import_requested.connect(self.import_now)
        foot.restart_requested.connect(self.import_anew)
        foot.close_requested.connect(self.reject)
        foot.leave_requested.connect(self.leave)
        foot.cancel_requested.connect(self.reject)
        foot.keep_requested.connect(self._on_keep_requested)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.import_now)

    @Slot()
    def _on_keep_requested(self) -> None:
        self.run.stop(keeps=True)


class _Said(ReaderError):
    """What is told as a problem is, in words of its own."""


def _header(themes: ThemeSource, title: QLabel) -> QWidget:
    header = Ground(themes, "surface", bottom_line=True)
    header.setFixedHeight(HEADER_HEIGHT)
    row = QHBoxLayout(header)
    row.setContentsMargins(MARGIN, 0, MARGIN, 0)
    title.setTextFormat(Qt.TextFormat.PlainText)
    row.addWidget(title)
    row.addStretch(1)
    return header


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
