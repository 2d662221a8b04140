"""The parts of a card round its list: the word itself, its phrase, its status, and what to do with it."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from parallelreader.app.words.card import Card
from parallelreader.app.words.statuses import Status
from parallelreader.ui.theme.fonts import headword_font, interface_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.widgets.key_caps import caps_of, caps_width, draw_caps
from parallelreader.ui.widgets.labels import icon_button
from parallelreader.ui.words.card_ink import Ink

SIDE = 16
_HEAD, _CAPTION = 50, 20
_WORD, _LONG_WORD, _LONGEST_WORD = 34, 24, 17
_READING = 17
_LINE = 36
_BUTTON = 24
_FOOT = 34
_RADIUS = 5.0
_GAP = 9.0
_BETWEEN = 5


def ground_of_reading(card: Card) -> str:
    """Why the word is read so, where it might be read otherwise."""
    if card.told:
        return QCoreApplication.translate("CardHead", "read so by “{word}”").format(word=card.told)
    return QCoreApplication.translate("CardHead", "reading guessed") if card.is_guess else ""


def asked_words(card: Card) -> str:
    """That a card is of what stands behind an English word; empty where it is of the word itself."""
    if not (card.asked and card.key):
        return ""
    return QCoreApplication.translate("CardHead", "Behind “{word}”").format(word=card.asked)


class CardHead(QWidget):
    """The word with its reading, in the other script too; a pin that keeps the card open."""

    def __init__(self, themes: ThemeSource, ink: Ink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._ink = themes, ink
        self._card: Card | None = None
        self._word = self._other = ""
        self.pin: QToolButton = icon_button("pin", self.tr("Keep this card open (Enter)"))
        self.pin.setCheckable(True)
        self.pin.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 0, 10, 0)
        row.addStretch(1)
        row.addWidget(self.pin, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_card(self, card: Card, word: str) -> None:
        """Show another word, which stands in the text as ``word``."""
        self._card, self._word = card, word
        self._other = next((each for each in (card.simplified, card.traditional) if each != word), "")
        caption = _CAPTION if asked_words(card) else 0
        self.setFixedHeight(_HEAD + caption)
        self._row.setContentsMargins(SIDE, caption, 10, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        card, theme = self._card, self._themes.current
        if card is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0.0
        if asked := asked_words(card):
            painter.setFont(interface_font(12))
            painter.setPen(theme.secondary)
            painter.drawText(QRectF(SIDE, 9, self.width() - 2 * SIDE, 16), asked)
            top = float(_CAPTION)
        room = self.pin.x() - SIDE - 8.0
        font = self._word_font(card, room)
        metrics = QFontMetricsF(font)
        baseline = top + (_HEAD + metrics.ascent() - metrics.descent()) / 2 + 2
        painter.setFont(font)
        painter.setPen(theme.text)
        painter.drawText(QPointF(SIDE, baseline), self._word)
        x = SIDE + metrics.horizontalAdvance(self._word) + _GAP
        reading = interface_font(_READING)
        x += self._ink.draw(painter, theme, card.syllables, QPointF(x, baseline - 3), reading) + _GAP
        self._draw_rest(painter, card, QPointF(x, baseline - 3), SIDE + room)
        painter.end()

    def _draw_rest(self, painter: QPainter, card: Card, at: QPointF, right: float) -> None:
        """The other script, and whether the word is kept, as far as there is room."""
        theme, x = self._themes.current, at.x()
        kept = self.tr("Kept") if card.is_kept else ""
        small = interface_font(12)
        said = (ground_of_reading(card), small), (kept, small)
        for text, font in ((self._other, self._face(_READING, self._other)), *said):
            width = QFontMetricsF(font).horizontalAdvance(text)
            if text and x + width <= right:
                painter.setFont(font)
                painter.setPen(theme.secondary)
                painter.drawText(QPointF(x, at.y()), text)
                x += width + _GAP

    def _face(self, size: int, word: str) -> QFont:
        """The face of the word in the script it is written in here."""
        card = self._card
        is_traditional = card is not None and word == card.traditional != card.simplified
        return headword_font(size, "zh-Hant" if is_traditional else "zh-Hans")

    def _word_font(self, card: Card, room: float) -> QFont:
        """As large as leaves room for the reading."""
        for size in (_WORD, _LONG_WORD, _LONGEST_WORD):
            font = self._face(size, self._word)
            needed = self._ink.width(card.syllables, interface_font(_READING))
            needed += (
                QFontMetricsF(self._face(_READING, self._other)).horizontalAdvance(self._other) + 2 * _GAP
            )
            if QFontMetricsF(font).horizontalAdvance(self._word) + needed <= room:
                break
        return font


class CardLine(QWidget):
    """The phrase the word stands in with its reading and what renders it; else what renders the word in each
    version. Its room is there as long as any of that may still be found."""

    def __init__(self, themes: ThemeSource, ink: Ink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._ink = themes, ink
        self._card: Card | None = None
        self._names: Sequence[tuple[str, str]] = ()
        self.setFixedHeight(_LINE)

    def show_card(self, card: Card, names: Sequence[tuple[str, str]]) -> None:
        """Show another word; ``names`` are the versions that render it by name, each with its words."""
        self._card, self._names = card, names
        # Where a sense is likely, that says by itself what the only version has for it.
        least = 2 if any(sense.is_likely for sense in card.senses) else 1
        says = card.is_pending or card.phrase is not None or len(names) >= least
        self.setVisible(bool(card.key) and says)
        self.update()

    def complete(self, card: Card, names: Sequence[tuple[str, str]]) -> None:
        """Show what has become known of the same word, if there was room kept for it."""
        self._card, self._names = card, names
        self.update()

    @property
    def spoken(self) -> str:
        """What it shows."""
        if self._card is not None and self._card.phrase is not None:
            return f"{self._card.phrase.text}: {self._card.phrase.rendering}"
        return "; ".join(f"{name}: {words}" for name, words in self._names)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._card is None:
            return
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._themes.current.line)
        small = interface_font(12)
        metrics = QFontMetricsF(small)
        baseline = (_LINE + metrics.ascent() - metrics.descent()) / 2 + 1
        if self._card.phrase is not None:
            self._paint_phrase(painter, small, baseline)
        elif self._names or self._card.is_pending:
            self._paint_names(painter, small, baseline)
        else:
            painter.setFont(small)
            painter.setPen(self._themes.current.secondary)
            painter.drawText(QPointF(SIDE, baseline), self.tr("Nothing here renders it word for word."))
        painter.end()

    def _paint_phrase(self, painter: QPainter, small: QFont, baseline: float) -> None:
        assert self._card is not None
        assert self._card.phrase is not None
        theme, phrase, x = self._themes.current, self._card.phrase, float(SIDE)
        chinese = headword_font(16)
        painter.setFont(chinese)
        painter.setPen(theme.text)
        painter.drawText(QPointF(x, baseline), phrase.text)
        x += QFontMetricsF(chinese).horizontalAdvance(phrase.text) + 8
        metrics = QFontMetricsF(small)
        reading = phrase.written(self._ink.notation)
        needed = metrics.horizontalAdvance(reading) + 8 + metrics.horizontalAdvance(phrase.rendering)
        painter.setFont(small)
        if x + needed <= self.width() - SIDE:
            painter.setPen(theme.secondary)
            painter.drawText(QPointF(x, baseline), reading)
            x += metrics.horizontalAdvance(reading) + 8
        painter.setPen(theme.text)
        room = max(self.width() - SIDE - x, 0.0)
        rendering = metrics.elidedText(phrase.rendering, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(x, baseline), rendering)

    def _paint_names(self, painter: QPainter, small: QFont, baseline: float) -> None:
        theme, x = self._themes.current, float(SIDE)
        metrics = QFontMetricsF(small)
        painter.setFont(small)
        for name, words in self._names:
            for text, colour in ((f"{name} ", theme.secondary), (f"{words}   ", theme.text)):
                room = max(self.width() - SIDE - x, 0.0)
                painter.setPen(colour)
                painter.drawText(
                    QPointF(x, baseline), metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                )
                x += metrics.horizontalAdvance(text)


class CardStatus(QWidget):
    """The eight statuses, of which the word has one. ``chosen`` carries a Status."""

    chosen = Signal(object)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 8, SIDE, 8)
        row.setSpacing(_BETWEEN)
        names = {
            Status.NEW: (self.tr("New"), "0"),
            **{level: (str(int(level)), str(int(level))) for level in Status if level.is_learning},
            Status.KNOWN: (self.tr("Known"), "W"),
            Status.IGNORED: (self.tr("Ignore"), "I"),
        }
        self._buttons = {
            status: _StatusButton(themes, status, text, key) for status, (text, key) in names.items()
        }
        for status, button in self._buttons.items():
            row.addWidget(button, 3 if len(button.label) > 1 else 1)
            button.clicked.connect(lambda _=False, status=status: self.chosen.emit(status))

    def show_status(self, status: Status) -> None:
        """Show which status the word has."""
        for each, button in self._buttons.items():
            button.setChecked(each is status)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, self._themes.current.line)
        painter.end()


class _StatusButton(QAbstractButton):
    def __init__(self, themes: ThemeSource, status: Status, label: str, key: str) -> None:
        super().__init__()
        self._themes, self._status = themes, status
        self.label = label
        self._key = key if len(label) > 1 and status is not Status.NEW else ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        level = self.tr("Learning {level} of 5").format(level=label) if status.is_learning else label
        self.setAccessibleName(level)
        self.setToolTip(f"{level} ({key})")

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(interface_font(12))
        width = metrics.horizontalAdvance(self.label) + (
            metrics.horizontalAdvance(self._key) + 6 if self._key else 0
        )
        return QSize(max(round(width) + 14, _BUTTON), _BUTTON)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def nextCheckState(self) -> None:
        """Which one is on is decided by the word, not by the press."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        is_on = self.isChecked()
        pen = QPen(theme.text if is_on else theme.line, 1.5 if is_on else 1.0)
        if is_on and self._status is Status.LEARNING_5:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        ground = _fill(theme, self._status) if is_on else theme.raised
        painter.setBrush(theme.hover if not is_on and self.underMouse() else ground)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        font = interface_font(12)
        font.setWeight(QFont.Weight.Medium if is_on else QFont.Weight.Normal)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        key = metrics.horizontalAdvance(self._key) + 6 if self._key else 0.0
        x = (self.width() - metrics.horizontalAdvance(self.label) - key) / 2
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.setPen(theme.text)
        painter.drawText(QPointF(x, baseline), self.label)
        painter.setPen(theme.secondary)
        painter.drawText(QPointF(x + metrics.horizontalAdvance(self.label) + 6, baseline), self._key)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()


class CardFoot(QWidget):
    """What can be done with the word, each with its key."""

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setFixedHeight(_FOOT)
        self._of_words: list[QAbstractButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(SIDE - 6, 0, SIDE - 6, 0)
        self._row.setSpacing(0)

    def add(self, action: QAction, name: str, *, needs_word: bool) -> QAbstractButton:
        """Offer an action, under a shorter name; one that needs a word only where the card is of one."""
        button = _FootButton(self._themes, action, name)
        if self._row.count():
            self._row.addStretch(1)
        self._row.addWidget(button)
        if needs_word:
            self._of_words.append(button)
        return button

    def show_card(self, card: Card) -> None:
        """Offer what can be done with it."""
        for each in self._of_words:
            each.setVisible(bool(card.key))


class _FootButton(QAbstractButton):
    def __init__(self, themes: ThemeSource, action: QAction, name: str) -> None:
        super().__init__()
        self._themes, self._action, self._name = themes, action, name
        self._caps = caps_of(action.shortcut())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(action.text().rstrip("…"))
        self.setToolTip(action.toolTip())
        action.changed.connect(self._on_changed)
        self._on_changed()

    def sizeHint(self) -> QSize:
        width = caps_width(self._caps) + 6 + QFontMetricsF(interface_font(12)).horizontalAdvance(self._name)
        return QSize(round(width) + 12, 26)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._themes.current, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        elif self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.hover)
            painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        draw_caps(painter, theme, self._caps, 6.0, self.height() / 2)
        font = interface_font(12)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.secondary)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(12 + caps_width(self._caps), baseline), self._name)
        if self.hasFocus():
            painter.setPen(QPen(theme.accent, 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        painter.end()

    def _on_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.update()


def _fill(theme: Theme, status: Status) -> object:
    """The ground of the status a word has, as its words have it in the text."""
    if status is Status.NEW:
        return theme.st_new
    if status <= Status.LEARNING_2:
        return theme.st_learn
    if status <= Status.LEARNING_4:
        return theme.st_familiar
    return theme.raised if status is Status.LEARNING_5 else theme.selected
