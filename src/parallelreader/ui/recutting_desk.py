"""Correcting words in the window: joining and parting them, and choosing how one is read.

Which ways there are is known to ``app.words.recutting``; that corrections are kept, to the user's words.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QInputDialog, QMenu

from parallelreader.app.words.recutting import RecutProblem, Recutting
from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.text import Span, Text
from parallelreader.core.words.other_readings import possible_readings
from parallelreader.core.words.pinyin import Notation, typed_reading
from parallelreader.core.words.readings import written_numbered
from parallelreader.core.words.table import Numbered
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.widgets.foreign_text import plain_caption
from parallelreader.ui.window import Window
from parallelreader.ui.word_keeping import WordKeeping

_MOST_READINGS = 8


class RecuttingDesk(QObject):
    """The word meant is that of the card, else of the selection, the pointer or the caret, the last moved."""

    _heard = Signal()

    def __init__(
        self,
        window: Window,
        words: TextWords,
        keeping: WordKeeping,
        toast: ActToast,
        shown: Callable[[], tuple[str, int] | None],
    ) -> None:
        """``shown`` gives where the word stands whose card shows: version and code point."""
        super().__init__(window)
        self._shown = shown
        self._window, self._words, self._toast = window, words, toast
        self._corrections = keeping.book.corrections
        self._recutting = Recutting(words, self._corrections)
        self._parted: tuple[Text | None, Span] = None, Span(0, 0)

    def handlers(self) -> dict[str, Handler]:
        """What the actions do, by their ids."""
        return {"join_words": self.join, "split_word": self.split, "choose_reading": self.choose_reading}

    def join(self) -> None:
        """Make one word of the word meant and the next, or of all that are selected."""
        place = self._place()
        if place is None:
            return
        text, position = place
        selection = self._window.state.selection
        try:
            is_selected = selection is not None and selection.span.start == position
            until = selection.span.end if selection is not None and is_selected else 0
            span = self._recutting.join(text, position, until=until)
        except RecutProblem as problem:
            self._window.status.say(str(problem))
            return
        self._say(self.tr("“{word}” is one word now, in every text.").format(word=_written(text, span)))

    def split(self) -> None:
        """Cut the word meant in the next way there is."""
        place = self._place()
        if place is None:
            return
        text, position = place
        before = self._words.words_in(text, self._around(text, position))
        try:
            self._recutting.split(text, position)
        except RecutProblem as problem:
            self._window.status.say(str(problem))
            return
        after = self._words.words_in(text, self._around(text, position))
        parted = self._changed(text, position, before, after)
        self._parted = text, parted
        now = " · ".join(word.word for word in after if word.span.overlaps(parted))
        self._say(self.tr("Now: {words}. Press again for the next way.").format(words=now))

    def _changed(
        self, text: Text, position: int, before: Sequence[TextWord], after: Sequence[TextWord]
    ) -> Span:
        """What was cut otherwise since one began to go through the ways there."""
        spans = [
            Span(position, position + 1),
            *({word.span for word in before} ^ {word.span for word in after}),
        ]
        gone_through, parted = self._parted
        if gone_through is text and parted.start <= position < parted.end:
            spans.append(parted)
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def choose_reading(self) -> None:
        """Show in which ways the word meant may be read, to choose one."""
        place = self._place()
        word = self._words.at(*place) if place is not None else None
        if place is not None and not self._words.is_ready:
            self._window.status.say(self.tr("The words of the text are not known yet."))
            return
        if place is None or word is None:
            self._window.status.say(self.tr("There is no Chinese word at this place."))
            return
        menu = self.reading_menu(place[0], word)
        # For the keyboard, by which it was asked for.
        menu.setActiveAction(next(each for each in menu.actions() if not each.isSeparator()))
        menu.popup(self._point(place[0], word.span))

    def reading_menu(self, text: Text, word: TextWord) -> QMenu:
        """The ways to read a word of a text; it deletes itself when it is closed."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        here = self._words.place_of(text, word)
        known = possible_readings(word.key, self._words.readings_of)[:_MOST_READINGS]
        for title, at in (
            (self.tr("Read “{word}” in every text").format(word=word.word), ("", 0)),
            (self.tr("Only here"), here),
        ):
            menu.addSection(plain_caption(title))
            for reading in known:
                action = menu.addAction(written_numbered(reading, Notation.MARKS))
                action.setCheckable(True)
                action.setChecked(self._is_chosen(word, reading, at))
                action.triggered.connect(partial(self._choose, word, reading, at))
            other = menu.addAction(self.tr("Another reading…"))
            other.triggered.connect(partial(self._ask, word, at))
        if word.is_own:
            menu.addSeparator()
            back = menu.addAction(self.tr("As the program reads it"))
            back.triggered.connect(partial(self._forget, word, here))
        return menu

    def _is_chosen(self, word: TextWord, reading: Numbered, at: tuple[str, int]) -> bool:
        """Whether the word is read so: here, or wherever nobody has chosen for the place."""
        choices = self._corrections.choices
        if at[0]:
            return choices.at_places.get((*at, word.key)) == reading
        if word.key in choices.of_words or word.is_own:
            return choices.of_words.get(word.key) == reading
        return written_numbered(reading, Notation.MARKS) == word.written(Notation.MARKS)

    def _choose(self, word: TextWord, reading: Numbered, at: tuple[str, int], _: bool = True) -> None:
        if self._corrections.read(word.key, reading, sentence=at[0], first=at[1]):
            said = written_numbered(reading, Notation.MARKS)
            self._say(self.tr("“{word}” is read {reading} now.").format(word=word.word, reading=said))

    def _forget(self, word: TextWord, here: tuple[str, int]) -> None:
        choices = self._corrections.choices
        at = here if (*here, word.key) in choices.at_places else ("", 0)
        if self._corrections.read(word.key, None, sentence=at[0], first=at[1]):
            self._say(self.tr("“{word}” is read as before.").format(word=word.word))

    def _ask(self, word: TextWord, at: tuple[str, int]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Reading"))
        dialog.setLabelText(
            self.tr("How is “{word}” read? A syllable for each character, such as hang2 or háng:").format(
                word=word.word
            )
        )
        dialog.setTextValue(" ".join(each.written(Notation.NUMBERS) for each in word.syllables))
        dialog.textValueSelected.connect(partial(self._take, word, at))
        dialog.open()

    def _take(self, word: TextWord, at: tuple[str, int], said: str) -> None:
        reading = typed_reading(said, len(word.key))
        if reading is None:
            self._window.status.say(self.tr("That is not one syllable for each character."))
        else:
            self._choose(word, reading, at)

    def _place(self) -> tuple[Text, int] | None:
        """The text and the place meant; says so where there is none."""
        window = self._window
        reading, selection = window.area.reading, window.state.selection
        asked = self._shown()
        if asked is None and selection is not None and not selection.is_empty:
            asked = selection.version, selection.span.start
        asked = asked or window.state.lights.asked
        if asked is None:
            carets = [view.caret for view in window.area.views() if view.caret]
            asked = carets[0] if carets else None
        if reading is None or asked is None or not reading.version(asked[0]).is_chinese:
            window.status.say(self.tr("Point at a Chinese word, or put the caret into one."))
            return None
        return reading.texts[asked[0]], asked[1]

    def _around(self, text: Text, position: int) -> Span:
        paragraph = text.paragraph(text.paragraph_at(position))
        return Span(max(position - 16, paragraph.start), min(position + 16, paragraph.end))

    def _point(self, text: Text, span: Span) -> QPoint:
        """Where a menu about a word is to open: under it where it is seen, else at the pointer."""
        reading = self._window.area.reading
        for view in self._window.area.views():
            for version in view.versions:
                if reading is not None and reading.texts[version] is text:
                    rect = view.rect_of(version, span.start)
                    if rect is not None:
                        return view.viewport().mapToGlobal(rect.bottomLeft().toPoint())
        return QCursor.pos()

    def _say(self, text: str) -> None:
        self._toast.tell(text)


def _written(text: Text, span: Span) -> str:
    return text.content[span.start : span.end]
