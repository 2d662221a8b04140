"""Reading aloud in the window: what is selected, or the pair, in a voice of the system.

A program of the system speaks, so that nothing waits for it; which one is known to ``app.speech``.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QProcess, Qt, Slot
from PySide6.QtGui import QKeyEvent

from parallelreader.app.speech import CHINESE, Voice, Voices, find_voices, language_of
from parallelreader.core.progress import Progress
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.window import Window

_ACTION = "read_aloud"
_END_MS = 300


class SpeechDesk(QObject):
    """One thing is read at a time; asking again while it is read stops it, and so does Esc."""

    def __init__(self, jobs: JobRunner, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._action = window.actions_by_id[_ACTION]
        self._tip = self._action.toolTip()
        self._voices: Voices = {}
        self._is_looking = True
        self._process: QProcess | None = None
        self._voice: Voice | None = None
        self._action.setEnabled(False)
        self._action.setToolTip(self.tr("Looking for a voice"))
        window.closing.connect(self.stop)
        job = Job(self.tr("Looking for voices"), on_done=self.use, is_quiet=True)
        jobs.run(_find, job)

    @property
    def is_reading(self) -> bool:
        """Whether something is being read aloud."""
        return self._process is not None

    def handlers(self) -> dict[str, Handler]:
        """What it does, by action."""
        return {_ACTION: self.toggle}

    def use(self, voices: Voices) -> None:
        """Read in these voices, or say why that is not possible."""
        self._voices, self._is_looking = voices, False
        self._action.setEnabled(bool(voices))
        self._action.setToolTip(
            self._tip if voices else self.tr("There is no voice on this system. ") + _mend()
        )

    def toggle(self) -> None:
        """Read aloud what is selected, else the pair being read on the side that has the keyboard; stop
        where something is being read."""
        if self.is_reading:
            self.stop()
            return
        words, language = self._words()
        if not words or self._is_looking:
            return
        voice = self._voices.get(language)
        if voice is None:
            missing = self.tr("There is no voice for Chinese. ")
            missing = missing if language == CHINESE else self.tr("There is no voice for English. ")
            self._window.status.say(missing + _mend())
            return
        self._read(words, voice)

    @Slot()
    def stop(self) -> None:
        """Fall silent."""
        process, voice = self._process, self._voice
        if process is None:
            return
        self._end()
        process.kill()
        process.waitForFinished(_END_MS)
        process.deleteLater()
        if voice is not None and voice.stop:
            QProcess.startDetached(voice.stop[0], list(voice.stop[1:]))

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

    def _words(self) -> tuple[str, str]:
        """What is to be read, and its language; nothing where no text is open."""
        area, state = self._window.area, self._window.state
        reading, selection = area.reading, state.selection
        if reading is None or not len(reading.rows):
            return "", ""
        if selection is not None and not selection.is_empty:
            version = selection.version
            words = reading.texts[version].content[selection.span.start : selection.span.end]
        else:
            # What the reader has hidden is not to be heard either.
            hidden = state.covering.covered_in(state.current_row)
            cells = {
                version: () if version in hidden else reading.cell(state.current_row, version)
                for version in reading.shown
            }
            focused = area.focused_version()
            version = (
                focused if cells.get(focused) else next((v for v, cell in cells.items() if cell), focused)
            )
            joiner = "" if reading.version(version).is_chinese else " "
            words = reading.texts[version].segments_text(cells.get(version, ()), joiner)
        return words.strip(), language_of(reading.version(version).language)

    def _read(self, words: str, voice: Voice) -> None:
        process = QProcess(self)
        process.setProgram(voice.command[0])
        process.setArguments([*voice.command[1:], *([words] if voice.takes_words else [])])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_failed)
        self._process, self._voice = process, voice
        application = QCoreApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._window.status.say(self.tr("Reading aloud. Esc stops it."))
        process.start()
        if not voice.takes_words:
            process.write(words.encode("utf-8"))
        process.closeWriteChannel()

    def _end(self) -> None:
        self._process = self._voice = None
        application = QCoreApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._window.status.say("")

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self.sender()
        if process is not self._process or not isinstance(process, QProcess):
            return
        said = process.readAllStandardError().toStdString().strip().splitlines()
        self._end()
        process.deleteLater()
        # Some of these programs end well although no sound came out.
        if code or (said and said[-1].lower().startswith("error")):
            reason = said[-1] if said else str(code)
            self._window.status.say(self.tr("It could not be read aloud: {reason}").format(reason=reason))

    @Slot(QProcess.ProcessError)
    def _on_failed(self, error: QProcess.ProcessError) -> None:
        process = self.sender()
        if process is self._process and error == QProcess.ProcessError.FailedToStart:
            self._end()
            process.deleteLater()
            self._window.status.say(self.tr("The program that reads aloud could not be started."))


def _find(_: Progress) -> Voices:
    return find_voices()


def _mend() -> str:
    return QCoreApplication.translate(
        "speech", "Install one in the settings of the system or, on Linux, speech-dispatcher or espeak-ng."
    )
