"""One version beside its source, with the user's repairs laid over what the corpus or the aligner says.

Holds the alignment in effect and what of the user's is in it; writing that down is left to ``repairing``.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.bead_sequences import beads_gone
from parallelreader.core.repair.anchoring import AnchoredBead, Found, Ground, anchored, find_all
from parallelreader.core.repair.repair import Repair, holding, ordered, overlaid
from parallelreader.core.values import dataclass
from parallelreader.store.repairs import PairKey

_QUOTED = 40


@dataclass(frozen=True, slots=True)
class CarryReport:
    """What became of repairs made on former states of the texts, by the user or, where the file of the
    corpus does not fit any more, by others.

    ``carried`` is how many were found again; ``lost`` has the beginning of either side, as it was, of each
    that does not fit the texts any more. Those stay in the store and may fit again.
    """

    carried: int = 0
    lost: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether there is something to tell."""
        return bool(self.carried or self.lost)

    @property
    def words(self) -> str:
        """It in plain sentences, without the quotes; "" where there is nothing to tell."""
        carried = f"{self.carried} repair{'' if self.carried == 1 else 's'}"
        lost = f"{len(self.lost)} repair{'' if len(self.lost) == 1 else 's'}"
        said = [f"{carried} kept their place in the changed text."] if self.carried > 1 else []
        if self.carried == 1:
            said = [f"{carried} kept its place in the changed text."]
        if self.lost:
            fit = (
                "does not fit the text any more and is"
                if len(self.lost) == 1
                else ("do not fit the text any more and are")
            )
            said.append(f"{lost} {fit} out of effect.")
        return " ".join(said)


@dataclass(slots=True)
class RepairedPair:
    """Changed only by ``repairing``, under its lock; ``alignment`` is None while there is no ``base``."""

    key: PairKey
    source: Ground
    target: Ground
    base: Alignment | None
    base_digest: str
    alignment: Alignment | None
    found: Found
    former: Sequence[AnchoredBead] = ()
    rows: dict[tuple[tuple[int, ...], tuple[int, ...]], AnchoredBead] = field(default_factory=dict)

    @classmethod
    def laid(
        cls,
        key: PairKey,
        beads: Iterable[AnchoredBead],
        source: Ground,
        target: Ground,
        base: Alignment | None,
        former: Sequence[AnchoredBead] = (),
    ) -> "RepairedPair":
        """The ``base`` with whatever of the ``beads`` is found on the texts laid over it, and of the
        ``former`` ones, which others have checked."""
        digest = base.digest if base is not None else ""
        found = find_all(tuple(beads), source, target, base=digest, former=former)
        alignment = None
        if base is not None:
            placed = [*(bead for _, bead in found.kept), *found.former]
            alignment = overlaid(base, placed) if placed else ordered(base)
        rows = {(bead.source, bead.target): anchor for anchor, bead in found.kept}
        return cls(key, source, target, base, digest, alignment, found, former, rows)

    @property
    def pins(self) -> tuple[Bead, ...]:
        """The checked beads, of the user and of the corpus, which aligning anew has to keep."""
        return pins(self.alignment, self.found)

    def is_own(self, bead: Bead) -> bool:
        """Whether the user has checked this bead."""
        anchor = self.rows.get(_sides(bead))
        return anchor is not None and anchor.is_checked

    @property
    def own(self) -> int:
        """How many beads in effect the user has checked."""
        return sum(anchor.is_checked for anchor in self.rows.values())

    @property
    def report(self) -> CarryReport:
        """What became of repairs made on other states of the texts."""
        carried = sum(
            not (self.source.is_of(anchor.source) and self.target.is_of(anchor.target))
            for anchor, _ in self.found.kept
        )
        # What the user has repaired and then written into the corpus was lost in both: told once.
        lost = dict.fromkeys(
            (_beginning(self.source.quote(anchor.source)), _beginning(self.target.quote(anchor.target)))
            for anchor in (*self.found.lost, *self.found.lost_former)
        )
        return CarryReport(carried + len(self.found.former), tuple(lost))

    def outdated(self, beads: Iterable[AnchoredBead]) -> list[AnchoredBead]:
        """Those that nobody checked and whose alignment has been replaced by the present one."""
        if self.base is None:
            return []
        return [
            bead
            for bead in beads
            if not bead.is_checked
            and bead.base != self.base_digest
            and self.source.is_of(bead.source)
            and self.target.is_of(bead.target)
        ]

    def rows_of(self, beads: Iterable[Bead]) -> dict[Bead, AnchoredBead]:
        """What is kept of these beads; nothing of those for which the base alone answers."""
        return {bead: self.rows[_sides(bead)] for bead in beads if _sides(bead) in self.rows}

    def take(
        self,
        repair: Repair,
        repaired: Alignment,
        *,
        now: int,
        former: Mapping[Bead, AnchoredBead] | None = None,
    ) -> tuple[list[AnchoredBead], list[AnchoredBead]]:
        """Go over to the ``repaired`` alignment; gives what to keep of it and what to keep no more.

        ``former`` is what was kept of its beads when they stood there before; None where the repair is new.
        """
        self.alignment = repaired
        dropped = [self.rows.pop(sides) for sides in map(_sides, repair.removed) if sides in self.rows]
        kept = []
        for bead in repair.added:
            row = former.get(bead) if former is not None else None
            # Where a checked bead comes back that was the corpus's alone, it is not the user's now.
            is_own = bead.origin is Origin.CHECKED and (former is None or row is not None)
            if is_own or not self._is_in_base(bead):
                kept.append(row if row is not None and self._fits(row, bead) else self._anchored(bead, now))
                self.rows[_sides(bead)] = kept[-1]
        return kept, dropped

    def rest_on(self, base: Alignment, *, now: int) -> tuple[list[AnchoredBead], list[AnchoredBead]]:
        """Go over to another ``base`` that says what the alignment says or said; gives what to keep of it
        and what to keep no more."""
        former = self.base
        self.base, self.base_digest = base, base.digest
        kept, dropped = [], []
        for sides, anchor in list(self.rows.items()):
            if anchor.is_checked:
                continue
            if self._is_in_base(Bead(*sides, anchor.confidence)):
                dropped.append(self.rows.pop(sides))
            else:
                self.rows[sides] = replace(anchor, base=self.base_digest)
                kept.append(self.rows[sides])
        if former is not None and self.alignment is not None and self.alignment is not base:
            # What was undone meanwhile came back from the former base, which now says it no more.
            for bead in beads_gone(former.beads, base.beads):
                if _sides(bead) not in self.rows and holding(self.alignment, _sides(bead)) == (bead,):
                    kept.append(self._anchored(bead, now))
                    self.rows[_sides(bead)] = kept[-1]
        return kept, dropped

    def forget_lost(self, only: Collection[AnchoredBead] | None = None) -> tuple[AnchoredBead, ...]:
        """Have no more repairs that do not fit, or not ``only`` these; gives those there were."""
        lost = tuple(bead for bead in self.found.lost if only is None or bead in only)
        self.found = replace(self.found, lost=tuple(bead for bead in self.found.lost if bead not in lost))
        return lost

    def confirm(self, carried: Collection[AnchoredBead]) -> tuple[list[AnchoredBead], list[AnchoredBead]]:
        """Anchor these in the texts as they are now; gives what to keep and what to keep no more."""
        kept, dropped = [], []
        for sides, anchor in list(self.rows.items()):
            if anchor in carried:
                dropped.append(anchor)
                bead = Bead(*sides, anchor.confidence, anchor.origin)
                self.rows[sides] = self._anchored(bead, anchor.made)
                kept.append(self.rows[sides])
        return kept, dropped

    def _anchored(self, bead: Bead, now: int) -> AnchoredBead:
        return anchored(bead, self.source, self.target, made=now, base=self.base_digest)

    def _fits(self, row: AnchoredBead, bead: Bead) -> bool:
        if not row.is_checked:
            is_at_home = self.source.is_of(row.source) and self.target.is_of(row.target)
            if not is_at_home or row.base != self.base_digest:
                return False
        return (self.source.find(row.source), self.target.find(row.target)) == _sides(bead)

    def _is_in_base(self, bead: Bead) -> bool:
        return self.base is not None and holding(self.base, _sides(bead)) == (bead,)


def _beginning(words: str) -> str:
    return words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + "…"


def pins(alignment: Alignment | None, found: Found) -> tuple[Bead, ...]:
    """The checked beads of an alignment or, while there is none, among those that were found."""
    if alignment is not None:
        return tuple(alignment.beads[number] for number in alignment.checked())
    given = (*(bead for _, bead in found.kept), *found.former)
    return tuple(bead for bead in given if bead.origin is Origin.CHECKED)


def _sides(bead: Bead) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return bead.source, bead.target
