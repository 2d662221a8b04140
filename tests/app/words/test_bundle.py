"""All that is known of words leaves as JSON lines and comes back the same; broken lines are named."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from parallelreader.app.holding.stretches import Stretches
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.bundle import Taken, bundle_lines, read_bundle, take_in_bundle
from parallelreader.app.words.kept import Context, Partner, Rating
from parallelreader.app.words.statuses import Status
from parallelreader.core.errors import FileProblem
from parallelreader.core.notes.note import Anchor
from parallelreader.store.database import Store
from parallelreader.store.reading_days import ReadingDay, add_to_day, reading_days

PLACE = Anchor("ferry", "zh", 8, 10, "踏实", "还是不", "。", "2.1", "digest")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    opened = Store.open(tmp_path / "here"), Store.open(tmp_path / "there")
    yield opened
    for each in opened:
        each.close()


def filled(store: Store) -> WordBook:
    book = WordBook(store)
    context = Context(
        "river", PLACE, "心里还是不踏实。", 5, (Partner("en", "He did not trust it.", ((3, 16),)),)
    )
    word = book.kept.keep("踏实", "tāshi", "at ease", context, key="踏实")
    book.kept.review(word.id, Rating.GOOD)
    book.statuses.set(["河水", "船"], Status.KNOWN)
    book.reveals.note_reveal("river", "en", PLACE)
    book.corrections.cut({"研究生命": (2,)}, name="Split")
    book.corrections.read("地方", ("di4", "fang1"))
    book.corrections.read("北京", ("Bei3", "jing1"))
    # Of the first character nothing is known.
    book.corrections.read("𠀋野", ("", "ye3"))
    book.corrections.read("行", ("hang2",), sentence="行不行。", first=2)
    book.reveals.note_unaided("river", "ferry", Stretches().including(0, 5000))
    store.submit(add_to_day, ReadingDay("2026-03-02", "river", "ferry", 300.0, 40)).result()
    book.flush(60)
    return book


def test_everything_comes_back_the_same(stores: tuple[Store, Store], tmp_path: Path):
    here, there = stores
    lines = list(bundle_lines(filled(here), here))
    file = tmp_path / "words.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    book = WordBook(there)

    taken = take_in_bundle(read_bundle(file), book, there)
    book.flush(60)

    assert taken == Taken(statuses=3, kept=1, reviews=1, reveals=1, days=1, corrections=5, unaided=1)
    assert list(bundle_lines(book, there)) == lines
    again = take_in_bundle(read_bundle(file), book, there)
    assert again == Taken(0, 0, 0, 0, 0, 0)
    book.steps.undo()
    assert (len(book.statuses), len(book.kept), book.kept.reviews()) == (0, 0, [])
    book.flush(60)
    assert list(bundle_lines(book, there)) == []
    book.steps.redo()
    book.flush(60)
    assert list(bundle_lines(book, there)) == lines


def test_what_was_read_here_stays_when_what_came_is_taken_back(stores: tuple[Store, Store], tmp_path: Path):
    here, there = stores
    source, book = filled(here), WordBook(there)
    source.reveals.note_reveal("river", "en", PLACE)
    source.flush(60)
    file = tmp_path / "words.jsonl"
    file.write_text("".join(bundle_lines(source, here)), encoding="utf-8")
    book.reveals.note_reveal("river", "en", PLACE)
    book.reveals.note_unaided("river", "ferry", Stretches().including(0, 1000))
    there.submit(add_to_day, ReadingDay("2026-03-02", "river", "ferry", 60.0, 5)).result()

    taken = take_in_bundle(read_bundle(file), book, there)
    book.reveals.note_reveal("river", "en", PLACE)
    there.submit(add_to_day, ReadingDay("2026-03-02", "river", "ferry", 30.0, 2)).result()
    book.steps.undo()
    book.flush(60)

    assert (taken.reveals, taken.days, taken.unaided) == (1, 1, 1)
    assert [each.times for each in book.reveals.revealed("river")] == [2]
    assert there.read(reading_days) == [ReadingDay("2026-03-02", "river", "ferry", 90.0, 7)]
    assert book.reveals.unaided("river", "ferry").spans == ((0, 1000),)


def test_the_later_state_stays(stores: tuple[Store, Store], tmp_path: Path):
    here, there = stores
    lines = list(bundle_lines(filled(here), here))
    file = tmp_path / "words.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    book = WordBook(there)
    book.statuses.set(["河水"], Status.LEARNING_5)
    book.flush(60)

    take_in_bundle(read_bundle(file), book, there)

    assert (book.statuses.of("河水"), book.statuses.of("船")) == (Status.LEARNING_5, Status.KNOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "poem"},
        {"schema": 99},
        {"status": "splendid"},
        {"word": 5},
        {"word": "\ud800"},
        {"changed": -1},
        {"changed": True},
    ],
)
def test_a_broken_line_is_named_and_nothing_taken(tmp_path: Path, change: dict[str, object]):
    good = {"schema": 1, "kind": "status", "word": "船", "status": "known", "changed": 5}
    file = tmp_path / "words.jsonl"
    file.write_text(f"{json.dumps(good)}\n{json.dumps(good | change)}\n", encoding="utf-8")

    with pytest.raises(FileProblem) as refused:
        read_bundle(file)

    assert refused.value.line == 2


@pytest.mark.parametrize(
    "line",
    [
        {"kind": "cut", "stretch": "研究生", "ends": [2, 2]},
        {"kind": "cut", "stretch": "研究生", "ends": [3]},
        {"kind": "cut", "stretch": "研究生", "ends": ["1"]},
        {"kind": "cut", "stretch": "", "ends": []},
        {"kind": "reading", "word": "地方", "sentence": "", "first": 0, "reading": "di4"},
        {"kind": "reading", "word": "地", "sentence": "", "first": 0, "reading": "xyzzy9"},
    ],
)
def test_a_correction_that_makes_no_sense_is_refused(tmp_path: Path, line: dict[str, object]):
    file = tmp_path / "words.jsonl"
    file.write_text(json.dumps(line), encoding="utf-8")

    with pytest.raises(FileProblem):
        read_bundle(file)


def test_a_card_that_nothing_can_go_on_from_is_refused(stores: tuple[Store, Store], tmp_path: Path):
    lines = [json.loads(line) for line in bundle_lines(filled(stores[0]), stores[0])]
    kept = next(line for line in lines if line["kind"] == "kept") | {"card": '{"state": 9}'}
    file = tmp_path / "words.jsonl"
    file.write_text(json.dumps(kept), encoding="utf-8")

    with pytest.raises(FileProblem, match="not sound"):
        read_bundle(file)


def test_what_was_revealed_oftener_elsewhere_counts(stores: tuple[Store, Store], tmp_path: Path):
    here, there = stores
    book = filled(here)
    book.reveals.note_reveal("river", "en", PLACE)
    book.flush(60)
    file = tmp_path / "words.jsonl"
    file.write_text("".join(bundle_lines(book, here)), encoding="utf-8")
    other = filled(there)

    assert take_in_bundle(read_bundle(file), other, there).reveals == 1

    assert [each.times for each in other.reveals.revealed("river")] == [2]
    take_in_bundle(read_bundle(file), book, here)
    assert [each.times for each in book.reveals.revealed("river")] == [2]
