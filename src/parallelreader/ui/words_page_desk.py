"""The reader's words in the window: the page that shows them, what is done on it, and where it leads.

What it shows is gathered in ``words_page_data``; reviewing is left to ``words_review``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtWidgets import QApplication

from parallelreader.app.note_partners import NotePartners
from parallelreader.app.reading_time import days_read, totals
from parallelreader.app.user_data import UserData
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.kept_changes import KeptChanges
from parallelreader.app.words.statuses import Status, StatusChanges
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.unaided import text_lengths
from parallelreader.app.words.word_gathering import Meanings
from parallelreader.app.words.word_list import Place, WordEntry
from parallelreader.core.corpus import Corpus
from parallelreader.core.progress import Progress
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.actions.rooms import WORDS, make_workspaces
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.lending import Lending
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window
from parallelreader.ui.word_keeping import WordKeeping
from parallelreader.ui.words.page import WordsPage
from parallelreader.ui.words.page_hints import WordHints
from parallelreader.ui.words.page_keys import WordAct
from parallelreader.ui.words.page_menu import word_menu
from parallelreader.ui.words.page_needed import NeededSentence
from parallelreader.ui.words.page_right import ChapterShare
from parallelreader.ui.words.page_words import Days, count_words, seen_words
from parallelreader.ui.words_acts import CardEditing
from parallelreader.ui.words_counting import WordsCounting
from parallelreader.ui.words_files import WordsFiles
from parallelreader.ui.words_page_data import Looked, OpenText, look, place_in_chinese
from parallelreader.ui.words_places import WordPlaces, place_name, start_of
from parallelreader.ui.words_review import WordsReview

# Several changes in a row, such as keys held down, are counted once.
_REST_MS = 60
_MANY = 2_000


@dataclass(frozen=True, slots=True)
class WordsPageSources:
    """Where the words come from: the book, what cuts texts, and what explains words.

    ``look_up`` shows all that is known of one, ``keep_at`` keeps the one at a place of a version of the
    open text and says whether there is one.
    """

    keeping: WordKeeping
    text_words: TextWords
    dictionaries: Dictionaries
    look_up: Callable[[str], None]
    keep_at: Callable[[str, int], bool]


class WordsPageDesk(QObject):
    """One page, made when it is first asked for."""

    _cut_otherwise = Signal()
    _let_go = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        toast: ActToast,
        sources: WordsPageSources,
    ) -> None:
        super().__init__(window)
        self._data, self._themes, self._jobs = data, themes, jobs
        self._session, self._window, self._toast = session, window, toast
        self._keeping, self._sources = sources.keeping, sources
        self._book = sources.keeping.book
        self._looking: Job | None = None
        self._has_looked = self._looks_again = False
        self._counting = WordsCounting(sources.text_words, sources.keeping.vocabulary, jobs, self)
        self._partners: NotePartners | None = None
        self._meanings = Meanings(sources.dictionaries.entries, sources.text_words.pinyin_of)
        sources.dictionaries.listen(self._meanings.forget)
        sources.text_words.listen(self._meanings.forget)
        self._lending = Lending(window, session)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(lambda: self._look())
        self.page = self._make()
        self._hints = WordHints(themes)
        self._places = WordPlaces(data, jobs, session, window, travel, self)
        self._places.left.connect(self._give_back)
        self.editing = CardEditing(self._book, window, self)
        self.review = WordsReview(self.page, self._keeping, data.settings, themes, window, jobs)
        self.files = WordsFiles(
            data, themes, jobs, window, toast, self.page, self._book, sources.dictionaries
        )
        self.review.edit_requested.connect(self.editing.ask)
        self.review.pair_requested.connect(self._on_opened)
        self._keeping.statuses_changed.connect(self._on_statuses_changed)
        self._keeping.kept_changed.connect(self._on_kept_changed)
        self._book.reveals.listen(self._let_go.emit)
        self._let_go.connect(self._rest.start)
        sources.text_words.listen(self._cut_otherwise.emit)
        self._cut_otherwise.connect(self._on_cut_otherwise)
        # Words that only have a status are now known to stand somewhere.
        self._counting.changed.connect(self._on_counted)
        self._counting.failed.connect(self._on_counting_failed)
        window.activated.connect(self._on_window_activated)
        session.corpus_opened.connect(self._on_corpus_opened)
        session.document_opened.connect(self._on_document_opened)

    @property
    def is_shown(self) -> bool:
        """Whether the page is what the window shows."""
        return self._window.middle.currentWidget() is self.page

    @property
    def is_settled(self) -> bool:
        """Whether nothing is being looked at or counted that would change the page."""
        return not self._rest.isActive() and self._jobs.is_idle

    @property
    def hides_notes(self) -> bool:
        """Whether the notes only make room for the page and come back after it."""
        return self._lending.hides_notes

    def handlers(self) -> dict[str, Handler]:
        """What the actions about the page do, by their ids."""
        return {
            "words": self.toggle,
            "review_words": self.begin_review,
            "export_words": self.export,
            "known_words": self.ask_for_known,
        }

    def toggle(self) -> None:
        """Show the words, or go back from them to the text."""
        if self.is_shown:
            self.close()
        else:
            self.show()

    def show(self) -> None:
        """Show the words, and look what has changed."""
        if not self.is_shown:
            self._window.status.show_hints(self._hints, True)
            self._hints.show_for(reviewing=self.page.is_reviewing)
            self._lending.take(self.page, self.page.side, self.tr("Words"))
        self._look()

    def begin_review(self) -> None:
        """Show the cards that are due one after the other."""
        self.show()
        self.review.begin()

    def focus_next_part(self) -> None:
        """Give the keyboard to the next part of the page."""
        self.page.focus_next_part(QApplication.focusWidget())

    def export(self) -> None:
        """Show the words, and ask how they are to be written."""
        self.show()
        self.files.export()

    def ask_for_known(self) -> None:
        """Show the words, and ask for a file of known ones."""
        self.show()
        self.files.choose_file()

    def close(self) -> None:
        """Go back to the text, or where none is open to the page one starts from."""
        if self.is_shown:
            self._give_back()
            self._lending.show_text()

    def _make(self) -> WordsPage:
        actions = self._window.actions_by_id
        self.workspaces = make_workspaces(actions, WORDS)
        page = WordsPage(self._themes, Days.now(), self.workspaces)
        page.opened.connect(self._on_opened)
        page.status_requested.connect(self._on_status_requested)
        page.act_requested.connect(self._on_act_requested)
        page.removal_requested.connect(self._on_removal_requested)
        page.needed.let_go.connect(self._on_let_go)
        page.menu_requested.connect(self._on_menu_requested)
        page.word_chosen.connect(self._show_word)
        page.review_requested.connect(actions["review_words"].trigger)
        page.export_requested.connect(actions["export_words"].trigger)
        page.closed.connect(self.close)
        page.escaped.connect(self._on_escaped)
        page.review_shown.connect(self._on_review_shown)
        page.right.reading.counting_asked.connect(self._on_counting_asked)
        return page

    def _open_text(self) -> OpenText:
        notes, corpus = self._session.notes, self._session.corpus
        if notes is None or corpus is None:
            return OpenText()
        if self._partners is None:
            self._partners = NotePartners(corpus, self._data.cache, repairs=self._session.repairs)
        reading, counting = self._window.area.reading, self._counting
        return OpenText(
            notes.corpus_key, corpus, reading, counting.counted, self._partners, counting.here, counting.times
        )

    def _look(self, *, is_again: bool = False) -> None:
        """Gather the words anew; an earlier look is given up.

        Where very many are not explained yet, that is done without their meanings first and then,
        ``is_again``, with them: of twenty thousand they take seconds to look up.
        """
        if not self.is_shown:
            return
        if self._looking is not None:
            self._looking.cancel()
        unexplained = len(self._book.statuses) - len(self._meanings)
        is_first = not is_again and (unexplained > _MANY or not self._has_looked)
        self._has_looked, self._looks_again = True, False
        book, dictionaries, open_text = self._book, self._sources.dictionaries, self._open_text()
        explain = self._meanings.known if is_first else self._meanings
        new_a_day, store = self._data.settings.value.new_words_a_day, self._data.store

        def work(progress: Progress) -> Looked:
            if not is_first and not dictionaries.is_ready:
                dictionaries.prepare(progress)
            read = totals(days_read(store), Days.now().today)
            return look(
                book,
                open_text,
                explain,
                lengths=text_lengths(store),
                read=read,
                new_a_day=new_a_day,
                progress=progress,
            )

        def done(looked: Looked) -> None:
            self._on_looked(looked)
            if is_first or self._looks_again:
                self._look(is_again=is_first)

        job = Job(self.tr("Looking at your words"), on_done=done, is_quiet=True)
        self._looking = self._jobs.run(work, job)
        if not self._counting.count(open_text.reading, open_text.corpus):
            self._show_chapters()

    def _on_looked(self, looked: Looked) -> None:
        page = self.page
        page.show_words(looked.gathered.words, looked.days, looked.gathered.titles)
        page.show_needed(looked.needed)
        page.right.show_due(looked.due)
        page.right.show_growth(looked.growth, looked.days.today)
        reading = self._window.area.reading
        page.right.unaided.show_reading(looked.unaided, reading.document.title if reading else "")
        page.right.reading.show_totals(looked.read, counts_days=self._data.settings.value.counts_days)
        self._show_chapters()

    def _show_chapters(self) -> None:
        here = place_in_chinese(self._window.area.reading, self._window.area.place())
        shares = []
        counted = self._counting.counted
        for chapter in counted.chapters if counted is not None else ():
            share = chapter.unknown_share(self._book.statuses.of)
            if share is not None:
                is_here = chapter.span.start <= here < chapter.span.end
                title = chapter.title or self.tr("The whole text")
                shares.append(ChapterShare(chapter.label, title, share, is_here))
        self.page.right.show_chapters(shares, "")

    def _show_word(self, word: WordEntry | None) -> None:
        detail = self.page.right.detail
        if word is None:
            detail.show_word(None, (), "")
            return
        seen = seen_words(self._counting.here.get(word.key, 0), word.times)
        parts = (seen, self.tr("kept") if word.is_kept else "")
        open_text, title_of = self._open_text(), self.page.title_of
        names = [place_name(place, open_text, title_of(place.text)) for place in word.places]
        detail.show_word(word, names, " · ".join(filter(None, parts)))

    def _on_status_requested(self, words: Sequence[WordEntry], status: Status) -> None:
        step = self._window.past.latest if self._book.statuses.set({w.key for w in words}, status) else None
        if step is not None:
            self._window.status.say(self.tr("{what}. Undo takes it back.").format(what=step.said))

    def _on_act_requested(self, word: WordEntry, act: WordAct) -> None:
        if act is WordAct.LOOK_UP:
            self._sources.look_up(word.written)
        elif act is WordAct.EDIT:
            self.editing.ask(word.card)
        else:
            self._keep(word)

    def _keep(self, word: WordEntry) -> None:
        open_text = self._open_text()
        place = word.place_in(open_text.shelf) if open_text.shelf is not None else None
        start = start_of(place, open_text) if place is not None else None
        if place is None or start is None or not self._sources.keep_at(place.version, start):
            said = self.tr("Only words that stand in the open text are kept with a sentence.")
            self._window.status.say(said)

    def _on_removal_requested(self, words: Sequence[WordEntry]) -> None:
        """Take words from the list: their cards where they are kept, else their status."""
        cards = {word.card for word in words if word.card}
        keys = {word.key for word in words if word.is_marked and not word.card}
        if not cards and not keys:
            self._window.status.say(self.tr("A new word has neither a card nor a status to be removed."))
            return
        self._book.remove(cards, keys)
        said = self.tr("Removed: {what}.").format(what=count_words(len(cards) + len(keys)))
        self._toast.tell(said)

    def _on_let_go(self, sentence: NeededSentence) -> None:
        if sentence.reveal is not None:
            self._book.reveals.forget(sentence.reveal)
            self._toast.tell(self.tr("This sentence is understood by now."))

    def _on_window_activated(self) -> None:
        if self.page.days != Days.now():
            # It was left open over midnight.
            self._look()

    def _on_counted(self) -> None:
        # To begin again with thousands of words whenever more was counted would show none of them.
        if self._looking is not None and self._jobs.is_running(self._looking):
            self._looks_again = True
        else:
            self._rest.start()

    def _on_counting_failed(self, why: str) -> None:
        self.page.right.show_chapters((), why)

    def _on_counting_asked(self, wanted: bool) -> None:
        self._data.settings.change(counts_days=wanted)
        self._look()

    def _on_escaped(self) -> None:
        """What was looked up goes first, then the page."""
        if self._window.side.isHidden():
            self.close()
        else:
            self._window.side.hide()

    def _on_review_shown(self, shown: bool) -> None:
        self._hints.show_for(reviewing=shown)

    def _on_menu_requested(self, words: list[WordEntry], point: QPoint) -> None:
        word_menu(self.page, words).popup(point)

    def _on_statuses_changed(self, changes: StatusChanges) -> None:
        self.page.take_statuses(changes.statuses)
        self._rest.start()

    def _on_kept_changed(self, changes: KeptChanges) -> None:
        self._rest.start()

    def _on_cut_otherwise(self) -> None:
        """Words were cut or read otherwise, or have come to be: what was counted holds no longer."""
        self._counting.forget()
        self._rest.start()

    def _on_opened(self, wanted: Place | NeededSentence) -> None:
        self._places.open(wanted, self._open_text())

    def _give_back(self) -> None:
        """Let sidebar, panel and status bar be what they were."""
        if self._lending.is_lent:
            self._window.status.show_hints(self._hints, False)
            self._lending.give_back()

    def _on_corpus_opened(self, corpus: Corpus) -> None:
        self._counting.forget()
        self._partners = None
        self._give_back()

    def _on_document_opened(self, reading: object, at: object) -> None:
        self._counting.forget(also_corpus=False)
        if not self.is_shown:
            self._give_back()
