"""Long documents ready to be read where they lie: flat arrays in files that are mapped into memory.

Each file is one text or one alignment, in the byte order of the machine. It is named by what it was made of
and says of which state of that; whether this is still so is decided by ``app.document_indexing``. A file
that is damaged, missing or cannot be written is as good as none.
"""

import contextlib
import hashlib
import json
import logging
import mmap
import os
import struct
import time
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from parallelreader.core.values import dataclass

logger = logging.getLogger(__name__)

_MAGIC = b"PRindex1"
# At the end of a file: how long its description is, its checksum, that of all before it, and what it is.
_FOOT = struct.Struct("=II I 8s")
_ALIGNED_TO = 8
# Reading a larger file through would be felt; its size and its description are checked all the same.
_CHECKED_WHOLE = 8_000_000
_MOST_BYTES = 4_000_000_000
_ABANDONED_SECONDS = 3600.0

Facts = Mapping[str, Any]
"""What is said of an entry besides its arrays; anything that JSON can say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its ``facts``, and its ``arrays`` by name, which stay valid as long as they are held.

    ``checked``: at what time, in nanoseconds since 1970, it was last known to be so.
    """

    facts: Facts
    arrays: Mapping[str, memoryview]
    checked: int

    def numbers(self, name: str) -> Sequence[int]:
        """An array of whole numbers."""
        return cast("Sequence[int]", self.arrays[name])


class EntryWriter:
    """Takes in what an entry is to hold; ``facts`` may be set until the end."""

    def __init__(self, stream: BinaryIO) -> None:
        self.facts: dict[str, Any] = {}
        self._stream = stream
        self._arrays: list[tuple[str, str, int, int]] = []
        self._size = 0
        self._check = 0

    def write(self, data: bytes) -> None:
        """More bytes of the array that :meth:`end_array` will name."""
        self._stream.write(data)
        self._size += len(data)
        self._check = zlib.crc32(data, self._check)

    def end_array(self, name: str, kind: str) -> None:
        """All that was written since the last array is one of that ``kind`` (a type code of ``array``)."""
        begin = self._arrays[-1][3] if self._arrays else 0
        begin += -begin % _ALIGNED_TO
        self._arrays.append((name, kind, begin, self._size))
        self.write(bytes(-self._size % _ALIGNED_TO))

    def add(self, name: str, numbers: Sequence[int] | Sequence[float], kind: str) -> None:
        """An array."""
        if isinstance(numbers, array | memoryview):
            self.write(numbers.tobytes())
        else:
            self.write(array(kind, numbers).tobytes())
        self.end_array(name, kind)

    def finish(self) -> None:
        """Nothing more will come."""
        description = json.dumps({"facts": self.facts, "arrays": self._arrays}).encode()
        foot = _FOOT.pack(len(description), zlib.crc32(description), self._check, _MAGIC)
        self._stream.write(description + foot)


class DocumentIndex:
    """Entries by name, a file each; those longest unused go when they are too large together."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is made when something is first kept."""
        self.folder = folder

    def find(self, name: str) -> Entry | None:
        """What was kept under a name."""
        file = self._file(name)
        try:
            with file.open("rb") as stream:
                checked = os.fstat(stream.fileno()).st_mtime_ns
                whole = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
            entry = _entry(whole, checked)
            self.confirm(name, checked)
        except (OSError, ValueError, KeyError, TypeError, struct.error) as error:
            if not isinstance(error, FileNotFoundError):
                logger.info("The index %s cannot be used and will be made anew: %s", file, error)
            return None
        return entry

    @contextmanager
    def writing(self, name: str, token: str = "") -> Iterator[EntryWriter]:
        """Write an entry, which is there when all of it is, and was so when this was begun. Raises OSError
        where it cannot be written.

        ``token`` names what is unfinished, so that :meth:`abandon` can take it away.
        """
        part = self._part(name, token or os.urandom(4).hex())
        checked = time.time_ns()
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as stream:
                writer = EntryWriter(stream)
                yield writer
                writer.finish()
            os.utime(part, ns=(checked, checked))
            os.replace(part, self._file(name))
        finally:
            with contextlib.suppress(OSError):
                part.unlink()
        self._prune()

    def abandon(self, name: str, token: str) -> None:
        """Take away what a process that was ended has left of an entry."""
        with contextlib.suppress(OSError):
            self._part(name, token).unlink()

    def confirm(self, name: str, checked: int) -> None:
        """An entry was found to be still so, by somebody who began to look at that time."""
        # When a file was read last is what goes by its name; when it was written says since when it is so.
        with contextlib.suppress(OSError):
            os.utime(self._file(name), ns=(time.time_ns(), checked))

    def _file(self, name: str) -> Path:
        return self.folder / f"{hashlib.sha256(name.encode()).hexdigest()[:40]}.index"

    def _part(self, name: str, token: str) -> Path:
        return self._file(name).with_suffix(f".{token}.part")

    def _prune(self) -> None:
        found = []
        for file in self.folder.iterdir():
            with contextlib.suppress(OSError):
                found.append((file, file.stat()))
        for file, stat in found:
            if file.suffix == ".part" and time.time() - stat.st_mtime > _ABANDONED_SECONDS:
                with contextlib.suppress(OSError):
                    file.unlink()
        size = sum(stat.st_size for _, stat in found)
        # The newest stays: it was just made for somebody who waits for it.
        for file, stat in sorted(found, key=lambda each: each[1].st_atime)[:-1]:
            if size <= _MOST_BYTES:
                return
            # Somebody may be reading it, and some systems then keep it.
            with contextlib.suppress(OSError):
                file.unlink()
                size -= stat.st_size


def _entry(whole: memoryview, checked: int) -> Entry:
    """Raises ValueError, KeyError, TypeError or struct.error where it is not whole."""
    length, check, check_before, magic = _FOOT.unpack(whole[-_FOOT.size :])
    end = len(whole) - _FOOT.size - length
    if magic != _MAGIC or end < 0:
        raise ValueError("it is of another kind")
    description = whole[end : end + length]
    if zlib.crc32(description) != check:
        raise ValueError("its description is damaged")
    if len(whole) <= _CHECKED_WHOLE and zlib.crc32(whole[:end]) != check_before:
        raise ValueError("it is damaged")
    said = json.loads(bytes(description))
    arrays = {}
    for name, kind, begin, stop in said["arrays"]:
        if not 0 <= begin <= stop <= end:
            raise ValueError("an array is cut off")
        arrays[name] = whole[begin:stop].cast(kind)
    return Entry(said["facts"], arrays, checked)
