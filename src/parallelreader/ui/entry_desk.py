"""Looking words up in the window: the panel beside the text, and examples from the corpus that is open."""

from functools import cached_property

from PySide6.QtCore import QObject, QTimer, Signal

from parallelreader.app.reading.lettering import ToneColours
from parallelreader.app.reading.reading import Reading
from parallelreader.app.user_data import UserData
from parallelreader.app.words.card import Card, Cards
from parallelreader.app.words.dictionaries import Dictionaries
from parallelreader.app.words.entry_page import FEW, MANY, NOWHERE, Here, Rendered, make_page
from parallelreader.app.words.examples import Example
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.corpus import Corpus
from parallelreader.core.language import english
from parallelreader.core.language.script import has_han
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.card_names import with_version_names
from parallelreader.ui.entry_examples import FEW as FEW_EXAMPLES
from parallelreader.ui.entry_examples import MANY as MANY_EXAMPLES
from parallelreader.ui.entry_examples import EntryExamples
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.travel import Travel
from parallelreader.ui.window import Window
from parallelreader.ui.words.card_rows import name_lines
from parallelreader.ui.words.entry_html import EXAMPLES
from parallelreader.ui.words.entry_panel import EntryPanel
from parallelreader.ui.words.entry_walk import LookUp

_LOOK_AGAIN_AFTER_MS = 300
_LONGEST_SELECTION = 40


class EntryDesk(QObject):
    """Shows what is known of the word at the caret, or of whatever is typed; one page at a time."""

    _dictionaries_changed = Signal()

    def __init__(
        self,
        data: UserData,
        themes: ThemeSource,
        jobs: JobRunner,
        session: Session,
        window: Window,
        travel: Travel,
        words: TextWords,
        dictionaries: Dictionaries,
    ) -> None:
        super().__init__(window)
        self._data = data
        self._themes = themes
        self._session = session
        self._window = window
        self._travel = travel
        self._words = words
        self._dictionaries = dictionaries
        self._cards = Cards(words, dictionaries, window.state.lights.links)
        self._wanted: LookUp | None = None
        self._place: tuple[str, int] | None = None
        self._examples = EntryExamples(data, jobs, session, window, words)
        self._links = QTimer(self, singleShot=True, interval=_LOOK_AGAIN_AFTER_MS)
        self._links.timeout.connect(self._look_again)
        self._dictionaries_changed.connect(self._on_dictionaries_changed)
        dictionaries.listen(self._dictionaries_changed.emit)
        session.corpus_opened.connect(self._on_corpus_opened)
        window.state.lights.changed.connect(self._on_lights_changed)
        window.state.covering.changed.connect(self._on_covering_changed)

    @cached_property
    def panel(self) -> EntryPanel:
        """The panel; made when it is first shown."""
        panel = EntryPanel(self._themes)
        panel.name_of = self._name_of
        panel.wanted.connect(self._on_wanted)
        self._examples.found.connect(panel.show_examples)
        panel.place_requested.connect(self._on_place_requested)
        panel.left.connect(self._leave)
        panel.close_asked.connect(self.close)
        panel.said.connect(self._window.status.say)
        self._window.set_side_panel(panel)
        return panel

    @property
    def _tones(self) -> ToneColours:
        """The order the reader knows tone colours in; here they stand even where the text has none."""
        chosen = self._data.settings.value.tone_colours
        return chosen if chosen is not ToneColours.OFF else ToneColours.CLASSIC

    @property
    def is_shown(self) -> bool:
        """Whether the panel is on screen, or would be if the window were."""
        panel, side = self.__dict__.get("panel"), self._window.side
        return panel is not None and not side.isHidden() and side.currentWidget() is panel

    @property
    def _has_keyboard(self) -> bool:
        focused = self._window.focusWidget()
        return self.is_shown and focused is not None and self.panel.isAncestorOf(focused)

    def handlers(self) -> dict[str, Handler]:
        """What the actions of the dictionary do."""
        return {"entry": self.show}

    def show(self) -> None:
        """Show the word at the caret; from the panel itself, go to the field to type another."""
        panel = self.panel
        if self._has_keyboard:
            panel.head.focus_field()
            return
        typed, here = self._asked()
        selection = self._window.state.selection
        self._show_panel()
        if typed:
            self.look_up(typed, here)
            self._place = (selection.version, selection.head) if selection is not None else None
            panel.browser.setFocus()
        else:
            panel.head.focus_field()

    def look_up(self, typed: str, here: Here = NOWHERE) -> None:
        """Show the page of a word, leaving the keys where they are."""
        self._show_panel()
        self._place = None
        self.panel.look_up(typed, here)

    def show_card(self, card: Card) -> None:
        """Show all there is to the word of a card; from the panel itself, go to the field to type another."""
        if self._has_keyboard:
            self.panel.head.focus_field()
            return
        self.look_up(*self._of_card(card))
        self._place = (card.version, card.span.start) if not card.asked else None
        self.panel.browser.setFocus()

    def close(self) -> None:
        """Hide the panel."""
        self._examples.stop()
        self._window.side.hide()
        self._leave()

    def _leave(self) -> None:
        """Give the keys back to what the panel stands beside."""
        middle = self._window.middle.currentWidget()
        if self._window.area.isVisible() or middle is None:
            self._window.area.return_to_text()
        else:
            middle.setFocus()

    def _show_panel(self) -> None:
        self._window.show_side_panel(self.panel)
        self._window.actions_by_id["notes_panel"].setChecked(False)
        if not self._dictionaries.is_ready:
            self.panel.explain(self.tr("The dictionaries are being opened."))

    # What is asked for

    def _asked(self) -> tuple[str, Here]:
        """What the caret or the selection says, with what is known of it there; nothing without either."""
        reading, selection = self._window.area.reading, self._window.state.selection
        if reading is None or selection is None or selection.version not in reading.shown:
            return "", NOWHERE
        version = selection.version
        if not selection.is_empty:
            content = reading.texts[version].content[selection.span.start : selection.span.end]
            if len(content) > _LONGEST_SELECTION or "\n" in content.strip():
                return "", NOWHERE
            card = self._cards.of_span(reading, version, selection.span) if has_han(content) else None
            if card is not None and card.word == content.strip():
                return self._of_card(card)
            return content.strip(), NOWHERE
        if reading.version(version).is_chinese:
            card = self._cards.at(reading, version, selection.head)
            return self._of_card(card) if card is not None else (self._longest_at(reading), NOWHERE)
        return self._of_english(reading, version, selection.head)

    def _longest_at(self, reading: Reading) -> str:
        """The longest headword at the caret, where words are not known yet."""
        selection = self._window.state.selection
        assert selection is not None
        content = reading.texts[selection.version].content
        found = self._dictionaries.prefixes(content[selection.head : selection.head + _LONGEST_SELECTION], 0)
        return found[0] if found else ""

    def _of_card(self, card: Card) -> tuple[str, Here]:
        if card.asked:
            found = (card.word if card.key else "", *(match.word for match in card.matches if match.span))
            behind = filter(None, found)
            return card.asked, Here(behind=tuple(dict.fromkeys(behind)))
        reading = self._window.area.reading
        if reading is not None and self._window.state.covering.covered_in(
            reading.row_at(card.version, card.span.start)
        ):
            card = card.without_help()
        first = card.senses[card.best] if card.senses else None
        likely = reason = ""
        if first is not None and first.is_likely and first.evidence is not None:
            likely = first.text
            reason = self.tr("Likely here: “{words}”").format(words=first.evidence.words)
        pinyin = " ".join(each.written(Notation.NUMBERS) for each in (first.syllables if first else ()))
        pinyin = pinyin or " ".join(each.written(Notation.NUMBERS) for each in card.syllables)
        rendered = tuple(
            Rendered(self._version_name(each.version), each.words, each.is_faint)
            for each in card.renderings
            if each.words
        )
        name = ""
        if reading is not None and first is not None and first.is_name:
            name = " ".join(name_lines(with_version_names(card, reading).senses[0].spelt)).strip()
            pinyin = " ".join(each.written(Notation.NUMBERS) for each in card.syllables)
        return card.word, Here(likely, reason, pinyin, rendered, name=name)

    def _of_english(self, reading: Reading, version: str, position: int) -> tuple[str, Here]:
        text = reading.texts[version]
        if not len(text.content):
            return "", NOWHERE
        paragraph = text.paragraph(text.paragraph_at(position))
        inside = text.content[paragraph.start : paragraph.end]
        start, end = english.word_at(inside, min(position - paragraph.start, max(len(inside) - 1, 0)))
        word = inside[start:end].strip()
        card = self._cards.behind(reading, version, position)
        return (word, self._of_card(card)[1]) if card is not None else (word, NOWHERE)

    # What is found

    def _on_wanted(self, wanted: LookUp) -> None:
        self._examples.stop()
        if self._wanted is None or self._wanted.typed != wanted.typed:
            self._place = None
        self._wanted = wanted
        if not self._dictionaries.is_ready:
            return
        page = make_page(
            self._dictionaries,
            wanted.typed,
            wanted.here,
            most={name: MANY if name in wanted.more else FEW for name in ("beginning", "containing")},
        )
        self.panel.tones, self.panel.notation = self._tones, self._window.state.lettering.notation
        self.panel.show_page(page)
        self._examples.find(page.typed, MANY_EXAMPLES if EXAMPLES in wanted.more else FEW_EXAMPLES)

    def _on_lights_changed(self) -> None:
        """Which words render the one that is shown may only now be known."""
        wanted = self._wanted
        if self._place is not None and wanted is not None and self.is_shown and not wanted.here.rendered:
            self._links.start()

    def _on_covering_changed(self) -> None:
        """What is told of the word may be something the reader does not want to see now."""
        if self._place is not None and self.is_shown:
            self._links.start()

    def _look_again(self) -> None:
        reading, place, wanted = self._window.area.reading, self._place, self._wanted
        if reading is None or place is None or wanted is None or place[0] not in reading.shown:
            return
        card = self._cards.at(reading, *place)
        if card is not None and card.word == wanted.typed:
            here = self._of_card(card)[1]
            if here != wanted.here:
                self._wanted = self.panel.know(here)

    def _on_corpus_opened(self) -> None:
        """Examples come from there now."""
        if self.is_shown and self._wanted is not None:
            self._on_wanted(self._wanted)

    def _on_dictionaries_changed(self) -> None:
        if self._wanted is not None and self.is_shown:
            self._on_wanted(self._wanted)
        elif "panel" in self.__dict__ and self._wanted is None:
            self.panel.explain_use()

    def _on_place_requested(self, example: Example) -> None:
        self._travel.go(example.document, (example.version, float(example.position)))

    def _name_of(self, example: Example) -> str:
        corpus = self._session.corpus
        title = _title(corpus, example.document) if corpus is not None else example.document
        return f"{example.label} · {title}"

    def _version_name(self, version: str) -> str:
        reading = self._window.area.reading
        if reading is None:
            return version
        known = reading.version(version)
        return known.translator or known.author or known.id


def _title(corpus: Corpus, document: str) -> str:
    return next((each.title or each.id for each in corpus.documents if each.id == document), document)
