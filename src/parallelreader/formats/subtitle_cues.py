"""Cues of subtitles made a text: without codes, marks for the hard of hearing set apart, and as units where
a cue holds both languages.

How each kind of file writes its cues is left to the module of that format.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parallelreader.core.incoming import Column, Fault, Passage, Prose, Unit, Units
from parallelreader.core.language.script import guess_language, han_share
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.timing.overlaps import pair_overlapping
from parallelreader.formats.cells import one_line

MOST_CUES = 500_000
"""A day of film has fewer; more are no subtitles."""

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|</?>|<\d[\d:.]*>")
_RUBY = re.compile(r"<rt>.*?</rt>", re.S | re.I)
_OVERRIDE = re.compile(r"\{[\\=*][^{}]*\}|\{y:[^{}]{0,10}\}", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.I)
_NOTES = "♪♫♬♩🎵🎶#＃*＊~～"
_SPEAKER = re.compile(r"^(?:-\s*)?[A-Z][A-Z0-9 .'#&-]{1,24}:\s+(?=\S)")
_BRACKETED = re.compile(r"[\[［【][^\[\]［］【】]{1,80}[\]］】]")
_ROUND = re.compile(r"\s*(?:-\s*)?[(（][^()（）]{1,80}[)）]\s*")
_LETTER = re.compile(r"[^\W\d_]")
_BOTH = 0.5
_SOME = 0.2


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines as their file has them, from ``start`` to ``end`` in milliseconds, at ``line`` of the file."""

    start: int
    end: int
    lines: tuple[str, ...]
    line: int = 0


class CueUnits:
    """Subtitles in both languages: a unit for each cue."""

    def __init__(self, units: Sequence[Unit | Fault], columns: tuple[Column, ...], title: str) -> None:
        self._units = units
        self._columns = columns
        self._title = title

    @property
    def columns(self) -> tuple[Column, ...]:
        return self._columns

    @property
    def title(self) -> str:
        return self._title

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        for done, unit in enumerate(self._units[after:], after + 1):
            yield unit
            if done % 1000 == 0:
                progress.step(done, len(self._units))


def subtitles(
    cues: Sequence[Cue],
    faults: Sequence[Fault],
    *,
    title: str = "",
    encoding: str = "",
    confidence: float = 1.0,
) -> Prose | Units:
    """A text of the cues in the order they are shown, or units where the file has both languages."""
    passages = list(_passages(cues))
    spoken = [each for each in passages if not each.aside]
    sides = [_sides(each.text) for each in spoken]
    both = sum(bool(zh and en) for zh, en in sides)
    if spoken and both >= _BOTH * len(spoken):
        return _bilingual(sides, faults, title)
    chinese = [each for each, (zh, en) in zip(spoken, sides, strict=True) if zh and not en]
    others = [each for each, (zh, en) in zip(spoken, sides, strict=True) if en and not zh]
    if min(len(chinese), len(others)) >= max(_SOME * len(spoken), 3) and both < _SOME * len(spoken):
        return _bilingual(_by_time(chinese, others), faults, title)
    plain = tuple(
        Passage(one_line(each.text), aside=each.aside, time=each.time)
        for each in passages
        if one_line(each.text)
    )
    language = guess_language("\n".join(each.text for each in plain if not each.aside))
    return Prose(
        plain,
        title=title,
        language=language,
        encoding=encoding,
        confidence=confidence,
        faults=tuple(faults),
    )


def plain_line(line: str) -> str:
    """A line of a cue without tags, codes and entities."""
    line = _OVERRIDE.sub("", line)
    if "<" in line:
        line = _TAG.sub("", _RUBY.sub("", line))
    if "&" in line:
        line = _ENTITY.sub(lambda found: html.unescape(found[0]), line)
    return (
        line.replace("\u200e", "").replace("\u200f", "").replace("\u202a", "").replace("\u202c", "").strip()
    )


def _passages(cues: Sequence[Cue]) -> Iterator[Passage]:
    """Passages with the lines of a cue still apart; those shown at the same time are one."""
    shown: dict[tuple[int, int], list[str]] = {}
    before: list[str] = []
    ended = -1
    for cue in sorted(cues, key=lambda each: (each.start, each.end)):
        lines = [line for line in map(plain_line, cue.lines) if line]
        if cue.start <= ended + 50 and before:
            # Captions that roll up repeat the line that stood below.
            while lines and lines[0] in before and len(lines) > 1:
                lines.pop(0)
        if not lines:
            continue
        kept = shown.setdefault((cue.start, cue.end), [])
        kept.extend(line for line in lines if line not in kept)
        before, ended = lines, cue.end
    for time, lines in shown.items():
        heard = [line for line in map(_without_marks, lines) if line]
        if heard:
            yield Passage("\n".join(heard), time=time)
        else:
            yield Passage("\n".join(lines), aside="sound", time=time)


def _without_marks(line: str) -> str:
    """What is said in a line: no sounds in brackets, no name of who speaks, no musical notes around it."""
    if _ROUND.fullmatch(line):
        return ""
    line = _BRACKETED.sub("", line).strip()
    line = _SPEAKER.sub("", line)
    line = line.strip(_NOTES + " ")
    return line if _LETTER.search(line) or any(character.isdigit() for character in line) else ""


def _sides(text: str) -> tuple[str, str]:
    """The Chinese lines and the others, each on one line; a line without letters goes with the one before."""
    sides: tuple[list[str], list[str]] = ([], [])
    place = -1
    for line in text.split("\n"):
        if _LETTER.search(line):
            place = 0 if han_share(line) > 0.3 else 1
        sides[max(place, 0)].append(line)
    chinese, other = ("\n".join(side) for side in sides)
    return one_line(chinese), one_line(other)


def _by_time(chinese: Sequence[Passage], others: Sequence[Passage]) -> list[tuple[str, str]]:
    """Cues of both languages that have times of their own, paired where they are shown together."""
    links = pair_overlapping(
        [each.time or (0, 0) for each in chinese], [each.time or (0, 0) for each in others]
    )
    return [
        (
            one_line("\n".join(chinese[i].text for i in link.source)),
            one_line("\n".join(others[i].text for i in link.target)),
        )
        for link in links
    ]


def _bilingual(sides: Sequence[tuple[str, str]], faults: Sequence[Fault], title: str) -> CueUnits:
    languages = [guess_language("\n".join(side[place] for side in sides[:500])) for place in (0, 1)]
    units = [Unit(side) for side in sides if any(side)]
    return CueUnits([*faults, *units], tuple(Column(language) for language in languages), title)
