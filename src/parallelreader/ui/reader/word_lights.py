"""Which words are lit: those that render the word pointed at, selected, or reached with the caret.

Asks for what is not known yet and looks again when it has come; painting is left to ``word_painting``.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, QVariantAnimation, Signal

from parallelreader.app.linked_words import LinkedPassages, Passages
from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.word_links import Counterparts, LitWord, WordLinks
from parallelreader.app.reading.words import Words
from parallelreader.core.text import Span, Text
from parallelreader.core.values import dataclass

_FADE_MS = 80
# Something is to be seen in the very first frame.
_FIRST_LEVEL = 0.3
_OUTLINE_AFTER_MS = 300


class Light(StrEnum):
    """How a word is lit: as a rendering, as one that is little more than a guess, or as the word itself."""

    LINKED = "linked"
    FAINT = "faint"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class LitSpan:
    """A stretch of a version that is lit."""

    version: str
    span: Span
    light: Light


class _By(StrEnum):
    """What a word is asked for by."""

    POINTER = "pointer"
    CARET = "caret"
    SELECTION = "selection"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class _Question:
    version: str
    span: Span
    by: _By


class WordLights(QObject):
    """The lit words of all views of a document.

    The pointer counts when it has moved last, else the card, the selection or the caret. ``changed`` asks for
    painting; ``wanted`` carries passages whose links are to be found, ``taken`` comes when some have been.
    ``held_changed`` comes when the caret or the selection is elsewhere.
    """

    changed = Signal()
    wanted = Signal(tuple)
    taken = Signal()
    held_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.links = WordLinks()
        self._words: Words | None = None
        self._is_on = True
        self._reading: Reading | None = None
        self._pointed: _Question | None = None
        self._held: _Question | None = None
        self._carded: _Question | None = None
        self._found = Counterparts()
        self._lit: frozenset[LitSpan] = frozenset()
        self._leaving: frozenset[LitSpan] = frozenset()
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(_FIRST_LEVEL)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self.changed)
        self._fade.finished.connect(self._on_faded)
        self._outline = QTimer(self, singleShot=True, interval=_OUTLINE_AFTER_MS)
        self._outline.timeout.connect(self._on_rested)
        self._has_rested = False

    @property
    def is_on(self) -> bool:
        return self._is_on

    @property
    def reading(self) -> Reading | None:
        """What the words stand in."""
        return self._reading

    @property
    def lit(self) -> frozenset[LitSpan]:
        """What is lit, or is becoming so."""
        return self._lit

    @property
    def asked(self) -> tuple[str, int] | None:
        """The character whose card is there, that is pointed at or was reached by key, by version and code
        point; of a selection its first."""
        question = self._carded or self._pointed or self._held
        return (question.version, question.span.start) if question is not None else None

    def outline(self, words: Words) -> None:
        """Outline the Chinese word asked for as ``words`` cuts it, which the links may do otherwise."""
        self._words = words

    @property
    def held(self) -> tuple[str, int] | None:
        """The character that was reached by key or selected first, by version and code point."""
        return (self._held.version, self._held.span.start) if self._held is not None else None

    def begin(self, reading: Reading | None) -> None:
        """Start on another document, or on other versions of it; nothing is lit."""
        self._reading = reading
        self._pointed = self._held = self._carded = None
        self._lit = self._leaving = frozenset()
        self._found = Counterparts()
        self._outline.stop()
        self._fade.stop()

    def renew(self, reading: Reading | None) -> None:
        """The same versions are paired otherwise; what is asked stays asked. Does nothing where they are
        not."""
        if reading is not self._reading:
            self._reading = reading
            self.look_again()

    def turn(self, is_on: bool) -> None:
        """Light words from now on, or none any more."""
        self._is_on = is_on
        self.look_again()

    def point(self, place: tuple[str, int] | None) -> None:
        """The pointer is over a character (version, code point), or over none."""
        question = None if place is None else _Question(place[0], _character(place[1]), _By.POINTER)
        if question != self._pointed:
            self._pointed = question
            self.look_again()

    def follow_caret(self, version: str, position: int) -> None:
        """The caret has been moved by key, before a character."""
        self._hold(_Question(version, _character(position), _By.CARET))

    def leave_caret(self) -> None:
        """The caret is no longer to be seen."""
        if self._held is not None and self._held.by is _By.CARET:
            self._hold(None)

    def follow_selection(self, version: str, span: Span) -> None:
        """Words have been selected; of an empty span, none are selected any more."""
        self._hold(_Question(version, span, _By.SELECTION) if len(span) else None)

    def follow_card(self, place: tuple[str, Span] | None) -> None:
        """There is a card of a word, or none any more; while nothing else is pointed at, it counts."""
        question = None if place is None else _Question(*place, _By.CARD)
        if question != self._carded:
            self._carded = question
            self.look_again()

    def take(self, passages: Passages, linked: LinkedPassages) -> None:
        """Links that were wanted have been found."""
        self.links.take(passages, linked)
        if passages in self._found.missing:
            self.look_again()
        self.taken.emit()

    def look_again(self) -> None:
        """Look up what is asked now, with all that is known by now."""
        own, question = self._found.own, self._question()
        self._found = self._look_up(question)
        if self._found.own != own:
            self._has_rested = False
            self._outline.stop()
            if self._found.own:
                self._outline.start()
        self._show()
        if self._found.missing:
            self.wanted.emit(self._found.missing)

    def spans(self) -> Iterator[LitSpan]:
        """Everything to be painted, with what is fading out."""
        yield from self._lit | self._leaving

    def level(self, span: LitSpan) -> float:
        """How strongly something of :meth:`spans` is to be painted, from 0 to 1."""
        if span in self._lit and span in self._leaving:
            return 1.0
        risen = float(self._fade.currentValue()) if self._is_fading() else 1.0
        return risen if span in self._lit else 1.0 - risen

    def _hold(self, question: _Question | None) -> None:
        self._pointed = None if question is not None else self._pointed
        if question != self._held:
            self._held = question
            self.look_again()
            self.held_changed.emit()

    def _question(self) -> _Question | None:
        return (self._pointed or self._carded or self._held) if self._is_on else None

    def _look_up(self, question: _Question | None) -> Counterparts:
        reading = self._reading
        if question is None or reading is None or question.version not in reading.shown:
            return Counterparts()
        return self.links.counterparts(reading, question.version, question.span)

    def _is_fading(self) -> bool:
        return self._fade.state() == QVariantAnimation.State.Running

    def _show(self) -> None:
        """Light what was found, and let go of what was lit before."""
        lit = frozenset(self._spans_found())
        if lit == self._lit:
            return
        # What is still fading out is gone at once, and must be painted over.
        self.changed.emit()
        self._leaving, self._lit = self._lit, lit
        self._fade.stop()
        self._fade.start()
        self.changed.emit()

    def _spans_found(self) -> Iterator[LitSpan]:
        question, reading = self._question(), self._reading
        if question is None or reading is None:
            return
        if question.by is _By.CARD:
            yield LitSpan(question.version, question.span, Light.WORD)
        if not self._found.others:
            return
        for version, words in self._found.others.items():
            yield from _joined(version, reading.texts[version], words)
        # A selection shows by itself; under the pointer the word does so only when that rests on it.
        if question.by is _By.CARET or (question.by is _By.POINTER and self._has_rested):
            for span in self._own_words(reading, question):
                yield LitSpan(question.version, span, Light.WORD)

    def _own_words(self, reading: Reading, question: _Question) -> tuple[Span, ...]:
        """The words asked for, as far as something renders them."""
        is_chinese = reading.document.version(question.version).is_chinese
        if self._words is None or not is_chinese or not self._found.own:
            return self._found.own
        text = reading.texts[question.version]
        return (self._words.at(text, question.span.start, is_chinese=True),)

    def _on_rested(self) -> None:
        self._has_rested = True
        self._show()

    def _on_faded(self) -> None:
        self._leaving = frozenset()
        self.changed.emit()


def _character(position: int) -> Span:
    return Span(position, position + 1)


def _joined(version: str, text: Text, words: Iterable[LitWord]) -> Iterator[LitSpan]:
    """The words as stretches: neighbours with nothing but space between them are lit as one."""
    runs: list[LitWord] = []
    for word in words:
        last = runs[-1] if runs else word
        between = text.content[last.span.end : word.span.start]
        if runs and last.is_faint == word.is_faint and not between.strip(" "):
            runs[-1] = LitWord(Span(last.span.start, word.span.end), word.is_faint)
        else:
            runs.append(word)
    for run in runs:
        yield LitSpan(version, run.span, Light.FAINT if run.is_faint else Light.LINKED)
