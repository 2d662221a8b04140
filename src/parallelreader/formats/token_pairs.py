"""Sentence pairs that are cut into tokens already, as word aligners take them: a pair a line.

The tokens of a side are separated by white space, the sides by ``|||``, the Chinese one first.
"""

from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.formats.plain_files import decode_utf8, read_bytes

_LIMIT = 200_000_000
_BAR = "|||"
_MEND = "Write each pair as: Chinese tokens ||| English tokens."

TokenPair = tuple[list[str], list[str]]


def read_token_pairs(path: Path) -> list[TokenPair]:
    """The pairs of a file in order; either side of one may be empty.

    Raises FileProblem where the file cannot be read, is not UTF-8, or has a line that is no pair.
    """
    data = read_bytes(path, limit=_LIMIT, problem=FileProblem)
    text = decode_utf8(data, path, mend="Save it as UTF-8.", problem=FileProblem)
    # Only line feeds part lines: what else Unicode calls a line end may stand among the tokens.
    lines = text.split("\n")
    if lines and not lines[-1].strip():
        lines.pop()
    return [_pair(line, path, number) for number, line in enumerate(lines, 1)]


def _pair(line: str, path: Path, number: int) -> TokenPair:
    sides = line.split(_BAR)
    if len(sides) != 2:
        fault = (
            "There is no ||| in this line" if len(sides) < 2 else "There is more than one ||| in this line"
        )
        raise FileProblem(fault, where=path, line=number, mend=_MEND)
    return sides[0].split(), sides[1].split()
