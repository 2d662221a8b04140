"""What is painted for the words of a block of Chinese: tints of status under them, readings over them.

Nothing of it is part of the text: places, copies and searches know nothing of it. It is worked out line by
line when a line is first painted, and anew when statuses change.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QGlyphRun, QPainter, QPainterPath, QPen

from parallelreader.app.reading.labels import Label, labels_of, spaces_for
from parallelreader.app.reading.lettering import PinyinMode, ToneColours
from parallelreader.app.reading.spoken import spoken
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.text_words import TextWord
from parallelreader.core.text import Span, Text
from parallelreader.ui.reader.lettering import Lettering
from parallelreader.ui.reader.reading_face import BesideFace, reading_face
from parallelreader.ui.reader.reading_line import runs
from parallelreader.ui.reader.text_layout import BlockLayout, TextStyle
from parallelreader.ui.theme.tokens import Theme
from parallelreader.ui.theme.tones import tone_colour

# Where the line stands on which readings are written, in sizes of the text below the top of its line.
_BASELINE = 0.7
_RADIUS = 2.0
# Tints of neighbours do not touch.
_GAP = 0.5
_AROUND = 4.0
_DASHES = (3.0, 2.0)

_FILLS = {
    Status.NEW: "st-new",
    Status.LEARNING_1: "st-learn",
    Status.LEARNING_2: "st-learn",
    Status.LEARNING_3: "st-familiar",
    Status.LEARNING_4: "st-familiar",
}
_DASHED = frozenset((Status.LEARNING_3, Status.LEARNING_4, Status.LEARNING_5))


class WordSource(Protocol):
    """Whoever knows the words of a text."""

    def words_in(self, text: Text, span: Span) -> Sequence[TextWord]:
        """The words that begin in a stretch, in order; none before they are known."""
        ...

    def at(self, text: Text, position: int) -> TextWord | None:
        """The word that holds the character at a place."""
        ...


class StatusSource(Protocol):
    """Whoever knows which words are known."""

    def of(self, key: str) -> Status: ...


class WordSetter:
    """Sets Chinese with readings and tints. One for the window."""

    def __init__(self, lettering: Lettering, words: WordSource, statuses: StatusSource) -> None:
        self.lettering = lettering
        self._words = words
        self._statuses = statuses
        # The words that were laid out without room for a reading because they are known.
        self._without: set[str] = set()

    def take(self, statuses: Mapping[str, Status]) -> None:
        """These words have another status now."""
        lettering = self.lettering
        needed = {key for key, status in statuses.items() if not status.is_settled}
        # The room of readings that go stays as it is: nothing moves when words are marked as known, nor when
        # that is taken back.
        if lettering.mode is PinyinMode.NEEDED and not self._without.isdisjoint(needed):
            self._without.clear()
            lettering.lay_out_anew()
        else:
            lettering.repaint()

    def words(self, text: Text, span: Span) -> Sequence[TextWord]:
        """The words that begin in a stretch."""
        return self._words.words_in(text, span)

    def word_at(self, text: Text, position: int) -> TextWord | None:
        """The word that holds the character at a place."""
        return self._words.at(text, position)

    def status(self, word: TextWord) -> Status:
        return self._statuses.of(word.key)

    def lay_out(
        self,
        version: str,
        text: Text,
        stretch: str,
        start: int,
        style: TextStyle,
        width: float,
        indented: bool,
    ) -> tuple[BlockLayout, "WordLayer"]:
        """The lines of a stretch shown from ``start`` on, with room for the readings over its words."""
        metrics = QFontMetricsF(style.font)
        labels: list[Label] = []
        spaces: dict[int, float] = {}
        is_beside = False
        if style.above:
            face = reading_face(self.lettering.notation, style.font.pixelSize())
            words = self.words(text, Span(start, start + len(stretch)))
            labels = self.labels(version, text, words)
            if self.lettering.mode_of(version) is PinyinMode.NEEDED:
                self._without.update(word.key for word in words if self.status(word).is_settled)
            if isinstance(face, BesideFace):
                is_beside, spaces = True, {label.end - 1: face.space for label in labels}
            else:
                spaces = spaces_for(
                    labels,
                    [sum(face.letters(part.letters).width for part in label.parts) for label in labels],
                    letters=lambda first, after: stretch[first - start : after - start],
                    size=style.font.pixelSize(),
                    apart=face.apart,
                    advance=metrics.horizontalAdvance,
                )
        layout = BlockLayout(
            stretch, start, style, width, indented=indented, spaces=spaces, has_readings_beside=is_beside
        )
        return layout, WordLayer(self, version, text, layout, style, labels, metrics.height())

    def labels(self, version: str, text: Text, words: Iterable[TextWord]) -> list[Label]:
        """The readings that stand over these words."""
        if self.lettering.speaks_tones:
            words = spoken(list(words))
        return list(labels_of(self._read(version, text, words), self.lettering.notation))

    def _read(self, version: str, text: Text, words: Iterable[TextWord]) -> Iterable[TextWord]:
        """Those of the words that have a reading over them."""
        mode = self.lettering.mode_of(version)
        if mode is PinyinMode.ALL:
            return words
        pairs = {segment for each, segment in self.lettering.pairs if each == version}
        return [
            word
            for word in words
            if (mode is PinyinMode.NEEDED and not self.status(word).is_settled)
            or (pairs and text.segment_at(word.span.start) in pairs)
        ]


class _Line:
    """What belongs to the words that begin on a line; x and y are those of the layout."""

    __slots__ = ("dashes", "fills", "runs", "tinted")

    def __init__(self) -> None:
        self.tinted: list[tuple[Span, Status, list[QRectF]]] = []
        self.fills: dict[str, QPainterPath] = {}
        self.dashes: list[QLineF] = []
        self.runs: dict[int, QGlyphRun] = {}


class WordLayer:
    """Belongs to one layout."""

    __slots__ = (
        "_generation",
        "_glyph_height",
        "_hidden",
        "_labels",
        "_layout",
        "_lines",
        "_setter",
        "_style",
        "_text",
        "_version",
        "_words",
    )

    def __init__(
        self,
        setter: WordSetter,
        version: str,
        text: Text,
        layout: BlockLayout,
        style: TextStyle,
        labels: Sequence[Label],
        glyph_height: float,
    ) -> None:
        """``labels`` are the readings over the words that begin in the layout."""
        self._setter = setter
        self._version = version
        self._text = text
        self._layout = layout
        self._style = style
        self._generation = setter.lettering.generation
        self._words: Sequence[TextWord] | None = None
        self._labels = labels
        self._glyph_height = glyph_height
        self._hidden: tuple[Span, ...] = ()
        self._lines: dict[int, _Line] = {}

    def word_at(self, position: int) -> Span | None:
        """The word that holds the character at a place of the version."""
        word = self._setter.word_at(self._text, position)
        return None if word is None else word.span

    def paint_tints(
        self, painter: QPainter, x: float, y: float, theme: Theme, covered: Sequence[Span] = ()
    ) -> None:
        """Paint the tints with the layout's top left at ``(x, y)``, but for words that something covers."""
        if not self._setter.lettering.tints:
            return
        painter.save()
        painter.translate(x, y)
        for line in self._visible(painter, y):
            if covered and any(span.overlaps(word) for word, _, _ in line.tinted for span in covered):
                tinted = [each for each in line.tinted if not any(each[0].overlaps(span) for span in covered)]
                fills, dashes = _drawn(tinted)
            else:
                fills, dashes = line.fills, line.dashes
            for token, path in fills.items():
                painter.fillPath(path, theme.color(token))
            if dashes:
                pen = QPen(theme.control, 1.0)
                pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                pen.setDashPattern(_DASHES)
                painter.setPen(pen)
                painter.drawLines(dashes)
        painter.restore()

    def paint_readings(
        self, painter: QPainter, x: float, y: float, theme: Theme, hidden: Sequence[Span] = ()
    ) -> None:
        """Paint the readings with the layout's top left at ``(x, y)``, but for words in what is hidden."""
        if not self._layout.above:
            return
        if self._hidden != tuple(hidden):
            self._hidden = tuple(hidden)
            self._lines.clear()
        tones = self._setter.lettering.tones
        origin = QPointF(x, y)
        for line in self._visible(painter, y):
            for tone, run in line.runs.items():
                painter.setPen(theme.secondary if not tone else tone_colour(theme, tones, tone))
                painter.drawGlyphRun(origin, run)

    def _visible(self, painter: QPainter, y: float) -> Iterable[_Line]:
        """The lines that show, or hold words that go on where one does."""
        layout = self._layout
        if self._generation != self._setter.lettering.generation:
            self._look_again()
        height = painter.window().height()
        first = max(int(-y // layout.line_height) - 1, 0)
        after = min(int((height - y) // layout.line_height) + 1, layout.line_count)
        for number in range(first, after):
            line = self._lines.get(number)
            if line is None:
                line = self._lines[number] = self._worked_out(number)
            yield line

    def _look_again(self) -> None:
        self._generation = self._setter.lettering.generation
        self._lines.clear()
        self._words = None
        if self._layout.above:
            self._labels = self._setter.labels(self._version, self._text, self._own_words())

    def _own_words(self) -> Sequence[TextWord]:
        """The words that begin in the layout, looked up when they are first needed."""
        if self._words is None:
            self._words = self._setter.words(self._text, Span(self._layout.start, self._layout.end))
        return self._words

    def _worked_out(self, number: int) -> _Line:
        layout, lettering = self._layout, self._setter.lettering
        extent = layout.line_span(number)
        line = _Line()
        if lettering.tints:
            words = self._own_words()
            first = bisect_left(words, extent.start, key=_word_start)
            after = bisect_left(words, extent.end, lo=first, key=_word_start)
            line.tinted = list(self._tinted(words[first:after]))
            line.fills, line.dashes = _drawn(line.tinted)
        if self._labels:
            # A word that goes on over the end of a line has its reading on both.
            first = bisect_right(self._labels, extent.start, key=_label_end)
            after = bisect_left(self._labels, extent.end, lo=first, key=_label_start)
            size = self._style.font.pixelSize()
            face = reading_face(lettering.notation, size)
            y = number * layout.line_height
            y += self._style.middle if face.is_beside else _BASELINE * size
            has_tones = lettering.tones is not ToneColours.OFF
            labels = [each for each in self._labels[first:after] if not self._is_hidden(each)]
            line.runs = runs(labels, layout, number, face, y, coloured=has_tones)
        return line

    def _is_hidden(self, label: Label) -> bool:
        return any(span.start <= label.start < span.end for span in self._hidden)

    def _tinted(self, words: Iterable[TextWord]) -> Iterable[tuple[Span, Status, list[QRectF]]]:
        height = self._glyph_height + _AROUND
        for word in words:
            status = self._setter.status(word)
            is_shown = status in _FILLS or status in _DASHED
            is_new = status is Status.NEW
            # Nobody has to learn a name.
            if is_shown and (not is_new or (self._setter.lettering.tints_new and word.name is None)):
                rects = list(self._layout.letter_rects(word.span.start, word.span.end, height))
                yield word.span, status, rects


def _drawn(
    tinted: Iterable[tuple[Span, Status, list[QRectF]]],
) -> tuple[dict[str, QPainterPath], list[QLineF]]:
    fills: dict[str, QPainterPath] = {}
    dashes: list[QLineF] = []
    for _, status, rects in tinted:
        for rect in rects:
            if status in _FILLS:
                path = fills.setdefault(_FILLS[status], QPainterPath())
                path.addRoundedRect(rect.adjusted(_GAP, 0, -_GAP, 0), _RADIUS, _RADIUS)
            if status in _DASHED:
                y = round(rect.bottom()) - 0.5
                dashes.append(QLineF(rect.left() + 1, y, rect.right() - 1, y))
    return fills, dashes


def _word_start(word: TextWord) -> int:
    return word.span.start


def _label_start(label: Label) -> int:
    return label.start


def _label_end(label: Label) -> int:
    return label.end
