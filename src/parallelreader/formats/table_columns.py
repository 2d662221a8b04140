"""What the columns of a table hold: which are texts and in what language, which says how sure a pair is,
which names the chapter; by the words of their headings, else by what stands in them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parallelreader.core.incoming import Column, Fault, Unit
from parallelreader.core.language.script import guess_language, han_share, is_chinese_tag
from parallelreader.formats.cells import one_line, share
from parallelreader.formats.language_names import language_tag, named_language

_WORDS = {
    "score": "score scores confidence similarity probability prob quality match 置信度 相似度 分数 得分 概率",
    "section": "document doc file filename chapter section part title 文件 文件名 文档 章 章节 篇 来源文件",
    "text": "source target text translation original segment src tgt trg source_text target_text sourcetext"
    " targettext 原文 译文 譯文 源文 目标 目標 正文 翻译 翻譯 句子",
    "other": "id no nr number num key index idx line row note notes comment comments remark remarks"
    " source_info status date author user"
    " 序号 序號 编号 編號 号 行号 备注 備註 注释 说明 来源 状态 日期 作者",
}
_MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words.split()}
_SENTENCES = re.compile(r"\s*~~~\s*")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?%?")
_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Layout:
    """Which of a row's cells are ``texts`` (with the columns they make), where its ``score`` and
    ``section`` stand (-1: nowhere), and whether the first row is a ``heading``."""

    texts: tuple[int, ...]
    columns: tuple[Column, ...] = field(default=())
    score: int = -1
    section: int = -1
    heading: bool = False

    @property
    def is_parallel(self) -> bool:
        """Whether there are two texts in different languages, one of them Chinese."""
        chinese = [is_chinese_tag(column.language) for column in self.columns]
        return any(chinese) and not all(chinese)

    def unit(self, row: Sequence[str], section: str = "") -> Unit | None:
        """What a row says, in the section it names or in ``section``; None where it has no text."""
        cells = tuple(_words(row[place]) if place < len(row) else "" for place in self.texts)
        return Unit(cells, self.confidence(row), self.section_of(row) or section) if any(cells) else None

    def confidence(self, row: Sequence[str]) -> float | None:
        return share(row[self.score]) if 0 <= self.score < len(row) else None

    def section_of(self, row: Sequence[str]) -> str:
        return row[self.section].strip() if 0 <= self.section < len(row) else ""


def fault_of(row: Sequence[str], line: int, part: str = "") -> Fault | None:
    """What to say of a row without a text; None where it has nothing but numbers and marks."""
    words = " ".join(cell.strip() for cell in row if cell.strip())
    return Fault(f"A row without a text in it: {words[:80]}", part, line) if _LETTER.search(words) else None


def layout_of(rows: Sequence[Sequence[str]]) -> Layout:
    """What the columns of a table are, by its first rows; without texts where it has none."""
    if not rows:
        return Layout(())
    names = [name.strip() for name in rows[0]]
    meanings = [_meaning(name) for name in names]
    said = sum(meaning not in ("", "odd") for meaning in meanings)
    if said >= 2 or (said == 1 and len(rows) > 1 and all(meanings) and "odd" not in meanings):
        return _by_heading(names, meanings, rows[1:])
    heading = _looks_like_heading(rows)
    return _by_content(rows[1:] if heading else rows, names if heading else [], heading)


def _meaning(name: str) -> str:
    """What a heading says: a language tag, "text", "score", "section", "other", "odd" for words that say
    nothing, or nothing for an empty one."""
    plain = name.strip().strip("#").strip().lower().replace(" ", "_") or name.strip().lower()
    if not plain:
        return ""
    if plain in _MEANINGS:
        return _MEANINGS[plain]
    if len(name) <= 30 and (language := named_language(name)):
        return language
    if plain.split("_")[0] in ("source", "target", "原文", "译文"):
        return "text"
    if re.fullmatch(r"[a-z]{2}[-_][A-Za-z]{2,4}", name.strip()):
        return language_tag(name)
    return "odd"


def _by_heading(names: Sequence[str], meanings: Sequence[str], rows: Sequence[Sequence[str]]) -> Layout:
    languages = {
        i: meaning
        for i, meaning in enumerate(meanings)
        if meaning not in ("", "odd", "text", "score", "section", "other")
    }
    texts = {i: languages.get(i) or _language(_column(rows, i)) for i in languages}
    if len(texts) < 2:
        texts |= {i: _language(_column(rows, i)) for i, meaning in enumerate(meanings) if meaning == "text"}
    if len(texts) < 2:
        # Headings in words nobody foresaw: whatever holds words is a text.
        texts |= {
            i: _language(_column(rows, i))
            for i, meaning in enumerate(meanings)
            if meaning in ("odd", "") and _is_text(_column(rows, i))
        }
    order = tuple(sorted(texts))
    score = _first(meanings, "score")
    if score < 0:
        unsaid = (i for i, meaning in enumerate(meanings) if meaning in ("", "odd") and i not in texts)
        score = next((i for i in unsaid if (cells := _column(rows, i)) and _is_score(cells)), -1)
    return Layout(
        order,
        tuple(Column(texts[i], names[i]) for i in order),
        score=score,
        section=_section(meanings, rows),
        heading=True,
    )


def _section(meanings: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    place = _first(meanings, "section")
    return place if place < 0 or any(_column(rows, place)) else -1


def _by_content(rows: Sequence[Sequence[str]], names: Sequence[str], heading: bool) -> Layout:
    width = max((len(row) for row in rows), default=0)
    columns = [_column(rows, i) for i in range(width)]
    texts = [i for i in range(width) if _is_text(columns[i])]
    label = -1
    if len(texts) > 2:
        # The name of a file or chapter repeats itself from row to row, a text does not.
        repeated = [i for i in texts if len(columns[i]) >= 3 and len(set(columns[i])) <= len(columns[i]) / 3]
        if len(texts) - len(repeated) >= 2:
            label = repeated[0] if repeated else -1
            texts = [i for i in texts if i not in repeated]
    numbers = [i for i in range(width) if i not in texts and columns[i] and all(map(_is_number, columns[i]))]
    scores = [i for i in numbers if _is_score(columns[i])]
    return Layout(
        tuple(texts),
        tuple(Column(_language(columns[i]), names[i] if i < len(names) else "") for i in texts),
        score=scores[-1] if scores else -1,
        section=label,
        heading=heading,
    )


def _looks_like_heading(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row says what stands below it: short words, and of another kind than those below."""
    first, rest = rows[0], rows[1:]
    if len(rest) < 3 or not all(len(cell) <= 30 for cell in first) or not any(map(_LETTER.search, first)):
        return False
    for i, name in enumerate(first):
        below = _column(rest, i)
        if len(below) < 3:
            continue
        if name.strip() and not _is_number(name) and sum(map(_is_number, below)) > 0.9 * len(below):
            return True
        if sum(han_share(cell) > 0.3 for cell in below) > 0.9 * len(below) and han_share(name) == 0:
            return True
    return False


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    return [row[place].strip() for row in rows if place < len(row) and row[place].strip()]


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell.strip()) is not None


def _is_text(cells: Sequence[str]) -> bool:
    return bool(cells) and sum(_LETTER.search(cell) is not None for cell in cells) >= _ENOUGH * len(cells)


def _is_score(cells: Sequence[str]) -> bool:
    """Numbers from 0 to 1 that are not all 0 and 1, for those would count or tick."""
    values = [share(cell) for cell in cells]
    return all(value is not None for value in values) and any(value not in (0, 1) for value in values)


def _language(cells: Sequence[str]) -> str:
    return guess_language("\n".join(cells[:200]))


def _first(meanings: Sequence[str], wanted: str) -> int:
    return next((i for i, meaning in enumerate(meanings) if meaning == wanted), -1)


def _words(cell: str) -> str:
    """A cell on one line; hunalign puts ~~~ between the sentences of one."""
    return one_line(_SENTENCES.sub("\n", cell) if "~~~" in cell else cell)
