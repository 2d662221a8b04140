"""How often words are met: in the text that is open, chapter by chapter, and in all of its corpus."""

from collections import Counter
from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from parallelreader.app.reading.reading import Reading
from parallelreader.app.words.text_words import TextWords
from parallelreader.app.words.unknown_words import CountedText, chinese_version, count_chapters
from parallelreader.app.words.vocabulary import Vocabulary
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import ReaderError, UserError
from parallelreader.core.progress import Progress
from parallelreader.ui.jobs.runner import Job, JobRunner


class WordsCounting(QObject):
    """``changed`` comes when more is known, ``failed`` with the reason why nothing can be counted."""

    changed = Signal()
    failed = Signal(str)

    def __init__(
        self, text_words: TextWords, vocabulary: Vocabulary, jobs: JobRunner, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._text_words, self._vocabulary, self._jobs = text_words, vocabulary, jobs
        self._job: Job | None = None
        self.counted: CountedText | None = None
        self.here: Mapping[str, int] = {}
        self._in_corpus: Mapping[str, int] | None = None

    def forget(self, *, also_corpus: bool = True) -> None:
        """What was counted holds no longer: another text is open or, ``also_corpus``, words are cut
        otherwise."""
        self.counted, self.here = None, {}
        if also_corpus:
            self._in_corpus = None
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def times(self, key: str) -> int:
        """How often a word is met in the corpus or, until that is counted, in the text that is open."""
        return (self._in_corpus or self.here).get(key, 0)

    def count(self, reading: Reading | None, corpus: Corpus | None) -> bool:
        """Count what was not counted; False where there is nothing to count."""
        if reading is None or chinese_version(reading) is None or self.counted is not None:
            return False
        if self._job is not None:
            self._job.cancel()
        text_words, vocabulary = self._text_words, self._vocabulary

        def work(progress: Progress) -> tuple[CountedText, Counter[str]]:
            counted = count_chapters(reading, text_words.named(progress).segmenter, progress)
            here: Counter[str] = Counter()
            for chapter in counted.chapters:
                here.update(chapter.counts)
            if corpus is not None and counted.version == reading.document.source.id:
                # The library is to say the same of it.
                vocabulary.keep_counts(corpus, reading.document, here)
            return counted, here

        def done(found: tuple[CountedText, Counter[str]]) -> None:
            self.counted, self.here = found
            self._job = None
            if corpus is not None and self._in_corpus is None:
                self._count_corpus(corpus)
            self.changed.emit()

        def failed(error: Exception) -> None:
            self._job = None
            # Without a dictionary nothing can be counted, which is said in the place of the plot.
            self.failed.emit(str(error) if isinstance(error, ReaderError) else "")

        self._job = Job(self.tr("Counting words"), on_done=done, on_failed=failed, is_quiet=True)
        self._jobs.run(work, self._job)
        return True

    def _count_corpus(self, corpus: Corpus) -> None:
        vocabulary = self._vocabulary

        def work(progress: Progress) -> Counter[str]:
            found: Counter[str] = Counter()
            for number, document in enumerate(corpus.documents):
                progress.step(number, len(corpus.documents))
                try:
                    found.update(vocabulary.word_counts(corpus, document, progress))
                except UserError:
                    # One text that cannot be read leaves the others as they are.
                    continue
            return found

        def done(found: Counter[str]) -> None:
            self._in_corpus, self._job = found, None
            self.changed.emit()

        def failed(error: Exception) -> None:
            self._job = None

        job = Job(self.tr("Counting words"), on_done=done, on_failed=failed, is_quiet=True)
        self._job = self._jobs.run(work, job)
