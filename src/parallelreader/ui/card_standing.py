"""Where the card stands: beside its word, as long as that is to be seen, whatever is moved in the window."""

import contextlib
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

from parallelreader.core.text import Span
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.window import Window
from parallelreader.ui.words.card_view import WordCard

_MOVES = (QEvent.Type.Resize, QEvent.Type.Move)


class CardStanding(QObject):
    """``shifted`` comes when the text lies elsewhere: a panel has opened, a pane was resized."""

    shifted = Signal()

    def __init__(self, window: Window, ground: QWidget) -> None:
        super().__init__(window)
        self._window, self._ground = window, ground
        self._view: ReadingView | None = None
        self._watched: list[QWidget] = []
        # Not before everything has found its place.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self.shifted)

    def stand(self, card: WordCard, view: ReadingView, version: str, span: Span) -> bool:
        """Put a card beside what stands in ``span``; False where that is not on screen."""
        ground = self._ground
        seen = QRect(view.viewport().mapTo(ground, QPoint()), view.viewport().size())
        corner = QPointF(seen.topLeft())
        rects = [
            rect.translated(corner).toAlignedRect()
            for rect in view.span_rects(version, span)
            if seen.contains(rect.translated(corner).center().toPoint())
        ]
        if not rects:
            return False
        pointer = ground.mapFromGlobal(QCursor.pos())
        word = next((rect for rect in rects if rect.contains(pointer)), rects[0])
        bar = self._window.selection_bar
        if not bar.isHidden():
            word = word.united(QRect(bar.mapTo(ground, QPoint()), bar.size()))
        middle = QRect(self._window.middle.mapTo(ground, QPoint()), self._window.middle.size())
        middle.setBottom(ground.rect().bottom())
        card.stand(word, middle, [*self._partners(version, span)])
        self._watch(view)
        return True

    def _partners(self, version: str, span: Span) -> Iterator[QRect]:
        """What is to be seen of the sentences beside that of a word: one wants to read them with its card."""
        area = self._window.area
        reading = area.reading
        if reading is None:
            return
        row = reading.row_at(version, span.start)
        for view in area.views():
            corner = QPointF(view.viewport().mapTo(self._ground, QPoint()))
            seen = QRectF(view.viewport().rect())
            for other in view.versions:
                cell = reading.cell(row, other) if other != version else ()
                text = reading.texts[other]
                for rect in (
                    view.span_rects(other, Span(text.segment(cell[0]).start, text.segment(cell[-1]).end))
                    if cell
                    else ()
                ):
                    if seen.intersects(rect):
                        yield rect.intersected(seen).translated(corner).toAlignedRect()

    def leave(self) -> None:
        """There is no card any more."""
        self._settled.stop()
        # What showed other versions may be gone already.
        for each in self._watched:
            with contextlib.suppress(RuntimeError):
                each.removeEventFilter(self)
        if self._view is not None:
            with contextlib.suppress(RuntimeError):
                self._view.laid_out_anew.disconnect(self._on_laid_out)
        self._view, self._watched = None, []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._settled.start()
        return False

    def _on_laid_out(self) -> None:
        self._settled.start()

    def _watch(self, view: ReadingView) -> None:
        """Watch the view and all it lies in."""
        if self._view is view:
            return
        self.leave()
        self._view = view
        view.laid_out_anew.connect(self._on_laid_out)
        each: QWidget | None = view
        while each is not None:
            self._watched.append(each)
            each.installEventFilter(self)
            each = each.parentWidget() if each is not self._ground else None
