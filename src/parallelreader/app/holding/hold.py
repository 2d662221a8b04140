"""A file that says what a process is doing, and lets others see whether that process still lives.

The system lets go of the lock when the process ends, however it ends; the file stays then.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Hold:
    """A context: the file is there, whole and held, while it lasts, and gone after it, whatever is raised."""

    def __init__(self, folder: Path, content: str) -> None:
        self._file = folder / f"{secrets.token_hex(8)}.json"
        self._content = content.encode()
        self._stream: BinaryIO | None = None

    def __enter__(self) -> Self:
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Under a name nobody looks for until it is whole and held.
        part = self._file.with_suffix(".part")
        self._stream = part.open("xb")
        self._stream.write(self._content)
        self._stream.flush()
        os.fsync(self._stream.fileno())
        if sys.platform != "win32":
            _lock(self._stream)
            part.rename(self._file)
        else:
            # Windows renames no open file.
            self._stream.close()
            part.rename(self._file)
            self._stream = self._file.open("r+b")
            _lock(self._stream)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stream is not None:
            self._stream.close()
        self._file.unlink(missing_ok=True)


def is_held(file: Path) -> bool:
    """Whether a living process holds the file; also where that cannot be seen."""
    try:
        with file.open("r+b") as stream:
            _lock(stream)
    except OSError:
        return file.exists()
    return False


@contextmanager
def holding(file: Path) -> Iterator[bool]:
    """Hold a file that a process has left, unless another one does; gives whether that was possible."""
    try:
        stream = file.open("r+b")
    except OSError:
        yield False
        return
    with stream:
        try:
            _lock(stream)
        except OSError:
            yield False
            return
        yield True


def _lock(stream: BinaryIO) -> None:
    """Raises OSError where another process, or another opening of the file, has the lock."""
    if sys.platform == "win32":
        # Past all content, which could not be read by others otherwise.
        stream.seek(1 << 30)
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        stream.seek(0)
    else:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
