"""The panel with all that is known of a word, beside the text: a field, the page, and a way back.

What is on the page is found by whoever shows it; the panel remembers what was looked at.
"""

from collections.abc import Callable
from urllib.parse import unquote

from PySide6.QtCore import QEvent, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from parallelreader.app.reading.lettering import ToneColours
from parallelreader.app.words.entry_page import NOWHERE, EntryPage, Here, plain_text, with_here
from parallelreader.app.words.examples import Example
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.labels import PaleLabel
from parallelreader.ui.words.entry_head import MARGIN, EntryHead
from parallelreader.ui.words.entry_html import EntryHtml
from parallelreader.ui.words.entry_walk import LookUp, Walk

LEAST_WIDTH, MOST_WIDTH = 240, 440

NameOf = Callable[[Example], str]


class EntryPanel(QWidget):
    """``wanted`` asks for the page of a :class:`LookUp`, ``place_requested`` for the place of an example;
    ``left`` comes with Escape: the keys are to go back to the text."""

    wanted = Signal(object)
    place_requested = Signal(object)
    close_asked = Signal()
    left = Signal()
    said = Signal(str)

    def __init__(self, themes: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._walk = Walk()
        self._page: EntryPage | None = None
        self._examples: list[Example] = []
        self._examples_said = ""
        self._has_more_examples = False
        self.name_of: NameOf = _label
        self.tones = ToneColours.CLASSIC
        self.notation = Notation.MARKS
        self.head = EntryHead(themes)
        self.hint = PaleLabel(themes, wraps=True)
        self.hint.setContentsMargins(MARGIN, 16, MARGIN, 16)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.browser = _Browser()
        self.browser.setAccessibleName(self.tr("What is known of the word"))
        self.browser.anchorClicked.connect(self._on_link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.hint)
        layout.addWidget(self.browser, 1)
        layout.addStretch(0)
        self.setAutoFillBackground(True)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setMaximumWidth(MOST_WIDTH)
        self.setAccessibleName(self.tr("Dictionary"))
        self.setFocusProxy(self.browser)
        self.head.asked.connect(self._on_asked)
        self.head.left.connect(self._on_field_left)
        self.head.back_asked.connect(self.go_back)
        self.head.forward_asked.connect(self.go_forward)
        self.head.copy_asked.connect(self.copy_page)
        self.head.close_asked.connect(self.close_asked)
        themes.changed.connect(self._on_themes_changed)
        self._show_ways()
        self.explain_use()

    @property
    def current(self) -> LookUp | None:
        """What is looked at."""
        return self._walk.current

    @property
    def page(self) -> EntryPage | None:
        """The page that is shown."""
        return self._page

    def look_up(self, typed: str, here: Here = NOWHERE, *, is_draft: bool = False) -> None:
        """Ask for a page, and remember the way to it."""
        typed = " ".join(typed.split())
        if typed:
            self._walk.leave(self._scrolled)
            self._walk.go(LookUp(typed, here), is_draft=is_draft)
            self._want()

    def show_page(self, page: EntryPage) -> None:
        """Show what was asked for; examples come later."""
        self._page = page
        self._examples = []
        self._examples_said = ""
        self._has_more_examples = False
        self.head.show_word(page.typed)
        if page.missing or (page.is_empty and not page.here.name):
            self.explain(page.missing or self.tr("No dictionary has {word}.").format(word=page.typed))
        else:
            self.explain("")
        self._write()
        current = self.current
        self.browser.verticalScrollBar().setValue(current.scrolled if current is not None else 0)
        self._show_ways()

    def know(self, here: Here) -> LookUp | None:
        """More is known of the word where it stands than when it was looked up; gives what is looked at."""
        self._walk.change(here=here)
        if self._page is not None:
            self._page = with_here(self._page, here)
            self._write_again()
        return self.current

    def show_examples(self, found: list[Example], said: str = "", has_more: bool = False) -> None:
        """Add places where the corpus itself has the word; ``said`` tells why there are none."""
        self._examples = found
        self._examples_said = said
        self._has_more_examples = has_more
        self._write_again()

    def explain(self, text: str) -> None:
        """Say why nothing is shown, or with "" show the page."""
        self.hint.setText(text)
        self.hint.setVisible(bool(text))
        self.browser.setVisible(not text or bool(self._examples))

    def explain_use(self) -> None:
        """Say what can be looked up."""
        self.explain(
            self.tr(
                "Type Chinese in either script, pinyin with or without tones, or English."
                " D in the text looks up the word at the caret."
            )
        )

    @Slot()
    def go_back(self) -> None:
        """To the word that was looked at before."""
        self._step(-1)

    @Slot()
    def go_forward(self) -> None:
        """Forward again."""
        self._step(1)

    @Slot()
    def copy_page(self) -> None:
        """Copy what is said of the word as plain text."""
        if self._page is not None and (text := plain_text(self._page)):
            QGuiApplication.clipboard().setText(text)
            self.said.emit(self.tr("Copied"))

    def event(self, event: QEvent) -> bool:
        # While the keys are here, the way back is through the words and not through the text.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _way(event):
            event.accept()
            return True
        return super().event(event)

    @Slot()
    def _on_field_left(self) -> None:
        """From the field to the page of the word or, where there is none, out of the panel."""
        if self.browser.isVisible():
            self.browser.setFocus()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if way := _way(event):
            self._step(way)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _scrolled(self) -> int:
        return self.browser.verticalScrollBar().value()

    def _step(self, by: int) -> None:
        self._walk.leave(self._scrolled)
        if self._walk.step(by):
            self._want()

    def _want(self) -> None:
        self.wanted.emit(self._walk.current)
        self._show_ways()

    def _show_ways(self) -> None:
        self.head.show_ways(
            back=self._walk.can_go_back,
            forward=self._walk.can_go_forward,
            can_copy=self._page is not None and not self._page.is_empty,
        )

    def _write_again(self) -> None:
        """Write the page as it is now without moving it."""
        at = self._scrolled
        self._write()
        self.browser.verticalScrollBar().setValue(at)

    def _write(self) -> None:
        if self._page is None:
            return
        writer = EntryHtml(self._themes.current, self.tones, self.notation)
        examples = writer.examples(
            self._examples, self.name_of, self._examples_said, has_more=self._has_more_examples
        )
        self.browser.setHtml(writer.page(self._page, examples))

    @Slot(str, bool)
    def _on_asked(self, typed: str, is_final: bool) -> None:
        self.look_up(typed, is_draft=not is_final)

    @Slot(QUrl)
    def _on_link(self, link: QUrl) -> None:
        kind, _, rest = link.toString(QUrl.ComponentFormattingOption.FullyEncoded).partition(":")
        if kind == "word":
            self.look_up(unquote(rest))
        elif kind == "more" and self.current is not None:
            self._walk.change(more=self.current.more | {rest}, scrolled=self._scrolled)
            self._want()
        elif kind == "go" and rest.isdigit() and int(rest) < len(self._examples):
            self.place_requested.emit(self._examples[int(rest)])

    @Slot()
    def _on_themes_changed(self) -> None:
        self._write_again()


class _Browser(QTextBrowser):
    """Shows a page of ours and fetches nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.document().setDocumentMargin(MARGIN)
        self.viewport().setAutoFillBackground(False)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _way(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _way(event: QKeyEvent) -> int:
    """Back (-1), forward (1), or another key (0)."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)


def _label(example: Example) -> str:
    return example.label
