"""The user's repairs of the alignments in one corpus: doing them and taking them back.

What can be done to an alignment is known to ``core.repair``; what is kept of it to ``open_repairs``;
aligning anew round a repair is left to ``repair_realigning``, drawing to the caller.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from parallelreader.app.annotating import Annotating
from parallelreader.app.open_repairs import OpenRepairs
from parallelreader.app.repaired_pair import CarryReport, RepairedPair, pins
from parallelreader.app.saving import OnTrouble
from parallelreader.app.undo import Change, History, StepStands
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.corpus import Document
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.repair.anchoring import AnchoredBead, Found
from parallelreader.core.repair.repair import Repair, RepairProblem, applied, is_current
from parallelreader.core.text import Text
from parallelreader.core.values import dataclass
from parallelreader.store.database import Store
from parallelreader.store.repairs import PairKey


@dataclass(frozen=True, slots=True)
class RepairChanges:
    """A version of a document whose alignment has changed: to what, and by which repair.

    ``repair`` is None where another process made the change. ``initiator`` is whatever the caller passed.
    """

    document: str
    version: str
    alignment: Alignment
    repair: Repair | None = None
    initiator: object | None = None


Listener = Callable[[RepairChanges], None]
"""Called after each change, in the thread that made it."""


@dataclass(frozen=True, slots=True)
class Laid:
    """The alignment in effect, None where there is none to lay repairs over yet; the checked beads, of the
    user and of the corpus, which aligning anew has to keep; and what became of repairs made on other states
    of the texts. ``own`` says how many beads the user has checked."""

    alignment: Alignment | None
    found: Found
    report: CarryReport
    own: int

    @property
    def pins(self) -> tuple[Bead, ...]:
        """The checked beads, looked for when they are asked for: they may be very many."""
        return pins(self.alignment, self.found)


@dataclass(frozen=True, slots=True)
class RepairEdit:
    """A repair of one alignment, as a step of the history, with what was kept of its beads ``before`` and
    ``after`` it: what comes back is the user's own only where it was so."""

    pair: PairKey
    repair: Repair
    before: Mapping[Bead, AnchoredBead] = field(default_factory=dict)
    after: Mapping[Bead, AnchoredBead] = field(default_factory=dict)

    @property
    def subject(self) -> PairKey:
        return self.pair

    @property
    def touched(self) -> frozenset[object]:
        """The sentences of either side."""
        sides = enumerate(self.repair.segments)
        return frozenset((self.pair, side, each) for side, segments in sides for each in segments)

    def reverted(self) -> "RepairEdit":
        return RepairEdit(self.pair, self.repair.reverted(), self.after, self.before)

    def followed_by(self, later: "RepairEdit") -> "RepairEdit":
        return RepairEdit(
            self.pair,
            self.repair.followed_by(later.repair),
            {**later.before, **self.before},
            {**self.after, **later.after},
        )


class Repairing:
    """The repairs on one open corpus. Every method may be called from any thread.

    A pair of versions is known from :meth:`overlay` on. A change takes time in proportion to the
    alignment: some hundredths of a second for the longest books.
    """

    noun = "pair"
    is_in_order = False

    def __init__(
        self,
        store: Store,
        corpus_key: str,
        history: History,
        *,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        """``history`` is shared, so that undo takes back whatever was done last."""
        self._store = store
        self._history = history
        self._clock = clock
        self._listeners: list[Listener] = []
        self._trouble_listeners: list[OnTrouble] = []
        self._repairs = OpenRepairs(store, corpus_key, on_trouble=self._report)
        history.admit(RepairEdit, self)

    @classmethod
    def beside(cls, notes: Annotating, store: Store) -> "Repairing":
        """The repairs of the corpus that these notes are on, with one history for both."""
        return cls(store, notes.corpus_key, notes.history)

    @property
    def unsaved(self) -> int:
        """How many repaired beads are not on disk as they are now."""
        return self._repairs.saver.unsaved

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._listeners.append(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._trouble_listeners.append(listener)

    def overlay(
        self,
        document: Document,
        version_id: str,
        base: Alignment | None,
        source: Text,
        target: Text,
        former: Sequence[AnchoredBead] = (),
    ) -> Laid:
        """The alignment in effect: ``base``, as corpus or aligner give it, with the user's repairs, and with
        what others had checked on ``former`` states of the texts.

        Takes long where a long text was edited: call it where the texts are loaded. Without a ``base``
        what was found can be had from :meth:`pins`; call it again when there is one.
        """
        pair = self._repairs.open_pair(pair_key(document, version_id), base, source, target, former)
        return _laid(pair)

    def look(
        self,
        document: Document,
        version_id: str,
        base: Alignment | None,
        source: Text,
        target: Text,
        former: Sequence[AnchoredBead] = (),
    ) -> Laid:
        """As :meth:`overlay`, for other purposes than reading: what is open stays as it is."""
        return _laid(self._repairs.look(pair_key(document, version_id), base, source, target, former))

    def former_texts(self, document: Document, version_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The states of the source and of the version, normalised, that are known from notes and repairs."""
        return self._repairs.former_texts(pair_key(document, version_id))

    def are_there(self, document: Document, version_id: str) -> bool:
        """Whether anything was ever repaired between the source and that version."""
        return bool(self._repairs.beads(pair_key(document, version_id)))

    def pair(self, document: Document, version_id: str) -> RepairedPair | None:
        """The source and that version as they were opened, with what became of the repairs between them."""
        return self._repairs.pair(pair_key(document, version_id))

    def alignment(self, document: Document, version_id: str) -> Alignment | None:
        """The alignment in effect; None where there is none, or the document was never opened."""
        pair = self._repairs.pair(pair_key(document, version_id))
        return pair.alignment if pair else None

    def pins(self, document: Document, version_id: str) -> tuple[Bead, ...]:
        """The checked beads, of the user and of the corpus, which aligning anew has to keep."""
        pair = self._repairs.pair(pair_key(document, version_id))
        return pair.pins if pair else ()

    def is_pinned(self, document: Document, version_id: str, bead: Bead) -> bool:
        """Whether the user, and not only the corpus, answers for this bead."""
        pair = self._repairs.pair(pair_key(document, version_id))
        return pair is not None and pair.is_own(bead)

    def has_pins(self, document: Document, version_id: str) -> bool:
        """Whether the user may answer for any bead; quicker than to ask it of each."""
        pair = self._repairs.pair(pair_key(document, version_id))
        return pair is not None and bool(pair.rows)

    def texts(self, document: Document, version_id: str) -> tuple[Text, Text]:
        """The texts of the source and of the version. Raises RepairProblem where they were never opened."""
        pair = self._repairs.known(pair_key(document, version_id))
        return pair.source.text, pair.target.text

    def do(
        self,
        document: Document,
        version_id: str,
        repair: Repair,
        *,
        session: str = "",
        initiator: object | None = None,
    ) -> RepairChanges:
        """Carry out a repair. Raises RepairProblem where the pairs have been changed meanwhile.

        Repairs of one version that follow each other in one ``session`` are one step of undo.
        """
        key = pair_key(document, version_id)
        while True:
            pair = self._repairs.known(key)
            before = pair.alignment
            if before is None:
                raise RepairProblem("These texts are not aligned yet", mend="Wait until they are.")
            # Made without a lock, so that nobody waits for it; if somebody was quicker it is made again.
            repaired = applied(before, repair)
            with self._history.lock, self._repairs.lock:
                if self._repairs.pair(key) is pair and pair.alignment is before:
                    rows = pair.rows_of(repair.removed)
                    self._take(pair, repair, repaired)
                    edit = RepairEdit(key, repair, rows, pair.rows_of(repair.added))
                    self._history.record(repair.name, (edit,), session=session)
                    break
        return self._tell(RepairChanges(key.document, key.target, repaired, repair, initiator))

    def follow_up(
        self,
        document: Document,
        version_id: str,
        repair: Repair,
        *,
        session: str,
        initiator: object | None = None,
    ) -> RepairChanges | None:
        """Carry out what a repair of that ``session`` has led to, as part of its step of undo.

        None, and nothing done, where that was undone meanwhile or the pairs have been changed.
        """
        with self._history.lock:
            if not self._history.has(session):
                return None
            try:
                return self.do(document, version_id, repair, session=session, initiator=initiator)
            except RepairProblem:
                return None

    def is_current(self, change: Change) -> bool:
        """For the history: whether a repair can be done or taken back. Raises StepStands where the texts have
        not been opened since."""
        pair = self._pair_of(change)
        if pair is None and isinstance(change, RepairEdit):
            raise StepStands(
                f"“{change.repair.name}” was done in a text that is not open",
                where=change.pair.document,
                mend="Open that text, then try again.",
            )
        if pair is None or pair.alignment is None or not isinstance(change, RepairEdit):
            return False
        return is_current(pair.alignment, change.repair)

    def carry_out(self, changes: tuple[Change, ...], initiator: object | None) -> Callable[[], None]:
        """For the history: do what was undone, or undo what was done."""
        told: list[RepairChanges] = []
        with self._repairs.lock:
            for change in changes:
                pair = self._pair_of(change)
                if isinstance(change, RepairEdit) and pair is not None and pair.alignment is not None:
                    repaired = applied(pair.alignment, change.repair)
                    self._take(pair, change.repair, repaired, change.after)
                    names = pair.key.document, pair.key.target
                    told.append(RepairChanges(*names, repaired, change.repair, initiator))

        def tell() -> None:
            for each in told:
                self._tell(each)

        return tell

    def discard_lost(self, document: Document, version_id: str) -> int:
        """Forget the repairs of a version that do not fit its text any more; gives how many those were."""
        return self._repairs.forget_lost(pair_key(document, version_id))

    def discard(self, document: Document, version_id: str, lost: Sequence[AnchoredBead]) -> int:
        """Forget just these of the repairs that do not fit; gives how many those were."""
        return self._repairs.forget_lost(pair_key(document, version_id), only=lost)

    def confirm(self, document: Document, version_id: str, carried: Sequence[AnchoredBead]) -> None:
        """Say of repairs made on other states of the texts that they are right as they stand now."""
        self._repairs.confirm(pair_key(document, version_id), carried)

    def rest_on(self, document: Document, version_id: str, base: Alignment) -> None:
        """The corpus says now what was in effect: what only fills the room between repairs is let go.

        Checked beads stay in the store, for the case that the file is replaced by another.
        """
        self._repairs.rest_on(pair_key(document, version_id), base, now=self._clock())

    def refresh(self) -> list[RepairChanges]:
        """Take in what another process has written since; call it when the window comes to the front."""
        with self._history.lock:
            changed = [
                RepairChanges(pair.key.document, pair.key.target, pair.alignment)
                for pair in self._repairs.read_again()
                if pair.alignment is not None
            ]
        return [self._tell(changes) for changes in changed]

    def retry(self) -> None:
        """Try at once to write what could not be written; it is also tried from time to time."""
        self._repairs.saver.retry()

    def flush(self, timeout: float) -> bool:
        """Try what failed again and wait until all is on disk; False where ``timeout`` seconds do not do."""
        self._repairs.saver.retry()
        return self._store.flush(timeout) and not self.unsaved

    def _take(
        self,
        pair: RepairedPair,
        repair: Repair,
        repaired: Alignment,
        former: Mapping[Bead, AnchoredBead] | None = None,
    ) -> None:
        self._repairs.take(pair, repair, repaired, now=self._clock(), former=former)

    def _pair_of(self, change: Change) -> RepairedPair | None:
        return self._repairs.pair(change.pair) if isinstance(change, RepairEdit) else None

    def _report(self, problem: UserError | None) -> None:
        for listener in list(self._trouble_listeners):
            listener(problem)

    def _tell(self, changes: RepairChanges) -> RepairChanges:
        for listener in list(self._listeners):
            listener(changes)
        return changes


def _laid(pair: RepairedPair) -> Laid:
    return Laid(pair.alignment, pair.found, pair.report, pair.own)


def pair_key(document: Document, version_id: str) -> PairKey:
    """Under what the repairs between the source of a document and another version are kept."""
    return PairKey(document.id, document.source.id, version_id)
