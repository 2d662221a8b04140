"""Everything the program has computed and can compute again: it may be deleted at any time.

It lies in the user's cache folder, a folder or file for each kind; nothing of the user's own is among it.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parallelreader.paths import UserFolders


@dataclass(frozen=True, slots=True)
class DerivedFiles:
    """One kind, named as its file or folder is, and how many bytes it takes."""

    name: str
    folder: Path
    size: int


def derived_files(folders: UserFolders) -> list[DerivedFiles]:
    """What there is, the largest first."""
    try:
        found = list(folders.cache.iterdir())
    except OSError:
        return []
    kinds = [DerivedFiles(path.name, path, _size(path)) for path in found]
    return sorted(kinds, key=lambda kind: kind.size, reverse=True)


def delete_derived(folders: UserFolders) -> int:
    """Delete it; gives how many bytes that made free. What is in use by somebody else stays."""
    before = sum(kind.size for kind in derived_files(folders))
    for kind in derived_files(folders):
        if kind.folder.is_dir() and not kind.folder.is_symlink():
            shutil.rmtree(kind.folder, ignore_errors=True)
        else:
            with suppress(OSError):
                kind.folder.unlink()
    return before - sum(kind.size for kind in derived_files(folders))


def _size(path: Path) -> int:
    files = (
        [path] if not path.is_dir() else [Path(at, name) for at, _, names in os.walk(path) for name in names]
    )
    total = 0
    for file in files:
        with suppress(OSError):
            total += file.stat().st_size
    return total
