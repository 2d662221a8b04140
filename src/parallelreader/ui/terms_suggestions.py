"""Suggested terms in the window: worked out beside it, listed at the right of the room, and decided on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.suggestions import (
    accept,
    accept_each,
    are_ready,
    offered,
    reject,
    suggest_elsewhere,
)
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.core.terms.suggestion import Suggestion
from parallelreader.paths import UserFolders
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.terms.suggestion_list import Card
from parallelreader.ui.terms.suggestion_panel import SuggestionPanel
from parallelreader.ui.theme.source import ThemeSource

_SHOWN = 200

Suggest = Callable[[Corpus, Progress], list[Suggestion]]


class TermsSuggestions(QObject):
    """One for the room. ``told`` says what was done, ``opened`` has words that are to be shown."""

    told = Signal(str)
    opened = Signal(str)

    def __init__(
        self,
        folders: UserFolders,
        themes: ThemeSource,
        jobs: JobRunner,
        words: TextWords,
        undo_caps: Sequence[str] = (),
        suggest: Suggest | None = None,
    ) -> None:
        """``suggest`` works them out, by default in a process of its own."""
        super().__init__()
        self._folders, self._jobs, self._words = folders, jobs, words
        self._suggest = suggest or self._elsewhere
        self.panel = SuggestionPanel(themes, undo_caps)
        self._book: TermBook | None = None
        self._texts: CorpusTexts | None = None
        self._found: list[Suggestion] | None = None
        self._finding: Job | None = None
        self.panel.asked.connect(self.look)
        self.panel.list.accepted.connect(self._on_accepted)
        self.panel.list.merged.connect(self._on_merged)
        self.panel.list.rejected.connect(self._on_rejected)
        self.panel.list.opened.connect(lambda each: self.opened.emit(each.name))

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked for."""
        return self._finding is None

    def begin(self, book: TermBook, texts: CorpusTexts) -> None:
        """Another corpus is open."""
        if self._finding is not None:
            self._finding.cancel()
        self._book, self._texts, self._found, self._finding = book, texts, None, None
        self.panel.show_nothing("")

    def want(self) -> None:
        """The panel is seen: look for suggestions, unless that was done or would take very long."""
        if self._found is None and self._finding is None and are_ready(self._folders.cache):
            self.look()

    def look(self) -> None:
        """Look through the texts anew."""
        texts, suggest = self._texts, self._suggest
        if texts is None:
            self.panel.show_nothing(self.tr("Open a corpus first."))
            return
        if self._finding is not None:
            return
        corpus = texts.corpus

        def work(progress: Progress) -> list[Suggestion]:
            return suggest(corpus, progress)

        def done(found: list[Suggestion]) -> None:
            self._finding = None
            if texts is self._texts:
                self._found = found
                self.show()

        def failed(error: Exception) -> None:
            self._finding = None
            self.panel.show_nothing(str(error))
            if not isinstance(error, UserError):
                raise error

        def cancelled() -> None:
            if job is self._finding:
                self._finding = None
                self.panel.show_nothing(self.tr("Looking through the texts was cancelled."))

        self.panel.show_waiting()
        job = Job(self.tr("Suggesting terms"), on_done=done, on_failed=failed, on_cancelled=cancelled)
        self._finding = job
        self._jobs.run(work, job)

    def show(self) -> None:
        """Show what is to be offered now: terms may have been marked meanwhile, or something undone."""
        book, texts, found = self._book, self._texts, self._found
        if book is None or texts is None or found is None:
            return
        labels = {column.id: column.label for column in texts.columns()}
        cards = [self._card(each, labels) for each in offered(found, book)[:_SHOWN]]
        if [card.suggestion for card in cards] != [card.suggestion for card in self.panel.list.rows.cards]:
            self.panel.show_cards(cards)
        elif not cards:
            self.panel.show_cards(())

    def _elsewhere(self, corpus: Corpus, progress: Progress) -> list[Suggestion]:
        return suggest_elsewhere(corpus, self._folders, progress=progress)

    def _card(self, suggestion: Suggestion, labels: dict[str, str]) -> Card:
        reading = ""
        if suggestion.chinese and self._words.is_ready:
            reading = self._words.pinyin_of(suggestion.chinese)
        return Card(
            suggestion,
            reading,
            tuple(
                (labels.get(column, column), found[0].text)
                for column, found in suggestion.renderings.items()
                if found
            ),
        )

    def _on_accepted(self, chosen: Sequence[Suggestion]) -> None:
        if self._book is None:
            return
        accept_each(chosen, self._book)
        self.show()
        if len(chosen) == 1:
            self.told.emit(self.tr("Added the term {term}.").format(term=chosen[0].name))
        else:
            self.told.emit(self.tr("Added {count} terms.").format(count=len(chosen)))

    def _on_merged(self, chosen: Sequence[Suggestion]) -> None:
        if self._book is not None:
            concept = accept(chosen, self._book)
            self.show()
            self.told.emit(self.tr("Added the term {term}.").format(term=concept.name))

    def _on_rejected(self, chosen: Sequence[Suggestion]) -> None:
        if self._book is None:
            return
        reject(chosen, self._book)
        self.show()
        if len(chosen) == 1:
            self.told.emit(self.tr("{term} is not offered again.").format(term=chosen[0].name))
        else:
            self.told.emit(self.tr("{count} words are not offered again.").format(count=len(chosen)))
