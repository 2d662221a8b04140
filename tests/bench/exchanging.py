"""How many terms, notes and aligned pairs a second go out in each exchange format and come in again.

Each figure comes from a process of its own.
"""

import time
from collections.abc import Callable
from pathlib import Path

from bench.apart import figures_apart
from bench.figures import table
from bench.resident import peak_megabytes
from bench.setting import Setting
from bench.texts import long_corpus
from exchange_material import CORPUS, NOON, hostile_notes, many_concepts
from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.aligned_files import AlignedFormat, AlignedSource, write_aligned
from parallelreader.app.exchange.term_files import TermsFormat, read_terms, write_terms
from parallelreader.app.exchange.term_import import plan_import
from parallelreader.app.library import load_document, open_cache
from parallelreader.app.notes_export import NotesFormat, write_notes
from parallelreader.app.notes_import import plan_notes
from parallelreader.core.incoming import Unit
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.tei import read_tei
from parallelreader.formats.tmx import read_tmx
from parallelreader.store.database import Store

_TERMS = (TermsFormat.TBX, TermsFormat.TBX_2, TermsFormat.CSV, TermsFormat.OMEGAT)
_NOTES = (NotesFormat.JSONL, NotesFormat.JSONLD, NotesFormat.CSV)
_ALIGNED = (AlignedFormat.TMX, AlignedFormat.TEI)
_READERS = {AlignedFormat.TMX: read_tmx, AlignedFormat.TEI: read_tei}

Timed = tuple[float, float]
"""Seconds of writing and of reading."""


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    rows = []
    kinds = [("terms", each) for each in _TERMS] + [("notes", each) for each in _NOTES]
    for what, wanted in (*kinds, *(("pairs", each) for each in _ALIGNED)):
        out, back, megabytes, size = figures_apart(
            setting, time_one, str(setting.scratch), what, wanted, setting.long
        )
        speeds = [f"{setting.long / seconds:,.0f}" for seconds in (out, back)]
        rows.append((f"{setting.long:,} {what}", wanted, *speeds, f"{megabytes:.0f} MB", f"{size:.1f} MB"))
    heads = ("", "format", "out a second", "in a second", "memory at most, with all of them", "file")
    return table(heads, rows)


def _terms(setting: Setting, wanted: str, count: int, out: Path) -> Timed:
    concepts = many_concepts(count)
    begun = time.perf_counter()
    write_terms(concepts, TermsFormat(wanted), out)
    written = time.perf_counter()
    plan = plan_import(read_terms(out, TermsFormat(wanted)), {}, corpus_key=CORPUS, now=NOON)
    read = time.perf_counter()
    assert len(plan.pairs) == count
    return written - begun, read - written


def _notes(setting: Setting, wanted: str, count: int, out: Path) -> Timed:
    notes = hostile_notes(count)
    store = Store.open(setting.scratch / f"store-{wanted}")
    annotating = Annotating(store, CORPUS)
    begun = time.perf_counter()
    write_notes(notes, NotesFormat(wanted), out)
    written = time.perf_counter()
    plan = plan_notes(annotating, out, NotesFormat(wanted))
    read = time.perf_counter()
    store.close()
    assert len(plan.notes) == count
    return written - begun, read - written


def _pairs(setting: Setting, wanted: str, count: int, out: Path) -> Timed:
    aligned = AlignedFormat(wanted)
    corpus, cache = read_corpus(long_corpus(setting, count)), open_cache(setting.folders("texts"))
    for document in corpus.documents:
        load_document(corpus, document.id, cache=cache)
    begun = time.perf_counter()
    write_aligned(AlignedSource(corpus, cache=cache), aligned, out)
    written = time.perf_counter()
    found = sum(isinstance(each, Unit) for each in _READERS[aligned](out, ReadOptions()).read())
    read = time.perf_counter()
    assert found
    return written - begun, read - written


_KINDS: dict[str, Callable[[Setting, str, int, Path], Timed]] = {
    "terms": _terms,
    "notes": _notes,
    "pairs": _pairs,
}


def time_one(scratch: str, what: str, wanted: str, count: int) -> tuple[float, float, float, float]:
    """Write and read once; seconds of each, megabytes held at most, and megabytes of file."""
    setting = Setting(Path(scratch))
    out = setting.scratch / f"{what}-as.{wanted}"
    seconds = _KINDS[what](setting, wanted, count, out)
    return (*seconds, peak_megabytes(), out.stat().st_size / 1e6)
