"""Reading and selecting by keyboard alone: paging, the caret, and growing a selection.

Only what belongs to moving about in one text; everything with a name is an action of the window.
"""

import weakref
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from parallelreader.app.reading.selection import Selection
from parallelreader.core.text import Text
from parallelreader.ui.reader.surface import Surface

_PAGE_OVERLAP_LINES = 1
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Keys:
    """The keys of one view."""

    def __init__(self, view: Surface) -> None:
        # The view owns this; a reference back would keep its texts until the collector comes, which is rare.
        self._view: Surface = weakref.proxy(view)

    def press(self, event: QKeyEvent) -> bool:
        """Act on a key; say whether it was one of ours."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & _SHIFT)
        control = bool(event.modifiers() & _CONTROL)
        if event.modifiers() & ~(_SHIFT | _CONTROL | Qt.KeyboardModifier.KeypadModifier):
            return False
        return self._scroll(key, shift=shift, control=control) or self._step(
            key, shift=shift, control=control
        )

    def _scroll(self, key: Qt.Key, *, shift: bool, control: bool) -> bool:
        view = self._view
        page = view.viewport().height() - _PAGE_OVERLAP_LINES * view.line_height()
        if key == Qt.Key.Key_Space and not control:
            view.scroll_by(-page if shift else page)
        elif key == Qt.Key.Key_PageDown and not control:
            view.scroll_by(page)
        elif key == Qt.Key.Key_PageUp and not control:
            view.scroll_by(-page)
        elif key == Qt.Key.Key_Down and not shift and not control:
            view.scroll_by(view.line_height())
        elif key == Qt.Key.Key_Up and not shift and not control:
            view.scroll_by(-view.line_height())
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and not shift:
            view.scroll_to_end(top=key == Qt.Key.Key_Home)
        else:
            return False
        return True

    def _step(self, key: Qt.Key, *, shift: bool, control: bool) -> bool:
        move = self._move_of(key, by_word=control or not shift)
        if move is None or not self._view.versions or self._view.state.reading is None:
            return False
        # Ctrl with an arrow up or down steps by pairs, and without Shift left and right go by words.
        if control and not shift:
            return False
        version, position = self._caret()
        selection = self._view.state.selection
        text = self._view.state.reading.texts[version]
        if shift:
            if selection is None or selection.version != version:
                selection = Selection(version, position, position)
            moved = selection.to(move(text, version, selection.head))
            self._view.state.select(moved)
            self._place(version, moved.head)
        else:
            self._view.state.select(None)
            moved_to = move(text, version, position)
            self._place(version, moved_to)
            if not self._view.state.covering.is_covered_at(version, moved_to):
                self._view.state.lights.follow_caret(version, moved_to)
        return True

    def _move_of(self, key: Qt.Key, *, by_word: bool) -> Callable[[Text, str, int], int] | None:
        if key == Qt.Key.Key_Left:
            return self._word_left if by_word else _left
        if key == Qt.Key.Key_Right:
            return self._word_right if by_word else _right
        if key == Qt.Key.Key_Up:
            return self._line_up
        if key == Qt.Key.Key_Down:
            return self._line_down
        if key == Qt.Key.Key_Home:
            return _sentence_start
        if key == Qt.Key.Key_End:
            return _sentence_end
        return None

    def _caret(self) -> tuple[str, int]:
        """Where the caret or the end of the selection is, or the beginning of the pair being read
        where one has scrolled away from them."""
        view = self._view
        if view.caret is not None and view.caret[0] in view.versions:
            rect = view.rect_of(*view.caret)
            is_seen = rect is not None and rect.bottom() > 0 and rect.top() < view.viewport().height()
            if is_seen or view.state.selection is not None:
                return view.caret
        reading = view.state.reading
        assert reading is not None
        for version in view.versions:
            cell = reading.cell(view.state.current_row, version)
            if cell:
                return version, reading.texts[version].segment(cell[0]).start
        version = view.versions[0]
        return version, int(view.place_at(0.0, version) or 0)

    def _place(self, version: str, position: int) -> None:
        """Set the caret and bring it on screen."""
        view = self._view
        view.caret = (version, position)
        view.reveal(version, position)
        if view.state.reading is not None:
            # What is asked for from here on is about the pair the cursor is in, wherever that stands.
            view.state.read(view.state.reading.row_at(version, position))
        view.viewport().update()

    def _word_left(self, text: Text, version: str, position: int) -> int:
        word = self._view.words.before(text, position, is_chinese=self._is_chinese(version))
        return word.start if word else 0

    def _word_right(self, text: Text, version: str, position: int) -> int:
        chinese = self._is_chinese(version)
        here = self._view.words.at(text, position, is_chinese=chinese)
        word = self._view.words.after(text, max(here.end, position + 1), is_chinese=chinese)
        return word.start if word else len(text.content)

    def _line_up(self, text: Text, version: str, position: int) -> int:
        return self._view.line_beside(version, position, -1)

    def _line_down(self, text: Text, version: str, position: int) -> int:
        return self._view.line_beside(version, position, 1)

    def _is_chinese(self, version: str) -> bool:
        reading = self._view.state.reading
        return reading is not None and reading.version(version).is_chinese


def _left(text: Text, version: str, position: int) -> int:
    return max(position - 1, 0)


def _right(text: Text, version: str, position: int) -> int:
    return min(position + 1, len(text.content))


def _sentence_start(text: Text, version: str, position: int) -> int:
    return text.segment(text.segment_at(max(position - 1, 0))).start


def _sentence_end(text: Text, version: str, position: int) -> int:
    here = text.segment(text.segment_at(position))
    return here.end if position < here.end else text.segment(text.segment_at(position + 1)).end
