"""The lines of a file that is going to be imported, whatever format it is in."""

from dataclasses import dataclass
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Links, Prose, Unit
from parallelreader.formats.import_format import ReadOptions
from parallelreader.formats.registry import read_incoming


@dataclass(frozen=True, slots=True)
class SourceText:
    """``encoding`` is how the bytes were read, ``confidence`` from 0 to 1; empty where the format knows."""

    text: str
    encoding: str
    confidence: float


def read_source_text(path: Path, options: ReadOptions) -> SourceText:
    """A line for every passage, or for every cell of units. Raises FileProblem."""
    incoming = read_incoming(path, options)
    if isinstance(incoming, Prose):
        text = "\n".join(passage.text for passage in incoming.passages)
        return SourceText(text, incoming.encoding, incoming.confidence)
    if isinstance(incoming, Links):
        raise FileProblem(
            "This says which lines of two texts belong together, but has none of their words",
            where=path,
            mend="Import the two texts.",
        )
    units = (found for found in incoming.read() if isinstance(found, Unit))
    return SourceText("\n".join(cell for unit in units for cell in unit.cells), "", 1.0)
