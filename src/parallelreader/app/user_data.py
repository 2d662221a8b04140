"""Everything of the user's that the program opens once: the store, the settings in it, and the cache."""

from typing import Self

from parallelreader.app.places import recent
from parallelreader.app.settings import CurrentSettings
from parallelreader.core.errors import UserError, WriteProblem
from parallelreader.core.values import dataclass
from parallelreader.paths import UserFolders
from parallelreader.store.database import Store
from parallelreader.store.places import KnownCorpus
from parallelreader.store.segmentation_cache import SegmentationCache

_SECONDS_TO_WRITE = 10.0


@dataclass(frozen=True, slots=True)
class UserData:
    """Held open as long as the window is; ``close`` finishes what is still being written."""

    store: Store
    cache: SegmentationCache
    settings: CurrentSettings
    folders: UserFolders
    refusal: UserError | None = None
    """Why nothing can be kept this time; None as a rule."""

    @classmethod
    def open(cls, folders: UserFolders) -> Self:
        """Open, or make, the user's data; where nothing can be written, what is there is read all the same.

        Raises StoreProblem, and WriteProblem where it cannot even be read.
        """
        store, refusal = open_store(folders)
        return cls(store, SegmentationCache(folders.cache), CurrentSettings(store), folders, refusal)

    def recent_corpora(self) -> list[KnownCorpus]:
        """The corpora opened last, newest first; whether they are there is seen when they are opened."""
        return recent(self.store)

    @property
    def has_unfinished(self) -> bool:
        """Whether a crash may have left a document between two places; see ``app.holding.carrying``."""
        return any(self.folders.data.glob("under-way/*.json"))

    def close(self) -> None:
        """Wait for the last writes and let the store go."""
        self.store.flush(_SECONDS_TO_WRITE)
        self.store.close()


def open_store(folders: UserFolders) -> tuple[Store, UserError | None]:
    """The store; where nothing can be written to it a copy that is only read, with the reason.

    Raises StoreProblem, and WriteProblem where it cannot even be read.
    """
    try:
        store = Store.open(folders.data)
    except WriteProblem as problem:
        return Store.open(folders.data, is_writable=False), problem
    refusal = store.refusal()
    if refusal is None:
        return store, None
    store.close()
    return Store.open(folders.data, is_writable=False), refusal
