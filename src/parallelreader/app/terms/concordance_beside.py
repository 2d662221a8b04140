"""Which words stand in the sentences beside hits more often than by chance: mostly what renders them.

What is counted is sentences; where in them a word stands plays no part.
"""

from collections import Counter
from collections.abc import Sequence

from parallelreader.app.terms.concordance import HitLines
from parallelreader.app.terms.concordance_words import FUNCTION_WORDS, WordTools
from parallelreader.core.concordance.collocations import Collocate, Frequencies, beside
from parallelreader.core.concordance.neighbours import Unit, lemmas_of
from parallelreader.core.language.script import is_han
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.search.inflections import lemmas

_REPORT_EVERY = 1000


class BesideCounts:
    """The words of one version beside hits; for one thread at a time."""

    def __init__(self, lines: HitLines, column: str, words: WordTools, unit: Unit) -> None:
        self._lines, self.column = lines, column
        self._words, self._unit = words, unit
        self._sentences: dict[str, list[tuple[str, ...]]] = {}
        self._frequencies: Frequencies | None = None

    def collocations(
        self,
        among: Sequence[int],
        *,
        least: int = 2,
        has_function_words: bool = False,
        progress: Progress = NO_PROGRESS,
    ) -> list[Collocate]:
        """The words beside these hits, the most exclusive first. Cuts all sentences of the version in the
        documents with hits the first time."""
        frequencies = self._counted(progress)
        without = () if has_function_words else FUNCTION_WORDS
        return beside(map(self.words_beside, among), frequencies, without=without, least=least)

    def with_word(self, among: Sequence[int], word: str, progress: Progress = NO_PROGRESS) -> list[int]:
        """Those of the hits beside which a word stands."""
        self._counted(progress)
        return [number for number in among if word in self.words_beside(number)]

    def words_beside(self, number: int) -> frozenset[str]:
        """The different words beside a hit, once they have been counted."""
        hit = self._lines.hits[number]
        sentences = self._sentences.get(hit.document)
        if sentences is None or hit.version == self.column:
            return frozenset()
        segments = self._lines.documents[hit.document].partners(hit.version, (hit.segment,), self.column)
        return frozenset(word for segment in segments for word in sentences[segment])

    def _counted(self, progress: Progress) -> Frequencies:
        if self._frequencies is None:
            counts: Counter[str] = Counter()
            total = 0
            for name, opened in self._lines.documents.items():
                if self.column not in opened.texts:
                    continue
                text = opened.texts[self.column]
                is_chinese = opened.document.version(self.column).is_chinese
                cut = self._words.cut(is_chinese=is_chinese, unit=self._unit, progress=progress)
                found = self._sentences[name] = []
                for segment, (start, end) in enumerate(text.bounds()):
                    if segment % _REPORT_EVERY == 0:
                        progress.step(segment, text.segment_count, "Counting words")
                    found.append(tuple({key for _, _, key in cut(text.content[start:end])}))
                    counts.update(found[-1])
                total += text.segment_count
            self._put_together(counts)
            counts = Counter(word for found in self._sentences.values() for words in found for word in words)
            self._frequencies = Frequencies(counts, total)
        return self._frequencies

    def _put_together(self, counts: Counter[str]) -> None:
        """Have the forms of an English word count as one."""
        english = {form: count for form, count in counts.items() if not is_han(form[0])}
        bases = {form: base for form, base in lemmas_of(english, lemmas).items() if base != form}
        for found in self._sentences.values():
            for segment, words in enumerate(found):
                if not bases.keys().isdisjoint(words):
                    found[segment] = tuple({bases.get(word, word) for word in words})
