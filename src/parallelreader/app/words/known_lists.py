"""Lists of words that somebody knows already, from files, and what they would change.

A list is a file with a word a line, a table, a workbook, Anki's text or an Anki package. Which column holds
the words is guessed and may be said; a level column, such as that of HSK, is looked at where levels are asked
for.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.core.errors import FileProblem, UserError
from parallelreader.core.language.script import has_han, is_han
from parallelreader.core.words.key import word_key
from parallelreader.formats.anki_package import packed_collection
from parallelreader.formats.cells import unescaped
from parallelreader.formats.word_list import WordRows, read_word_rows
from parallelreader.store.anki_collection import AnkiNote, anki_notes

LONGEST_WORD = 16
"""Beyond so many characters a cell holds a sentence and no word."""

_LONGEST_STRANGE = 4
_PACKAGES = (".apkg", ".colpkg")
_NAMES = {
    "word": "simplified simp 简体 简体字 简化字 word words term expression vocab vocabulary 词 词语 生词 单词"
    " 词汇 字词 hanzi chinese character characters 汉字 漢字 中文 traditional trad 繁体 繁體 front key",
    "level": "level hsk hsk_level hsklevel tocfl grade band 级 级别 等级 等級 級別",
    "status": "status state known 状态 狀態",
}
_NAMED = {meaning: tuple(names.split()) for meaning, names in _NAMES.items()}
_ANKI_OWN = frozenset({"guid", "notetype", "deck", "tags"})
_TAGS = re.compile(r"<[^<>]*>|\[(?:sound|anki):[^\[\]]*\]|\{\{c\d+::|\}\}")
_ASIDES = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_BETWEEN = re.compile(r"[/|｜／,，、;；\s]+")
# Marks of direction and of width that come along when words are copied off a page; control characters.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_MARKS = re.compile("[，；。！？!?]")
_DIGITS = re.compile(r"(?<![0-9０-９¹²³])[0-9０-９¹²³]+$")
# A digit of a longer number, such as a rank, is no level.
_LEVEL = re.compile(r"(?<![0-9０-９])[1-9１-９](?![0-9０-９])|[一二三四五六七八九]")
_NUMERALS = {character: number for number, character in enumerate("一二三四五六七八九", 1)}
_SAMPLE = 400
# Words known for three weeks are known; what Anki calls mature begins there.
_INTERVALS = (1, 3, 7, 14, 21)


@dataclass(frozen=True, slots=True)
class ListedWord:
    """A word of a list. ``status`` is None where the list says nothing of it, ``level`` 0 likewise;
    ``is_marked``: it stood beside marks as sentences have them."""

    key: str
    written: str
    status: Status | None = None
    level: int = 0
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class KnownList:
    """A list as it was read. ``columns`` are called as in the file, else by their number from one;
    ``column`` says which of them holds the words. ``skipped`` counts rows without a word, by what is wrong
    with them; ``unreviewed`` are cards of Anki that were never reviewed."""

    words: tuple[ListedWord, ...]
    columns: tuple[str, ...] = ()
    column: str = ""
    status_column: str = ""
    level_column: str = ""
    skipped: Mapping[str, int] = field(default_factory=dict)
    unreviewed: int = 0

    @property
    def levels(self) -> dict[int, int]:
        """How many words there are of each level."""
        return dict(sorted(Counter(word.level for word in self.words if word.level).items()))


@dataclass(frozen=True, slots=True)
class ListReport:
    """What taking a list in changes: words that were ``new`` to the table, that get a higher status
    (``raised``), and that are there ``already``; ``unknown`` are those among all of these that no dictionary
    has, ``left`` those of a level that was not asked for. ``sentences`` are what looks like more than a
    word: it is in no dictionary, and it is long or stands beside marks."""

    statuses: Mapping[str, Status]
    new: int
    raised: int
    already: int
    unknown: tuple[str, ...] = ()
    left: int = 0
    sentences: tuple[str, ...] = ()


def read_list(path: Path, *, column: str = "", status_column: str = "", level_column: str = "") -> KnownList:
    """Read a list. The columns are named, or numbered from one, where the guess is wrong.

    Raises FileProblem, and UserError for a column that is not there.
    """
    if path.suffix.casefold() in _PACKAGES:
        return _read_package(path, column)
    rows = read_word_rows(path)
    names = _names(rows)
    words = _named(names, column, path) if column else _word_column(rows, names)
    if words < 0:
        raise FileProblem(
            "No column of this table has Chinese words",
            where=path,
            mend="Say which one with its heading or number, or make a file with one word a line.",
        )
    status = _named(names, status_column, path) if status_column else _by_heading(rows, "status")
    level = _named(names, level_column, path) if level_column else _level_column(rows, but=(words, status))
    skipped: Counter[str] = Counter()
    found: dict[str, ListedWord] = {}
    for _, cells in rows.rows:
        said = _status_of(cells[status]) if 0 <= status < len(cells) else None
        at = _level_of(cells[level]) if 0 <= level < len(cells) else 0
        for word in _words_in(cells[words] if words < len(cells) else "", skipped):
            found.setdefault(word.key, replace(word, status=said, level=at))
    _refuse_empty(found, path)

    def name(place: int) -> str:
        return names[place] if place >= 0 else ""

    return KnownList(tuple(found.values()), names, name(words), name(status), name(level), dict(skipped))


def report(
    listed: KnownList,
    statuses: Statuses,
    *,
    status: Status = Status.KNOWN,
    up_to_level: int = 0,
    is_in_dictionary: Callable[[str], bool] | None = None,
    takes_sentences: bool = False,
) -> ListReport:
    """What taking in a list would change. ``status`` is for words of which the list does not say another.

    A word that has a status already keeps it unless the list puts it higher; ignored words stay so. With
    ``up_to_level`` only words of a level up to that are taken in, and what looks like a sentence only where
    ``takes_sentences``.
    """
    of_level = [word for word in listed.words if not up_to_level or 0 < word.level <= up_to_level]
    strange = {w.key for w in of_level if is_in_dictionary and not is_in_dictionary(w.written)}
    sentences = {w.key: w.written for w in of_level if w.key in strange and _is_sentence(w)}
    wanted = [word for word in of_level if takes_sentences or word.key not in sentences]
    changed: dict[str, Status] = {}
    new = raised = 0
    for word in wanted:
        now, then = statuses.of(word.key), status if word.status is None else word.status
        if now is Status.IGNORED or then <= now:
            continue
        changed[word.key] = then
        new += now is Status.NEW
        raised += now is not Status.NEW
    unknown = tuple(word.written for word in wanted if word.key in strange)
    already = len(wanted) - len(changed)
    left = len(listed.words) - len(of_level)
    return ListReport(changed, new, raised, already, unknown, left, tuple(sentences.values()))


def take_in(made: ListReport, statuses: Statuses, *, initiator: object | None = None) -> int:
    """Do what a report says, as one step of undo; gives how many words changed."""
    name = "Import known words"
    return statuses.set_each(made.statuses, name=name, initiator=initiator) if made.statuses else 0


def _is_sentence(strange: ListedWord) -> bool:
    """Whether what no dictionary has looks like a sentence; where its status is said it is meant."""
    return strange.status is None and (strange.is_marked or len(strange.written) > _LONGEST_STRANGE)


def words_of(cell: str) -> tuple[str, ...]:
    """The words that a cell means, as they are written: without mark-up, what stands in brackets, and numbers
    behind them; alternatives one by one. None for a sentence."""
    return tuple(word.written for word in _words_in(cell, Counter()))


def _words_in(cell: str, skipped: "Counter[str]") -> Iterator[ListedWord]:
    plain = unescaped(_TAGS.sub(" ", cell)) if "<" in cell or "[" in cell or "&" in cell else cell
    found, is_marked = 0, _MARKS.search(plain) is not None
    for part in _BETWEEN.split(_ASIDES.sub("", _UNSEEN.sub("", plain))):
        word = _DIGITS.sub("", part.strip("·.。…！？!?：:-－—“”\"' "))
        if has_han(word) and len(word) <= LONGEST_WORD:
            found += 1
            yield ListedWord(word_key(word), word, is_marked=is_marked)
    if not found:
        skipped["no Chinese word" if not has_han(plain) else "more than a word"] += 1


def _word_column(rows: WordRows, names: Sequence[str]) -> int:
    """Which column holds the words: the one that is called so, else the one where most cells are one."""
    scores = [_share_of_words(rows, column) for column in range(rows.width)]
    named = [
        column
        for name in _NAMED["word"]
        for column, heading in enumerate(rows.headings)
        if heading.strip().casefold() == name and column < len(scores) and scores[column] >= 0.5
    ]
    if named:
        return named[0]
    own = {column for column, heading in enumerate(rows.headings) if heading.casefold() in _ANKI_OWN}
    best = max(
        (column for column in range(rows.width) if column not in own), key=scores.__getitem__, default=-1
    )
    return best if best >= 0 and scores[best] > 0 else -1


def _share_of_words(rows: WordRows, column: int) -> float:
    """The share of cells that are one word each; single ones count full, alternatives less."""
    sample = [cells[column] if column < len(cells) else "" for _, cells in rows.rows[:_SAMPLE]]
    if not sample:
        return 0.0
    good = 0.0
    for cell in sample:
        words = words_of(cell)
        if words and all(sum(map(is_han, word)) * 2 > len(word) for word in words):
            good += 1.0 / len(words)
    return good / len(sample)


def _level_column(rows: WordRows, *, but: Sequence[int]) -> int:
    named = _by_heading(rows, "level")
    if named >= 0:
        return named
    if rows.headings:
        return -1
    for column in range(rows.width):
        cells = [cells[column] if column < len(cells) else "" for _, cells in rows.rows[:_SAMPLE]]
        levels = [_level_of(cell) for cell in cells if len(cell.strip()) <= 6]
        if column not in but and len(levels) == len(cells) and all(levels) and 1 < len(set(levels)) <= 9:
            return column
    return -1


def _by_heading(rows: WordRows, meaning: str) -> int:
    wanted = _NAMED[meaning]
    for column, heading in enumerate(rows.headings):
        words = heading.strip().casefold().replace(" ", "_")
        if words in wanted or words.split("_")[0] in wanted:
            return column
    return -1


def _named(names: Sequence[str], wanted: str, path: Path) -> int:
    folded = [name.casefold() for name in names]
    if wanted.strip().casefold() in folded:
        return folded.index(wanted.strip().casefold())
    if wanted.isdecimal() and 0 < int(wanted) <= len(names):
        return int(wanted) - 1
    raise UserError(f"There is no column {wanted}", where=path, mend=f"The columns are: {', '.join(names)}.")


def _names(rows: WordRows) -> tuple[str, ...]:
    given = (*rows.headings, *[""] * max(rows.width - len(rows.headings), 0))
    return tuple(name.strip() or str(number) for number, name in enumerate(given, 1))


def _status_of(cell: str) -> Status | None:
    """The status a cell names; in other readers 98 is ignored and 99 well known."""
    plain = cell.strip().casefold()
    others = {"99": Status.KNOWN, "98": Status.IGNORED, "wkn": Status.KNOWN, "ign": Status.IGNORED}
    if plain in others:
        return others[plain]
    if plain in ("well known", "yes", "true", "mature"):
        return Status.KNOWN
    try:
        return Status.named(plain)
    except ValueError:
        return None


def _level_of(cell: str) -> int:
    """The level a cell names: 3 for “HSK 3”, “三级” and “3”, 7 for “7-9”; 0 for none."""
    found = _LEVEL.search(cell)
    if found is None:
        return 0
    digit = found.group()
    return _NUMERALS.get(digit) or int(digit)


def _read_package(path: Path, column: str) -> KnownList:
    """The words of a package; where it has scheduling, its cards say how well they are known."""
    notes = anki_notes(packed_collection(path), path)
    has_scheduling = any(note.reviews for note in notes)
    skipped: Counter[str] = Counter()
    found: dict[str, ListedWord] = {}
    chosen: dict[tuple[str, ...], int] = {}
    unreviewed = 0
    by_kind: dict[tuple[str, ...], list[AnkiNote]] = {}
    for note in notes:
        by_kind.setdefault(note.names, []).append(note)
    for kind, of_kind in by_kind.items():
        chosen[kind] = _field_of(kind, of_kind, column)
    if column and all(place < 0 for place in chosen.values()):
        fields = dict.fromkeys(name for kind in chosen for name in kind)
        raise UserError(
            f"There is no field {column}", where=path, mend=f"The fields are: {', '.join(fields)}."
        )
    for note in notes:
        place = chosen[note.names]
        if not 0 <= place < len(note.fields):
            skipped["no Chinese word"] += 1
            continue
        if has_scheduling and not note.reviews:
            unreviewed += 1
            continue
        status = _by_interval(note.interval) if has_scheduling else None
        for word in _words_in(note.fields[place], skipped):
            found.setdefault(word.key, replace(word, status=status))
    if not unreviewed:
        _refuse_empty(found, path)
    columns = tuple(dict.fromkeys(name for kind in chosen for name in kind))
    used = dict.fromkeys(kind[place] for kind, place in chosen.items() if 0 <= place < len(kind))
    return KnownList(
        tuple(found.values()), columns, ", ".join(used), skipped=dict(skipped), unreviewed=unreviewed
    )


def _field_of(names: tuple[str, ...], notes: Sequence[AnkiNote], column: str) -> int:
    folded = [name.casefold() for name in names]
    if column:
        if column.casefold() in folded:
            return folded.index(column.casefold())
        return int(column) - 1 if column.isdecimal() and 0 < int(column) <= len(names) else -1
    return _word_column(WordRows(names, tuple((0, note.fields) for note in notes)), names)


def _by_interval(days: int) -> Status:
    """How well a word is known that comes again after so many days."""
    return Status(1 + sum(days >= least for least in _INTERVALS))


def _refuse_empty(words: Iterable[str], path: Path) -> None:
    if not any(True for _ in words):
        raise FileProblem(
            "There is no Chinese word in the column that was looked at",
            where=path,
            mend="Say which column holds the words.",
        )
