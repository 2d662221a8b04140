"""What takes long to compute about texts and can be computed again: sentence bounds, and long documents
ready to be read.

Plain files in the user's cache folder; one that is damaged, missing or cannot be written is as good as
none. What a key is made of is decided by ``app.library``.
"""

import contextlib
import hashlib
import logging
import os
import sys
from array import array
from pathlib import Path

from parallelreader.store.document_index import DocumentIndex

logger = logging.getLogger(__name__)

_MAGIC = b"PRcache1"
_DIGEST = hashlib.sha256().digest_size
_MAX_FILES = 600
_MAX_BYTES = 200_000_000


class SegmentationCache:
    """Numbers by key, a file each; those longest unused go when they are too many or too large."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when something is first kept."""
        self.root = folder
        self._folder = folder / "segments"
        self.documents = DocumentIndex(folder / "documents")

    def bounds(self, key: str) -> list[tuple[int, int]] | None:
        """(start, end) of every segment, in code points and in order, as they were kept."""
        numbers = self._read(key, "bounds")
        if numbers is None or len(numbers) % 2:
            return None
        return list(zip(numbers[::2], numbers[1::2], strict=True))

    def keep_bounds(self, key: str, bounds: list[tuple[int, int]]) -> None:
        """Keep what :meth:`bounds` gives back."""
        self._write(key, "bounds", array("I", (number for pair in bounds for number in pair)))

    def _file(self, key: str, kind: str) -> Path:
        return self._folder / f"{hashlib.sha256(key.encode()).hexdigest()[:40]}.{kind}"

    def _read(self, key: str, kind: str) -> "array[int] | None":
        file = self._file(key, kind)
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        payload = data[len(_MAGIC) + _DIGEST :]
        expected = _MAGIC + hashlib.sha256(payload).digest()
        if data[: len(expected)] != expected or len(payload) % 4:
            logger.info("The cache file %s is damaged and will be made anew", file)
            return None
        return _swapped(array("I", payload))

    def _write(self, key: str, kind: str, numbers: "array[int]") -> None:
        payload = _swapped(numbers).tobytes()
        file = self._file(key, kind)
        part = file.with_suffix(f".{os.urandom(4).hex()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_MAGIC + hashlib.sha256(payload).digest() + payload)
            os.replace(part, file)
            self._prune()
        except OSError as error:
            logger.info("Nothing was kept in the cache: %s", error)
            with contextlib.suppress(OSError):
                part.unlink()

    def _prune(self) -> None:
        found = [(file, file.stat()) for file in self._folder.iterdir()]
        size = sum(stat.st_size for _, stat in found)
        if len(found) <= _MAX_FILES and size <= _MAX_BYTES:
            return
        # To three quarters, so that not every file that is kept looks for the next one to go.
        count = len(found)
        for file, stat in sorted(found, key=lambda entry: entry[1].st_mtime):
            if count <= _MAX_FILES * 3 // 4 and size <= _MAX_BYTES * 3 // 4:
                return
            file.unlink(missing_ok=True)
            count, size = count - 1, size - stat.st_size


def _swapped(numbers: "array[int]") -> "array[int]":
    """The files are little-endian, wherever they were written."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers
