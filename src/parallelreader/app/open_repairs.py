"""The repaired beads of one corpus in memory and in the store, and the pairs of versions they are laid over.

Which repairs are done, and in what order they are taken back, is decided in ``repairing``.
"""

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from parallelreader.app.repair_saving import RepairSaver
from parallelreader.app.repaired_pair import RepairedPair
from parallelreader.app.saving import OnTrouble
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.repair.anchoring import AnchoredBead, AnchoredSide, Ground
from parallelreader.core.repair.repair import Repair, RepairProblem
from parallelreader.core.text import Text
from parallelreader.store.database import Store
from parallelreader.store.notes import data_version, kept_texts
from parallelreader.store.repairs import PairKey, StoredBead, repairs_of, texts_of

_Rows = dict[tuple[AnchoredSide, AnchoredSide], AnchoredBead]


class OpenRepairs:
    """Every method may be called from any thread; ``lock`` is held while something is changed."""

    def __init__(self, store: Store, corpus_key: str, *, on_trouble: OnTrouble) -> None:
        self.lock = threading.RLock()
        self.saver = RepairSaver(store, corpus_key, on_trouble=on_trouble)
        self._store = store
        self._corpus_key = corpus_key
        self._operations = 0
        self._data_version = store.read(data_version)
        self._stored = _by_pair(store.read(repairs_of, corpus_key))
        self._pairs: dict[PairKey, RepairedPair] = {}

    def open_pair(
        self,
        key: PairKey,
        base: Alignment | None,
        source_text: Text,
        target_text: Text,
        former: Sequence[AnchoredBead] = (),
    ) -> RepairedPair:
        """Lay what there is over ``base``. Takes long where a long text was edited."""
        while True:
            beads = self.beads(key)
            pair = self.look(key, base, source_text, target_text, former)
            with self.lock:
                if self.beads(key) == beads:
                    self._pairs[key] = pair
                    self._keep(pair, (), pair.outdated(beads))
                    return pair

    def look(
        self,
        key: PairKey,
        base: Alignment | None,
        source_text: Text,
        target_text: Text,
        former: Sequence[AnchoredBead] = (),
    ) -> RepairedPair:
        """As :meth:`open_pair`, but it is not kept; what is open stays as it is."""
        beads = self.beads(key)
        source, target = self._grounds((*beads, *former), source_text, target_text)
        return RepairedPair.laid(key, beads, source, target, base, former)

    def former_texts(self, key: PairKey) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The states of both texts that are known from notes and repairs."""
        source, target = (
            tuple(self._store.read(texts_of, self._corpus_key, key.document, version).values())
            for version in (key.source, key.target)
        )
        return source, target

    def beads(self, key: PairKey) -> tuple[AnchoredBead, ...]:
        """All repaired beads between two versions, whether they fit the texts or not."""
        with self.lock:
            return tuple(self._stored.get(key, {}).values())

    def pair(self, key: PairKey) -> RepairedPair | None:
        """The two versions as they are now; None where they were never opened."""
        return self._pairs.get(key)

    def known(self, key: PairKey) -> RepairedPair:
        """As :meth:`pair`. Raises RepairProblem where they were never opened."""
        pair = self._pairs.get(key)
        if pair is None:
            raise RepairProblem("This document is not open", mend="Open it first.")
        return pair

    def take(
        self,
        pair: RepairedPair,
        repair: Repair,
        repaired: Alignment,
        *,
        now: int,
        former: Mapping[Bead, AnchoredBead] | None = None,
    ) -> None:
        """A repair was done, with that result, or, with what was kept ``former``ly of the beads that come
        back, undone or done again; call it under the lock."""
        self._operations += 1
        self._keep(pair, *pair.take(repair, repaired, now=now, former=former))

    def forget_lost(self, key: PairKey, *, only: Collection[AnchoredBead] | None = None) -> int:
        """Forget the repairs that do not fit the texts any more, or ``only`` these of them; gives how many
        those were."""
        with self.lock:
            pair = self.known(key)
            lost = pair.forget_lost(only)
            self._keep(pair, (), lost)
        return len(lost)

    def confirm(self, key: PairKey, carried: Collection[AnchoredBead]) -> None:
        """Let these be anchored in the texts as they are now."""
        with self.lock:
            pair = self.known(key)
            self._keep(pair, *pair.confirm(carried))

    def rest_on(self, key: PairKey, base: Alignment, *, now: int) -> None:
        """The corpus says now what was in effect."""
        # Its name takes long where it is long, and nobody need wait for it.
        assert base.digest
        with self.lock:
            pair = self.known(key)
            self._keep(pair, *pair.rest_on(base, now=now))

    def read_again(self) -> Iterator[RepairedPair]:
        """Take in what another process has written since; gives the pairs whose alignment has changed."""
        with self.lock:
            operations = self._operations
        version = self._store.read(data_version)
        if version == self._data_version:
            return
        stored = _by_pair(self._store.read(repairs_of, self._corpus_key))
        with self.lock:
            if self.saver.unsaved or operations != self._operations:
                # Something was changed meanwhile: what was read may be older. The next call looks again.
                return
            self._data_version = version
            former, self._stored = self._stored, stored
            for key, pair in list(self._pairs.items()):
                if stored.get(key, {}) != former.get(key, {}) and self._lay_anew(pair):
                    yield self._pairs[key]

    def _lay_anew(self, pair: RepairedPair) -> bool:
        """Lay over a pair what is stored now; gives whether that made a difference."""
        fresh = self.look(pair.key, pair.base, pair.source.text, pair.target.text, pair.former)
        self._pairs[pair.key] = fresh
        return bool(fresh.alignment and pair.alignment and fresh.alignment.beads != pair.alignment.beads)

    def _grounds(self, beads: Iterable[AnchoredBead], source: Text, target: Text) -> tuple[Ground, Ground]:
        given = tuple(beads)
        return (
            self._ground(source, {bead.source.digest for bead in given if bead.source.spans}),
            self._ground(target, {bead.target.digest for bead in given if bead.target.spans}),
        )

    def _ground(self, text: Text, digests: set[str]) -> Ground:
        digest = text.digest
        others = digests - {digest}
        former = self._store.read(kept_texts, others) if others else {}
        carriers = {name: Carrier(content, str(text.content)) for name, content in former.items()}
        return Ground(text, digest=digest, carriers=carriers)

    def _keep(
        self, pair: RepairedPair, kept: Iterable[AnchoredBead], dropped: Iterable[AnchoredBead]
    ) -> None:
        """Remember and write what is to be kept of a pair, and forget the rest."""
        gone, come = tuple(dropped), tuple(kept)
        if not gone and not come:
            return
        rows = self._stored.setdefault(pair.key, {})
        for bead in gone:
            rows.pop((bead.source, bead.target), None)
        for bead in come:
            rows[bead.source, bead.target] = bead
        if self._store.is_writable:
            grounds = (pair.source, pair.target) if come else ()
            self.saver.save(
                kept=[StoredBead(pair.key, bead) for bead in come],
                dropped=[StoredBead(pair.key, bead) for bead in gone],
                texts={ground.digest: ground.text.content for ground in grounds},
            )


def _by_pair(stored: Iterable[StoredBead]) -> dict[PairKey, _Rows]:
    found: dict[PairKey, _Rows] = {}
    for each in stored:
        found.setdefault(each.pair, {})[each.bead.source, each.bead.target] = each.bead
    return found
