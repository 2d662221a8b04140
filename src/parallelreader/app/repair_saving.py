"""The repaired beads that are not on disk yet, to be put into the store or taken out of it.

When and how often writing is tried is decided in ``saving``; what is a repair in ``repairing``.
"""

import threading
from collections.abc import Iterable, Mapping

from parallelreader.app.saving import OnTrouble, PatientWriter
from parallelreader.core.repair.anchoring import AnchoredSide
from parallelreader.core.text_content import Content
from parallelreader.core.values import dataclass
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection, keep_text
from parallelreader.store.repairs import PairKey, StoredBead, write_repairs

BeadKey = tuple[PairKey, AnchoredSide, AnchoredSide]
"""Which row of the store."""


@dataclass(frozen=True, slots=True)
class _Write:
    """What becomes of one row; a new object each time, so that a later one is told from it."""

    stored: StoredBead
    is_dropped: bool


@dataclass(frozen=True, slots=True)
class _Batch:
    writes: Mapping[BeadKey, _Write]
    texts: Mapping[str, Content]


class RepairSaver:
    """The unsaved repairs of one corpus. Safe from any thread."""

    def __init__(self, store: Store, corpus_key: str, *, on_trouble: OnTrouble) -> None:
        self._corpus_key = corpus_key
        self._lock = threading.Lock()
        self._unsaved: dict[BeadKey, _Write] = {}
        self._unsaved_texts: dict[str, Content] = {}
        self._writer = PatientWriter(
            store,
            what="repairs",
            is_needed=lambda: bool(self.unsaved),
            write=self._write,
            on_written=self._on_written,
            on_trouble=on_trouble,
        )

    @property
    def unsaved(self) -> int:
        """How many beads are not on disk as they are now."""
        with self._lock:
            return len(self._unsaved)

    def save(
        self, *, kept: Iterable[StoredBead], dropped: Iterable[StoredBead], texts: Mapping[str, Content]
    ) -> None:
        """Write these, at once and in the background; what is both dropped and kept is kept.

        ``texts`` by digest are those the beads stand in, to be kept with them.
        """
        with self._lock:
            for is_dropped, beads in ((True, dropped), (False, kept)):
                for stored in beads:
                    key = stored.pair, stored.bead.source, stored.bead.target
                    self._unsaved[key] = _Write(stored, is_dropped)
            self._unsaved_texts.update(texts)
        self.retry()

    def retry(self) -> None:
        """Try now to write whatever is not written yet."""
        self._writer.retry()

    def _write(self, connection: Connection) -> _Batch:
        with self._lock:
            batch = _Batch(dict(self._unsaved), dict(self._unsaved_texts))
        for digest, content in batch.texts.items():
            keep_text(connection, digest, content)
        write_repairs(
            connection,
            self._corpus_key,
            kept=[write.stored for write in batch.writes.values() if not write.is_dropped],
            dropped=[write.stored for write in batch.writes.values() if write.is_dropped],
        )
        return batch

    def _on_written(self, batch: _Batch) -> None:
        with self._lock:
            for key, write in batch.writes.items():
                if self._unsaved.get(key) is write:
                    del self._unsaved[key]
            for digest in batch.texts:
                self._unsaved_texts.pop(digest, None)
