"""Where ten thousand terms stand in a hundred thousand pairs: made from nothing, and after one edit.

The texts are made of dictionary words, of which a good quarter are terms: far more than in any real text.
"""

import gc
import random
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench.figures import middle, percentile
from bench.made_text import made_terms, made_text
from bench.resident import resident_megabytes
from bench.setting import Setting
from parallelreader.app.library import load_document, open_cache, open_corpus
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.occurrences import Occurrences
from parallelreader.app.terms.termbase import TermChanges
from parallelreader.core.corpus import Corpus, Hand
from parallelreader.core.language import segment
from parallelreader.formats.corpus_writing import NewDocument, NewVersion, create_corpus
from parallelreader.store.database import Store

_TERMS_A_PAIR = 10
_MOST_TERMS = 10_000
_EDITS = 60
_EVERY_SECONDS = 0.005


def measure(setting: Setting) -> list[str]:
    """The lines to print."""
    corpus = _corpus(setting.scratch / "occurrences", setting.long)
    cache = open_cache(setting.folders("occurrences"))
    load_document(corpus, "made", cache=cache)
    texts = CorpusTexts(corpus, cache=cache)
    opened = texts.document("made")
    pairs = made_terms(min(_MOST_TERMS, setting.long // _TERMS_A_PAIR))
    store = Store.open(setting.folders("occurrences").data)
    try:
        book = TermBook.open(store, "made")
        book.termbase.add([book.termbase.new_concept([zh], [en]) for zh, en in pairs])
        book.flush(60)
        again = TermBook(store, "made")
        load = _seconds(again.load)
        # As in the window, the collector does not go through all of it again and again.
        gc.collect()
        gc.freeze()
        gc.disable()
        before = resident_megabytes()
        found = Occurrences()
        waits = _Waits()
        processor, wall = time.process_time(), time.perf_counter()
        found.build(texts, again.termbase.finder)
        processor, wall = time.process_time() - processor, time.perf_counter() - wall
        late = waits.end()
        grown = resident_megabytes() - before
        edits = _edits(again, found, texts)
        counting = _seconds(found.counts)
    finally:
        store.close()
    places = sum(text.segment_count for text in opened.texts.values())
    return [
        f"{len(pairs):,} terms, {setting.long:,} Chinese sentences, {places:,} on both sides, "
        f"{sum(found.counts().values()):,} places in Chinese",
        f"terms read from the store and made ready: {load:.2f} s",
        f"all occurrences: {wall:.1f} s, {processor:.1f} s of the processor, {grown:.0f} MB",
        f"meanwhile another thread got its turn after {1000 * middle(late):.1f} ms, 99 of 100 times within "
        f"{1000 * percentile(late, 0.99):.1f} ms, at worst {1000 * max(late):.1f} ms",
        f"after one edit: {1000 * middle(edits):.1f} ms of the processor, 9 of 10 within "
        f"{1000 * percentile(edits, 0.9):.1f} ms, at worst {1000 * max(edits):.1f} ms",
        f"counts of all terms: {1000 * counting:.1f} ms",
    ]


class _Waits:
    """A thread that wants the processor every few milliseconds, as a window that scrolls does."""

    def __init__(self) -> None:
        self._late: list[float] = [0.0]
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end(self) -> list[float]:
        """How many seconds late it was each time."""
        self._is_over.set()
        self._thread.join()
        return self._late

    def _run(self) -> None:
        while not self._is_over.is_set():
            begun = time.perf_counter()
            time.sleep(_EVERY_SECONDS)
            self._late.append(time.perf_counter() - begun - _EVERY_SECONDS)


def _edits(book: TermBook, found: Occurrences, texts: CorpusTexts) -> list[float]:
    """Seconds of the processor to bring all up to date after a term was renamed, and got its name back."""
    termbase = book.termbase
    told: list[TermChanges] = []
    termbase.listen(told.append)
    concepts = random.Random(5).sample(termbase.in_order(), min(_EDITS, len(termbase.concepts)) // 2)
    words = [concept.terms[0].text for concept in reversed(concepts)]
    taken = []
    for concept, other in zip(concepts, words, strict=True):
        first, *rest = concept.terms
        for terms in ((replace(first, text=other + first.text), *rest), concept.terms):
            termbase.change(replace(concept, terms=terms))
            changes = told[-1]
            update = partial(found.update, changes, texts, termbase.finder)
            taken.append(_seconds(update, time.thread_time))
    return taken


def _seconds(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    act()
    return clock() - begun


def _corpus(folder: Path, sentences: int) -> Corpus:
    if not folder.exists():
        chinese, english = made_text(sentences)
        versions = (
            NewVersion("zh", "zh-Hans", Hand.ORIGINAL, segment("\n".join(chinese), "zh-Hans")),
            NewVersion("en", "en", Hand.OWN, segment("\n".join(english), "en")),
        )
        create_corpus(folder, "Made to be measured", NewDocument("made", "Made", versions))
    return open_corpus(folder)
