"""Files that translators work on: XLIFF 1.2 and 2.0 to 2.2, after the OASIS specifications, read as a stream.

Codes inside segments are no text; candidates, notes and glossaries beside the translation are not read. A
target that only repeats its source and is marked as not yet translated is none.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL, one_line
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.language_names import language_tag
from parallelreader.formats.xml_stream import (
    Refused,
    XmlHandler,
    encoding_of,
    head_element,
    read_units,
    utf8_pieces,
)

_CODES = frozenset({"bpt", "ept", "ph", "it"})
# Everything beside the texts that may hold words or texts of its own.
_SKIPPED = frozenset(
    {"alt-trans", "matches", "glossary", "metadata", "changeTrack", "revisions", "notes", "note", "skl"}
    | {"originalData", "prop-group", "count-group", "context-group", "skeleton", "reference", "bin-unit"}
)
_UNTRANSLATED = frozenset({"new", "needs-translation", "initial"})
_BREAKS = frozenset({"lb", "x-lb", "x-br", "xlf:lb"})
_HEAD = re.compile(rb"<(?:[\w.-]+:)?(?:file|xliff)\s[^<>]{0,4000}>")
_LANGUAGE = re.compile(
    rb"""\b(source-language|srcLang|target-language|trgLang)\s*=\s*["']([^"'<>]{0,60})["']"""
)
_SOURCES = (b"source-language", b"srcLang")
_TAIL = 4096

Segments = dict[str, str]


class XliffUnits:
    """The segments of an XLIFF file; a column for each language that is one of its sources or targets."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self._path = path
        self._encoding = encoding

    @property
    def title(self) -> str:
        return ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Sources first; a target without a language is a column without one."""
        sources, targets = _languages(self._path, self._encoding)
        names = list(dict.fromkeys([*sources, *targets]))
        if len(names) < 2:
            names = [*(sources or [""]), *(targets or [""])]
        return tuple(Column(language_tag(name), name) for name in names)

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        handler = _XliffHandler([column.name for column in self.columns])
        yield from islice(
            read_units(self._path, handler, encoding=self._encoding, progress=progress), after, None
        )


def _languages(path: Path, said: str) -> tuple[list[str], list[str]]:
    """The languages of sources and of targets, by the tags of files alone."""
    found: tuple[dict[str, None], dict[str, None]] = ({}, {})
    try:
        with path.open("rb") as file:
            encoding = encoding_of(file, said)
            file.seek(0)
            held = b""
            for piece in utf8_pieces(file, encoding):
                held += piece
                for tag in _HEAD.findall(held):
                    for which, name in _LANGUAGE.findall(tag):
                        found[which not in _SOURCES][name.decode("utf-8", "replace").strip()] = None
                cut = held.rfind(b"<")
                held = held[cut:] if 0 <= len(held) - cut <= _TAIL and not held.endswith(b">") else b""
    except UnicodeDecodeError:
        pass
    except OSError as error:
        raise FileProblem(
            f"The file cannot be read: {error.strerror or error}",
            where=path,
            mend="Look at its name.",
        ) from error
    return list(found[0]), list(found[1])


class _XliffHandler(XmlHandler[Unit | Fault]):
    def __init__(self, columns: list[str]) -> None:
        super().__init__()
        self._columns = columns
        self._root = ""
        self._skipping = 0
        self._languages = ["", ""]
        self._section = ""
        self._source: Segments = {}
        self._target: Segments = {}
        self._segmented: Segments = {}
        self._state = ""
        self._inside = ""
        self._kept: list[str] = []
        self._size = 0
        self._codes: list[tuple[str, list[str]]] = []
        self._segment_ids: list[str | None] = []
        self._segment = ""
        self._asides: tuple[list[str], list[str]] = ([], [])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
        elif self._inside:
            self._open_inline(name, attributes)
        elif name in ("source", "target", "seg-source"):
            self._inside = name
            self._kept, self._size, self._segment = [], 0, ""
            self._state = attributes.get("state", self._state) if name == "target" else self._state
            self.take_text(True)
        elif name in ("trans-unit", "segment", "ignorable"):
            self._source, self._target, self._segmented = {}, {}, {}
            self._asides = ([], [])
            self._state = attributes.get("state", "")
        elif name == "file":
            self._open_file(attributes)
        elif not self._root:
            self._root = name
            if name != "xliff":
                raise Refused(f"This is XML that begins with <{name[:60]}>, not XLIFF")
            self._languages = [attributes.get("srcLang", "").strip(), attributes.get("trgLang", "").strip()]

    def text(self, words: str) -> None:
        if not self._skipping:
            self._size += len(words)
            if self._size <= LARGEST_CELL:
                self._kept.append(words)

    def end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if self._skipping:
            self._skipping -= 1
        elif self._inside == name:
            self._close_text()
        elif self._inside:
            self._close_inline(name)
        elif name in ("trans-unit", "segment"):
            self._close_unit()

    def _open_file(self, attributes: dict[str, str]) -> None:
        for place, name in enumerate(("source-language", "target-language")):
            self._languages[place] = attributes.get(name, self._languages[place]).strip()
        self._section = one_line(attributes.get("original") or attributes.get("id") or "")

    def _open_inline(self, name: str, attributes: dict[str, str]) -> None:
        if name == "mrk":
            self._segment_ids.append(attributes.get("mid") if attributes.get("mtype") == "seg" else None)
            if self._segment_ids[-1] is not None:
                self._keep()
                self._segment = self._segment_ids[-1] or ""
        elif name in _CODES or name == "sub":
            self._codes.append((name, self._kept))
            self._kept = []
        elif name == "cp":
            self._kept.append(" ")
        breaks = {attributes.get(each, "") for each in ("ctype", "type", "subType")}
        if breaks & _BREAKS:
            (self._codes[-1][1] if self._codes else self._kept).append("\n")

    def _close_inline(self, name: str) -> None:
        if name == "mrk" and self._segment_ids:
            if self._segment_ids.pop() is not None:
                self._keep()
                self._segment = ""
        elif self._codes and self._codes[-1][0] == name:
            words = one_line("".join(self._kept))
            _, self._kept = self._codes.pop()
            if name == "sub" and words:
                self._asides[self._inside == "target"].append(words)

    def _keep(self) -> None:
        """Put the words so far into the segment that they belong to."""
        cells = {"source": self._source, "target": self._target, "seg-source": self._segmented}[self._inside]
        cells[self._segment] = cells.get(self._segment, "") + "".join(self._kept)
        self._kept.clear()

    def _close_text(self) -> None:
        self.take_text(False)
        while self._codes:
            _, self._kept = self._codes.pop()
        self._keep()
        self._segment_ids.clear()
        if self._size > LARGEST_CELL:
            self.out.append(Fault(f"A text of more than {LARGEST_CELL:,} characters", line=self.line))
            self._source = {}
            self._target = {}
        self._inside = ""

    def _close_unit(self) -> None:
        source, target = self._source, self._target
        segments = [each for each in self._segmented if each]
        if segments and set(segments) == {each for each in target if each}:
            for each in segments:
                self._give(self._segmented[each], target[each])
        else:
            self._give("".join(source.values()), "".join(target.values()))
        originals, renderings = self._asides
        for number in range(max(len(originals), len(renderings))):
            self._give("".join(originals[number : number + 1]), "".join(renderings[number : number + 1]))
        self._source, self._target = {}, {}

    def _give(self, source: str, target: str) -> None:
        words = [one_line(source), one_line(target)]
        if words[0] == words[1] and self._state in _UNTRANSLATED:
            words[1] = ""
        if not any(words):
            return
        cells = [""] * len(self._columns)
        places = [self._place(0), self._place(1)]
        if places[0] == places[1]:
            places[1] = 1 - places[0] if places[0] < 2 else 1
        for place, word in zip(places, words, strict=True):
            cells[place] = word
        self.out.append(Unit(tuple(cells), None, self._section))

    def _place(self, side: int) -> int:
        name = self._languages[side]
        return self._columns.index(name) if name in self._columns else min(side, len(self._columns) - 1)


def read_xliff(path: Path, options: ReadOptions) -> XliffUnits:
    units = XliffUnits(path, options.encoding)
    if next(units.read(), None) is None:
        raise FileProblem(
            "There are no segments in this file",
            where=path,
            mend="Choose a file with text in it.",
        )
    return units


def likeness(head: bytes, path: Path) -> float:
    return 1.0 if head_element(head) == "xliff" else 0.0


FORMAT = ImportFormat(
    "Translation file (XLIFF)", (".xlf", ".xliff", ".mxliff", ".sdlxliff", ".mqxliff"), read_xliff, likeness
)
