"""The line at the foot: which pair is read, how far one is, its shape and score, the link, and messages.

A running task takes the middle with its progress and a button that cancels it.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.theme.icons import icon
from parallelreader.ui.widgets.foreign_text import plain_caption, plain_tip

_HEIGHT = 26
_SPACING = 12
_MESSAGE_MS = 8000
# In a narrower line what is said needs the room.
_ROOM_FOR_HINTS = 1100
# What is over sooner than this shows no bar.
_PATIENCE_MS = 400


class StatusBar(QWidget):
    """Quiet text; the parts on the right are buttons."""

    pair_clicked = Signal()

    def __init__(self, jobs: JobRunner, link_action: QAction, hiding_action: QAction) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self.setAutoFillBackground(True)
        self._tasks: list[Job] = []
        self._hints: QWidget | None = None
        self._line: QWidget | None = None
        # What is said of the text, each side in one piece.
        self._of_text = (_Row(), _Row())
        self._pair = QToolButton()
        self._pair.setToolTip(self.tr("Go to a pair (Ctrl+G)"))
        self._pair.clicked.connect(self.pair_clicked)
        self._count = _quiet_label()
        self._message = _MessageLabel()
        self._task = _quiet_label()
        self._bar = QProgressBar()
        self._bar.setFixedSize(120, 4)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the task"))
        self._cancel = QToolButton()
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the task"))
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._shape = _quiet_label()
        self._score = _quiet_label()
        self._link = QToolButton()
        self._link.setToolTip(link_action.toolTip())
        self._link.clicked.connect(link_action.trigger)
        self._hidden = QToolButton()
        self._hidden.setIcon(icon("eye-off"))
        self._hidden.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._hidden.setToolTip(hiding_action.toolTip())
        self._hidden.clicked.connect(hiding_action.trigger)
        self._hidden.hide()
        self._hush = QTimer(self, singleShot=True)
        self._hush.timeout.connect(self._message.clear)
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._show_task)
        self._lay_out()
        self._show_task(False)
        self.show_pair("", "", "", "")
        jobs.started.connect(self._on_job_started)
        jobs.progressed.connect(self._on_job_progressed)
        jobs.ended.connect(self._on_job_ended)

    def show_pair(self, label: str, count: str, shape: str, score: str) -> None:
        """Say which pair is being read; empty texts take their part away."""
        for widget, text in (
            (self._pair, label),
            (self._count, count),
            (self._shape, shape),
            (self._score, score),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))

    def show_line(self, line: QWidget | None) -> None:
        """Say what a page says in the place of what is said of the text; None for that again."""
        layout = self.layout()
        if self._line is not None:
            self._line.hide()
        if line is not None:
            if isinstance(layout, QHBoxLayout) and layout.indexOf(line) < 0:
                layout.insertWidget(0, line)
            line.show()
        self._line = line
        for part in self._of_text:
            part.setVisible(line is None)

    def show_hints(self, hints: QWidget, shown: bool) -> None:
        """Show the keys of what is being done at the right end, where there is room, or hide them again."""
        layout = self.layout()
        if layout is not None and layout.indexOf(hints) < 0:
            layout.addWidget(hints)
        self._hints = hints if shown else None
        hints.setVisible(shown and self.width() >= _ROOM_FOR_HINTS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._hints is not None:
            self._hints.setVisible(self.width() >= _ROOM_FOR_HINTS)

    def show_link(self, text: str, *, is_possible: bool) -> None:
        """Say who leads, or that the panes are parted."""
        self._link.setText(plain_caption(text))
        self._link.setVisible(is_possible)

    def show_hidden(self, text: str) -> None:
        """Say what is hidden; an empty text where nothing is."""
        self._hidden.setText(plain_caption(text))
        self._hidden.setVisible(bool(text))

    def say(self, text: str) -> None:
        """Show a message for some seconds."""
        self._message.setText(text)
        self._hush.start(_MESSAGE_MS)

    def _on_job_started(self, job: Job) -> None:
        if not job.is_quiet:
            self._tasks.append(job)
            self._begin_bar(job)
            self._patience.start(_PATIENCE_MS)

    def _on_job_progressed(self, job: Job, done: int, total: int, text: str) -> None:
        if self._tasks and job is self._tasks[-1]:
            # The bar counts in thousandths: the parts of a task may be more than it can count.
            self._bar.setRange(0, 1000)
            self._bar.setValue(int(1000 * done / max(total, 1)))
            percent = int(100 * done / max(total, 1))
            self._task.setText(f"{text or job.title} {percent} %")

    def _on_job_ended(self, job: Job) -> None:
        if job not in self._tasks:
            return
        self._tasks.remove(job)
        if self._tasks:
            # An older task goes on and is shown again.
            self._begin_bar(self._tasks[-1])
        else:
            self._patience.stop()
            self._show_task(False)

    def _on_cancel_clicked(self) -> None:
        if self._tasks and not self._tasks[-1].is_whole:
            self._tasks[-1].cancel()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(_SPACING)
        left, right = self._of_text
        sides: tuple[tuple[QWidget, ...], ...] = (
            (self._pair, self._count),
            (self._shape, self._score, self._hidden, self._link),
        )
        for row, parts in zip(self._of_text, sides, strict=True):
            for part in parts:
                row.row.addWidget(part)
        layout.addWidget(left)
        layout.addWidget(self._message)
        layout.addStretch(1)
        task: tuple[QWidget, ...] = (self._task, self._bar, self._cancel, right)
        for widget in task:
            layout.addWidget(widget)

    def _begin_bar(self, job: Job) -> None:
        self._bar.setRange(0, 0)
        self._task.setText(job.title)
        self._cancel.setVisible(not self._bar.isHidden() and not job.is_whole)

    def _show_task(self, shown: bool = True) -> None:
        for widget in (self._task, self._bar):
            widget.setVisible(shown)
        self._cancel.setVisible(shown and not self._tasks[-1].is_whole)


class _MessageLabel(QLabel):
    """A message that gives way to an ellipsis where there is no room; its tooltip says all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def shown_text(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = self.shown_text()
        self.setToolTip(plain_tip(self.text()) if shown != self.text() else "")
        painter = QPainter(self)
        align = int(self.alignment()) | int(Qt.TextFlag.TextSingleLine)
        self.style().drawItemText(
            painter, self.rect(), align, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(_SPACING)


def _quiet_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
