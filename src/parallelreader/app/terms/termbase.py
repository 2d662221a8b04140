"""The user's concepts: looking them up, and what can be done with them, each in one step of the history.

Where their terms stand in the texts is told by ``finder`` of a sentence, and by ``occurrences`` of a corpus.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from parallelreader.app.saving import OnTrouble
from parallelreader.app.steps import Steps
from parallelreader.app.terms.keeping import KeptChanges, KeptValues, Moves
from parallelreader.core.notes.note import new_id, now_in_milliseconds
from parallelreader.core.terms.concept import Concept, Term, TermStatus
from parallelreader.core.terms.finder import TermFinder
from parallelreader.core.terms.folding import fold_chinese
from parallelreader.core.terms.merging import merged
from parallelreader.core.terms.tidying import tidy
from parallelreader.store.database import Store
from parallelreader.store.terms import concepts_elsewhere, concepts_of, write_concepts

Pair = tuple[Concept | None, Concept | None]
"""A concept before and after; None where there was or is none."""


@dataclass(frozen=True, slots=True)
class TermChanges:
    """What became of some concepts. ``initiator`` is whatever the caller passed."""

    pairs: tuple[Pair, ...]
    initiator: object | None = None


class Termbase:
    """The concepts of one corpus and those that hold everywhere. Every method may be called from any thread.

    Until :meth:`load` has run there are none; whatever changes something has it run.
    """

    def __init__(
        self,
        store: Store,
        steps: Steps,
        corpus_key: str,
        *,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        self.corpus_key = corpus_key
        self.finder = TermFinder()
        self._store = store
        self._clock = clock
        # Of each name the ids, as a tuple that is replaced: the window asks for them without waiting.
        self._by_name: dict[str, tuple[str, ...]] = {}
        self._kept: KeptValues[str, Concept] = KeptValues(
            store,
            steps,
            table="concept",
            what="terms",
            read=partial(_read, corpus=corpus_key),
            write=write_concepts,
            on_change=self._index,
        )

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """By id, the oldest first; later changes make another mapping."""
        return self._kept.values

    @property
    def is_ready(self) -> bool:
        """Whether they have been read."""
        return self._kept.is_ready

    @property
    def unsaved(self) -> int:
        """How many concepts are otherwise on disk."""
        return self._kept.unsaved

    def load(self) -> None:
        """Read them and tell the listeners; later calls do nothing. Ten thousand take about a second."""
        self._kept.load()

    def in_order(self) -> list[Concept]:
        """All of them, the one made first first."""
        return sorted(self.concepts.values(), key=lambda each: (each.created, each.id))

    def get(self, id: str) -> Concept | None:
        """A concept by its id; None where there is none, or no more."""
        return self.concepts.get(id)

    def named(self, text: str) -> tuple[Concept, ...]:
        """The concepts with a term or a form that is written so, in whichever script and case."""
        found = map(self.concepts.get, self._by_name.get(_name(text), ()))
        return tuple(concept for concept in found if concept is not None)

    def new_concept(self, chinese: Sequence[str], english: Sequence[str], **fields: Any) -> Concept:
        """A concept of this corpus with these terms, the first of each language preferred; to be added with
        :meth:`add`. ``fields`` are those of Concept."""
        now = self._clock()
        terms = [
            Term(new_id(now), language, text, TermStatus.ADMITTED if number else TermStatus.PREFERRED)
            for language, texts in (("zh", chinese), ("en", english))
            for number, text in enumerate(texts)
        ]
        made = Concept(new_id(now), self.corpus_key, tuple(terms), created=now, changed=now)
        return replace(made, **fields)

    def new_term(self, language: str, text: str, **fields: Any) -> Term:
        """A term with an id of its own, for a concept; ``fields`` are those of Term."""
        return replace(Term(new_id(self._clock()), language, text), **fields)

    def add(self, concepts: Iterable[Concept], *, name: str = "", initiator: object | None = None) -> None:
        """Keep these concepts from now on, also in place of those with the same ids; one step.

        None of their ids may be among :meth:`foreign_ids`. Raises NoTerm, with nothing added.
        """
        made = {each.id: tidy(each) for each in concepts}
        named = name or ("Add term" if len(made) == 1 else f"Add {len(made)} terms")
        self._kept.change(made, name=named, initiator=initiator)

    def change(self, concept: Concept, *, name: str = "", initiator: object | None = None) -> None:
        """Let the concept with that id be so from now on. Raises NoTerm; no longer there, it comes back."""
        known, tidied = self.concepts.get(concept.id), tidy(concept)
        if known is not None and replace(known, changed=0) == replace(tidied, changed=0):
            return
        changed = replace(tidied, changed=self._clock())
        self._kept.change({concept.id: changed}, name=name or "Change term", initiator=initiator)

    def remove(self, ids: Iterable[str], *, initiator: object | None = None) -> None:
        """Keep these concepts no longer; unknown ids are passed over."""
        self.load()
        gone = {id: None for id in ids if id in self.concepts}
        name = "Remove term" if len(gone) == 1 else f"Remove {len(gone)} terms"
        self._kept.change(gone, name=name, initiator=initiator)

    def merge(self, ids: Sequence[str], *, initiator: object | None = None) -> Concept | None:
        """Make one concept of several: the first gets what the others have; unknown ids are passed over.

        Gives that one; None where there is none.
        """
        self.load()
        known = [concept for concept in map(self.concepts.get, dict.fromkeys(ids)) if concept is not None]
        if len(known) < 2:
            return known[0] if known else None
        first, *others = known
        one = replace(merged(first, others), changed=self._clock())
        values: dict[str, Concept | None] = {each.id: None for each in others}
        self._kept.change({first.id: one, **values}, name=f"Merge {len(known)} terms", initiator=initiator)
        return one

    def foreign_ids(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids under which another corpus has a concept in the same store."""
        return self._store.read(concepts_elsewhere, self.corpus_key, list(ids))

    def moves(self, concepts: Mapping[str, Concept | None]) -> tuple[Moves[str, Concept], ...]:
        """What would have to change for these concepts, by id, to be so: one part of a step, or none.

        For those whose steps change more than terms; everything has to be tidy.
        """
        return self._kept.moves(concepts)

    def listen(self, listener: Callable[[TermChanges], None]) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""

        def tell(changes: KeptChanges[str, Concept]) -> None:
            pairs = tuple((changes.before[id], after) for id, after in changes.after.items())
            listener(TermChanges(pairs, changes.initiator))

        self._kept.listen(tell)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._kept.listen_for_trouble(listener)

    def refresh(self) -> None:
        """Take in what another process has written since."""
        self._kept.refresh()

    def flush(self, timeout: float) -> bool:
        """Wait until all is on disk; False where ``timeout`` seconds do not do."""
        return self._kept.flush(timeout)

    def _index(self, before: Mapping[str, Concept | None], after: Mapping[str, Concept | None]) -> None:
        for concept in before.values():
            if concept is not None:
                for name in _names(concept):
                    left = tuple(id for id in self._by_name.get(name, ()) if id != concept.id)
                    if left:
                        self._by_name[name] = left
                    else:
                        self._by_name.pop(name, None)
        for concept in after.values():
            if concept is not None:
                for name in _names(concept):
                    self._by_name[name] = (*self._by_name.get(name, ()), concept.id)
        self.finder.change((before[id], concept) for id, concept in after.items())


def _read(connection: Any, *, corpus: str) -> dict[str, Concept]:
    return concepts_of(connection, corpus)


def _names(concept: Concept) -> set[str]:
    return {_name(written) for term in concept.terms for written in (term.text, *term.forms)}


def _name(text: str) -> str:
    return fold_chinese(" ".join(text.split()))
