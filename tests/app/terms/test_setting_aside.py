"""What was rejected or dismissed stays away, in the store too, until that is undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.app.terms.book import TermBook
from parallelreader.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "data")
    yield store
    store.close()


def test_what_is_rejected_stays_so_in_the_store(store: Store) -> None:
    book = TermBook.open(store, "here")

    book.rejections.put({"zh 相机": "相机", "zh 小路": "小路"}, name="Reject suggestions")
    book.write_out(10)

    again = TermBook.open(store, "here")
    assert list(again.rejections.all) == ["zh 小路", "zh 相机"]
    assert again.rejections.all["zh 相机"].words == "相机"
    assert "zh 相机" not in again.dismissals
    assert "zh 相机" not in TermBook.open(store, "elsewhere").rejections


def test_rejecting_and_taking_back_are_each_one_step(store: Store) -> None:
    book = TermBook.open(store, "here")
    book.rejections.put({"zh 相机": "相机", "zh 小路": "小路"}, name="Reject suggestions")

    assert not book.rejections.put({"zh 小路": "小路"}, name="Reject suggestion")
    assert book.rejections.take_back(["zh 小路", "zh 别的"], name="Offer again")
    assert list(book.rejections.all) == ["zh 相机"]

    assert book.steps.undo() == "Offer again"
    assert set(book.rejections.all) == {"zh 小路", "zh 相机"}
    assert book.steps.undo() == "Reject suggestions"
    assert not book.rejections.all
    assert book.steps.redo() == "Reject suggestions"
    book.write_out(10)
    assert set(TermBook.open(store, "here").rejections.all) == {"zh 小路", "zh 相机"}


def test_dismissals_share_the_history_with_terms(store: Store) -> None:
    book = TermBook.open(store, "here")
    concept = book.termbase.new_concept(["渡口"], ["ferry landing"])
    book.termbase.add([concept])
    book.dismissals.put({"otherwise 1": "渡口"}, name="Dismiss finding")

    assert book.steps.undo() == "Dismiss finding"
    assert not book.dismissals.all
    assert book.steps.undo() == "Add term"
    assert not book.termbase.concepts
