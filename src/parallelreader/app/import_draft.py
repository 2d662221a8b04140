"""What an import would bring in, before anything is written: files or pasted text, line by line, with tags.

Window and command line share it: the one lets people change the tags, the other takes them as they are.
Aligning and writing are done by ``importing``.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from parallelreader.app.draft_lines import DraftLines
from parallelreader.app.import_lines import propose_lines, retagged, title_of
from parallelreader.app.source_text import PASTED, ImportSource
from parallelreader.core.contents import Contents, Heading
from parallelreader.core.corpus import Hand
from parallelreader.core.language.script import guess_language, has_han, is_chinese_tag
from parallelreader.core.page import LineTag, PageLine, facts
from parallelreader.formats.aside_tsv import AsideLine
from parallelreader.formats.bilingual_headings import parted_title

# Less than this share of a page in the other language is a quotation or a name, not a translation.
_LEAST_SHARE = 0.05
_TITLE_PLACES = 3
_HANDS = {
    Hand.MACHINE: {
        "machine",
        "mt",
        "google",
        "deepl",
        "baidu",
        "bing",
        "auto",
        "机器",
        "机翻",
        "機器",
        "機翻",
    },
    Hand.OFFICIAL: {"official", "officially", "官方", "正式"},
    Hand.OWN: {"own", "mine", "self", "自译", "自譯"},
    Hand.ORIGINAL: {"original", "原文", "原著"},
}
_LANGUAGE_ENDINGS = {"en", "eng", "english", "zh", "chi", "cn", "chinese", "hans", "hant", "txt", "英", "中"}

_NO_HAND = {"translate", "translated", "translation", "version", "text", "译文", "譯文"}

VersionKey = tuple[int, LineTag]
"""Which version of a draft: the number of its source, from zero, and its language there."""


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A version that a source would become. ``tag`` is its language among the lines of the source.

    ``paragraphs`` are its words, ``aside`` what is set apart from it; ``key`` finds it again in the draft.
    """

    key: VersionKey
    language: str
    hand: Hand
    title: str
    paragraphs: tuple[str, ...]
    aside: tuple[AsideLine, ...]
    apart: tuple[PageLine, ...]
    source_name: str
    contents: Contents = ()
    author: str = ""
    translator: str = ""
    source: str = ""
    date: str = ""


class SourceDraft:
    """The lines of one source with their tags, which people may change."""

    def __init__(self, source: ImportSource) -> None:
        self.source = source
        self._is_chosen = False
        self._lines = DraftLines(propose_lines(source))

    def __len__(self) -> int:
        """How many lines there are."""
        return len(self._lines)

    def line(self, number: int) -> PageLine:
        """The line with this number, from one."""
        return self._lines.line(number)

    @property
    def lines(self) -> tuple[PageLine, ...]:
        """All lines in order, numbered from one. Slow after a change: the window asks for single lines."""
        return self._lines.whole()

    def counts(self) -> dict[LineTag, int]:
        """How many lines have each tag, every tag named."""
        return {tag: self._lines.count(tag) for tag in LineTag}

    def retag(self, numbers: Iterable[int], tag: LineTag) -> None:
        """Give the lines with these numbers another tag."""
        chosen = tuple(numbers)
        self._is_chosen = self._is_chosen or bool(chosen)
        self._lines.retag(chosen, tag)

    def set_level(self, numbers: Iterable[int], level: int) -> None:
        """Make the lines with these numbers headings of a level, 0 for running text."""
        self._lines.set_level(numbers, level)

    def retag_lines_like(self, number: int, tag: LineTag) -> tuple[int, ...]:
        """Give this line and all of its kind another tag; their numbers, in order."""
        numbers = self._lines.alike(number)
        self.retag(numbers, tag)
        return numbers

    def split(self, number: int, position: int) -> None:
        """Cut a line in two before ``position`` (code points); both parts are tagged anew.

        Raises ValueError where that would leave a part without words.
        """
        line = self._lines.line(number)
        parts = [line.text[:position].strip(), line.text[position:].strip()]
        if not all(parts):
            raise ValueError("a part of the line would be empty")
        self._lines.put(number, [retagged(part, self.source) for part in parts])

    def snapshot(self) -> "SourceDraft":
        """The lines as they are now; later changes do not reach them."""
        same = copy(self)
        same._lines = self._lines.copy()
        return same

    def text_tags(self) -> list[LineTag]:
        """The languages that this source becomes versions in, Chinese first."""
        shares = {tag: self._weight(tag) for tag in (LineTag.CHINESE, LineTag.ENGLISH)}
        whole = sum(shares.values())
        present = [tag for tag, weight in shares.items() if weight]
        if self._is_chosen or self.source.language or len(present) < 2:
            return present
        return [tag for tag in present if shares[tag] >= whole * _LEAST_SHARE]

    def _weight(self, tag: LineTag) -> int:
        # A Chinese character says about as much as two Latin letters.
        factor = 2 if tag is LineTag.CHINESE else 1
        return factor * self._lines.letters(tag)


class ImportDraft:
    """Everything that will become one document."""

    def __init__(self, sources: Sequence[ImportSource], *, title: str = "") -> None:
        self.sources = [SourceDraft(source) for source in sources]
        self.title = title
        self._hands: dict[VersionKey, Hand] = {}
        self._people: dict[VersionKey, str] = {}

    def set_hand(self, key: VersionKey, hand: Hand) -> None:
        """Say by whose hand a version was made."""
        self._hands[key] = hand

    def set_person(self, key: VersionKey, name: str) -> None:
        """Name the author of a Chinese version or the translator of an English one."""
        self._people[key] = " ".join(name.split())

    def add(self, source: SourceDraft) -> None:
        """Put another source after the ones there are."""
        self.sources.append(source)

    def remove(self, index: int) -> None:
        """Leave a source out; what was said of the versions of the others stays with them."""
        del self.sources[index]
        self._hands = _without(self._hands, index)
        self._people = _without(self._people, index)

    def snapshot(self) -> "ImportDraft":
        """The draft as it is now, for work in the background; later changes do not reach it."""
        same = ImportDraft((), title=self.title)
        same.sources = [source.snapshot() for source in self.sources]
        same._hands, same._people = dict(self._hands), dict(self._people)
        return same

    def counts(self) -> dict[LineTag, int]:
        """How many lines of all sources have each tag, every tag named."""
        whole: Counter[LineTag] = Counter()
        for source in self.sources:
            whole.update(source.counts())
        return {tag: whole[tag] for tag in LineTag}

    def versions(self) -> list[DraftVersion]:
        """The versions it would make: Chinese first, then in the order of the sources."""
        found = [version for index in range(len(self.sources)) for version in self._versions_of(index)]
        return sorted(found, key=lambda version: version.key[1] is not LineTag.CHINESE)

    def guessed_title(self) -> str:
        """The title given, else those that the files say in both languages, else the heading of the first
        version that has one, else the file's name."""
        versions = self.versions()
        said = {" ".join(each.source.prose.title.split()): "" for each in self.sources if each.source.prose}
        in_files = " ".join(sorted(filter(None, said), key=lambda title: not has_han(title))[:2])
        headings = [self.title, in_files, *(version.title for version in versions)]
        stems = [source.source.stem for source in self.sources]
        return next((each for each in (*headings, *stems) if each.strip()), "Untitled")

    def _versions_of(self, index: int) -> Iterator[DraftVersion]:
        draft = self.sources[index]
        tags, whole = draft.text_tags(), draft.lines
        for tag in tags:
            lines = list(_lines_for(whole, tag, tags))
            paragraphs = tuple(line.text for line in lines if line.tag.is_text)
            apart = tuple(line for line in lines if not line.tag.is_text)
            said = facts(apart) | self._said_by_file(draft, tag, tags)
            joined = "\n".join(paragraphs)
            chinese = tag is LineTag.CHINESE
            contents = _contents(lines)
            role = "author" if chinese else "translator"
            said[role] = self._people.get((index, tag), said.get(role, ""))
            yield DraftVersion(
                key=(index, tag),
                language=_chinese_tag(joined) if chinese else "en",
                hand=self._hands.get((index, tag)) or _guess_hand(draft.source.name, is_chinese=chinese),
                title=said.get("title") or _first_title(paragraphs, tag, contents),
                paragraphs=paragraphs,
                aside=tuple(_aside(lines)),
                apart=apart,
                source_name=draft.source.name,
                contents=contents,
                author=said.get("author", ""),
                translator=said.get("translator", ""),
                source=said.get("source", ""),
                date=said.get("date", ""),
            )

    def _said_by_file(self, draft: SourceDraft, tag: LineTag, tags: Sequence[LineTag]) -> dict[str, str]:
        """What a file says of the text in it; of two texts in one file, who made them, and the title in the
        language of each."""
        prose = draft.source.prose
        if prose is None:
            return {}
        said = {"author": prose.author, "translator": prose.translator}
        if len(tags) == 1:
            said |= {"title": prose.title, "date": prose.date, "source": prose.source}
        else:
            titles = parted_title(" ".join(prose.title.split())) or (prose.title,)
            said["title"] = next((t for t in titles if has_han(t) == (tag is LineTag.CHINESE)), "")
        if tag is LineTag.CHINESE:
            said.pop("translator")
        return {key: " ".join(value.split()) for key, value in said.items() if value}


_Said = TypeVar("_Said")


def _without(said: dict[VersionKey, _Said], index: int) -> dict[VersionKey, _Said]:
    """What is said of versions, once the source with this number is left out."""
    return {(n - (n > index), tag): value for (n, tag), value in said.items() if n != index}


def version_name(version: DraftVersion, *, needs_own_name: bool) -> str:
    """What the version's id is made of: its language, or its file's name where others share the language."""
    if is_chinese_tag(version.language):
        return "zh"
    return (needs_own_name and stem_without_language(version.source_name)) or "en"


def named_by_file(name: str) -> str:
    """The words of a file name, unless they only say what language it is in."""
    stem = stem_without_language(name)
    return "" if stem in _LANGUAGE_ENDINGS else stem


def stem_without_language(name: str) -> str:
    """The words of a file name without extension and without a language at the end; empty for pasted text."""
    if name == PASTED:
        return ""
    words = re.findall(r"[^\W_]+", Path(name).stem.lower())
    while len(words) > 1 and words[-1] in _LANGUAGE_ENDINGS:
        words.pop()
    return "-".join(words)


def _lines_for(lines: Sequence[PageLine], tag: LineTag, tags: Sequence[LineTag]) -> Iterator[PageLine]:
    """The lines that belong to the version in the language of ``tag``, those set apart from it included."""
    current = tags[0]
    upcoming = _next_tags(lines, tags)
    for line, following in zip(lines, upcoming, strict=True):
        if line.tag.is_text:
            current = line.tag if line.tag in tags else tags[0]
            owner = current
        else:
            owner = _owner_of_aside(line, current, following, tags)
        if owner is tag:
            yield line


def _owner_of_aside(
    line: PageLine, current: LineTag, following: LineTag | None, tags: Sequence[LineTag]
) -> LineTag:
    """Whose metadata a line is: that of its own script, where the page has a version in it."""
    own = LineTag.CHINESE if has_han(line.text) else LineTag.ENGLISH
    if own in tags and re.search(r"[^\W\d_]", line.text):
        return own
    return current if following is None else following


def _next_tags(lines: Sequence[PageLine], tags: Sequence[LineTag]) -> list[LineTag | None]:
    following: LineTag | None = None
    found: list[LineTag | None] = []
    for line in reversed(lines):
        if line.tag in tags:
            following = line.tag
        found.append(following)
    return found[::-1]


def _aside(lines: Iterable[PageLine]) -> Iterator[AsideLine]:
    before = 1
    for line in lines:
        if line.tag.is_text:
            before += 1
        else:
            tag = LineTag.SKIP if line.tag is LineTag.UNDECIDED else line.tag
            yield AsideLine(before, tag.value, line.text)


def _first_title(paragraphs: Sequence[str], tag: LineTag, contents: Contents) -> str:
    """What stands at the head of a text like a title, unless it is that of the first of several chapters."""
    found = title_of(paragraphs, tag, _TITLE_PLACES)
    top = min((each.level for each in contents), default=0)
    chapters = [each.title for each in contents if each.level == top]
    return "" if len(chapters) > 1 and chapters[0] == found else found


def _contents(lines: Iterable[PageLine]) -> Contents:
    text = [line for line in lines if line.tag.is_text]
    return tuple(Heading(place, line.level, line.text) for place, line in enumerate(text) if line.level)


def _guess_hand(name: str, *, is_chinese: bool) -> Hand:
    words = re.findall(r"[^\W_]+", Path(name).stem.lower())
    said_last = [word for word in words if word not in _LANGUAGE_ENDINGS | _NO_HAND][-1:]
    for hand, marks in _HANDS.items():
        # Elsewhere in a name they are words of the title: Self-Reliance, Mt Emei.
        if marks.intersection(said_last) and not (is_chinese and hand is Hand.MACHINE and "zh" in words):
            return hand
    return Hand.ORIGINAL if is_chinese else Hand.PUBLISHED


def _chinese_tag(text: str) -> str:
    guessed = guess_language(text)
    return guessed if is_chinese_tag(guessed) else "zh-Hans"
