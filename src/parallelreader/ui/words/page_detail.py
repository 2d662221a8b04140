"""The word that is chosen, at the right: how it is written and read, its sentence pairs, its status."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_list import Place, WordEntry
from parallelreader.ui.theme.fonts import headword_font, interface_font
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel, small_button
from parallelreader.ui.widgets.layouts import empty_layout
from parallelreader.ui.words.list_status import draw_ground, spoken_status, status_words
from parallelreader.ui.words.page_sentence import SentenceLabel

_MOST_PLACES = 5
_SIZE = 36
_KEYS = {Status.NEW: "0", Status.KNOWN: "W", Status.IGNORED: "I"}


class StatusButton(QAbstractButton):
    """Gives one status; the status a word has is drawn in its tint with a dark outline."""

    def __init__(self, themes: ThemeSource, status: Status) -> None:
        super().__init__()
        self._themes = themes
        self.status = status
        self.setCheckable(True)
        self.setFont(interface_font(12))
        self.setText(self.tr("Ignore") if status is Status.IGNORED else status_words(status))
        key = _KEYS.get(status, str(int(status)))
        self.setToolTip(self.tr("{status} ({key})").format(status=spoken_status(status), key=key))
        self.setAccessibleName(spoken_status(status))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        is_level = Status.NEW < status < Status.KNOWN
        policy = QSizePolicy.Policy.Fixed if is_level else QSizePolicy.Policy.Preferred
        self.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        across = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(across + 10, 25), 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.text if self.isChecked() else theme.control, 1))
        painter.setBrush(theme.hover if self.underMouse() else theme.raised)
        painter.drawRoundedRect(area, 5, 5)
        if self.isChecked():
            painter.setClipRect(self.rect().adjusted(2, 2, -2, -2))
            draw_ground(painter, theme, self.status, QRectF(self.rect()).adjusted(1, 1, -1, -1))
            painter.setClipping(False)
            painter.setPen(QPen(theme.text, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 5, 5)
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self.text())
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 5, 5)
        painter.end()


class WordDetail(Ground):
    """``place_requested`` has the place of the pair to be opened."""

    status_requested = Signal(object)
    place_requested = Signal(object)

    def __init__(self, themes: ThemeSource) -> None:
        super().__init__(themes, "surface", bottom_line=True)
        self._theme_source = themes
        self._word = QLabel()
        self._reading = QLabel()
        self._about = PaleLabel(themes, wraps=True)
        self._meaning = QLabel()
        self._places = QVBoxLayout()
        self._empty = PaleLabel(themes, wraps=True)
        self._buttons = [StatusButton(themes, status) for status in Status]
        for label, font in (
            (self._word, headword_font(_SIZE)),
            (self._reading, interface_font(17)),
            (self._meaning, interface_font(14)),
        ):
            label.setFont(font)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._reading.setWordWrap(True)
        self._meaning.setWordWrap(True)
        for button in self._buttons:
            button.clicked.connect(partial(self._on_status_clicked, button.status))
        self._shown: tuple[WordEntry, str] | None = None
        self._lay_out()
        self.show_word(None, (), "")

    def show_word(self, word: WordEntry | None, labels: Sequence[str], about: str) -> None:
        """Show a word; ``labels`` name the places of its pairs, ``about`` is what else is known of it."""
        has_word = word is not None
        for widget in (self._word, self._reading, self._about, self._meaning, *self._buttons):
            widget.setVisible(has_word)
        self._empty.setVisible(not has_word)
        empty_layout(self._places)
        if word is None:
            return
        self._word.setFont(headword_font(_SIZE, word.language))
        self._word.setText(word.written)
        self._reading.setText(word.reading)
        self._about.setText(about)
        self._meaning.setText(word.meaning)
        self._meaning.setVisible(bool(word.meaning))
        self.show_status(word.status)
        for place, label in zip(word.places[:_MOST_PLACES], labels, strict=False):
            self._places.addWidget(self._pair(place, label))
        rest = len(word.places) - _MOST_PLACES
        if rest > 0:
            more = PaleLabel(self._theme_source)
            more.setText(self.tr("and {count} more places").format(count=rest))
            self._places.addWidget(more)

    def show_status(self, status: Status) -> None:
        """Check the button of the status the word has."""
        for button in self._buttons:
            button.setChecked(button.status is status)

    def focus_status(self) -> None:
        """Give the keyboard to the status the word has."""
        button = next((each for each in self._buttons if each.isChecked()), self._buttons[0])
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def say_empty(self, text: str) -> None:
        """What stands here while there is no word."""
        self._empty.setText(text)

    def _pair(self, place: Place, label: str) -> QWidget:
        themes = self._theme_source
        chinese = SentenceLabel(themes, size=16, most_lines=4)
        english = SentenceLabel(themes, size=14.5, most_lines=5)
        where = PaleLabel(themes)
        where.setText(label)
        button = small_button(self.tr("Open pair"), self.tr("Show this pair in its text (Enter)"))
        button.setAccessibleName(self.tr("Open the pair in {place}").format(place=label))
        button.clicked.connect(partial(self.place_requested.emit, place))
        foot = QHBoxLayout()
        foot.addWidget(where, 1)
        foot.addWidget(button)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(3)
        layout.addWidget(chinese)
        layout.addWidget(english)
        layout.addLayout(foot)
        # Shown before they stand in the box, they would be windows of their own for a moment.
        chinese.show_sentence(place.chinese, [place.word], place.language)
        english.show_sentence(place.english, place.rendering, "en")
        return box

    def _on_status_clicked(self, status: Status, checked: bool = False) -> None:
        self.status_requested.emit(status)

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self._reading)
        beside.addWidget(self._about)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._word)
        head.addLayout(beside, 1)
        statuses = QHBoxLayout()
        statuses.setSpacing(3)
        for button in self._buttons:
            statuses.addWidget(button)
        statuses.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 16, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._meaning)
        layout.addWidget(self._empty)
        layout.addLayout(self._places)
        layout.addLayout(statuses)
