"""Says how much of a text the reader knows before it is imported; who knows that is told from outside."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from parallelreader.app.words.coverage import Coverage
from parallelreader.core.progress import Progress
from parallelreader.ui.importing.outline import Outline
from parallelreader.ui.jobs.runner import Job, JobRunner

Measure = Callable[[Sequence[str], Progress], Coverage | None]
"""Called in a worker with Chinese paragraphs; gives None where nothing is known of words yet."""

# Of a long book every so many paragraphs tell as much as all of them.
_MOST_CHARACTERS = 300_000


class KnownShare(QObject):
    """``told`` has a sentence, empty where there is nothing to say, some time after :meth:`follow`
    or :meth:`count`."""

    told = Signal(str)

    def __init__(self, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._paragraphs: tuple[str, ...] = ()
        self.measure: Measure | None = None

    def follow(self, outline: Outline) -> None:
        """The draft would become this now."""
        chinese = next((each for each in outline.versions if each.language.startswith("zh")), None)
        self.count(chinese.paragraphs if chinese is not None else ())

    def count(self, paragraphs: tuple[str, ...]) -> None:
        """This is the Chinese that would be imported."""
        if self.measure is None or paragraphs == self._paragraphs:
            return
        self._paragraphs = paragraphs
        self.close()
        if not paragraphs:
            self.told.emit("")
            return
        measure, sample = self.measure, _sampled(paragraphs)
        job = Job(
            self.tr("Counting known words"),
            on_done=lambda found: self.told.emit(self._sentence(found)),
            # That it cannot be told is no reason not to import.
            on_failed=lambda _: self.told.emit(""),
            is_quiet=True,
        )
        self._job = self._jobs.run(lambda progress: measure(sample, progress), job)

    def close(self) -> None:
        """Nothing is told any more of what was followed."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _sentence(self, found: Coverage | None) -> str:
        if found is None or not found.running:
            return ""
        text = self.tr("You know {percent} % of its words")
        return text.format(percent=int(100 * found.share))


def _sampled(paragraphs: tuple[str, ...]) -> Sequence[str]:
    step = sum(map(len, paragraphs)) // _MOST_CHARACTERS + 1
    return paragraphs[::step]
