"""The lines of PDF pages made paragraphs and headings again, and broken words whole."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from parallelreader.core.incoming import Passage
from parallelreader.core.language.script import is_han
from parallelreader.formats.pdf_layout import Placed
from parallelreader.formats.pdf_lines import PdfLine
from parallelreader.formats.text_lines import joins_closely

_STOP = re.compile(r"[.!?。！？…:：;；][\"'”’」』）)\]】]*$")
_BROKEN_WORD = re.compile(r"([A-Za-z\u00c0-\u024f]+)-$")
_WORD_START = re.compile(r"[a-z\u00df-\u024f]+")
_NOTE_START = re.compile(r"\s*(?:\d{1,3}(?![\d.]\d)|[*†‡①-⑳]|[\[〔(（]\d{1,3}[\])）〕])")
_INDENT = 0.8
_LEADING = 1.25
_HEADING_SIZE = 1.12
_LONGEST_HEADING = 120
_MAX_LEVELS = 3


def body_size(lines: Iterable[PdfLine]) -> float:
    """The size that most of the text is set in, in points."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def passages_of(
    pages: Sequence[Sequence[Placed]], outline: Mapping[int, Sequence[tuple[str, int]]]
) -> Iterator[Passage]:
    """Paragraphs over the whole document. ``outline`` is for each page its bookmarks: (title, level)."""
    lines = [each for page in pages for each in page]
    size = body_size(each.line for each in lines if not each.aside)
    leading = _usual_leading(lines)
    whole = Counter(re.findall(r"[a-z]+-[a-z]+|[a-z]+", " ".join(each.line.text.lower() for each in lines)))
    levels = {} if outline else _levels(lines, size)
    apart: list[Passage] = []
    group: list[Placed] = []
    for number, page in enumerate(pages):
        titles = list(outline.get(number, ()))
        notes: list[str] = []
        for line in page:
            if line.aside == "footnote" and notes and not _NOTE_START.match(line.line.text):
                notes.append(line.line.text)
            elif line.aside:
                apart += _note(notes, whole)
                notes = [line.line.text] if line.aside == "footnote" else []
                apart += [] if notes else [Passage(line.line.text, aside=line.aside)]
            else:
                level = _level(line, titles, levels, size)
                if group and not _continues(group, line, level, leading):
                    yield from _written(group, whole)
                    yield from apart
                    group, apart = [], []
                group.append(_heading(line, level) if level else line)
        apart += _note(notes, whole)
    yield from _written(group, whole)
    yield from apart


def _note(lines: Sequence[str], whole: Mapping[str, int]) -> list[Passage]:
    return [Passage(joined(lines, whole), aside="footnote")] if lines else []


def _heading(line: Placed, level: int) -> Placed:
    return Placed(line.line, f"={level}", line.left, line.right, line.column)


def _written(group: Sequence[Placed], whole: Mapping[str, int]) -> Iterator[Passage]:
    if group:
        level = int(group[0].aside.removeprefix("=") or 0)
        yield Passage(joined([each.line.text for each in group], whole), level)


def joined(lines: Sequence[str], whole: Mapping[str, int]) -> str:
    """Lines as one. A hyphen at the end goes, unless the document writes the word with it elsewhere
    (``whole`` counts its words)."""
    text = ""
    for line in lines:
        line = line.strip()
        if not text or not line:
            text = text or line
            continue
        broken, start = _BROKEN_WORD.search(text), _WORD_START.match(line)
        if broken and start:
            with_hyphen = f"{broken[1]}-{start[0]}".lower()
            keeps = whole.get(with_hyphen, 0) > whole.get(with_hyphen.replace("-", ""), 0)
            text = (text if keeps else text[:-1]) + line
        elif joins_closely(text[-1], line[0]) or text[-1] in "-—":
            text += line
        else:
            text += f" {line}"
    return text


def _continues(group: Sequence[Placed], line: Placed, level: int, leading: float) -> bool:
    """Whether a line goes on with the paragraph of the lines before it."""
    before = group[-1]
    is_heading = before.aside.startswith("=")
    if is_heading or level:
        same = is_heading and before.aside == f"={level}" and abs(before.line.size - line.line.size) < 0.6
        return same and _gap(before, line) < 2.2 * line.line.size and not _starts_chapter(line.line.text)
    if abs(before.line.size - line.line.size) > 0.15 * line.line.size:
        return False
    size = line.line.size
    is_indented = line.line.left - line.left > _INDENT * size
    if before.column == line.column and _gap(before, line) > max(_LEADING * leading, 1.2 * size):
        return False
    ends = _STOP.search(before.line.text) is not None
    if is_indented:
        return not ends and len(group) > 1 and abs(line.line.left - before.line.left) < 1.0
    room = before.right - before.line.right
    return not ends or room < _room_needed(line, size)


def _room_needed(line: Placed, size: float) -> float:
    """How much space the beginning of a line would have needed on the line before."""
    first = line.line.text.split(" ", 1)[0]
    if is_han(line.line.text[0]):
        return 2.0 * size
    return (len(first) + 1) * 0.5 * size


def _gap(before: Placed, line: Placed) -> float:
    return abs(before.line.baseline - line.line.baseline)


def _usual_leading(lines: Sequence[Placed]) -> float:
    gaps: Counter[float] = Counter()
    for before, line in pairwise(lines):
        if before.column == line.column and not before.aside and not line.aside:
            gaps[round(_gap(before, line))] += 1
    return gaps.most_common(1)[0][0] if gaps else 0.0


def _levels(lines: Sequence[Placed], size: float) -> dict[float, int]:
    """Levels by the sizes of type that are larger than the text's, the largest first."""
    large = [each for each in lines if not each.aside and _is_large(each, size)]
    if len(large) > 0.3 * len(lines):
        return {}
    sizes = sorted({round(each.line.size) for each in large}, reverse=True)
    return {found: min(level, _MAX_LEVELS) for level, found in enumerate(sizes, 1)}


def _is_large(line: Placed, size: float) -> bool:
    return line.line.size >= _HEADING_SIZE * size and len(line.line.text) <= _LONGEST_HEADING


def _level(line: Placed, titles: list[tuple[str, int]], levels: Mapping[float, int], size: float) -> int:
    """The level of a heading: as the bookmarks of its page say, else by its size."""
    key = _key(line.line.text)
    for title, level in titles:
        wanted = _key(title)
        if key and (wanted.startswith(key) or wanted.endswith(key)) and len(key) * 2 >= min(len(wanted), 8):
            return level
    return levels.get(round(line.line.size), 0) if _is_large(line, size) else 0


def _starts_chapter(text: str) -> bool:
    return re.match(r"第.{1,8}[章回节節卷部]|chapter\b", text, re.IGNORECASE) is not None


def _key(text: str) -> str:
    return "".join(re.findall(r"\w+", text.casefold()))
