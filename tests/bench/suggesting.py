"""Terms suggested: how many of the first are such as a terminologist would mark, and how long it takes."""

import resource
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.figures import table
from bench.setting import SAMPLES, TESTS, Setting
from bench.texts import long_corpus
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.suggestion_making import suggest
from parallelreader.app.words.stored_words import stored_words
from parallelreader.core.terms.suggestion import Suggestion, suggestion_key
from parallelreader.paths import UserFolders

GOLD = TESTS / "data" / "terms" / "suggestions.tsv"
_WANTED = 50
_NAMES = {None: "all", False: "the half for tuning", True: "the half held back"}


@dataclass(frozen=True, slots=True)
class Gold:
    """The terms that a terminologist would mark, by the keys of suggestions, and what renders them."""

    renderings: Mapping[str, frozenset[str]]

    def has(self, suggestion: Suggestion) -> bool:
        """Whether it is one of the terms, or renders one."""
        if suggestion.chinese:
            return suggestion.key in self.renderings
        return any(suggestion.key in each for each in self.renderings.values())

    def rightly_rendered(self, suggestions: Sequence[Suggestion]) -> tuple[int, int]:
        """How many of the likeliest renderings of the terms among these are right, and of how many."""
        told = [
            suggestion_key(found[0].text, is_chinese=False) in self.renderings[each.key]
            for each in suggestions
            if each.key in self.renderings
            for found in each.renderings.values()
        ]
        return sum(told), len(told)


def read_gold() -> Gold:
    """The list that was written before anything was suggested."""
    lines = [line for line in GOLD.read_text("utf-8").splitlines() if not line.startswith("#")]
    return Gold(dict(map(_entry, lines)))


def _entry(line: str) -> tuple[str, frozenset[str]]:
    chinese, *cells = line.split("\t")
    english = (text for cell in cells for text in cell.split("|") if text != "-")
    return (
        suggestion_key(chinese, is_chinese=True),
        frozenset(suggestion_key(text, is_chinese=False) for text in english),
    )


def is_held(suggestion: Suggestion) -> bool:
    """Whether a suggestion is of the half on which nothing is tuned; any words fall to one of both."""
    return sum(map(ord, suggestion.name)) % 2 == 1


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    folders = setting.folders("suggesting")
    gold, found = read_gold(), _suggested(SAMPLES, folders)
    return [*_quality(gold, found), "", *_speed(setting, folders)]


def _quality(gold: Gold, found: Sequence[Suggestion]) -> Iterator[str]:
    rows = []
    for half, name in _NAMES.items():
        chosen = [each for each in found if half is None or is_held(each) is half]
        first = chosen[: _WANTED if half is None else _WANTED // 2]
        right = sum(map(gold.has, first))
        rendered, of = gold.rightly_rendered(first)
        rows.append(
            (name, str(len(first)), f"{right / max(len(first), 1):.0%}", f"{rendered}/{of}", str(len(chosen)))
        )
    yield f"the sample, against {len(gold.renderings)} terms listed before anything was suggested"
    yield from table(("", "first", "are terms", "renderings right", "suggested"), rows)


def _speed(setting: Setting, folders: UserFolders) -> Iterator[str]:
    corpus = long_corpus(setting, setting.long)
    begun = time.monotonic()
    _suggested(corpus, folders)
    seconds = time.monotonic() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"{setting.long:,} pairs: {seconds:.1f} s, {memory:,.0f} MB at most, in a process beside the window"


def _suggested(folder: Path, folders: UserFolders) -> list[Suggestion]:
    corpus = open_corpus(folder)
    segmenter = stored_words(folders).loaded().segmenter
    texts = CorpusTexts(corpus, cache=open_cache(folders))
    return suggest(texts, segmenter, folders.cache, most=400)
