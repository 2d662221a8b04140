"""Which formats can be imported, and which of them a file is in: by its bytes, then by its extension.

How a format is read is known to the module of that format alone.
"""

from dataclasses import replace
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Incoming, Prose
from parallelreader.formats.bilingual_headings import parted_headings
from parallelreader.formats.encodings import binary_kind
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.plain_files import read_head
from parallelreader.formats.plain_text import PLAIN_TEXT
from parallelreader.formats.prose_formats import PROSE_FORMATS
from parallelreader.formats.unit_formats import UNIT_FORMATS
from parallelreader.formats.xml_stream import head_element

FORMATS: tuple[ImportFormat, ...] = (PLAIN_TEXT, *PROSE_FORMATS, *UNIT_FORMATS)

_HEAD_BYTES = 65_536
_TERMS = frozenset({"tbx", "martif", "TBX"})

# Old documents are kept so, and new ones that are locked.
_OLE = b"\xd0\xcf\x11\xe0"

# Said by name and with what helps: the general message about binary files would leave people guessing.
_SAVE_AS = "Open it in the program it was written with and save it as DOCX, or as plain text."
_CONVERT = "Convert it to EPUB with the program you read it in, for example Calibre."
_NOT_READ = {
    ".doc": ("a Word document of the old kind", _SAVE_AS),
    ".wps": ("a WPS document", _SAVE_AS),
    ".rtf": ("an RTF document", _SAVE_AS),
    ".pages": ("a Pages document", _SAVE_AS),
    ".mobi": ("a Kindle book", _CONVERT),
    ".azw": ("a Kindle book", _CONVERT),
    ".azw3": ("a Kindle book", _CONVERT),
    ".kfx": ("a Kindle book", _CONVERT),
    ".lit": ("a book for Microsoft Reader", _CONVERT),
    ".djvu": ("a scanned book", "Recognise its text first, and save that as plain text."),
    ".caj": ("a CAJ document", "Save it as PDF from CAJViewer."),
    ".chm": ("a Windows help file", "Save its pages as HTML."),
}


def format_of(path: Path) -> ImportFormat:
    """The format to read ``path`` in. Raises FileProblem where it cannot be read or is in none of them."""
    head = read_head(path, _HEAD_BYTES)
    if not head:
        raise FileProblem("The file is empty", where=path, mend="Choose a file with text in it.")
    if not head.strip(b"\0"):
        raise FileProblem(
            "There are only null bytes in the file, as after a crash or a broken copy",
            where=path,
            mend="Fetch or copy it again from where it comes.",
        )
    if head_element(head) in _TERMS:
        raise FileProblem(
            "This is a file of terms, not a text",
            where=path,
            mend="Take it in with Import terms in the menu File, or with: parallelreader terms import.",
        )
    extension = path.suffix.lower()
    score, _, chosen = max(
        ((each.likeness(head, path), extension in each.extensions, each) for each in FORMATS),
        key=lambda found: found[:2],
    )
    if score <= 0:
        raise _refusal(head, path)
    return chosen


def read_incoming(path: Path, options: ReadOptions | None = None) -> Incoming:
    """What the file brings in, read in the format it is in. Raises FileProblem."""
    incoming = format_of(path).read(path, options or ReadOptions())
    if isinstance(incoming, Prose):
        return replace(incoming, passages=parted_headings(incoming.passages))
    return incoming


def _refusal(head: bytes, path: Path) -> FileProblem:
    if head.startswith(_OLE) and path.suffix.lower() in (".docx", ".docm", ".xlsx"):
        return FileProblem(
            "The document is locked with a password",
            where=path,
            mend="Open it where it was written, take the password off, and save it again.",
        )
    kind, mend = _NOT_READ.get(path.suffix.lower()) or (
        binary_kind(head) or "a file of an unknown kind",
        "Save its text in one of the formats that can be, or paste the text.",
    )
    return FileProblem(f"This is {kind}, which cannot be imported", where=path, mend=mend)
