"""Makes a hand-out of documents: which rows, in which columns, with pinyin and notes where wanted.

How it is written is the business of ``formats`` and of the window's printing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from parallelreader.app.handing.terms import TermsMet
from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Document, Version
from parallelreader.core.errors import UserError
from parallelreader.core.handout import (
    Cell,
    Column,
    HandoutLayout,
    HandoutNote,
    HandoutOptions,
    HandoutPart,
    HandoutRow,
    Piece,
)
from parallelreader.core.language.conversion import Script, converter
from parallelreader.core.notes.marks import Mark
from parallelreader.core.text import Span, Text
from parallelreader.core.words.pinyin import Notation


@dataclass(frozen=True, slots=True)
class Marks:
    """The user's marks on the texts of a document: those within a stretch of a version, and by the id of a
    note what it says, empty for a mere highlight."""

    within: Callable[[str, Span], Sequence[Mark]]
    body: Callable[[str], str]


NO_MARKS = Marks(lambda _version, _span: (), lambda _note: "")


@dataclass(frozen=True, slots=True)
class _Reading:
    """A word from ``start`` to ``end`` (code points of its sentence) and its pinyin."""

    start: int
    end: int
    pinyin: str


def make_part(
    reading: Reading,
    options: HandoutOptions,
    *,
    marks: Marks = NO_MARKS,
    words: TextWords | None = None,
    terms: TermsMet | None = None,
) -> HandoutPart:
    """A hand-out of what ``reading`` shows, in its order. Pinyin is that of ``words``, which are loaded;
    ``terms`` learns which of them were met.

    Raises UserError where the pairs wanted are not there, FileProblem where the dictionary is missing that
    pinyin is taken from.
    """
    count = len(reading.rows)
    first, last = options.pairs or (1, count)
    if not 1 <= first <= last or first > max(count, 1):
        raise UserError(
            f"There are no pairs {first} to {last} in {reading.document.id}",
            mend=f"It has pairs from 1 to {count}.",
        )
    if options.has_pinyin:
        if words is None:
            raise ValueError("pinyin takes words to stand over")
        words.load()
    rows = range(first - 1, min(last, count))
    columns = tuple(_column(reading.version(v), options.script) for v in reading.shown)
    making = _Making(reading, options, marks, words if options.has_pinyin else None, terms)
    return HandoutPart(
        id=reading.document.id,
        title=reading.document.title or reading.document.id,
        credits=tuple(_credits(reading.document, reading.shown)),
        columns=columns,
        row_count=len(rows),
        rows=lambda: making.rows(rows),
    )


class _Making:
    """The rows of one document."""

    def __init__(
        self,
        reading: Reading,
        options: HandoutOptions,
        marks: Marks,
        read: TextWords | None,
        terms: TermsMet | None,
    ) -> None:
        self._reading = reading
        self._options = options
        self._read = read
        self._terms = terms if options.has_terms or options.has_glossary else None
        self._marks = marks if options.has_notes else NO_MARKS
        self._is_chinese = [reading.version(v).is_chinese for v in reading.shown]
        self._convert = converter(options.script)
        self._levels = [_levels(reading, version) for version in reading.shown]

    def rows(self, wanted: range) -> Iterator[HandoutRow]:
        """The rows of the numbers ``wanted``, those of a paragraph in one where the layout wants it."""
        met = _Met(self._marks.body)
        single = (self._row(number, met) for number in wanted)
        if self._options.layout is HandoutLayout.PARAGRAPHS:
            return self._by_paragraph(single)
        return single

    def _row(self, number: int, met: "_Met") -> HandoutRow:
        row = self._reading.rows[number]
        notes: list[HandoutNote] = []
        cells = []
        level, starts = 0, False
        for column, version in enumerate(self._reading.shown):
            segments = row.cells[column]
            cells.append(self._cell(column, segments, met, notes))
            if segments and not any(row.cells[:column]):
                text = self._reading.texts[version]
                place = text.segment(segments[0]).start
                level = self._levels[column].get(place, 0)
                # What only a translation has goes on where the first version stands.
                starts = not column and text.paragraph(text.paragraph_of(segments[0])).start == place
        label = str(number + 1) if self._options.has_numbers and not level else ""
        return HandoutRow(tuple(cells), label, level, starts, tuple(notes))

    def _by_paragraph(self, rows: Iterator[HandoutRow]) -> Iterator[HandoutRow]:
        gathered: list[HandoutRow] = []
        for row in rows:
            if gathered and (row.starts_paragraph or row.level or gathered[-1].level):
                yield self._joined(gathered)
                gathered = []
            gathered.append(row)
        if gathered:
            yield self._joined(gathered)

    def _joined(self, rows: Sequence[HandoutRow]) -> HandoutRow:
        cells = []
        for column, is_chinese in enumerate(self._is_chinese):
            pieces: list[Piece] = []
            for row in rows:
                if pieces and row.cells[column] and not is_chinese:
                    pieces.append(Piece(" "))
                pieces += row.cells[column]
            cells.append(tuple(pieces))
        label = rows[0].label
        if label and len(rows) > 1:
            label = f"{label}–{rows[-1].label}"
        notes = tuple(note for row in rows for note in row.notes)
        return HandoutRow(tuple(cells), label, rows[0].level, True, notes)

    def _cell(self, column: int, segments: Sequence[int], met: "_Met", notes: list[HandoutNote]) -> Cell:
        pieces: list[Piece] = []
        for segment in segments:
            if pieces and not self._is_chinese[column]:
                pieces.append(Piece(" "))
            pieces += self._segment(column, segment, met, notes)
        return tuple(pieces)

    def _segment(self, column: int, segment: int, met: "_Met", notes: list[HandoutNote]) -> Iterator[Piece]:
        version = self._reading.shown[column]
        text = self._reading.texts[version]
        span = text.segment(segment)
        words = text.segment_text(segment)
        readings: list[_Reading] = []
        terms: Sequence[Span] = ()
        if self._terms is not None:
            terms = self._terms.within(words, is_chinese=self._is_chinese[column])
            terms = terms if self._options.has_terms else ()
        if self._is_chinese[column]:
            # Read as written: what conversion makes of a word may be in no dictionary.
            readings = list(self._readings(text, span))
            words = self._convert(words)
        marks = self._marks.within(version, span) if self._options.has_notes else ()
        return _pieces(words, readings, marks, terms, span.start, lambda mark: met.sign(mark, span, notes))

    def _readings(self, text: Text, span: Span) -> Iterator[_Reading]:
        for word in self._read.words_in(text, span, self._reading) if self._read is not None else ():
            if pinyin := word.written(Notation.MARKS):
                yield _Reading(word.span.start - span.start, word.span.end - span.start, pinyin)


class _Met:
    """The notes met so far in one going through."""

    def __init__(self, body: Callable[[str], str]) -> None:
        self._numbers: dict[str, int] = {}
        self._body = body

    def sign(self, mark: Mark, span: Span, notes: list[HandoutNote]) -> int:
        """The number to stand behind a mark that ends in this segment; 0 for a mere highlight, and where
        the mark goes on."""
        if not mark.has_body or not span.start < mark.span.end <= span.end:
            return 0
        number = self._numbers.get(mark.note)
        if number is None:
            number = self._numbers[mark.note] = len(self._numbers) + 1
            notes.append(HandoutNote(number, self._body(mark.note)))
        return number


def _pieces(
    words: str,
    readings: Sequence[_Reading],
    marks: Sequence[Mark],
    terms: Sequence[Span],
    start: int,
    sign: Callable[[Mark], int],
) -> Iterator[Piece]:
    """``words``, which begin at ``start`` of their text, cut where their look changes; a word with a reading
    is never cut, and has the colour of a mark that holds any of it. ``terms`` count within the words."""
    if not readings and not marks and not terms:
        yield Piece(words)
        return
    bounds = {0, len(words)}
    within: dict[int, int] = {}
    above: dict[int, str] = {}
    for reading in readings:
        bounds |= {reading.start, reading.end}
        above[reading.start] = reading.pinyin
        within.update(dict.fromkeys(range(reading.start + 1, reading.end), reading.end))
    ending: dict[int, list[Mark]] = {}
    for mark in marks:
        for place in (mark.span.start - start, mark.span.end - start):
            if 0 < place < len(words) and place not in within:
                bounds.add(place)
        end = mark.span.end - start
        if 0 < end <= len(words):
            ending.setdefault(within.get(end, end), []).append(mark)
    bounds |= {place for term in terms for place in (term.start, term.end) if place not in within}
    places = sorted(bounds)
    for here, there in pairwise(places):
        # Of marks that lie on each other the later one is seen, as on the screen.
        here_marks = [m for m in marks if m.span.start - start < there and m.span.end - start > here]
        tint = here_marks[-1].colour if here_marks else None
        first, *others = dict.fromkeys(filter(None, map(sign, ending.get(there, ())))) or (0,)
        is_term = any(term.start < there and term.end > here for term in terms)
        yield Piece(words[here:there], above.get(here, ""), tint, first, is_term)
        for note in others:
            yield Piece("", "", tint, note)


def _levels(reading: Reading, version: str) -> dict[int, int]:
    """How deep the headings of a version stand, by where they begin."""
    text = reading.texts[version]
    return {text.paragraph(each.paragraph).start: each.level for each in reading.contents(version)}


def _column(version: Version, script: Script) -> Column:
    language = version.language
    if version.is_chinese:
        language = script.language or language
    return Column(version.id, language, column_name(version), version.is_chinese)


def column_name(version: Version) -> str:
    """What stands over a version: its language and who translated it, or wrote the Chinese."""
    person = version.translator or (version.author if version.is_chinese else "")
    return f"{language_name(version)} · {person}" if person else language_name(version)


def language_name(version: Version) -> str:
    """What a language calls itself, or its tag."""
    if version.is_chinese:
        return "中文"
    return "English" if version.language.lower().split("-")[0] == "en" else version.language


def _credits(document: Document, shown: Sequence[str]) -> Iterator[str]:
    """A line for each version that says anything of itself."""
    for version_id in shown:
        version = document.version(version_id)
        translator = f"translated by {version.translator}" if version.translator else ""
        facts = (version.title, version.author, translator, version.source, version.date)
        if any(facts):
            yield f"{language_name(version)}: {', '.join(filter(None, facts))}"
