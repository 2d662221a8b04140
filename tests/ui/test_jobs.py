"""Work off the main thread: its outcome always arrives, and nothing arrives that nobody wants."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shut_down()
    assert runner.is_idle


class Outcomes:
    """What the callbacks of a job were told."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.errors: list[Exception] = []
        self.cancelled = 0
        self.progress: list[tuple[int, int, str]] = []

    def job(self, title: str = "Counting") -> Job:
        return Job(
            title,
            on_done=self.results.append,
            on_failed=self.errors.append,
            on_cancelled=self._count_cancelled,
            on_progress=lambda done, total, text: self.progress.append((done, total, text)),
        )

    def _count_cancelled(self) -> None:
        self.cancelled += 1


def test_a_result_comes_back_on_the_main_thread(jobs: JobRunner, qtbot, qapp: QApplication):
    threads: list[object] = []
    job = Job("Counting", on_done=lambda result: threads.append((result, QThread.currentThread())))

    jobs.run(lambda progress: threading.current_thread() is threading.main_thread(), job)

    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [(False, qapp.thread())]


def test_progress_is_reported_in_order_and_before_the_result(jobs: JobRunner, qtbot):
    seen = Outcomes()

    def work(progress: Progress) -> str:
        progress.step(1, 4, "first")
        progress.step(2, 4, "too soon after the first to be worth telling")
        progress.step(4, 4, "last")
        return "done"

    jobs.run(work, seen.job())

    qtbot.waitUntil(lambda: seen.results == ["done"])
    assert seen.progress == [(1, 4, "first"), (4, 4, "last")]


def test_parts_beyond_32_bits_are_counted(jobs: JobRunner, qtbot):
    told: list[tuple[int, int]] = []
    jobs.progressed.connect(lambda job, done, total, text: told.append((done, total)))

    jobs.run(lambda progress: progress.step(2**40, 2**41), Outcomes().job())

    qtbot.waitUntil(lambda: told == [(2**40, 2**41)])


def test_a_problem_goes_to_the_job_that_had_it(jobs: JobRunner, qtbot):
    seen, problem = Outcomes(), UserError("The file is empty")

    def work(progress: Progress) -> None:
        raise problem

    jobs.run(work, seen.job())

    qtbot.waitUntil(lambda: seen.errors == [problem])
    assert jobs.is_idle


def test_a_problem_nobody_takes_is_signalled(jobs: JobRunner, qtbot):
    problem = UserError("The disk is full")

    def work(progress: Progress) -> None:
        raise problem

    with qtbot.waitSignal(jobs.failed) as caught:
        job = jobs.run(work, Job("Writing", on_done=lambda _: None))

    assert caught.args == [job, problem]


def test_cancelling_stops_at_the_next_step(jobs: JobRunner, qtbot):
    seen, may_go_on = Outcomes(), threading.Event()
    steps: list[int] = []

    def work(progress: Progress) -> None:
        for number in range(100):
            progress.step(number, 100)
            steps.append(number)
            may_go_on.wait(10)

    job = jobs.run(work, seen.job())
    qtbot.waitUntil(lambda: bool(steps))
    job.cancel()
    may_go_on.set()

    qtbot.waitUntil(lambda: seen.cancelled == 1)
    assert steps == [0]
    assert (seen.results, seen.errors) == ([], [])


@pytest.mark.parametrize("fails", [False, True])
def test_what_comes_after_cancelling_is_not_delivered(jobs: JobRunner, qtbot, fails: bool):
    seen, started, may_end = Outcomes(), threading.Event(), threading.Event()

    def work(progress: Progress) -> str:
        started.set()
        may_end.wait(10)
        if fails:
            raise UserError("too late to matter")
        return "too late to matter"

    job = jobs.run(work, seen.job())
    started.wait(10)
    job.cancel()
    may_end.set()

    qtbot.waitUntil(lambda: seen.cancelled == 1)
    assert (seen.results, seen.errors) == ([], [])


def test_shutting_down_cancels_what_runs_and_what_waits(qapp: QApplication):
    jobs, seen = JobRunner(), Outcomes()
    running = threading.Event()

    def work(progress: Progress) -> None:
        running.set()
        while True:
            progress.step(0, 1)

    for _ in range(6):
        jobs.run(work, seen.job())
    running.wait(10)

    jobs.shut_down()

    assert seen.cancelled == 6
    assert jobs.is_idle


def test_many_short_jobs_lose_no_outcome(jobs: JobRunner, qtbot):
    seen = Outcomes()

    for number in range(300):
        jobs.run(lambda progress, number=number: number, seen.job())

    qtbot.waitUntil(lambda: len(seen.results) == 300)
    assert sorted(seen.results) == list(range(300))


def test_a_job_cancelled_before_its_turn_is_never_begun(jobs: JobRunner, qtbot):
    gate, begun = threading.Event(), []
    busy, unwanted = Outcomes(), Outcomes()
    running = [jobs.run(lambda progress: gate.wait(60), busy.job()) for _ in range(64)]
    late = jobs.run(lambda progress: begun.append("unwanted"), unwanted.job())

    late.cancel()
    gate.set()
    qtbot.waitUntil(lambda: jobs.is_idle)

    assert len(busy.results) == len(running)
    assert begun == []
    assert unwanted.cancelled == 1


def test_nothing_starts_once_all_is_shut_down(jobs: JobRunner):
    begun: list[str] = []
    seen = Outcomes()
    jobs.shut_down()

    late = jobs.run(lambda progress: begun.append("late"), seen.job())

    assert late.is_cancelled
    assert begun == []
    assert jobs.is_idle
