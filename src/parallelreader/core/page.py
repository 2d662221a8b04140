"""What each line of a saved page is: text in one of the languages, metadata, a caption, or to be skipped.

It proposes tags with the reason for each and loses no line; people change them, and import writes what
they decide.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from parallelreader.core import page_rules as rules
from parallelreader.core.language.script import guess_language, han_share, has_han
from parallelreader.core.text import normalise


class LineTag(StrEnum):
    """What a line is taken for."""

    CHINESE = "chinese"
    ENGLISH = "english"
    METADATA = "metadata"
    CAPTION = "caption"
    SKIP = "skip"
    UNDECIDED = "undecided"

    @property
    def is_text(self) -> bool:
        """Whether lines with this tag are read and aligned."""
        return self in (LineTag.CHINESE, LineTag.ENGLISH)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page, ``number`` counted from one; ``reason`` is empty for ordinary text. ``level`` is 0
    for running text, and for headings 1 for the uppermost, 2 for those inside and so on."""

    number: int
    text: str
    tag: LineTag
    reason: str = ""
    level: int = 0


_TITLE_ZONE = 8
_HEAD_ZONE = 6
_FOOT_ZONE = 5
_TITLE_LENGTH = 300
_WRAPPED_LENGTH = 100
_STOP_AT_END = re.compile(r"[.!?。！？…:：;；][\"'”’」』）)\]]*$")
_LEFT_HANGING = re.compile(
    r"\b(?:and|or|of|the|a|an|to|in|for|with|by|on|at|from|as|that|its|their|his|her|our|is|are|was|were)$",
    re.IGNORECASE,
)
_SHORT_LENGTH = {LineTag.CHINESE: 30, LineTag.ENGLISH: 90}
_TEXT_SHARE = {LineTag.CHINESE: 0.58, LineTag.ENGLISH: 0.25}


def tag_page(raw: str) -> list[PageLine]:
    """The lines of a page in order, each with a tag; blank lines are dropped, broken ones joined."""
    return tag_lines(list(_lines(raw)))


def tag_lines(lines: Sequence[str]) -> list[PageLine]:
    """Tag lines that are already as they should be, one paragraph each, without blank ones."""
    return [line for _, line in tag_passages(lines)]


def tag_passages(lines: Sequence[str]) -> list[tuple[int, PageLine]]:
    """Like :func:`tag_lines`, each with the place, from zero, of the line that it was or is a piece of."""
    pieces: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        near = lines[max(index - _HEAD_ZONE, 0) : index + _HEAD_ZONE]
        pieces += [(index, piece) for piece in _pieces(line, near)]
    tagged = [PageLine(number, line, *tag_line(line)) for number, (_, line) in enumerate(pieces, 1)]
    _set_repeated_titles_apart(tagged)
    _set_authors_apart(tagged)
    _set_closing_credits_apart(tagged)
    return [(index, line) for (index, _), line in zip(pieces, tagged, strict=True)]


def renumbered(lines: Sequence[PageLine]) -> list[PageLine]:
    """The same lines, numbered from one in this order."""
    # A hundred thousand of them between two frames: ``replace`` takes three times as long.
    return [
        line if line.number == number else PageLine(number, line.text, line.tag, line.reason, line.level)
        for number, line in enumerate(lines, 1)
    ]


def tag_line(text: str) -> tuple[LineTag, str]:
    """The tag of a line by what it says, whatever stands around it, and the reason."""
    return _set_apart(text) or language_tag(text)


def language_tag(text: str) -> tuple[LineTag, str]:
    """The tag of a line that is text, and the reason where it is in neither or both languages."""
    share = han_share(text)
    if not guess_language(text):
        return LineTag.UNDECIDED, "neither Chinese nor English"
    if share >= _TEXT_SHARE[LineTag.CHINESE]:
        return LineTag.CHINESE, ""
    if share <= _TEXT_SHARE[LineTag.ENGLISH]:
        return LineTag.ENGLISH, ""
    if share >= 0.4 and re.search(r"[。！？]|[\u3400-\u9fff],", text):
        return LineTag.CHINESE, ""
    return LineTag.UNDECIDED, "mixes both languages"


def facts(lines: Sequence[PageLine]) -> dict[str, str]:
    """What the metadata lines say: date, source, author, editor and translator, as far as they do."""
    found: dict[str, str] = {}
    for line in lines:
        if line.tag is not LineTag.METADATA:
            continue
        labels = rules.find_labels(line.text)
        for label in labels:
            value = line.text[label.value_start : label.value_end].strip()
            if value and label.kind != "other":
                found.setdefault(label.kind, value)
        if not labels and line.reason in ("date", "author"):
            date = rules.DATE.search(line.text)
            value = date.group() if date and line.reason == "date" else rules.author_named(line.text)
            found.setdefault(line.reason, value.strip(" ,，"))
    return found


def _lines(raw: str) -> Iterator[str]:
    """Normalised lines without the blank ones, hard-wrapped paragraphs made whole where that is safe."""
    block: list[str] = []
    blocks: list[list[str]] = []
    for line in normalise_keeping_blanks(raw):
        if line:
            block.append(line)
        elif block:
            blocks.append(block)
            block = []
    if block:
        blocks.append(block)
    has_gaps = len(blocks) > 2
    for block in blocks:
        if has_gaps and _is_hard_wrapped(block):
            yield _joined(block)
        else:
            yield from _rejoined(block)


def normalise_keeping_blanks(raw: str) -> list[str]:
    """Each line as ``core.text.normalise`` leaves it, an empty string for a blank one."""
    return [normalise(line) for line in raw.splitlines()]


def _is_hard_wrapped(block: list[str]) -> bool:
    """Whether a block between blank lines is one paragraph broken at a fixed width."""
    if len(block) < 3:
        return False
    full = [len(line) for line in block[:-1]]
    widest = max(full)
    if widest > _WRAPPED_LENGTH or len(block[-1]) > widest + 2:
        return False
    hanging = sum(_STOP_AT_END.search(line) is None for line in block[:-1])
    if has_han(block[0]):
        return min(full) >= max(widest - 3, 15) and hanging * 2 > len(full)
    goes_on = sum(line[0].islower() for line in block[1:])
    return min(full) >= widest * 0.7 and widest >= 40 and hanging * 2 > len(full) and goes_on * 3 >= len(full)


def _rejoined(block: list[str]) -> Iterator[str]:
    """Join a line with the next where it plainly breaks off: "…Country and" / "Advance…"."""
    current = block[0]
    for line in block[1:]:
        breaks_off = _LEFT_HANGING.search(current) and len(current) <= _WRAPPED_LENGTH
        if breaks_off and not has_han(current) and not has_han(line) and not rules.find_labels(line):
            current = f"{current} {line}"
        else:
            yield current
            current = line
    yield current


def _joined(block: list[str]) -> str:
    whole = block[0]
    for line in block[1:]:
        glue = "" if has_han(whole[-1]) or has_han(line[0]) or whole[-1] in "，、；：“（《—-" else " "
        whole += glue + line
    return whole


def _pieces(line: str, neighbours: Sequence[str]) -> list[str]:
    """A line cut where two things were glued together: metadata and a headline, or two languages."""
    labels = rules.find_labels(line)
    if labels:
        others = [other for other in neighbours if other != line]
        cut = rules.headline_start(line, labels, others)
        if cut is not None and rules.are_metadata(line[:cut], rules.find_labels(line[:cut])):
            return [line[:cut].strip(), line[cut:].strip()]
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    if len(cells) == 2 and {language_tag(cell)[0] for cell in cells} == {LineTag.CHINESE, LineTag.ENGLISH}:
        return cells
    return [" ".join(cells)]


def _set_apart(line: str) -> tuple[LineTag, str] | None:
    if rules.is_symbols_only(line):
        return LineTag.SKIP, "only symbols"
    if rules.is_date(line):
        return LineTag.METADATA, "date"
    if rules.is_number_only(line):
        return LineTag.SKIP, "a number alone"
    if rules.is_navigation(line):
        return LineTag.SKIP, "navigation"
    labels = rules.find_labels(line)
    if labels and rules.are_metadata(line, labels):
        kinds = dict.fromkeys(label.kind for label in labels if label.kind != "other")
        return LineTag.METADATA, ", ".join(kinds) or "page details"
    if rules.is_copyright(line):
        return LineTag.METADATA, "copyright"
    if rules.is_byline(line):
        return LineTag.METADATA, "author"
    if rules.is_caption(line):
        return LineTag.CAPTION, "photo caption"
    return None


def _set_repeated_titles_apart(lines: list[PageLine]) -> None:
    """The title of a page often stands twice: in its head and over the text. The first one is kept."""
    seen: set[str] = set()
    for index, line in enumerate(lines[:_TITLE_ZONE]):
        if not line.tag.is_text or len(line.text) > _TITLE_LENGTH or _STOP_AT_END.search(line.text):
            continue
        key = "".join(re.findall(r"\w", line.text.casefold()))
        if key in seen and len(key) > 3:
            lines[index] = replace(line, tag=LineTag.SKIP, reason="repeats the title")
        seen.add(key)


def _set_authors_apart(lines: list[PageLine]) -> None:
    """A name between the title and a date is the author's."""
    seen: set[LineTag] = set()
    for index, line in enumerate(lines[:_HEAD_ZONE]):
        before_date = index + 1 < len(lines) and "date" in lines[index + 1].reason
        if before_date and line.tag in seen and line.tag.is_text and rules.may_be_author(line.text):
            lines[index] = replace(line, tag=LineTag.METADATA, reason="author")
        seen.add(line.tag)


def _set_closing_credits_apart(lines: list[PageLine]) -> None:
    """Remarks in brackets on where text and author come from stand at the end, of each language's part."""
    for index, line in enumerate(lines):
        if not line.tag.is_text or not rules.is_closing_credit(line.text):
            continue
        after = [each for each in lines[index + 1 : index + 1 + _FOOT_ZONE] if each.tag is line.tag]
        if len(after) < 2:
            lines[index] = replace(line, tag=LineTag.METADATA, reason="credit")


def likeness(line: PageLine) -> tuple[str, ...]:
    """What lines like this one have in common with it, as it was proposed: equal for two of one kind."""
    if not line.tag.is_text:
        return (line.tag, line.reason)
    ends = "ends" if _STOP_AT_END.search(line.text) else "open"
    return (line.tag, ends, "short" if len(line.text) <= _SHORT_LENGTH[line.tag] else "long")
