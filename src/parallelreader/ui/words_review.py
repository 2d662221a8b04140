"""Going through the cards that are due: which comes next, what an answer does, and taking it back.

How a card looks is left to the page, when it comes again to ``app.words.scheduling``.
"""

from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from parallelreader.app.settings import CurrentSettings
from parallelreader.app.undo import Step
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.kept_changes import KeptChanges
from parallelreader.app.words.kept_word import KeptWord, Rating
from parallelreader.app.words.scheduling import waits
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_gathering import coming_words, due_words, places_of
from parallelreader.app.words.word_list import written_in
from parallelreader.core.errors import UserError
from parallelreader.core.notes.note import now_in_milliseconds
from parallelreader.core.progress import Progress
from parallelreader.core.words.readable_glosses import readable
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window
from parallelreader.ui.word_keeping import WordKeeping
from parallelreader.ui.words.page import WordsPage
from parallelreader.ui.words.page_words import Days
from parallelreader.ui.words.review_round import Round
from parallelreader.ui.words.review_settings import ReviewSettingsDialog
from parallelreader.ui.words.review_view import ReviewCard

_SOON_MS = 20 * 60_000
_LONGEST_LOOK_MS = 120_000


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer that was given, with the card before and after it, and its step of the history."""

    card: str
    before: str
    after: str
    comes_again: bool
    step: Step | None


class WordsReview(QObject):
    """One round at a time; what was answered stays answered when it is left.

    ``edit_requested`` has the id of the card that is asked.
    """

    pair_requested = Signal(object)
    edit_requested = Signal(str)

    def __init__(
        self,
        page: WordsPage,
        keeping: WordKeeping,
        settings: CurrentSettings,
        themes: ThemeSource,
        window: Window,
        jobs: JobRunner,
    ) -> None:
        super().__init__(page)
        self._themes = themes
        self.dialog: ReviewSettingsDialog | None = None
        self._settings = settings
        self._page, self._view, self._window, self._jobs = page, page.review, window, jobs
        self._book: WordBook = keeping.book
        self._round = Round(())
        self._answers: list[_Answer] = []
        self._undone: list[_Answer] = []
        self._asked_at = 0.0
        self._view.rated.connect(self._on_rated)
        self._view.undo_requested.connect(self._on_undo_requested)
        self._view.pair_requested.connect(self._on_pair_requested)
        self._view.settings_requested.connect(self.ask_settings)
        self._view.settled.connect(self._on_settled)
        self._view.edit_requested.connect(self._on_edit_requested)
        keeping.kept_changed.connect(self._on_kept_changed)
        keeping.statuses_changed.connect(self._on_statuses_changed)

    def begin(self) -> None:
        """Ask the first card that is due, as soon as it is known."""
        book, settings = self._book, self._settings.value
        new_a_day, remembered = settings.new_words_a_day, settings.remembered

        def work(_: Progress) -> list[str]:
            book.load()
            due = due_words(book, Days.now().tomorrow, new_a_day)
            if due:
                # The scheduler is loaded here, not when the first card shows.
                waits(due[0].card, now_in_milliseconds(), remembered=remembered)
            return [word.id for word in due]

        self._jobs.run(work, Job(self.tr("Looking what is due"), on_done=self._begin, is_quiet=True))

    def ask_settings(self) -> None:
        """Ask how words are to be reviewed."""
        now = self._settings.value
        dialog = ReviewSettingsDialog(
            now.review_front, now.new_words_a_day, now.remembered, self._themes, self._window
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def accepted() -> None:
            new_a_day = dialog.new_a_day.value()
            is_other_round = new_a_day != now.new_words_a_day
            self._settings.change(
                review_front=dialog.wanted_front,
                new_words_a_day=new_a_day,
                remembered=dialog.remembered.value(),
            )
            if not self._page.is_reviewing:
                return
            if is_other_round:
                self.begin()
            else:
                self._ask()

        dialog.accepted.connect(accepted)
        self.dialog = dialog
        dialog.open()

    def _begin(self, cards: list[str]) -> None:
        self._round = Round(cards)
        self._answers, self._undone = [], []
        self._page.show_review()
        self._ask()

    def _ask(self) -> None:
        """Show the card whose turn it is, or say that there is none."""
        word = self._current()
        while word is None and self._round.current is not None:
            self._round.drop(self._round.current)
            word = self._current()
        can_undo = bool(self._answers)
        if word is None:
            self._view.say_done(self._done_words(), can_undo=can_undo)
            return
        places = places_of(word, {})
        # Met in several places, a word comes up with another of them each time.
        place = places[self._round.answered % len(places)] if places else None
        settings = self._settings.value
        spans = waits(word.card, now_in_milliseconds(), remembered=settings.remembered)
        again, hard, good, easy = (wait_words(spans[rating]) for rating in Rating)
        language = place.language if place is not None else written_in(word.written)
        card = ReviewCard(
            word.written,
            word.reading,
            readable(word.sense),
            place,
            (again, hard, good, easy),
            language,
            settings.review_front,
        )
        said = self.tr("{answered} answered, {rest} to go")
        progress = said.format(answered=self._round.answered, rest=self._round.remaining)
        self._asked_at = monotonic()
        self._view.ask(card, progress, can_undo=can_undo)

    def _on_rated(self, rating: int) -> None:
        word = self._current()
        if word is None:
            return
        took = min(round(1000 * (monotonic() - self._asked_at)), _LONGEST_LOOK_MS)
        now = now_in_milliseconds()
        try:
            after = self._book.kept.review(
                word.id,
                Rating(rating),
                now,
                took=took,
                remembered=self._settings.value.remembered,
                initiator=self,
            )
        except UserError as problem:
            self._window.status.say(str(problem))
            return
        comes_again = after.card.due - now < _SOON_MS
        step = self._window.past.latest
        self._answers.append(_Answer(word.id, word.card.state, after.card.state, comes_again, step))
        self._undone = []
        self._round.answer(comes_again=comes_again)
        self._ask()

    def _on_settled(self, status: Status) -> None:
        word = self._current()
        if word is None:
            return
        self._book.statuses.set([word.key], status)
        said = self.tr("{word} comes up no more. Undo takes it back.")
        self._window.status.say(said.format(word=word.written))

    def _on_statuses_changed(self) -> None:
        """Of what is known or ignored by now no card is asked, unless that is taken back."""
        if self._page.is_reviewing and self._round.set_aside(self._is_settled):
            self._ask()

    def _is_settled(self, card: str) -> bool:
        word = self._book.kept.get(card)
        return word is not None and self._book.statuses.of(word.key).is_settled

    def _on_edit_requested(self) -> None:
        if self._round.current is not None:
            self.edit_requested.emit(self._round.current)

    def _on_undo_requested(self) -> None:
        if self._answers:
            # Whatever else was done since.
            self._window.past.asked.emit(self._answers[-1].step, False)

    def _on_pair_requested(self) -> None:
        card = self._view.card
        if card is not None and card.place is not None:
            self.pair_requested.emit(card.place)

    def _on_kept_changed(self, changes: KeptChanges) -> None:
        """An answer may have been taken back, or a card be gone; our own answers are known already."""
        if changes.initiator is self or not self._page.is_reviewing:
            return
        asked, was_open = self._round.current, self._view.is_open
        for card in changes.removed:
            self._round.drop(card)
        if self._answers and self._is_as(self._answers[-1].card, self._answers[-1].before):
            self._undone.append(self._answers.pop())
            self._round.take_back()
        elif self._undone and self._is_as(self._undone[-1].card, self._undone[-1].after):
            answer = self._undone.pop()
            self._answers.append(answer)
            self._round.answer(comes_again=answer.comes_again)
        self._ask()
        if was_open and self._round.current == asked:
            # It was edited.
            self._view.open()

    def _is_as(self, card: str, state: str) -> bool:
        word = self._book.kept.get(card)
        return word is not None and word.card.state == state

    def _current(self) -> KeptWord | None:
        return self._book.kept.get(self._round.current) if self._round.current is not None else None

    def _done_words(self) -> str:
        said = self.tr("That was all that is due today. Answers given: {count}.")
        if not self._round.answered:
            said = self.tr(
                "No card is due. Words are kept in the text with R, and come up here when it is time."
            )
        coming = coming_words(self._book, now_in_milliseconds())
        parts = [said.format(count=self._round.answered)]
        if coming.again is not None:
            # What waits for less than a day and is due today was among the cards just asked.
            ahead = max(Days.now().until(coming.again), 1)
            later = self.tr("The next comes again in {count} days.").format(count=f"{ahead:,}")
            parts.append(self.tr("The next comes again tomorrow.") if ahead == 1 else later)
        if coming.new:
            one, many = (
                self.tr("1 new one waits, {most} a day."),
                self.tr("{count} new ones wait, {most} a day."),
            )
            most = self._settings.value.new_words_a_day
            parts.append((one if coming.new == 1 else many).format(count=f"{coming.new:,}", most=most))
        return "\n".join(parts)


def wait_words(wait: timedelta) -> str:
    """A stretch of time in a few letters, as it stands on a button: "10 min", "8 days", "4 months"."""
    translate = QCoreApplication.translate
    minutes = max(round(wait.total_seconds() / 60), 1)
    if minutes < 60:
        return translate("words", "{count} min").format(count=minutes)
    if minutes < 24 * 60:
        return translate("words", "{count} h").format(count=round(minutes / 60))
    days = round(minutes / (24 * 60))
    if days == 1:
        return translate("words", "1 day")
    if days < 60:
        return translate("words", "{count} days").format(count=days)
    if days < 700:
        return translate("words", "{count} months").format(count=round(days / 30.4))
    return translate("words", "{count} years").format(count=f"{days / 365.25:.1f}")
