"""The line at the foot: a running task shows only when it takes long, and the next one after it."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton

from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner
from parallelreader.ui.status_bar import StatusBar


class LongTask:
    """A task that goes on until it is told to end."""

    def __init__(self, jobs: JobRunner, title: str, *, is_whole: bool = False) -> None:
        self.may_end = threading.Event()
        self.outcome: list[str] = []
        self.job = jobs.run(
            self._work,
            Job(
                title,
                on_done=lambda _: self.outcome.append("done"),
                on_cancelled=lambda: self.outcome.append("cancelled"),
                is_whole=is_whole,
            ),
        )

    def _work(self, progress: Progress) -> None:
        while not self.may_end.wait(0.01):
            progress.step(1, 4)


@pytest.fixture
def jobs(qapp) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def bar(qtbot, jobs: JobRunner) -> StatusBar:
    bar = StatusBar(jobs, QAction("Link"), QAction("Hide"))
    qtbot.addWidget(bar)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def texts(bar: StatusBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel) if label.isVisible() and label.text()]


def cancel_button(bar: StatusBar) -> QToolButton:
    return next(button for button in bar.findChildren(QToolButton) if button.text() == "Cancel")


def test_a_long_task_shows_how_far_it_is(qtbot, jobs: JobRunner, bar: StatusBar):
    task = LongTask(jobs, "Aligning")

    assert not cancel_button(bar).isVisible()
    qtbot.waitUntil(lambda: texts(bar) == ["Aligning 25 %"])
    assert bar.findChild(QProgressBar).value() == 250
    assert cancel_button(bar).isVisible()

    task.may_end.set()
    qtbot.waitUntil(lambda: task.outcome == ["done"])
    assert not cancel_button(bar).isVisible()


def test_the_button_cancels_the_task_that_shows(qtbot, jobs: JobRunner, bar: StatusBar):
    task = LongTask(jobs, "Aligning")
    qtbot.waitUntil(cancel_button(bar).isVisible)

    cancel_button(bar).click()

    qtbot.waitUntil(lambda: task.outcome == ["cancelled"])
    assert not cancel_button(bar).isVisible()


def test_what_must_come_to_its_end_is_not_offered_to_be_cancelled(qtbot, jobs: JobRunner, bar: StatusBar):
    aligning, moving = LongTask(jobs, "Aligning"), LongTask(jobs, "Moving", is_whole=True)
    qtbot.waitUntil(lambda: "Moving 25 %" in texts(bar) and bar.findChild(QProgressBar).isVisible())
    assert not cancel_button(bar).isVisible()
    moving.may_end.set()
    qtbot.waitUntil(cancel_button(bar).isVisible)
    aligning.may_end.set()
    qtbot.waitUntil(lambda: moving.outcome == aligning.outcome == ["done"])


def test_a_task_that_began_before_the_window_showed_can_be_cancelled(qtbot, jobs: JobRunner, bar: StatusBar):
    bar.hide()
    first = LongTask(jobs, "Opening")
    qtbot.waitUntil(lambda: not bar.findChild(QProgressBar).isHidden())
    second = LongTask(jobs, "Preparing")
    bar.show()

    assert cancel_button(bar).isVisible()
    cancel_button(bar).click()
    qtbot.waitUntil(lambda: second.outcome == ["cancelled"])
    first.may_end.set()
    qtbot.waitUntil(lambda: first.outcome == ["done"])


def test_an_older_task_shows_again_when_a_later_one_has_ended(qtbot, jobs: JobRunner, bar: StatusBar):
    older = LongTask(jobs, "Aligning")
    later = LongTask(jobs, "Opening")
    qtbot.waitUntil(lambda: texts(bar) == ["Opening 25 %"])

    later.may_end.set()

    qtbot.waitUntil(lambda: texts(bar) == ["Aligning 25 %"])
    cancel_button(bar).click()
    qtbot.waitUntil(lambda: older.outcome == ["cancelled"])


def test_a_quiet_task_never_shows(qtbot, jobs: JobRunner, bar: StatusBar):
    done: list[object] = []

    jobs.run(lambda _: "known", Job("Loading", on_done=done.append, is_quiet=True))

    qtbot.waitUntil(lambda: done == ["known"])
    assert texts(bar) == []


def test_parts_without_words_take_no_room(bar: StatusBar):
    bar.show_pair("Pair 1.2", "2 / 9   22 %", "", "")

    assert texts(bar) == ["2 / 9   22 %"]


def test_a_message_without_room_ends_in_an_ellipsis_and_its_tip_says_the_rest(qtbot, bar: StatusBar):
    message = "Imported 河湾镇纪事: " + "; ".join(
        f"chapter {number} without counterpart" for number in range(40)
    )
    bar.resize(700, bar.height())

    bar.say(message)

    label = next(each for each in bar.findChildren(QLabel) if each.text() == message)
    qtbot.waitUntil(lambda: "chapter 39" in label.toolTip())
    assert label.shown_text().endswith("…")
    assert bar.width() == 700
    bar.say("Short.")
    qtbot.waitUntil(lambda: label.toolTip() == "")
