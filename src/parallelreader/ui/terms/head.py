"""Over the middle of the room: the term, its reading, what it means, and how it ought to be put."""

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from parallelreader.core.terms.concept import Concept, PartOfSpeech, TermStatus
from parallelreader.ui.terms.view import Subject
from parallelreader.ui.theme.fonts import headword_font, interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_tip

HEIGHT = 64
_GAP, _LINE = 14, 19
_WORD = 34.0
_MOST_WORD_SHARE = 0.4
# In a narrower head the buttons are icons.
_ROOM_FOR_NAMES = 720
_FLAGS = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)


class TermHead(Ground):
    """``note_requested`` and ``text_requested`` are about the place that is chosen below."""

    note_requested = Signal()
    text_requested = Signal()
    edit_requested = Signal()

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "bg", bottom_line=True)
        self.setFixedHeight(HEIGHT)
        self.words = _TermWords(themes)
        self.edit = _button("settings", self.tr("Edit"), self.tr("Change the term (Shift+M)"))
        self.note = _button("notes", self.tr("Note"), self.tr("Write a note on the place chosen below"))
        self.text = _button("line", self.tr("Open in text"), self.tr("Read on from there (Enter)"))
        self.edit.clicked.connect(self.edit_requested)
        self.note.clicked.connect(self.note_requested)
        self.text.clicked.connect(self.text_requested)
        self._names = {each: each.text() for each in (self.edit, self.note, self.text)}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(12)
        layout.addWidget(self.words, 1)
        for each in self._names:
            layout.addWidget(each)
        self.show_term(None, "")

    def show_term(self, subject: Subject, reading: str) -> None:
        """Show a concept or words; ``reading`` is the pinyin of its name."""
        self.words.show_term(subject, reading)
        self.edit.setVisible(isinstance(subject, Concept))

    def let_go(self, possible: bool) -> None:
        """Offer what is done with a place only where one is chosen."""
        self.note.setEnabled(possible)
        self.text.setEnabled(possible)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.width() >= _ROOM_FOR_NAMES
        for button, name in self._names.items():
            button.setText(name if has_room else "")


class _TermWords(QWidget):
    """The words of the head; they give way to an ellipsis, all of them are in the tip."""

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__()
        self._themes = themes
        self._word = self._reading = self._meaning = self._kind = self._use = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    def show_term(self, subject: Subject, reading: str) -> None:
        self._reading = reading
        self._meaning = self._kind = self._use = ""
        if isinstance(subject, Concept):
            self._word = subject.name
            self._meaning = subject.definition or subject.note
            self._kind = ", ".join(filter(None, (_part_of_speech(subject), subject.subject)))
            self._use = use_words(subject)
        else:
            self._word = subject or ""
            self._use = self.tr("Not marked as a term yet.") if subject else ""
        lines = (f"{self._word} {self._reading}", f"{self._meaning} {self._kind}", self._use)
        whole = "\n".join(line.strip() for line in lines if line.strip())
        self.setToolTip(plain_tip(whole, wraps=True))
        self.setAccessibleName(whole)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        word_font, small = headword_font(_WORD), interface_font(13)
        metrics = QFontMetrics(word_font)
        most = round(self.width() * _MOST_WORD_SHARE)
        word = metrics.elidedText(self._word, Qt.TextElideMode.ElideRight, most)
        painter.setFont(word_font)
        painter.setPen(theme.text)
        wide = metrics.horizontalAdvance(word)
        painter.drawText(QRect(0, 0, wide + 2, self.height()), _FLAGS, word)
        left = wide + _GAP
        reading_font = interface_font(15)
        reading = QFontMetrics(reading_font).elidedText(
            self._reading, Qt.TextElideMode.ElideRight, max(most, 60)
        )
        painter.setFont(reading_font)
        painter.setPen(theme.accent)
        wide = QFontMetrics(reading_font).horizontalAdvance(reading)
        painter.drawText(QRect(left, 0, wide + 2, self.height() + 2), _FLAGS, reading)
        left += wide + (_GAP + 4 if reading else 0)
        lines = bool(self._meaning or self._kind) + bool(self._use)
        top = (self.height() - lines * _LINE) // 2
        if self._meaning or self._kind:
            self._draw_meaning(painter, QRect(left, top, self.width() - left, _LINE), small)
            top += _LINE
        if self._use:
            painter.setFont(small)
            painter.setPen(theme.secondary)
            box = QRect(left, top, self.width() - left, _LINE)
            painter.drawText(box, _FLAGS, _elided(small, self._use, box.width()))
        painter.end()

    def _draw_meaning(self, painter: QPainter, box: QRect, small: QFont) -> None:
        theme, bold = self._themes.current, QFont(small)
        bold.setWeight(QFont.Weight.Medium)
        meaning = _elided(bold, self._meaning, box.width())
        painter.setFont(bold)
        painter.setPen(theme.text)
        painter.drawText(box, _FLAGS, meaning)
        left = QFontMetrics(bold).horizontalAdvance(meaning + " ") if meaning else 0
        painter.setFont(small)
        painter.setPen(theme.secondary)
        rest = box.adjusted(left, 0, 0, 0)
        painter.drawText(rest, _FLAGS, _elided(small, self._kind, rest.width()))


def use_words(concept: Concept) -> str:
    """How a concept is to be put in English: "Preferred: ferry landing. Avoid: ferry."."""
    translate = QCoreApplication.translate
    named = (
        (translate("terms", "Preferred: {terms}."), (TermStatus.PREFERRED,)),
        (translate("terms", "Admitted: {terms}."), (TermStatus.ADMITTED,)),
        (translate("terms", "Avoid: {terms}."), (TermStatus.SUPERSEDED, TermStatus.DEPRECATED)),
    )
    said = []
    for text, statuses in named:
        terms = [term.text for term in concept.english if term.status in statuses]
        if terms:
            said.append(text.format(terms=", ".join(terms)))
    return " ".join(said)


def _part_of_speech(concept: Concept) -> str:
    translate = QCoreApplication.translate
    kinds = {
        PartOfSpeech.NOUN: translate("terms", "noun"),
        PartOfSpeech.VERB: translate("terms", "verb"),
        PartOfSpeech.ADJECTIVE: translate("terms", "adjective"),
        PartOfSpeech.ADVERB: translate("terms", "adverb"),
        PartOfSpeech.OTHER: "",
        PartOfSpeech.UNKNOWN: "",
    }
    return next((kinds[term.part_of_speech] for term in concept.terms if kinds[term.part_of_speech]), "")


def _elided(font: QFont, text: str, width: int) -> str:
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, max(width, 0))


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setIcon(icon(name))
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    return button
