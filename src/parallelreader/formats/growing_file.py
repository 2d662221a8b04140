"""A file that is written from its beginning to its end over a long time, and can be taken up again where it
was last known to be sound.

What it is for and who remembers how far it was is left to whoever writes it.
"""

import contextlib
import os
import shutil
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from parallelreader.formats.whole_writing import write_problem

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a file was: its bytes, and the CRC-32 of them."""

    size: int = 0
    checksum: int = 0


class GrowingFile:
    """Text is added at the end, as UTF-8. Every method but ``close`` raises WriteProblem."""

    def __init__(self, path: Path, mark: Mark | None = None) -> None:
        """Begin a file, or go on with one behind ``mark``; what stands behind that is cut off.

        Raises ValueError where the file does not hold what it held then.
        """
        self.path = path
        self._mark = mark or Mark()
        try:
            if mark is None:
                self._stream: IO[bytes] = path.open("xb")
                return
            self._stream = path.open("r+b")
            try:
                self._go_behind(mark)
            except BaseException:
                self._stream.close()
                raise
        except FileNotFoundError as error:
            raise ValueError(f"{path.name} is gone") from error
        except OSError as error:
            raise write_problem(error, path) from error

    def add(self, text: str) -> None:
        data = text.encode()
        try:
            self._stream.write(data)
        except OSError as error:
            raise write_problem(error, self.path) from error
        self._mark = Mark(self._mark.size + len(data), zlib.crc32(data, self._mark.checksum))

    def settle(self) -> Mark:
        """Have everything on the disk, and give how far it is now."""
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise write_problem(error, self.path) from error
        return self._mark

    def close(self) -> None:
        """Let go of the file; what was not settled may be lost."""
        with contextlib.suppress(OSError):
            self._stream.close()

    def _go_behind(self, mark: Mark) -> None:
        left, checksum = mark.size, 0
        while left:
            block = self._stream.read(min(left, _BLOCK))
            if not block:
                raise ValueError(f"{self.path.name} is shorter than it was")
            left -= len(block)
            checksum = zlib.crc32(block, checksum)
        if checksum != mark.checksum:
            raise ValueError(f"{self.path.name} has changed")
        self._stream.seek(mark.size)
        self._stream.truncate()


def copy_behind(header: str, body: Path | None, target: Path) -> None:
    """Write ``header`` and then what ``body``, if there is one, holds to ``target``, over what may be there.

    Raises WriteProblem.
    """
    try:
        with target.open("wb") as stream:
            stream.write(header.encode())
            if body is not None:
                with body.open("rb") as content:
                    shutil.copyfileobj(content, stream, _BLOCK)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise write_problem(error, target) from error
