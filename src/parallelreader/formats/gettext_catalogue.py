"""Catalogues of translated messages: PO and POT, as GNU gettext 0.22 writes them.

The original stands in ``msgid``, by custom in English. Entries that the program they come from no longer has
are no part of it; a translation marked as fuzzy is unsure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.language.script import guess_language
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL, one_line
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.language_names import language_tag
from parallelreader.formats.text_stream import TextFile, head_lines, text_file

_KEYWORD = re.compile(r'\s*(msgctxt|msgid_plural|msgid|msgstr)\s*(?:\[\s*(\d{1,2})\s*\])?\s*(".*)$')
_STRING = re.compile(r'\s*"([^"\\]*+(?:\\.[^"\\]*+)*+)"\s*$')
_ESCAPE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|(.))", re.S)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", "a": "", "b": "", "f": "\n", "v": "\n"}
_FUZZY_CONFIDENCE = 0.3
_SAMPLE = 100


@dataclass(slots=True)
class _Entry:
    line: int = 0
    fuzzy: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)
    size: int = 0

    def field(self, name: str) -> str:
        return "".join(self.fields.get(name, ()))

    @property
    def is_header(self) -> bool:
        return "msgid" in self.fields and not self.field("msgid") and "msgctxt" not in self.fields


class CatalogueUnits:
    """The messages of a catalogue beside their translations."""

    def __init__(self, file: TextFile) -> None:
        self._file = file

    @property
    def title(self) -> str:
        return self._header.get("project-id-version", "").removesuffix("PACKAGE VERSION")

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        sample = [each for each in islice(self._units(NO_PROGRESS), _SAMPLE) if isinstance(each, Unit)]
        source = guess_language("\n".join(unit.cells[0] for unit in sample))
        target = language_tag(self._header.get("language", "")) or language_tag(self._file.path.stem)
        guessed = guess_language("\n".join(unit.cells[1] for unit in sample))
        return (
            Column(source or "en", "msgid"),
            Column(target if target and target != "en" else guessed or target, "msgstr"),
        )

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        yield from islice(self._units(progress), after, None)

    @cached_property
    def _header(self) -> dict[str, str]:
        for entry in _entries(self._file.lines()):
            if isinstance(entry, _Entry):
                if not entry.is_header:
                    break
                pairs = (line.partition(":") for line in entry.field("msgstr").split("\n"))
                return {name.strip().lower(): value.strip() for name, _, value in pairs if value}
        return {}

    def _units(self, progress: Progress) -> Iterator[Unit | Fault]:
        for entry in _entries(self._file.lines(progress)):
            if isinstance(entry, Fault):
                yield entry
            elif entry.is_header:
                continue
            elif "msgid" not in entry.fields:
                yield Fault("An entry without a message", line=entry.line)
            elif entry.size > LARGEST_CELL:
                yield Fault(f"A message of more than {LARGEST_CELL:,} characters", line=entry.line)
            else:
                yield from _translations(entry)


def _translations(entry: _Entry) -> Iterator[Unit]:
    confidence = _FUZZY_CONFIDENCE if entry.fuzzy else None
    forms = sorted(int(name[7:-1]) for name in entry.fields if name.startswith("msgstr["))
    if not forms:
        yield Unit((one_line(entry.field("msgid")), one_line(entry.field("msgstr"))), confidence)
        return
    one, many = entry.field("msgid"), entry.field("msgid_plural") or entry.field("msgid")
    for form in forms:
        # A language with one form, as Chinese, says all numbers with it: it renders the plural.
        original = one if form == 0 and len(forms) > 1 else many
        yield Unit((one_line(original), one_line(entry.field(f"msgstr[{form}]"))), confidence)


def _entries(lines: Iterable[tuple[int, str | None]]) -> Iterator[_Entry | Fault]:
    """Entries and faults as they come, without obsolete entries."""
    entry = _Entry()
    name = ""
    for number, line in lines:
        if line is None:
            yield Fault("A line too long to be read", line=number)
            continue
        if line.lstrip().startswith("#"):
            comment = line.lstrip()
            if entry.fields:
                yield entry
                entry, name = _Entry(), ""
            if comment.startswith("#~"):
                # What is marked before an obsolete message is said of it.
                entry = _Entry()
            elif comment.startswith("#,"):
                entry.fuzzy = "fuzzy" in comment
            continue
        if not line.strip():
            continue
        keyword = _KEYWORD.match(line)
        if keyword:
            new = keyword[1] if keyword[2] is None else f"{keyword[1]}[{int(keyword[2])}]"
            if (
                new in entry.fields
                or (entry.fields and new in ("msgctxt",))
                or (new == "msgid" and any(field.startswith("msgstr") for field in entry.fields))
            ):
                yield entry
                entry = _Entry()
            name = new
            entry.line = entry.line or number
            entry.fields[name] = []
        written = _STRING.match(keyword[3] if keyword else line)
        if written is None or not name:
            yield Fault(f"A line that is no part of a message: {line.strip()[:80]}", line=number)
            continue
        entry.size += len(written[1])
        if entry.size <= LARGEST_CELL:
            entry.fields[name].append(_ESCAPE.sub(_character, written[1]))
    if entry.fields:
        yield entry


def _character(found: re.Match[str]) -> str:
    if found[1] or found[2]:
        return chr(int(found[1], 8) if found[1] else int(found[2], 16))
    return _ESCAPED.get(found[3], found[3])


def read_catalogue(path: Path, options: ReadOptions) -> CatalogueUnits:
    units = CatalogueUnits(text_file(path, options.encoding))
    if not any(isinstance(each, Unit) for each in units.read()):
        raise FileProblem(
            "There are no messages in this catalogue", where=path, mend="Choose a PO file with msgid lines."
        )
    return units


def likeness(head: bytes, path: Path) -> float:
    lines = [line for line in head_lines(head) if line.strip() and not line.lstrip().startswith("#")]
    if len(lines) < 2:
        return 0.0
    fitting = sum(bool(_KEYWORD.match(line) or _STRING.match(line)) for line in lines)
    keywords = sum(_KEYWORD.match(line) is not None for line in lines)
    return 0.98 if keywords >= 2 and fitting >= 0.9 * len(lines) else 0.0


FORMAT = ImportFormat("Translated messages (PO)", (".po", ".pot"), read_catalogue, likeness)
