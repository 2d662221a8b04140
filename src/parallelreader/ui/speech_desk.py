"""Reading aloud in the window: what is selected, the pair, or pair after pair, in voices of the system.

What is being read is tinted; which programs speak is known to ``app.speech``.
"""

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent

from parallelreader.app.reading.layout import Layout
from parallelreader.app.reading.reading import Reading
from parallelreader.app.settings import CurrentSettings
from parallelreader.app.speech import CHINESE, Voices, find_voices, language_of
from parallelreader.app.speech_pace import Pace
from parallelreader.core.progress import Progress
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.session import Session
from parallelreader.ui.speaker import Speaker
from parallelreader.ui.window import Window

_ACTIONS = "read_aloud", "read_on_aloud"
_PACES = {f"speech_{pace.value}": pace for pace in Pace}
_STEPS = "next_pair", "previous_pair"


class _Words(NamedTuple):
    """What is to be read, in which language, and of which pair it is."""

    words: str
    language: str
    row: int


class SpeechDesk(QObject):
    """Asking again for what is being read stops it, and so does Esc; asking elsewhere reads that instead."""

    def __init__(self, settings: CurrentSettings, jobs: JobRunner, session: Session, window: Window) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window
        self._actions = [window.actions_by_id[name] for name in _ACTIONS]
        self._tips = [action.toolTip() for action in self._actions]
        self._voices: Voices = {}
        self._is_looking = True
        self._speaker = Speaker(self)
        self._speaker.ended.connect(self._on_ended)
        # What is being read, what comes after it, and whether pair after pair is.
        self._now: _Words | None = None
        self._rest: list[_Words] = []
        self._reads_on = False
        self._reading: Reading | None = None
        for action in self._actions:
            action.setEnabled(False)
            action.setToolTip(self.tr("Looking for a voice"))
        for name in _STEPS:
            window.actions_by_id[name].triggered.connect(self._on_stepped)
        window.state.current_changed.connect(self._on_current_changed)
        for ends in (session.corpus_opened, session.document_opened, window.closing):
            ends.connect(self.stop)
        self._show_pace()
        job = Job(self.tr("Looking for voices"), on_done=self.use, is_quiet=True)
        jobs.run(_find, job)

    @property
    def is_reading(self) -> bool:
        """Whether something is being read aloud."""
        return self._now is not None

    def handlers(self) -> dict[str, Handler]:
        """What it does, by action."""
        paces: dict[str, Handler] = {name: partial(self._choose, pace) for name, pace in _PACES.items()}
        return {"read_aloud": self.toggle, "read_on_aloud": self.read_on, **paces}

    def use(self, voices: Voices) -> None:
        """Read in these voices, or say why that is not possible."""
        self._voices, self._is_looking = voices, False
        for action, tip in zip(self._actions, self._tips, strict=True):
            action.setEnabled(bool(voices))
            action.setToolTip(tip if voices else self.tr("There is no voice on this system. ") + _mend())

    def toggle(self) -> None:
        """Read aloud what is selected, else the pair being read on the side that has the keyboard; stop
        where that is being read, or where one reads on."""
        asked, now, reads_on = self._asked(), self._now, self._reads_on
        self.stop()
        if now is not None and (reads_on or asked == now):
            return
        if asked is None or self._is_looking:
            return
        if asked.language not in self._voices:
            missing = self.tr("There is no voice for Chinese. ")
            missing = missing if asked.language == CHINESE else self.tr("There is no voice for English. ")
            self._window.status.say(missing + _mend())
            return
        self._begin([asked])

    def read_on(self) -> None:
        """Read pair after pair aloud from the one being read, Chinese and its translation; or stop."""
        was_reading_on = self._reads_on
        self.stop()
        if not was_reading_on and not self._is_looking:
            self._read_on_from(self._window.state.current_row)

    @Slot()
    @Slot()
    def stop(self) -> None:
        """Fall silent."""
        self._speaker.stop()
        self._end()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While something is read Esc stops it, and nothing else."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.stop()
                return True
        return False

    def _asked(self) -> _Words | None:
        """What is to be read aloud; nothing where no text is open."""
        area, state = self._window.area, self._window.state
        reading, selection = area.reading, state.selection
        if reading is None or not len(reading.rows):
            return None
        if selection is not None and not selection.is_empty:
            version = reading.version(selection.version)
            words = reading.texts[version.id].content[selection.span.start : selection.span.end]
            row = reading.row_at(version.id, selection.span.start)
            return _Words(words.strip(), language_of(version.language), row) if words.strip() else None
        found = self._of_row(reading, state.current_row, first=area.focused_version())
        return found[0] if found else None

    def _of_row(self, reading: Reading, row: int, *, first: str = "") -> list[_Words]:
        """What is to be heard of a pair, beginning with one version, one version of each language."""
        # What the reader has hidden is not to be heard either.
        hidden = self._window.state.covering.covered_in(row)
        found: dict[str, _Words] = {}
        for each in sorted(reading.shown, key=lambda each: each != first):
            version, cell = reading.version(each), reading.cell(row, each)
            language = language_of(version.language)
            if each not in hidden and cell and language not in found:
                words = reading.texts[each].segments_text(cell, "" if version.is_chinese else " ").strip()
                if words:
                    found[language] = _Words(words, language, row)
        return list(found.values())

    def _read_on_from(self, row: int) -> None:
        """Read aloud what there is to be heard from a pair on."""
        reading = self._window.area.reading
        while reading is not None and row < len(reading.rows):
            heard = [each for each in self._of_row(reading, row) if each.language in self._voices]
            if heard:
                self._reads_on = True
                self._begin(heard)
                return
            row += 1
        self.stop()

    def _begin(self, words: list[_Words]) -> None:
        window = self._window
        self._reading = window.area.reading
        self._now, self._rest = words[0], words[1:]
        if window.state.current_row != self._now.row:
            window.area.go_to_row(self._now.row)
        if window.area.layout_shown is not Layout.LINE:
            window.state.hold(self._now.row)
        application = QCoreApplication.instance()
        assert application is not None
        # Once, however often it is called.
        application.installEventFilter(self)
        window.status.say(self.tr("Reading aloud. Esc stops it."))
        self._speak(self._now)

    def _speak(self, words: _Words) -> None:
        voice = self._voices[words.language]
        self._speaker.read(words.words, voice, voice.command_at(self._settings.value.speech_pace))

    def _end(self) -> None:
        if self._now is None:
            return
        row = self._now.row
        self._now, self._rest, self._reads_on, self._reading = None, [], False, None
        application = QCoreApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        if self._window.state.held_row == row:
            self._window.state.hold(None)
        self._window.status.say("")

    @Slot(str)
    def _on_ended(self, problem: str) -> None:
        now = self._now
        if now is not None and not problem and self._reading is self._window.area.reading:
            if self._rest:
                self._now = self._rest.pop(0)
                self._speak(self._now)
                return
            if self._reads_on:
                self._read_on_from(now.row + 1)
                return
        self._end()
        if problem:
            self._window.status.say(problem)

    @Slot()
    def _on_stepped(self) -> None:
        self._follow(self._window.state.current_row)

    @Slot(int)
    def _on_current_changed(self, row: int) -> None:
        # Elsewhere the pair being read changes with every turn of the wheel.
        if self._window.area.layout_shown is Layout.LINE:
            self._follow(row)

    def _follow(self, row: int) -> None:
        """Another pair was gone to: read on from there."""
        if self._reads_on and self._now is not None and row != self._now.row:
            self._read_on_from(row)

    def _choose(self, pace: Pace) -> None:
        """Read so fast from now on; what is being read begins anew."""
        self._settings.change(speech_pace=pace)
        if self._now is not None:
            self._speak(self._now)

    def _show_pace(self) -> None:
        name = next(name for name, pace in _PACES.items() if pace is self._settings.value.speech_pace)
        self._window.actions_by_id[name].setChecked(True)


def _find(_: Progress) -> Voices:
    return find_voices()


def _mend() -> str:
    return QCoreApplication.translate(
        "speech", "Install one in the settings of the system or, on Linux, speech-dispatcher or espeak-ng."
    )
