"""Every corpus the library knows: opened, imported or added, whether or not its folder is there now.

What each of them holds is known to ``holdings``.
"""

from collections.abc import Callable
from pathlib import Path

from parallelreader.app.reach import out_of_reach
from parallelreader.core.corpus import Corpus
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.values import dataclass
from parallelreader.store.database import Store
from parallelreader.store.library import Collection, CorpusRow, library_corpora
from parallelreader.store.places import identify_corpus

__all__ = ["Collection", "LibraryCorpus", "known_corpora", "register"]

_ELSEWHERE = "Another corpus lies in its folder now."


@dataclass(frozen=True, slots=True)
class LibraryCorpus:
    """A corpus of the library. ``key`` is that under which its notes are kept, ``away`` why it cannot be
    read now ("" where it can, or where nobody has looked). Times are milliseconds since 1970, 0 for never.

    ``folder`` is None where another corpus has taken the place of this one.
    """

    key: str
    folder: Path | None
    title: str
    opened: int
    added: int
    away: str = ""
    stamp: str = ""

    @property
    def is_there(self) -> bool:
        return not self.away


def known_corpora(store: Store, *, looks: bool = True) -> list[LibraryCorpus]:
    """All corpora of the library, those opened last first, without reading any of them.

    With ``looks`` it is seen whether their folders are there, which takes up to two seconds where one
    does not answer: call it off the main thread.
    """
    rows = store.read(library_corpora)
    folders = [row.folder for row in rows if row.folder is not None]
    away = out_of_reach(folders) if looks else {}
    return [_known(row, away.get(row.folder, "") if row.folder else _ELSEWHERE) for row in rows]


def register(store: Store, corpus: Corpus, *, clock: Callable[[], int] = now_in_milliseconds) -> str:
    """Take a corpus into the library without opening it; gives its key."""
    documents = [document.id for document in corpus.documents]
    return store.submit(
        identify_corpus,
        corpus.folder,
        title=corpus.title,
        documents=documents,
        now=clock(),
        is_opening=False,
    ).result()


def _known(row: CorpusRow, away: str) -> LibraryCorpus:
    return LibraryCorpus(row.key, row.folder, row.name or row.title, row.opened, row.added, away, row.stamp)
