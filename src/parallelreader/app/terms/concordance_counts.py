"""Hits put in order, grouped, narrowed and counted with their neighbours; all of it is for a worker thread.

What was reckoned of the hits of one question is kept as long as they are shown.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from parallelreader.app.terms.concordance import HitLines, Renderer
from parallelreader.app.terms.concordance_beside import BesideCounts
from parallelreader.app.terms.concordance_words import FUNCTION_WORDS, WordTools
from parallelreader.core.concordance.collocations import (
    USUAL_WINDOW,
    Collocate,
    Frequencies,
    Window,
    collocations,
)
from parallelreader.core.concordance.groups import Group, grouped
from parallelreader.core.concordance.neighbours import (
    Neighbours,
    Unit,
    lemmas_of,
    neighbours_of,
)
from parallelreader.core.concordance.order import (
    Aspect,
    By,
    arranged,
    neighbour_keys,
    ranks,
)
from parallelreader.core.errors import UserError
from parallelreader.core.language.script import is_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.folding import fold
from parallelreader.core.search.inflections import lemmas
from parallelreader.core.text import Text

_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Only hits of which an ``aspect`` is ``value`` or, without an aspect, that have that word near them in a
    ``window`` or, where a ``column`` is named, in the sentences of that version."""

    value: str
    aspect: Aspect | None = None
    window: Window = USUAL_WINDOW
    column: str = ""


class Counting:
    """Reckons with the hits of one question; for one thread at a time."""

    def __init__(
        self, lines: HitLines, words: WordTools, renderer: Renderer | None, unit: Unit = Unit.WORD
    ) -> None:
        """``unit`` says what counts as a neighbour in Chinese."""
        self.lines = lines
        self.unit = unit
        self._words = words
        self._renderer = renderer
        self._neighbours: list[Neighbours] | None = None
        self._frequencies: Frequencies | None = None
        self._known_as: dict[str, str] = {}
        self._beside: dict[str, BesideCounts] = {}

    def neighbours(self, progress: Progress = NO_PROGRESS) -> Sequence[Neighbours]:
        """Those of every hit. Raises UserError where Chinese cannot be cut, Cancelled."""
        if self._neighbours is None:
            cutters = {
                is_chinese: self._words.cut(is_chinese=is_chinese, unit=self.unit, progress=progress)
                for is_chinese in self._languages()
            }
            self._neighbours = neighbours_of(
                self.lines.hits,
                self.lines.text,
                lambda hit: cutters[self.lines.version(hit).is_chinese],
                progress,
            )
        return self._neighbours

    def order(self, aspects: Sequence[Aspect], progress: Progress = NO_PROGRESS) -> list[int]:
        """The numbers of all hits, in the order of these aspects, the first the most important; what they
        leave alike is in the order of the corpus."""
        keys: list[Sequence[int]] = []
        for aspect in aspects:
            if aspect.by is By.PLACE:
                break
            if aspect.by in (By.LEFT, By.RIGHT):
                keys += neighbour_keys(self.neighbours(progress), aspect, self._words.order(progress))
                continue
            values = self.values(aspect, progress=progress)
            is_rendering = aspect.by is By.RENDERING
            collation = self._words.order(progress) if self._has_han(values) else str.casefold
            if aspect.by in (By.DOCUMENT, By.VERSION):
                # They come as the corpus has them.
                seen = {value: number for number, value in enumerate(dict.fromkeys(values))}
                keys.append([seen[value] for value in values])
            else:
                keys.append(ranks(values, collation, is_empty_last=is_rendering))
        return arranged(len(self.lines.hits), keys)

    def groups(
        self, aspect: Aspect, among: Sequence[int] | None = None, progress: Progress = NO_PROGRESS
    ) -> list[Group]:
        """How many hits there are of each kind, of those ``among`` these numbers."""
        numbers = range(len(self.lines.hits)) if among is None else among
        values = self.values(aspect, numbers, progress)
        written = [
            self._written(aspect, number, value) for number, value in zip(numbers, values, strict=True)
        ]
        return grouped(values, written)

    def values(
        self, aspect: Aspect, among: Sequence[int] | None = None, progress: Progress = NO_PROGRESS
    ) -> list[str]:
        """What each hit is like in one respect: its neighbour, the kind of its rendering, and so on."""
        hits = self.lines.hits
        numbers = range(len(hits)) if among is None else among
        match aspect.by:
            case By.LEFT | By.RIGHT:
                neighbours = self.neighbours(progress)
                return [neighbours[number].at(aspect.place) for number in numbers]
            case By.HIT:
                return [fold(self.lines.words(number)) for number in numbers]
            case By.DOCUMENT:
                return [hits[number].document for number in numbers]
            case By.VERSION:
                return [hits[number].version for number in numbers]
            case By.RENDERING:
                self._render(numbers, progress)
                return [self._variant(aspect.column, number) for number in numbers]
            case _:
                return [self.lines.label(number) for number in numbers]

    def collocations(
        self,
        window: Window,
        among: Sequence[int] | None = None,
        *,
        least: int = 2,
        has_function_words: bool = False,
        progress: Progress = NO_PROGRESS,
    ) -> list[Collocate]:
        """The words near hits, the most exclusive first, words such as 的 and "of" only if they are wanted.

        Counts the words of all texts in the language of the hits the first time.
        """
        neighbours = self.neighbours(progress)
        frequencies = self._counted(progress)
        chosen = neighbours if among is None else [neighbours[number] for number in among]
        return collocations(
            chosen,
            frequencies,
            window,
            known_as=self._known_as,
            without=() if has_function_words else FUNCTION_WORDS,
            least=least,
        )

    def words_beside(
        self,
        column: str,
        among: Sequence[int] | None = None,
        *,
        least: int = 2,
        has_function_words: bool = False,
        progress: Progress = NO_PROGRESS,
    ) -> list[Collocate]:
        """The words of another version in the sentences beside hits, as :meth:`collocations`."""
        numbers = range(len(self.lines.hits)) if among is None else among
        return self._beside_in(column).collocations(
            numbers, least=least, has_function_words=has_function_words, progress=progress
        )

    def narrowed(self, narrowings: Iterable[Narrowing], progress: Progress = NO_PROGRESS) -> list[int]:
        """The numbers of the hits that pass all of these, in the order of the corpus."""
        numbers = list(range(len(self.lines.hits)))
        for each in narrowings:
            if each.aspect is not None:
                values = self.values(each.aspect, numbers, progress)
                numbers = [
                    number for number, value in zip(numbers, values, strict=True) if value == each.value
                ]
                continue
            if each.column:
                numbers = self._beside_in(each.column).with_word(numbers, each.value, progress)
                continue
            neighbours = self.neighbours(progress)
            self._counted(progress)
            names = self._known_as
            numbers = [
                number
                for number in numbers
                if any(names.get(word, word) == each.value for word in each.window.words(neighbours[number]))
            ]
        return numbers

    def _beside_in(self, column: str) -> BesideCounts:
        if column not in self._beside:
            self._beside[column] = BesideCounts(self.lines, column, self._words, self.unit)
        return self._beside[column]

    def _render(self, numbers: Sequence[int], progress: Progress) -> None:
        if self._renderer is None:
            raise UserError(
                "Renderings are not known here", mend="Open a document that has an aligned translation."
            )
        self.lines.render(numbers, self._renderer, progress)

    def _variant(self, column: str, number: int) -> str:
        found = self.lines.renderings.get(number, {})
        if column:
            return found[column].variant if column in found else ""
        return next((each.variant for each in found.values() if each.variant), "")

    def _written(self, aspect: Aspect, number: int, value: str) -> str:
        if aspect.by is By.HIT:
            return self.lines.words(number)
        if aspect.by is By.RENDERING:
            found = self.lines.renderings.get(number, {})
            own = [found[aspect.column]] if aspect.column in found else found.values()
            return next((each.written for each in own if each.variant == value), "")
        return value

    def _languages(self) -> set[bool]:
        versions = {(hit.document, hit.version): hit for hit in self.lines.hits}
        return {self.lines.version(hit).is_chinese for hit in versions.values()}

    def _counted(self, progress: Progress) -> Frequencies:
        if self._frequencies is None:
            languages = self._languages()
            counts: Counter[str] = Counter()
            wanted = [
                (text, version.is_chinese)
                for version, text in self.lines.searched(progress)
                if version.is_chinese in languages
            ]
            for number, (text, is_chinese) in enumerate(wanted):
                progress.step(number, len(wanted), "Counting words")
                cut = self._words.cut(is_chinese=is_chinese, unit=self.unit, progress=progress)
                for piece in _pieces(text):
                    progress.step(number, len(wanted), "Counting words")
                    counts.update(key for _, _, key in cut(piece))
            english = {form: count for form, count in counts.items() if not is_han(form[0])}
            self._known_as = {form: base for form, base in lemmas_of(english, lemmas).items() if base != form}
            for form, base in self._known_as.items():
                counts[base] += counts.pop(form)
            self._frequencies = Frequencies(counts, counts.total())
        return self._frequencies

    @staticmethod
    def _has_han(values: Sequence[str]) -> bool:
        return any(value and is_han(value[0]) for value in values)


def _pieces(text: Text) -> Iterable[str]:
    """The whole text, parted where paragraphs end."""
    starts = text.paragraph_starts
    begin = 0
    for start in starts:
        if start - begin >= _PIECE:
            yield text.content[begin:start]
            begin = start
    yield text.content[begin : len(text.content)]
