"""A hundred thousand hits in context: found, put in order, counted with their neighbours, and narrowed."""

import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TypeVar

from bench.figures import table
from bench.made_text import made_text
from bench.setting import Setting
from parallelreader.app.library import open_cache, open_corpus
from parallelreader.app.searching import CorpusSearch
from parallelreader.app.terms.concordance import HitLines, Question, find_hits
from parallelreader.app.terms.concordance_counts import Counting, Narrowing
from parallelreader.app.terms.concordance_words import WordTools
from parallelreader.app.words.text_words import TextWords
from parallelreader.core.concordance.collocations import USUAL_WINDOW
from parallelreader.core.concordance.order import parse_aspect
from parallelreader.core.corpus import Corpus, Hand
from parallelreader.core.language import segment
from parallelreader.core.progress import Progress
from parallelreader.formats.corpus_writing import NewDocument, NewVersion, create_corpus

T = TypeVar("T")
# The second word or so of each sentence.
_QUERIES = ("/(?<=^..)../", "/(?<=^\\w+ )\\w+/")
_SEEN = 30


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    folders = setting.folders("concordance")
    corpus = _corpus(setting.scratch / "concordance", setting.long)
    search = CorpusSearch(corpus, cache=open_cache(folders))
    search.document("made")
    words = TextWords(folders.cache)
    words.load()
    rows = []
    for query, version in zip(_QUERIES, ("zh", "en"), strict=True):
        found, lines = _timed(lambda asked=query, of=version: _hits(search, asked, of))
        counting = Counting(lines, WordTools(lambda progress: _loaded(words, progress)), None)
        around, _ = _timed(counting.neighbours)
        order, _ = _timed(lambda by=counting: by.order([parse_aspect("R1"), parse_aspect("L1")]))
        groups, _ = _timed(lambda by=counting: by.groups(parse_aspect("R1")))
        counted, collocates = _timed(lambda by=counting: by.collocations(USUAL_WINDOW))
        narrowings = [Narrowing(collocates[0].word)] if collocates else []
        narrowed, _ = _timed(lambda by=counting, to=narrowings: by.narrowed(to))
        numbers = count(0, max(len(lines.hits) // _SEEN, 1))
        seen, _ = _timed(lambda of=lines, at=numbers: [of.context(next(at), 30) for _ in range(_SEEN)])
        rows.append(
            [
                f"{version}, {len(lines.hits):,} hits",
                *(f"{each:.2f}" for each in (found, around, order, groups, counted, narrowed)),
                f"{1000 * seen:.1f}",
            ]
        )
    head = ["seconds for", "hits", "neighbours", "order", "groups", "collocations", "narrowing"]
    return table([*head, f"{_SEEN} contexts (ms)"], rows)


def _corpus(folder: Path, sentences: int) -> Corpus:
    if not folder.exists():
        chinese, english = made_text(sentences)
        versions = (
            NewVersion("zh", "zh-Hans", Hand.ORIGINAL, segment("\n".join(chinese), "zh-Hans")),
            NewVersion("en", "en", Hand.OWN, segment("\n".join(english), "en")),
        )
        create_corpus(folder, "Made to be measured", NewDocument("made", "Made", versions))
    return open_corpus(folder)


def _hits(search: CorpusSearch, query: str, version: str) -> HitLines:
    return find_hits(search, Question(query, versions=(version,)))


def _loaded(words: TextWords, progress: Progress) -> tuple:
    loaded = words.loaded(progress)
    return loaded.segmenter, loaded.reader


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = act()
    return time.perf_counter() - begun, result
