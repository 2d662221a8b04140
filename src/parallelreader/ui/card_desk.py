"""The card of a word in the window: which word it is of, when it comes, and that nothing of the text is lost.

Hovering shows it over a word still to be learnt; a click, Enter or a selection pins it, on any word.
"""

from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import QApplication

from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.lettering import ToneColours
from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.card import Card, Cards, CardSense, Match
from parallelreader.app.words.card_when import CardWhen
from parallelreader.core.text import Span
from parallelreader.ui.card_names import with_version_names
from parallelreader.ui.card_standing import CardStanding
from parallelreader.ui.meant_word import MeantWord, Needed
from parallelreader.ui.reader.labels import version_name
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.window import Window
from parallelreader.ui.words.card_pointer import CardPointer, PointedWord
from parallelreader.ui.words.card_view import WordCard

_KEY, _MODIFIER = Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class CardDesk(QObject):
    """``needed`` asks whether a word under the pointer is to have a card at all. ``word_wanted`` carries one
    that stands nowhere here, to be looked up; ``nothing_found`` says that a card was asked for in vain."""

    status_chosen = Signal(object)
    word_wanted = Signal(str)
    nothing_found = Signal()

    def __init__(self, window: Window, themes: ThemeSource, cards: Cards, *, needed: Needed) -> None:
        super().__init__(window)
        self._window, self._themes, self._cards = window, themes, cards
        self._area, self._meant = window.area, MeantWord(window.area, cards, needed=needed)
        ground = window.centralWidget()
        assert ground is not None
        self._ground = ground
        self._view: ReadingView | None = None
        self._standing = CardStanding(window, ground)
        self._standing.shifted.connect(self._on_moved)
        self.pointer = CardPointer(self)
        self.pointer.due.connect(self._on_due)
        self.pointer.over.connect(self.close)
        area = window.area
        area.pointed.connect(self._on_pointed)
        area.clicked.connect(self._on_clicked)
        area.selected_by_mouse.connect(self._on_selected)
        area.moved.connect(self._on_moved)
        area.page_changed.connect(self.close)
        area.menu_requested.connect(self._on_menu_requested)
        window.middle.currentChanged.connect(self.close)
        window.state.selection_changed.connect(self._on_selection_changed)
        window.state.lights.taken.connect(self._on_links_taken)
        window.state.lights.held_changed.connect(self._on_cursor_moved)
        # Queued: where the cursor goes to another pair, the card has gone along by then.
        window.state.current_changed.connect(self._on_walked, Qt.ConnectionType.QueuedConnection)
        window.state.covering.changed.connect(self._on_covering_changed)
        window.state.lettering.reset.connect(self._on_moved)
        window.installEventFilter(self)
        self._tab = QShortcut(Qt.Key.Key_Tab, area, self._enter)
        self._tab.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._tab.setEnabled(False)

    @cached_property
    def view(self) -> WordCard:
        """The card itself; made when it is first shown."""
        card = WordCard(self._themes, self._ground)
        card.installEventFilter(self)
        card.status_chosen.connect(self.status_chosen)
        card.match_chosen.connect(self._on_match_chosen)
        card.pin_toggled.connect(self._on_pin_toggled)
        card.dictionaries_wanted.connect(self._window.actions_by_id["dictionaries"].trigger)
        card.left.connect(self._leave)
        actions = self._window.actions_by_id
        for name, text in (
            ("keep_word", self.tr("Card")),
            ("entry", self.tr("Entry")),
            ("join_words", self.tr("Join word")),
        ):
            if name in actions:
                card.offer(actions[name], text, needs_word=name != "entry")
        card.offer(actions["note"], self.tr("Note"), self._write_note, needs_word=False)
        return card

    @property
    def card(self) -> Card | None:
        """What the card that shows is of."""
        return self.view.card if self.is_shown else None

    @property
    def is_shown(self) -> bool:
        """Whether there is a card to be seen."""
        return "view" in self.__dict__ and not self.view.isHidden()

    @property
    def sense(self) -> int:
        """Which of its senses is chosen."""
        return self.view.list.sense

    def prepare(self) -> None:
        """Make the card and lay one out, so that the first one to be seen has not to wait for that."""
        if not self.is_shown:
            blank = Span(0, 0)
            self.view.show_card(Card("", blank, "词", "词", "词", "詞", (), (CardSense("word"),)), ())
            self.view.stand_at(QPoint())
            self.view.grab()

    def set_when(self, when: CardWhen) -> None:
        """Have cards come at once, after a moment, or with a key."""
        self.pointer.when = when

    def pin(self) -> bool:
        """Keep the card that shows, or show that of the word meant and keep it; False where there is none."""
        if self.is_shown and not self.pointer.is_pinned:
            self.view.head.pin.setChecked(True)
            return True
        place = self._meant.place()
        view = self._meant.view_of(place[0]) if place is not None else None
        if place is None or view is None or not self._show_at(view, *place, pinned=True):
            return False
        self._window.status.say(self.view.accessibleDescription())
        return True

    def word(self) -> Card | None:
        """The card that shows, else that of the word meant."""
        return self.card or self._meant.card()

    def renew(self) -> None:
        """The status of a word has changed."""
        card = self.card
        if card is not None:
            self.view.renew(self._cards.renewed(card))

    def make_anew(self) -> None:
        """Words are cut or read otherwise now: show the card of the word that stands there."""
        card, reading = self.card, self._area.reading
        if card is not None and reading is not None:
            again = self._meant.made_again(reading, card)
            if again is None or not self._view or not self._show(reading, self._view, again, pinned=True):
                self.close()

    @Slot()
    def close(self) -> None:
        """Let the card go."""
        self.pointer.hide()
        self._standing.leave()
        self._view = None
        if self.is_shown:
            had_keyboard = self.view.has_keyboard
            self.view.hide()
            if had_keyboard:
                self._area.return_to_text()
        self._tab.setEnabled(False)
        self._window.state.lights.follow_card(None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is not self._window:
            if kind == QEvent.Type.Enter:
                self.pointer.enter_card()
            elif kind == QEvent.Type.Leave:
                self.pointer.leave_card()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Keys that nothing inside the window had a use for.
            return self._press(event)
        return False

    def _press(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == _KEY:
            self.pointer.press_key()
        elif event.modifiers() not in _PLAIN or self._area.is_repairing:
            return False
        elif key == Qt.Key.Key_Escape and self.is_shown:
            self.close()
            return True
        elif key in _ENTER and self._area.has_keyboard():
            if not self.pin():
                self.nothing_found.emit()
            return True
        return False

    @Slot(object, object)
    def _on_pointed(self, view: ReadingView, point: QPointF | None) -> None:
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton or self._area.is_repairing:
            return
        place = view.character_at(point) if point is not None else None
        shown = self.pointer.shown
        word, is_quiet = shown, False
        if place is None or shown is None or not shown.holds(*place):
            word, is_quiet = (self._meant.pointed(*place) if place is not None else None) or (None, False)
        with_key = bool(QApplication.keyboardModifiers() & _MODIFIER)
        self.pointer.point(word, is_quiet=is_quiet, with_key=with_key)

    @Slot(object)
    def _on_due(self, word: PointedWord) -> None:
        view = self._meant.view_of(word.version)
        if view is None or not view.isVisible() or self._window.state.pin is not None:
            return
        if not self._show_at(view, word.version, word.span.start, pinned=False) and self.is_shown:
            self.close()

    @Slot(object, object)
    def _on_clicked(self, view: ReadingView, place: tuple[str, int] | None) -> None:
        if self._area.is_repairing or self._window.state.pin is not None:
            return
        shown = self.pointer.shown
        is_same = place is not None and shown is not None and self.pointer.is_pinned and shown.holds(*place)
        if place is None or is_same or not self._show_at(view, *place, pinned=True):
            self.close()
        elif self.pointer.shown is not None:
            # The cursor goes on from the word, not from within it.
            view.caret = place[0], self.pointer.shown.span.start

    @Slot(QPoint)
    def _on_selected(self, point: QPoint) -> None:
        reading, selection = self._area.reading, self._window.state.selection
        if reading is None or selection is None or self._area.is_repairing:
            return
        card = self._cards.of_span(reading, selection.version, selection.span)
        view = self._meant.view_of(selection.version)
        if card is not None and view is not None:
            self._show(reading, view, card, pinned=True, beside=selection.span)

    @Slot(QPoint)
    def _on_menu_requested(self, point: QPoint) -> None:
        # What it offers is about the word it was asked for at.
        self.close()

    @Slot()
    def _on_selection_changed(self) -> None:
        if self.is_shown:
            self.close()

    @Slot()
    def _on_cursor_moved(self) -> None:
        """What keys do is about the word at the cursor: a pinned card goes on to that, another goes."""
        place = self._window.state.lights.held
        if not self.is_shown or place is None or self._window.state.selection is not None:
            return
        view = self._meant.view_of(place[0])
        if view is None or not self.pointer.is_pinned or not self._show_at(view, *place, pinned=True):
            self.close()

    @Slot()
    def _on_walked(self) -> None:
        """One pair at a time, the card of a word in another would lie over that being read."""
        card, reading = self.card, self._area.reading
        if card is None or reading is None or self._area.layout_shown is not Layout.LINE:
            return
        if reading.row_at(card.version, card.span.start) != self._window.state.current_row:
            self.close()

    @Slot()
    def _on_moved(self) -> None:
        """The text lies elsewhere now: a pinned card goes with its word, as long as that is to be seen."""
        card, shown = self.card, self.pointer.shown
        if card is None or shown is None:
            return
        if not self.pointer.is_pinned or not self._view or not self._stand(self._view, card, shown.span):
            self.close()

    @Slot()
    def _on_covering_changed(self) -> None:
        """Other sides are hidden now: the card says no more than what is to be seen."""
        card, reading, view = self.card, self._area.reading, self._view
        if card is None or reading is None or view is None:
            return
        row = reading.row_at(card.version, card.span.start)
        if card.version in self._window.state.covering.covered_in(row):
            self.close()
        else:
            self._show(reading, view, card, pinned=self.pointer.is_pinned)

    @Slot()
    def _on_links_taken(self) -> None:
        """Which words render this one may have become known only now; the card has kept room for them."""
        card, reading = self.card, self._area.reading
        if card is None or reading is None or not card.is_pending:
            return
        again = self._meant.made_again(reading, card)
        if again is not None and (again.key == card.key or (card.asked_span and again.key)):
            self._take(reading, card.completed(again), is_late=True)

    @Slot(object)
    def _on_match_chosen(self, match: Match) -> None:
        card, reading = self.card, self._area.reading
        if card is None or reading is None or self._view is None:
            return
        if match.span is None:
            self.word_wanted.emit(match.word)
            return
        found = self._cards.of_span(reading, card.version, match.span)
        if found is not None:
            self._show(reading, self._view, found, pinned=True, beside=card.span)

    @Slot(bool)
    def _on_pin_toggled(self, pinned: bool) -> None:
        if pinned and self.pointer.shown is not None:
            self.pointer.show(self.pointer.shown, pinned=True)
        else:
            self.close()

    def _enter(self) -> None:
        """Give the card the keyboard; from then on it stays."""
        if self.is_shown and self.pointer.shown is not None:
            self.pointer.show(self.pointer.shown, pinned=True)
            self.view.set_pinned(True)
            self.view.enter()

    def _leave(self) -> None:
        self.close()
        self._area.return_to_text()

    def _write_note(self) -> None:
        """Write a note on the word, not on its sentence."""
        card = self.card
        if card is not None:
            self.close()
            self._window.state.select_span(card.version, card.span)
            self._window.actions_by_id["note"].trigger()

    def _show_at(self, view: ReadingView, version: str, position: int, *, pinned: bool) -> bool:
        reading, card = self._area.reading, self._meant.card_at(version, position, is_asked=pinned)
        return reading is not None and card is not None and self._show(reading, view, card, pinned=pinned)

    def _show(
        self, reading: Reading, view: ReadingView, card: Card, *, pinned: bool, beside: Span | None = None
    ) -> bool:
        """Show a card beside its word, or what it was asked for by; False where that is out of sight."""
        self._take(reading, card)
        if not self._stand(view, card, beside):
            self.close()
            return False
        version, span = card.asked_span or (card.version, card.span)
        self._view = view
        self.view.set_pinned(pinned)
        self.pointer.show(PointedWord(version, beside or span), pinned=pinned)
        self._tab.setEnabled(True)
        self._window.state.lights.follow_card((card.version, card.span))
        return True

    def _take(self, reading: Reading, card: Card, *, is_late: bool = False) -> None:
        covered = self._window.state.covering.covered_in(reading.row_at(card.version, card.span.start))
        names = [
            (
                version_name(reading.document, reading.version(each.version)),
                self.tr("perhaps {words}").format(words=each.words) if each.is_faint else each.words,
            )
            for each in card.renderings
            if each.stretches and each.version not in covered
        ]
        lettering = self._window.state.lettering
        ink = self.view.ink
        ink.notation = lettering.notation
        ink.tones = lettering.tones if lettering.tones is not ToneColours.OFF else ToneColours.CLASSIC
        shown = self._as_shown(reading, card.without_help() if covered else with_version_names(card, reading))
        if is_late:
            self.view.complete(shown, names)
        else:
            self.view.show_card(shown, names, self._in_script(reading, card.version, card.span))
        # What is kept with the word is all that is known of it.
        self.view.card = card

    def _as_shown(self, reading: Reading, card: Card) -> Card:
        """The card with its Chinese in the script the text is shown in."""
        show = partial(self._window.state.lettering.shown, card.version)
        phrase = replace(card.phrase, text=show(card.phrase.text)) if card.phrase is not None else None
        in_text = partial(self._in_script, reading, card.version)
        matches = [
            replace(each, word=in_text(each.span) if each.span is not None else show(each.word))
            for each in card.matches
        ]
        return replace(card, phrase=phrase, matches=tuple(matches))

    def _in_script(self, reading: Reading, version: str, span: Span) -> str:
        """What stands there, in the script the text is shown in, which its sentence decides."""
        text = reading.texts[version]
        sentence = text.segment(text.segment_at(span.start))
        shown = self._window.state.lettering.shown(version, text.content[sentence.start : sentence.end])
        return shown[span.start - sentence.start : span.end - sentence.start]

    def _stand(self, view: ReadingView, card: Card, beside: Span | None = None) -> bool:
        """Put the card beside the word; False where that is not on screen."""
        version, span = card.asked_span or (card.version, beside or card.span)
        return self._standing.stand(self.view, view, version, span)
