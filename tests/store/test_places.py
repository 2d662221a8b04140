from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.store.database import Store
from parallelreader.store.places import (
    find_corpus,
    forget_corpus,
    identify_corpus,
    places_of,
    recent_corpora,
    write_place,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def corpus(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "corpus.yaml").write_text("title: T\n")
    return folder


def identify(store: Store, folder: Path, title: str = "T", documents: tuple[str, ...] = ("a", "b")) -> str:
    return store.submit(identify_corpus, folder, title=title, documents=documents, now=1).result()


def test_a_corpus_keeps_its_key(store: Store, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "river")
    key = identify(store, folder)

    assert identify(store, folder) == key
    assert identify(store, folder, title="Renamed") == key
    assert identify(store, folder, title="Renamed", documents=("c",)) == key
    assert store.read(find_corpus, folder, title="Any", documents=("c",)) == key
    assert store.read(find_corpus, tmp_path, title="T", documents=("a",)) == ""


def test_a_moved_corpus_is_found_again(store: Store, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "river")
    key = identify(store, folder)
    moved = folder.rename(tmp_path / "elsewhere")

    assert identify(store, moved, documents=("b", "c")) == key


def test_a_copy_beside_the_original_is_a_corpus_of_its_own(store: Store, tmp_path: Path) -> None:
    key = identify(store, corpus(tmp_path / "river"))

    assert identify(store, corpus(tmp_path / "copy")) != key


def test_a_folder_by_another_name_of_its_own_is_the_same_corpus(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = corpus(tmp_path / "river")
    key = identify(store, folder)
    # What a disk answers that does not tell capitals from small letters.
    monkeypatch.setattr("os.path.samefile", lambda one, other: str(one).lower() == str(other).lower())

    assert identify(store, tmp_path / "River") == key


def test_another_corpus_in_the_same_folder_does_not_inherit_the_notes(store: Store, tmp_path: Path) -> None:
    folder = corpus(tmp_path / "river")
    key = identify(store, folder)
    other = identify(store, folder, title="Mountains", documents=("x",))

    assert other != key
    assert identify(store, corpus(tmp_path / "back")) == key


def test_recent_corpora_come_newest_first_and_can_be_forgotten(store: Store, tmp_path: Path) -> None:
    folders = [corpus(tmp_path / name) for name in ("one", "two")]
    keys = [
        store.submit(identify_corpus, folder, title=folder.name, documents=["a"], now=now).result()
        for now, folder in enumerate(folders, start=5)
    ]

    assert [known.title for known in store.read(recent_corpora)] == ["two", "one"]
    store.submit(forget_corpus, keys[1]).result()
    assert [known.folder for known in store.read(recent_corpora)] == [folders[0].resolve()]
    assert identify(store, folders[1], title="two", documents=("a",)) == keys[1]


def test_places_are_kept_by_document(store: Store, tmp_path: Path) -> None:
    key = identify(store, corpus(tmp_path / "river"))

    for document, value in (("", "{}"), ("a", "1"), ("a", "2")):
        store.submit(write_place, key, document, value).result()

    assert store.read(places_of, key) == {"": "{}", "a": "2"}
