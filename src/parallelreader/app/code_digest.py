"""What results that are kept depend on besides their input: the code that made them.

Where they are kept, and under which key, is known to whoever keeps them.
"""

import hashlib
from functools import lru_cache
from pathlib import Path

from parallelreader import __version__


@lru_cache(maxsize=8)
def code_digest(package: str) -> str:
    """What the results of a package in ``core`` depend on: its version, and its files where they are there.

    So a change of the rules makes what was kept under the old ones stale, with no number to forget.
    """
    state = hashlib.sha256(__version__.encode())
    # Asking for the files of the package itself would import it, and with the aligner numpy.
    folder = Path(__file__).parents[1] / "core" / package
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file() and entry.name.endswith((".py", ".yaml", ".json", ".txt", ".bin")):
            state.update(entry.read_bytes())
    return state.hexdigest()[:16]
