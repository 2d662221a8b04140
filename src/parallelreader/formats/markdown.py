"""Reading Markdown: what its marks mean, and the words without them.

Not by a library: those that keep to CommonMark leave the stars of **“走吧。”** standing, because Chinese has
no spaces around what is emphasised. ``markdown_inline`` takes the marks out of a paragraph.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from parallelreader.core.errors import FileProblem
from parallelreader.core.incoming import Fault, Passage, Prose
from parallelreader.formats.import_format import ImportFormat, ReadOptions
from parallelreader.formats.markdown_inline import plain
from parallelreader.formats.plain_text import decode_file, read_bytes, text_likeness
from parallelreader.formats.text_lines import LINE_BREAK, joins_closely, paragraph_lines

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# No pattern here tries the white space of a line in more than one way: there may be a great deal of it.
_HEADING = re.compile(r" {0,3}(#{1,6})(?![^ \t　])[ \t　]*(.*)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,100})\]:[ \t]*(.*)")
_REFERENCE = re.compile(
    r""" {0,3}\[[^\]^][^\]]{0,200}\]:[ \t]*\S+(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^)]*\)))?[ \t]*$"""
)
_DELIMITERS = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?$")
_CELL = re.compile(r"(?<!\\)\|")
_HARD_BREAKS = ("  ", "\\")
_FACT = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.+)")
_MAX_FACTS = 60
# Longer lines are not broken at the width of a page: each of them is a paragraph.
_WRAPPED = 100
_KEYS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "translator": "translator",
    "date": "date",
    "lang": "language",
    "language": "language",
    "source": "source",
}


class _Reader:
    """Goes through the lines; ``passages`` are what it found, footnotes where they are written.
    ``unclosed`` is the number, from zero, of the line where code begins that nothing ends, if any."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.unclosed: int | None = None
        self._lines: list[str] = []
        self._aside = ""

    def read(self, lines: Sequence[str]) -> None:
        fence, since = "", 0
        for number, raw in enumerate(lines):
            opened = _FENCE.match(raw)
            if fence:
                if opened and opened[1].startswith(fence) and not raw.strip(" `~"):
                    fence = ""
                elif raw.strip():
                    self.passages.append(Passage(raw.strip(), aside="code"))
            elif opened:
                self._finish()
                fence, since = opened[1], number
            else:
                self._take(raw, lines[number + 1] if number + 1 < len(lines) else "")
        self._finish()
        self.unclosed = since if fence else None

    def _take(self, raw: str, following: str) -> None:
        line = raw.expandtabs(4)
        while _QUOTE.match(line):
            line = _QUOTE.sub("", line, count=1)
        heading, note = _HEADING.match(line), _NOTE.match(line)
        if not line.strip():
            self._finish()
        elif heading:
            self._finish()
            self._put_heading(_without_end_marks(heading[2]), len(heading[1]))
        elif self._lines and not self._aside and _UNDERLINE.match(line):
            words, self._lines = self._lines, []
            self._put_heading(" ".join(words), 1 if "=" in line else 2)
        elif _RULE.match(line):
            self._finish()
        elif note:
            self._finish()
            self._aside, self._lines = "footnote", [note[2]]
        elif _is_delimiters(line):
            return
        elif line.lstrip().startswith("|") or ("|" in line and _is_delimiters(following)):
            self._finish()
            self._put_row(line)
        elif _REFERENCE.match(line):
            self._finish()
        else:
            item = _ITEM.match(line)
            if item or (line.startswith("　") and self._lines):
                self._finish()
            self._lines.append(line[item.end() :] if item else line)

    def _put_heading(self, words: str, level: int) -> None:
        text = plain(_without_attributes(words.rstrip(" \t")))
        if text:
            self.passages.append(Passage(text, level))

    def _put_row(self, line: str) -> None:
        for cell in _CELL.split(line.strip().removeprefix("|")):
            text = plain(cell.replace("\\|", "|"))
            if text:
                self.passages.append(Passage(text))

    def _finish(self) -> None:
        lines, self._lines = self._lines, []
        aside, self._aside = self._aside, ""
        for text in _joined(lines):
            for line in paragraph_lines(plain(text)):
                self.passages.append(Passage(line, aside=aside))


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a paragraph as one, or each by itself where they are too long to be broken ones."""
    parts: list[str] = []
    for line in lines:
        words = line.strip()
        if not words:
            continue
        if parts and len(parts[-1]) > _WRAPPED and len(words) > _WRAPPED:
            yield "".join(parts)
            parts = []
        elif parts and not parts[-1].endswith(LINE_BREAK) and not joins_closely(parts[-1][-1], words[0]):
            parts.append(" ")
        is_hard = line.endswith(_HARD_BREAKS)
        parts.append(words.removesuffix("\\") + LINE_BREAK if is_hard else words)
    yield "".join(parts)


def _is_delimiters(line: str) -> bool:
    """Whether this is the line between the head of a table and its rows."""
    return "|" in line and _DELIMITERS.match(line.strip(" \t")) is not None


def _without_end_marks(heading: str) -> str:
    """A heading without the signs that may stand at its end as well."""
    words = heading.rstrip(" \t")
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else words


def _without_attributes(heading: str) -> str:
    """A heading without ``{#name .class}`` at its end."""
    opened = heading.rfind("{")
    is_last = opened >= 0 and heading.find("}", opened) == len(heading) - 1
    return heading[:opened].rstrip(" \t") if is_last else heading


def read_markdown(path: Path, options: ReadOptions) -> Prose:
    """The words with their headings; notes and code set apart. Raises FileProblem."""
    decoded = decode_file(read_bytes(path), path, options.encoding or None)
    text = re.sub(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", decoded.text)
    facts, lines = _front_matter(text.split("\n"))
    reader = _Reader()
    reader.read(_without_comments("\n".join(lines)).split("\n"))
    if not any(not passage.aside for passage in reader.passages):
        raise FileProblem("There is no text in the file", where=path, mend="Choose a file with text in it.")
    return Prose(
        tuple(_levelled(reader.passages)),
        title=facts.get("title", ""),
        author=facts.get("author", ""),
        translator=facts.get("translator", ""),
        language=facts.get("language", ""),
        date=facts.get("date", ""),
        source=facts.get("source", ""),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        faults=_faults(reader, text, lines),
    )


def _faults(reader: _Reader, text: str, lines: Sequence[str]) -> tuple[Fault, ...]:
    if reader.unclosed is None:
        return ()
    # Which line of the file it is cannot be told where comments have been taken out before.
    above = text.count("\n") + 1 - len(lines)
    line = None if "<!--" in text else above + reader.unclosed + 1
    return (Fault("Here code begins that never ends; all that follows was taken for code", line=line),)


def _without_comments(text: str) -> str:
    """The text without what stands in <!-- -->; one that nothing ends is text."""
    parts, start = [], 0
    while (opened := text.find("<!--", start)) >= 0 and (closed := text.find("-->", opened)) >= 0:
        parts.append(text[start:opened])
        start = closed + 3
    return "".join([*parts, text[start:]])


def _levelled(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The same with levels from one: files that are a chapter often begin with ``##``."""
    highest = min((passage.level for passage in passages if passage.level), default=1)
    for passage in passages:
        level = passage.level - highest + 1 if passage.level else 0
        yield Passage(passage.text, level, passage.aside)


def _front_matter(lines: list[str]) -> tuple[Mapping[str, str], list[str]]:
    """What a block of ``key: value`` at the top says, and the lines after it."""
    if lines[0].rstrip() != "---":
        return {}, lines
    end = next((at for at, line in enumerate(lines[1:_MAX_FACTS], 1) if line.rstrip() in ("---", "...")), 0)
    said = [_FACT.match(line) for line in lines[1:end]]
    facts = {_KEYS[f[1].lower()]: f[2].strip().strip("\"'[]") for f in said if f and f[1].lower() in _KEYS}
    return (facts, lines[end + 1 :]) if any(said) else ({}, lines)


FORMAT = ImportFormat("Markdown", (".md", ".markdown", ".mdown", ".mkd"), read_markdown, text_likeness)
