"""Everything of the user's that the program opens once: the store, the settings in it, and the cache."""

from typing import Self

from parallelreader.app.places import recent
from parallelreader.app.settings import CurrentSettings
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

    @classmethod
    def open(cls, folders: UserFolders) -> Self:
        """Open, or make, the user's data. Raises StoreProblem or WriteProblem."""
        store = Store.open(folders.data)
        return cls(store, SegmentationCache(folders.cache), CurrentSettings(store), folders)

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
