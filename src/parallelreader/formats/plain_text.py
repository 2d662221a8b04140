"""Reading a plain text file that somebody wants to import, in whatever encoding it is.

Files that belong to a corpus already are UTF-8 and are read by ``plain_files``.
"""

from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.formats.encodings import Decoded, decode

MAX_BYTES = 200_000_000


def read_bytes(path: Path) -> bytes:
    """What is in the file. Raises FileProblem where it is missing, a folder, unreadable, empty or huge."""
    try:
        if not path.is_file():
            raise _not_a_file(path)
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise FileProblem(
                f"The file has more than the {MAX_BYTES // 1_000_000} MB that can be read",
                where=path,
                mend="Divide it into several files.",
            )
        data = path.read_bytes()
    except PermissionError as error:
        raise FileProblem(
            "The file may not be read", where=path, mend="Give yourself the right to read it."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FileProblem(
            f"The file cannot be read: {reason}", where=path, mend="Look whether the disk is sound."
        ) from error
    if not data:
        raise FileProblem("The file is empty", where=path, mend="Choose a file with text in it.")
    return data


def decode_file(data: bytes, path: Path, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes. Raises FileProblem that names the file."""
    try:
        return decode(data, encoding)
    except FileProblem as problem:
        raise FileProblem(problem.what, where=path, line=problem.line, mend=problem.mend) from problem


def _not_a_file(path: Path) -> FileProblem:
    if path.is_dir():
        return FileProblem("This is a folder, not a file", where=path, mend="Name the files in it.")
    if path.exists():
        return FileProblem("This is not an ordinary file", where=path, mend="Copy it to a file first.")
    return FileProblem("There is no such file", where=path, mend="Look at how its name is written.")
