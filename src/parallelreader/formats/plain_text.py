"""Reading a plain text file that somebody wants to import, in whatever encoding it is.

Files that belong to a corpus already are UTF-8; ``plain_files`` decodes those.
"""

from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Passage, Prose
from parallelreader.formats import plain_files
from parallelreader.formats.encodings import Decoded, binary_kind, decode
from parallelreader.formats.import_format import ImportFormat, ReadOptions

MAX_BYTES = 200_000_000

TEXT_LIKENESS = 0.1
"""How like plain text anything is that is not plainly something else; what is written for people to read
as it stands (Markdown) says the same of itself, so that the extension decides."""


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


def read_prose(path: Path, options: ReadOptions) -> Prose:
    """A passage a line, blank lines as empty ones: what they part is found out with the rest of the page."""
    decoded = decode_file(read_bytes(path), path, options.encoding or None)
    return Prose(
        tuple(map(Passage, decoded.text.splitlines())),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
    )


def text_likeness(head: bytes, path: Path) -> float:
    """``TEXT_LIKENESS`` for everything but what is known by its first bytes to be something else."""
    return 0.0 if binary_kind(head) else TEXT_LIKENESS


PLAIN_TEXT = ImportFormat("Plain text", (".txt", ".text", ".log"), read_prose, text_likeness)
