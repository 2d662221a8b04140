"""Terms as CSV or TSV: a row for each term, the concept's fields in each of its rows, nothing left out.

Tables of other people are read too: a row for a term, or a row for a concept with a column for each language.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.exchange import Losses
from parallelreader.core.incoming import Fault
from parallelreader.core.language.script import has_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.times import iso_time, milliseconds_of
from parallelreader.formats.exchange.concepts import ConceptDraft, IncomingConcepts, TermDraft, own_id
from parallelreader.formats.exchange.guarded_table import table_lines, table_rows
from parallelreader.formats.language_names import language_tag

COLUMNS = (
    "concept",
    "language",
    "term",
    "status",
    "part_of_speech",
    "forms",
    "case_sensitive",
    "source",
    "term_note",
    "subject",
    "definition",
    "note",
    "scope",
    "created",
    "changed",
    "term_id",
)
_OTHER_NAMES = {
    "concept id": "concept",
    "concept_id": "concept",
    "entry": "concept",
    "id": "concept",
    "lang": "language",
    "part of speech": "part_of_speech",
    "pos": "part_of_speech",
    "variants": "forms",
    "case sensitive": "case_sensitive",
    "comment": "note",
    "comments": "note",
    "notes": "note",
    "domain": "subject",
    "subject field": "subject",
    "term note": "term_note",
}
_SIDES = {"source", "target", "translation", "term"}
_EVERYWHERE, _HERE = "everywhere", "corpus"
_YES = {"yes", "true", "1", "y", "是"}
_MEND = "The first row has to say what the columns are, such as “zh” and “en”, or “language” and “term”."


def term_table_lines(concepts: Iterable[Concept], delimiter: str, losses: Losses) -> Iterator[str]:
    """A heading, and a row for each term."""

    def rows() -> Iterator[Sequence[str]]:
        yield COLUMNS
        for concept in concepts:
            for term in concept.terms:
                yield _row(concept, term)
            losses.written += 1

    return table_lines(rows(), delimiter)


def read_term_table(path: Path, *, encoding: str = "", progress: Progress = NO_PROGRESS) -> IncomingConcepts:
    """The concepts of a table, each with the line it begins on. Raises FileProblem with the line."""
    rows = table_rows(path, encoding=encoding, progress=progress)
    _, heading = next(rows, (1, []))
    names = [_name(cell) for cell in heading]
    if "language" in names and "term" in names:
        yield from _row_by_row(rows, names)
        return
    columns = {number: tag for number, cell in enumerate(heading) if (tag := _language(cell, names[number]))}
    sides = [number for number, name in enumerate(names) if name in _SIDES and number not in columns]
    if len(columns) + len(sides) < 2:
        raise FileProblem("No columns of terms can be told in this table", where=path, line=1, mend=_MEND)
    yield from _side_by_side(rows, names, columns, sides)


def _row(concept: Concept, term: Term) -> Sequence[str]:
    return (
        concept.id,
        term.language,
        term.text,
        term.status,
        term.part_of_speech,
        joined(term.forms),
        "yes" if term.is_case_sensitive else "",
        term.source,
        term.note,
        concept.subject,
        concept.definition,
        concept.note,
        _HERE if concept.corpus else _EVERYWHERE,
        iso_time(concept.created) if concept.created else "",
        iso_time(concept.changed) if concept.changed else "",
        term.id,
    )


def _row_by_row(rows: Iterable[tuple[int, list[str]]], names: Sequence[str]) -> IncomingConcepts:
    draft: ConceptDraft | None = None
    seen: set[str] = set()
    is_own = False
    for line, cells in rows:
        cell = dict(zip(names, cells, strict=False))
        key = cell.get("concept", "").strip()
        if draft is None or not key or key != draft.id:
            if draft is not None:
                yield draft.finished(is_own=is_own)
            if key and key in seen:
                # Sorted by something else: its rows do not stand together.
                yield Fault("its rows do not stand together; sort by the first column", part=key, line=line)
                draft = None
                continue
            seen.add(key)
            is_own = bool(own_id(key))
            draft = ConceptDraft(line, key)
            _take_concept(draft, cell)
        draft.terms.append(_term(cell, line))
    if draft is not None:
        yield draft.finished(is_own=is_own)


def _side_by_side(
    rows: Iterable[tuple[int, list[str]]], names: Sequence[str], columns: dict[int, str], sides: Sequence[int]
) -> IncomingConcepts:
    for line, cells in rows:
        cell = dict(zip(names, cells, strict=False))
        key = cell.get("concept", "").strip()
        draft = ConceptDraft(line, key)
        _take_concept(draft, cell)
        for number, words in enumerate(cells):
            language = columns.get(number, "")
            if number in sides:
                language = "zh" if has_han(words) else "en"
            texts = list(filter(None, map(str.strip, parted(words)))) if language else []
            status = cell.get("status", "")
            draft.terms += [
                TermDraft(line, "", language, text, status or ("" if place else "preferred"))
                for place, text in enumerate(texts)
            ]
        yield draft.finished(is_own=bool(own_id(key)))


def _take_concept(draft: ConceptDraft, cell: dict[str, str]) -> None:
    draft.subjects = [cell.get("subject", "")]
    draft.definitions = [cell.get("definition", "")]
    draft.notes = [cell.get("note", "")]
    scope = cell.get("scope", "").strip().lower()
    draft.is_everywhere = None if scope not in (_EVERYWHERE, _HERE) else scope == _EVERYWHERE
    for name in ("created", "changed"):
        if said := cell.get(name, "").strip():
            try:
                setattr(draft, name, max(milliseconds_of(said), 0))
            except (ValueError, OverflowError):
                draft.not_kept[f"the time {said[:40]}"] = None


def _term(cell: dict[str, str], line: int) -> TermDraft:
    return TermDraft(
        line=line,
        id=cell.get("term_id", "").strip(),
        language=cell.get("language", ""),
        text=cell.get("term", ""),
        status=cell.get("status", ""),
        part_of_speech=cell.get("part_of_speech", ""),
        forms=parted(cell.get("forms", "")),
        is_case_sensitive=cell.get("case_sensitive", "").strip().lower() in _YES,
        source=cell.get("source", ""),
        notes=[cell.get("term_note", "")],
    )


def joined(texts: Iterable[str]) -> str:
    """Several texts in one cell, with bars between them; a bar of their own stands after a backslash."""
    return " | ".join(text.replace("\\", "\\\\").replace("|", "\\|") for text in texts)


def parted(cell: str) -> list[str]:
    """The reverse of :func:`joined`."""
    if "|" not in cell and "\\" not in cell:
        return [cell] if cell.strip() else []
    parts: list[list[str]] = [[]]
    characters = iter(cell)
    for each in characters:
        if each == "|":
            parts.append([])
        else:
            parts[-1].append(next(characters, "\\") if each == "\\" else each)
    return list(filter(None, ("".join(part).strip() for part in parts)))


def _name(heading: str) -> str:
    low = heading.strip().lower()
    return _OTHER_NAMES.get(low, low.replace(" ", "_"))


def _language(heading: str, name: str) -> str:
    """The language a column is in by its heading, "" where it is none of ours."""
    tag = language_tag(heading) if name not in COLUMNS and name not in _SIDES else ""
    return tag if tag.split("-")[0] in ("zh", "en", "cmn") else ""
