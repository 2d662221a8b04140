"""Words in the window: their cards, what is known of them, keeping them, and going to the next new one.

Every change is one step of undo and says so; what is changed is the business of ``app.words``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.reading.reading import Reading
from parallelreader.app.user_data import UserData
from parallelreader.app.words.card import Card, Cards
from parallelreader.app.words.card_when import CardWhen
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.keeping import keep_card
from parallelreader.app.words.new_words import next_new_word
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.progress import Progress
from parallelreader.core.text import Text
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.card_desk import CardDesk
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.counting import counted
from parallelreader.ui.window import Window
from parallelreader.ui.word_keeping import WordKeeping

_LONGEST_NOTED = 8
_STATUSES = {
    "word_new": Status.NEW,
    **{f"word_{int(level)}": level for level in Status if level.is_learning},
    "word_known": Status.KNOWN,
    "word_ignored": Status.IGNORED,
}
_WHENS = {
    "card_at_once": CardWhen.AT_ONCE,
    "card_delayed": CardWhen.DELAYED,
    "card_with_key": CardWhen.WITH_KEY,
}


@dataclass(frozen=True, slots=True)
class WordSources:
    """Whoever knows the words of texts, their entries, and what the reader knows of them."""

    words: TextWords
    dictionaries: Dictionaries
    keeping: WordKeeping
    show_entry: Callable[[Card | None], None]
    look_up: Callable[[str], None]


class WordDesk(QObject):
    """What the reader does with words, in the text and on their cards."""

    _words_heard = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        sources: WordSources,
        toast: ActToast,
    ) -> None:
        super().__init__(window)
        self._data, self._jobs, self._session, self._window = data, jobs, session, window
        self._area, self._toast = window.area, toast
        self._words, self._book = sources.words, sources.keeping.book
        self._dictionaries, self._sources = sources.dictionaries, sources
        self._search: Job | None = None
        self.cards = Cards(
            sources.words,
            sources.dictionaries,
            window.state.lights.links,
            status_of=self._book.statuses.of,
            is_kept=self._book.kept.is_kept,
        )
        self.card = CardDesk(window, themes, self.cards, needed=self._needs_card)
        self.card.status_chosen.connect(self._set_status)
        self.card.word_wanted.connect(self._look_up)
        self.card.nothing_found.connect(self._say_nothing_meant)
        sources.keeping.statuses_changed.connect(self._on_words_changed)
        sources.keeping.kept_changed.connect(self._on_words_changed)
        # Told by whichever thread has corrected them.
        self._words_heard.connect(self._on_words_heard)
        sources.words.listen(self._words_heard.emit)
        sources.dictionaries.listen(self._words_heard.emit)
        self._is_prepared = False
        self._on_words_heard()
        session.document_opened.connect(self._on_document_opened)
        self._show_when(data.settings.value.shows_cards)

    def handlers(self) -> dict[str, Handler]:
        """What it does, by action."""
        return {
            "word_card": self._show_card,
            "keep_word": self._keep,
            "entry": self._show_entry,
            "next_new_word": partial(self._go_to_new_word, forward=True),
            "previous_new_word": partial(self._go_to_new_word, forward=False),
            "page_known": self._mark_page,
            **{name: partial(self._set_status, status) for name, status in _STATUSES.items()},
            **{name: partial(self._choose_when, when) for name, when in _WHENS.items()},
        }

    def _needs_card(self, version: str, word: TextWord) -> bool:
        """A word that is known or ignored is left in peace, unless it is being learnt all the same or the
        reader has written a note on it; one on a longer stretch is about more than the word."""
        if not self._book.statuses.of(word.key).is_settled or self._book.kept.is_kept(word.key):
            return True
        marks = self._session.marks_in(version, word.span)
        return any(mark.has_body and len(mark.span) <= _LONGEST_NOTED for mark in marks)

    def _show_card(self) -> None:
        if not self.card.pin():
            self._say_nothing_meant()

    def _show_entry(self) -> None:
        """Show the entry of the word that is meant, or of what is selected."""
        selection = self._window.state.selection
        is_selected = selection is not None and not selection.is_empty
        has_word = self.card.card is not None or (self._area.has_keyboard() and not is_selected)
        card = self.card.word() if has_word else None
        # The panel says all that the card does, and takes room from the text under it.
        self.card.close()
        self._sources.show_entry(card)

    @Slot(str)
    def _look_up(self, word: str) -> None:
        self.card.close()
        self._sources.look_up(word)

    @Slot()
    def _say_nothing_meant(self) -> None:
        if not self._words.is_ready:
            self._window.status.say(self.tr("The words of the text are not known yet."))
        else:
            self._window.status.say(self.tr("No word is found here. Point at one, or go to it with arrows."))

    @Slot(object)
    def _set_status(self, status: Status) -> None:
        card = self.card.word()
        if card is None or not card.key:
            self._say_nothing_meant()
            return
        self._book.statuses.set([card.key], status)
        self._window.status.say(
            self.tr("{word}: {status}. Undo takes it back.").format(word=card.word, status=self._name(status))
        )

    def _mark_page(self) -> None:
        """Every new word to be seen is known."""
        reading = self._area.reading
        if reading is None:
            return
        keys = {
            word.key
            for view in self._area.views()
            for version, span in view.stretches_on_screen()
            if reading.version(version).is_chinese
            for word in self._words.words_in(reading.texts[version], span)
            if self._is_new(word)
        }
        if not keys:
            self._window.status.say(self.tr("There is no new word here."))
            return
        self._book.statuses.set(keys, Status.KNOWN)
        one, many = self.tr("1 new word marked as known."), self.tr("{count} new words marked as known.")
        self._tell(counted(len(keys), one, many))

    def _keep(self) -> None:
        card = self.card.word()
        sense = self.card.sense if self.card.card is not None else 0
        if card is None or not card.key or not self._keep_card(card, sense):
            self._say_nothing_meant()

    def keep_at(self, version: str, position: int) -> bool:
        """Keep the word that stands there in the open text; False where none does."""
        reading = self._area.reading
        card = self.cards.at(reading, version, position) if reading is not None else None
        return card is not None and self._keep_card(card, 0)

    def _keep_card(self, card: Card, sense: int) -> bool:
        reading, notes = self._area.reading, self._session.notes
        if reading is None or notes is None:
            return False
        place = notes.notes.anchor(reading.document.id, card.version, card.span)
        known = {word.id: len(word.contexts) for word in self._book.kept.of(card.key)}
        word = keep_card(self._book.kept, card, reading, place, corpus=notes.corpus_key, sense=sense)
        if word.id not in known:
            both = self.tr("{word} is kept with both sentences.")
            said = both if card.renderings else self.tr("{word} is kept with its sentence.")
            self._tell(said.format(word=card.word))
        elif len(word.contexts) > known[word.id]:
            said = self.tr("{word} was kept already; this is its sentence number {count}.")
            self._tell(said.format(word=card.word, count=len(word.contexts)))
        else:
            self._window.status.say(self.tr("{word} is kept with this sentence.").format(word=card.word))
        return True

    def _go_to_new_word(self, *, forward: bool) -> None:
        """Set the cursor on the next new word, or the one before."""
        reading = self._area.reading
        if reading is None or self._search is not None:
            return
        if not self._words.is_ready:
            self._say_nothing_meant()
            return
        version, position = self._place(reading)
        if not version:
            return
        text = reading.texts[version]

        def work(progress: Progress) -> TextWord | None:
            return next_new_word(
                text, self._words, position, self._is_new, forward=forward, progress=progress
            )

        job = Job(
            self.tr("Looking for a new word"),
            on_done=partial(self._on_found, version, text, forward),
            on_failed=self._on_search_ended,
            on_cancelled=self._on_search_ended,
        )
        self._search = self._jobs.run(work, job)

    def _place(self, reading: Reading) -> tuple[str, int]:
        """The Chinese version to look in, and from where: the word of the card, the cursor, the pair read."""
        card = self.card.card
        if card is not None:
            return card.version, card.span.start
        chinese = [version for version in reading.shown if reading.version(version).is_chinese]
        for view in self._area.views():
            if view.caret is not None and view.caret[0] in chinese:
                rects = view.rect_of(*view.caret)
                if rects is not None and 0 <= rects.center().y() <= view.viewport().height():
                    return view.caret
        for version in chinese:
            cell = reading.cell(self._window.state.current_row, version)
            if cell:
                return version, reading.texts[version].segment(cell[0]).start - 1
        return "", 0

    def _on_found(self, version: str, text: Text, forward: bool, word: TextWord | None) -> None:
        self._search = None
        reading = self._area.reading
        if reading is None or reading.texts.get(version) is not text:
            return
        if word is None:
            after = self.tr("There is no new word after this one.")
            self._window.status.say(after if forward else self.tr("There is no new word before this one."))
            return
        has_card = self.card.card is not None
        self.card.close()
        self._area.put_caret(version, word.span.start)
        if has_card:
            self.card.pin()

    def _on_search_ended(self, error: Exception | None = None) -> None:
        self._search = None

    def _is_new(self, word: TextWord) -> bool:
        """Whether it is to be learnt: nobody has to learn a name."""
        return word.name is None and self._book.statuses.of(word.key) is Status.NEW

    def _tell(self, text: str) -> None:
        """Say what was done, and offer to take it back."""
        self._toast.tell(text)

    def _choose_when(self, when: CardWhen) -> None:
        self._data.settings.change(shows_cards=when)
        self._show_when(when)

    def _show_when(self, when: CardWhen) -> None:
        self.card.set_when(when)
        name = next(name for name, each in _WHENS.items() if each is when)
        self._window.actions_by_id[name].setChecked(True)

    def _name(self, status: Status) -> str:
        if status.is_learning:
            return self.tr("learning {level} of 5").format(level=int(status))
        names = {
            Status.NEW: self.tr("new"),
            Status.KNOWN: self.tr("known"),
            Status.IGNORED: self.tr("ignored"),
        }
        return names[status]

    @Slot()
    def _on_words_heard(self) -> None:
        """Words are cut or read otherwise now, or found in other dictionaries."""
        self.card.make_anew()
        if self._words.is_ready and self._dictionaries.is_ready and not self._is_prepared:
            self._is_prepared = True
            self._run_quietly(self.cards.prepare, self.card.prepare)

    def _run_quietly(self, act: Callable[[], None], then: Callable[[], None]) -> None:
        def work(_: Progress) -> None:
            act()

        self._jobs.run(work, Job(self.tr("Preparing cards"), on_done=lambda _: then(), is_quiet=True))

    @Slot(object)
    def _on_words_changed(self, changes: object) -> None:
        self.card.renew()

    @Slot(object, object)
    def _on_document_opened(self, reading: Reading, at: object) -> None:
        self.card.close()
