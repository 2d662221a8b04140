"""How Chinese is shown: readings over it, colours under its words, the script it is set in.

The desk takes what the reader chooses, remembers it, and brings in the words when they are known.
"""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from parallelreader.app.places import CorpusPlace
from parallelreader.app.reading.lettering import NewWords, PinyinMode, ToneColours
from parallelreader.app.user_data import UserData
from parallelreader.core.language import conversion
from parallelreader.core.language.conversion import Script
from parallelreader.core.progress import Progress
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui import later
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.theme.tones import tone_icon
from parallelreader.ui.window import Window

if TYPE_CHECKING:
    from parallelreader.app.words.statuses import StatusChanges

# So many words must be known before a page is not one blue field.
_ENOUGH_KNOWN = 100


class LetteringDesk(QObject):
    """Acts on the lettering that all views share."""

    _words_heard = Signal()

    def __init__(self, data: UserData, themes: ThemeSource, jobs: JobRunner, window: Window) -> None:
        super().__init__(window)
        self._data = data
        self._themes = themes
        self._jobs = jobs
        self._window = window
        self._lettering = window.state.lettering
        self._actions = window.actions_by_id
        self._words: later.TextWords | None = None
        self._keeping: later.WordKeeping | None = None
        self._setter: later.WordSetter | None = None
        self._wanted: dict[str, Script] = {}
        self._document = ""
        self._is_waiting = False
        settings = data.settings.value
        self._lettering.set_notation(settings.notation)
        self._lettering.set_tones(settings.tone_colours)
        self._lettering.set_spoken(settings.spoken_tones)
        window.area.script_chosen.connect(self._on_script_chosen)
        self._show_tints()

    def use(self, words: "later.TextWords", keeping: "later.WordKeeping") -> None:
        """The words of texts, and what is known of them, come from there."""
        self._words, self._keeping = words, keeping
        self._setter = later.WordSetter(self._lettering, words, keeping.book.statuses)
        # What was corrected is told of in the thread that did it.
        words.listen(self._words_heard.emit)
        self._words_heard.connect(self._on_words_heard)
        keeping.statuses_changed.connect(self._on_statuses_changed)
        self._themes.changed.connect(self._show_tones)
        self._show_tones()
        self._show_tints()
        self._lettering.use(self._setter)

    def begin(self, place: CorpusPlace) -> None:
        """A corpus was opened that was left so."""
        self._lettering.set_bare(place.without_pinyin)
        self._lettering.set_pinyin(place.pinyin)
        self._want(dict(place.scripts))
        self._show_choices()

    def begin_document(self) -> None:
        """Another document is about to be read, or other versions of it."""
        reading = self._window.area.reading
        document = reading.document.id if reading is not None else ""
        if document != self._document:
            # They are numbers of sentences in the one before.
            self._document = document
            self._lettering.set_pairs(())
        self._show_choices()

    @property
    def pinyin(self) -> PinyinMode:
        return self._lettering.mode

    @property
    def without_pinyin(self) -> tuple[str, ...]:
        """The versions that are to have none, to be remembered."""
        return tuple(sorted(self._lettering.bare))

    @property
    def scripts(self) -> Mapping[str, Script]:
        """What is chosen, by version, to be remembered."""
        return self._wanted

    def set_pinyin(self, mode: PinyinMode) -> None:
        """Show readings over these words."""
        self._lettering.set_pinyin(mode)
        self._show_choices()
        if mode is not PinyinMode.OFF and (self._words is None or not self._words.is_ready):
            self._is_waiting = True
            problem = self._words.problem if self._words is not None else ""
            self._window.status.say(problem or self.tr("Pinyin appears when the dictionary is loaded."))

    def set_script(self, script: Script, version: str = "") -> None:
        """Show a version, or else the Chinese that has the keyboard, in a script."""
        version = version or self._chinese()
        if version:
            self._want({**self._wanted, version: script})

    def handlers(self) -> dict[str, Handler]:
        """What it does, by action."""
        handlers: dict[str, Handler] = {
            "pinyin_next": lambda: self.set_pinyin(self.pinyin.next),
            "pinyin_pair": self._toggle_pair,
            "pinyin_pane": self._toggle_pane,
            "spoken_tones": self._toggle_spoken,
            "word_colours": self._toggle_colours,
            "new_word_colours": self._toggle_new,
        }
        handlers |= {f"pinyin_{mode}": partial(self.set_pinyin, mode) for mode in PinyinMode}
        handlers |= {f"notation_{each}": partial(self._set_notation, each) for each in Notation}
        handlers |= {f"tones_{each}": partial(self._set_tones, each) for each in ToneColours}
        handlers |= {f"script_{each}": partial(self.set_script, each) for each in Script}
        return handlers

    def _set_notation(self, notation: Notation) -> None:
        self._data.settings.change(notation=notation)
        self._lettering.set_notation(notation)

    def _set_tones(self, tones: ToneColours) -> None:
        self._data.settings.change(tone_colours=tones)
        self._lettering.set_tones(tones)

    def _toggle_spoken(self) -> None:
        """Write tones as they are spoken, or as dictionaries have them."""
        self._data.settings.change(spoken_tones=not self._lettering.speaks_tones)
        self._lettering.set_spoken(self._data.settings.value.spoken_tones)
        self._show_choices()

    def _toggle_pair(self) -> None:
        """Have readings over all words of the pair being read, or no longer."""
        reading, row = self._window.area.reading, self._window.state.current_row
        if reading is None or not len(reading.rows):
            return
        here = {
            (version, segment)
            for version in reading.shown
            if reading.version(version).is_chinese
            for segment in reading.cell(row, version)
        }
        pairs = self._lettering.pairs
        self._lettering.set_pairs(pairs - here if here <= pairs else pairs | here)

    def _toggle_pane(self) -> None:
        """Have readings over the Chinese that has the keyboard, as over others, or none."""
        if version := self._chinese():
            self._lettering.set_bare(self._lettering.bare ^ {version})
        self._show_choices()

    def _toggle_colours(self) -> None:
        settings, shown = self._data.settings, self._data.settings.value.word_colours
        if shown and not self._lettering.tints:
            # There is no other word to be tinted yet.
            settings.change(new_words=NewWords.ALWAYS)
        else:
            settings.change(word_colours=not shown)
        self._show_tints()
        are_shown, status = self._lettering.tints, self._window.status
        status.say(self.tr("Word colours are shown.") if are_shown else self.tr("Word colours are hidden."))

    def _toggle_new(self) -> None:
        new = NewWords.NEVER if self._lettering.tints_new else NewWords.ALWAYS
        self._data.settings.change(new_words=new, word_colours=True)
        self._show_tints()

    def _want(self, scripts: dict[str, Script]) -> None:
        """Show versions in these scripts as soon as what that takes is loaded."""
        self._wanted = {version: script for version, script in scripts.items() if script != Script.AS_WRITTEN}
        self._show_choices()
        if not self._wanted:
            self._lettering.set_scripts({})
            return
        needed = set(self._wanted.values())

        def work(progress: Progress) -> None:
            for script in needed:
                conversion.load(script)

        self._jobs.run(work, Job(self.tr("Loading the characters"), on_done=self._on_loaded, is_quiet=True))

    def _on_loaded(self, _: None) -> None:
        self._lettering.set_scripts(self._wanted)

    def _chinese(self) -> str:
        """The Chinese version that keys are about, empty where none is shown."""
        reading = self._window.area.reading
        shown = (self._window.area.focused_version(), *reading.shown) if reading is not None else ()
        return next((v for v in shown if reading is not None and v and reading.version(v).is_chinese), "")

    def _known(self) -> int:
        """Of how many words something is known."""
        return len(self._keeping.book.statuses) if self._keeping is not None else 0

    def _show_tints(self) -> None:
        settings, known = self._data.settings.value, self._known()
        has_enough = settings.new_words is NewWords.LATER and known >= _ENOUGH_KNOWN
        new = has_enough or settings.new_words is NewWords.ALWAYS
        # Where nothing is to be tinted, words need not be looked at.
        self._lettering.set_tints(settings.word_colours and (new or bool(known)), new=new)
        self._show_choices()

    def _show_choices(self) -> None:
        lettering, actions = self._lettering, self._actions
        actions[f"pinyin_{lettering.mode}"].setChecked(True)
        actions["pinyin_pane"].setChecked(self._chinese() not in lettering.bare)
        actions[f"notation_{lettering.notation}"].setChecked(True)
        actions[f"tones_{lettering.tones}"].setChecked(True)
        actions[f"script_{self._wanted.get(self._chinese(), Script.AS_WRITTEN)}"].setChecked(True)
        actions["spoken_tones"].setChecked(lettering.speaks_tones)
        actions["word_colours"].setChecked(self._data.settings.value.word_colours)
        actions["new_word_colours"].setChecked(lettering.tints and lettering.tints_new)
        self._window.toolbar.show_pinyin(lettering.mode)

    @Slot()
    def _show_tones(self) -> None:
        for tones in ToneColours:
            action = self._actions[f"tones_{tones}"]
            action.setIcon(tone_icon(self._themes.current, tones))
            action.setIconVisibleInMenu(True)

    @Slot()
    def _on_words_heard(self) -> None:
        if self._is_waiting:
            self._is_waiting = False
            self._window.status.say("")
        self._lettering.renew()
        self._window.state.lights.look_again()

    @Slot(str, str)
    def _on_script_chosen(self, version: str, script: str) -> None:
        self.set_script(Script(script), version)

    @Slot(object)
    def _on_statuses_changed(self, changes: "StatusChanges") -> None:
        self._show_tints()
        if self._setter is not None:
            self._setter.take(changes.statuses)
