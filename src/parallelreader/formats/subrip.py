"""Subtitles in SubRip files: SRT, as SubRip and everything after it writes them, with their many slips."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Prose, Units
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.subtitle_cues import MOST_CUES, Cue, subtitles
from parallelreader.formats.text_stream import head_lines, text_file

_TIME = r"(?:(\d{1,3})\s*:)?\s*(\d{1,2})\s*:\s*(\d{1,2})(?:\s*[,.:]\s*(\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_TIME}\s*-{{1,3}}\s*>\s*{_TIME}(?:\s.*)?$")
# How long a subtitle is shown that ends before it begins.
_UNSAID = 2000
_BROKEN = re.compile(r"\s*\d{1,3}:\d{1,2}[\d:,.\s]*(?:-->?.*)?$")


def read_subrip(path: Path, options: ReadOptions) -> Prose | Units:
    file = text_file(path, options.encoding)
    cues: list[Cue] = []
    faults: list[Fault] = []
    for each in islice(cues_of(file.lines()), MOST_CUES):
        (cues if isinstance(each, Cue) else faults).append(each)  # type: ignore[arg-type]
    if not cues:
        raise FileProblem(
            "There are no subtitles in this file",
            where=path,
            mend="An SRT file has lines such as 00:01:02,500 --> 00:01:04,000.",
        )
    return subtitles(cues, faults, encoding=file.encoding, confidence=file.confidence)


def times_of(line: str) -> tuple[int, int] | None:
    """From when to when, in milliseconds, by a line with an arrow; None for any other line."""
    found = _TIMES.match(line) if ">" in line else None
    if found is None:
        return None
    first, last = found.groups()[:4], found.groups()[4:]
    return _milliseconds(first), _milliseconds(last)


def cues_of(lines: Iterable[tuple[int, str | None]]) -> Iterator[Cue | Fault]:
    """The cues, each from one line of times to the number before the next; what stands before the first
    line of times, or can be no part of a cue, is a fault."""
    times: tuple[int, int] | None = None
    begun = 0
    words: list[str] = []
    blank = True
    for number, line in lines:
        if line is None:
            yield Fault("A line too long to be one of a subtitle", line=number)
            continue
        found = times_of(line)
        if found is not None:
            if words and words[-1].strip().isdecimal():
                words.pop()
            yield from _finished(times, words, begun)
            times, begun, words = found, number, []
        elif "-->" in line or (blank and _BROKEN.match(line)):
            yield Fault(f"Times that cannot be read: {line.strip()[:80]}", line=number)
            if words and words[-1].strip().isdecimal():
                words.pop()
        elif line.strip():
            words.append(line)
        blank = not line.strip() or line.strip().isdecimal()
    yield from _finished(times, words, begun)


def _finished(times: tuple[int, int] | None, words: list[str], begun: int) -> Iterator[Cue | Fault]:
    if times is None:
        if any(word.strip() for word in words):
            yield Fault(f"Words before the first subtitle: {' '.join(words)[:80]}", line=1)
        return
    start, end = times
    if words:
        yield Cue(start, end if end >= start else start + _UNSAID, tuple(words), begun)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, fraction = parts
    thousandths = int((fraction or "0").ljust(3, "0"))
    return ((int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)) * 1000 + thousandths


def likeness(head: bytes, path: Path) -> float:
    lines = head_lines(head)
    times = [number for number, line in enumerate(lines) if times_of(line) is not None]
    if not times or (lines and lines[0].startswith("WEBVTT")):
        return 0.0
    numbered = sum(number > 0 and lines[number - 1].strip().isdecimal() for number in times)
    filled = sum(bool(line.strip()) for line in lines)
    # A chapter about subtitles quotes a cue or two; a file of them has little else.
    return 0.96 if numbered >= len(times) / 2 and len(times) >= filled / 12 else 0.0


FORMAT = ImportFormat("Subtitles (SRT)", (".srt",), read_subrip, likeness)
