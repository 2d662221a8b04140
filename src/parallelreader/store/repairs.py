"""Repaired beads as rows: what is handed to ``Store.submit`` and ``Store.read`` for them.

Finding their places in the texts is the business of ``core.repair.anchoring``; the texts they were made on
are kept beside those of notes.
"""

import sqlite3
from collections.abc import Iterable

from parallelreader.core.alignment import Origin
from parallelreader.core.repair.anchoring import AnchoredBead, AnchoredSide, Spans
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass
from parallelreader.store.notes import kept_texts

_KEY = "corpus, document, source, target, source_digest, target_digest, source_spans, target_spans"
_VALUES = "confidence, checked, base, made"


@dataclass(frozen=True, slots=True)
class PairKey:
    """Which two versions of which document, by their ids."""

    document: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class StoredBead:
    """A repaired bead with the versions it stands between."""

    pair: PairKey
    bead: AnchoredBead


def write_repairs(
    connection: sqlite3.Connection,
    corpus: str,
    *,
    kept: Iterable[StoredBead] = (),
    dropped: Iterable[StoredBead] = (),
) -> None:
    """Take beads out and put others in, all or none; one that is there already is replaced."""
    columns = " AND ".join(f"{name} = ?" for name in _KEY.split(", "))
    connection.executemany(
        f"DELETE FROM repaired_bead WHERE {columns}", [_key(corpus, stored) for stored in dropped]
    )
    marks = ", ".join("?" * len(f"{_KEY}, {_VALUES}".split(", ")))
    connection.executemany(
        f"INSERT OR REPLACE INTO repaired_bead ({_KEY}, {_VALUES}) VALUES ({marks})",
        [(*_key(corpus, stored), *_values(stored.bead)) for stored in kept],
    )


def repairs_of(connection: sqlite3.Connection, corpus: str) -> list[StoredBead]:
    """All repaired beads of a corpus, in no particular order."""
    rows = connection.execute(f"SELECT {_KEY}, {_VALUES} FROM repaired_bead WHERE corpus = ?", (corpus,))
    return [_stored(*row) for row in rows]


def texts_of(connection: sqlite3.Connection, corpus: str, document: str, version: str) -> dict[str, str]:
    """The states of a text that notes and repairs were made on and that were kept, by digest."""
    digests = connection.execute(
        "SELECT digest FROM target JOIN note ON note.id = target.note"
        " WHERE corpus = :corpus AND document = :document AND version = :version"
        " UNION SELECT source_digest FROM repaired_bead"
        " WHERE corpus = :corpus AND document = :document AND source = :version"
        " UNION SELECT target_digest FROM repaired_bead"
        " WHERE corpus = :corpus AND document = :document AND target = :version",
        {"corpus": corpus, "document": document, "version": version},
    )
    return kept_texts(connection, [row[0] for row in digests.fetchall()])


def _key(corpus: str, stored: StoredBead) -> tuple[str, ...]:
    pair, bead = stored.pair, stored.bead
    return (
        corpus,
        pair.document,
        pair.source,
        pair.target,
        bead.source.digest,
        bead.target.digest,
        _words(bead.source.spans),
        _words(bead.target.spans),
    )


def _values(bead: AnchoredBead) -> tuple[float, int, str, int]:
    return bead.confidence, int(bead.is_checked), bead.base, bead.made


def _stored(
    _corpus: str,
    document: str,
    source: str,
    target: str,
    source_digest: str,
    target_digest: str,
    source_spans: str,
    target_spans: str,
    confidence: float,
    checked: int,
    base: str,
    made: int,
) -> StoredBead:
    bead = AnchoredBead(
        AnchoredSide(source_digest, _spans(source_spans)),
        AnchoredSide(target_digest, _spans(target_spans)),
        confidence,
        Origin.CHECKED if checked else Origin.ALIGNER,
        made,
        base,
    )
    return StoredBead(PairKey(document, source, target), bead)


def _words(spans: Spans) -> str:
    return " ".join(f"{span.start}-{span.end}" for span in spans)


def _spans(words: str) -> Spans:
    pairs = (word.split("-") for word in words.split())
    return tuple(Span(int(first), int(last)) for first, last in pairs)
