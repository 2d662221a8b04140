"""Puts the hits that are shown in order, narrows and counts them, all of it off the main thread.

What is seen of it is the business of the view; which hits there are, that of whoever found them.
"""

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from parallelreader.app.terms.concordance import HitLines, Renderer, held
from parallelreader.app.terms.concordance_counts import Counting, Narrowing
from parallelreader.app.terms.concordance_words import WordTools
from parallelreader.core.concordance.collocations import Collocate
from parallelreader.core.concordance.groups import Group
from parallelreader.core.concordance.order import By
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.kinds import JobKinds
from parallelreader.ui.terms.concordance_view import ConcordanceView


class HitCounting(QObject):
    """``arranged`` comes when the hits are shown in another order, or others of them."""

    arranged = Signal()

    def __init__(self, view: ConcordanceView, kinds: JobKinds, words: WordTools) -> None:
        super().__init__(view)
        self._view, self._kinds, self._words = view, kinds, words
        self._lock = threading.Lock()
        self._counting: Counting | None = None
        self._renderer: Renderer | None = None
        self._narrowings: list[tuple[Narrowing, str]] = []
        self.groups: Sequence[Group] = ()
        self.collocates: Sequence[Collocate] = ()
        head, counts = view.head, view.counts
        head.ordered.connect(self.order)
        head.unit_changed.connect(self._on_unit_changed)
        head.counts_toggled.connect(self.count)
        head.narrowing_ended.connect(self._on_narrowing_ended)
        counts.wanted.connect(self.count)
        counts.narrowed.connect(self._on_narrowed)

    @property
    def lines(self) -> HitLines | None:
        """The hits, shown or not."""
        return self._counting.lines if self._counting is not None else None

    def begin(self, lines: HitLines | None, renderer: Renderer | None) -> None:
        """Other hits are shown, in the order of the corpus; None for none."""
        self._renderer = renderer
        self._counting = None
        if lines is not None:
            self._counting = Counting(lines, self._words, renderer, self._view.head.chosen_unit)
        self.groups, self.collocates = (), ()
        self._narrowings.clear()
        self._view.head.show_narrowings(())
        if lines is not None:
            if self._view.head.aspects:
                self.order()
            self.count()

    def order(self) -> None:
        """Put the hits in the order that is chosen, and leave only those that pass."""
        counting, head = self._counting, self._view.head
        if counting is None:
            return
        aspects, narrowings = head.aspects, [each for each, _ in self._narrowings]

        def work(progress: Progress) -> list[int]:
            with held(self._lock, progress):
                order = counting.order(aspects, progress)
                if not narrowings:
                    return order
                kept = set(counting.narrowed(narrowings, progress))
                return [number for number in order if number in kept]

        def done(numbers: list[int]) -> None:
            self._view.arrange(numbers)
            self.arranged.emit()
            self.count()

        self._kinds.run("order", self.tr("Putting hits in order"), work, done)

    def count(self) -> None:
        """Count what is to be seen beside the hits."""
        counting, counts = self._counting, self._view.counts
        if counting is None or not counts.isVisible():
            return
        among = list(self._view.model.numbers)
        if not among:
            counts.show_groups((), "")
            return
        if counts.shows_collocations:
            window, has_function_words = counts.window_of_words, counts.function_words.isChecked()
            column = counts.column

            def collocate(progress: Progress) -> Sequence[Collocate]:
                with held(self._lock, progress):
                    if column:
                        return counting.words_beside(
                            column, among, has_function_words=has_function_words, progress=progress
                        )
                    return counting.collocations(
                        window, among, has_function_words=has_function_words, progress=progress
                    )

            def collocated(found: Sequence[Collocate]) -> None:
                self.collocates = found
                counts.show_collocates(found)

            self._kinds.run("count", self.tr("Counting words"), collocate, collocated)
            return
        aspect = counts.aspect

        def group(progress: Progress) -> list[Group]:
            with held(self._lock, progress):
                return counting.groups(aspect, among, progress)

        def grouped(found: list[Group]) -> None:
            self.groups = found
            is_rendering = aspect.by is By.RENDERING
            counts.show_groups(found, self.tr("no rendering") if is_rendering else self.tr("nothing"))

        self._kinds.run("count", self.tr("Counting hits"), group, grouped)

    def _on_narrowed(self, value: object) -> None:
        counts = self._view.counts
        if isinstance(value, Collocate):
            near = Narrowing(value.word, window=counts.window_of_words, column=counts.column)
            self._narrowings.append((near, self._near_words(value.word)))
        elif isinstance(value, Group):
            aspect = Narrowing(value.value, counts.aspect)
            self._narrowings.append((aspect, f"{counts.by.currentText()}: {value.written or '–'}"))
        self._show_narrowings()

    def _near_words(self, word: str) -> str:
        counts = self._view.counts
        if not counts.column:
            return self.tr("near {word}").format(word=word)
        return self.tr("{name} has {word}").format(name=counts.place.currentText(), word=word)

    def _on_narrowing_ended(self, number: int) -> None:
        del self._narrowings[number]
        self._show_narrowings()

    def _show_narrowings(self) -> None:
        self._view.head.show_narrowings([name for _, name in self._narrowings])
        self.order()

    def _on_unit_changed(self) -> None:
        lines = self.lines
        if lines is not None:
            self._counting = Counting(lines, self._words, self._renderer, self._view.head.chosen_unit)
            self.order()
