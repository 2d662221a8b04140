"""Can all that is kept of words be read? SQLite knows that rows are whole, but not what stands in them."""

from collections.abc import Iterator
from itertools import pairwise

from parallelreader.app.words.kept_rows import review_of, word_of
from parallelreader.app.words.kept_word import KeptWord
from parallelreader.app.words.scheduling import is_sound
from parallelreader.core.words.pinyin import is_reading
from parallelreader.store.kept_words import kept_words, reviews
from parallelreader.store.notes import Connection
from parallelreader.store.word_corrections import CutRow, Key, all_corrections


def word_faults(connection: Connection) -> list[str]:
    """A sentence for each kept word, review or correction that could not be gone on with."""
    faults: list[str] = []
    for row in kept_words(connection):
        try:
            faults += _of_word(word_of(row))
        except (ValueError, TypeError, AttributeError, RecursionError):
            faults.append(f"the sentences of the kept word {row.written} ({row.id}) cannot be read")
    for made in reviews(connection):
        try:
            review_of(made)
        except ValueError:
            faults.append(f"the review {made.id} of {made.kept} cannot be read")
    return [*faults, *_of_corrections(all_corrections(connection))]


def _of_word(word: KeptWord) -> Iterator[str]:
    if not is_sound(word.card.state):
        yield f"the state of the card of {word.written} ({word.id}) cannot be read: its reviews begin anew"
    for context in word.contexts:
        end = context.before + len(context.word)
        if context.sentence[context.before : end] != context.word:
            yield f"{word.written} ({word.id}) does not stand where its sentence in {context.title} has it"
        if any(
            not 0 <= a < b <= len(partner.text) for partner in context.partners for a, b in partner.rendering
        ):
            yield f"what renders {word.written} ({word.id}) is not in its sentence in {context.title}"


def _of_corrections(corrections: dict[Key, str]) -> Iterator[str]:
    for key, said in corrections.items():
        if isinstance(key, CutRow):
            ends = said.split()
            bounds = [0, *map(int, ends), len(key.stretch)] if all(map(str.isdecimal, ends)) else [0, 0]
            if any(a >= b for a, b in pairwise(bounds)):
                yield f"the correction of {key.stretch} has its words end outside of it ({said})"
        elif not is_reading(said.split(" "), len(key.word)):
            yield f"the reading {said} is none of {key.word}"
