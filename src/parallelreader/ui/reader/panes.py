"""The layout of panes: each version as flowing prose in a column of its own, scrolling together."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parallelreader.app.reading.reading import Reading
from parallelreader.app.reading.words import Words
from parallelreader.ui.reader.columns import ColumnsPage
from parallelreader.ui.reader.gutter import Gutter, LinkActions
from parallelreader.ui.reader.header import ColumnHeader
from parallelreader.ui.reader.items import Items, PaneItems
from parallelreader.ui.reader.pins import ShownPin, pins_beside
from parallelreader.ui.reader.scroll_link import ScrollLink
from parallelreader.ui.reader.state import ReadingState
from parallelreader.ui.reader.styles import Styles
from parallelreader.ui.reader.text_layout import TextStyle
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.layouts import empty_layout

_LEAST_MARGIN, _MARGIN = 22, 38
_MARGIN_SHARE = 0.1


class PaneView(ReadingView):
    """The prose of one version."""

    def __init__(
        self, version: str, styles: Styles, state: ReadingState, themes: ThemeSource, words: Words
    ) -> None:
        super().__init__(state, themes, words)
        self.version = version
        self._styles = styles

    def build_items(self) -> Items | None:
        reading = self.state.reading
        if reading is None or self.version not in reading.shown:
            return None
        whole = self.viewport().width()
        # In a narrow pane the words need the room more than the margins do.
        margin = min(max(int(_MARGIN_SHARE * whole), _LEAST_MARGIN), _MARGIN)
        room = max(whole - 2 * margin, 80)
        width = min(float(room), self._styles.measure(reading.version(self.version)))
        left = margin + (room - width) / 2
        style = self.style_of(self.version)
        lettering = self.state.lettering
        return PaneItems(reading, self.version, style, left=left, width=width, lettering=lettering)

    def tints_low(self) -> bool:
        return True

    def style_of(self, version: str) -> TextStyle:
        assert self.state.reading is not None
        return self.state.lettering.style(self._styles, self.state.reading.version(version))


class Panes(ColumnsPage):
    """All panes of the document being read, one for each version shown, in the order shown.

    ``pin_pressed`` carries the pin between two of them that was pressed.
    """

    pin_pressed = Signal(object)

    def __init__(
        self,
        state: ReadingState,
        styles: Styles,
        themes: ThemeSource,
        words: Words,
        link_actions: LinkActions,
    ) -> None:
        super().__init__(state, themes)
        self.link = ScrollLink(self)
        self.views: dict[str, PaneView] = {}
        self._headers: dict[str, ColumnHeader] = {}
        self.gutters: list[Gutter] = []
        self._styles = styles
        self._words = words
        self._link_actions = link_actions
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def begin(self, reading: Reading) -> list[PaneView]:
        """Show a document, or other versions of it; return the views that are new."""
        self._clear()
        for number, version in enumerate(reading.shown):
            if number:
                left = reading.shown[number - 1]
                pins = partial(self._pins, left, version)
                gutter = Gutter(self._themes, self.link, self._link_actions, pins, left=left, right=version)
                gutter.pin_pressed.connect(self.pin_pressed)
                self.gutters.append(gutter)
                self._layout.addWidget(gutter)
            self._layout.addWidget(self._column(reading, version), 1)
        self.link.begin(reading, self.views)
        return list(self.views.values())

    def end(self) -> None:
        """Show nothing."""
        self._clear()
        self.link.begin(None, {})

    def renew(self, reading: Reading) -> None:
        """The same versions are paired otherwise: the leader stays, the others come to where it now says."""
        self.link.renew(reading)
        for gutter in self.gutters:
            gutter.update()

    def focused_version(self) -> str:
        """The version of the pane that has the keyboard, else of the one that leads."""
        return next((v for v, view in self.views.items() if view.hasFocus()), self.link.lead)

    def focused_number(self) -> int | None:
        """Which pane from the left has the keyboard; None where none has it."""
        return next((n for n, view in enumerate(self.views.values()) if view.hasFocus()), None)

    def restyle(self, version: str) -> None:
        """A version's size has changed: lay its pane out anew, keeping the place."""
        self.views[version].rebuild()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            for version, view in self.views.items():
                if view is watched:
                    self._headers[version].show_focus(event.type() == QEvent.Type.FocusIn)
        return False

    def _column(self, reading: Reading, version: str) -> QWidget:
        header = self.make_header(reading, version)
        view = PaneView(version, self._styles, self._state, self._themes, self._words)
        view.scrolled.connect(partial(self._on_scrolled, version))
        view.laid_out_anew.connect(self._on_laid_out_anew)
        view.zoom_requested.connect(partial(self.zoom_requested.emit, version))
        view.installEventFilter(self)
        view.setAccessibleName(header.accessibleName())
        self.views[version] = view
        self._headers[version] = header
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(view, 1)
        return column

    def _pins(self, left: str, right: str) -> list[ShownPin]:
        reading = self._state.reading
        if reading is None or left not in self.views:
            return []
        return list(pins_beside(self.views[left], reading, self._state.marks, left=left, right=right))

    def _on_scrolled(self, version: str) -> None:
        self.link.follow(version)
        self.moved.emit()
        for gutter in self.gutters:
            gutter.follow_text()

    def _on_laid_out_anew(self) -> None:
        reading = self._state.reading
        if reading is None or not self.views.keys() <= set(reading.shown):
            # Another document has come, and the panes are still those of the one before.
            return
        self.link.settle()
        for gutter in self.gutters:
            gutter.update()

    def _clear(self) -> None:
        self.views.clear()
        self._headers.clear()
        self.gutters.clear()
        empty_layout(self._layout)
