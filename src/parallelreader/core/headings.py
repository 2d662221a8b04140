"""What the headings of books look like: 第三章 渡口, Chapter III, Prologue, 四 桥, and which lines are some.

One line is read for what it says; whether lines that could be headings are some is decided over the whole
text, since numbers follow one another in headings and not in lists or by accident.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import IntEnum

from parallelreader.core.numerals import (
    CHINESE_NUMERAL,
    ENGLISH_NUMERAL,
    ROMAN_NUMERAL,
    chinese_number,
    english_number,
    roman_number,
)
from parallelreader.core.patterns import pattern
from parallelreader.core.values import dataclass


class Division(IntEnum):
    """What a heading heads, from the largest to the smallest; FRAME is what stands before or after the
    chapters, such as a preface."""

    VOLUME = 1
    CHAPTER = 2
    SECTION = 3
    NUMBER = 4
    FRAME = 5


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """What a line says as a heading: its ``number`` where it has one, and its ``title`` without it.

    ``frame`` names, in English, which part of a FRAME it is. ``is_plain`` is true of lines that may as well
    be anything else, such as a number alone.
    """

    division: Division
    number: int | None = None
    title: str = ""
    frame: str = ""
    is_plain: bool = False
    level: int = 0


_LONGEST_CHINESE, _LONGEST_ENGLISH = 45, 120
_MOST_LISTED = 60
_CHINESE_DIVISIONS = {
    **dict.fromkeys("卷部篇编編集册冊輯辑", Division.VOLUME),
    **dict.fromkeys("章回话話讲講幕", Division.CHAPTER),
    **dict.fromkeys("节節折场場", Division.SECTION),
}
_GAP = r"[\s:：、.．·•—–\-|｜]"
_CHINESE = pattern(
    rf"[【〔\[（(]?第\s*(?P<number>{CHINESE_NUMERAL}|[上中下])\s*(?P<division>[{''.join(_CHINESE_DIVISIONS)}])"
    r"[】〕\]）)]?(?P<rest>.*)"
)
# What goes on without a gap as one word with the division is no heading: 第二回合, 第一部分.
_ONE_WORD = pattern(
    r"(?:合|队|隊|门|門|分(?!\s)|程|课|課|目|日|团|團|中|题|題|辑|面|头|頭|演|作|电影|小说|书|子|会|人|里|上)"
)
_CHINESE_VOLUME = pattern(
    rf"卷\s*之?\s*(?P<number>{CHINESE_NUMERAL}|[上中下])(?P<rest>{_GAP}.*|)"
    rf"|(?P<third>[上中下])[卷部篇编編册冊集](?P<more>{_GAP}.*|)"
)
_CHINESE_NUMBER = pattern(
    rf"(?:\((?P<within>{CHINESE_NUMERAL})\)|(?P<number>{CHINESE_NUMERAL})(?={_GAP}|$))(?P<rest>.*)"
)
_ENGLISH_DIVISIONS = {
    **dict.fromkeys(("volume", "vol.", "vol", "book", "part"), Division.VOLUME),
    **dict.fromkeys(("chapter", "chap.", "chap", "ch.", "act", "canto", "letter", "story"), Division.CHAPTER),
    **dict.fromkeys(("section", "scene"), Division.SECTION),
}
_NUMBERS = rf"(?P<number>\d{{1,3}}|(?i:{ENGLISH_NUMERAL})|{ROMAN_NUMERAL})"
_ENGLISH = pattern(
    rf"(?P<division>{'|'.join(map(re.escape, _ENGLISH_DIVISIONS))})\s+(?:the\s+|no\.?\s*)?"
    rf"{_NUMBERS}(?P<rest>(?![\w’']).*)",
    re.IGNORECASE,
)
_ENGLISH_NUMBER = pattern(rf"{_NUMBERS}(?P<rest>\s*[.:—–)\]]\s*.*|\s+-+\s+.*|\s+(?=[A-Z“\"‘]).*|\s*)")
_MARKDOWN = pattern(r"(?P<marks>#{1,6})\s+(?P<title>.*?)\s*#*")
# What stands before and after the chapters, and between them.
_FRAMES = {
    "preface": "preface|foreword|(?:translator|author|editor)['’]s (?:preface|foreword|note)|"
    "前言|序|序言|自序|代序|叙|敘|弁言|小引|譯序|译序|(?:译者|譯者|作者)(?:序|的话|的話)",
    "introduction": "introduction|introductory|引言|导言|導言|导读|導讀|导论|導論|绪论|緒論|引论|引論",
    "prologue": "prologue|prelude|proem|序章|序幕|楔子|引子|开篇|開篇|开场|開場",
    "interlude": "interlude|intermezzo|间奏|間奏|插曲",
    "epilogue": "epilogue|尾声|尾聲|终章|終章|结局|結局|末章|终曲|終曲",
    "afterword": "afterword|postface|postscript|conclusion|[编編译譯]?(?:后记|後記)|跋|后话|後話|"
    "结语|結語|结束语|結束語",
    "appendix": rf"appendi(?:x|ces)(?: (?:{ROMAN_NUMERAL}|[a-h]|\d+))?|"
    rf"(?:附录|附錄|番外)(?:{CHINESE_NUMERAL})?",
    "notes": "acknowledge?ments|dedication|about the (?:author|translator)|notes|glossary|bibliography|"
    "致谢|致謝|献词|獻詞|鸣谢|鳴謝|出版说明|出版說明|[作译]者简介|[作譯]者簡介|注释|註釋|参考文献|參考文獻",
}
_FRAME = pattern(
    rf"(?:{'|'.join(rf'(?P<{name}>(?:the )?(?:{words}))' for name, words in _FRAMES.items())})"
    # 序 and 跋 begin many a word, Notes and Introduction many a sentence: a title stands behind a mark.
    r"(?:[ .。:]*|(?:\s*[:—–]\s*|\s{2,})(?P<title>.+))",
    re.IGNORECASE,
)
_ENDS_SENTENCE = pattern(r"[。！？；，、…,;][\"'”’」』）)\]]*$|(?<!\b[A-Z])\.[\"'”’)\]]*$")
_ENDS_ANY = pattern(r"[。！？；，、…:：,;.!?][\"'”’」』）)\]]*$")
# Looking for what leads to the number of a page takes long in a line that is nothing but dots or spaces.
_LONGEST_WITH_LEADERS = 600
_PAGE_NUMBER = pattern(r"(?:\s*[.…·。]{2,}\s*|\t\s*|\s{3,})\d{1,4}$")


def read_heading(line: str) -> HeadingMark | None:
    """What a line says if it is a heading; None where it cannot be one."""
    line = line.strip()
    if len(line) > _LONGEST_WITH_LEADERS:
        return None
    line = unicodedata.normalize("NFKC", _PAGE_NUMBER.sub("", line)).strip()
    if not line or len(line) > _LONGEST_ENGLISH:
        return None
    if found := _MARKDOWN.fullmatch(line):
        inner = read_heading(found["title"])
        level = len(found["marks"])
        if inner is None:
            return HeadingMark(Division.CHAPTER, title=found["title"], level=level)
        return HeadingMark(inner.division, inner.number, inner.title, inner.frame, level=level)
    for read in (_chinese, _english, _frame, _bare_number):
        mark = read(line)
        if mark is not None:
            return mark
    return None


def find_headings(paragraphs: Sequence[str]) -> dict[int, int]:
    """The paragraphs that are headings, by their places from zero, with their levels: 1 for the uppermost.

    Nothing where no line is plainly one: a title alone, or short lines, are no table of contents.
    """
    marks = {place: mark for place, line in enumerate(paragraphs) if (mark := read_heading(line)) is not None}
    kept = _without_lists(_likely(marks, paragraphs), paragraphs)
    if not any(mark.division is not Division.FRAME or mark.level for mark in kept.values()):
        return {}
    return _levels(kept)


def _chinese(line: str) -> HeadingMark | None:
    if len(line) > _LONGEST_CHINESE:
        return None
    if found := _CHINESE.fullmatch(line):
        number = chinese_number(found["number"].replace(" ", ""))
        rest = found["rest"]
        if _ONE_WORD.match(rest) or not _is_title(rest, needs_gap=False) or number is None:
            return None
        return HeadingMark(_CHINESE_DIVISIONS[found["division"]], number, _bare(rest))
    if found := _CHINESE_VOLUME.fullmatch(line):
        number = chinese_number(found["number"] or found["third"])
        rest = found["rest"] or found["more"] or ""
        if number is None or _ENDS_SENTENCE.search(rest):
            return None
        return HeadingMark(Division.VOLUME, number, _bare(rest))
    return None


def _english(line: str) -> HeadingMark | None:
    found = _ENGLISH.fullmatch(line)
    if found is None or (number := _number(found["number"])) is None:
        return None
    if not _is_title(found["rest"], needs_gap=True):
        return None
    division = _ENGLISH_DIVISIONS[found["division"].lower()]
    return HeadingMark(division, number, _bare(found["rest"]))


def _frame(line: str) -> HeadingMark | None:
    found = _FRAME.fullmatch(line)
    if found is None:
        return None
    title = found["title"] or ""
    if _ENDS_ANY.search(title):
        return None
    name = next(name for name in _FRAMES if found[name])
    return HeadingMark(Division.FRAME, title=title, frame=name)


def _bare_number(line: str) -> HeadingMark | None:
    found = _CHINESE_NUMBER.fullmatch(line) if len(line) <= _LONGEST_CHINESE else None
    if found is not None:
        number = chinese_number(found["within"] or found["number"])
    else:
        found = _ENGLISH_NUMBER.fullmatch(line)
        number = _number(found["number"]) if found else None
    if found is None or number is None or _ENDS_SENTENCE.search(found["rest"].rstrip(" .、")):
        return None
    title = _bare(found["rest"])
    if title and (title[:1].isdigit() or len(title) > _MOST_LISTED):
        return None
    return HeadingMark(Division.NUMBER, number, title, is_plain=True)


def _number(numeral: str) -> int | None:
    if numeral.isdecimal():
        return int(numeral)
    return roman_number(numeral) or english_number(numeral)


def _is_title(rest: str, *, needs_gap: bool) -> bool:
    """Whether what follows the number of a heading can be its title, or nothing is left."""
    if not rest.strip(" .。、"):
        return True
    has_gap = re.match(_GAP, rest) is not None
    if needs_gap and not has_gap:
        return False
    title = _bare(rest)
    if needs_gap and re.match(r"\s+[a-z]", rest):
        # Part two of the plan, chapter one was long.
        return False
    if not has_gap and (len(title) > 16 or re.search(r"[，,的了是在]", title)):
        return False
    return _ENDS_SENTENCE.search(title) is None or title.isupper()


def _bare(rest: str) -> str:
    return re.sub(rf"^{_GAP}+|^[)）\]】.]+{_GAP}*|[\s.、]+$", "", rest)


def _likely(marks: dict[int, HeadingMark], paragraphs: Sequence[str]) -> dict[int, HeadingMark]:
    """Without the plain numbers that do not count on from a first one, or have no text between them."""
    plain = [place for place, mark in marks.items() if mark.is_plain]
    chosen: set[int] = set()
    run: list[int] = []
    for place in [*plain, -1]:
        number = marks[place].number if place >= 0 else None
        expected = marks[run[-1]].number if run else None
        if run and number is not None and expected is not None and number == expected + 1:
            run.append(place)
            continue
        if _is_series(run, marks, paragraphs):
            chosen.update(run)
        run = [place] if number in (0, 1) and place >= 0 else []
    return {place: mark for place, mark in marks.items() if not mark.is_plain or place in chosen}


def _is_series(run: Sequence[int], marks: dict[int, HeadingMark], paragraphs: Sequence[str]) -> bool:
    """Whether places with the numbers one, two, three are headings, not the items of a list or pages."""
    if len(run) < 2 or (len(run) < 3 and not all(marks[place].title == "" for place in run)):
        return False
    followed = sum(after - place > 1 for place, after in zip(run, [*run[1:], len(paragraphs)], strict=True))
    if followed < len(run):
        return False
    # The number of a page stands amid a sentence as often as not.
    before = [paragraphs[place - 1] for place in run if place]
    return sum(_ENDS_ANY.search(line) is not None for line in before) * 4 >= len(before) * 3


def _without_lists(marks: dict[int, HeadingMark], paragraphs: Sequence[str]) -> dict[int, HeadingMark]:
    """Without the lines of a printed table of contents: headings with nothing below that come again."""
    keys = {place: (mark.division, mark.number, _folded(mark)) for place, mark in marks.items()}
    left = Counter(keys.values())
    kept = {}
    for place, mark in marks.items():
        left[keys[place]] -= 1
        is_bare = place + 1 in marks or place - 1 in marks
        if is_bare and left[keys[place]]:
            continue
        kept[place] = mark
    return kept


def _folded(mark: HeadingMark) -> str:
    return mark.frame + "".join(re.findall(r"\w", mark.title.casefold()))


def _levels(marks: dict[int, HeadingMark]) -> dict[int, int]:
    """The levels that follow from which divisions there are; those of marked lines as they are marked."""
    ranks = sorted(
        {mark.division for mark in marks.values() if mark.division is not Division.FRAME and not mark.level}
    )
    level_of = {division: level for level, division in enumerate(ranks, 1)}
    numbered = [place for place, mark in marks.items() if mark.division in level_of]
    first, last = (numbered[0], numbered[-1]) if numbered else (0, 0)
    main = level_of.get(Division.CHAPTER, 1)
    found = {}
    for place, mark in marks.items():
        if mark.level:
            found[place] = mark.level
        elif mark.division is Division.FRAME:
            found[place] = main if first < place < last else 1
        else:
            found[place] = level_of[mark.division]
    return found


def merged_titles(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str, int]]:
    """Headings as (place, line), in order, each as (place, title, how many of them it takes): a number that
    stands on a line of its own, and the title on the next, are one."""
    at = 0
    while at < len(lines):
        place, line = lines[at]
        mark = read_heading(line)
        following = lines[at + 1] if at + 1 < len(lines) else None
        if (
            following is not None
            and following[0] == place + 1
            and mark is not None
            and mark.number is not None
            and not mark.title
            and ((other := read_heading(following[1])) is None or other.number is None)
        ):
            yield place, f"{line} {following[1]}", 2
            at += 2
        else:
            yield place, line, 1
            at += 1
