"""The index: whatever it is like, a search gives what looking through the texts gives."""

import os
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parallelreader.app import indexing
from parallelreader.app.indexing import (
    delete_index,
    index_in_background,
    index_path,
    open_index,
    update_index,
    wants_index,
)
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.searching import CorpusSearch, Side, search_corpus
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import Cancelled
from parallelreader.core.search.query import parse_query
from parallelreader.store.search_index import Asked

CORPUS = """\
title: Two documents
documents:
  - id: one
    title: One
    versions:
      - {id: zh, language: zh-Hans, hand: original, text: one.zh.txt}
      - {id: en, language: en, hand: own, text: one.en.txt}
    alignments:
      - {between: [zh, en], file: one.tsv}
  - id: two
    title: Two
    versions:
      - {id: zh, language: zh-Hant, hand: original, text: two.zh.txt}
"""


def _words(listed: str) -> list[str]:
    return listed.split()


PARTS = _words(
    """学习 學習 学，习 行 银行 银行 行走 得 了 𠮷 的 船 渡船 我们 女人 绿 西安 先 ， 。 ？ … 、
    IBM 2024 Ａ one
    ferry ferries ran run women don’t well-known the The café 你好 — “ ”"""
)
QUERIES = [
    *_words(
        """学 习 学习 學習 学，习 的 𠮷 行 银行
        ferry ferries run ran the women xuexi xue2xi2 xian xíng yin2hang
        lü wo * fer* *n r?n 学*习 /习./ /fer+y/ ibm 2024 don't well-known known “学习” ？ a cafe"""
    ),
    "学 习",
    "the ferry",
    '"the ferry"',
    "学习 ferry",
    "ferry 学",
    "船 run the",
    "得 了",
    '"one run" 学',
    "xue xi",
]


class _Stop:
    """A progress that asks to stop after so many steps."""

    def __init__(self, steps: int) -> None:
        self.left = steps

    def step(self, done: int, total: int, text: str = "") -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def made_corpus(folder: Path, seed: int = 1, lines: int = 12) -> Corpus:
    """A corpus of random lines of parts that searches are likely to trip over."""
    chance = random.Random(seed)
    folder.mkdir(exist_ok=True)
    (folder / "corpus.yaml").write_text(CORPUS, encoding="utf-8")
    for name, joiner in (("one.zh", ""), ("one.en", " "), ("two.zh", "")):
        text = "\n".join(joiner.join(chance.choices(PARTS, k=chance.randint(1, 9))) for _ in range(lines))
        (folder / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    rows = "".join(f"{number}.1\t{number}.1\t1\taligner\n" for number in range(1, lines + 1))
    (folder / "one.tsv").write_text(f"source\ttarget\tconfidence\torigin\n{rows}", encoding="utf-8")
    return open_corpus(folder)


def results(corpus: Corpus, query: str, cache: Path | None) -> list[object]:
    return [
        (each.kind, each.document, each.version, each.segment, each.spans, dict(each.partner_spans))
        for each in search_corpus(corpus, query, cache_folder=cache)
    ]


@pytest.fixture
def corpus(tmp_path) -> Corpus:
    return made_corpus(tmp_path / "corpus")


@pytest.fixture
def cache(tmp_path, corpus) -> Path:
    update_index(corpus, tmp_path / "cache")
    return tmp_path / "cache"


@pytest.mark.parametrize("query", QUERIES)
def test_the_index_gives_what_a_scan_gives(corpus, cache, query, caplog):
    assert results(corpus, query, cache) == results(corpus, query, None)
    # Where the index fails, the texts are looked through and the results are right all the same.
    assert not caplog.records


def test_characters_beside_a_word_with_a_star_are_looked_at(tmp_path):
    corpus = made_corpus(tmp_path / "corpus", 0)
    update_index(corpus, tmp_path / "cache")

    assert results(corpus, "学习 fer*", tmp_path / "cache") == results(corpus, "学习 fer*", None)


def test_the_queries_find_something(corpus):
    assert sum(bool(results(corpus, query, None)) for query in QUERIES) > len(QUERIES) * 2 / 3


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    queries=st.lists(
        st.lists(st.sampled_from([*PARTS, *QUERIES]), min_size=1, max_size=3).map(" ".join)
        | st.lists(st.sampled_from([*PARTS, "*", "?", '"']), min_size=1, max_size=4).map("".join)
        | st.text(alphabet="学习行的船xuein 'g*?\"，𠮷", min_size=1, max_size=8).filter(str.strip),
        min_size=4,
        max_size=8,
    ),
)
def test_the_index_gives_what_a_scan_gives_for_any_text_and_query(tmp_path, caplog, seed, queries):
    corpus = made_corpus(tmp_path / "corpus", seed)
    update_index(corpus, tmp_path / "cache")

    for query in queries:
        assert results(corpus, query, tmp_path / "cache") == results(corpus, query, None), query
    assert not caplog.records


def test_counts_without_looking_are_those_of_the_places(corpus, cache):
    search = CorpusSearch(corpus, cache_folder=cache)
    counted = 0
    for query in QUERIES:
        for sense in parse_query(query).senses:
            count = search.count(sense)
            if count is not None:
                counted += 1
                assert count == len(list(search.places(sense))), query

    assert counted > 10


def test_a_search_keeps_to_documents_and_versions_with_an_index_too(corpus, cache):
    search = CorpusSearch(corpus, cache_folder=cache)
    (sense,) = parse_query("学").senses

    places = list(search.places(sense, side=Side.OTHER))

    assert places == list(CorpusSearch(corpus).places(sense, side=Side.OTHER))
    assert {place.version for place in places} == {"en"}
    assert {place.document for place in search.places(sense, documents=["two"])} == {"two"}


def test_a_text_that_changed_is_looked_through_until_the_index_knows_it(corpus, cache):
    (corpus.folder / "two.zh.txt").write_text("新來的渡船。\n", encoding="utf-8")

    before = results(corpus, "新来", cache)
    update_index(corpus, cache)

    assert before == results(corpus, "新来", cache) == results(corpus, "新来", None)
    assert len(before) == 1


def test_only_what_changed_is_taken_in_again(corpus, cache):
    index = open_index(cache, corpus)
    assert index is not None
    (corpus.folder / "two.zh.txt").write_text("新來的渡船。\n", encoding="utf-8")

    update_index(corpus, cache)

    again = open_index(cache, corpus)
    assert again is not None
    assert again.states["one", "zh"] == index.states["one", "zh"]
    assert again.states["two", "zh"].base > index.states["two", "zh"].base


def test_an_index_that_is_mostly_stale_is_made_anew(corpus, cache):
    for name in ("one.zh", "one.en", "two.zh"):
        (corpus.folder / f"{name}.txt").write_text("新來的渡船。\n", encoding="utf-8")

    update_index(corpus, cache)

    index = open_index(cache, corpus)
    assert index is not None
    assert min(state.base for state in index.states.values()) == 1


def test_an_open_document_that_is_older_than_the_index_is_searched_as_it_is(corpus, cache):
    opened = load_document(corpus, "two")
    (corpus.folder / "two.zh.txt").write_text("新來的渡船。\n", encoding="utf-8")
    update_index(corpus, cache)
    (sense,) = parse_query("新来").senses

    assert list(CorpusSearch(corpus, cache_folder=cache, opened=[opened]).places(sense)) == []


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 400])
def test_a_damaged_index_is_as_good_as_none_and_made_anew(corpus, cache, damage):
    path = index_path(cache, corpus)
    path.write_bytes(damage)

    assert results(corpus, "学习", cache) == results(corpus, "学习", None)
    update_index(corpus, cache)
    assert open_index(cache, corpus) is not None


def test_an_index_that_breaks_in_the_middle_loses_and_repeats_nothing(corpus, cache):
    with sqlite3.connect(index_path(cache, corpus)) as connection:
        connection.execute("UPDATE han_data SET block = x'00' WHERE id > 10")
    connection.close()

    for query in QUERIES:
        assert results(corpus, query, cache) == results(corpus, query, None), query


def test_an_index_of_another_edition_is_not_asked(corpus, cache):
    with sqlite3.connect(index_path(cache, corpus)) as connection:
        connection.execute("UPDATE kept SET edition = 'older'")
    connection.close()

    assert open_index(cache, corpus) is None
    assert results(corpus, "学习", cache) == results(corpus, "学习", None)


def test_an_index_made_anew_while_another_is_read_is_not_mixed_with_it(corpus, cache):
    def write(words: str, *names: str) -> None:
        for name in names:
            (corpus.folder / f"{name}.txt").write_text(words, encoding="utf-8")
        update_index(corpus, cache)

    write("新來的渡船。\n", "two.zh")
    reader = open_index(cache, corpus)
    assert reader is not None
    assert list(reader.rows(Asked("han", "船"), 1, 1000))
    # As long as somebody reads, SQLite keeps what is new beside the file.
    write("河上的小船。\n" * 3, "two.zh")
    write("河上的渡船。\n" * 40, "one.zh", "one.en", "two.zh")

    found = open_index(cache, corpus)
    reader.close()

    assert found is not None
    assert min(state.base for state in found.states.values()) == 1
    assert len(list(found.rows(Asked("han", "河"), 1, 1000))) == 120
    assert results(corpus, "河上", cache) == results(corpus, "河上", None)


def test_a_text_whose_old_times_were_put_back_is_looked_through(corpus, cache):
    file = corpus.folder / "two.zh.txt"
    file.write_text("新來的渡船。\n", encoding="utf-8")
    update_index(corpus, cache)
    before = file.stat()
    file.write_text("渡船是新的。\n", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size

    assert results(corpus, "新的", cache) == results(corpus, "新的", None) != []


def test_an_index_can_be_deleted_at_any_time(corpus, cache):
    delete_index(cache, corpus)

    assert open_index(cache, corpus) is None
    assert results(corpus, "学习", cache)


@pytest.mark.parametrize("steps", [0, 1])
def test_a_cancelled_update_leaves_what_there_was(corpus, cache, steps):
    states = open_index(cache, corpus).states
    (corpus.folder / "two.zh.txt").write_text("新來的渡船。\n", encoding="utf-8")

    with pytest.raises(Cancelled):
        update_index(corpus, cache, progress=_Stop(steps))

    assert open_index(cache, corpus).states == states
    assert [file.suffix for file in index_path(cache, corpus).parent.iterdir()].count(".part") == 0


def test_a_cancelled_first_index_leaves_nothing(corpus, tmp_path):
    with pytest.raises(Cancelled):
        update_index(corpus, tmp_path / "cache", progress=_Stop(1))

    assert list((tmp_path / "cache" / "search").iterdir()) == []


def test_small_corpora_want_no_index(corpus, tmp_path):
    assert not wants_index(tmp_path / "cache", corpus)


def test_a_large_corpus_wants_an_index_until_it_has_it(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(indexing, "_WORTH_INDEXING", 100)
    cache = tmp_path / "cache"

    assert wants_index(cache, corpus)
    index_in_background(corpus, cache)
    assert not wants_index(cache, corpus)
    (corpus.folder / "two.zh.txt").write_text("新來的渡船。\n", encoding="utf-8")
    assert wants_index(cache, corpus)
    assert results(corpus, "学习", cache) == results(corpus, "学习", None)
