"""Subtitles of web video: WebVTT, after the W3C Candidate Recommendation of 2019.

Comments, styles and regions are left out, and so are the settings that stand after the times of a cue.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Prose, Units
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.subrip import times_of
from parallelreader.formats.subtitle_cues import MOST_CUES, Cue, subtitles
from parallelreader.formats.text_stream import head_lines, text_file

_MAGIC = "WEBVTT"
_ASIDES = ("NOTE", "STYLE", "REGION")


def read_webvtt(path: Path, options: ReadOptions) -> Prose | Units:
    file = text_file(path, options.encoding)
    cues: list[Cue] = []
    faults: list[Fault] = []
    for each in islice(_cues(file.lines()), MOST_CUES):
        (cues if isinstance(each, Cue) else faults).append(each)  # type: ignore[arg-type]
    if not cues:
        raise FileProblem(
            "There are no subtitles in this file",
            where=path,
            mend="A WebVTT file has lines such as 00:01:02.500 --> 00:01:04.000.",
        )
    return subtitles(cues, faults, encoding=file.encoding, confidence=file.confidence)


def _cues(lines: Iterable[tuple[int, str | None]]) -> Iterator[Cue | Fault]:
    for block in _blocks(lines):
        first = block[0][1]
        if first.startswith(_MAGIC) and block[0][0] == 1:
            block = [each for each in block if times_of(each[1]) is not None] and block
            if not any(times_of(text) for _, text in block):
                continue
        place = next((i for i, (_, text) in enumerate(block) if times_of(text) is not None), -1)
        if place < 0:
            word = first.split(maxsplit=1)[0] if first.split() else ""
            if word not in _ASIDES:
                broken = any("-->" in text for _, text in block)
                what = "Times that cannot be read" if broken else "Words that belong to no subtitle"
                yield Fault(f"{what}: {' '.join(text for _, text in block)[:80]}", line=block[0][0])
            continue
        times = times_of(block[place][1])
        words = tuple(text for _, text in block[place + 1 :])
        if times is not None and words:
            start, end = times
            yield Cue(start, max(start, end), words, block[place][0])


def _blocks(lines: Iterable[tuple[int, str | None]]) -> Iterator[list[tuple[int, str]]]:
    """Lines that no empty one parts, with their numbers."""
    block: list[tuple[int, str]] = []
    for number, line in lines:
        if line is None:
            continue
        if not line.strip():
            if block:
                yield block
            block = []
            continue
        if block and times_of(line) is not None and any(times_of(text) for _, text in block):
            # Two cues without the empty line between them.
            yield block
            block = []
        block.append((number, line))
    if block:
        yield block


def likeness(head: bytes, path: Path) -> float:
    lines = head_lines(head)
    if not lines or not lines[0].startswith(_MAGIC):
        return 0.0
    return 1.0 if lines[0][len(_MAGIC) : len(_MAGIC) + 1] in ("", " ", "\t") else 0.0


FORMAT = ImportFormat("Subtitles of web video (WebVTT)", (".vtt",), read_webvtt, likeness)
