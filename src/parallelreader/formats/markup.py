"""The paragraphs of a page in HTML or XHTML, in order, read as a stream: no tree is built of it.

Each says where it stood; what of them is the text of the page is decided by ``main_text`` and the books.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from parallelreader.formats import markup_rules as rules
from parallelreader.formats.text_lines import LINE_BREAK, collapse, paragraph_lines

_NOTE_NUMBER = re.compile(r"[\[\]()（）〔〕【】*†‡§\d①-⑳㉑-㉟㊀-㊿注]{1,5}")
_SAVED_FROM = re.compile(r"\s*saved from url=\(\d+\)(https?://\S+)")
# Deeper elements part paragraphs and mean nothing else; no page that people wrote is as deep.
_MAX_DEPTH = 300


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """An element that paragraphs stand in, with the one it stands in itself; equal to no other."""

    tag: str
    around: "Container | None"
    surroundings: str = ""
    is_article: bool = False

    def line(self) -> Iterator["Container"]:
        """Itself and what it stands in, from the inside out."""
        at: Container | None = self
        while at is not None:
            yield at
            at = at.around


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph on one line. ``rank`` is that of a heading, 1 to 6, and 0 for others.

    ``aside`` is what its elements say it is beside the text. ``linked`` counts the characters in links.
    ``names`` are the ids that begin at it or since the last paragraph.
    """

    text: str
    tag: str
    container: Container
    rank: int = 0
    aside: str = ""
    language: str = ""
    linked: int = 0
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class PageFacts:
    """What the head of a page says of it, empty where it does not."""

    title: str = ""
    language: str = ""
    metas: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet, with what held before it."""

    tag: str
    aside: str
    language: str
    is_silent: bool
    container: Container
    is_link: bool = False
    quote: str = ""
    mark_from: int = -1
    """Where its words begin in the paragraph if they may be only the number of a note, else -1."""


def is_article(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element says of itself that the text of the page is in it."""
    return (
        tag in ("article", "main")
        or attributes.get("role") in ("main", "article")
        or "articlebody" in attributes.get("itemprop", "").lower()
    )


class BlockCollector:
    """Takes the events of a parser and makes paragraphs of them: ``blocks`` and ``facts``; ``saved_from`` is
    the address that browsers write into what they save."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.facts = PageFacts()
        self.saved_from = ""
        self._open: list[_Open] = []
        self._container = Container("html", None)
        self._aside = self._language = ""
        self._silent = self._links = self._pre = self._lost = 0
        self._in_title = False
        self._block_tag = "div"
        self._parts: list[str] = []
        self._linked = 0
        self._names: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        tag = tag.lower().rpartition(":")[2]
        if tag == "meta":
            self._take_meta(attributes)
        if tag == "br":
            self._parts.append(LINE_BREAK)
        if tag in rules.VOID:
            self._take_name(tag, attributes)
            if tag == "hr":
                self._finish()
            return
        if len(self._open) >= _MAX_DEPTH:
            self._lost += 1
            if tag in rules.BLOCKS:
                self._finish()
            return
        self._begin(tag, attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        tag = tag.lower().rpartition(":")[2]
        if tag in rules.VOID:
            return
        if self._lost:
            self._lost -= 1
            if tag in rules.BLOCKS:
                self._finish()
            return
        if any(each.tag == tag for each in reversed(self._open)):
            while self._open:
                if self._close().tag == tag:
                    break

    def data(self, text: str) -> None:
        """Text of the innermost element."""
        if self._in_title and not self.facts.title:
            self._parts.append(text)
        elif not self._silent:
            self._parts.append(text.replace("\n", LINE_BREAK) if self._pre else text.replace(LINE_BREAK, " "))
            if self._links:
                self._linked += len(text.strip())

    def comment(self, text: str) -> None:
        """A comment; CDATA sections of XHTML come as such too, and are text."""
        if text.startswith("[CDATA[") and not self._silent:
            self.data(text[7:].removesuffix("]]"))
        elif found := _SAVED_FROM.match(text):
            self.saved_from = self.saved_from or found[1]

    def close(self) -> None:
        """The page ends."""
        while self._open:
            self._close()
        self._finish()

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        before = _Open(tag, self._aside, self._language, False, self._container)
        if tag in rules.BLOCKS:
            self._finish()
            self._block_tag = tag
            self._container = Container(
                tag, self._container, rules.surroundings_of(tag, attributes), is_article(tag, attributes)
            )
            self._aside = self._aside or rules.aside_of(tag, attributes)
        else:
            self._aside = self._aside or (
                rules.aside_of(tag, attributes) if "epub:type" in attributes else ""
            )
            before.is_link = tag == "a" and "href" in attributes
            if tag == "sup" or (tag == "a" and "#" in attributes.get("href", "")):
                before.mark_from = len(self._parts)
        self._take_name(tag, attributes)
        self._language = attributes.get("lang") or attributes.get("xml:lang") or self._language
        if tag in ("html", "body") and not self.facts.language:
            self.facts.language = self._language
        before.is_silent = (
            tag in rules.SILENT
            or (rules.is_hidden(attributes) and tag not in ("html", "body"))
            or rules.is_note_mark(tag, attributes)
        )
        self._silent += before.is_silent
        self._links += before.is_link
        self._pre += tag == "pre"
        self._in_title = tag == "title" and not any(each.tag in ("body", "svg") for each in self._open)
        if tag == "q" and not self._silent:
            before.quote = "”"
            self._parts.append("“")
        self._open.append(before)

    def _close(self) -> _Open:
        before = self._open.pop()
        if before.quote:
            self._parts.append(before.quote)
        if before.tag in rules.BLOCKS:
            self._finish(is_title=self._in_title)
            self._block_tag = before.container.tag
            self._container = before.container
        elif before.mark_from >= 0:
            self._drop_note_number(before.mark_from)
        self._in_title = False
        self._aside, self._language = before.aside, before.language
        self._silent -= before.is_silent
        self._links -= before.is_link
        self._pre -= before.tag == "pre"
        return before

    def _drop_note_number(self, start: int) -> None:
        said = "".join(self._parts[start:]).strip()
        bracketed = len(said) > 1 and said[0] in "[〔【（(" and said[-1] in "]〕】）)"
        is_circled = len(said) == 1 and "①" <= said <= "㊿"
        is_raised_link = any(e.tag == "sup" for e in self._open) or any(e.is_link for e in self._open)
        if _NOTE_NUMBER.fullmatch(said) and (bracketed or is_circled or is_raised_link):
            del self._parts[start:]
            self._linked = max(self._linked - len(said), 0)

    def _take_name(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = attributes.get("id") or (attributes.get("name") if tag == "a" else "")
        if name:
            self._names.append(name)

    def _take_meta(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        value = " ".join(attributes.get("content", "").split())
        if name and value:
            self.facts.metas.setdefault(name.lower(), value)

    def _finish(self, *, is_title: bool = False) -> None:
        raw, self._parts = "".join(self._parts), []
        linked, self._linked = self._linked, 0
        if is_title:
            self.facts.title = " ".join(raw.replace(LINE_BREAK, " ").split())
            return
        rank = next((rules.HEADINGS[e.tag] for e in self._container.line() if e.tag in rules.HEADINGS), 0)
        for line in (
            paragraph_lines(raw) if not rank else filter(None, [collapse(raw.replace(LINE_BREAK, " "))])
        ):
            names, self._names = tuple(self._names), []
            self.blocks.append(
                Block(
                    line, self._block_tag, self._container, rank, self._aside, self._language, linked, names
                )
            )
            linked = 0


def collect(chunks: Iterable[bytes]) -> BlockCollector:
    """Read a page that comes in parts of any size, in UTF-8."""
    from lxml import etree

    collector = BlockCollector()
    parser: Any = etree.HTMLParser(target=_Target(collector), encoding="utf-8", huge_tree=True)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except etree.XMLSyntaxError:
        # Said of a page without a single element; what text there was has come already.
        pass
    collector.close()
    return collector


class _Target:
    """What the parser calls; apart from the collector, whose ``close`` is called once it is all over."""

    def __init__(self, collector: BlockCollector) -> None:
        self.start, self.end = collector.start, collector.end
        self.data, self.comment = collector.data, collector.comment

    def close(self) -> None:
        return
