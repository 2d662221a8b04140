"""The corpora of the library, there or away, without any of them being read."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import write_corpus
from parallelreader.app import reach
from parallelreader.app.known_corpora import known_corpora, register
from parallelreader.app.library import open_corpus
from parallelreader.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def test_a_corpus_on_a_stick_stays_listed_while_it_is_away_and_comes_back(
    store: Store, tmp_path: Path
) -> None:
    folder = write_corpus(tmp_path / "stick" / "river")
    key = register(store, open_corpus(folder))
    unplugged = (tmp_path / "stick").rename(tmp_path / "drawer")

    away = known_corpora(store)
    unplugged.rename(tmp_path / "stick")
    back = known_corpora(store)

    assert [(known.key, known.folder, known.title) for known in away] == [(key, folder, "River Stories")]
    assert "not plugged in" in away[0].away
    assert [known.away for known in back] == [""]


def test_nothing_is_looked_at_unless_asked(store: Store, tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "river")
    register(store, open_corpus(folder))
    folder.rename(tmp_path / "hill")

    assert known_corpora(store, looks=False)[0].is_there


def test_two_corpora_of_one_folder_name_are_two(store: Store, tmp_path: Path) -> None:
    keys = {register(store, open_corpus(write_corpus(tmp_path / each / "river"))) for each in "ab"}

    known = known_corpora(store)

    assert {each.key for each in known} == keys
    assert {each.folder for each in known} == {tmp_path / "a" / "river", tmp_path / "b" / "river"}


def test_a_moved_corpus_that_is_added_again_is_the_same(store: Store, tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "river")
    key = register(store, open_corpus(folder))
    moved = folder.rename(tmp_path / "hill")

    assert register(store, open_corpus(moved)) == key
    assert [known.folder for known in known_corpora(store)] == [moved]


def test_a_corpus_whose_place_another_has_taken_says_so(store: Store, tmp_path: Path) -> None:
    folder = write_corpus(tmp_path / "river")
    key = register(store, open_corpus(folder))
    other = "title: Hill Tales\ndocuments: []\n"
    (folder / "corpus.yaml").write_text(other, encoding="utf-8")

    register(store, open_corpus(folder))

    away = {known.key: known.away for known in known_corpora(store)}
    assert len(away) == 2
    assert "Another corpus" in away[key]


def test_a_folder_that_never_answers_holds_nobody_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_corpus(tmp_path / "river")
    dead = tmp_path / "dead-mount"
    gate, look = threading.Event(), os.stat

    def stat(path: object, *rest: object, **named: object) -> os.stat_result:
        if str(path).startswith(str(dead)):
            gate.wait(20)
        return look(path, *rest, **named)  # type: ignore[arg-type, call-overload, no-any-return]

    monkeypatch.setattr(reach.os, "stat", stat)

    away = reach.out_of_reach([dead, folder], seconds=0.3)
    gate.set()

    assert away == {dead: "The folder does not answer."}


def test_the_reason_says_whether_the_folder_or_only_its_corpus_is_gone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    away = reach.out_of_reach([tmp_path / "empty", tmp_path / "gone"])

    assert "no corpus.yaml" in away[tmp_path / "empty"]
    assert "not there" in away[tmp_path / "gone"]
