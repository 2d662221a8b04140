"""The desks that are made only at need, and which of them does what an action says."""

from collections.abc import Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from parallelreader.app.reading.words import Words
from parallelreader.app.undo import Step
from parallelreader.app.user_data import UserData
from parallelreader.ui import later
from parallelreader.ui.actions.bundle_actions import BUNDLE_ACTIONS
from parallelreader.ui.actions.entry_actions import DICTIONARY_ACTIONS, ENTRY_ACTIONS
from parallelreader.ui.actions.exchange_actions import EXCHANGE_ACTIONS
from parallelreader.ui.actions.printing_actions import PRINTING_ACTIONS
from parallelreader.ui.actions.recutting_actions import RECUTTING_ACTIONS
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.actions.repair_actions import REPAIR_ACTIONS
from parallelreader.ui.actions.search_actions import SEARCH_ACTIONS
from parallelreader.ui.actions.speech_actions import SPEECH_ACTIONS
from parallelreader.ui.actions.tag_actions import TAG_ACTIONS
from parallelreader.ui.actions.term_actions import TERM_ACTIONS
from parallelreader.ui.actions.term_page_actions import TERM_PAGE_ACTIONS
from parallelreader.ui.actions.word_actions import WORD_ACTIONS
from parallelreader.ui.actions.word_page_actions import WORD_PAGE_ACTIONS
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.widgets.key_caps import caps_of
from parallelreader.ui.widgets.workspaces import Workspaces
from parallelreader.ui.window import Window

if TYPE_CHECKING:
    from parallelreader.ui.note_desk import NoteDesk

DESKS: Mapping[str, str] = {
    **{spec.id: "repair" for spec in REPAIR_ACTIONS},
    "pin": "pins",
    "release_pin": "pins",
    "write_repairs": "keeping",
    **{spec.id: "printing" for spec in PRINTING_ACTIONS},
    **{spec.id: "exchange" for spec in EXCHANGE_ACTIONS},
    "library": "library",
    "delete_derived": "derived",
    "receipt": "receipts",
    **{spec.id: "bundles" for spec in BUNDLE_ACTIONS},
    **{spec.id: "search" for spec in SEARCH_ACTIONS},
    **{spec.id: "speech" for spec in SPEECH_ACTIONS},
    **{spec.id: "words" for spec in (*ENTRY_ACTIONS, *WORD_ACTIONS)},
    **{spec.id: "recutting" for spec in RECUTTING_ACTIONS},
    **{spec.id: "tags" for spec in TAG_ACTIONS},
    **{spec.id: "terms" for spec in TERM_ACTIONS},
    **{spec.id: "terms_page" for spec in TERM_PAGE_ACTIONS},
    **{spec.id: "words_page" for spec in WORD_PAGE_ACTIONS},
    **{spec.id: "dictionary_choice" for spec in DICTIONARY_ACTIONS},
}
"""Which desk does what an action says; the names are those of the properties below."""


class LateDesks(QObject):
    """One window, what is open in it, and the desks that its first page does without."""

    notes: "NoteDesk"
    """Notes in the window, which the first page does not do without."""

    leaving = Signal()
    """One of them is about to open another corpus."""
    _dictionaries_heard = Signal()

    def __init__(self, data: UserData, themes: ThemeSource, jobs: JobRunner, words: Words) -> None:
        super().__init__()
        self._data = data
        self._themes = themes
        self._jobs = jobs
        self.session = Session(data, jobs)
        self.window = Window(themes, jobs, self.session, words)
        self._actions = self.window.actions_by_id
        self.window.past.asked.connect(lambda step, is_redo: self.turn_history(step, is_redo=is_redo))
        self.travel = Travel(self.session, self.window.area, self._actions, themes)

    @cached_property
    def toast(self) -> "later.ActToast":
        """Where is said what was done."""
        caps = caps_of(self._actions["undo"].shortcut())
        toast = later.ActToast(self.window.past, self._themes, self.window.middle, caps=caps)
        for name in ("undo", "redo"):
            # Another message follows.
            self._actions[name].triggered.connect(toast.hide)
        return toast

    def turn_history(self, step: Step | None = None, *, is_redo: bool = False) -> None:
        """Take back what was done last, or just the step given, or do again what was taken back."""
        for name in ("library", "bundles", "word_keeping"):
            if self.is_made(name) and getattr(self, name).undo(step, is_redo=is_redo):
                return
        if is_redo:
            self.notes.turning.redo()
        else:
            self.notes.turning.undo(step)

    @cached_property
    def text_words(self) -> "later.TextWords":
        """The words of the texts that are open; loaded in the background once the first page is shown."""
        folders = self._data.folders
        words = later.TextWords(folders.cache, later.OwnWords(folders, self._data.settings))
        words.use(lambda: self.window.area.reading)
        return words

    @cached_property
    def names(self) -> "later.NameKeeping":
        """Finds the names of the document that is read; made when the first page has been shown."""
        finder = later.DocumentNames(self._data.folders.cache, self.text_words)
        return later.NameKeeping(self.session, self._jobs, self.text_words, finder)

    @cached_property
    def dictionaries(self) -> "later.Dictionaries":
        """Where words are looked up; opened in the background when that is first asked for."""
        dictionaries = later.Dictionaries(self._data.folders, self._data.settings, is_made_apart=True)
        title = self.tr("Opening the dictionaries")
        # Told by whichever thread has imported or switched one.
        dictionaries.listen(self._dictionaries_heard.emit)
        self._dictionaries_heard.connect(self._on_dictionaries_heard)
        self._jobs.run(dictionaries.prepare, Job(title, on_done=lambda _: None, is_quiet=True))
        return dictionaries

    def _on_dictionaries_heard(self) -> None:
        """Cut by the words of the dictionaries there are now."""
        title = self.tr("Loading the words of the dictionaries")
        self._jobs.run(self.text_words.renew, Job(title, on_done=lambda _: None, is_quiet=True))

    @cached_property
    def dictionary_choice(self) -> "later.DictionaryDesk":
        """Where dictionaries are imported, ordered and switched; made when first asked for."""
        return later.DictionaryDesk(self._data, self._themes, self._jobs, self.window, self.dictionaries)

    @cached_property
    def entry(self) -> "later.EntryDesk":
        """Shows what is known of words; made when it is first asked for."""
        return later.EntryDesk(
            self._data,
            self._themes,
            self._jobs,
            self.session,
            self.window,
            self.travel,
            self.text_words,
            self.dictionaries,
        )

    @cached_property
    def keeping(self) -> "later.RepairKeeping":
        """Keeps the repairs; made with the first of what can repair, or when there is something to tell."""
        keeping = later.RepairKeeping(self.session, self.window, self._jobs)
        if self.session.corpus is not None:
            keeping.begin()
        return keeping

    @cached_property
    def repair(self) -> "later.RepairDesk":
        """The rows of repair and what belongs to them; made when they are first asked for."""
        assert self.keeping
        return later.RepairDesk(self.session, self.window, self._themes, self._jobs, self.travel, self.toast)

    @cached_property
    def pins(self) -> "later.PinDesk":
        """The pins in the text; made when the first page has been shown."""
        assert self.keeping
        return later.PinDesk(self.session, self.window, self._themes, self._jobs, self.toast)

    @cached_property
    def printing(self) -> "later.PrintingDesk":
        """Export and print; made when first asked for."""
        return later.PrintingDesk(
            self._data,
            self._themes,
            self._jobs,
            self.session,
            self.window,
            self.text_words,
            self.term_keeping,
        )

    @cached_property
    def exchange(self) -> "later.ExchangeDesk":
        """Terms and notes as files; made when first asked for."""
        return later.ExchangeDesk(
            self._data, self._themes, self._jobs, self.session, self.window, self.toast, self.term_keeping
        )

    @cached_property
    def restoring(self) -> "later.RestoringDesk":
        """Documents made again of files this program wrote; made when the first such file comes in."""
        restoring = later.RestoringDesk(
            self._data, self._themes, self._jobs, self.session, self.window, self.term_keeping
        )
        restoring.opening.connect(self.leaving)
        return restoring

    @cached_property
    def library(self) -> "later.LibraryDesk":
        """The library; made when the first page has been shown, its page when that is first asked for."""
        library = later.LibraryDesk(
            self._data, self._themes, self._jobs, self.session, self.window, self.travel, self.toast
        )
        library.opening.connect(self.leaving)
        return library

    @cached_property
    def word_keeping(self) -> "later.WordKeeping":
        """The user's words; made when the first page has been shown."""
        keeping = later.WordKeeping(
            self._data, self.session, self.window, self._jobs, self.library, self.text_words
        )
        keeping.book.correct(self.text_words)
        return keeping

    @cached_property
    def recutting(self) -> "later.RecuttingDesk":
        """Corrects where words end and how they are read; made when the first page has been shown."""
        return later.RecuttingDesk(
            self.window, self.text_words, self.word_keeping, self.toast, self._word_shown
        )

    def _word_shown(self) -> tuple[str, int] | None:
        """Where the word stands whose card shows."""
        card = self.words.card.card
        return (card.version, card.span.start) if card is not None else None

    @cached_property
    def words(self) -> "later.WordDesk":
        """Cards of words and what is done with them; made when the first page has been shown."""
        sources = later.WordSources(
            self.text_words, self.dictionaries, self.word_keeping, self._show_entry, self._look_up
        )
        return later.WordDesk(
            self._data, self._themes, self._jobs, self.session, self.window, sources, self.toast
        )

    def _look_up(self, word: str) -> None:
        self.entry.look_up(word)

    def _show_entry(self, card: "later.Card | None") -> None:
        """Show all that is known of the word of a card, or of what is selected."""
        if card is not None:
            self.entry.show_card(card)
        else:
            self.entry.show()

    @cached_property
    def timing(self) -> "later.ReadingTiming":
        """Measures how long is read; made when the first page has been shown."""
        return later.ReadingTiming(
            self._data, self.session, self.window, self.library.progress, self.word_keeping.book.reveals
        )

    @cached_property
    def receipts(self) -> "later.ReceiptDesk":
        """Tells what became of notes in a changed text; made when the first page has been shown."""
        return later.ReceiptDesk(
            self._data, self._themes, self._jobs, self.session, self.window, self.travel, self.term_keeping
        )

    @cached_property
    def bundles(self) -> "later.BundleDesk":
        """All that was made as one file; made when first asked for."""
        return later.BundleDesk(
            self._data, self._themes, self._jobs, self.session, self.window, self.travel, self.toast
        )

    @cached_property
    def derived(self) -> "later.DerivedDesk":
        """Deletes what can be made again; made when first asked for."""
        return later.DerivedDesk(self._data, self._jobs, self.window)

    @cached_property
    def search(self) -> "later.SearchDesk":
        """Finds words, and sees to the index for that; made when the first page has been shown."""
        return later.SearchDesk(
            self._data, self._themes, self._jobs, self.session, self.window, self.travel, self.terms
        )

    @cached_property
    def due_count(self) -> "later.DueCount":
        """Says beside the rooms how many words wait; made when the first page has been shown."""
        due = later.DueCount(self.word_keeping, self._data.settings, self._jobs)
        due.show_in(self.window.library.workspaces)
        return due

    @cached_property
    def term_count(self) -> "later.TermCount":
        """Says beside the rooms how many terms there are; made when the first page has been shown."""
        terms = later.TermCount(self.term_keeping)
        terms.show_in(self.window.library.workspaces)
        return terms

    @cached_property
    def words_page(self) -> "later.WordsPageDesk":
        """The page of words; made when it is first asked for."""
        sources = later.WordsPageSources(
            self.word_keeping,
            self.text_words,
            self.dictionaries,
            look_up=lambda word: self.entry.look_up(word),
            keep_at=lambda version, position: self.words.keep_at(version, position),
        )
        page = later.WordsPageDesk(
            self._data,
            self._themes,
            self._jobs,
            self.session,
            self.window,
            self.travel,
            self.toast,
            sources,
        )
        self._count_in(page.workspaces)
        return page

    @cached_property
    def term_keeping(self) -> "later.TermKeeping":
        """The user's terms; made when the first page has been shown."""
        return later.TermKeeping(self._data, self.session, self.window, self._jobs)

    @cached_property
    def terms(self) -> "later.TermDesk":
        """Lights terms in the text and marks more of them; made when the first page has been shown."""
        desk = later.TermDesk(
            self._data,
            self._themes,
            self._jobs,
            self.session,
            self.window,
            self.travel,
            self.term_keeping,
            self.toast,
        )
        # The card of the word would lie over the bar.
        desk.began.connect(self.words.card.close)
        return desk

    @cached_property
    def tags(self) -> "later.TagDesk":
        """Tags all places of a term, and takes the tags there are; made when first asked for."""
        return later.TagDesk(
            self._themes,
            self._jobs,
            self.session,
            self.window,
            self.notes,
            self.terms,
            self.term_keeping,
            self.toast,
        )

    @cached_property
    def terms_page(self) -> "later.TermsDesk":
        """The room of terms; made when it is first asked for."""
        page = later.TermsDesk(
            self._data,
            self._themes,
            self._jobs,
            self.session,
            self.window,
            self.travel,
            self.toast,
            self.term_keeping,
            self.terms.writing,
            self.text_words,
        )
        self._count_in(page.workspaces)
        return page

    @cached_property
    def speech(self) -> "later.SpeechDesk":
        """Reads aloud; made when the first page has been shown."""
        return later.SpeechDesk(self._data.settings, self._jobs, self.session, self.window)

    def awaits_words(self) -> bool:
        """Whether the words of texts, or the dictionaries, are still to come."""
        needed = ("text_words", "dictionaries")
        return not all(self.is_made(name) and getattr(self, name).is_ready for name in needed)

    def is_made(self, name: str) -> bool:
        """Whether a desk that is only made at need has been."""
        return name in self.__dict__

    def late_handlers(self) -> dict[str, Handler]:
        """What these desks do, by action."""
        return {action: partial(self._act, desk, action) for action, desk in DESKS.items()}

    def _count_in(self, rooms: Workspaces) -> None:
        for count in (self.due_count, self.term_count):
            count.show_in(rooms)

    def _act(self, desk: str, action: str) -> None:
        """Do what an action is for, making first the desk that can."""
        getattr(self, desk).handlers()[action]()
