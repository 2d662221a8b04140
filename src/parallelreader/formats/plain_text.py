"""Reading a plain text file that somebody wants to import, in whatever encoding it is.

Files that belong to a corpus already are UTF-8; ``plain_files`` decodes those.
"""

from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.formats import plain_files
from parallelreader.formats.encodings import Decoded, decode

MAX_BYTES = 200_000_000


def read_bytes(path: Path) -> bytes:
    """What is in the file. Raises FileProblem where it is missing, a folder, unreadable, empty or huge."""
    data = plain_files.read_bytes(path, limit=MAX_BYTES, problem=FileProblem)
    if not data:
        raise FileProblem("The file is empty", where=path, mend="Choose a file with text in it.")
    return data


def decode_file(data: bytes, path: Path, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes. Raises FileProblem that names the file."""
    try:
        return decode(data, encoding)
    except FileProblem as problem:
        raise FileProblem(problem.what, where=path, line=problem.line, mend=problem.mend) from problem
