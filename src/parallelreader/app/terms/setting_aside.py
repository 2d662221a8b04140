"""Suggestions that were rejected and findings that were dismissed: neither comes again until that is undone.

Each is known by a key that does not depend on where it stands in a list; making keys is left to those who
suggest and find.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from parallelreader.app.saving import OnTrouble
from parallelreader.app.steps import Steps
from parallelreader.app.terms.keeping import KeptChanges, KeptValues
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.store.database import Store
from parallelreader.store.notes import Connection
from parallelreader.store.set_aside import SetAside, set_aside_in, write_set_aside


class SettingAside:
    """One kind of things in one corpus. Every method may be called from any thread."""

    kind = ""
    what = ""

    def __init__(
        self, store: Store, steps: Steps, corpus_key: str, *, clock: Callable[[], int] = now_in_milliseconds
    ) -> None:
        self.corpus_key = corpus_key
        self._clock = clock
        self._kept: KeptValues[str, SetAside] = KeptValues(
            store,
            steps,
            table=f"set aside {self.kind}",
            what=self.what,
            read=partial(_read, corpus=corpus_key, kind=self.kind),
            write=partial(_write, corpus=corpus_key, kind=self.kind),
        )

    def __contains__(self, key: object) -> bool:
        return key in self._kept.values

    @property
    def all(self) -> Mapping[str, SetAside]:
        """All by their keys; later changes make another mapping."""
        return self._kept.values

    @property
    def unsaved(self) -> int:
        """How many are otherwise on disk."""
        return self._kept.unsaved

    def put(self, words: Mapping[str, str], *, name: str, initiator: object | None = None) -> bool:
        """Set these aside, in one step of that ``name``: for each key what it is about. False where they all
        are already."""
        self.load()
        now, known = self._clock(), self._kept.values
        new: dict[str, SetAside | None] = {
            key: SetAside(said, now) for key, said in words.items() if key not in known
        }
        return self._kept.change(new, name=name, initiator=initiator)

    def put_as(self, values: Mapping[str, SetAside], *, name: str, initiator: object | None = None) -> bool:
        """As :meth:`put`, for those that were set aside elsewhere."""
        self.load()
        known = self._kept.values
        new: dict[str, SetAside | None] = {key: each for key, each in values.items() if key not in known}
        return self._kept.change(new, name=name, initiator=initiator)

    def take_back(self, keys: Iterable[str], *, name: str, initiator: object | None = None) -> bool:
        """Set these aside no longer, in one step; False where none was."""
        self.load()
        known = self._kept.values
        return self._kept.change({key: None for key in keys if key in known}, name=name, initiator=initiator)

    def load(self) -> None:
        """Read them; later calls do nothing."""
        self._kept.load()

    def refresh(self) -> None:
        """Take in what another process has written since."""
        self._kept.refresh()

    def flush(self, timeout: float) -> bool:
        """Wait until all is on disk; False where ``timeout`` seconds do not do."""
        return self._kept.flush(timeout)

    def listen(self, listener: Callable[[KeptChanges[str, SetAside]], None]) -> None:
        """Have ``listener`` called after each change, in the thread that made it."""
        self._kept.listen(listener)

    def listen_for_trouble(self, listener: OnTrouble) -> None:
        """Have ``listener`` told why writing fails, and None once all is written; on the store's thread."""
        self._kept.listen_for_trouble(listener)


class SuggestionRejections(SettingAside):
    """Suggestions that were rejected, by ``Suggestion.key``."""

    kind = "suggestion"
    what = "rejected suggestions"


class Dismissals(SettingAside):
    """Findings that were dismissed, by ``Finding.key``."""

    kind = "finding"
    what = "dismissed findings"


def _read(connection: Connection, *, corpus: str, kind: str) -> dict[str, SetAside]:
    return set_aside_in(connection, corpus, kind)


def _write(connection: Connection, values: Mapping[str, SetAside | None], *, corpus: str, kind: str) -> None:
    write_set_aside(connection, corpus, kind, values)
