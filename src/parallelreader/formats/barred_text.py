"""Pairs with ``|||`` between their sides, a pair a line, as word aligners and phrase tables have them."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.formats.delimited_table import DelimitedUnits
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.table_columns import layout_of
from parallelreader.formats.text_stream import head_lines, text_file

_BAR = "|||"
_ALIKE = 0.9
_SAMPLE = 400


def read_pairs(path: Path, options: ReadOptions) -> DelimitedUnits:
    file = text_file(path, options.encoding)
    lines = [line or "" for _, line in islice(file.lines(), _SAMPLE)]
    if not any(_BAR in line for line in lines):
        raise FileProblem(
            "There is no ||| in this file", where=path, mend="Write each pair as: Chinese ||| English."
        )
    units = DelimitedUnits(file, _BAR, quoted=False)
    if len(units.columns) < 2:
        raise FileProblem(
            "There are no two texts beside each other in this file",
            where=path,
            mend="Write each pair as: Chinese ||| English.",
        )
    return units


def likeness(head: bytes, path: Path) -> float:
    lines = [line for line in head_lines(head) if line.strip()]
    return 0.97 if lines and _are_pairs(lines) else 0.0


def _are_pairs(lines: Sequence[str]) -> bool:
    barred = sum(_BAR in line for line in lines)
    return barred >= _ALIKE * len(lines) and layout_of([line.split(_BAR) for line in lines]).is_parallel


FORMAT = ImportFormat("Pairs with ||| between them", (".txt",), read_pairs, likeness)
