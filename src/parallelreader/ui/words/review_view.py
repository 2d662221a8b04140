"""One card at a time: the word in its sentence first, then what it means, and how well it was known.

Which card comes next is for whoever shows them; nothing here counts days or presses anyone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from parallelreader.app.settings import ReviewFront
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import Place
from parallelreader.core.text import Span
from parallelreader.ui.theme.fonts import headword_font, interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel
from parallelreader.ui.words.page_sentence import SentenceLabel

_WIDEST = 620
_ANSWER_WIDTH = 128
_SIZE = 34
_Key = Qt.Key
_RATINGS = {_Key.Key_1: 1, _Key.Key_2: 2, _Key.Key_3: 3, _Key.Key_4: 4}
_NO_MODIFIERS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_SHOWING = (_Key.Key_Space, _Key.Key_Return, _Key.Key_Enter)
_Said = tuple[str, Sequence[Span]]
_SETTLING = {_Key.Key_W: Status.KNOWN, _Key.Key_I: Status.IGNORED}
_OWN_KEYS = (*_RATINGS, *_SHOWING, *_SETTLING, _Key.Key_E, _Key.Key_Z)
GOOD = 3


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """``intervals`` say for each of the four answers when the card would come again."""

    word: str
    reading: str
    meaning: str
    place: Place | None
    intervals: tuple[str, str, str, str]
    language: str = "zh-Hans"
    front: ReviewFront = ReviewFront.SENTENCE


class ReviewView(Ground):
    """``rated`` has 1 to 4 for again, hard, good and easy; ``settled`` has a Status with which the card need
    not be asked any more."""

    rated = Signal(int)
    settled = Signal(object)
    edit_requested = Signal()
    undo_requested = Signal()
    pair_requested = Signal()
    settings_requested = Signal()
    closed = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._card: ReviewCard | None = None
        self._is_open = False
        self.progress = PaleLabel(themes)
        self._front = SentenceLabel(themes, size=26, most_lines=7, is_centred=True)
        self._asked = SentenceLabel(themes, size=20, most_lines=8, is_centred=True)
        self._word = QLabel()
        self._reading = QLabel()
        self._meaning = QLabel()
        self._english = SentenceLabel(themes, size=17, most_lines=8, is_centred=True)
        self._show = QPushButton()
        self._answers = [QPushButton() for _ in range(4)]
        self.undo = QPushButton(self.tr("Take back"))
        self._pair = QPushButton(self.tr("Open the pair"))
        self._known = QPushButton(self.tr("Known"))
        self._edit = QPushButton(self.tr("Edit…"))
        self._settings = QPushButton(self.tr("Settings…"))
        self._leave = QPushButton(self.tr("Back to the list"))
        self.rest = QLabel()
        self._back = QWidget()
        self._fill()
        self._lay_out(themes)

    @property
    def _commands(self) -> tuple[QPushButton, ...]:
        return (self.undo, self._known, self._edit, self._pair, self._settings, self._leave)

    @property
    def card(self) -> ReviewCard | None:
        """What is asked."""
        return self._card

    @property
    def is_open(self) -> bool:
        """Whether the answer shows."""
        return self._is_open

    def ask(self, card: ReviewCard, progress: str, *, can_undo: bool) -> None:
        """Show the front of a card."""
        self._card = card
        self._word.setFont(headword_font(_SIZE, card.language))
        self._word.setText(card.word)
        self._reading.setText(card.reading)
        self._meaning.setText(card.meaning)
        names = (self.tr("Again"), self.tr("Hard"), self.tr("Good"), self.tr("Easy"))
        rows = zip(self._answers, names, card.intervals, strict=True)
        for number, (button, name, interval) in enumerate(rows, start=1):
            button.setText(f"{number}  {name}\n{interval}")
            button.setAccessibleName(
                self.tr("{answer}, comes again {interval}").format(answer=name, interval=interval)
            )
            button.setToolTip(f"{name} ({number})")
        self.progress.setText(progress)
        self.undo.setEnabled(can_undo)
        self.rest.hide()
        self._open(False)
        self._tell(". ".join(label.text for label in (self._asked, self._front) if label.text))

    def say_done(self, text: str, *, can_undo: bool) -> None:
        """There is no card to ask: say so."""
        self._card = None
        self.progress.setText("")
        self.undo.setEnabled(can_undo)
        self._open(False)
        self._show.hide()
        self.rest.setText(text)
        self.rest.show()
        self._pair.setEnabled(False)
        self._tell(text)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.modifiers() in _NO_MODIFIERS
            and event.key() in _OWN_KEYS
        ):
            # In the text these are commands of the window; here they answer.
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        is_plain = event.modifiers() in _NO_MODIFIERS
        if key == _Key.Key_Escape:
            self.closed.emit()
        elif is_plain and key in _SHOWING:
            if self._card is not None and not self._is_open:
                self._open(True)
            elif self._card is None:
                # Space answers: one too many must not lead to the list, where digits set statuses.
                if key != _Key.Key_Space:
                    self.closed.emit()
            elif key == _Key.Key_Space:
                self._rate(GOOD)
        elif is_plain and key in _RATINGS:
            self._rate(_RATINGS[key])
        elif is_plain and key in _SETTLING:
            self._settle(_SETTLING[key])
        elif is_plain and key == _Key.Key_E:
            if self._card is not None:
                self.edit_requested.emit()
        elif is_plain and key == _Key.Key_Z:
            self.undo_requested.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_show_clicked(self) -> None:
        self._open(True)

    def _rate(self, rating: int) -> None:
        if self._card is not None and self._is_open:
            self.rated.emit(rating)

    def _settle(self, status: Status) -> None:
        if self._card is not None:
            self.settled.emit(status)

    def open(self) -> None:
        """Show the answer."""
        if self._card is not None:
            self._open(True)

    def _open(self, is_open: bool) -> None:
        self._is_open = is_open
        self._show_sentences()
        self._back.setVisible(is_open)
        for button in self._answers:
            button.setVisible(is_open)
        self._show.setVisible(not is_open and self._card is not None)
        for button in (self._known, self._edit):
            button.setEnabled(self._card is not None)
        self._pair.setEnabled(is_open and self._card is not None and self._card.place is not None)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if is_open and self._card is not None:
            card = self._card
            english = card.place.english if card.place is not None else ""
            self._tell(". ".join(part for part in (card.word, card.reading, card.meaning, english) if part))

    def _show_sentences(self) -> None:
        """The sentences of the side that shows: of what is asked for nothing, once it shows all."""
        card = self._card
        asked: _Said = ("", ())
        front: _Said = ("", ())
        english: _Said = ("", ())
        if card is not None and card.place is None:
            # Without a sentence the English that is known of it is its meaning.
            is_english = card.front is ReviewFront.ENGLISH and not self._is_open
            asked = (card.meaning, ()) if is_english else asked
            front = ("", ()) if is_english else (card.word, [Span(0, len(card.word))])
        elif card is not None and card.place is not None:
            place = card.place
            front, english = (place.chinese, [place.word]), (place.english, place.rendering)
            if not self._is_open and card.front is ReviewFront.WORD:
                front = (card.word, [Span(0, len(card.word))])
            elif not self._is_open and card.front is ReviewFront.ENGLISH:
                asked = (place.english, place.rendering) if place.english else (card.meaning, ())
                front = (_with_gap(place), [place.word])
        language = card.language if card is not None else "zh-Hans"
        self._asked.show_sentence(*asked, "en")
        self._front.show_sentence(*front, language)
        self._english.show_sentence(*english, "en")

    def _tell(self, text: str) -> None:
        self.setAccessibleName(self.tr("Review"))
        self.setAccessibleDescription(text)

    def _fill(self) -> None:
        self._word.setFont(headword_font(_SIZE))
        self._reading.setFont(interface_font(18))
        self._meaning.setFont(interface_font(15))
        self.rest.setFont(interface_font(15))
        for label in (self._word, self._reading, self._meaning, self.rest):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
        self._show.setText(self.tr("Show the answer  (Space)"))
        self._show.setDefault(True)
        self._show.clicked.connect(self._on_show_clicked)
        for number, button in enumerate(self._answers, start=1):
            button.setMinimumSize(_ANSWER_WIDTH, 48)
            button.clicked.connect(lambda checked=False, rating=number: self._rate(rating))
        self._answers[GOOD - 1].setDefault(True)
        self.undo.setToolTip(self.tr("Take the last answer back (Z)"))
        self._leave.setToolTip(self.tr("Back to the list (Esc)"))
        self.undo.clicked.connect(self.undo_requested)
        self._pair.clicked.connect(self.pair_requested)
        self._known.setToolTip(self.tr("This word is known and comes up no more (W)"))
        self._known.clicked.connect(lambda: self._settle(Status.KNOWN))
        self._edit.setToolTip(self.tr("Change the pinyin or the meaning (E)"))
        self._edit.clicked.connect(self.edit_requested)
        self._settings.setToolTip(self.tr("What comes first, how many new words a day, how much to remember"))
        self._settings.clicked.connect(self.settings_requested)
        self._leave.clicked.connect(self.closed)
        for button in (self._show, *self._answers, *self._commands):
            # The keys belong to the card whichever button was pressed last.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAutoDefault(False)
        for button in self._commands:
            button.setFlat(True)
        self.rest.hide()

    def _lay_out(self, themes: ThemeSource) -> None:
        back = QVBoxLayout(self._back)
        back.setContentsMargins(0, 0, 0, 0)
        back.setSpacing(8)
        rule = Ground(themes, "line")
        rule.setFixedHeight(1)
        for widget in (rule, self._word, self._reading, self._meaning):
            back.addWidget(widget)
        back.addSpacing(8)
        back.addWidget(self._english)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addStretch(1)
        answers.addWidget(self._show)
        for button in self._answers:
            answers.addWidget(button)
        answers.addStretch(1)
        card = QWidget()
        card.setMaximumWidth(_WIDEST)
        middle = QVBoxLayout(card)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(20)
        for part in (self._asked, self._front, self._back, self.rest):
            middle.addWidget(part)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 100)
        across.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.progress, 1)
        for button in self._commands:
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 28)
        layout.addLayout(head)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        layout.addLayout(answers)


def _with_gap(place: Place) -> str:
    """The sentence with a wide stroke for each character of the word."""
    word = place.word
    return place.chinese[: word.start] + "＿" * (word.end - word.start) + place.chinese[word.end :]
