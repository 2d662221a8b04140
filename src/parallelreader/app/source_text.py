"""The files that an import brings in as texts, read in whatever format they are in, and pasted text.

Which of their lines are text is proposed by ``import_lines``, and decided in ``import_draft``.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Links, Passage, Prose, Unit
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.formats.html_page import FORMAT as WEB_PAGE
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.plain_text import PLAIN_TEXT
from parallelreader.formats.registry import format_of, read_incoming

PASTED = "Pasted text"

# What holds a saved page, with all that stands round its text.
_PAGES = (PLAIN_TEXT, WEB_PAGE)


@dataclass(frozen=True, slots=True)
class ImportSource:
    """A file as it was read, or pasted text; ``size`` in bytes, ``path`` and ``encoding`` are empty for the
    latter, and the encoding also where the format knows its own.

    ``language`` is what somebody said it is in (zh or en), empty where that is to be guessed by line.
    ``prose`` is what the file says of its own structure; without it, or where it ``is_page``, that is found
    out by what its lines look like.
    """

    name: str
    text: str
    size: int = 0
    path: Path | None = None
    encoding: str = ""
    confidence: float = 1.0
    language: str = ""
    prose: Prose | None = None
    is_page: bool = True

    @property
    def stem(self) -> str:
        """The name without its extension."""
        return Path(self.name).stem if self.path else ""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What of the file could not be read, and is left out."""
        return self.prose.faults if self.prose is not None else ()


def read_source(path: Path, *, encoding: str | None = None, language: str = "") -> ImportSource:
    """Read a file in the encoding given, or in the one found out. Raises FileProblem."""
    return _read(path, encoding or "", _language_named(language))


def reread(source: ImportSource, encoding: str | None) -> ImportSource:
    """The same file in another encoding. Raises FileProblem."""
    if source.path is None:
        return source
    return _read(source.path, encoding or "", source.language)


def in_language(source: ImportSource, language: str) -> ImportSource:
    """The same source with somebody's word on its language: zh, en, or empty to guess. Raises FileProblem."""
    return replace(source, language=_language_named(language))


def paste_source(text: str, *, name: str = PASTED, language: str = "") -> ImportSource:
    """Pasted text as a source. Raises FileProblem where it is blank."""
    if not text.strip():
        raise FileProblem("There is no text to paste", mend="Copy some text first.")
    return ImportSource(name, text, language=_language_named(language))


def _read(path: Path, encoding: str, language: str) -> ImportSource:
    found = format_of(path)
    incoming = read_incoming(path, ReadOptions(encoding, language))
    size = path.stat().st_size
    if isinstance(incoming, Links):
        raise FileProblem(
            "This says which lines of two texts belong together, but has none of their words",
            where=path,
            mend="Import the two texts.",
        )
    if not isinstance(incoming, Prose):
        units = (each for each in incoming.read() if isinstance(each, Unit))
        passages = tuple(Passage(cell) for unit in units for cell in unit.cells if cell)
        incoming = Prose(passages, title=incoming.title)
    text = "\n".join(passage.text for passage in incoming.passages)
    return ImportSource(
        path.name,
        text,
        size,
        path,
        incoming.encoding,
        incoming.confidence,
        language,
        None if found is PLAIN_TEXT else incoming,
        found in _PAGES,
    )


def _language_named(language: str) -> str:
    if not language:
        return ""
    if is_chinese_tag(language):
        return "zh"
    if language.lower().split("-")[0] == "en":
        return "en"
    raise FileProblem(f"{language} is not a language that can be imported", mend="Write zh or en.")
