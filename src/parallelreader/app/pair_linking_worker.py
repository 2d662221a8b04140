"""The process that links words for the window: one job after another from its input, until that is closed.

Started by ``pair_linking``; it may be killed at any moment, since it keeps nothing.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from queue import SimpleQueue
from typing import BinaryIO

from parallelreader.app.linked_words import LinkedPassages, LinkedSide, Passages, Word
from parallelreader.app.pair_messages import decode_pairs, linked_message
from parallelreader.app.word_links import word_links
from parallelreader.app.worker_messages import done_message, problem_message, step_message
from parallelreader.core.errors import UserError
from parallelreader.core.links import LinkModel, Pointed, Span, chinese_tokens, english_tokens

_SECONDS_BETWEEN_STEPS = 0.05
_NICENESS = 5


class _Reporter:
    """Progress as messages, no oftener than a window can show."""

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._last = float("-inf")

    def step(self, done: int, total: int, text: str = "") -> None:
        now = time.monotonic()
        if now - self._last >= _SECONDS_BETWEEN_STEPS:
            self._last = now
            self.send(step_message(done, total, text))

    def send(self, message: bytes) -> None:
        self._output.write(message)
        self._output.flush()


def main() -> int:
    """Do jobs until nobody wants any more; gives the exit code."""
    # Whoever started this is told of Ctrl-C as well, and decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        # The window that waits for the result must stay smooth meanwhile.
        os.nice(_NICENESS)
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library might print must not get among the messages.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    reporter = _Reporter(output)
    lines: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    model: LinkModel | None = None
    try:
        while True:
            model = _work(lines.get(), model, reporter)
    except BrokenPipeError:
        return 1


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


def _listen(lines: SimpleQueue[bytes]) -> None:
    """Take in jobs, and end the process in the midst of one when there is nobody left to do it for."""
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)


def _work(line: bytes, model: LinkModel | None, reporter: _Reporter) -> LinkModel | None:
    """Do a job; gives the model, which the first one has to load."""
    try:
        pairs, cache_folder = decode_pairs(line)
        model = model or word_links(cache_folder, reporter)
        for passages in pairs:
            reporter.send(linked_message(link_passages(model, passages)))
        reporter.send(done_message())
    except UserError as problem:
        reporter.send(problem_message(problem.what, problem.where, problem.mend))
    return model


if __name__ == "__main__":
    sys.exit(main())
