"""What import set apart from a text (page metadata, captions, navigation), kept beside it as TSV.

Which lines those are is decided by import; here they are only written and read.
"""

from collections.abc import Iterable
from pathlib import Path

from parallelreader.core.errors import CorpusProblem
from parallelreader.core.values import dataclass
from parallelreader.formats.plain_files import decode_utf8, read_bytes

TAGS = ("metadata", "caption", "skip")
_HEADER = ("before", "tag", "text")
_MAX_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class AsideLine:
    """A line that is not text: ``before`` is the number, from one, of the paragraph it stood before.

    The number after the last one means the end of the text.
    """

    before: int
    tag: str
    text: str


def read_aside(file: Path) -> tuple[AsideLine, ...]:
    """The lines of a file, in order. Raises CorpusProblem with the line of the first fault."""
    content = decode_utf8(read_bytes(file, limit=_MAX_BYTES), file, mend="Save it as UTF-8.")
    lines = [line.rstrip("\r") for line in content.split("\n")]
    found = []
    has_header = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t", 2)
        if has_header:
            found.append(_line(cells, file, number))
        elif tuple(cells) == _HEADER:
            has_header = True
        else:
            raise CorpusProblem(
                "The header is missing",
                where=file,
                line=number,
                mend="The first line is: before, tag, text, with tabs between them.",
            )
    return tuple(found)


def format_aside(lines: Iterable[AsideLine]) -> str:
    """The content of an aside file; white space inside a line becomes single spaces."""
    rows = ["\t".join(_HEADER)]
    rows += [f"{line.before}\t{line.tag}\t{' '.join(line.text.split())}" for line in lines]
    return "\n".join(rows) + "\n"


def _line(cells: list[str], file: Path, number: int) -> AsideLine:
    if len(cells) != 3:
        raise CorpusProblem(
            f"This line has {len(cells)} cells", where=file, line=number, mend="Write before, tag and text."
        )
    before, tag, text = cells
    if not (before.isdecimal() and int(before) > 0):
        raise CorpusProblem(
            f"{before} is not the number of a paragraph", where=file, line=number, mend="Count from one."
        )
    if tag not in TAGS:
        raise CorpusProblem(
            f"{tag} is not a tag", where=file, line=number, mend=f"Known are {', '.join(TAGS)}."
        )
    return AsideLine(int(before), tag, text)
