"""How much of a text is known: by its words, by chapter, and for the whole library kept as numbers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import write_corpus
from made_words import text_words
from parallelreader.app.holding.listing import Order, in_order, list_library
from parallelreader.app.holding.stock import count, take_stock
from parallelreader.app.known_corpora import known_corpora, register
from parallelreader.app.library import open_corpus
from parallelreader.app.words.coverage import Coverage, coverage
from parallelreader.app.words.known_shares import measure_known, sentences_coverage
from parallelreader.app.words.statuses import Status, Statuses
from parallelreader.app.words.vocabulary import Vocabulary
from parallelreader.core.words.segmenter import Segmenter
from parallelreader.store.database import Store

STATUSES = {"船夫": Status.KNOWN, "看": Status.KNOWN, "灯笼": Status.LEARNING_3, "老魏": Status.IGNORED}


def of(key: str) -> Status:
    return STATUSES.get(key, Status.NEW)


@pytest.fixture
def segmenter() -> Segmenter:
    found = text_words(STATUSES.keys()).loaded().segmenter
    assert found is not None
    return found


def test_running_words_are_counted_by_status():
    found = coverage({"船夫": 6, "灯笼": 1, "老魏": 5, "踏实": 3}, of)

    assert found == Coverage(running=15, known=6, learning=1, ignored=5, different=4, different_new=1)
    assert found.share == pytest.approx(11 / 15)
    assert found.unknown_per_hundred == pytest.approx(100 * 4 / 15)
    assert not found.is_comfortable


def test_a_text_without_words_is_known():
    assert coverage({}, of).share == 1.0


def test_a_text_that_is_nowhere_yet_has_a_share_too(segmenter: Segmenter):
    found = sentences_coverage(["船夫看灯笼。", "老魏看。"], segmenter, of)

    assert (found.running, found.known, found.learning, found.ignored) == (5, 3, 1, 1)


class TestLibrary:
    @pytest.fixture
    def store(self, tmp_path: Path) -> Iterator[Store]:
        opened = Store.open(tmp_path / "data")
        for name in ("river", "lake"):
            folder = write_corpus(tmp_path / name)
            if name == "lake":
                (source,) = folder.rglob("zh.txt")
                source.write_text("船夫看船夫。\n", encoding="utf-8")
            register(opened, open_corpus(folder))
        corpora = known_corpora(opened)
        take_stock(opened, corpora)
        count(opened, corpora)
        yield opened
        opened.close()

    @pytest.fixture
    def vocabulary(self, tmp_path: Path) -> Vocabulary:
        return Vocabulary(tmp_path / "cache", text_words(STATUSES.keys()))

    def measured(self, store: Store, vocabulary: Vocabulary, statuses: Statuses) -> bool:
        return measure_known(store, vocabulary, statuses, known_corpora(store))

    def test_nothing_is_counted_where_no_word_is_marked(self, store: Store, vocabulary: Vocabulary):
        assert not self.measured(store, vocabulary, Statuses(store))
        assert {entry.share_known for entry in list_library(store).entries} == {-1.0}

    def test_only_what_is_asked_for_is_counted_and_what_cannot_be_read_is_left(
        self, store: Store, vocabulary: Vocabulary
    ):
        statuses = Statuses(store)
        statuses.set(["船夫"], Status.KNOWN)
        corpora = known_corpora(store)
        lake = next(entry for entry in list_library(store).entries if entry.corpus.folder.name == "lake")
        (source,) = lake.corpus.folder.rglob("zh.txt")
        source.write_bytes(b"\xff\xff\xff")

        is_lake_counted = measure_known(store, vocabulary, statuses, corpora, only={lake.id})
        shares = [entry.share_known for entry in list_library(store).entries]
        are_all_counted = self.measured(store, vocabulary, statuses)

        assert (is_lake_counted, shares) == (False, [-1.0, -1.0])
        assert are_all_counted
        assert sorted(entry.share_known for entry in list_library(store).entries) == [-1.0, 0.0]

    def test_shares_go_by_the_counts_of_whoever_knows_the_names(self, store: Store, vocabulary: Vocabulary):
        statuses = Statuses(store)
        statuses.set(["船夫"], Status.KNOWN)
        self.measured(store, vocabulary, statuses)
        lake = next(entry for entry in list_library(store).entries if entry.corpus.folder.name == "lake")
        corpus = open_corpus(lake.corpus.folder)

        vocabulary.keep_counts(corpus, corpus.documents[0], {"船夫": 1, "看": 3})
        is_measured = self.measured(store, vocabulary, statuses)
        vocabulary.keep_counts(corpus, corpus.documents[0], {"船夫": 1, "看": 3})

        assert is_measured
        assert not self.measured(store, vocabulary, statuses)
        assert in_order(list_library(store).entries, Order.KNOWN)[0].share_known == pytest.approx(1 / 4)

    def test_shares_follow_the_statuses(self, store: Store, vocabulary: Vocabulary):
        statuses = Statuses(store)
        statuses.set(["船夫"], Status.KNOWN)

        assert self.measured(store, vocabulary, statuses)
        assert not self.measured(store, vocabulary, statuses)

        first, second = in_order(list_library(store).entries, Order.KNOWN)
        assert first.share_known == pytest.approx(2 / 3)
        assert second.share_known == 0.0
        statuses.set(["看"], Status.KNOWN)
        assert self.measured(store, vocabulary, statuses)
        assert in_order(list_library(store).entries, Order.KNOWN)[0].share_known == 1.0
