"""Kept words: contexts gather under one word, reviews follow FSRS and can be taken back, all of it stays."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from parallelreader.app.words.book import WordBook
from parallelreader.app.words.kept import Context, KeptWords, Partner, Rating, WordMissing
from parallelreader.app.words.kept_word import Card
from parallelreader.app.words.scheduling import is_sound, reviewed, waits
from parallelreader.app.words.statuses import Status
from parallelreader.core.notes.note import Anchor
from parallelreader.store.carrying import carry_rows
from parallelreader.store.database import Store

_MINUTE = 60_000
_DAY = 86_400_000
_NOON = round(datetime(2026, 3, 2, 12).timestamp() * 1000)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


class Clock:
    def __init__(self) -> None:
        self.now = _NOON

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(store: Store, clock: Clock) -> WordBook:
    return WordBook(store, clock=clock)


def context(start: int = 8, word: str = "踏实", corpus: str = "river") -> Context:
    place = Anchor("ferry", "zh", start, start + len(word), word, "心里还是不", "。", "2.1", "digest")
    return Context(
        corpus,
        place,
        f"船夫老魏心里还是不{word}。",
        9,
        (Partner("en", "Old Wei still did not trust it.", ((13, 26),)),),
        title="夜船",
    )


def keep(book: WordBook, word: str = "踏实", start: int = 8) -> str:
    return book.kept.keep(word, "tāshi", "at ease", context(start, word), key=word).id


def again(book: WordBook) -> KeptWords:
    """The kept words as another start of the program finds them."""
    found = WordBook(book._store)
    found.load()
    return found.kept


def test_a_kept_word_is_learnt_from_then_on_and_both_are_one_step(book: WordBook):
    word = book.kept.keep("踏實", "tāshi", "at ease", context(word="踏實"), key="踏实", traditional="踏實")

    assert again(book).all() == [word]
    assert again(book).is_kept("踏实")
    assert book.statuses.of("踏实") is Status.LEARNING_1
    assert book.steps.undo() == "Keep 踏實"
    assert (len(book.kept), book.statuses.of("踏实")) == (0, Status.NEW)
    assert len(again(book)) == 0
    book.steps.redo()
    assert again(book).all() == [word]


def test_keeping_a_word_leaves_what_is_known_of_it(book: WordBook):
    book.statuses.set(["踏实"], Status.LEARNING_4)

    keep(book)

    assert book.statuses.of("踏实") is Status.LEARNING_4


def test_the_same_word_again_adds_a_context(book: WordBook):
    first = keep(book)
    second = book.kept.keep("踏实", "Tā shi", "steady", context(70), key="踏实").id

    (word,) = again(book).all()
    assert first == second == word.id
    assert [(each.place.start, each.sense) for each in word.contexts] == [(8, ""), (70, "steady")]
    book.steps.undo()
    assert len(again(book).all()[0].contexts) == 1


def test_the_same_place_again_changes_nothing(book: WordBook, clock: Clock):
    keep(book)
    clock.now += _MINUTE

    keep(book)

    assert len(book.kept.all()[0].contexts) == 1


def test_the_same_characters_read_otherwise_are_another_word(book: WordBook):
    book.kept.keep("行", "xíng", "to walk", None, key="行")
    book.kept.keep("行", "háng", "row", None, key="行")

    assert {word.reading for word in again(book).of("行")} == {"xíng", "háng"}


def test_a_reading_that_was_not_known_is_filled_in(book: WordBook):
    book.kept.keep("踏实", "", "", context(), key="踏实")

    book.kept.keep("踏实", "tāshi", "at ease", context(70), key="踏实")
    book.kept.keep("踏实", "", "", context(90), key="踏实")

    (word,) = again(book).all()
    assert (word.reading, word.sense, len(word.contexts)) == ("tāshi", "at ease", 3)


def test_removing_is_taken_back_with_contexts_and_reviews(book: WordBook):
    name = keep(book)
    book.kept.review(name, Rating.GOOD)
    before = again(book).all()

    assert book.kept.remove([name, "nobody"]) == 1

    assert again(book).all() == []
    book.steps.undo()
    assert again(book).all() == before
    assert len(again(book).reviews()) == 1


def test_a_word_is_due_until_it_is_reviewed_and_again_in_time(book: WordBook, clock: Clock):
    name = keep(book)
    assert [word.id for word in book.kept.due().new] == [name]

    book.kept.review(name, Rating.GOOD)
    assert len(book.kept.due()) == 0
    clock.now += 10 * _MINUTE
    assert [word.id for word in book.kept.due().again] == [name]
    after = book.kept.review(name, Rating.GOOD)

    assert after.card.due > clock.now + _DAY // 2
    assert book.kept.next_due() == after.card.due
    assert len(book.kept.due(clock.now + 30 * _DAY)) == 1


def test_what_is_due_in_days_is_due_from_the_morning(book: WordBook):
    card = reviewed(Card(_NOON), Rating.EASY, _NOON)

    due = datetime.fromtimestamp(card.due / 1000)

    assert (due.hour, due.minute) == (0, 0)
    assert card.due > _NOON


def test_a_better_rating_waits_longer():
    found = waits(Card(_NOON), _NOON)

    assert found[Rating.AGAIN] < found[Rating.HARD] < found[Rating.GOOD] < found[Rating.EASY]


def test_the_last_review_is_taken_back(book: WordBook):
    name = keep(book)
    before = book.kept.get(name)

    book.kept.review(name, Rating.EASY, took=2500)
    (made,) = book.kept.reviews()
    book.steps.undo()

    assert (made.rating, made.took, made.former) == (Rating.EASY, 2500, "")
    assert book.kept.get(name) == before
    assert again(book).reviews() == []


def test_only_so_many_new_words_a_day(book: WordBook, clock: Clock):
    for number, word in enumerate(["河水", "缆绳", "对岸", "竹篓"]):
        clock.now += 1
        keep(book, word, 10 * number)
    first = book.kept.due(new_a_day=2).new
    assert [word.written for word in first] == ["河水", "缆绳"]

    book.kept.review(first[0].id, Rating.EASY)

    assert [word.written for word in book.kept.due(new_a_day=2).new] == ["缆绳"]
    assert len(book.kept.due(clock.now + _DAY, new_a_day=2).new) == 2


def test_a_state_that_is_not_sound_begins_anew(book: WordBook):
    keep(book)
    (word,) = book.kept.all()
    broken = json.dumps(
        {"card_id": 1, "state": 2, "step": None, "stability": None, "difficulty": 1, "due": "x"}
    )
    edits = book.kept.edits_for([replace(word, card=Card(_NOON, broken), changed=_NOON + 1)])
    assert edits is not None
    book.steps.do("Import", lambda: [edits])

    after = book.kept.review(word.id, Rating.GOOD)

    assert not is_sound(broken)
    assert is_sound(after.card.state)


def test_a_word_that_is_gone_cannot_be_reviewed(book: WordBook):
    with pytest.raises(WordMissing):
        book.kept.review("nobody", Rating.GOOD)


def test_the_words_of_a_rendering_stand_together_where_they_are_neighbours():
    partner = Partner("en", "Old Wei gave the rope up.", ((0, 3), (4, 7), (8, 12), (22, 24)))

    assert partner.words == "Old Wei gave … up"


def test_editing_is_a_step(book: WordBook):
    name = keep(book)

    book.kept.edit(name, sense="steady, reliable")

    assert again(book).all()[0].sense == "steady, reliable"
    book.steps.undo()
    assert again(book).all()[0].sense == "at ease"


def test_contexts_follow_a_document_to_another_corpus(book: WordBook, store: Store):
    keep(book)
    book.flush(60)

    store.submit(carry_rows, ("river", "ferry"), ("lake", "old-ferry")).result()
    book.kept.refresh()
    before = book.kept.all()[0].contexts[0].corpus
    book.kept.refresh(always=True)

    (context,) = book.kept.all()[0].contexts
    assert (before, context.corpus, context.document) == ("river", "lake", "old-ferry")


def test_another_window_is_heard(book: WordBook, tmp_path: Path):
    keep(book)
    book.flush(60)
    other = Store.open(tmp_path / "data")
    elsewhere = WordBook(other)
    elsewhere.kept.keep("对岸", "duì'àn", "the far bank", None, key="对岸")
    elsewhere.flush(60)
    other.close()
    heard = list[tuple[str, ...]]()
    book.kept.listen(lambda changes: heard.append(changes.added))

    book.refresh()

    assert [word.written for word in book.kept.all()] == ["踏实", "对岸"]
    assert len(heard) == 1
    assert book.statuses.of("对岸") is Status.LEARNING_1


def test_two_processes_that_change_one_word_lose_nothing_of_each_other(book: WordBook, tmp_path: Path):
    word = keep(book)
    keep(book, start=20)
    book.flush(60)
    elsewhere = Store.open(tmp_path / "data")
    other = WordBook(elsewhere)
    other.load()

    # This one has not looked again since the other changed the word.
    other.kept.edit(word, sense="steady", contexts=other.kept.all()[0].contexts[1:])
    keep(other, start=40)
    other.flush(60)
    book.kept.review(word, Rating.GOOD)
    keep(book, start=60)
    book.flush(60)
    elsewhere.close()

    (found,) = again(book).all()
    assert found.sense == "steady"
    assert not found.card.is_new
    assert [each.span.start for each in found.contexts] == [20, 40, 60]
    book.refresh()
    assert book.kept.get(word) == found


def test_a_word_removed_elsewhere_stays_removed_when_it_is_reviewed_here(book: WordBook, tmp_path: Path):
    word = keep(book)
    book.flush(60)
    elsewhere = Store.open(tmp_path / "data")
    other = WordBook(elsewhere)
    other.kept.remove([word])
    other.flush(60)
    elsewhere.close()

    book.kept.review(word, Rating.GOOD)
    book.flush(60)

    assert again(book).all() == []
