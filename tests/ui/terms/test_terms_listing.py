"""The terms of the list at the left of their room, before anything is known of them."""

from pathlib import Path
from threading import Event

import pytest

from factories import craft_corpus
from parallelreader.app.library import open_corpus
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.store.database import Store
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.terms_listing import TermsListing
from terms_material import ByHand

pytestmark = pytest.mark.gui


class SlowWords:
    """Words whose dictionary is read only when it is let."""

    def __init__(self) -> None:
        self.may_load = Event()

    @property
    def is_ready(self) -> bool:
        return self.may_load.is_set()

    def load(self, progress: Progress = NO_PROGRESS) -> None:
        while not self.may_load.wait(0.01):
            progress.step(0, 1)

    def pinyin_of(self, words: str) -> str:
        return {"轮": "lún"}[words]


def test_terms_are_listed_before_they_can_be_read(qtbot, qapp, tmp_path: Path):
    store, jobs, words = Store.open(tmp_path / "data"), JobRunner(), SlowWords()
    book = TermBook.open(store, "here")
    book.termbase.add([book.termbase.new_concept(["轮"], ["wheel"])])
    listing = TermsListing(jobs, words, ByHand({}))
    told: list[list[tuple[str, str]]] = []
    listing.listed.connect(lambda entries: told.append([(e.concept.name, e.reading) for e in entries]))
    listing.want(True)
    listing.begin(book, CorpusTexts(open_corpus(craft_corpus(tmp_path / "craft"))))

    qtbot.waitUntil(lambda: told[-1] == [("轮", "")], timeout=20_000)
    words.may_load.set()
    qtbot.waitUntil(lambda: told[-1] == [("轮", "lún")], timeout=20_000)

    qtbot.waitUntil(lambda: listing.is_settled and jobs.is_idle, timeout=20_000)
    jobs.shut_down()
    store.close()
