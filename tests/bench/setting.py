"""How large a run of the benchmarks is and where it may write.

The sizes are those of the figures people quote; ``quick`` ones only show that everything still runs.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from parallelreader.paths import UserFolders

TESTS = Path(__file__).resolve().parents[1]
SAMPLES = TESTS.parent / "resources" / "samples"
SHARED = TESTS.parents[1] / "shared"


@dataclass(frozen=True, slots=True)
class Setting:
    """``scratch`` is a folder that is thrown away; ``short`` and ``long`` are numbers of pairs."""

    scratch: Path
    starts: int = 7
    short: int = 100
    long: int = 100_000
    pages: int = 200
    reading_lengths: tuple[int, ...] = (1_000, 100_000, 1_000_000)
    """Numbers of pairs of the documents in which opening, scrolling and jumping are measured."""
    sentences_to_align: int = 2_000
    lengths: tuple[int, ...] = (1_000, 5_000, 25_000, 50_000)
    """Chinese sentences of the texts that are aligned to see how time and memory grow."""
    pairs_searched: tuple[int, ...] = (100_000, 1_000_000)
    documents: int = 20
    """How many documents of a corpus to scroll through, at most."""
    memory_units: tuple[int, ...] = (10_000, 100_000, 1_000_000)
    """Units of the translation memories that are read."""
    most_units_compared: int = 100_000
    """Up to so many of them are read by another program too, which holds all of them in memory."""
    dictionary_entries: int = 1_000_000
    """Entries of the made dictionary that is imported and asked."""
    films: int = 5
    utterances: int = 1_200
    notes_carried: int = 20
    """Quotes of each length in each text that are carried through each edit."""
    notes_bundled: int = 10_000
    """Notes of the bundle that is written and merged."""
    reads_shared: bool = True
    is_apart: bool = True
    """Whether what a figure could be charged with besides its own is kept out by a process of its own."""

    @classmethod
    def quick(cls, scratch: Path) -> "Setting":
        """Just enough to see that it works."""
        return cls(
            scratch,
            starts=1,
            short=20,
            long=200,
            pages=4,
            reading_lengths=(20, 200),
            sentences_to_align=60,
            lengths=(20, 60),
            pairs_searched=(300,),
            documents=1,
            memory_units=(200,),
            dictionary_entries=2_000,
            films=1,
            utterances=100,
            notes_carried=2,
            notes_bundled=100,
            reads_shared=False,
            is_apart=False,
        )

    def folders(self, name: str) -> UserFolders:
        """A user's folders for one measurement; the cache is shared by all, so that it is warm."""
        return UserFolders(data=self.scratch / f"user-{name}", cache=self.scratch / "cache")


def child_variables() -> dict[str, str]:
    """The environment of a process that imports from here and draws without a display."""
    paths = [str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        "QT_QPA_PLATFORM": "offscreen",
        # Without a display Qt says of every window that it has no size hints to pass on.
        "QT_LOGGING_RULES": "default.warning=false",
        **os.environ,
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths)),
    }
