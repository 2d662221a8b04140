"""The room of terms: its views in the middle under the term they are about, a panel at the right.

The list of terms, :attr:`TermsPage.side`, and what the bar at the top has, :attr:`TermsPage.tools`, are
put there by whoever shows the page. What is asked for is done by the desk.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from parallelreader.ui.terms.head import TermHead
from parallelreader.ui.terms.side import VIEW_KEYS, TermsSide, takes_room_key
from parallelreader.ui.terms.tools import RoomTools
from parallelreader.ui.terms.view import Subject, TermsView
from parallelreader.ui.theme.ground import Ground
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel
from parallelreader.ui.widgets.right_side import RightSide
from parallelreader.ui.widgets.single_keys import next_part

RIGHT_WIDTH = 268
# Up to this width of the window what is open needs the room more than the names of views do.
_NARROW = 1080


class TermsPage(Ground):
    """``view_changed`` comes when another view is seen, ``subject_changed`` when it may be about another
    term; ``closed`` with the last Escape."""

    view_changed = Signal()
    subject_changed = Signal()
    edit_requested = Signal()
    export_requested = Signal()
    closed = Signal()

    def __init__(
        self, themes: ThemeSource, export: QAction, top: QWidget | None = None, new: QAction | None = None
    ) -> None:
        super().__init__(themes, "bg")
        self.side = TermsSide(themes, top, new)
        self.head = TermHead(themes)
        self.tools = RoomTools(themes, export)
        self.right: QWidget | None = None
        self._views: list[TermsView] = []
        self._current = -1
        self._subject: Subject = None
        self._reading = ""
        self._nothing = PaleLabel(themes, wraps=True)
        self._middle = QStackedWidget()
        self._lay_out()
        self.side.left.connect(self.focus_view)
        self.side.entered.connect(self.focus_view)
        self.side.key_pressed.connect(self.keyPressEvent)
        self.tools.chosen.connect(self.show_view)
        self.tools.right_toggled.connect(self.toggle_right)

    @property
    def views(self) -> Sequence[TermsView]:
        """The views in the order of their buttons."""
        return self._views

    @property
    def view(self) -> TermsView | None:
        """The one that is seen."""
        return self._views[self._current] if self._current >= 0 else None

    @property
    def subject(self) -> Subject:
        """What is shown."""
        return self._subject

    def add_view(self, view: TermsView) -> None:
        """Offer a view; the first one is seen."""
        self._views.append(view)
        self.tools.tabs.add(view.title, view.icon)
        if self._middle.indexOf(view.widget()) < 0:
            self._middle.addWidget(view.widget())
        if self._current < 0:
            self.show_view(0)

    def show_count(self, view: TermsView, text: str) -> None:
        """Say beside the name of a view how much it has."""
        self.tools.tabs.show_count(self._views.index(view), text)

    def set_right(self, panel: QWidget) -> None:
        """Put a panel at the right."""
        self.right = panel
        panel.setFixedWidth(RIGHT_WIDTH)
        self._right_side.use(panel)
        self.tools.right.show()
        self._place_right()

    def show_term(self, subject: Subject, reading: str) -> None:
        """Show a term in the view that is seen."""
        self._subject, self._reading = subject, reading
        self.head.show_term(subject, reading)
        self._show_subject()
        self.subject_changed.emit()

    @Slot(int)
    def show_view(self, number: int) -> None:
        """See another view."""
        if number == self._current or not 0 <= number < len(self._views):
            return
        had_focus = self._middle.isAncestorOf(focused) if (focused := self.focusWidget()) else False
        self._current = number
        self.tools.tabs.check(number)
        self.setFocusProxy(self._views[number].widget())
        self._show_subject()
        self.view_changed.emit()
        if had_focus:
            self.focus_view()

    def focus_view(self) -> None:
        """Give the keyboard to the view, or to the list where there is nothing to see."""
        target = self._middle.currentWidget()
        if target is self._nothing or target is None:
            self.side.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_next_part(self, focused: QWidget | None) -> None:
        """Give the keyboard to the next of: the view, the right panel, the list."""
        right = [self.right] if self.right is not None else []
        following = next_part((self._middle, *right, self.side.list, self.side.search), focused)
        if following is self._middle:
            self.focus_view()
        elif following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def toggle_right(self) -> None:
        """Show the right panel or put it away."""
        self._right_side.is_wanted = not self._right_side.is_wanted
        self._place_right()
        if not self._right_side.is_wanted:
            self.focus_view()

    def event(self, event: QEvent) -> bool:
        return takes_room_key(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in VIEW_KEYS:
            self.show_view(VIEW_KEYS.index(Qt.Key(event.key())))
            self.focus_view()
        elif event.key() == Qt.Key.Key_Slash:
            self.side.seek()
        elif event.key() == Qt.Key.Key_M and event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
            self.edit_requested.emit()
        elif event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.export_requested.emit()
        elif event.key() == Qt.Key.Key_Backslash and self.right is not None:
            self.toggle_right()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._right_side.is_over:
            self.toggle_right()
        elif self.side.search.text():
            self.side.search.clear()
        else:
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._right_side.follow()
        self._place_right()
        self.tools.show_names(self.window().width() > _NARROW)

    def _show_subject(self) -> None:
        view = self.view
        if view is None:
            return
        is_empty = view.has_head and self._subject is None
        self.head.setVisible(view.has_head and not is_empty)
        self._middle.setCurrentWidget(self._nothing if is_empty else view.widget())
        if not is_empty:
            view.show_term(self._subject)

    def _place_right(self) -> None:
        self.tools.right.setChecked(self._right_side.is_wanted)
        self._right_side.place()

    def _lay_out(self) -> None:
        self._nothing.setContentsMargins(20, 24, 20, 0)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setText(self.tr("The term you choose in the list is shown here in every version."))
        self._middle.addWidget(self._nothing)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.head)
        middle.addWidget(self._middle, 1)
        self.head.hide()
        self._right_side = RightSide(self, middle)
