"""Going from one new word to the next, however many known ones stand between."""

from collections.abc import Callable, Iterator

from parallelreader.app.words.text_words import TextWord, TextWords
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span, Text

_PARAGRAPHS_A_STEP = 8


def next_new_word(
    text: Text,
    words: TextWords,
    position: int,
    is_new: Callable[[TextWord], bool],
    *,
    forward: bool,
    progress: Progress = NO_PROGRESS,
) -> TextWord | None:
    """The first new word that begins after ``position``, or the last before it; None where there is none.

    May go through a whole text: call it in a worker.
    """
    for done, stretch in enumerate(_stretches(text, position, forward=forward)):
        progress.step(done, text.paragraph_count // _PARAGRAPHS_A_STEP + 1, "Looking for a new word")
        found = words.words_in(text, stretch)
        for word in found if forward else reversed(found):
            is_beyond = word.span.start > position if forward else word.span.start < position
            if is_beyond and is_new(word):
                return word
    return None


def _stretches(text: Text, position: int, *, forward: bool) -> Iterator[Span]:
    """A few paragraphs at a time, from the one with ``position`` on."""
    at = text.paragraph_at(position)
    last = text.paragraph_count - 1
    while 0 <= at <= last:
        end = min(at + _PARAGRAPHS_A_STEP - 1, last) if forward else at
        begin = at if forward else max(at - _PARAGRAPHS_A_STEP + 1, 0)
        yield Span(text.paragraph(begin).start, text.paragraph(end).end)
        at = end + 1 if forward else begin - 1
