"""Notes as files for elsewhere: JSON lines, W3C annotations, tables, and a page to read.

Reading them back is done in ``notes_import``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from parallelreader.core.exchange import Fidelity, Losses
from parallelreader.core.notes.note import Anchor, Note
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.times import iso_time
from parallelreader.formats.exchange.guarded_table import BYTE_ORDER_MARK
from parallelreader.formats.exchange.note_page import note_page_lines
from parallelreader.formats.exchange.note_table import Partner, note_table_lines
from parallelreader.formats.exchange.web_annotation import annotation_lines
from parallelreader.formats.whole_file import whole_file

SCHEMA = 1


class NotesFormat(StrEnum):
    """What notes can be written as."""

    JSONL = "jsonl"
    JSONLD = "jsonld"
    CSV = "csv"
    TSV = "tsv"
    MARKDOWN = "md"


def export_notes(
    notes: Iterable[Note],
    notes_format: NotesFormat,
    *,
    titles: Mapping[str, str] | None = None,
    partner: Partner = lambda _: None,
) -> str:
    """:func:`note_lines` as one text."""
    return "".join(note_lines(notes, notes_format, Losses(), titles=titles, partner=partner))


def note_lines(
    notes: Iterable[Note],
    notes_format: NotesFormat,
    losses: Losses,
    *,
    titles: Mapping[str, str] | None = None,
    partner: Partner = lambda _: None,
    title: str = "",
) -> Iterator[str]:
    """The notes, in the order given, as the text of a file, piece by piece; ``losses`` say afterwards what is
    not in it.

    JSON lines and annotations have one note a line; a table has one row for each place of a note.
    ``titles`` of documents by id are for the page to read; ``partner`` gives the other side; ``title`` is
    that of the whole.
    """
    match notes_format:
        case NotesFormat.JSONL:
            return _records(notes, losses, partner)
        case NotesFormat.JSONLD:
            return annotation_lines(tuple(notes), losses, title=title)
        case NotesFormat.CSV:
            return note_table_lines(notes, ",", losses, partner=partner)
        case NotesFormat.TSV:
            return note_table_lines(notes, "\t", losses, partner=partner)
        case NotesFormat.MARKDOWN:
            return note_page_lines(notes, losses, titles=titles or {}, partner=partner)


def write_notes(
    notes: Iterable[Note],
    wanted: NotesFormat,
    out: Path,
    *,
    titles: Mapping[str, str] | None = None,
    partner: Partner = lambda _: None,
    title: str = "",
    progress: Progress = NO_PROGRESS,
) -> Fidelity:
    """Write :func:`note_lines` to a file, whole or not at all, and say what is not in it.

    Raises WriteProblem.
    """
    losses = Losses()
    with whole_file(out) as stream:
        if wanted is NotesFormat.CSV:
            stream.write(BYTE_ORDER_MARK.encode())
        lines = note_lines(notes, wanted, losses, titles=titles, partner=partner, title=title)
        for number, line in enumerate(lines):
            stream.write(line.encode())
            progress.step(number, 0)
    return losses.fidelity


def _records(notes: Iterable[Note], losses: Losses, partner: Partner) -> Iterator[str]:
    for note in notes:
        losses.written += 1
        yield json.dumps(_record(note, partner), ensure_ascii=False) + "\n"


def _record(note: Note, partner: Partner) -> dict[str, object]:
    return {
        "schema": SCHEMA,
        "id": note.id,
        "colour": str(note.colour),
        "body": note.body,
        **({"tags": list(note.tags)} if note.tags else {}),
        **({"review": str(note.review)} if note.review else {}),
        "created": iso_time(note.created),
        "changed": iso_time(note.changed),
        "targets": [_target(anchor, partner) for anchor in note.targets],
    }


def _target(anchor: Anchor, partner: Partner) -> dict[str, object]:
    target: dict[str, object] = {
        "document": anchor.document,
        "version": anchor.version,
        "segment": anchor.segment,
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "digest": anchor.digest,
    }
    if anchor.is_detached:
        target["detached"] = True
    if anchor.former is not None:
        target["former"] = _target(anchor.former, lambda _: None)
    if other := partner(anchor):
        target["partner"] = {"version": other[0], "text": other[1]}
    return target
