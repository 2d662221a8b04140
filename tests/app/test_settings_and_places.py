import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.app.places import CorpusPlace, DocumentPlace, Layout, Places, forget, recent
from parallelreader.app.settings import CurrentSettings, Settings
from parallelreader.app.themes import ThemeChoice
from parallelreader.core.notes.note import Colour
from parallelreader.store.database import Store
from parallelreader.store.places import identify_corpus, write_place
from parallelreader.store.settings import write_settings


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def key(store: Store, tmp_path: Path) -> str:
    return store.submit(identify_corpus, tmp_path, title="T", documents=["ferry"], now=1).result()


def test_settings_are_there_the_next_time(store: Store) -> None:
    told: list[Settings] = []
    current = CurrentSettings(store)
    current.listen(told.append)

    current.change(theme=ThemeChoice.SEPIA, window_state="three panes")
    store.flush(60)

    again = CurrentSettings(store).value
    assert again == current.value == told[-1]
    assert again.highlight_colour is Colour.YELLOW


def test_a_setting_that_did_not_change_tells_nobody(store: Store) -> None:
    told: list[Settings] = []
    current = CurrentSettings(store)
    current.listen(told.append)

    current.change(theme=ThemeChoice.SYSTEM)

    assert told == []


@pytest.mark.parametrize(
    "values",
    [
        {"theme": "pink"},
        {"reopens_last_corpus": 1},
        {"window_state": "x" * 20_000},
        {"window_state": ["zh"]},
    ],
)
def test_a_bad_setting_is_refused(store: Store, values: dict[str, object]) -> None:
    current = CurrentSettings(store)

    with pytest.raises(ValueError, match=next(iter(values))):
        current.change(**values)

    assert current.value == Settings()


def test_a_bad_stored_setting_takes_its_default_and_the_others_stay(store: Store) -> None:
    bad = {"theme": '"pink"', "highlight_colour": '"rose"', "window_state": "{", "unknown": "1"}
    store.submit(write_settings, bad).result()

    assert CurrentSettings(store).value == Settings(highlight_colour=Colour.ROSE)


def test_a_place_is_kept_to_the_exact_pair(store: Store, key: str) -> None:
    places = Places(store, key)
    corpus = CorpusPlace(
        document="ferry", layout=Layout.ROWS, zooms=(1.25, 0.8), is_linked=False, shows_notes=True
    )
    document = DocumentPlace(versions=("zh", "free"), version="zh", segment="12.3", fraction=0.4375)

    places.remember_corpus(corpus)
    places.remember_document("ferry", document)
    store.flush(60)

    again = Places(store, key)
    assert (again.corpus, again.document("ferry")) == (corpus, document)
    assert again.document("never opened") == DocumentPlace()


def test_a_bad_stored_place_is_no_obstacle(store: Store, key: str) -> None:
    for document, value in (("", "[]"), ("a", "{"), ("b", json.dumps({"fraction": "7", "segment": '"1.2"'}))):
        store.submit(write_place, key, document, value).result()

    places = Places(store, key)

    assert places.corpus == CorpusPlace()
    assert places.document("a") == DocumentPlace()
    assert places.document("b") == DocumentPlace(segment="1.2")


@pytest.mark.parametrize("fraction", [-0.1, 1.1, float("nan"), True])
def test_a_bad_place_is_refused(fraction: float) -> None:
    with pytest.raises(ValueError, match="fraction"):
        DocumentPlace(fraction=fraction)


def test_recent_corpora_can_be_forgotten(store: Store, key: str) -> None:
    (known,) = recent(store)
    assert known.key == key

    forget(store, known)

    assert recent(store) == []
