"""What a file of units would become: which of its columns are versions, in which language, where to.

Only the first units are looked at for that; reading them all and writing is the business of ``unit_import``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from parallelreader.core.corpus import Hand
from parallelreader.core.errors import AlignmentProblem, FileProblem
from parallelreader.core.incoming import Column, Fault, Unit, Units
from parallelreader.core.language.lines import one_line
from parallelreader.core.language.script import guess_language, is_chinese_tag, is_english_tag
from parallelreader.formats.corpus_folder import is_corpus, read_corpus
from parallelreader.formats.corpus_writing import new_identifier
from parallelreader.formats.corpus_yaml import language_fault
from parallelreader.formats.language_names import is_language

LEFT_OUT = "-"
"""What is said of a column that is not to be imported."""

_SAMPLED, _SHOWN = 2_000, 200
_SAMPLED_TEXT = 20_000
_MOST_FAULTS = 20
_LANGUAGES_AT_END = re.compile(
    r"(?:[ ._-]+(?:zh|en|zho|chi|chs|cht|cn|hans|hant|eng|us|gb|chinese|english))+$", re.IGNORECASE
)
# The codes of ISO 639-2, which older files have where BCP 47 has two letters.
_THREE_LETTERS = {"chi": "zh", "zho": "zh", "eng": "en"}


@dataclass(frozen=True, slots=True)
class UnitSource:
    """Which files the units are in, and in which encoding where somebody said so."""

    files: tuple[Path, ...]
    encoding: str = ""

    @property
    def name(self) -> str:
        return ", ".join(file.name for file in self.files)


OpenUnits = Callable[[UnitSource], Units]


@dataclass(frozen=True, slots=True)
class SurveyedColumn:
    """A column of the file: its ``language`` as the file says or its words show, empty where neither tells;
    ``filled`` is how many of the units looked at have something in it."""

    name: str
    language: str
    filled: int

    @property
    def is_chinese(self) -> bool:
        return is_chinese_tag(self.language)

    @property
    def is_english(self) -> bool:
        return is_english_tag(self.language)


@dataclass(frozen=True, slots=True)
class Survey:
    """What the beginning of a file tells: ``units`` are its first, ``faults`` those met among them, ``count``
    is how many units there are in what was looked at, which is all of them if ``is_whole``."""

    title: str
    columns: tuple[SurveyedColumn, ...]
    units: tuple[Unit, ...]
    faults: tuple[Fault, ...]
    is_whole: bool
    count: int = 0


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """A column, by its number from zero in the file, that becomes a version with the id ``version``."""

    number: int
    version: str
    language: str
    hand: Hand
    title: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that is not imported, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class UnitPlan:
    """What would be written: ``columns`` are the versions, the Chinese one first that the others are
    aligned with."""

    source: UnitSource
    folder: Path
    document: str
    title: str
    columns: tuple[PlannedColumn, ...]
    left_out: tuple[LeftOut, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The plan as plain values, for :func:`plan_from`."""
        plain = asdict(self)
        plain["source"]["files"] = [str(file) for file in self.source.files]
        plain["folder"] = str(self.folder)
        return plain

    def is_like(self, other: "UnitPlan") -> bool:
        """Whether the same would be written, whatever the document is called."""
        return (self.source, self.columns) == (other.source, other.columns)


def plan_from(plain: dict[str, Any]) -> UnitPlan:
    """What :meth:`UnitPlan.as_json` gave. Raises KeyError, TypeError or ValueError for anything else."""
    source = plain["source"]
    return UnitPlan(
        UnitSource(tuple(Path(file) for file in source["files"]), source["encoding"]),
        Path(plain["folder"]),
        str(plain["document"]),
        str(plain["title"]),
        tuple(PlannedColumn(**{**column, "hand": Hand(column["hand"])}) for column in plain["columns"]),
        tuple(LeftOut(**each) for each in plain["left_out"]),
    )


def usual_title(source: UnitSource, found: Survey) -> str:
    """What the file calls itself, else its name without the languages at its end; where nothing is left of
    that, the name of its folder."""
    file = source.files[0]
    name = _LANGUAGES_AT_END.sub("", file.stem)
    if is_language(name):
        name = file.absolute().parent.name
    return found.title or name or file.stem


def survey(units: Units) -> Survey:
    """Look at the first units of a file. Raises FileProblem where not one of them can be read."""
    found: list[Unit] = []
    faults: list[Fault] = []
    count = 0
    try:
        for item in islice(units.read(), _SAMPLED):
            count += 1
            if isinstance(item, Unit):
                found.append(item)
            elif len(faults) < _MOST_FAULTS:
                faults.append(item)
    except FileProblem as problem:
        if not found:
            raise
        faults.append(rest_unread(problem))
    columns = tuple(_surveyed(column, number, found) for number, column in enumerate(units.columns))
    title, is_whole = " ".join(units.title.split()), count < _SAMPLED
    return Survey(title, columns, tuple(found[:_SHOWN]), tuple(faults), is_whole, len(found))


def taken_ids(folder: Path) -> list[str]:
    """The ids of the documents of a corpus, none where there is no corpus yet. Raises CorpusProblem."""
    return [document.id for document in read_corpus(folder).documents] if is_corpus(folder) else []


def rest_unread(problem: FileProblem) -> Fault:
    """What is told of a file that breaks off after some units."""
    return Fault(f"from here on nothing can be read: {problem.what}", line=problem.line)


def choose_languages(found: Survey, chosen: Sequence[str] = ()) -> tuple[str, ...]:
    """A language for each column, LEFT_OUT for those that are not imported; as ``chosen`` where that is
    given, one word for each column: zh, en, another tag or LEFT_OUT.

    Raises FileProblem where ``chosen`` does not fit.
    """
    if not chosen:
        return tuple(
            column.language if column.is_chinese or column.is_english else LEFT_OUT
            for column in found.columns
        )
    if len(chosen) != len(found.columns):
        names = ", ".join(column.name or column.language or "?" for column in found.columns)
        raise FileProblem(
            f"The file has {len(found.columns)} columns, not {len(chosen)}",
            mend=f"Say zh, en or - for each of them: {names}.",
        )
    return tuple(_as_chosen(column, word) for column, word in zip(found.columns, chosen, strict=True))


def plan_units(
    source: UnitSource,
    found: Survey,
    folder: Path,
    *,
    taken: Sequence[str] = (),
    languages: Sequence[str] = (),
    hands: Sequence[Hand | None] = (),
    title: str = "",
) -> UnitPlan:
    """Settle which column is the Chinese source and which are its versions.

    ``languages`` are of :func:`choose_languages`, ``hands`` one for each column where somebody said so;
    ``taken`` are the ids of the documents there are. Raises FileProblem for a file without units,
    AlignmentProblem for one without a Chinese text or anything to stand beside it.
    """
    if not found.units:
        raise FileProblem(
            "There is not one pair in this file" if not found.faults else _first_fault(found),
            where=source.files[0],
            mend="Look whether it is the right file.",
        )
    languages = languages or choose_languages(found)
    chinese = [number for number, tag in enumerate(languages) if is_chinese_tag(tag)]
    others = [number for number, tag in enumerate(languages) if tag != LEFT_OUT and number not in chinese]
    _check_columns(source, found, chinese, others)
    first = max(chinese, key=lambda number: (found.columns[number].filled, -number))
    chosen_hands = dict(enumerate(hands))
    ids: list[str] = []
    planned = []
    for number in (first, *(each for each in sorted(chinese + others) if each != first)):
        column = found.columns[number]
        usual = "zh" if number in chinese else languages[number].split("-")[0].lower()
        # The first of a language needs no other name.
        name = usual if usual not in ids else column.name or languages[number]
        ids.append(new_identifier(name, ids, fallback=usual))
        hand = chosen_hands.get(number) or (Hand.ORIGINAL if number == first else Hand.PUBLISHED)
        planned.append(PlannedColumn(number, ids[-1], languages[number], hand, _title_of(column)))
    stem = source.files[0].stem
    title = " ".join(title.split()) or usual_title(source, found)
    return UnitPlan(
        replace(source, files=tuple(file.absolute() for file in source.files)),
        folder.absolute(),
        new_identifier(title, taken, fallback=new_identifier(stem, taken, fallback="document")),
        title,
        tuple(planned),
        tuple(_left_out(found, languages)),
    )


def _surveyed(column: Column, number: int, units: Sequence[Unit]) -> SurveyedColumn:
    words: list[str] = []
    room = _SAMPLED_TEXT
    filled = 0
    for unit in units:
        cell = one_line(unit.cells[number]) if number < len(unit.cells) else ""
        filled += bool(cell)
        if cell and room > 0:
            words.append(cell)
            room -= len(cell)
    name = " ".join(column.name.split())
    return SurveyedColumn(name or column.language, _settled(column.language, "\n".join(words)), filled)


def _settled(said: str, words: str) -> str:
    """The language of a column: what is said of it, unless its words are plainly in the other one."""
    tag = said.strip().replace("_", "-")
    primary, _, rest = tag.partition("-")
    primary = _THREE_LETTERS.get(primary.lower(), primary.lower())
    tag = f"{primary}-{rest}" if rest else primary
    if tag and language_fault(tag):
        tag = ""
    guessed = guess_language(words)
    if not tag or (is_chinese_tag(tag) and guessed and (tag == "zh" or not is_chinese_tag(guessed))):
        return guessed
    if is_english_tag(tag) and is_chinese_tag(guessed):
        return guessed
    return tag


def _as_chosen(column: SurveyedColumn, word: str) -> str:
    if word == LEFT_OUT or word.lower() == column.language.lower():
        return LEFT_OUT if word == LEFT_OUT else column.language
    if (word == "zh" and column.is_chinese) or (word == "en" and column.is_english):
        return column.language
    if word == "zh":
        return "zh-Hans"
    if language_fault(word) or not (is_chinese_tag(word) or is_english_tag(word)):
        raise FileProblem(f"{word} is not a language that can be imported", mend="Write zh, en or -.")
    return word


def _check_columns(source: UnitSource, found: Survey, chinese: Sequence[int], others: Sequence[int]) -> None:
    there = ", ".join(column.language or column.name or "an unknown language" for column in found.columns)
    if not chinese:
        raise AlignmentProblem(
            f"There is no Chinese in this file, which has {there}",
            where=source.name,
            mend="If a column is Chinese all the same, say so: --columns with zh, en or - for each.",
        )
    if not others and len(chinese) < 2:
        raise AlignmentProblem(
            f"There is no English beside the Chinese in this file, which has {there}",
            where=source.name,
            mend="If a column is English all the same, say so: --columns with zh, en or - for each.",
        )


def _left_out(found: Survey, languages: Sequence[str]) -> list[LeftOut]:
    return [
        LeftOut(
            column.name or column.language or f"column {number + 1}",
            "left out by choice"
            if column.is_chinese or column.is_english
            else f"its language is {column.language}"
            if column.language
            else "its language is unknown"
            if column.filled
            else "it is empty",
        )
        for number, (column, tag) in enumerate(zip(found.columns, languages, strict=True))
        if tag == LEFT_OUT
    ]


def _title_of(column: SurveyedColumn) -> str:
    """The column's heading, where that says more than its language."""
    return "" if is_language(column.name) else column.name


def _first_fault(found: Survey) -> str:
    return f"Nothing of this file can be read: {found.faults[0].what}"
