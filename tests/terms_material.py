"""A term in the small corpus of the tests: whoever finds its renderings, and the matrix they make."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from corpora import write_corpus
from parallelreader.app.library import open_corpus
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.shown_matrix import FoundMatrix, find_matrix
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.renderings.rendering import Found
from parallelreader.core.renderings.sought import Sighting, Sought, Wanted


class ByHand:
    """Finds the first of the words for a Chinese term that stands in the very sentences of a place."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = words

    def find(
        self, wanted: Wanted, sought: Sequence[Sought], progress: Progress = NO_PROGRESS
    ) -> Iterator[tuple[int, Sighting | None]]:
        for number, place in enumerate(sought):
            yield number, self._seen(self._words.get(wanted.chinese[0], ()), place)

    def _seen(self, words: Sequence[str], place: Sought) -> Sighting | None:
        for sentence, english in enumerate(place.english):
            for word in words:
                start = english.text.find(word)
                if english.is_own and start >= 0:
                    return Sighting(sentence, start, start + len(word), 0.8, Found.LIKELY)
        return None


def small_texts(folder: Path) -> CorpusTexts:
    """The corpus of one document with three sentence pairs."""
    return CorpusTexts(open_corpus(write_corpus(folder)))


def found(folder: Path, term: str, *words: str) -> FoundMatrix:
    """The matrix of a term in that corpus, rendered by these words wherever they stand."""
    return find_matrix(small_texts(folder), term, linker=ByHand({term: words}))
