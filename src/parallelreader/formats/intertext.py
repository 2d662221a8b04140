"""Alignments of two XML texts that lie beside them: InterText 2 (linkGrp), and OPUS's (cesAlign) where its
two texts are there.

InterText names the elements of ``toDoc`` first in a link, OPUS those of ``fromDoc``. How sure a link is,
neither says in numbers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path, PurePosixPath

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.language.script import guess_language
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL, one_line
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.language_names import language_tag
from parallelreader.formats.xml_stream import Refused, XmlHandler, head_element, head_text, read_units

_SECTIONS = frozenset({"div", "div1", "chapter", "section", "part", "text", "doc"})
_HEADS = frozenset({"head", "title", "h1", "h2"})
_MOST_ELEMENTS = 5_000_000


@dataclass(slots=True)
class _Side:
    """One of the two texts: its elements' words and sections in order, by their ids."""

    ids: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    language: str = ""


class InterTextUnits:
    """The links of an alignment as units, elements without a link where they stand in their text; the
    column of ``fromDoc`` first."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def title(self) -> str:
        return ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(side.language or guess_language("\n".join(side.words[:500])), name)
            for side, name in zip(self._sides, self._names, strict=True)
        )

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        for done, each in enumerate(islice(self._units(), after, None), after + 1):
            yield each
            if done % 1000 == 0:
                progress.step(done, len(self._links.pairs))

    @cached_property
    def _links(self) -> "_LinkHandler":
        handler = _LinkHandler()
        for _ in read_units(self._path, handler):
            pass
        return handler

    @property
    def _names(self) -> tuple[str, str]:
        return self._links.names

    @cached_property
    def _sides(self) -> tuple[_Side, _Side]:
        first, second = (self._side(path) for path in self.texts)
        return first, second

    @cached_property
    def texts(self) -> tuple[Path, Path]:
        """The two texts that are aligned. Raises FileProblem where one does not lie beside the alignment."""
        first, second = (self._text(name) for name in self._names)
        return first, second

    def _text(self, name: str) -> Path:
        # Only the name counts: a path inside the file must not make the program open what it likes.
        own = PurePosixPath(name.replace("\\", "/")).name
        candidates = [own, own.removesuffix(".gz")]
        beside = {file.name for file in self._path.parent.iterdir()} if own else set()
        path = next((self._path.parent / each for each in candidates if each in beside), None)
        if path is None or path == self._path or not path.is_file():
            raise FileProblem(
                f"The alignment names the text {own[:80] or '(none)'}, which does not lie beside it",
                where=self._path,
                mend="Put both XML texts into the same folder as the alignment.",
            )
        return path

    def _side(self, path: Path) -> _Side:
        handler = _TextHandler(self._links.ids)
        for _ in read_units(path, handler):
            pass
        return handler.side

    def _units(self) -> Iterator[Unit | Fault]:
        yield from self._links.faults
        sides = self._sides
        linked = [set[int](), set[int]()]
        resolved: list[list[list[int]]] = []
        for number, pair in enumerate(self._oriented()):
            both = list(zip(sides, pair, strict=True))
            places = [[side.places[each] for each in ids if each in side.places] for side, ids in both]
            missing = [each for side, ids in both for each in ids if each not in side.places]
            if missing:
                yield Fault(
                    f"A link names {missing[0][:60]}, which is in no text", line=self._links.lines[number]
                )
            twice = any(place in linked[side] for side in (0, 1) for place in places[side])
            if twice:
                yield Fault(
                    "A link names what stands in another link already", line=self._links.lines[number]
                )
                continue
            for side in (0, 1):
                linked[side].update(places[side])
            if any(places):
                resolved.append(places)
        cursors = [0, 0]
        for places in resolved:
            for side in (0, 1):
                if places[side]:
                    yield from self._alone(side, cursors[side], min(places[side]), linked[side])
                    cursors[side] = max(cursors[side], min(places[side]))
            section = next((sides[side].sections[places[side][0]] for side in (0, 1) if places[side]), "")
            cells = tuple(
                one_line("\n".join(sides[side].words[place] for place in places[side])) for side in (0, 1)
            )
            if any(cells):
                yield Unit(cells, None, section)
        for side in (0, 1):
            yield from self._alone(side, cursors[side], len(sides[side].words), linked[side])

    def _alone(self, side: int, first: int, end: int, linked: set[int]) -> Iterator[Unit]:
        for place in range(first, end):
            words = self._sides[side].words[place]
            if place not in linked and words:
                cells = (words, "") if side == 0 else ("", words)
                yield Unit(cells, None, self._sides[side].sections[place])

    def _oriented(self) -> Sequence[tuple[Sequence[str], Sequence[str]]]:
        """Ids of ``fromDoc`` first: in the order that the format has them, or the other where only that
        one names elements there are."""
        pairs = self._links.pairs
        swapped = [(second, first) for first, second in pairs]
        usual, other = (pairs, swapped) if self._links.is_opus else (swapped, pairs)

        def found(which: Sequence[tuple[Sequence[str], Sequence[str]]]) -> int:
            return sum(
                each in side.places
                for pair in which
                for side, ids in zip(self._sides, pair, strict=True)
                for each in ids
            )

        return other if found(other) > found(usual) else usual


class _LinkHandler(XmlHandler[None]):
    def __init__(self) -> None:
        super().__init__()
        self.names = ("", "")
        self.pairs: list[tuple[Sequence[str], Sequence[str]]] = []
        self.lines: list[int] = []
        self.ids: set[str] = set()
        self.faults: list[Fault] = []
        self.is_opus = False
        self._groups = 0
        self._root = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._root:
            self._root = name
            if name not in ("linkGrp", "cesAlign"):
                raise Refused(f"This is XML that begins with <{name[:60]}>, not an alignment of two texts")
        if name == "cesAlign":
            self.is_opus = True
        elif name == "linkGrp":
            self._groups += 1
            if self._groups > 1:
                raise Refused("The file aligns more than one pair of texts")
            self.names = attributes.get("fromDoc", ""), attributes.get("toDoc", "")
        elif name == "link":
            first, parted, second = attributes.get("xtargets", "").partition(";")
            if not parted:
                self.faults.append(Fault("A link that names no two sides", line=self.line))
                return
            pair = first.split(), second.split()
            self.ids.update(*pair)
            self.pairs.append(pair)
            self.lines.append(self.line)

    def end(self, name: str) -> None:
        return

    def text(self, words: str) -> None:
        return


class _TextHandler(XmlHandler[None]):
    """Keeps the words of elements that are linked, and of their fellows of the same name."""

    def __init__(self, linked: set[str]) -> None:
        super().__init__()
        self.side = _Side()
        self._linked = linked
        self._kinds: set[str] = set()
        self._open: list[str] = []
        self._element = 0
        self._kept: list[str] = []
        self._sections: list[tuple[int, str]] = []
        self._head = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._open.append(name)
        identity = attributes.get("id") or attributes.get("xml:id") or ""
        if len(self._open) == 1:
            said = attributes.get("language") or attributes.get("lang") or attributes.get("xml:lang") or ""
            self.side.language = language_tag(said)
        if name in _SECTIONS and not self._element:
            label = attributes.get("title") or attributes.get("n") or ""
            self._sections.append((len(self._open), one_line(label) if len(self._open) > 1 else ""))
        if not self._element and identity and (identity in self._linked or name in self._kinds):
            if len(self.side.ids) >= _MOST_ELEMENTS:
                raise Refused(f"The text has more than {_MOST_ELEMENTS:,} sentences")
            self._kinds.add(name)
            self._element = len(self._open)
            self._kept = []
            self.side.places.setdefault(identity, len(self.side.ids))
            self.side.ids.append(identity)
            self.take_text(True)
        if name in _HEADS and self._sections and not self._sections[-1][1]:
            self._head = len(self._open)
            if not self._element:
                self._kept = []
                self.take_text(True)

    def text(self, words: str) -> None:
        self._kept.append(words)

    def end(self, name: str) -> None:
        depth = len(self._open)
        words = one_line("".join(self._kept)) if depth in (self._head, self._element) else ""
        if depth == self._head:
            level, _ = self._sections[-1]
            title = words or (self.side.words[-1] if self.side.words else "")
            self._sections[-1] = level, title[:200]
            self._head = 0
            self.take_text(bool(self._element))
        if depth == self._element:
            self.side.words.append(words[:LARGEST_CELL])
            self.side.sections.append(next((label for _, label in reversed(self._sections) if label), ""))
            self._element = 0
            self.take_text(bool(self._head))
        if self._sections and self._sections[-1][0] == depth:
            self._sections.pop()
        self._open.pop()


def read_intertext(path: Path, options: ReadOptions) -> InterTextUnits:
    units = InterTextUnits(path)
    if len(units.columns) != 2 or next(units.read(), None) is None:
        raise FileProblem("There are no links in this alignment", where=path, mend="Align the texts first.")
    return units


def texts_beside(path: Path) -> tuple[Path, ...]:
    return InterTextUnits(path).texts


def likeness(head: bytes, path: Path) -> float:
    element = head_element(head)
    if element not in ("linkGrp", "cesAlign"):
        return 0.0
    return 1.0 if re.search(r"xtargets\s*=|<linkGrp\b", head_text(head)) else 0.0


FORMAT = ImportFormat("Aligned XML texts (InterText)", (".xml",), read_intertext, likeness, texts_beside)
