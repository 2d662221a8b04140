"""What aligning anew would pair otherwise: looked for in the background, proposed, applied or skipped.

The comparison is ``core.repair.proposals``; the aligner knows the pairs the user has checked.
"""

from PySide6.QtCore import QObject, QTimer, Slot

from parallelreader.app.proposing import aligned_anew
from parallelreader.app.reading.reading import Reading
from parallelreader.core.alignment import Bead
from parallelreader.core.repair.operations import reassured
from parallelreader.core.repair.proposals import Proposal, proposals
from parallelreader.ui.alignment.proposal_banner import ProposalBanner
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.reader.area import ReadingArea
from parallelreader.ui.reader.repair_painting import ProposedLinks
from parallelreader.ui.repairing import Repairs
from parallelreader.ui.session import Session

# Of repairs made in quick succession only the last is followed by a look at the rest.
_REST_MS = 400
# Aligning a longer text would take minutes and gigabytes each time a pair is repaired.
_MOST_SENTENCES = 100_000

Key = tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]


class ProposalDesk(QObject):
    """One proposal at a time: that for the chosen pair, else the next one after it."""

    def __init__(
        self,
        session: Session,
        area: ReadingArea,
        jobs: JobRunner,
        repairs: Repairs,
        banner: ProposalBanner,
    ) -> None:
        super().__init__(area)
        self._session, self._area, self._jobs = session, area, jobs
        self._repairs, self._banner = repairs, banner
        self._found: list[Proposal] = []
        self._anew: tuple[Bead, ...] = ()
        self._skipped: set[Key] = set()
        self._shown: Proposal | None = None
        self._job: Job | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._look)
        banner.applied.connect(self.apply)
        banner.skipped.connect(self.skip)

    @property
    def shown(self) -> Proposal | None:
        """What is proposed now."""
        return self._shown

    def begin(self, reading: Reading) -> None:
        """Look through a whole document that is being repaired from now on."""
        self._anew, self._skipped = (), set()
        self._compare(reading)
        self._look(is_quiet=False)

    def end(self) -> None:
        """Nothing is being repaired any more."""
        self._rest.stop()
        self._cancel()
        self._found, self._shown = [], None
        self._area.repair.view.propose(ProposedLinks())

    def look_again(self, reading: Reading) -> None:
        """The alignment has changed: leave out what holds no longer at once, and look anew in a moment."""
        self._compare(reading)
        self._rest.start()

    def turn_to(self, row: int) -> None:
        """Another pair is chosen."""
        self._propose()

    def apply(self) -> None:
        """Take over what is proposed; where it is not about the chosen pair, first go there."""
        proposal, reading = self._shown, self._area.reading
        if proposal is None or reading is None:
            return
        rows = self._rows_of(reading, proposal)
        if self._area.state.current_row not in rows:
            self._area.repair.view.jump(rows.start)
        else:
            self._repairs.take(proposal.added)

    def skip(self) -> None:
        """Leave the pairs as they are, and go on to the next proposal."""
        if self._shown is not None:
            self._skipped.add(_key(self._shown))
            self._propose()

    def realign_here(self) -> None:
        """Look anew, also at what was skipped."""
        self._skipped = set()
        self._look(is_quiet=False)

    @Slot()
    def _look(self, *, is_quiet: bool = True) -> None:
        reading = self._area.reading
        if reading is None or len(reading.shown) != 2:
            return
        self._cancel()
        version = reading.shown[1]
        document, repairs = self._session.document, self._session.repairs
        if document is None or repairs is None:
            return
        opened = document.opened
        if opened.source_text.segment_count > _MOST_SENTENCES:
            self._propose()
            if not is_quiet:
                self._banner.say(
                    self.tr("Nothing to propose"),
                    self.tr("This text is too long to be aligned anew as a whole."),
                )
            return
        pins = repairs.pins(reading.document, version)

        def done(beads: tuple[Bead, ...]) -> None:
            self._job = None
            self._anew = beads
            if self._area.reading is not None and self._area.is_repairing:
                self._reassure(self._area.reading, version)
                self._compare(self._area.reading)

        def cancelled() -> None:
            if self._job is None or self._job.is_cancelled:
                self._job = None
                self._propose()

        def failed(error: Exception) -> None:
            self._job = None
            self._banner.say(self.tr("Nothing to propose"), str(error))

        title = self.tr("Looking for better pairs")
        self._job = Job(title, on_done=done, on_failed=failed, on_cancelled=cancelled, is_quiet=is_quiet)
        self._jobs.run(lambda progress: aligned_anew(opened, version, pins, progress=progress), self._job)
        self._propose()

    def _reassure(self, reading: Reading, version: str) -> None:
        """What is in doubt only because its neighbour was repaired is so no more where it is found again."""
        alignment = reading.alignment(version)
        repair = reassured(alignment, self._anew) if alignment is not None else None
        if repair is not None:
            self._repairs.follow(version, repair)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _compare(self, reading: Reading) -> None:
        alignment = reading.alignment(reading.shown[1]) if len(reading.shown) == 2 else None
        self._found = proposals(alignment, self._anew) if alignment is not None else []
        self._propose()

    def _propose(self) -> None:
        """Show the proposal for the chosen pair, else the next one, round the end."""
        reading = self._area.reading
        if reading is None:
            return
        row = self._area.state.current_row
        left = [each for each in self._found if _key(each) not in self._skipped]
        rows = [self._rows_of(reading, each) for each in left]
        here = next((n for n, each in enumerate(rows) if row in each or each.start > row), 0)
        self._shown = left[here] if left else None
        self._area.repair.view.propose(ProposedLinks(self._shown.added if self._shown else ()))
        if self._shown is None:
            looking = self._job is not None
            text = self.tr("Looking for better pairs…") if looking else self.tr("Nothing to propose")
            self._banner.say(text, "" if looking else self.tr("Aligning anew pairs nothing clearly better."))
        else:
            self._say(reading, self._shown, rows[here], is_here=row in rows[here])

    def _say(self, reading: Reading, proposal: Proposal, rows: range, *, is_here: bool) -> None:
        first, last = reading.label(rows.start), reading.label(rows[-1])
        count = len(proposal.removed)
        detail = self.tr("Changes {count} pairs: mean {before} % to {after} %")
        if not proposal.before:
            detail = self.tr("Changes {count} pairs not rated yet: mean {after} %")
            if count == 1:
                detail = self.tr("Changes one pair not rated yet: {after} %")
        elif count == 1:
            detail = self.tr("Changes one pair: {before} % to {after} %")
        self._banner.propose(
            self._title(proposal.shift, first, last),
            detail.format(
                count=count, before=round(100 * proposal.before), after=round(100 * proposal.after)
            ),
            answer=self._answer(count) if is_here else self.tr("Show"),
            tip=self.tr("Take over what is proposed (Enter)") if is_here else self.tr("Go there (Enter)"),
        )

    def _answer(self, count: int) -> str:
        return self.tr("Apply") if count == 1 else self.tr("Apply to {count} pairs").format(count=count)

    def _title(self, shift: int, first: str, last: str) -> str:
        by = abs(shift)
        if shift == 0:
            one = self.tr("Another pairing fits better at {first}")
            text = one if first == last else self.tr("Another pairing fits better from {first} to {last}")
        elif shift < 0:
            one = self.tr("The translation runs one sentence ahead from {first} on")
            text = one if by == 1 else self.tr("The translation runs {by} sentences ahead from {first} on")
        else:
            one = self.tr("The translation runs one sentence behind from {first} on")
            text = one if by == 1 else self.tr("The translation runs {by} sentences behind from {first} on")
        return text.format(first=first, last=last, by=by)

    def _rows_of(self, reading: Reading, proposal: Proposal) -> range:
        """The rows a proposal is about, and what stands between them."""
        rows = [
            reading.row_of(version, segment)
            for bead in proposal.removed
            for version, cell in zip(reading.shown, (bead.source, bead.target), strict=True)
            for segment in cell
        ]
        return range(min(rows), max(rows) + 1)


def _key(proposal: Proposal) -> Key:
    return tuple((bead.source, bead.target) for bead in proposal.added)
