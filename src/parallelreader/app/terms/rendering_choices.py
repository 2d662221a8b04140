"""What the user says of the cells of rendering matrices: accepted, rejected or corrected, each a step of the
history.

Both ends are anchored as notes are: a choice is found again in a changed text, or stays away where its words
are gone; nothing of it attaches to a look-alike.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from parallelreader.app.library import OpenDocument
from parallelreader.app.saving import OnTrouble
from parallelreader.app.steps import Steps
from parallelreader.app.terms.keeping import KeptChanges, KeptValues
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.carrying import Carrier
from parallelreader.core.notes.note import Anchor, new_id, now_in_milliseconds
from parallelreader.core.notes.placement import Placement, place
from parallelreader.core.renderings.choice import RenderingChoice
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.renderings.rendering import CellState, Found, Rendering
from parallelreader.core.renderings.variants import variant_key
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass
from parallelreader.store.database import Store
from parallelreader.store.notes import keep_text, kept_texts
from parallelreader.store.rendering_choices import rendering_choices, write_rendering_choices

CellPlace = tuple[MatrixRow, str]
"""A row and the column of one of its cells."""

_MOST_PLACED = 20_000


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of one cell."""

    row: MatrixRow
    column: str
    state: CellState
    target: Anchor | None


class RenderingChoices:
    """Those of one corpus: a keeper of the ``TermBook``. Every method may be called from any thread.

    The rows given must be of the document given, as it is opened.
    """

    def __init__(
        self, store: Store, steps: Steps, corpus_key: str, *, clock: Callable[[], int] = now_in_milliseconds
    ) -> None:
        self._store, self._clock = store, clock
        self._placed: dict[tuple[Anchor, str], Span | None] = {}
        self._carriers: dict[tuple[str, str], Carrier | None] = {}
        self._by_document: tuple[
            Mapping[str, RenderingChoice], dict[str, list[tuple[str, RenderingChoice]]]
        ] = ({}, {})
        self._kept_digests: set[str] = set()
        self._kept: KeptValues[str, RenderingChoice] = KeptValues(
            store,
            steps,
            table="rendering_choice",
            what="chosen renderings",
            read=partial(rendering_choices, corpus=corpus_key),
            write=lambda connection, values: write_rendering_choices(connection, corpus_key, values),
        )

    @property
    def all(self) -> Mapping[str, RenderingChoice]:
        """All by their ids; later changes make another mapping."""
        return self._kept.values

    @property
    def unsaved(self) -> int:
        """How many are otherwise on disk."""
        return self._kept.unsaved

    def choose(
        self,
        opened: OpenDocument,
        row: MatrixRow,
        column: str,
        span: Span,
        *,
        initiator: object | None = None,
    ) -> bool:
        """Have these words of the version ``column`` render an occurrence, whatever was found. Raises
        ValueError where the span holds no words or reaches out of the text."""
        target = self._anchor(opened, column, span)
        given = [_Said(row, column, CellState.CORRECTED, target)]
        return self._put(opened, given, name="Correct rendering", initiator=initiator)

    def accept(
        self, opened: OpenDocument, cells: Iterable[CellPlace], *, initiator: object | None = None
    ) -> bool:
        """Have the renderings of these cells be right, as they are now; cells without one are left as they
        are. One step for all."""
        given = []
        for row, column in cells:
            rendering = row.cells[column].rendering
            if rendering is not None:
                span = Span(rendering.spans[0].start, rendering.spans[-1].end)
                target = self._anchor(opened, column, span)
                given.append(_Said(row, column, CellState.ACCEPTED, target))
        return self._put(opened, given, name="Accept rendering", initiator=initiator)

    def reject(
        self, opened: OpenDocument, cells: Iterable[CellPlace], *, initiator: object | None = None
    ) -> bool:
        """Have nothing render these occurrences. One step for all."""
        given = [_Said(row, column, CellState.REJECTED, None) for row, column in cells]
        return self._put(opened, given, name="Reject rendering", initiator=initiator)

    def clear(
        self, opened: OpenDocument, cells: Iterable[CellPlace], *, initiator: object | None = None
    ) -> bool:
        """Say nothing of these cells any more: what is found stands. One step for all."""
        self.load()
        known = self._by_cell(opened)
        ids = (known.get((_span_key(row), column)) for row, column in cells)
        changes: dict[str, RenderingChoice | None] = {id: None for id in ids if id is not None}
        return self._kept.change(changes, name="Clear rendering", initiator=initiator)

    def put_as(
        self, choices: Mapping[str, RenderingChoice | None], *, name: str, initiator: object | None = None
    ) -> bool:
        """Keep choices that were made elsewhere, by id, in one step of that ``name``; None clears."""
        return self._kept.change(dict(choices), name=name, initiator=initiator)

    def laid_over(self, opened: OpenDocument, rows: Sequence[MatrixRow]) -> list[MatrixRow]:
        """The rows with what the user chose in the place of what was found; takes long where a long text
        was changed since."""
        by_cell = self._by_cell(opened) if self.all else {}
        if not by_cell:
            return list(rows)
        found = []
        for row in rows:
            cells = dict(row.cells)
            for column, cell in row.cells.items():
                id = by_cell.get((_span_key(row), column))
                choice = self.all.get(id) if id is not None else None
                if choice is not None:
                    cells[column] = self._cell(opened, cell, choice)
            found.append(replace(row, cells=cells))
        return found

    def keep_texts(self, texts: Iterable[Text]) -> None:
        """Keep texts on which choices are made: should they be changed, they lead to the new places."""
        for text in texts:
            if text.digest not in self._kept_digests and self._store.is_writable:
                self._store.submit(keep_text, text.digest, text.content)
                self._kept_digests.add(text.digest)

    def placed(self, anchor: Anchor, text: Text) -> Placement:
        """Where an end of a choice stands in a text as it is now; takes long where that was changed since."""
        carrier = self._carrier(anchor, text) if anchor.digest != text.digest else None
        return place(anchor, text.content, digest=text.digest, carrier=carrier)

    def load(self) -> None:
        """Read them; later calls do nothing."""
        self._kept.load()

    def refresh(self) -> None:
        """Take in what another process has written since."""
        self._kept.refresh()

    def flush(self, timeout: float) -> bool:
        """Wait until all is on disk; False where ``timeout`` seconds do not do."""
        return self._kept.flush(timeout)

    def listen(self, listener: Callable[[KeptChanges[str, RenderingChoice]], None]) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._kept.listen(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._kept.listen_for_trouble(listener)

    def _put(
        self,
        opened: OpenDocument,
        given: Iterable["_Said"],
        *,
        name: str,
        initiator: object | None,
    ) -> bool:
        self.load()
        known, now = self._by_cell(opened), self._clock()
        changes: dict[str, RenderingChoice | None] = {}
        for each in given:
            row = each.row
            id = known.get((_span_key(row), each.column))
            former = self.all.get(id) if id is not None else None
            created = former.created if former is not None else now
            source = self._anchor(opened, row.version, row.span)
            choice = RenderingChoice(each.column, each.state, source, each.target, created, now)
            if former is None or replace(former, changed=now) != choice:
                changes[id or new_id(now)] = choice
        return self._kept.change(changes, name=name, initiator=initiator)

    def _anchor(self, opened: OpenDocument, version: str, span: Span) -> Anchor:
        text = opened.texts[version]
        made = anchor_at(text, span, document=opened.document.id, version=version)
        self.keep_texts([text])
        return made

    def _by_cell(self, opened: OpenDocument) -> dict[tuple[tuple[str, int, int], str], str]:
        """The choices that have a place in the source of a document, by it and the column; of several the
        one changed last."""
        found: dict[tuple[tuple[str, int, int], str], str] = {}
        for id, choice in self._of_document(opened.document.id):
            source = choice.source
            text = opened.texts.get(source.version)
            span = self._place(source, text) if text is not None else None
            if span is not None:
                found[(source.version, span.start, span.end), choice.version] = id
        return found

    def _of_document(self, document: str) -> Sequence[tuple[str, RenderingChoice]]:
        """The choices on a document, those changed last at the end; sorted out once for all documents."""
        now, (known, by_document) = self.all, self._by_document
        if known is not now:
            by_document = {}
            for id, choice in sorted(now.items(), key=lambda item: item[1].changed):
                by_document.setdefault(choice.source.document, []).append((id, choice))
            self._by_document = now, by_document
        return by_document.get(document, ())

    def _cell(self, opened: OpenDocument, cell: Cell, choice: RenderingChoice) -> Cell:
        if choice.target is None:
            return replace(cell, rendering=None, state=choice.state)
        text = opened.texts.get(choice.target.version)
        span = self._place(choice.target, text) if text is not None else None
        if text is None or span is None:
            return cell
        words = text.content[span.start : span.end]
        rendering = Rendering((span,), words, 1.0, Found.CHOSEN, variant_key(words))
        return replace(cell, rendering=rendering, state=choice.state)

    def _place(self, anchor: Anchor, text: Text) -> Span | None:
        key = anchor, text.digest
        if key in (placed := self._placed):
            return placed[key]
        span = self.placed(anchor, text).span
        if len(placed) > _MOST_PLACED:
            # Another one, and not this one emptied: another thread may be about to look something up in it.
            self._placed = {}
        self._placed[key] = span
        return span

    def _carrier(self, anchor: Anchor, text: Text) -> Carrier | None:
        key = anchor.digest, text.digest
        if key not in self._carriers:
            former = self._store.read(kept_texts, {anchor.digest}).get(anchor.digest)
            self._carriers[key] = Carrier(former, str(text.content)) if former is not None else None
        return self._carriers[key]


def _span_key(row: MatrixRow) -> tuple[str, int, int]:
    return row.version, row.span.start, row.span.end
