"""The user's words in one place: statuses, kept words, corrections, and where English was needed."""

from collections.abc import Callable, Collection

from parallelreader.app.saving import OnTrouble
from parallelreader.app.undo import History
from parallelreader.app.words.brought_reading import BroughtReading, ReadingKeeper
from parallelreader.app.words.corrections import WordCorrections
from parallelreader.app.words.kept import KeptWords
from parallelreader.app.words.reveals import Reveals
from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.app.words.steps import WordSteps
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.errors import StoreProblem, UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.store.database import Store


class WordBook:
    """One for the window, or for a command. Making it costs nothing; :meth:`load` is called off the main
    thread."""

    def __init__(self, store: Store, *, clock: Callable[[], int] = now_in_milliseconds) -> None:
        self.steps = WordSteps()
        self.statuses = Statuses(store, self.steps, clock=clock)
        self.kept = KeptWords(store, self.statuses, clock=clock)
        self.reveals = Reveals(store, self.steps, clock=clock)
        self.steps.admit(BroughtReading, ReadingKeeper(store, self.reveals.tell))
        self.corrections = WordCorrections(store, self.steps, clock=clock)
        self._store = store
        self._trouble: UserError | None = None
        self.listen_for_trouble(self._note_trouble)

    def _note_trouble(self, problem: UserError | None) -> None:
        self._trouble = problem

    @property
    def unsaved(self) -> int:
        """How many things are not on disk as they are now."""
        return self.statuses.unsaved + self.kept.unsaved + self.corrections.unsaved

    def load(self) -> None:
        """Read all of it; later calls do nothing."""
        self.statuses.load()
        self.kept.load()
        self.corrections.load()

    def remove(self, cards: Collection[str], keys: Collection[str]) -> None:
        """Keep these cards no longer, by their ids, and let the words of these keys be new: one step."""
        self.load()
        count = len(cards) + len(keys)
        self.steps.do(
            "Remove a word" if count == 1 else f"Remove {count} words",
            lambda: (*self.kept.removal(cards), *self.statuses.moves(dict.fromkeys(keys, Status.NEW))),
        )

    def correct(self, words: TextWords) -> None:
        """Have words cut and read as the user has corrected them, now and after each change."""

        def take() -> None:
            words.correct(self.corrections.cuts, self.corrections.choices)

        self.corrections.listen(take)
        take()

    def use(self, history: History) -> None:
        """Go on in another history, such as that of a corpus just opened."""
        self.steps.use(history)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self.statuses.listen_for_trouble(listener)
        self.kept.listen_for_trouble(listener)
        self.corrections.listen_for_trouble(listener)

    def refresh(self) -> None:
        """Take in what another process has written since; call it when the window comes to the front."""
        self.statuses.refresh()
        self.kept.refresh()
        self.corrections.refresh()

    def flush(self, timeout: float) -> bool:
        """Wait until all is on disk; False where ``timeout`` seconds do not do."""
        keepers = (self.statuses, self.kept, self.corrections)
        written = [keeper.flush(timeout) for keeper in keepers]
        return all(written)

    def write_out(self, timeout: float) -> None:
        """As :meth:`flush`. Raises UserError that says why not all is on disk."""
        if not self.flush(timeout):
            raise self._trouble or StoreProblem(
                "The words could not be written", where=self._store.path, mend="Try again later."
            )
