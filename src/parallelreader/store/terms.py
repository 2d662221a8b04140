"""Concepts and their terms as rows; where terms stand is known to ``app.terms``.

Deleting keeps the row, so that undo brings back the same concept.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from parallelreader.core.terms.concept import Concept, PartOfSpeech, Term, TermStatus

_TERM = "concept, number, id, language, text, status, part_of_speech, forms, case_sensitive, source, note"


def concepts_of(connection: sqlite3.Connection, corpus: str) -> dict[str, Concept]:
    """By id the concepts of a corpus and those that hold everywhere, without deleted ones; the oldest
    first."""
    terms: dict[str, list[Term]] = {}
    for concept, _, *row in connection.execute(
        f"SELECT {_TERM} FROM term WHERE concept IN"
        " (SELECT id FROM concept WHERE corpus IN (?, '') AND deleted = 0) ORDER BY concept, number",
        (corpus,),
    ):
        terms.setdefault(concept, []).append(_term(*row))
    rows = connection.execute(
        "SELECT id, corpus, definition, subject, note, created, changed FROM concept"
        " WHERE corpus IN (?, '') AND deleted = 0 ORDER BY created, id",
        (corpus,),
    )
    return {
        id: Concept(id, owner, tuple(terms[id]), definition, subject, note, created, changed)
        for id, owner, definition, subject, note, created, changed in rows
        if id in terms
    }


def write_concepts(connection: sqlite3.Connection, concepts: Mapping[str, Concept | None]) -> None:
    """Make the rows of these concepts, by id, what they shall be; None deletes."""
    for id, concept in concepts.items():
        if concept is None:
            connection.execute(
                "UPDATE concept SET deleted = 1, revision = revision + 1 WHERE id = ? AND deleted = 0", (id,)
            )
            continue
        connection.execute(
            "INSERT INTO concept (id, corpus, definition, subject, note, created, changed, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT (id) DO UPDATE SET corpus = excluded.corpus,"
            " definition = excluded.definition, subject = excluded.subject, note = excluded.note,"
            " created = excluded.created, changed = excluded.changed, deleted = 0, revision = revision + 1",
            (
                id,
                concept.corpus,
                concept.definition,
                concept.subject,
                concept.note,
                concept.created,
                concept.changed,
            ),
        )
        connection.execute("DELETE FROM term WHERE concept = ?", (id,))
        connection.executemany(
            f"INSERT INTO term ({_TERM}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(id, number, *_row(term)) for number, term in enumerate(concept.terms)],
        )


def concepts_elsewhere(connection: sqlite3.Connection, corpus: str, ids: Iterable[str]) -> set[str]:
    """Those of ``ids`` that are concepts of another corpus."""
    query = "SELECT 1 FROM concept WHERE id = ? AND corpus NOT IN (?, '')"
    return {id for id in ids if connection.execute(query, (id, corpus)).fetchone()}


def _row(term: Term) -> tuple[object, ...]:
    return (
        term.id,
        term.language,
        term.text,
        str(term.status),
        str(term.part_of_speech),
        "\n".join(term.forms),
        int(term.is_case_sensitive),
        term.source,
        term.note,
    )


def _term(
    id: str,
    language: str,
    text: str,
    status: str,
    part_of_speech: str,
    forms: str,
    case_sensitive: int,
    source: str,
    note: str,
) -> Term:
    return Term(
        id,
        language,
        text,
        _STATUSES.get(status, TermStatus.ADMITTED),
        _PARTS.get(part_of_speech, PartOfSpeech.OTHER),
        tuple(forms.split("\n")) if forms else (),
        bool(case_sensitive),
        source,
        note,
    )


_STATUSES = {str(status): status for status in TermStatus}
_PARTS = {str(part): part for part in PartOfSpeech}
