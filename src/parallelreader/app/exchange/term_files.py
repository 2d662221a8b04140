"""Files of terms: which formats there are, which one a file is in, and writing concepts to them.

What reading one does to the user's own concepts is known to ``term_import``.
"""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.exchange import Fidelity, Losses
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import Concept
from parallelreader.formats.encodings import binary_kind
from parallelreader.formats.exchange.concepts import IncomingConcepts
from parallelreader.formats.exchange.guarded_table import BYTE_ORDER_MARK
from parallelreader.formats.exchange.omegat_glossary import omegat_lines, read_omegat
from parallelreader.formats.exchange.tbx_reading import read_tbx
from parallelreader.formats.exchange.tbx_writing import TBX_2, TBX_3, tbx_lines
from parallelreader.formats.exchange.term_table import read_term_table, term_table_lines
from parallelreader.formats.plain_files import read_head
from parallelreader.formats.whole_file import whole_file
from parallelreader.formats.xml_stream import head_text

_HEAD = 65_536


class TermsFormat(StrEnum):
    """What terms can be written as and read from."""

    TBX = "tbx"
    TBX_2 = "tbx2"
    CSV = "csv"
    TSV = "tsv"
    OMEGAT = "omegat"

    @property
    def file_name(self) -> str:
        """What a file of it is usually called."""
        return _FILE_NAMES[self]


_FILE_NAMES = {
    TermsFormat.TBX: "terms.tbx",
    TermsFormat.TBX_2: "terms-v2.tbx",
    TermsFormat.CSV: "terms.csv",
    TermsFormat.TSV: "terms.tsv",
    TermsFormat.OMEGAT: "glossary.utf8",
}


def term_lines(
    concepts: Iterable[Concept], wanted: TermsFormat, losses: Losses, *, title: str = ""
) -> Iterator[str]:
    """The text of a file of terms, piece by piece; ``losses`` say afterwards what is not in it.

    ``title`` is what formats that have a place for it call the collection.
    """
    match wanted:
        case TermsFormat.TBX:
            return tbx_lines(concepts, TBX_3, losses, title=title)
        case TermsFormat.TBX_2:
            return tbx_lines(concepts, TBX_2, losses, title=title)
        case TermsFormat.CSV:
            return term_table_lines(concepts, ",", losses)
        case TermsFormat.TSV:
            return term_table_lines(concepts, "\t", losses)
        case TermsFormat.OMEGAT:
            return omegat_lines(concepts, losses)


def write_terms(
    concepts: Iterable[Concept],
    wanted: TermsFormat,
    out: Path,
    *,
    title: str = "",
    progress: Progress = NO_PROGRESS,
) -> Fidelity:
    """Write a file of terms, whole or not at all, and say what it could not carry. Raises WriteProblem."""
    losses = Losses()
    with whole_file(out) as stream:
        if wanted in (TermsFormat.CSV, TermsFormat.TSV):
            stream.write(BYTE_ORDER_MARK.encode())
        for number, line in enumerate(term_lines(concepts, wanted, losses, title=title)):
            stream.write(line.encode())
            if number % 1000 == 0:
                progress.step(number, 0)
    return losses.fidelity


def read_terms(
    path: Path, wanted: TermsFormat | None = None, *, encoding: str = "", progress: Progress = NO_PROGRESS
) -> IncomingConcepts:
    """The concepts that a file brings, in the format that it is in or is ``wanted`` to be read in.

    Raises FileProblem with the line, at once or on the way.
    """
    read = _READERS[wanted or terms_format_of(path)]
    return read(path, encoding=encoding, progress=progress)


def terms_format_of(path: Path) -> TermsFormat:
    """The format of a file of terms, by its bytes before its name. Raises FileProblem."""
    head = read_head(path, _HEAD)
    if not head.strip(b"\0 \t\r\n"):
        raise FileProblem("The file is empty", where=path, mend="Choose a file with terms in it.")
    kind = binary_kind(head)
    if kind:
        raise FileProblem(
            f"This is {kind}, not a file of terms", where=path, mend="Terms are read from TBX, CSV and TSV."
        )
    text = head_text(head).lstrip("\ufeff \t\r\n")
    if text.startswith("<"):
        return TermsFormat.TBX
    suffix = path.suffix.lower()
    if suffix in (".utf8", ".txt", ".tab"):
        return TermsFormat.OMEGAT
    return TermsFormat.TSV if suffix == ".tsv" else TermsFormat.CSV


_READERS: dict[TermsFormat, Callable[..., IncomingConcepts]] = {
    TermsFormat.TBX: read_tbx,
    TermsFormat.TBX_2: read_tbx,
    TermsFormat.CSV: read_term_table,
    TermsFormat.TSV: read_term_table,
    TermsFormat.OMEGAT: read_omegat,
}
