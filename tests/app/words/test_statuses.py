"""Statuses of words: at once in memory, soon on disk, one step of undo however many, and their growth."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.app.annotating import Annotating
from parallelreader.app.undo import StaleStep
from parallelreader.app.words.statuses import Status, StatusChanges, Statuses
from parallelreader.store.database import Store

_DAY = 86_400_000
_NOON = 1_772_000_000_000


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


def again(store: Store) -> Statuses:
    """The statuses as another start of the program finds them."""
    found = Statuses(store)
    found.load()
    return found


def test_a_word_nobody_has_marked_is_new(store: Store):
    assert Statuses(store).of("船夫") is Status.NEW


def test_many_words_at_once_are_one_step_of_undo(store: Store):
    statuses = Statuses(store)
    statuses.set(["船"], Status.LEARNING_2)

    changed = statuses.set(["船", "河", "灯"], Status.KNOWN)

    assert changed == 3
    assert again(store).all() == dict.fromkeys(["船", "河", "灯"], Status.KNOWN)
    assert statuses.steps.undo() == "Mark 3 words as known"
    assert again(store).all() == {"船": Status.LEARNING_2}
    assert statuses.steps.redo() == "Mark 3 words as known"
    assert again(store).of("灯") is Status.KNOWN


def test_setting_what_is_set_already_is_no_step(store: Store):
    statuses = Statuses(store)
    statuses.set(["河"], Status.KNOWN)

    assert statuses.set(["河", ""], Status.KNOWN) == 0
    assert statuses.steps.undo() == "Mark as known"
    assert statuses.steps.undo() == ""


def test_the_history_of_notes_takes_statuses_back_too(store: Store):
    key = "5a0f7a1e-0000-4000-8000-000000000000"
    notes = Annotating(store, key)
    statuses = Statuses(store)
    statuses.steps.use(notes.history)
    statuses.set(["灯"], Status.IGNORED)

    notes.undo()

    assert statuses.of("灯") is Status.NEW
    assert notes.redo_text == "Mark as ignored"


def test_listeners_hear_what_changed_and_by_whom(store: Store):
    statuses, heard = Statuses(store), list[StatusChanges]()
    statuses.listen(heard.append)
    statuses.set(["河"], Status.LEARNING_1, initiator=store)

    statuses.steps.undo()

    assert [(dict(each.statuses), each.initiator) for each in heard] == [
        ({"河": Status.LEARNING_1}, store),
        ({"河": Status.NEW}, None),
    ]


def test_a_step_is_not_taken_back_over_what_another_window_did(store: Store, tmp_path: Path):
    statuses = Statuses(store)
    statuses.set(["河"], Status.LEARNING_1)
    statuses.flush(60)
    other = Store.open(tmp_path / "data")
    elsewhere = Statuses(other)
    elsewhere.set(["河"], Status.KNOWN)
    other.close()

    statuses.refresh()

    assert statuses.of("河") is Status.KNOWN
    with pytest.raises(StaleStep):
        statuses.steps.undo()


def test_growth_counts_words_at_the_end_of_each_day(store: Store):
    now = _NOON
    statuses = Statuses(store, clock=lambda: now)
    statuses.set(["河", "船", "灯"], Status.LEARNING_1)
    statuses.set(["灯"], Status.IGNORED)
    statuses.flush(60)
    now += 3 * _DAY
    statuses.set(["河", "桥"], Status.KNOWN)
    statuses.flush(60)

    growth = statuses.growth()

    assert [(each.known, each.learning, each.ignored) for each in growth] == [(0, 2, 1), (2, 1, 1)]
    assert growth[0].day < growth[1].day


def test_what_was_undone_does_not_grow(store: Store):
    statuses = Statuses(store)
    statuses.set(["河", "船"], Status.KNOWN)
    statuses.flush(60)
    statuses.steps.undo()
    statuses.flush(60)

    assert statuses.growth()[-1].known == 0


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("new", Status.NEW),
        ("learning", Status.LEARNING_1),
        ("Learning 4", Status.LEARNING_4),
        ("3", Status.LEARNING_3),
        ("known", Status.KNOWN),
        ("IGNORED", Status.IGNORED),
    ],
)
def test_statuses_have_names(word: str, status: Status):
    assert Status.named(word) is status


def test_other_names_are_refused():
    with pytest.raises(ValueError, match="not a status"):
        Status.named("well known")
