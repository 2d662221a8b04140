"""Pins in the window: saying in the text itself which two sentences belong together, and taking it back.

Choosing the two is ``reader.pinning``; what is then aligned anew between pins is the session's.
"""

from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from parallelreader.app.reading.reading import Reading
from parallelreader.app.repair_realigning import realign_around
from parallelreader.core.alignment import Alignment, Bead
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.core.repair.operations import pin, uncheck
from parallelreader.core.repair.repair import Repair
from parallelreader.ui.act_toast import ActToast
from parallelreader.ui.actions.registry import Handler
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.reader.pinning import Pair, Pinning
from parallelreader.ui.reader.pins import ShownPin
from parallelreader.ui.session import Session, new_session
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.widgets.foreign_text import plain_caption
from parallelreader.ui.widgets.toast import Toast
from parallelreader.ui.window import Window

_LONGEST_WORDS = 24


class PinDesk(QObject):
    """``toast`` is where is said what was done; what is being chosen has a line of its own."""

    def __init__(
        self, session: Session, window: Window, themes: ThemeSource, jobs: JobRunner, toast: ActToast
    ) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._session, self._window, self._toast = session, window, toast
        self._area = window.area
        self.pinning = Pinning(window.area)
        self.prompt = Toast(themes, window.middle, caps=("Enter",))
        self.prompt.closed.connect(self.pinning.end)
        self.pinning.changed.connect(self._on_changed)
        self.pinning.chosen.connect(self._on_chosen)
        self.pinning.ended.connect(self._on_ended)
        window.area.panes.pin_pressed.connect(self._on_pin_pressed)

    def handlers(self) -> dict[str, Handler]:
        """What the actions of pins do, by their ids."""
        return {"pin": self.begin, "release_pin": self.release}

    def begin(self) -> None:
        """Choose what belongs to the sentence being read."""
        self._toast.hide()
        if not self.pinning.begin():
            self._window.status.say(
                self.tr("Show the source and an aligned translation beside each other to pin.")
            )

    def release(self) -> None:
        """Take away the pin of the pair being read."""
        reading = self._area.reading
        found = self._pinned(reading, self._window.state.current_row) if reading is not None else None
        if found is None:
            self._window.status.say(self.tr("There is no pin here."))
        else:
            self._release(*found)

    def _pinned(self, reading: Reading, row: int) -> tuple[str, int] | None:
        """(translation, number of the bead) of a pin in a row, that of the focused version first."""
        if not len(reading.rows):
            return None
        for version in dict.fromkeys((self._area.focused_version(), *reading.shown)):
            alignment = reading.alignment(version)
            if alignment is None:
                continue
            for number in self._numbers(reading, row, version, alignment):
                if self._session.is_pinned(version, alignment.beads[number]):
                    return version, number
        return None

    def _numbers(self, reading: Reading, row: int, version: str, alignment: Alignment) -> list[int]:
        return sorted({alignment.bead_of_target(segment) for segment in reading.cell(row, version)})

    def _release(self, version: str, number: int) -> None:
        try:
            self._session.repair(version, uncheck(self._alignment(version), number, number))
        except UserError as problem:
            self._toast.say(str(problem))
        else:
            self._say(self.tr("Released the pin."))

    def _alignment(self, version: str) -> Alignment:
        reading = self._area.reading
        alignment = reading.alignment(version) if reading is not None else None
        assert alignment is not None
        return alignment

    def _say(self, text: str) -> None:
        self._toast.tell(text)

    @Slot()
    def _on_changed(self) -> None:
        choice, reading = self.pinning.choice, self._area.reading
        if choice is None or reading is None:
            return
        parts = [self._quoted(reading, version, choice.segments[version]) for version in choice.segments]
        text = self.tr("Pin {first} to {second}?").format(first=parts[0], second=parts[1])
        self.prompt.say(text, answer=self.tr("Pin"), act=self.pinning.agree, icon="pin", stays=True)

    def _realign(self, version: str, repair: Repair, session: str) -> None:
        """Align anew what stands round a pin, as part of the same step of undo."""
        document, repairs = self._session.document, self._session.repairs
        if document is None or repairs is None:
            return
        which, doing = document.reading.document, repairs

        def work(progress: Progress) -> Repair | None:
            return realign_around(doing, which, version, repair, progress=progress)

        def done(found: Repair | None) -> None:
            if found is not None:
                doing.follow_up(which, version, found, session=session)

        self._jobs.run(work, Job(self.tr("Aligning between the pins"), on_done=done))

    def _quoted(self, reading: Reading, version: str, segment: int) -> str:
        text = reading.texts[version]
        words = text.segment_text(segment)
        short = words if len(words) <= _LONGEST_WORDS else words[:_LONGEST_WORDS].rstrip() + "…"
        return f"{text.label(segment)} {short}"

    @Slot(object)
    def _on_chosen(self, pair: Pair) -> None:
        try:
            repair = pin(self._alignment(pair.version), (pair.source,), (pair.target,))
            session = new_session()
            self._session.repair(pair.version, repair, session=session)
        except UserError as problem:
            self._toast.say(str(problem))
            return
        self._realign(pair.version, repair, session)
        reading = self._area.reading
        assert reading is not None
        labels = (
            reading.texts[reading.document.source.id].label(pair.source),
            reading.texts[pair.version].label(pair.target),
        )
        self._say(self.tr("Pinned {first} to {second}.").format(first=labels[0], second=labels[1]))

    @Slot()
    def _on_ended(self) -> None:
        self.prompt.hide()
        self._area.focus_text()

    @Slot(object)
    def _on_pin_pressed(self, pressed: ShownPin) -> None:
        reading = self._area.reading
        alignment = reading.alignment(pressed.version) if reading is not None else None
        if reading is None or alignment is None:
            return
        beads = self._numbers(reading, pressed.row, pressed.version, alignment)
        number = next((n for n in beads if self._is_own(pressed.version, alignment.beads[n])), None)
        if number is None:
            return
        menu = QMenu(self._window)
        label = plain_caption(reading.label(pressed.row))
        release = menu.addAction(self.tr("Release the pin at {label}").format(label=label))
        release.triggered.connect(partial(self._on_release_triggered, pressed.version, number))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QCursor.pos())

    def _is_own(self, version: str, bead: Bead) -> bool:
        return bead.is_pair and self._session.is_pinned(version, bead)

    def _on_release_triggered(self, version: str, number: int, checked: bool = False) -> None:
        self._release(version, number)
