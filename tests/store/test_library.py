"""The rows of the library: what they are after an upgrade, and that every exchange can be turned round."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.store.connection import bundled_migrations
from parallelreader.store.database import FILE_NAME, Store
from parallelreader.store.library import (
    Collected,
    Collection,
    HoldingRow,
    Listed,
    Located,
    OwnTitle,
    Row,
    Tag,
    exchange,
    holdings,
    library_corpora,
    readings,
    user_rows,
    write_counts,
    write_holdings,
    write_reading,
)
from parallelreader.store.places import forget_corpus, identify_corpus, recent_corpora


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def identify(store: Store, folder: Path, now: int = 5, *, is_opening: bool = True) -> str:
    return store.submit(
        identify_corpus, folder, title=folder.name, documents=("a",), now=now, is_opening=is_opening
    ).result()


def test_corpora_opened_before_the_library_are_in_it_and_forgotten_ones_are_not(tmp_path: Path) -> None:
    before = [each for each in bundled_migrations() if each.version < 3]
    old = Store.open(tmp_path, migrations=before)
    old.close()
    with sqlite3.connect(tmp_path / FILE_NAME) as raw:
        raw.execute(
            "INSERT INTO corpus VALUES ('k', '/river', 'River', '[]', 7), ('g', '/gone', 'G', '[]', 0)"
        )
    raw.close()

    store = Store.open(tmp_path)

    assert [(row.key, row.added) for row in store.read(library_corpora)] == [("k", 7)]
    store.close()


def test_an_added_corpus_is_in_the_library_but_was_not_opened(store: Store, tmp_path: Path) -> None:
    opened = identify(store, tmp_path / "river", 5)
    added = identify(store, tmp_path / "hill", 9, is_opening=False)

    assert [row.key for row in store.read(library_corpora)] == [opened, added]
    assert [known.key for known in store.read(recent_corpora)] == [opened]
    identify(store, tmp_path / "river", 3, is_opening=False)
    assert store.read(recent_corpora)[0].opened == 5


def test_a_corpus_taken_out_comes_back_when_it_is_opened(store: Store, tmp_path: Path) -> None:
    key = identify(store, tmp_path / "river")

    store.submit(forget_corpus, key).result()
    left = store.read(library_corpora)
    identify(store, tmp_path / "river")

    assert left == []
    assert [row.key for row in store.read(library_corpora)] == [key]


def test_what_is_held_is_kept_with_its_counts(store: Store, tmp_path: Path) -> None:
    key = identify(store, tmp_path / "river")
    rows = [HoldingRow(key, name, number, name, "", "[]") for number, name in enumerate("ab")]
    store.submit(write_holdings, key, "River", "s1", rows).result()

    store.submit(write_counts, [HoldingRow(key, "b", 1, "b", "", "[]", "f", 100, 10)]).result()

    assert [(row.document, row.characters, row.pairs) for row in store.read(holdings, key)] == [
        ("a", -1, -1),
        ("b", 100, 10),
    ]
    assert store.read(library_corpora)[0].stamp == "s1"


@pytest.mark.parametrize("document", ["", "a"])
def test_every_kind_of_row_is_put_in_and_taken_out_again(store: Store, tmp_path: Path, document: str) -> None:
    key = identify(store, tmp_path / "river")
    store.submit(write_reading, key, "a", opened=3, stretches="0-5").result()
    rows: list[Row] = [
        Collection("c1", "Exam texts"),
        Collection("c2", "Autumn", "c1"),
        Collected("c1", key, document),
        Tag(key, document, "long"),
        OwnTitle(key, document, "My river"),
    ]
    empty = OwnTitle(key, document, "")
    before = state(store)

    assert store.submit(exchange, [empty], rows).result()
    between = state(store)
    assert store.submit(exchange, rows, [empty]).result()

    assert between != before
    assert state(store) == before
    assert not store.submit(exchange, [Tag(key, "a", "long")], [Listed(key)]).result()


def test_a_corpus_is_taken_out_and_moved_by_the_same_means(store: Store, tmp_path: Path) -> None:
    key = identify(store, tmp_path / "river")
    here, there = str(tmp_path / "river"), str(tmp_path / "hill")

    store.submit(exchange, [Located(key, here)], [Located(key, there)]).result()
    moved = store.read(library_corpora)[0].folder
    store.submit(exchange, [Listed(key)], []).result()

    assert moved == tmp_path / "hill"
    assert store.read(library_corpora) == []
    assert not store.submit(exchange, [Listed(key)], []).result()
    store.submit(exchange, [], [Listed(key)]).result()
    assert [row.key for row in store.read(library_corpora)] == [key]


def state(store: Store) -> object:
    return store.read(user_rows), store.read(readings), store.read(library_corpora)
