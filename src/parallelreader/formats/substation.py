"""Subtitles of SubStation Alpha: SSA 4.00 and ASS 4.00+, as Aegisub writes them.

Only what is said stays: no styles, positions, drawings, karaoke times, comments or effects of syllables.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Prose, Units
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.subtitle_cues import MOST_CUES, Cue, subtitles
from parallelreader.formats.text_stream import head_lines, text_file

_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_TIME = re.compile(r"\s*(\d{1,3}):(\d{1,2}):(\d{1,2})(?:[.:,](\d{1,3}))?\s*$")
_BLOCK = re.compile(r"\{[^{}]*\}")
_DRAWING = re.compile(r"\\p(\d+)(?![a-z])")


def read_substation(path: Path, options: ReadOptions) -> Prose | Units:
    file = text_file(path, options.encoding)
    cues: list[Cue] = []
    faults: list[Fault] = []
    title = ""
    for each in islice(_events(file.lines()), MOST_CUES):
        if isinstance(each, str):
            title = each
        else:
            (cues if isinstance(each, Cue) else faults).append(each)  # type: ignore[arg-type]
    if not cues:
        raise FileProblem(
            "There are no subtitles in this file",
            where=path,
            mend="Choose an SSA or ASS file with Dialogue lines under [Events].",
        )
    return subtitles(cues, faults, title=title, encoding=file.encoding, confidence=file.confidence)


def _events(lines: Iterable[tuple[int, str | None]]) -> Iterator[Cue | Fault | str]:
    """Cues, faults, and the title as a bare string."""
    section = ""
    fields: tuple[str, ...] = _FIELDS
    for number, line in lines:
        if line is None:
            yield Fault("A line too long to be one of a subtitle", line=number)
            continue
        if line.startswith("["):
            section = line.strip().strip("[]").lower()
            continue
        kind, colon, rest = line.partition(":")
        kind = kind.strip().lower()
        if section == "script info" and kind == "title" and rest.strip() not in ("", "Default Aegisub file"):
            yield rest.strip()
        elif section == "events" and colon and kind == "format":
            fields = tuple(name.strip().lower() for name in rest.split(","))
        elif section == "events" and colon and kind == "dialogue":
            yield from _dialogue(rest, fields, number)


def _dialogue(rest: str, fields: tuple[str, ...], number: int) -> Iterator[Cue | Fault]:
    values = dict(zip(fields, rest.split(",", len(fields) - 1), strict=False))
    start, end = _milliseconds(values.get("start", "")), _milliseconds(values.get("end", ""))
    if start is None or end is None or "text" not in values:
        yield Fault(f"A line of dialogue that cannot be read: {rest.strip()[:80]}", line=number)
        return
    if values.get("effect", "").strip().lower().startswith("fx"):
        return
    words = tuple(word for word in spoken(values["text"]).split("\n") if word.strip())
    if words:
        yield Cue(start, max(start, end), words, number)


def spoken(text: str) -> str:
    """The words of a dialogue's text field, with line feeds where lines break."""
    kept: list[str] = []
    at = 0
    drawing = False
    for found in _BLOCK.finditer(text):
        if not drawing:
            kept.append(text[at : found.start()])
        for scale in _DRAWING.findall(found[0]):
            drawing = int(scale[:3]) > 0
        at = found.end()
    if not drawing:
        kept.append(text[at:])
    return "".join(kept).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")


def _milliseconds(time: str) -> int | None:
    found = _TIME.match(time)
    if found is None:
        return None
    hours, minutes, seconds, fraction = found.groups()
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(
        (fraction or "0").ljust(3, "0")
    )


def likeness(head: bytes, path: Path) -> float:
    first = next((line.strip().lower() for line in head_lines(head) if line.strip()), "")
    if first == "[script info]":
        return 1.0
    return (
        0.9 if any(line.startswith("Dialogue:") and line.count(",") > 7 for line in head_lines(head)) else 0.0
    )


FORMAT = ImportFormat("Subtitles (ASS, SSA)", (".ass", ".ssa"), read_substation, likeness)
