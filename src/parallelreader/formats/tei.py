"""TEI P5 with several texts whose sentences are linked: by links of a stand-off part, or by ``corresp``.

A document is read as a whole, one after the other where there are several: links may stand before the texts
or after them. Notes and entries that stand beside the texts are left to those who want them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.formats.cells import LARGEST_CELL, one_line, share
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.language_names import language_tag
from parallelreader.formats.xml_stream import Refused, XmlHandler, head_element, read_units

_ROOTS = frozenset({"TEI", "teiCorpus"})
_SENTENCES = frozenset({"s", "seg"})
_NOT_READ = frozenset({"note", "fw", "figDesc", "del", "rt"})
# Of a choice between two ways of writing, the one that is not to be read.
_NOT_CHOSEN = frozenset({"sic", "orig", "abbr"})
_BREAKS = frozenset({"lb", "cb", "pb", "milestone"})
_MOST_SENTENCES = 5_000_000
_MOST_TEXTS = 60
_LONGEST_TITLE = 200

_Key = tuple[str, str, int]
"""A text by its name, its language, and how many of the same stand before it in its document."""


@dataclass(slots=True)
class _Text:
    """One of the texts: its sentences in order, and their places by id."""

    key: _Key
    words: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


class _OpenTexts:
    """Which texts are open, and how those of a document are told apart."""

    def __init__(self) -> None:
        self._open: list[dict[str, str]] = []
        self._met: Counter[tuple[str, str]] = Counter()
        self._floating = 0

    def __bool__(self) -> bool:
        return bool(self._open)

    def start(self, local: str, attributes: dict[str, str]) -> _Key | None:
        """An element begins; a key where a text does, of which there may be a part inside another one."""
        if local == "text":
            self._open.append(attributes)
        elif local == "floatingText":
            self._floating += 1
        elif local == "body" and self._open and not self._floating:
            said = self._open[-1]
            language = said.get("xml:lang") or attributes.get("xml:lang", "")
            name = said.get("n") or said.get("xml:id") or language or "text"
            self._met[name, language] += 1
            return name, language, self._met[name, language]
        return None

    def end(self, local: str) -> None:
        """An element ends."""
        if local == "text" and self._open:
            self._open.pop()
        elif local == "floatingText" and self._floating:
            self._floating -= 1
        elif local == "TEI":
            self._met.clear()


@dataclass(slots=True)
class _Link:
    ids: tuple[str, ...]
    line: int
    confidence: float | None = None


class TeiUnits:
    """The links of a file as units, sentences without one where they stand; a column for each version."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self._path = path
        self._encoding = encoding

    @property
    def title(self) -> str:
        return self._head.title

    @property
    def link_count(self) -> int:
        """How many links there are, in either way."""
        return self._head.link_count

    @property
    def columns(self) -> tuple[Column, ...]:
        names = Counter(name for name, _, _ in self._head.texts)
        met: Counter[str] = Counter()
        found = []
        for name, language, _ in self._head.texts:
            met[name] += 1
            told = f"{name} ({met[name]})" if names[name] > 1 else name
            found.append(Column(language_tag(language), told))
        return tuple(found)

    def read(self, *, after: int = 0, progress: Progress = NO_PROGRESS) -> Iterator[Unit | Fault]:
        handler = _Reading(list(self._head.texts))
        found = read_units(self._path, handler, encoding=self._encoding, progress=progress)
        yield from islice(found, after, None)

    @cached_property
    def _head(self) -> "_Heads":
        handler = _Heads()
        for _ in read_units(self._path, handler, encoding=self._encoding):
            pass
        return handler


class _Heads(XmlHandler[None]):
    """Which texts there are, and what the whole is called."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[_Key, None] = {}
        self.title = ""
        self.link_count = 0
        self._root = ""
        self._open = _OpenTexts()
        self._kept: list[str] = []
        self._in_title = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if not self._root:
            self._root = _checked_root(local)
        if (key := self._open.start(local, attributes)) is not None:
            self.texts[key] = None
            if len(self.texts) > _MOST_TEXTS:
                raise Refused(f"The file has more than the {_MOST_TEXTS} texts that can stand side by side")
        elif local == "title" and not self.title and not self._open:
            self._kept, self._in_title = [], True
            self.take_text(True)
        elif local in ("link", *_SENTENCES):
            self.link_count += local == "link" or "corresp" in attributes

    def text(self, words: str) -> None:
        if len(self._kept) < _LONGEST_TITLE:
            self._kept.append(words[:_LONGEST_TITLE])

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        self._open.end(local)
        if local == "title" and self._in_title:
            self.title = one_line("".join(self._kept))[:_LONGEST_TITLE]
            self._in_title = False
            self.take_text(False)


class _Reading(XmlHandler[Unit | Fault]):
    def __init__(self, keys: Sequence[_Key]) -> None:
        super().__init__()
        self._columns = {key: number for number, key in enumerate(keys)}
        self._root = ""
        self._texts: list[_Text] = []
        self._open = _OpenTexts()
        self._links: list[_Link] = []
        self._said: list[_Link] = []
        self._sentence = ""
        self._sentences = 0
        self._is_nameless = False
        self._silent = 0
        self._inside: list[str] = []
        self._kept: list[str] = []
        self._size = 0
        self._title: list[str] = []
        self._in_title = False
        self._section = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if not self._root:
            self._root = _checked_root(local)
        if self._sentence and self._is_nameless and local in _SENTENCES and attributes.get("xml:id"):
            # It only held what is named: that is the sentence.
            self._begin_sentence(attributes["xml:id"], attributes)
        elif self._sentence:
            self._start_inside(local, attributes)
        elif local in _SENTENCES and self._texts and self._open:
            if attributes.get("xml:id"):
                self._begin_sentence(attributes["xml:id"], attributes)
            elif local == "s":
                self._begin_sentence(f" {self._sentences}", attributes, is_nameless=True)
        elif (key := self._open.start(local, attributes)) is not None:
            self._texts.append(_Text(key))
        elif local == "link":
            ids = tuple(each.removeprefix("#") for each in attributes.get("target", "").split())
            if len(ids) < 2:
                self.out.append(Fault("A link that names no two sentences", line=self.line))
            else:
                self._links.append(_Link(ids, self.line, share(attributes.get("cert", ""))))
        elif local == "title" and not self._section and not self._open:
            self._in_title = True
            self.take_text(True)

    def _start_inside(self, local: str, attributes: dict[str, str]) -> None:
        """An element begins in a sentence."""
        is_not_chosen = local in _NOT_CHOSEN and self._inside[-1:] == ["choice"]
        self._inside.append(local)
        if self._silent or is_not_chosen or local in _NOT_READ:
            self._silent += 1
            self.take_text(False)
        elif local in _BREAKS and attributes.get("break") != "no":
            # As the end of a line: between Chinese characters that is nothing.
            self._kept.append("\n")

    def text(self, words: str) -> None:
        if self._in_title:
            if len(self._title) < _LONGEST_TITLE:
                self._title.append(words[:_LONGEST_TITLE])
            return
        self._size += len(words)
        if self._size <= LARGEST_CELL:
            self._kept.append(words)

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if self._sentence:
            if self._inside:
                self._inside.pop()
                if self._silent:
                    self._silent -= 1
                    self.take_text(not self._silent)
                return
            self._end_sentence()
            return
        self._open.end(local)
        if local == "title" and self._in_title:
            self._section = one_line("".join(self._title))[:200]
            self._title, self._in_title = [], False
            self.take_text(False)
        elif local == "teiHeader" and self._root == "teiCorpus" and not self._texts:
            # The first one is that of the whole; documents have their own.
            self._root, self._section = "TEI", ""
        elif local == "TEI":
            self.out += _units(self._texts, self._links or self._said, self._columns, self._section)
            self._texts, self._links, self._said, self._section = [], [], [], ""

    def _begin_sentence(self, name: str, attributes: dict[str, str], *, is_nameless: bool = False) -> None:
        self._sentence, self._is_nameless = name, is_nameless
        self._inside, self._silent = [], 0
        self._kept, self._size = [], 0
        self.take_text(True)
        self._sentences += 1
        if self._sentences > _MOST_SENTENCES:
            raise Refused(f"The file has more than {_MOST_SENTENCES:,} sentences")
        for each in attributes.get("corresp", "").split():
            self._said.append(_Link((self._sentence, each.removeprefix("#")), self.line))

    def _end_sentence(self) -> None:
        self.take_text(False)
        text = self._texts[-1]
        if self._size > LARGEST_CELL:
            self.out.append(Fault(f"A sentence of more than {LARGEST_CELL:,} characters", line=self.line))
        elif self._sentence in text.places:
            self.out.append(Fault(f"The id {self._sentence[:60]} stands twice", line=self.line))
        else:
            text.places[self._sentence] = len(text.words)
            text.words.append(one_line("".join(self._kept)))
        self._sentence = ""


def _units(
    texts: list[_Text], links: list[_Link], columns: dict[_Key, int], section: str
) -> Iterator[Unit | Fault]:
    """The sentences of one document as they are linked, in the order of its first text."""
    where = {
        name: (number, place) for number, text in enumerate(texts) for name, place in text.places.items()
    }
    groups = _Groups()
    for link in links:
        missing = [each for each in link.ids if each not in where]
        if missing:
            yield Fault(f"A link names {missing[0][:60]}, which is no sentence", line=link.line)
        groups.join([where[each] for each in link.ids if each in where], link.confidence)
    done: set[tuple[int, int]] = set()
    cursors = [0] * len(texts)

    def unit(node: tuple[int, int]) -> Unit:
        members, confidence = groups.of(node)
        done.update(members)
        cells = [""] * len(columns)
        for number, text in enumerate(texts):
            joiner = "" if is_chinese_tag(text.key[1]) else " "
            places = [place for other, place in members if other == number]
            column = columns[text.key]
            cells[column] = joiner.join(filter(None, [cells[column], *(text.words[each] for each in places)]))
        return Unit(tuple(cells), confidence, section)

    for number, text in enumerate(texts):
        for place in range(len(text.words)):
            if (number, place) in done:
                continue
            # What the others have alone stands before the first of theirs that is linked to this one.
            for other, other_place in groups.of((number, place))[0]:
                if other > number:
                    for alone in range(cursors[other], other_place):
                        node = (other, alone)
                        if node not in done and groups.first_text(node) >= other:
                            yield unit(node)
                    cursors[other] = max(cursors[other], other_place + 1)
            yield unit((number, place))


class _Groups:
    """Sentences that stand together, through however many links."""

    def __init__(self) -> None:
        self._group_of: dict[tuple[int, int], int] = {}
        self._members: dict[int, list[tuple[int, int]]] = {}
        self._confidences: dict[int, float] = {}
        self._first: dict[int, int] = {}

    def join(self, nodes: list[tuple[int, int]], confidence: float | None) -> None:
        if not nodes:
            return
        known = {self._group_of[node] for node in nodes if node in self._group_of}
        # The smaller ones go over to the largest: else many links in a row would move the same ones again.
        group = max(known, key=lambda each: len(self._members[each]), default=len(self._first))
        members = self._members.setdefault(group, [])
        self._first.setdefault(group, nodes[0][0])
        for other in known - {group}:
            for node in self._members.pop(other):
                self._group_of[node] = group
                members.append(node)
            self._first[group] = min(self._first[group], self._first[other])
            if other in self._confidences:
                confidence = min(self._confidences.pop(other), 1 if confidence is None else confidence)
        for node in nodes:
            if self._group_of.get(node) != group:
                self._group_of[node] = group
                members.append(node)
                self._first[group] = min(self._first[group], node[0])
        if confidence is not None:
            self._confidences[group] = min(self._confidences.get(group, 1), confidence)

    def of(self, node: tuple[int, int]) -> tuple[list[tuple[int, int]], float | None]:
        """What stands together with a sentence, in order, and how sure that is."""
        group = self._group_of.get(node)
        if group is None:
            return [node], None
        return sorted(self._members[group]), self._confidences.get(group)

    def first_text(self, node: tuple[int, int]) -> int:
        """The number of the first text that has something together with a sentence."""
        group = self._group_of.get(node)
        return node[0] if group is None else self._first[group]


def _checked_root(name: str) -> str:
    if name not in _ROOTS:
        raise Refused(f"This is XML that begins with <{name[:60]}>, not TEI")
    return name


def read_tei(path: Path, options: ReadOptions) -> TeiUnits:
    units = TeiUnits(path, options.encoding)
    if len(units.columns) < 2 or not units.link_count:
        raise FileProblem(
            "There are no two texts in this TEI file whose sentences are linked",
            where=path,
            mend="Give its texts an xml:lang and its sentences an xml:id, and link them.",
        )
    return units


def likeness(head: bytes, path: Path) -> float:
    return 1.0 if head_element(head) in _ROOTS else 0.0


FORMAT = ImportFormat("Aligned texts in TEI", (".xml", ".tei"), read_tei, likeness)
