"""The process that links words for the window: one job after another from its input, until that is closed.

Started by ``pair_linking``; it may be killed at any moment: what it keeps, it keeps in whole files.
"""

import sys
from collections.abc import Sequence

from parallelreader.app.link_lessons import Course
from parallelreader.app.linked_words import LinkedPassages, LinkedSide, Passages, Word
from parallelreader.app.pair_messages import Learnt, PairJob, decode_job, learnt_message, linked_message
from parallelreader.app.word_links import keep_counts, kept_counts, word_links
from parallelreader.app.worker_messages import done_message, problem_message
from parallelreader.app.worker_process import Reporter, serve
from parallelreader.core.errors import UserError
from parallelreader.core.links import LinkModel, Pointed, Span, chinese_tokens, english_tokens

# So long a word pointed at has to wait at most, besides its own pair.
_SECONDS_OF_LEARNING = 0.05


def link_passages(model: LinkModel, passages: Passages) -> LinkedPassages:
    """The words of a pair of passages and which of them render each other; marks are linked with nothing."""
    chinese = _Tokens(passages.chinese, [chinese_tokens(each) for each in passages.chinese])
    english = _Tokens(passages.english, [english_tokens(each) for each in passages.english])
    links = model.link(chinese.texts, english.texts)
    return LinkedPassages(
        _side(chinese, english, [links.of_chinese(number) for number in range(len(chinese.texts))]),
        _side(english, chinese, [links.of_english(number) for number in range(len(english.texts))]),
    )


class _Tokens:
    """The tokens of the sentences of a passage, one after the other."""

    def __init__(self, sentences: Sequence[str], spans: Sequence[Sequence[Span]]) -> None:
        self.words: list[Word] = [
            (number, start, end) for number, found in enumerate(spans) for start, end in found
        ]
        self.texts = [sentences[number][start:end] for number, start, end in self.words]
        self.are_words = [any(sign.isalnum() for sign in text) for text in self.texts]


def _side(tokens: _Tokens, others: _Tokens, pointed: Sequence[Pointed]) -> LinkedSide:
    partners = tuple(
        tuple(number for number in each.indices if is_word and others.are_words[number])
        for each, is_word in zip(pointed, tokens.are_words, strict=True)
    )
    faint = frozenset(number for number, each in enumerate(pointed) if each.is_faint)
    return LinkedSide(tuple(tokens.words), partners, faint)


class _Desk:
    """Where jobs are done: the model, which the first of them has to load, and what it has been taught."""

    def __init__(self) -> None:
        self._model: LinkModel | None = None
        self._course: Course | None = None
        self._taught: tuple[str, LinkModel] | None = None

    def work(self, line: bytes, reporter: Reporter) -> None:
        """Do the job in a line, and say so."""
        job = decode_job(line)
        try:
            self._model = self._model or word_links(job.cache_folder, reporter)
            if job.is_lesson:
                reporter.send(learnt_message(self._learn(job, self._model)))
            else:
                model = self._taught_model(job, self._model) or self._model
                for passages in job.pairs:
                    reporter.send(linked_message(link_passages(model, passages)))
            reporter.send(done_message())
        except UserError as problem:
            reporter.send(problem_message(problem.what, problem.where, problem.mend))

    def _taught_model(self, job: PairJob, model: LinkModel) -> LinkModel | None:
        """The model that knows the lessons of a job, if they have ever been learnt to the end."""
        if job.key is None:
            return None
        if self._taught is None or self._taught[0] != job.key:
            counts = kept_counts(job.cache_folder, job.key)
            if counts is None:
                return None
            self._taught = job.key, model.with_counts(counts)
        return self._taught[1]

    def _learn(self, job: PairJob, model: LinkModel) -> Learnt:
        """Learn for a moment; what has been learnt to the end is kept."""
        if job.key is None or self._taught_model(job, model) is not None:
            return Learnt.ALL
        if job.pairs:
            self._course = Course(job.key, job.pairs)
        course = self._course
        if course is None or course.key != job.key:
            return Learnt.UNKNOWN
        course.go_on(model, _SECONDS_OF_LEARNING)
        if not course.is_over:
            return Learnt.PART
        self._course, self._taught = None, (course.key, model.with_counts(course.counts))
        keep_counts(job.cache_folder, course.key, course.counts)
        return Learnt.ALL


if __name__ == "__main__":
    sys.exit(serve(_Desk().work))
