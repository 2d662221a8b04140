"""Where the user cuts or reads words otherwise than the program does.

A cut holds in every text and in both scripts; a reading holds for a word everywhere or at one place, which is
known by its sentence. Which cuts there are to choose from is the business of ``recutting``.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from parallelreader.app.saving import OnTrouble, PatientWriter
from parallelreader.app.words.steps import WordSteps
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.words.corrections import Corrections
from parallelreader.core.words.readings import Choices
from parallelreader.core.words.table import Numbered
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection, data_version
from parallelreader.store.word_corrections import (
    CutRow,
    Key,
    ReadingRow,
    all_corrections,
    write_corrections,
)


@dataclass(frozen=True, slots=True)
class CorrectionMoves:
    """Some corrections before and after one step; None is none."""

    before: Mapping[Key, str | None]
    after: Mapping[Key, str | None]

    @property
    def touched(self) -> frozenset[object]:
        return frozenset(self.after)

    @property
    def count(self) -> int:
        return len(self.after)

    @property
    def about(self) -> str:
        key = next(iter(self.after))
        return key.stretch if isinstance(key, CutRow) else key.word

    def reverted(self) -> "CorrectionMoves":
        return CorrectionMoves(self.after, self.before)


Listener = Callable[[], None]
"""Called after each change, in the thread that made it."""


class WordCorrections:
    """All corrections in memory. Every method may be called from any thread.

    Until :meth:`load` has run there are none; whoever changes something before has it run.
    """

    def __init__(
        self,
        store: Store,
        steps: WordSteps | None = None,
        *,
        clock: Callable[[], int] = now_in_milliseconds,
    ) -> None:
        """``steps`` are shared with others that change words."""
        self.steps = steps or WordSteps()
        self.is_ready = False
        self._store = store
        self._clock = clock
        self._all: dict[Key, str] = {}
        self._cuts, self._choices = Corrections(), Choices()
        self._listeners: list[Listener] = []
        self._trouble_listeners: list[OnTrouble] = []
        self._data_version = 0
        self._operations = 0
        self._lock = threading.Lock()
        self._unsaved: dict[Key, tuple[str | None, int]] = {}
        self._writer: PatientWriter[dict[Key, tuple[str | None, int]]] = PatientWriter(
            store,
            what="corrections of words",
            is_needed=lambda: bool(self.unsaved),
            write=self._write,
            on_written=self._on_written,
            on_trouble=self._report,
        )
        self.steps.admit(CorrectionMoves, self)

    @property
    def cuts(self) -> Corrections:
        """Where words end, for a segmenter."""
        return self._cuts

    @property
    def choices(self) -> Choices:
        """How words are read, for a reader."""
        return self._choices

    @property
    def unsaved(self) -> int:
        """How many corrections are otherwise on disk."""
        with self._lock:
            return len(self._unsaved)

    def load(self) -> None:
        """Read them, which takes some milliseconds, and tell the listeners; later calls do nothing."""
        with self.steps.lock:
            if self.is_ready:
                return
            self._data_version = self._store.read(data_version)
            self._take(self._store.read(all_corrections))
            self.is_ready = True
        self._tell()

    def all(self) -> dict[Key, str]:
        """Every correction, the oldest first: cuts as ``"2 4"``, readings as ``"yin2 hang2"``."""
        with self.steps.lock:
            return dict(self._all)

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._listeners.append(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._trouble_listeners.append(listener)

    def cut(self, cuts: Mapping[str, tuple[int, ...] | None], *, name: str) -> bool:
        """Have words end there inside these stretches, in one step of that ``name``; with None as the
        program would have it. False where that is so already."""
        return self.change({CutRow(key): _said(value) for key, value in cuts.items()}, name=name)

    def read(self, word: str, reading: Numbered | None, *, sentence: str = "", first: int = 0) -> bool:
        """Have a word, by its key, read so everywhere, or where it begins at ``first`` of a sentence; with
        None as the program would. False where that is so already."""
        key = ReadingRow(word, sentence, first if sentence else 0)
        said = " ".join(reading) if reading is not None else None
        return self.change({key: said}, name="Choose reading")

    def change(self, corrections: Mapping[Key, str | None], *, name: str) -> bool:
        """Make these corrections, or with None take them back, in one step; False where nothing changed."""
        self.load()

        def plan() -> tuple[CorrectionMoves, ...]:
            after = {key: said for key, said in corrections.items() if self._all.get(key) != said}
            return (CorrectionMoves({key: self._all.get(key) for key in after}, after),) if after else ()

        return self.steps.do(name, plan)

    def refresh(self) -> None:
        """Take in what another process has written since; call it when the window comes to the front."""
        if not self.is_ready:
            return
        operations, version = self._operations, self._store.read(data_version)
        if version == self._data_version:
            return
        stored = self._store.read(all_corrections)
        with self.steps.lock:
            if self.unsaved or operations != self._operations:
                # Something was changed meanwhile: what was read may be older. The next call looks again.
                return
            self._data_version = version
            if stored == self._all:
                return
            self._take(stored)
        self._tell()

    def retry(self) -> None:
        """Try at once to write what could not be written; it is also tried from time to time."""
        self._writer.retry()

    def flush(self, timeout: float) -> bool:
        """Try what failed again and wait until all is on disk; False where ``timeout`` seconds do not do."""
        self._writer.retry()
        return self._store.flush(timeout) and not self.unsaved

    def is_current(self, part: CorrectionMoves) -> bool:
        """For the steps."""
        return all(self._all.get(key) == said for key, said in part.before.items())

    def apply(self, part: CorrectionMoves, initiator: object | None) -> Callable[[], None]:
        """For the steps."""
        now = self._clock()
        changed = dict(self._all)
        for key, said in part.after.items():
            changed.pop(key, None)
            if said is not None:
                changed[key] = said
        self._take(changed)
        self._operations += 1
        with self._lock:
            for key, said in part.after.items():
                self._unsaved[key] = (said, now)
        self._writer.retry()
        return self._tell

    def _take(self, corrections: dict[Key, str]) -> None:
        self._all = corrections
        cuts: dict[str, tuple[int, ...]] = {}
        of_words: dict[str, Numbered] = {}
        at_places: dict[tuple[str, int, str], Numbered] = {}
        for key, said in corrections.items():
            if isinstance(key, CutRow):
                cuts[key.stretch] = tuple(map(int, said.split()))
            elif key.sentence:
                at_places[key.sentence, key.first, key.word] = tuple(said.split(" "))
            else:
                of_words[key.word] = tuple(said.split(" "))
        self._cuts, self._choices = Corrections(cuts), Choices(of_words, at_places)

    def _write(self, connection: Connection) -> dict[Key, tuple[str | None, int]]:
        with self._lock:
            batch = dict(self._unsaved)
        for key, (said, now) in batch.items():
            write_corrections(connection, {key: said}, now=now)
        return batch

    def _on_written(self, batch: dict[Key, tuple[str | None, int]]) -> None:
        with self._lock:
            for key, write in batch.items():
                if self._unsaved.get(key) is write:
                    del self._unsaved[key]

    def _report(self, problem: UserError | None) -> None:
        for listener in list(self._trouble_listeners):
            listener(problem)

    def _tell(self) -> None:
        for listener in list(self._listeners):
            listener()


def _said(cuts: tuple[int, ...] | None) -> str | None:
    return " ".join(map(str, cuts)) if cuts is not None else None
