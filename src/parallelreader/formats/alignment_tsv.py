"""Alignments as stand-off TSV: a bead a line, segments named ``paragraph.sentence`` as people count.

Which texts an alignment belongs to is said in ``corpus.yaml``, not here.
"""

import io
import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from parallelreader.core.alignment import Alignment, Bead, Origin
from parallelreader.core.bead_sequences import PackedBeads
from parallelreader.core.errors import AlignmentProblem
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Text
from parallelreader.formats.plain_files import decode_utf8, read_bytes

HEADER = ("source", "target", "confidence", "origin")
_MAX_BYTES = 1_000_000_000
# Beads of a longer text are packed as they come.
_MANY = 50_000
_STEP = 5_000
_LONGEST_LABEL = 20
_SHAPE = r"\d+ paragraphs, \d+ sentences"
_LENGTHS = re.compile(rf"# texts: ({_SHAPE}); ({_SHAPE})")


def read_alignment(file: Path, source: Text, target: Text, *, progress: Progress = NO_PROGRESS) -> Alignment:
    """Read the beads between ``source`` and ``target``; segments that stand in none have no counterpart.
    ``progress`` is told of sentences of the source.

    Raises AlignmentProblem with the line of the first fault, CorpusProblem where the file cannot be read.
    """
    return parse_alignment(_content(file), source, target, where=file, progress=progress)


def examine_alignment(file: Path, source: Text, target: Text) -> list[AlignmentProblem]:
    """Every fault of a file, in the order of lines. Raises CorpusProblem where it cannot be read."""
    problems: list[AlignmentProblem] = []
    list(_beads(_content(file), source, target, where=file, on_fault=problems.append))
    return problems


def parse_alignment(
    text: str, source: Text, target: Text, *, where: Path | str, progress: Progress = NO_PROGRESS
) -> Alignment:
    """Like :func:`read_alignment`, for the content of a file; ``where`` is named in messages."""

    def stop(problem: AlignmentProblem) -> None:
        raise problem

    beads: Iterable[Bead] = _beads(text, source, target, where=where, on_fault=stop)
    if source.segment_count > _MANY:
        beads = PackedBeads.of(_telling(beads, progress, source.segment_count))
    return Alignment(beads, source.segment_count, target.segment_count)


def format_alignment(alignment: Alignment, source: Text, target: Text) -> str:
    """The content of an alignment file, beads in their order.

    A comment says how long the texts are: that is how reading tells that they were edited since, where
    every label still names a sentence, only another one.
    """
    source_labels = list(_labels(source))
    target_labels = list(_labels(target))
    rows = head(_size(source), _size(target)).splitlines()
    for bead in alignment.beads:
        left = " ".join(source_labels[segment] for segment in bead.source)
        right = " ".join(target_labels[segment] for segment in bead.target)
        rows.append(f"{left}\t{right}\t{short(bead.confidence)}\t{bead.origin}")
    return "\n".join(rows) + "\n"


def head(source: tuple[int, int], target: tuple[int, int]) -> str:
    """The lines before the beads, for texts with so many paragraphs and sentences."""
    return "\t".join(HEADER) + f"\n# texts: {_length(source)}; {_length(target)}\n"


def read_content(file: Path) -> bytes:
    """What is in an alignment file, sound or not. Raises CorpusProblem where it cannot be read."""
    return read_bytes(file, limit=_MAX_BYTES)


def _content(file: Path) -> str:
    return decode_utf8(read_content(file), file, mend="Save it as UTF-8, or align the texts anew.")


def _telling(beads: Iterable[Bead], progress: Progress, total: int) -> Iterator[Bead]:
    for number, bead in enumerate(beads):
        if not number % _STEP:
            progress.step(min(number, total), total, "Reading the alignment")
        yield bead


def _beads(
    text: str,
    source: Text,
    target: Text,
    *,
    where: Path | str,
    on_fault: Callable[[AlignmentProblem], None],
) -> Iterator[Bead]:
    lines = _Lines(where, source, target)
    has_header = False
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        line = line.rstrip("\r\n")
        if not line.strip():
            continue
        try:
            if line.startswith("#"):
                _check_lengths(line, source, target, number, where)
                continue
            if has_header:
                yield lines.bead(line, number)
            else:
                has_header = True
                _check_header(line, number, where)
        except AlignmentProblem as problem:
            on_fault(problem)
    if not has_header:
        on_fault(_no_header(where))


class _Side:
    """One of the two texts: on which line each of its segments was met, and what to call it."""

    def __init__(self, text: Text, name: str) -> None:
        self._text = text
        self.name = name
        self.seen = array("I", (0,)) * text.segment_count

    def segment(self, label: str) -> int | None:
        """The segment of that label, which must be written in its one plain way."""
        paragraph, _, sentence = label.partition(".")
        if not (paragraph.isdecimal() and sentence.isdecimal() and label.isascii()):
            return None
        if paragraph[0] == "0" or sentence[0] == "0" or len(label) > _LONGEST_LABEL:
            return None
        number, place = int(paragraph) - 1, int(sentence) - 1
        if number >= self._text.paragraph_count:
            return None
        segments = self._text.segments_of(number)
        return segments[place] if place < len(segments) else None


class _Lines:
    """Turns lines into beads; knows which segments have been named already, and where."""

    def __init__(self, where: Path | str, source: Text, target: Text) -> None:
        self._where = where
        self._sides = _Side(source, "source"), _Side(target, "target")

    def bead(self, line: str, number: int) -> Bead:
        cells = line.split("\t")
        if not 2 <= len(cells) <= 4:
            raise self._problem(
                f"A bead has 2 to 4 cells with tabs between them, this line has {len(cells)}",
                number,
                "Write source, target, confidence and origin.",
            )
        left = self._segments(cells[0], self._sides[0], number)
        right = self._segments(cells[1], self._sides[1], number)
        if not left and not right:
            raise self._problem("The bead is empty on both sides", number, "Delete the line.")
        confidence = self._confidence(cells[2], number) if len(cells) > 2 else 1.0
        origin = self._origin(cells[3], number) if len(cells) > 3 else Origin.CHECKED
        return Bead(left, right, confidence, origin)

    def _segments(self, cell: str, side: _Side, number: int) -> tuple[int, ...]:
        found = []
        for label in cell.split():
            segment = side.segment(label)
            if segment is None:
                what, mend = _unknown(label, side.name)
                raise self._problem(what, number, mend)
            if side.seen[segment]:
                raise self._problem(
                    f"The {side.name} sentence {label} stands here and on line {side.seen[segment]}",
                    number,
                    "A sentence stands in one bead: delete it from one of the two lines.",
                )
            side.seen[segment] = number
            found.append(segment)
        return tuple(found) if len(found) < 2 else tuple(sorted(found))

    def _confidence(self, cell: str, number: int) -> float:
        try:
            value = float(cell) if cell.strip() else 1.0
        except ValueError:
            value = -1.0
        if not 0.0 <= value <= 1.0:
            raise self._problem(f"{cell} is not a confidence", number, "Write a number from 0 to 1.")
        return value

    def _origin(self, cell: str, number: int) -> Origin:
        word = cell.strip()
        if word == Origin.ALIGNER:
            return Origin.ALIGNER
        if word in ("", Origin.CHECKED):
            return Origin.CHECKED
        raise self._problem(f"{word} is not an origin", number, "Write aligner or checked.")

    def _problem(self, what: str, number: int, mend: str) -> AlignmentProblem:
        return AlignmentProblem(what, where=self._where, line=number, mend=mend)


def _unknown(label: str, name: str) -> tuple[str, str]:
    parts = label.split(".")
    if len(parts) == 2 and all(part.isdecimal() for part in parts):
        return (
            f"There is no {name} sentence {label}; the text has changed since it was aligned",
            "Align the two texts anew with: parallelreader align CORPUS.",
        )
    return (
        f"{label} does not name a sentence",
        "Write paragraph and sentence counted from one, like 3.2, with single spaces between several.",
    )


def _check_header(line: str, number: int, where: Path | str) -> None:
    cells = tuple(cell.strip() for cell in line.split("\t"))
    if cells not in (HEADER, HEADER[:3], HEADER[:2]):
        raise _no_header(where, number)


def _no_header(where: Path | str, line: int | None = None) -> AlignmentProblem:
    return AlignmentProblem(
        "The header is missing",
        where=where,
        line=line,
        mend="The first line is: source, target, confidence, origin, with tabs between them.",
    )


def _size(text: Text) -> tuple[int, int]:
    return text.paragraph_count, text.segment_count


def _length(size: tuple[int, int]) -> str:
    return "{} paragraphs, {} sentences".format(*size)


def _said(length: str) -> str:
    """A length as it is told to people: in the file ``1 paragraphs`` stays what it always was."""
    return re.sub(r"\b1 (paragraph|sentence)s", r"1 \1", length)


def _check_lengths(comment: str, source: Text, target: Text, number: int, where: Path | str) -> None:
    match = _LENGTHS.fullmatch(comment.strip())
    if match is None:
        return
    for name, text, noted in (("source", source, match[1]), ("target", target, match[2])):
        there = _length(_size(text))
        if noted != there:
            raise AlignmentProblem(
                f"The {name} has changed since it was aligned: "
                f"it had {_said(noted)}, and has {_said(there)} now",
                where=where,
                line=number,
                mend="Align the two texts anew with: parallelreader align CORPUS. "
                "If you have corrected the lines below by hand, delete this one.",
            )


def _labels(text: Text) -> Iterator[str]:
    """Every segment's label, in order; one pass, where asking for each would search each time."""
    for paragraph in range(text.paragraph_count):
        for sentence in range(1, len(text.segments_of(paragraph)) + 1):
            yield f"{paragraph + 1}.{sentence}"


def short(confidence: float) -> str:
    """A confidence with up to three decimals."""
    return f"{confidence:.3f}".rstrip("0").rstrip(".")
