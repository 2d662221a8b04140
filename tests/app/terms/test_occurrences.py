"""Where all terms stand in a corpus: found whole, and after each change what building anew would find."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.occurrences import OccurrenceChanges, Occurrences
from parallelreader.app.terms.termbase import TermChanges
from parallelreader.core.errors import Cancelled
from parallelreader.core.terms.concept import Concept
from parallelreader.store.database import Store
from term_material import add_terms, river_stories

TEXTS = CorpusTexts(river_stories())


@pytest.fixture
def book(tmp_path: Path) -> Iterator[TermBook]:
    store = Store.open(tmp_path / "data")
    yield TermBook.open(store, "here")
    store.close()


def built(book: TermBook) -> Occurrences:
    made = Occurrences()
    made.build(TEXTS, book.termbase.finder)
    return made


def following(book: TermBook) -> Occurrences:
    made = built(book)
    book.termbase.listen(lambda changes: made.update(changes, TEXTS, book.termbase.finder))
    return made


def words(occurrences: Occurrences, concept: Concept) -> list[str]:
    return [
        TEXTS.document(place.document).texts[place.version].content[place.span.start : place.span.end]
        for place in occurrences.of(concept.id)
    ]


def everything(occurrences: Occurrences, book: TermBook) -> object:
    places = {id: occurrences.of(id) for id in book.termbase.concepts}
    spans = [
        occurrences.in_text(document.id, version.id)
        for document in TEXTS.corpus.documents
        for version in document.versions
    ]
    return places, dict(occurrences.counts()), spans


def test_a_term_is_found_in_every_document_and_version_in_order(book: TermBook) -> None:
    (ferry,) = add_terms(book.termbase, ("渡船", ["ferry", "boat"]))

    found = built(book)

    places = found.of(ferry.id)
    versions = [(place.document, place.version) for place in places]
    assert versions[0] == ("last-ferry", "zh")
    assert {"zh", "literal", "free"} == {version for _, version in versions}
    assert {word.casefold() for word in words(found, ferry)} <= {
        *("渡船", "ferry", "ferries", "boat", "boats")
    }
    chinese = sum(
        str(TEXTS.document(document.id).texts["zh"].content).count("渡船")
        for document in TEXTS.corpus.documents
    )
    assert found.counts() == {ferry.id: chinese}
    assert sum(version == "zh" for _, version in versions) == chinese > 3


def test_spans_of_a_text_are_in_order_and_do_not_overlap(book: TermBook) -> None:
    add_terms(book.termbase, ("渡船", "ferry"), ("船", "boat"), ("老渡船", "old ferry"))
    found = built(book)

    spans = found.in_text("last-ferry", "zh")

    assert spans
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert found.in_text("last-ferry", "none") == found.in_text("none", "zh") == []


def test_contradictory_concepts_both_have_the_place(book: TermBook) -> None:
    one, other = add_terms(book.termbase, ("渡船", "ferry"), ("渡船", "boat"))

    counts = built(book).counts()

    assert counts[one.id] == counts[other.id] > 0


def test_a_longer_term_takes_its_places_and_gives_them_back(book: TermBook) -> None:
    (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))
    found = following(book)
    before = found.counts()[ferry.id]

    add_terms(book.termbase, ("老渡船", "old ferry"))
    assert found.counts()[ferry.id] < before

    book.steps.undo()
    assert found.counts() == {ferry.id: before}


def test_listeners_are_told_which_concepts_moved(book: TermBook) -> None:
    found = following(book)
    told: list[OccurrenceChanges] = []
    found.listen(told.append)

    (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))

    assert told == [OccurrenceChanges(frozenset({ferry.id}))]


@pytest.mark.parametrize("seed", range(6))
def test_updates_come_to_what_building_anew_gives(book: TermBook, seed: int) -> None:
    choice = random.Random(seed)
    found = following(book)
    chinese = str(TEXTS.document("last-ferry").source_text.content)
    english = str(TEXTS.document("last-ferry").texts["free"].content).split()
    for _ in range(25):
        known = list(book.termbase.concepts.values())
        act = choice.random()
        if act < 0.6 or not known:
            at, length = choice.randrange(len(chinese) - 5), choice.choice((1, 1, 2, 2, 3, 4))
            word = choice.randrange(len(english) - 3)
            pair = (chinese[at : at + length], " ".join(english[word : word + choice.randint(1, 3)]))
            if pair[0].strip():
                add_terms(book.termbase, pair)
        elif act < 0.75:
            book.termbase.remove([choice.choice(known).id])
        elif act < 0.85:
            one = choice.choice(known)
            book.termbase.change(replace(one, terms=one.terms[:1]))
        elif act < 0.95:
            book.termbase.merge([each.id for each in choice.sample(known, min(2, len(known)))])
        else:
            book.steps.undo()

    assert everything(found, book) == everything(built(book), book)


def test_very_many_changes_at_once_come_to_the_same(book: TermBook) -> None:
    found = following(book)
    content = str(TEXTS.document("last-ferry").source_text.content)

    add_terms(book.termbase, *((content[at : at + 2].strip() or "船", "") for at in range(400)))

    assert everything(found, book) == everything(built(book), book)


def test_a_text_that_was_read_again_is_looked_through_again(book: TermBook) -> None:
    texts = CorpusTexts(river_stories())
    (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))
    found = Occurrences()
    found.update(TermChanges(()), texts, book.termbase.finder)
    before = found.of(ferry.id)
    texts.drop()

    found.update(TermChanges(()), texts, book.termbase.finder)

    assert found.of(ferry.id) == before != []


def test_stopping_leaves_what_there_was(book: TermBook) -> None:
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))
    found = built(book)
    before = found.of(ferry.id)

    with pytest.raises(Cancelled):
        found.build(CorpusTexts(river_stories()), book.termbase.finder, Stop())

    assert found.of(ferry.id) == before
