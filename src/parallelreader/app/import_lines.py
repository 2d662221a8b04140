"""What each line of a source is proposed to be: by what lines of pages look like, or as a book says itself.

People change what is proposed in ``import_draft``; no line is lost.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from parallelreader.app.source_text import ImportSource
from parallelreader.core.headings import find_headings
from parallelreader.core.incoming import Passage
from parallelreader.core.language.script import is_chinese_tag
from parallelreader.core.page import (
    LineTag,
    PageLine,
    language_tag,
    renumbered,
    tag_line,
    tag_page,
    tag_passages,
)
from parallelreader.core.text import normalise

_TITLE_LENGTH = {LineTag.CHINESE: 60, LineTag.ENGLISH: 200}
_SENTENCE_END = re.compile(r"[.!?。！？…]\W*$")
_ASIDE = {"caption": LineTag.CAPTION, "metadata": LineTag.METADATA, "copyright": LineTag.METADATA}
_TEXTS = (LineTag.CHINESE, LineTag.ENGLISH)


def propose_lines(source: ImportSource) -> list[PageLine]:
    """The lines of a source in order, numbered from one, each with a tag, and a level if it is a heading."""
    if source.prose is None:
        lines = tag_page(source.text)
    elif source.is_page:
        lines = _of_page(source.prose.passages)
    else:
        lines = _of_book(source.prose.passages, source.prose.language)
    lines = [in_language_of(line, source.language) for line in lines]
    return lines if any(line.level for line in lines) else _with_headings(lines)


def retagged(text: str, source: ImportSource) -> PageLine:
    """A line that somebody made, as it would have been proposed."""
    tag, reason = tag_line(text) if source.is_page else language_tag(text)
    return in_language_of(PageLine(1, text, tag, reason), source.language)


def in_language_of(line: PageLine, language: str) -> PageLine:
    """The line as text in a language (zh or en) that somebody named, unless it is set apart."""
    if not language or not (line.tag.is_text or line.tag is LineTag.UNDECIDED):
        return line
    return replace(line, tag=_tag_of(language), reason="")


def title_of(paragraphs: Sequence[str], tag: LineTag, places: int) -> str:
    """The first of the paragraphs at the head of a text that looks like its title."""
    return next((each for each in paragraphs[:places] if _is_title(each, tag)), "")


def _of_page(passages: Sequence[Passage]) -> list[PageLine]:
    """By the rules of pages, but what the page itself sets apart or heads."""
    read = [n for n, passage in enumerate(passages) if not passage.aside and normalise(passage.text)]
    tagged: dict[int, list[PageLine]] = {}
    for place, line in tag_passages([_line(passages[n].text) for n in read]):
        level = passages[read[place]].level if line.tag.is_text else 0
        tagged.setdefault(read[place], []).append(replace(line, level=level))
    lines: list[PageLine] = []
    for number, passage in enumerate(passages):
        lines += tagged.get(number, [])
        if passage.aside and _line(passage.text):
            lines.append(_apart(passage))
    return renumbered(lines)


def _of_book(passages: Iterable[Passage], language: str) -> list[PageLine]:
    """As the book says; what is in no language belongs to the one that most of it is in."""
    lines: list[PageLine] = []
    open_: list[int] = []
    for passage in passages:
        text = _line(passage.text)
        if not text:
            continue
        if passage.aside:
            lines.append(_apart(passage))
            continue
        tag, reason = language_tag(text)
        if not tag.is_text and not re.search(r"\w", text):
            tag, reason = LineTag.SKIP, "only symbols"
        elif not tag.is_text:
            said = passage.language
            tag, reason = (_tag_of(said), "") if said else (LineTag.UNDECIDED, "")
        if tag is LineTag.UNDECIDED:
            open_.append(len(lines))
        lines.append(PageLine(0, text, tag, reason, passage.level))
    count = Counter(line.tag for line in lines if line.tag in _TEXTS)
    main = count.most_common(1)[0][0] if count else _tag_of(language or "en")
    for place in open_:
        lines[place] = replace(lines[place], tag=main)
    return renumbered(lines)


def _with_headings(lines: list[PageLine]) -> list[PageLine]:
    """The lines, those that are plainly headings as such, in each language."""
    for tag in _TEXTS:
        places = [place for place, line in enumerate(lines) if line.tag is tag]
        found = find_headings([lines[place].text for place in places])
        if found and 0 not in found and places and _is_title(lines[places[0]].text, tag):
            found[0] = 1
        for number, level in found.items():
            place = places[number]
            lines[place] = replace(lines[place], level=level)
    return lines


def _is_title(text: str, tag: LineTag) -> bool:
    return len(text) <= _TITLE_LENGTH[tag] and not _SENTENCE_END.search(text)


def _apart(passage: Passage) -> PageLine:
    return PageLine(0, _line(passage.text), _ASIDE.get(passage.aside, LineTag.SKIP), passage.aside)


def _tag_of(language: str) -> LineTag:
    return LineTag.CHINESE if is_chinese_tag(language) else LineTag.ENGLISH


def _line(text: str) -> str:
    return " ".join(normalise(text).split("\n"))
