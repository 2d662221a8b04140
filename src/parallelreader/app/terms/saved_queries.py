"""Questions put to a corpus that the user keeps under a name, each change a step of the history."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from parallelreader.app.saving import OnTrouble
from parallelreader.app.searching import Side
from parallelreader.app.steps import Steps
from parallelreader.app.terms.concordance import Question
from parallelreader.app.terms.keeping import KeptValues
from parallelreader.core.concordance.neighbours import Unit
from parallelreader.core.concordance.order import Aspect, parse_aspect
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import new_id, now_in_milliseconds
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection
from parallelreader.store.saved_queries import QueryRow, saved_queries, write_queries

_BETWEEN = ","


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A question, and how its hits are put in order and grouped; times are milliseconds since 1970."""

    id: str
    name: str
    question: Question
    sorting: tuple[Aspect, ...] = ()
    grouping: Aspect | None = None
    unit: Unit = Unit.WORD
    created: int = 0
    changed: int = 0


class SavedQueries:
    """Those of one corpus: a keeper of the ``TermBook``. Every method may be called from any thread."""

    def __init__(
        self,
        store: Store,
        steps: Steps,
        corpus_key: str,
        *,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        self._clock = clock
        self._kept: KeptValues[str, SavedQuery] = KeptValues(
            store,
            steps,
            table="saved_query",
            what="saved queries",
            read=partial(_read, corpus=corpus_key),
            write=partial(_write, corpus=corpus_key),
        )

    @property
    def queries(self) -> Mapping[str, SavedQuery]:
        """By id; later changes make another mapping."""
        return self._kept.values

    def in_order(self) -> list[SavedQuery]:
        """All of them by name."""
        return sorted(self.queries.values(), key=lambda each: (each.name.casefold(), each.created))

    def named(self, name: str) -> SavedQuery | None:
        """The one of that name, whatever its case."""
        wanted = name.strip().casefold()
        return next((each for each in self.in_order() if each.name.casefold() == wanted), None)

    def save(self, query: SavedQuery, *, initiator: object | None = None) -> SavedQuery:
        """Keep a query under its name, in place of the one that had it; gives it as it is kept.

        Raises UserError for a query without a name.
        """
        self.load()
        name = " ".join(query.name.split())
        if not name:
            raise UserError("A saved query needs a name", mend="Write a word or two.")
        now = self._clock()
        known = self.named(name)
        kept = replace(
            query,
            id=known.id if known else new_id(now),
            name=name,
            created=known.created if known else now,
            changed=now,
        )
        self._kept.change({kept.id: kept}, name="Save query", initiator=initiator)
        return kept

    def rename(self, id: str, name: str, *, initiator: object | None = None) -> None:
        """Call a query otherwise. Raises UserError where there is no name, or another query has it."""
        self.load()
        known, plain = self.queries.get(id), " ".join(name.split())
        other = self.named(plain)
        if not plain:
            raise UserError("A saved query needs a name", mend="Write a word or two.")
        if other is not None and other.id != id:
            raise UserError(f"There is a query called {other.name}", mend="Choose another name.")
        if known is not None:
            renamed = replace(known, name=plain, changed=self._clock())
            self._kept.change({id: renamed}, name="Rename query", initiator=initiator)

    def remove(self, id: str, *, initiator: object | None = None) -> None:
        """Keep a query no longer."""
        self.load()
        if id in self.queries:
            self._kept.change({id: None}, name="Remove query", initiator=initiator)

    def listen(self, listener: Callable[[], None]) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._kept.listen(lambda _: listener())

    @property
    def unsaved(self) -> int:
        """How many are otherwise on disk."""
        return self._kept.unsaved

    def load(self) -> None:
        """Read them; later calls do nothing."""
        self._kept.load()

    def refresh(self) -> None:
        """Take in what another process has written since."""
        self._kept.refresh()

    def flush(self, timeout: float) -> bool:
        """Wait until all is on disk; False where ``timeout`` seconds do not do."""
        return self._kept.flush(timeout)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._kept.listen_for_trouble(listener)


def _read(connection: Connection, *, corpus: str) -> dict[str, SavedQuery]:
    return {id: _query(id, row) for id, row in saved_queries(connection, corpus).items()}


def _write(connection: Connection, queries: Mapping[str, SavedQuery | None], *, corpus: str) -> None:
    rows = {id: _row(query) if query is not None else None for id, query in queries.items()}
    write_queries(connection, corpus, rows)


def _row(query: SavedQuery) -> QueryRow:
    asked = query.question
    return QueryRow(
        query.name,
        asked.query,
        asked.concept,
        str(asked.side),
        "\n".join(asked.documents),
        "\n".join(asked.versions),
        _BETWEEN.join(aspect.written for aspect in query.sorting),
        query.grouping.written if query.grouping is not None else "",
        str(query.unit),
        query.created,
        query.changed,
    )


def _query(id: str, row: QueryRow) -> SavedQuery:
    question = Question(
        row.query,
        row.concept,
        next((side for side in Side if side == row.side), Side.BOTH),
        tuple(row.documents.split("\n")) if row.documents else (),
        tuple(row.versions.split("\n")) if row.versions else (),
    )
    sorting = tuple(filter(None, map(_aspect, row.sorting.split(_BETWEEN))))
    unit = next((unit for unit in Unit if unit == row.unit), Unit.WORD)
    return SavedQuery(id, row.name, question, sorting, _aspect(row.grouping), unit, row.created, row.changed)


def _aspect(written: str) -> Aspect | None:
    try:
        return parse_aspect(written) if written else None
    except UserError:
        # A later edition may know more of them.
        return None
