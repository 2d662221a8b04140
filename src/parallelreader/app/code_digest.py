"""What results that are kept depend on besides their input: the code that made them.

Where they are kept, and under which key, is known to whoever keeps them.
"""

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from parallelreader import __version__

_ROOT = Path(__file__).parents[1]
_SUFFIXES = (".py", ".yaml", ".json", ".txt", ".bin")


@lru_cache(maxsize=8)
def code_digest(package: str) -> str:
    """What the results of a package in ``core`` depend on: its version, and its files where they are there.

    So a change of the rules makes what was kept under the old ones stale, with no number to forget.
    """
    # Asking for the files of the package itself would import it, and with the aligner numpy.
    folder = _ROOT / "core" / package
    found = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return _digest([entry for entry in found if entry.name.endswith(_SUFFIXES)])


@lru_cache(maxsize=8)
def digest_of(modules: tuple[str, ...]) -> str:
    """As :func:`code_digest`, of single modules: their paths below the package."""
    return _digest([_ROOT / module for module in modules])


def _digest(files: Sequence[Path]) -> str:
    state = hashlib.sha256(__version__.encode())
    for file in files:
        if file.is_file():
            state.update(file.read_bytes())
    return state.hexdigest()[:16]
