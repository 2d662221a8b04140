"""What a suggestion is: words that may be a term, with what versions have for them and how often.

Values only, that a process can send; they are worked out by ``suggesting``.
"""

from collections.abc import Mapping
from dataclasses import field

from parallelreader.core.terms.folding import english_tokens, fold_chinese
from parallelreader.core.text import Span
from parallelreader.core.values import dataclass


@dataclass(frozen=True, slots=True)
class SuggestedRendering:
    """Words that go with a term: in so many pairs that hold both; ``likelihood`` is twice the log-likelihood
    that this is no chance."""

    text: str
    count: int
    likelihood: float


@dataclass(frozen=True, slots=True)
class SuggestedPlace:
    """Where the words stand; ``span`` in code points of the version."""

    document: str
    version: str
    span: Span


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``chinese`` is empty where English words were found with nothing Chinese that goes with them, and
    ``english`` where it is the Chinese words that were found.

    ``renderings`` are by column, the likeliest first, none where nothing is likely; ``count`` says how often
    the words stand in the corpus, ``support`` in how many columns a rendering comes again, ``places`` the
    first of those where they stand.
    """

    chinese: str
    english: str
    count: int
    support: int
    score: float
    renderings: Mapping[str, tuple[SuggestedRendering, ...]] = field(default_factory=dict)
    places: tuple[SuggestedPlace, ...] = ()

    @property
    def key(self) -> str:
        """By what it is known again, whatever the corpus has become."""
        return suggestion_key(self.chinese or self.english, is_chinese=bool(self.chinese))

    @property
    def name(self) -> str:
        """The words that it suggests."""
        return self.chinese or self.english

    @property
    def english_terms(self) -> tuple[str, ...]:
        """All English words it suggests, the likeliest of each column, without repeats in another form: those
        of most columns first, of these the likeliest."""
        best = [each[0] for each in self.renderings.values() if each]
        names = [_english_name(each.text) for each in best]
        ranks: dict[str, tuple[int, float]] = {}
        for name, each in zip(names, best, strict=True):
            ranks[name] = min(ranks.get(name, (0, 0.0)), (-names.count(name), -each.likelihood))
        ranked = sorted(zip(names, best, strict=True), key=lambda pair: ranks[pair[0]])
        found: dict[str, str] = {}
        for text in (self.english, *(each.text for _, each in ranked)):
            if text:
                found.setdefault(_english_name(text), text)
        return tuple(found.values())


def suggestion_key(words: str, *, is_chinese: bool) -> str:
    """The key of the suggestion of some words; inflection, case and script make no difference."""
    return f"zh {fold_chinese(words)}" if is_chinese else f"en {_english_name(words)}"


def _english_name(words: str) -> str:
    return " ".join(key for _, _, key in english_tokens(words)) or words
