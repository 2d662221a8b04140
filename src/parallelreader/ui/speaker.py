"""One text at a time, read aloud by a program of the system, so that nothing waits for it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QProcess, Signal, Slot

from parallelreader.app.speech import Voice

_END_MS = 300
# How what ALSA says of itself begins, which espeak-ng lets through.
_SOUND_LIBRARY = "ALSA lib"


class Speaker(QObject):
    """``ended`` comes when all has been read, with the reason where it could not be; not after a stop."""

    ended = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._voice: Voice | None = None

    @property
    def is_speaking(self) -> bool:
        """Whether something is being read."""
        return self._process is not None

    def read(self, words: str, voice: Voice, command: Sequence[str]) -> None:
        """Read this, instead of what is being read; the command is one of the voice's own."""
        silencing = self._end()
        process = QProcess(self)
        process.setProgram(command[0])
        process.setArguments([*command[1:], *([words] if voice.takes_words else [])])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_failed)
        self._process, self._voice = process, voice
        given = b"" if voice.takes_words else words.encode("utf-8")
        if not silencing:
            self._start(process, given)
            return
        # What has it fall silent must be done first, or it would silence this.
        before = QProcess(process)
        before.finished.connect(partial(self._start, process, given))
        before.errorOccurred.connect(partial(self._start, process, given))
        before.start(silencing[0], list(silencing[1:]))

    def stop(self) -> None:
        """Fall silent."""
        silencing = self._end()
        if silencing:
            QProcess.startDetached(silencing[0], list(silencing[1:]))

    def _start(self, process: QProcess, given: bytes, *_: object) -> None:
        if process is self._process and process.state() == QProcess.ProcessState.NotRunning:
            process.start()
            process.write(given)
            process.closeWriteChannel()

    def _end(self) -> tuple[str, ...]:
        """End what speaks; gives the command without which that goes on."""
        process, voice = self._process, self._voice
        self._process = self._voice = None
        if process is None or voice is None:
            return ()
        process.kill()
        process.waitForFinished(_END_MS)
        process.deleteLater()
        return voice.stop

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        process = self.sender()
        if process is not self._process or not isinstance(process, QProcess):
            return
        said = process.readAllStandardError().toStdString().strip().splitlines()
        self._process = self._voice = None
        process.deleteLater()
        # Some of these programs end well although no sound came out.
        has_failed = code or (said and said[-1].lower().startswith("error"))
        if not has_failed:
            self.ended.emit("")
        elif any(line.startswith(_SOUND_LIBRARY) for line in said):
            self.ended.emit(
                self.tr("It could not be read aloud: the system has no sound device to play it on.")
            )
        else:
            reason = said[-1] if said else str(code)
            self.ended.emit(self.tr("It could not be read aloud: {reason}").format(reason=reason))

    @Slot(QProcess.ProcessError)
    def _on_failed(self, error: QProcess.ProcessError) -> None:
        process = self.sender()
        if process is self._process and error == QProcess.ProcessError.FailedToStart:
            self._process = self._voice = None
            assert process is not None
            process.deleteLater()
            self.ended.emit(self.tr("The program that reads aloud could not be started."))
