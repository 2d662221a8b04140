"""What the user keeps of the terminology of a corpus, in one place: concepts, and what others lay beside
them. One history has all of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self

from parallelreader.app.saving import OnTrouble
from parallelreader.app.steps import PartsChange, Steps
from parallelreader.app.terms.rendering_choices import RenderingChoices
from parallelreader.app.terms.saved_queries import SavedQueries
from parallelreader.app.terms.setting_aside import Dismissals, SuggestionRejections
from parallelreader.app.terms.termbase import Termbase
from parallelreader.app.undo import History
from parallelreader.core.errors import StoreProblem, UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.store.database import Store


@dataclass(frozen=True, slots=True)
class TermChange(PartsChange):
    """One step on terms."""


class TermSteps(Steps):
    """The steps on terms."""

    noun = "term"
    kind = TermChange


class BookKeeper(Protocol):
    """Keeps one kind of thing; ``app.terms.keeping`` has what most of them need."""

    @property
    def unsaved(self) -> int: ...
    def load(self) -> None: ...
    def refresh(self) -> None: ...
    def flush(self, timeout: float) -> bool: ...
    def listen_for_trouble(self, listener: OnTrouble) -> None: ...


class TermBook:
    """One for an open corpus, or for a command. Making it costs nothing; :meth:`load` is called off the main
    thread."""

    def __init__(
        self, store: Store, corpus_key: str, *, clock: Callable[[], int] = now_in_milliseconds
    ) -> None:
        self.corpus_key = corpus_key
        self.steps = TermSteps()
        self.termbase = Termbase(store, self.steps, corpus_key, clock=clock)
        self.rejections = SuggestionRejections(store, self.steps, corpus_key, clock=clock)
        self.dismissals = Dismissals(store, self.steps, corpus_key, clock=clock)
        self.queries = SavedQueries(store, self.steps, corpus_key, clock=clock)
        self.choices = RenderingChoices(store, self.steps, corpus_key, clock=clock)
        self._store = store
        self._keepers: tuple[BookKeeper, ...] = (
            self.termbase,
            self.rejections,
            self.dismissals,
            self.queries,
            self.choices,
        )
        self._trouble: UserError | None = None
        self.listen_for_trouble(self._note_trouble)

    @classmethod
    def open(cls, store: Store, corpus_key: str, *, clock: Callable[[], int] = now_in_milliseconds) -> Self:
        """The book of a corpus with all of it read."""
        book = cls(store, corpus_key, clock=clock)
        book.load()
        return book

    def _note_trouble(self, problem: UserError | None) -> None:
        self._trouble = problem

    @property
    def unsaved(self) -> int:
        """How many things are not on disk as they are now."""
        return sum(keeper.unsaved for keeper in self._keepers)

    def load(self) -> None:
        """Read all of it; later calls do nothing."""
        for keeper in self._keepers:
            keeper.load()

    def use(self, history: History) -> None:
        """Go on in another history: that of the notes of the corpus."""
        self.steps.use(history)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        for keeper in self._keepers:
            keeper.listen_for_trouble(listener)

    def refresh(self) -> None:
        """Take in what another process has written since; call it when the window comes to the front."""
        for keeper in self._keepers:
            keeper.refresh()

    def flush(self, timeout: float) -> bool:
        """Wait until all is on disk; False where ``timeout`` seconds do not do."""
        written = [keeper.flush(timeout) for keeper in self._keepers]
        return all(written)

    def write_out(self, timeout: float) -> None:
        """As :meth:`flush`. Raises UserError that says why not all is on disk."""
        if not self.flush(timeout):
            raise self._trouble or StoreProblem(
                "The terms could not be written", where=self._store.path, mend="Try again later."
            )
