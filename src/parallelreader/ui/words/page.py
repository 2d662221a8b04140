"""The reader's words as a page: the list, what it is filtered by at the left, the chosen word at the right.

What is asked for here is done by the desk, which then shows what has come of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import (
    EVERYWHERE,
    Group,
    Order,
    Shelf,
    WordEntry,
    WordFilter,
    WordList,
)
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel
from parallelreader.ui.widgets.right_side import RightSide
from parallelreader.ui.widgets.single_keys import NO_MODIFIERS, next_part, takes_letter
from parallelreader.ui.words.list_model import WordModel
from parallelreader.ui.words.list_view import ColumnNames, WordListView
from parallelreader.ui.words.page_files import FileGround
from parallelreader.ui.words.page_head import PageHead
from parallelreader.ui.words.page_keys import STATUS_KEYS, WordAct
from parallelreader.ui.words.page_needed import NeededList, NeededSentence
from parallelreader.ui.words.page_right import RightPanel
from parallelreader.ui.words.page_side import NEEDED, TextRow, WordsSide
from parallelreader.ui.words.page_words import (
    Days,
    count_words,
    due_count_words,
    sentence_count_words,
    why_empty,
)
from parallelreader.ui.words.review_view import ReviewView

_FEW = 500


class WordsPage(FileGround):
    """``status_requested`` has the words and a Status, ``act_requested`` a word and a WordAct, ``opened`` a
    Place or a NeededSentence.

    :attr:`side` is for whoever shows the page to put at its left.
    """

    opened = Signal(object)
    status_requested = Signal(list, object)
    act_requested = Signal(object, object)
    removal_requested = Signal(list)
    menu_requested = Signal(list, QPoint)
    word_chosen = Signal(object)
    review_requested = Signal()
    export_requested = Signal()
    review_shown = Signal(bool)
    file_requested = Signal()
    closed = Signal()
    escaped = Signal()

    def __init__(self, themes: ThemeSource, days: Days, top: QWidget | None = None) -> None:
        super().__init__(themes)
        self.days = days
        self._all = WordList(())
        self._needed: Sequence[NeededSentence] = ()
        self._titles: Mapping[Shelf, str] = {}
        self.model = WordModel(days, self)
        self.list = WordListView(self.model, themes)
        self.side = WordsSide(themes, top)
        self.right = RightPanel(themes)
        self.needed = NeededList(themes)
        self.review = ReviewView(themes)
        self.head = PageHead(themes)
        self._empty = PaleLabel(themes, wraps=True)
        self._names = ColumnNames(themes, self.list)
        self._words_area = QWidget()
        self._middle = QStackedWidget()
        self._lay_out()
        self._empty.setText(self.tr("Looking at your words…"))
        for part in (self._names, self.list, self.needed):
            part.hide()
        self._connect()
        self.setFocusProxy(self.list)

    @property
    def words(self) -> Sequence[WordEntry]:
        """All words, whether they pass the filter or not."""
        return self._all.words

    @property
    def filter(self) -> WordFilter:
        """What words are filtered by."""
        group, text = self.side.groups.value, self.side.texts.value
        return WordFilter(
            group if isinstance(group, Group) else Group.ALL,
            text if isinstance(text, tuple) else EVERYWHERE,
            self.head.search.text(),
        )

    @property
    def is_needed_shown(self) -> bool:
        """Whether the sentences are what is listed."""
        return self.side.groups.value == NEEDED

    @property
    def is_reviewing(self) -> bool:
        """Whether a card is shown in the place of the list."""
        return self._middle.currentWidget() is self.review

    def show_words(self, words: WordList, days: Days, titles: Mapping[Shelf, str]) -> None:
        """Show the words as they are now; where none came or went, or is found in a text, all stay in place.

        ``titles`` are those of the texts, in the order in which they are to be listed.
        """
        before, marked_before = {word.name: word for word in self._all.all}, len(self._all.words)
        self.days = self.model.days = days
        self._titles = titles
        self._all = words
        self._show_counts()
        now = {word.name: word for word in words.all}
        # A word that is marked among the new ones stays there until something else is shown.
        is_same = now.keys() == before.keys() and (
            self.filter.group is Group.NEW or len(words.words) == marked_before
        )
        if now and is_same and not any(self._moves(before[name], word) for name, word in now.items()):
            self.model.update(now)
            self._say_count()
            self._show_current()
        else:
            self._filter()

    def _moves(self, before: WordEntry, now: WordEntry) -> bool:
        """Whether a word stands elsewhere in the list, or is found, now that more is known of it."""
        order = self.head.wanted_order
        is_counted = order is Order.FREQUENT and before.times != now.times
        is_read = order is Order.PINYIN or bool(self.head.search.text())
        is_explained = is_read and (before.reading, before.meaning) != (now.reading, now.meaning)
        return is_counted or is_explained or bool(now.places and not before.places)

    def title_of(self, text: Shelf) -> str:
        """What a text is called."""
        return self._titles.get(text, text[1])

    def show_needed(self, sentences: Sequence[NeededSentence]) -> None:
        """Show the sentences whose English was asked for."""
        self._needed = sentences
        self._show_counts()
        if self.is_needed_shown:
            self._filter()

    def show_list(self) -> None:
        """Leave the review for the list."""
        self.head.show()
        self._middle.setCurrentWidget(self._words_area)
        self._place_right()
        self._filter()
        self.focus_list()
        self.review_shown.emit(False)

    def show_review(self) -> None:
        """Show the card in the place of the list."""
        self.head.hide()
        self.right.hide()
        self._middle.setCurrentWidget(self.review)
        self.review.setFocus(Qt.FocusReason.OtherFocusReason)
        self.review_shown.emit(True)

    def focus_list(self) -> None:
        """Give the keyboard to what is listed, or to the search where that is nothing."""
        target = self.focusProxy()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_statuses(self, statuses: Mapping[str, Status]) -> None:
        """Show other statuses, by key, of words that are listed, before all is counted anew."""
        # Of thousands only those to be seen are shown at once: the count brings all of them a moment later.
        words = self.model.words if len(statuses) <= _FEW else self.list.on_screen
        changed = [word for word in words if statuses.get(word.key, word.status) is not word.status]
        self.model.update({word.name: replace(word, status=statuses[word.key]) for word in changed})
        self._show_current()

    def focus_next_part(self, focused: QWidget | None) -> None:
        """Give the keyboard to the next of: what is listed, the word at the right, the filters."""
        following = next_part((self._middle, self.right, self.side.groups, self.side.texts), focused)
        if following is self._middle:
            self.focus_list()
        elif following is self.right:
            self.right.detail.focus_status()
        elif following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    def choose(self, name: str) -> None:
        """Make a word the current one, if it is listed."""
        row = self.model.row_of(name)
        if row >= 0:
            self.list.choose(row)

    def event(self, event: QEvent) -> bool:
        return takes_letter(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        status = STATUS_KEYS.get(Qt.Key(event.key())) if event.modifiers() in NO_MODIFIERS else None
        if status is not None and not self.is_reviewing and not self.is_needed_shown:
            self._on_status_requested(status)
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.is_reviewing:
            self.show_list()
        elif self._right_side.is_over:
            self._toggle_right()
        elif self.head.search.text():
            self.head.search.clear()
        else:
            self.escaped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._right_side.follow()
        self._place_right()

    @Slot()
    def _filter(self) -> None:
        """Show what the filters leave, in the order chosen; what was chosen stays, where it still is."""
        wanted, order = self.filter, self.head.wanted_order
        if self.is_needed_shown:
            self._list_needed(wanted)
            return
        kept = [word.name for word in self.list.chosen]
        current, name = self.list.currentIndex().row(), self.list.current.name if self.list.current else ""
        shown = self._all.shown(wanted, order)
        shows_times = order is Order.FREQUENT or wanted.group is Group.NEW
        self.model.show(shown, wanted.text, shows_times=shows_times)
        self._names.show_times(shows_times)
        self._say_count()
        rows = [row for row in map(self.model.row_of, kept) if row >= 0]
        if shown:
            here = self.model.row_of(name)
            if rows and here >= 0:
                self.list.choose_again(rows, here)
                self.list.scrollTo(self.model.index(here, 0))
            else:
                self.list.choose(min(max(current, 0), len(shown) - 1))
        self._show_area(self.list, bool(shown))
        self._show_current()

    def _list_needed(self, wanted: WordFilter) -> None:
        sought = wanted.sought.strip().lower()
        rows = [
            row
            for row in self._needed
            if wanted.text in (EVERYWHERE, row.text)
            and (not sought or sought in row.chinese or sought in row.english.lower())
        ]
        self.needed.show_sentences(rows)
        self._say_count()
        self._show_area(self.needed, bool(rows))
        self.word_chosen.emit(None)

    def _show_area(self, shown: QWidget, has_rows: bool) -> None:
        wanted, of = self.filter, len(self._all.words)
        said = why_empty(wanted.sought, wanted.group, is_needed=shown is self.needed, of=of)
        self._empty.setText(said)
        self._empty.setVisible(not has_rows)
        had_focus = self.list.hasFocus() or self.needed.hasFocus()
        for area in (self.list, self.needed):
            area.setVisible(has_rows and area is shown)
        self._names.setVisible(has_rows and shown is self.list)
        self.setFocusProxy(shown if has_rows else self.head.search)
        if had_focus:
            self.focus_list()

    def _show_counts(self) -> None:
        text = self.filter.text
        groups, texts = self._all.counts(text), self._all.texts()
        needed = sum(text in (EVERYWHERE, row.text) for row in self._needed)
        self.side.show_groups([(group, groups[group]) for group in Group], needed)
        rows = [TextRow(shelf, title, texts[shelf]) for shelf, title in self._titles.items()]
        self.side.show_texts(rows, len(self._all.words))
        self.head.show_due(self._all.counts(EVERYWHERE)[Group.DUE])

    def _say_count(self) -> None:
        if self.is_needed_shown:
            self.head.say_count(sentence_count_words(len(self.needed.rows)))
        else:
            due = due_count_words(self._all.counts(self.filter.text)[Group.DUE])
            self.head.say_count(", ".join(filter(None, (count_words(len(self.model.words)), due))))

    def _show_current(self) -> None:
        self.word_chosen.emit(self.list.current)

    @Slot()
    def _on_group_chosen(self) -> None:
        if self.is_reviewing:
            self.show_list()
        else:
            self._filter()

    @Slot()
    def _on_text_chosen(self) -> None:
        self._show_counts()
        self._on_group_chosen()

    @Slot()
    def _on_opened(self) -> None:
        place = self.model.place(self.list.currentIndex().row())
        if place is not None:
            self.opened.emit(place)

    @Slot(object)
    def _on_status_requested(self, status: Status) -> None:
        chosen = self.list.chosen or ([self.list.current] if self.list.current else [])
        if chosen:
            self.status_requested.emit(chosen, status)

    @Slot(object)
    def _on_act_requested(self, act: WordAct) -> None:
        if self.list.current is not None:
            self.act_requested.emit(self.list.current, act)

    @Slot()
    def _on_removal_requested(self) -> None:
        if chosen := self.list.chosen:
            self.removal_requested.emit(chosen)

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        if chosen := self.list.chosen:
            self.menu_requested.emit(chosen, point)

    @Slot()
    def _on_left(self) -> None:
        self.head.search.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _toggle_right(self) -> None:
        self._right_side.is_wanted = not self._right_side.is_wanted
        self._place_right()
        if not self._right_side.is_wanted:
            self.focus_list()

    def _place_right(self) -> None:
        self.head.right.setChecked(self._right_side.is_wanted)
        top = self.head.height() if self.head.isVisible() else 0
        self._right_side.place(top=top, is_possible=not self.is_reviewing)

    def _lay_out(self) -> None:
        self._empty.setContentsMargins(20, 24, 20, 0)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.right.detail.say_empty(self.tr("The word you choose in the list is shown here with its pairs."))
        area = QVBoxLayout(self._words_area)
        area.setContentsMargins(0, 0, 0, 0)
        area.setSpacing(0)
        area.addWidget(self._names)
        area.addWidget(self._empty)
        area.addWidget(self.list, 1)
        area.addWidget(self.needed, 1)
        area.addStretch(0)
        self._middle.addWidget(self._words_area)
        self._middle.addWidget(self.review)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.head)
        left.addWidget(self._middle, 1)
        self._right_side = RightSide(self, left)
        self._right_side.use(self.right)
        self._right_side.place()

    def _connect(self) -> None:
        self.side.group_chosen.connect(self._on_group_chosen)
        self.side.text_chosen.connect(self._on_text_chosen)
        self.side.file_requested.connect(self.file_requested)
        self.side.left.connect(self.focus_list)
        self.head.changed.connect(self._filter)
        self.head.entered.connect(self.focus_list)
        self.head.closed.connect(self.closed)
        self.head.export.clicked.connect(self.export_requested)
        self.list.opened.connect(self._on_opened)
        self.list.status_requested.connect(self._on_status_requested)
        self.list.act_requested.connect(self._on_act_requested)
        self.list.removal_requested.connect(self._on_removal_requested)
        self.list.search_requested.connect(self.head.seek)
        self.list.current_moved.connect(self._show_current)
        self.list.left.connect(self._on_left)
        self.list.menu_requested.connect(self._on_menu_requested)
        self.needed.opened.connect(self.opened)
        self.needed.left.connect(self._on_left)
        self.right.detail.status_requested.connect(self._on_status_requested)
        self.right.detail.place_requested.connect(self.opened)
        self.head.review.clicked.connect(self.review_requested)
        self.review.closed.connect(self.show_list)
        self.head.right.clicked.connect(self._toggle_right)
