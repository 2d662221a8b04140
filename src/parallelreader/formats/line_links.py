"""What aligners say by numbers alone, of two files that have a segment a line.

hunalign 1.1 writes a ladder: how many lines of both files stand before each rung; its score is no share.
vecalign writes ``[0, 1]:[2]:0.12`` with a cost that is 0 for a perfect pair and about 1 for one by chance.
Bertalign prints the list ``[([0], [0]), ([1, 2], [1])]``, or pairs a line without a cost. This program's own
``beads`` are numbers with spaces between, a tab between the sides.
"""

import re
from collections.abc import Callable, Sequence
from itertools import islice, pairwise
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Link, Links
from parallelreader.formats.cells import share
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.text_stream import head_lines, text_file

_NUMBERS = r"\d{1,9}(?:\s*,\s*\d{1,9})*"
_INDEXED = re.compile(
    rf"\s*\[\s*({_NUMBERS})?\s*\]\s*:\s*\[\s*({_NUMBERS})?\s*\](?:\s*:\s*(-?\d+(?:\.\d+)?(?:e-?\d+)?))?\s*$"
)
_RUNG = re.compile(r"(\d{1,9})\t(\d{1,9})(?:\t(-?\d+(?:\.\d+)?(?:e-?\d+)?|-?inf|-?nan))?\s*$")
_BEAD = re.compile(r"(\d{1,9}(?: \d{1,9})*)?\t(\d{1,9}(?: \d{1,9})*)?(?:\t([^\t]*))?\s*$")
_LISTED = re.compile(r"\s*\[\s*\(\s*\[[\d,\s]*\]\s*,\s*\[[\d,\s]*\]\s*\)")
_LISTED_PAIR = re.compile(r"\(\s*\[([\d,\s]*)\]\s*,\s*\[([\d,\s]*)\]\s*\)")
_LADDERS = (".ladder", ".lad")
_LONGEST_RUN = 10_000
_MOST_LINES = 3_000_000

Line = tuple[int, str | None]


def read_links(path: Path, options: ReadOptions) -> Links:
    file = text_file(path, options.encoding)
    lines = [each for each in islice(file.lines(), _MOST_LINES + 1) if each[1] is None or each[1].strip()]
    if len(lines) > _MOST_LINES:
        raise FileProblem(
            f"There are more than {_MOST_LINES:,} links in this file",
            where=path,
            mend="Align the texts in parts.",
        )
    first = [line for _, line in lines[:400] if line]
    kind = _kind(first, path)
    if kind is None:
        raise FileProblem(
            "These are no links between the lines of two files",
            where=path,
            mend="Choose what hunalign, vecalign or Bertalign wrote, or numbers of lines on each line.",
        )
    return _in_order(kind(lines), path)


def _kind(lines: Sequence[str], path: Path) -> Callable[[Sequence[Line]], Links] | None:
    """How to read lines like these."""
    if not lines:
        return None
    if _LISTED.match(lines[0]):
        return _listed
    if _mostly(lines, _INDEXED):
        return _indexed
    if _mostly(lines, _BEAD) and any(any(character.isdigit() for character in line) for line in lines):
        return _rungs if _is_ladder(lines, path) else _beads
    return None


def _mostly(lines: Sequence[str], pattern: re.Pattern[str]) -> bool:
    return sum(pattern.match(line) is not None for line in lines) >= 0.95 * len(lines)


def _is_ladder(lines: Sequence[str], path: Path) -> bool:
    """Whether the numbers count lines before a rung; beads name each line once, and one side may be empty."""
    rungs = [_RUNG.match(line) for line in lines]
    if not all(rungs):
        return False
    if path.suffix.lower() in _LADDERS:
        return True
    places = [(int(rung[1]), int(rung[2])) for rung in rungs if rung]
    if places[0] != (0, 0) or any(b[0] < a[0] or b[1] < a[1] for a, b in pairwise(places)):
        return False
    steps = {(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(places)}
    no_shares = any(rung[3] is not None and share(rung[3]) is None for rung in rungs if rung)
    return steps - {(1, 1)} != set() or no_shares


def _rungs(lines: Sequence[Line]) -> Links:
    faults: list[Fault] = []
    rungs: list[tuple[int, int]] = []
    for number, line in lines:
        found = _RUNG.match(line or "")
        place = (int(found[1]), int(found[2])) if found else (-1, -1)
        before = rungs[-1] if rungs else (0, 0)
        if found is None or place[0] < before[0] or place[1] < before[1]:
            faults.append(Fault(f"A rung that fits no ladder: {(line or '')[:80]}", line=number))
        elif place[0] - before[0] > _LONGEST_RUN or place[1] - before[1] > _LONGEST_RUN:
            faults.append(Fault(f"A rung too far from the one before it: {(line or '')[:80]}", line=number))
        else:
            rungs.append(place)
    links = tuple(
        Link(tuple(range(a[0], b[0])), tuple(range(a[1], b[1]))) for a, b in pairwise(rungs) if a != b
    )
    return Links(links, faults=tuple(faults))


def _indexed(lines: Sequence[Line]) -> Links:
    def link(line: str) -> Link | None:
        found = _INDEXED.match(line)
        if found is None:
            return None
        source, target = _numbers(found[1]), _numbers(found[2])
        # A side alone has cost 0, which says nothing of how sure that is.
        sure = found[3] is not None and source and target
        return Link(source, target, round(min(1.0, max(0.0, 1 - float(found[3]))), 6) if sure else None)

    return _by_line(lines, link)


def _beads(lines: Sequence[Line]) -> Links:
    def link(line: str) -> Link | None:
        found = _BEAD.match(line)
        if found is None or not (found[1] or found[2]):
            return None
        return Link(_numbers(found[1]), _numbers(found[2]), share(found[3] or ""))

    return _by_line(lines, link)


def _listed(lines: Sequence[Line]) -> Links:
    text = " ".join(line or "" for _, line in lines)
    links = tuple(Link(_numbers(found[1]), _numbers(found[2])) for found in _LISTED_PAIR.finditer(text))
    whole = text.rstrip().endswith("]")
    faults = () if whole else (Fault("The list breaks off before its end", line=lines[-1][0]),)
    return Links(tuple(link for link in links if link.source or link.target), faults=faults)


def _by_line(lines: Sequence[Line], link: Callable[[str], Link | None]) -> Links:
    links: list[Link] = []
    faults: list[Fault] = []
    for number, line in lines:
        found = link(line) if line is not None else None
        if found is None:
            faults.append(Fault(f"A line that names no lines: {(line or '')[:80]}", line=number))
        else:
            links.append(found)
    return Links(tuple(links), faults=tuple(faults))


def _numbers(written: str | None) -> tuple[int, ...]:
    return tuple(sorted({int(number) for number in re.findall(r"\d{1,9}", written or "")}))


def _in_order(found: Links, path: Path) -> Links:
    """The links without those that name a line for the second time. Raises FileProblem where none is left."""
    seen: tuple[set[int], set[int]] = (set(), set())
    kept: list[Link] = []
    faults = list(found.faults)
    for link in found.links:
        again = [i for i in link.source if i in seen[0]] + [j for j in link.target if j in seen[1]]
        if again:
            faults.append(Fault(f"Line {again[0] + 1} stands in a second link, which is left out"))
            continue
        seen[0].update(link.source)
        seen[1].update(link.target)
        kept.append(link)
    if not kept:
        raise FileProblem("There are no links in this file", where=path, mend="Align the two texts again.")
    return Links(tuple(kept), found.names, tuple(faults))


def likeness(head: bytes, path: Path) -> float:
    lines = [line for line in head_lines(head) if line.strip()]
    if not lines and head[:2000].lstrip().startswith(b"[("):
        # Bertalign's list is one line, longer than what is looked at here.
        lines = [head.decode("utf-8", "replace")]
    if _kind(lines, path) is None:
        return 0.0
    return 0.99 if len(lines) >= 3 or _LISTED.match(lines[0]) or _INDEXED.match(lines[0]) else 0.0


FORMAT = ImportFormat(
    "Links of lines (hunalign, vecalign, Bertalign)",
    (".ladder", ".lad", ".beads", ".path", ".links"),
    read_links,
    likeness,
)
