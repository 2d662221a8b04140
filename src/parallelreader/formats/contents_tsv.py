"""The table of contents of a text, kept beside it as TSV: the paragraphs that are headings, and how deep.

Which paragraphs those are is decided by import or by hand; here they are only written and read.
"""

from collections.abc import Iterable
from pathlib import Path

from parallelreader.core.contents import Contents, Heading
from parallelreader.core.errors import CorpusProblem
from parallelreader.formats.plain_files import decode_utf8, read_bytes

DEEPEST = 9
_HEADER = ("paragraph", "level", "title")
_MAX_BYTES = 50_000_000


def read_contents(file: Path, *, paragraphs: int | None = None) -> Contents:
    """The headings of a file, in order; ``paragraphs`` is how many the text has, where that is known.

    Raises CorpusProblem with the line of the first fault.
    """
    content = decode_utf8(read_bytes(file, limit=_MAX_BYTES), file, mend="Save it as UTF-8.")
    found: list[Heading] = []
    has_header = False
    for number, line in enumerate((each.rstrip("\r") for each in content.split("\n")), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if has_header:
            last = found[-1].paragraph if found else -1
            found.append(_heading(cells, _Place(file, number), last, paragraphs))
        elif tuple(cells) == _HEADER:
            has_header = True
        else:
            raise _Place(file, number).problem(
                "The header is missing", "The first line is: paragraph, level, title, with tabs between them."
            )
    return tuple(found)


def format_contents(headings: Iterable[Heading]) -> str:
    """The content of a contents file; white space inside a title becomes single spaces."""
    return "\t".join(_HEADER) + "\n" + "".join(map(format_heading, headings))


def format_heading(heading: Heading) -> str:
    """The line of a heading, with its newline."""
    return f"{heading.paragraph + 1}\t{heading.level}\t{' '.join(heading.title.split())}\n"


class _Place:
    """A line of a file, for what is to be said of it."""

    def __init__(self, file: Path, line: int) -> None:
        self._file, self._line = file, line

    def problem(self, what: str, mend: str) -> CorpusProblem:
        return CorpusProblem(what, where=self._file, line=self._line, mend=mend)


def _heading(cells: list[str], place: _Place, last: int, paragraphs: int | None) -> Heading:
    if len(cells) != 3:
        count = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
        raise place.problem(f"This line has {count}", "Write paragraph, level and title, with tabs.")
    paragraph, level, title = cells
    if not (paragraph.isascii() and paragraph.isdecimal() and int(paragraph) > 0):
        raise place.problem(f"{paragraph} is not the number of a paragraph", "Count from one.")
    number = int(paragraph) - 1
    if number <= last:
        raise place.problem(
            f"Paragraph {paragraph} does not come after paragraph {last + 1}",
            "Write the headings in the order of the text, each once.",
        )
    if paragraphs is not None and number >= paragraphs:
        raise place.problem(
            f"There is no paragraph {paragraph}: the text has {paragraphs}",
            "Correct the number; paragraphs are counted from one, blank lines are none.",
        )
    if not (level.isascii() and level.isdecimal() and 1 <= int(level) <= DEEPEST):
        raise place.problem(f"{level} is not a level", f"Write 1 for a chapter, up to {DEEPEST} inside it.")
    if not title.strip():
        raise place.problem("The title is missing", "Write it after the level, with a tab between them.")
    return Heading(number, int(level), " ".join(title.split()))
