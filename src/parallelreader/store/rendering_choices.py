"""What the user said of renderings, as rows; what it means is known to ``app.terms.rendering_choices``.

Deleting keeps the row, so that undo brings back the same one.
"""

import json
import sqlite3
from collections.abc import Mapping

from parallelreader.core.notes.note import Anchor
from parallelreader.core.renderings.choice import RenderingChoice
from parallelreader.core.renderings.rendering import CellState

_PLACE = ("document", "version", "start", "end", "exact", "prefix", "suffix", "segment", "digest")


def rendering_choices(connection: sqlite3.Connection, corpus: str) -> dict[str, RenderingChoice]:
    """By id those of a corpus, without deleted ones; the oldest first."""
    rows = connection.execute(
        "SELECT id, version, state, source, target, created, changed FROM rendering_choice"
        " WHERE corpus = ? AND deleted = 0 ORDER BY created, id",
        (corpus,),
    )
    return {
        id: RenderingChoice(
            version,
            CellState(state),
            Anchor(*json.loads(source)),
            Anchor(*json.loads(target)) if target else None,
            created,
            changed,
        )
        for id, version, state, source, target, created, changed in rows
    }


def write_rendering_choices(
    connection: sqlite3.Connection, corpus: str, choices: Mapping[str, RenderingChoice | None]
) -> None:
    """Make the rows of these, by id, what they shall be; None deletes."""
    for id, choice in choices.items():
        if choice is None:
            connection.execute(
                "UPDATE rendering_choice SET deleted = 1, revision = revision + 1"
                " WHERE id = ? AND deleted = 0",
                (id,),
            )
            continue
        connection.execute(
            "INSERT INTO rendering_choice"
            " (id, corpus, version, state, source, target, created, changed, revision)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)"
            " ON CONFLICT (id) DO UPDATE SET version = excluded.version, state = excluded.state,"
            " source = excluded.source, target = excluded.target, changed = excluded.changed,"
            " deleted = 0, revision = revision + 1",
            (
                id,
                corpus,
                choice.version,
                choice.state.value,
                _place(choice.source),
                _place(choice.target) if choice.target is not None else "",
                choice.created,
                choice.changed,
            ),
        )


def _place(anchor: Anchor) -> str:
    return json.dumps([getattr(anchor, name) for name in _PLACE], ensure_ascii=False)
