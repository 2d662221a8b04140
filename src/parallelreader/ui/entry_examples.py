"""Finds where the open corpus has a word, and shows of it no more than the reader wants to see."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from parallelreader.app.searching import CorpusSearch
from parallelreader.app.user_data import UserData
from parallelreader.app.words.examples import Example, find_examples
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.errors import UserError
from parallelreader.core.language.script import has_han
from parallelreader.core.progress import Progress
from parallelreader.core.text import Span, Text
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.window import Window

FEW, MANY = 6, 40


class EntryExamples(QObject):
    """One search at a time. ``found`` comes with the examples, a sentence where there are none, and whether
    there are more; again when others may be seen."""

    found = Signal(list, str, bool)

    def __init__(
        self, data: UserData, jobs: JobRunner, session: Session, window: Window, words: TextWords
    ) -> None:
        super().__init__(window)
        self._words = words
        self._data = data
        self._jobs = jobs
        self._session = session
        self._window = window
        self._number = 0
        self._job: Job | None = None
        self._examples: list[Example] = []
        self._has_more = False
        window.state.covering.changed.connect(self._on_covering_changed)

    def find(self, word: str, limit: int) -> None:
        """Look for so many."""
        self.stop()
        corpus = self._session.corpus
        if corpus is None or not any(map(str.isalnum, word)):
            return
        job = Job(
            self.tr("Looking for examples"),
            on_done=partial(self._take, self._number, limit),
            on_failed=partial(self._fail, self._number),
            is_quiet=True,
        )
        document = self._session.document
        search = CorpusSearch(
            corpus,
            repairs=self._session.repairs,
            cache=self._data.cache,
            cache_folder=self._data.folders.cache,
            opened=[document.opened] if document is not None else [],
        )
        first = document.reading.document.id if document is not None else ""
        self._job = self._jobs.run(partial(_examples, search, word, first, limit, self._words), job)

    def stop(self) -> None:
        """Nobody wants what is being looked for any more, or what was found."""
        self._number += 1
        self._examples = []
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _take(self, number: int, limit: int, examples: list[Example]) -> None:
        if number == self._number:
            self._examples = examples[:limit]
            self._has_more = len(examples) > limit and limit < MANY
            said = "" if examples else self.tr("It stands nowhere in the corpus that is open.")
            self.found.emit(self._to_see(), said, self._has_more)

    def _fail(self, number: int, error: Exception) -> None:
        if number == self._number:
            said = str(error) if isinstance(error, UserError) else self.tr("Examples cannot be found.")
            self.found.emit([], said, False)

    def _on_covering_changed(self) -> None:
        if self._examples:
            self.found.emit(self._to_see(), "", self._has_more)

    def _to_see(self) -> list[Example]:
        """The examples in the script the text is shown in, without what the reader has covered in it."""
        lettering, reading = self._window.state.lettering, self._window.area.reading
        beside = reading.shown if reading is not None else ()
        seen = []
        for example in self._examples:
            covered = self._covered_of(example)
            if example.version in covered:
                continue
            text = lettering.shown(example.version, example.text) if has_han(example.text) else example.text
            # What is read beside it comes before other translations.
            versions = sorted(example.partners, key=lambda version: version not in beside)
            partners = {each: example.partners[each] for each in versions if each not in covered}
            seen.append(replace(example, text=text, partners=partners))
        return seen

    def _covered_of(self, example: Example) -> Sequence[str]:
        """The versions of which nothing is to be seen beside this sentence."""
        covering, reading = self._window.state.covering, self._window.area.reading
        if reading is None or not covering.is_on:
            return ()
        if example.document == reading.document.id and example.version in reading.shown:
            covered = covering.covered_in(reading.row_at(example.version, example.position))
            # What another translation has for it would tell what is covered.
            return (*covered, *(each for each in example.partners if covered and each not in reading.shown))
        # Whoever reads without any translation does not want those of other documents either.
        return (*covering.versions, *example.partners) if covering.versions else ()


def _examples(
    search: CorpusSearch, word: str, first: str, limit: int, words: TextWords, progress: Progress
) -> list[Example]:
    """One more than is shown, so that it is known whether there are more."""

    def is_word(text: Text, span: Span) -> bool:
        found = words.at(text, span.start)
        # What no word covers, such as English, is one by itself; so is all, before words are known.
        return found is None or found.span == span

    return find_examples(search, word, first=first, limit=limit + 1, is_word=is_word, progress=progress)
