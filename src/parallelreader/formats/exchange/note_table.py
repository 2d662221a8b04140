"""Notes as CSV or TSV: a row for each place of a note, with nothing of it left out."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.exchange import Losses
from parallelreader.core.incoming import Fault
from parallelreader.core.notes.note import Anchor, Note
from parallelreader.core.notes.tags import tags_as_line, tags_in
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.times import iso_time
from parallelreader.formats.exchange.guarded_table import table_lines, table_rows
from parallelreader.formats.exchange.note_drafts import IncomingNote, IncomingNotes, PlaceDraft, drafted_note

COLUMNS = (
    "id",
    "document",
    "version",
    "segment",
    "quote",
    "partner_version",
    "partner",
    "colour",
    "body",
    "created",
    "changed",
    "start",
    "end",
    "prefix",
    "suffix",
    "digest",
    "detached",
    "former",
    "tags",
    "review",
)
_PLACE = ("document", "version", "start", "end", "exact", "prefix", "suffix", "segment", "digest")
_NEEDED = ("id", "document", "version", "quote", "start", "end", "created")

Partner = Callable[[Anchor], tuple[str, str] | None]
"""The (version id, text) that renders the sentences of an anchor, where the alignment knows it."""


def note_table_lines(
    notes: Iterable[Note], delimiter: str, losses: Losses, *, partner: Partner = lambda _: None
) -> Iterator[str]:
    """A heading, and a row for each place; ``partner`` gives the other side, for people to read."""

    def rows() -> Iterator[Sequence[str]]:
        yield COLUMNS
        for note in notes:
            losses.written += 1
            for anchor in note.targets:
                yield (
                    note.id,
                    anchor.document,
                    anchor.version,
                    anchor.segment,
                    anchor.exact,
                    *(partner(anchor) or ("", "")),
                    note.colour,
                    note.body,
                    iso_time(note.created),
                    iso_time(note.changed),
                    str(anchor.start),
                    str(anchor.end),
                    anchor.prefix,
                    anchor.suffix,
                    anchor.digest,
                    "yes" if anchor.is_detached else "",
                    _packed(anchor.former) if anchor.former is not None else "",
                    tags_as_line(note.tags),
                    str(note.review),
                )

    return table_lines(rows(), delimiter)


def read_note_table(path: Path, *, encoding: str = "", progress: Progress = NO_PROGRESS) -> IncomingNotes:
    """The notes of a table, each with the line it begins on. Raises FileProblem with the line."""
    rows = table_rows(path, encoding=encoding, progress=progress)
    _, heading = next(rows, (1, []))
    names = [cell.strip().lower() for cell in heading]
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise FileProblem(
            f"The table has no column {missing[0]}, which notes are known by",
            where=path,
            line=1,
            mend="Export the notes again as csv, and leave its first row as it is; nothing was imported.",
        )
    gathered: list[dict[str, str]] = []
    begins = 0
    for line, cells in rows:
        # A row may end before its last columns.
        cell = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
        if gathered and cell["id"] != gathered[0]["id"]:
            yield _note(begins, gathered)
            gathered = []
        if not gathered:
            begins = line
        gathered.append(cell)
    if gathered:
        yield _note(begins, gathered)


def _note(line: int, rows: Sequence[dict[str, str]]) -> IncomingNote | Fault:
    first = rows[0]
    try:
        return drafted_note(
            line,
            first["id"].strip(),
            colour=first.get("colour", ""),
            body=first.get("body", ""),
            created=first.get("created", ""),
            changed=first.get("changed", ""),
            places=[_place(row) for row in rows],
            tags=tags_in(first.get("tags", "")),
            review=first.get("review", ""),
        )
    except ValueError as error:
        return Fault(str(error), part=first["id"][:40], line=line)


def _place(row: dict[str, str]) -> PlaceDraft:
    return PlaceDraft(
        document=row.get("document"),
        version=row.get("version"),
        start=_number(row.get("start", "")),
        end=_number(row.get("end", "")),
        exact=row.get("quote", ""),
        prefix=row.get("prefix", ""),
        suffix=row.get("suffix", ""),
        segment=row.get("segment", ""),
        digest=row.get("digest", ""),
        is_detached=row.get("detached", "") == "yes",
        former=_unpacked(row["former"]) if row.get("former") else None,
    )


def _packed(anchor: Anchor) -> str:
    """The place a note was made on, in one cell: what it is now is for people, this is for the program."""
    return json.dumps([getattr(anchor, name) for name in _PLACE], ensure_ascii=False)


def _unpacked(cell: str) -> PlaceDraft:
    found = json.loads(cell)
    if not isinstance(found, list) or len(found) != len(_PLACE):
        raise ValueError("its former place cannot be read")
    return PlaceDraft(*found)


def _number(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 16 else None
