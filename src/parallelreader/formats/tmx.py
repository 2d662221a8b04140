"""Translation memories: TMX 1.1 to 1.4, read as a stream, any number of languages side by side.

The rules for codes inside segments are those of the TMX 1.4b specification: what ``bpt``, ``ept``, ``ph``,
``it`` and ``ut`` enclose is no text, ``hi`` is, and a ``sub`` inside a code is a text of its own.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL, one_line, share
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.language_names import language_tag
from parallelreader.formats.tmx_plain import (
    CONFIDENCES,
    SECTIONS,
    UNIT_END,
    Places,
    PlainUnits,
    language_key,
)
from parallelreader.formats.xml_stream import (
    Refused,
    XmlHandler,
    encoding_of,
    head_element,
    read_units,
    utf8_pieces,
)

_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
_BREAK_TYPES = frozenset({"lb", "br", "x-br", "x-lb", "break"})
_MOST_COLUMNS = 60
# A unit begins, or a variant says its language: all that the columns depend on.
_SIGN = re.compile(rb"<tu(?:[\s>]|v\s[^<>]*?lang\s*=\s*[\"']([^\"'<>\n]{0,60})[\"'])")
_UNIT = re.compile(rb"<tu[\s>]")
_LONGEST_UNIT = 8 << 20
_BREAK_CODE = re.compile(r"<\s*+(?:/\s*+)?(?:br|p|lb)\b|^\s*\\n\s*$", re.I)


class TmxUnits:
    """The units of a TMX file; a column for each language, and one more for each time that a unit has
    another variant in it."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self._path = path
        self._encoding = encoding

    @property
    def title(self) -> str:
        return ""

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(language, name if again == 0 else f"{name} ({again + 1})")
            for language, name, again in self._languages
        )

    @property
    def places(self) -> Places:
        """The column of each language and variant."""
        return {(language_key(name), again): i for i, (_, name, again) in enumerate(self._languages)}

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        handler = TmxHandler(self.places)
        yield from islice(
            read_units(self._path, handler, encoding=self._encoding, progress=progress), after, None
        )

    @cached_property
    def _languages(self) -> tuple[tuple[str, str, int], ...]:
        """Language tag, name in the file, and how many variants in that language stand before this one."""
        most: dict[str, int] = {}
        names: dict[str, str] = {}
        for variants in _variant_languages(self._path, self._encoding):
            counted = Counter(map(language_key, variants))
            for each in variants:
                names.setdefault(language_key(each), each)
            for name, count in counted.items():
                most[name] = max(most.get(name, 0), count)
        if sum(most.values()) > _MOST_COLUMNS:
            raise FileProblem(
                f"A unit of this file has up to {sum(most.values())} variants, more than the {_MOST_COLUMNS} "
                "that can stand side by side",
                where=self._path,
                mend="Divide the file by languages.",
            )
        return tuple(
            (language_tag(names[each]), names[each], again)
            for each, count in most.items()
            for again in range(count)
        )


def _variant_languages(path: Path, said: str) -> list[list[str]]:
    """Each sequence of languages that some unit has, found by looking at nothing but tags."""
    found: dict[bytes, None] = {}
    try:
        with path.open("rb") as file:
            encoding = encoding_of(file, said)
            file.seek(0)
            held = b""
            for piece in utf8_pieces(file, encoding):
                held += piece
                begins = held.rfind(b"<tu ")
                begins = max(begins, held.rfind(b"<tu>"))
                if begins > 0:
                    _add_sequences(held[:begins], found)
                    held = held[begins:]
                elif len(held) > _LONGEST_UNIT:
                    # Too long to be read, but reading it should say so, and which texts it has.
                    _add_sequences(held, found)
                    held = held[-1:]
            _add_sequences(held, found)
    except OSError as error:
        raise FileProblem(
            f"The file cannot be read: {error.strerror or error}",
            where=path,
            mend="Look at its name and rights.",
        ) from error
    except UnicodeDecodeError:
        # What stands before the damage can be read; reading it says where that ends.
        _add_sequences(held, found)
    return [each.decode("utf-8", "replace").split("\n") for each in found]


def _add_sequences(tags: bytes, found: dict[bytes, None]) -> None:
    # The beginning of a unit is found as nothing, so that an empty line parts the units from each other.
    for sequence in dict.fromkeys(b"\n".join(_SIGN.findall(tags)).split(b"\n\n")):
        found[sequence.strip(b"\n")] = None
    found.pop(b"", None)


class TmxHandler(XmlHandler[Unit | Fault]):
    """Makes a unit of each ``tu``; ``places`` says which column a language, and which of its variants, is."""

    def __init__(self, places: Places) -> None:
        super().__init__()
        self._plain = PlainUnits(places)
        self._held = b""
        self._is_between_units = False
        self._in_body = False
        self._places = places
        self._root = ""
        self._cells: list[str] = []
        self._asides: list[dict[int, str]] = []
        self._language = ""
        self._place = -1
        self._section = ""
        self._confidence: float | None = None
        self._prop = ""
        self._kept: list[str] = []
        self._size = 0
        self._inside: list[tuple[str, list[str]]] = []
        self._subs: list[str] = []
        self._in_segment = self._in_unit = False

    def take(self, piece: bytes, feed: Callable[[bytes], bool]) -> None:
        """Hand to the parser only what is not plain, and as many line ends as the plain units have."""
        held = self._held + piece
        end = held.rfind(UNIT_END) + len(UNIT_END)
        if not piece or (end < len(UNIT_END) and len(held) > _LONGEST_UNIT):
            self._held = b""
            self._is_between_units = feed(held) and self._in_body and not self._in_unit
            return
        at = 0
        while at < end and end >= len(UNIT_END):
            if self._is_between_units:
                reached = self._plain.take(held, at, end, self.out)
                feed(b"\n" * held.count(b"\n", at, reached))
                at = reached
                if at == end:
                    break
            stop = held.find(UNIT_END, at) + len(UNIT_END)
            self._is_between_units = feed(held[at:stop]) and self._in_body and not self._in_unit
            at = stop
        self._held = held[at:]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tuv":
            if self._in_unit:
                self._open_variant(attributes)
        elif name == "seg":
            if self._in_unit:
                self._in_segment = True
                self._kept, self._size, self._subs = [], 0, []
                self.take_text(True)
        elif name == "tu":
            self._in_unit = True
            self._cells = [""] * len(self._places)
            self._asides = []
            self._section, self._confidence = "", None
            self._place = -1
        elif self._in_segment:
            self._open_inline(name, attributes)
        elif name == "body":
            self._in_body = True
        elif name == "prop":
            self._prop = attributes.get("type", "").lower() if self._in_unit and self._place < 0 else ""
            if self._prop in SECTIONS or self._prop in CONFIDENCES:
                self._kept, self._size = [], 0
                self.take_text(True)
        elif not self._root:
            self._root = name
            if name.lower() != "tmx":
                raise Refused(f"This is XML that begins with <{name[:60]}>, not a translation memory (TMX)")

    def text(self, words: str) -> None:
        self._size += len(words)
        if self._size <= LARGEST_CELL:
            self._kept.append(words)

    def end(self, name: str) -> None:
        if name == "seg" and self._in_segment:
            self._close_segment()
        elif name == "tu" and self._in_unit:
            self._close_unit()
        elif name == "body":
            self._in_body = False
        elif self._in_segment:
            self._close_inline(name)
        elif name == "prop" and self._prop:
            self.take_text(False)
            self._keep_property("".join(self._kept).strip())
            self._prop = ""

    def _open_variant(self, attributes: dict[str, str]) -> None:
        language = (attributes.get("xml:lang") or attributes.get("lang") or "").strip()
        key = language_key(language)
        self._language = language
        again = 0
        while (place := self._places.get((key, again), -1)) >= 0 and self._cells[place]:
            again += 1
        self._place = place

    def _open_inline(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CODES or name == "sub":
            self._inside.append((name, self._kept))
            self._kept = []
            if name != "sub" and attributes.get("type", "").lower() in _BREAK_TYPES:
                self._inside[-1][1].append("\n")

    def _close_inline(self, name: str) -> None:
        if not self._inside or self._inside[-1][0] != name:
            return
        words = "".join(self._kept)
        _, self._kept = self._inside.pop()
        if name == "sub":
            self._subs.append(one_line(words))
        elif _BREAK_CODE.search(words):
            self._kept.append("\n")

    def _close_segment(self) -> None:
        self.take_text(False)
        self._in_segment = False
        self._inside.clear()
        if self._size > LARGEST_CELL:
            self.out.append(Fault(f"A text of more than {LARGEST_CELL:,} characters", line=self.line))
            return
        words = one_line("".join(self._kept))
        if self._place < 0:
            if words:
                language = self._language or "no language"
                self.out.append(
                    Fault(f"A variant in {language[:40]} that has no column: {words[:80]}", line=self.line)
                )
            return
        self._cells[self._place] = words
        for number, sub in enumerate(self._subs):
            if number == len(self._asides):
                self._asides.append({})
            self._asides[number][self._place] = sub

    def _close_unit(self) -> None:
        self._in_unit = False
        if any(self._cells):
            self.out.append(Unit(tuple(self._cells), self._confidence, self._section))
        for aside in self._asides:
            if any(aside.values()):
                cells = tuple(aside.get(place, "") for place in range(len(self._places)))
                self.out.append(Unit(cells, self._confidence, self._section))

    def _keep_property(self, value: str) -> None:
        if self._prop in SECTIONS:
            self._section = self._section or one_line(value)
        elif self._prop in CONFIDENCES:
            self._confidence = share(value)


def read_tmx(path: Path, options: ReadOptions) -> TmxUnits:
    units = TmxUnits(path, options.encoding)
    if not units.columns:
        # Reading says what is wrong with the file, if anything is.
        next(units.read(), None)
        raise FileProblem(
            "There is no text in this translation memory", where=path, mend="Choose a file with units in it."
        )
    return units


def likeness(head: bytes, path: Path) -> float:
    return 1.0 if head_element(head).lower() == "tmx" else 0.0


FORMAT = ImportFormat("Translation memory (TMX)", (".tmx",), read_tmx, likeness)
