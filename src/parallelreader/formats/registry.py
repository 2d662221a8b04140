"""Which formats can be imported, and which of them a file is in: by its extension, then by its bytes.

How a format is read is known to the module of that format alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.formats.encodings import Decoded
from parallelreader.formats.plain_text import decode_file

ReadText = Callable[[bytes, Path, str | None], Decoded]
"""Makes text of a file's bytes; takes its path for messages, and an encoding or None to find it out."""


@dataclass(frozen=True, slots=True)
class ImportFormat:
    """``extensions`` in lower case with their dot; ``read`` raises FileProblem."""

    name: str
    extensions: tuple[str, ...]
    read: ReadText


PLAIN_TEXT = ImportFormat(
    "Plain text", (".txt", ".text", ".md", ".markdown", ".log", ".srt", ".csv"), decode_file
)
FORMATS = (PLAIN_TEXT,)

# Said by name, because the general message about binary files would leave people guessing.
_NOT_YET = {
    ".docx": "a Word document",
    ".doc": "a Word document",
    ".odt": "an OpenDocument text",
    ".rtf": "an RTF document",
    ".pdf": "a PDF document",
    ".html": "a web page with its markup",
    ".htm": "a web page with its markup",
    ".mhtml": "a web page with its markup",
    ".epub": "an e-book",
    ".mobi": "an e-book",
    ".azw3": "an e-book",
}


def format_of(path: Path) -> ImportFormat:
    """The format to read ``path`` in. Raises FileProblem for formats that cannot be imported.

    A file of no known extension is read as plain text, which looks at its bytes and refuses what is none.
    """
    extension = path.suffix.lower()
    for each in FORMATS:
        if extension in each.extensions:
            return each
    if extension in _NOT_YET:
        raise FileProblem(
            f"This is {_NOT_YET[extension]}, which cannot be imported",
            where=path,
            mend="Save it as plain text from the program it comes from, or paste its text.",
        )
    return PLAIN_TEXT
