"""Terms of our own for tests, and the sample corpus they stand in."""

from collections.abc import Sequence
from pathlib import Path

from parallelreader.app.library import open_corpus
from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.corpus import Corpus
from parallelreader.core.terms.concept import Concept

SAMPLES = Path(__file__).parents[1] / "resources" / "samples"


def river_stories() -> Corpus:
    return open_corpus(SAMPLES)


def add_terms(termbase: Termbase, *pairs: tuple[str | Sequence[str], str | Sequence[str]]) -> list[Concept]:
    """Add a concept for each (Chinese, English), in one step."""
    made = [termbase.new_concept(_several(zh), _several(en)) for zh, en in pairs]
    termbase.add(made)
    return [termbase.concepts[each.id] for each in made]


def _several(words: str | Sequence[str]) -> Sequence[str]:
    return ([words] if words else []) if isinstance(words, str) else words
