"""Reading a whole file, with the message a person needs where that fails.

What its bytes mean is known to the other modules; a corpus is UTF-8 throughout, which is decoded here.
"""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parallelreader.core.errors import CorpusProblem, FileProblem, UserError


def read_bytes(file: Path, *, limit: int, problem: type[UserError] = CorpusProblem) -> bytes:
    """The content. Raises ``problem`` where there is no such ordinary file, where it may not or cannot be
    read, or where it has more than ``limit`` bytes."""
    with _told_as(problem, file):
        if _size(file, problem) > limit:
            raise problem(
                f"The file has more than the {limit // 1_000_000} MB that can be read",
                where=file,
                mend="Divide it into several files.",
            )
        return file.read_bytes()


def read_head(file: Path, count: int, *, problem: type[UserError] = FileProblem) -> bytes:
    """The first ``count`` bytes of a file of any size. Raises ``problem`` as :func:`read_bytes`."""
    with _told_as(problem, file):
        _size(file, problem)
        with file.open("rb") as opened:
            return opened.read(count)


def _size(file: Path, problem: type[UserError]) -> int:
    found = file.stat()
    if stat.S_ISDIR(found.st_mode):
        raise problem("This is a folder, not a file", where=file, mend="Name a file in it.")
    if not stat.S_ISREG(found.st_mode):
        raise problem("This is not an ordinary file", where=file, mend="Copy it to a file first.")
    return found.st_size


@contextmanager
def _told_as(problem: type[UserError], file: Path) -> Iterator[None]:
    """Turns what the system says of a file into what a person can do about it."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise problem(
            "There is no such file", where=file, mend="Correct its name, or put the file there."
        ) from error
    except PermissionError as error:
        raise problem(
            "The file may not be read", where=file, mend="Give yourself the right to read it."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise problem(
            f"The file cannot be read: {reason}", where=file, mend="Look whether the disk is sound."
        ) from error


def decode_utf8(data: bytes, file: Path, *, mend: str, problem: type[UserError] = CorpusProblem) -> str:
    """``data`` as text, a byte order mark taken off. Raises ``problem`` with the line of the fault."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise problem("The file is not UTF-8", where=file, line=line, mend=mend) from error
