"""The link tables as a file: written in one go, read only where it is whole.

Where the file lies is known to ``app.word_links``.
"""

import zipfile
from typing import BinaryIO

import numpy as np

from parallelreader.core.links.tables import LinkTables


def write_tables(tables: LinkTables, stream: BinaryIO) -> None:
    """Write what :func:`read_tables` reads."""
    # Every array is guarded by a check sum.
    np.savez(stream, allow_pickle=False, **tables.arrays())


def read_tables(stream: BinaryIO) -> LinkTables | None:
    """The tables in a file; None where it is damaged or was cut off."""
    try:
        with np.load(stream, allow_pickle=False) as kept:
            return LinkTables.from_arrays({name: kept[name] for name in kept.files})
    except (OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile):
        return None
