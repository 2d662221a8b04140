"""Jobs of which only the last of each kind counts: whoever asks anew does not want the former answer."""

from collections.abc import Callable
from typing import Any

from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner


class JobKinds:
    """One job of each kind at a time; ``on_failed`` is told the kind and the error, ``on_cancelled`` the kind
    of one that was still wanted when the user cancelled it."""

    def __init__(
        self,
        jobs: JobRunner,
        on_failed: Callable[[str, Exception], None],
        on_cancelled: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._jobs = jobs
        self._on_failed, self._on_cancelled = on_failed, on_cancelled
        self._running: dict[str, Job] = {}

    @property
    def is_idle(self) -> bool:
        return not self._running

    def is_running(self, kind: str) -> bool:
        """Whether a job of that kind has not ended."""
        return kind in self._running

    def run(
        self,
        kind: str,
        title: str,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        *,
        is_quiet: bool = False,
    ) -> None:
        """Run a job in the place of the one of its kind, which is cancelled."""
        self.stop(kind)

        def is_last() -> bool:
            if self._running.get(kind) is not job:
                return False
            del self._running[kind]
            return True

        def on_done(result: Any) -> None:
            if is_last():
                done(result)

        def on_failed(error: Exception) -> None:
            if is_last():
                self._on_failed(kind, error)

        def on_cancelled() -> None:
            if is_last():
                self._on_cancelled(kind)

        job = Job(title, on_done=on_done, on_failed=on_failed, on_cancelled=on_cancelled, is_quiet=is_quiet)
        self._running[kind] = job
        self._jobs.run(work, job)

    def stop(self, kind: str) -> None:
        """Want the answer of that kind no more."""
        former = self._running.pop(kind, None)
        if former is not None:
            former.cancel()

    def cancel(self) -> None:
        """Want none of the answers any more."""
        for job in self._running.values():
            job.cancel()
        self._running.clear()
