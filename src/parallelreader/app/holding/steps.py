"""What is done with the library, as steps of a history: done whole or not at all, taken back, done again.

Which acts there are is known to ``acts``.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from parallelreader.app.holding.carrying import Carried, carry
from parallelreader.app.holding.changes import Affected, Exchanged, LibraryChange, Part, Rewritten
from parallelreader.app.holding.stock import hold
from parallelreader.app.known_corpora import known_corpora
from parallelreader.app.undo import Change, History, StaleStep, Step
from parallelreader.core.corpus import CORPUS_FILE, Corpus
from parallelreader.core.errors import CorpusProblem, WriteProblem
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.formats.corpus_editing import rewrite
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.store.database import Store
from parallelreader.store.library import Collection, exchange

logger = logging.getLogger(__name__)


class LibrarySteps:
    """One step at a time; every method may be called from any thread and raises UserError, nothing done then.

    ``Affected`` says what a window has to show anew.
    """

    noun = "document"
    is_in_order = True

    def __init__(self, store: Store, data: Path, *, clock: Callable[[], int] = now_in_milliseconds) -> None:
        """``data`` is the folder of the user's data, where what is removed is kept."""
        self._store = store
        self._data = data
        self._clock = clock
        self._lock = threading.RLock()
        self.history = History(lambda _: None)
        self.use(self.history)

    def use(self, history: History) -> None:
        """Go on in another history, such as that of a corpus just opened."""
        history.admit(LibraryChange, self)
        self.history = history

    def undo(self, step: Step | None = None) -> Affected:
        """Take the last step of the history back, or just the one given; call it where that is one of the
        library. Raises as ``History.undo`` does."""
        return self._turn(lambda: self.history.undo(step), self.history.take_back_undo)

    def redo(self) -> Affected:
        """Do the step undone last again."""
        return self._turn(self.history.redo, self.history.take_back_redo)

    def is_current(self, change: Change) -> bool:
        """For the history. Whether the files are as they were is seen when it is carried out."""
        return True

    def carry_out(self, changes: tuple[Change, ...], initiator: object | None) -> Callable[[], None]:
        """For the history."""
        with self._lock:
            for change in changes:
                if isinstance(change, LibraryChange):
                    self._carry_out(change.parts)
        return lambda: None

    def _turn(self, take: Callable[[], Step | None], take_back: Callable[[], None]) -> Affected:
        # Files are moved without the lock of the history: whoever notes something meanwhile does not wait.
        with self._lock:
            with self.history.lock:
                step = take()
            if step is None:
                return Affected()
            self._affected = Affected()
            try:
                for change in step.edits:
                    if isinstance(change, LibraryChange):
                        self._carry_out(change.parts)
            except BaseException:
                with self.history.lock:
                    take_back()
                raise
            self._take_stock()
            return self._affected

    def _do(self, name: str, plan: Callable[[], Sequence[Part]]) -> Affected:
        with self._lock:
            return self._do_stepwise(name, plan())

    def _do_stepwise(self, name: str, parts: Iterable[Part]) -> Affected:
        """Carry parts out as one step of the history, as :meth:`_carry_out` does."""
        with self._lock:
            self._affected = Affected()
            done = self._carry_out(parts)
            if done:
                with self.history.lock:
                    self.history.record(name, (LibraryChange(tuple(done)),))
            self._take_stock()
            return self._affected

    def _carry_out(self, parts: Iterable[Part]) -> list[Part]:
        """Carry parts out, each taken when those before it are done; all of them or none."""
        done: list[Part] = []
        try:
            for part in parts:
                done.append(self._carry_out_part(part))
        except BaseException:
            self._take_back(done)
            raise
        return done

    def _take_back(self, done: Sequence[Part]) -> None:
        """Take back what was done before something failed: that is what is told, and one part that cannot be
        taken back must not keep the others from it."""
        for part in reversed(done):
            try:
                self._carry_out_part(part.reverted())
            except Exception:
                logger.exception("a part of an act on the library could not be taken back")

    def _carry_out_part(self, part: Part) -> Part:
        match part:
            case Exchanged(taken, put):
                if not self._store.submit(exchange, taken, put).result():
                    raise StaleStep("This has been changed elsewhere since", mend="It stays as it is now.")
                rows = [row for row in (*taken, *put) if not isinstance(row, Collection)]
                self._affected |= Affected(frozenset(row.corpus for row in rows))
            case Rewritten(corpus, file):
                try:
                    rewrite(file)
                except WriteProblem as problem:
                    if problem.__cause__ is None:
                        raise StaleStep(
                            "The corpus has been changed elsewhere since",
                            where=file.folder / CORPUS_FILE,
                            mend="It stays as it is now.",
                        ) from problem
                    raise
                self._affected |= Affected(frozenset({corpus}))
            case Carried():
                part = carry(self._store, self._data, part)
                ends = {end.key for end in (part.source, part.target) if not end.is_removed}
                self._affected |= Affected(frozenset(ends), frozenset(ends))
        return part

    def _take_stock(self) -> None:
        """See to it that the library lists what the corpora affected hold now."""
        for known in known_corpora(self._store, looks=False):
            if known.key in self._affected.corpora and known.folder is not None:
                corpus = read_if_there(known.folder)
                if corpus is not None:
                    hold(self._store, known.key, corpus)


def read_if_there(folder: Path) -> Corpus | None:
    """The corpus in a folder; None where there is none that can be read."""
    try:
        return read_corpus(folder)
    except CorpusProblem:
        return None
