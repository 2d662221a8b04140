"""Undo and redo: large steps on another thread, all in the order in which they were asked for."""

import threading
from types import SimpleNamespace
from typing import Any, cast

import pytest

from parallelreader.app.undo import StaleStep
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.turning import Turning

MAIN = threading.get_ident()


class Notes:
    """A history of steps that change so many things; those of 13 cannot be taken back, and those of 17 make
    the program fail."""

    def __init__(self, *counts: int) -> None:
        self.counts = list(counts)
        self.turned: list[tuple[int, bool]] = []
        self.history = SimpleNamespace(next_step=self.next_step)

    def next_step(self, *, is_redo: bool) -> object:
        said = [SimpleNamespace(said=str(count), count=count, is_slow=False) for count in self.counts]
        return said[-1] if said else None

    def undo(self, step: object = None) -> None:
        count = self.counts.pop()
        self.turned.append((count, threading.get_ident() == MAIN))
        if count % 13 == 0:
            raise StaleStep(f"{count} are stale", mend="")
        if count % 17 == 0:
            raise KeyError(count)


@pytest.fixture
def jobs(qapp):
    runner = JobRunner()
    yield runner
    runner.shut_down()


def turning(jobs: JobRunner, notes: Notes) -> tuple[Turning, list[str]]:
    made, said = Turning(jobs, jobs), list[str]()
    made.said.connect(said.append)
    made.use(cast("Any", notes))
    return made, said


def test_a_small_step_is_taken_back_at_once(jobs: JobRunner):
    notes = Notes(3)
    made, said = turning(jobs, notes)

    made.undo()

    assert notes.turned == [(3, True)]
    assert said == ["Undone: 3."]
    made.undo()
    assert len(said) == 1, "there is nothing left"


def test_a_step_on_thousands_of_things_leaves_the_window_free_and_keeps_the_order(jobs: JobRunner, qtbot):
    notes = Notes(1, 13, 5000, 2)
    made, said = turning(jobs, notes)

    for _ in range(4):
        made.undo()
    qtbot.waitUntil(lambda: len(said) == 4)

    assert notes.turned == [(2, True), (5000, False), (13, True), (1, True)]
    assert said == ["Undone: 2.", "Undone: 5000.", "13 are stale.", "Undone: 1."]


def test_what_went_wrong_on_the_other_thread_is_said(jobs: JobRunner, qtbot):
    made, said = turning(jobs, Notes(1300))

    made.undo()

    qtbot.waitUntil(lambda: said == ["1300 are stale."])


def test_a_mistake_of_the_program_is_said_to_be_one(jobs: JobRunner, qtbot):
    made, said = turning(jobs, Notes(1700))

    made.undo()

    qtbot.waitUntil(lambda: said == ["Something went wrong inside the program: 1700"])
