"""What a kept word is: the word with its reading and sense, its card, and where it was met. Values only."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum

from parallelreader.core.notes.note import Anchor
from parallelreader.core.text import Span


class Rating(IntEnum):
    """How well a word was remembered; the numbers are those of the keys and of the store."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


def words_at(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """What stands there, in order; neighbours with one space between, others with dots."""
    found, end = "", 0
    for start, stop in stretches:
        if found:
            found += " … " if text[end:start].strip() else " "
        found += text[start:stop]
        end = stop
    return found


@dataclass(frozen=True, slots=True)
class Partner:
    """The sentence of another version beside the one a word stands in.

    ``rendering`` are the stretches of ``text``, in code points, that render the word, as far as is known.
    """

    version: str
    text: str
    rendering: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> str:
        """The words that render it, as they stand."""
        return words_at(self.text, self.rendering)


@dataclass(frozen=True, slots=True)
class Context:
    """Where a kept word was met. ``place`` is that of the word itself, which survives changes of the text.

    ``corpus`` is the key of the corpus, ``title`` what the document was called; the word begins ``before``
    code points into ``sentence``. ``sense`` is that of this place where it is not the word's own, ``added``
    milliseconds since 1970.
    """

    corpus: str
    place: Anchor
    sentence: str
    before: int
    partners: tuple[Partner, ...] = ()
    title: str = ""
    sense: str = ""
    added: int = 0

    @property
    def document(self) -> str:
        return self.place.document

    @property
    def version(self) -> str:
        return self.place.version

    @property
    def span(self) -> Span:
        return self.place.span

    @property
    def word(self) -> str:
        """The word as it stands in the sentence."""
        return self.place.exact

    def is_at(self, other: "Context") -> bool:
        """Whether both are one place."""
        return self.corpus == other.corpus and self.place == other.place


@dataclass(frozen=True, slots=True)
class Card:
    """When a word is to be reviewed: ``due`` in milliseconds since 1970; ``state`` is what the scheduler
    keeps, as JSON, "" for a word that was never reviewed."""

    due: int
    state: str = ""

    @property
    def is_new(self) -> bool:
        return not self.state


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A word to be learnt. ``key`` is the word in simplified characters, ``written`` as it stood where it
    was kept first; times are milliseconds since 1970 (UTC)."""

    id: str
    key: str
    written: str
    reading: str
    sense: str
    contexts: tuple[Context, ...]
    created: int
    changed: int
    card: Card
    traditional: str = ""

    def with_context(self, context: Context, *, now: int) -> "KeptWord":
        """The same word met once more; a place where it was met already is brought up to date."""
        others = tuple(each for each in self.contexts if not each.is_at(context))
        if len(others) < len(self.contexts):
            contexts = tuple(context if each.is_at(context) else each for each in self.contexts)
        else:
            contexts = (*others, context)
        return replace(self, contexts=contexts, changed=now)


@dataclass(frozen=True, slots=True)
class Review:
    """A review that was made: of which word, when (milliseconds since 1970), and how long it ``took``
    (milliseconds, 0 where nobody measured). ``former`` and ``state`` are the card's before and after."""

    id: str
    kept: str
    made: int
    rating: Rating
    took: int = 0
    former: str = field(default="", repr=False)
    state: str = field(default="", repr=False)
