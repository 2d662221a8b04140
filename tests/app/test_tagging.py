"""Notes are tagged, all places of a term at once, and reviewed; each act is one step of undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factories import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.library import open_corpus
from parallelreader.app.notes_export import NotesFormat, export_notes
from parallelreader.app.notes_import import import_notes
from parallelreader.app.tag_schemes import file_of_scheme, put_scheme
from parallelreader.app.tagging import Tagging
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.tag_places import places_of
from parallelreader.core.errors import WriteProblem
from parallelreader.core.notes.note import Anchor, Colour, Note, Review
from parallelreader.core.notes.tags import Category, TagScheme, TagSpec
from parallelreader.core.terms.concept import Concept, Term
from parallelreader.core.terms.finder import TermFinder
from parallelreader.formats.tag_scheme import scheme_file
from parallelreader.store.database import Store
from parallelreader.store.notes import kept_texts
from term_material import river_stories

SCHEME = TagScheme((Category("kind", (TagSpec("boat", Colour.BLUE), TagSpec("place")), allows_one=True),))
FERRY = Concept("f", "", (Term("1", "zh", "渡船"), Term("2", "en", "ferry")))
OLD_FERRY = Concept("o", "", (Term("3", "zh", "老渡船"),))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def notes(store: Store) -> Annotating:
    return Annotating.open(store, river_stories())


@pytest.fixture
def tagging(notes: Annotating) -> Tagging:
    return Tagging(notes, SCHEME)


def marked(notes: Annotating, *places: str) -> list[Note]:
    for number, place in enumerate(places):
        notes.highlight([Anchor("last-ferry", "zh", 9 * number, 9 * number + 1, place)], Colour.ROSE)
    return notes.notes.find()


def test_tags_are_kept_with_the_note(store: Store, notes: Annotating, tagging: Tagging) -> None:
    (note,) = marked(notes, "船")

    tagging.tag([note.id], ["kind/boat", "mine"])
    tagging.ask_for_review([note.id])
    assert notes.flush(60)

    (again,) = Annotating.open(store, river_stories()).notes.find()
    assert again.tags == ("kind/boat", "mine")
    assert again.review is Review.WAITING


def test_tagging_several_notes_is_one_step(notes: Annotating, tagging: Tagging) -> None:
    one, two = marked(notes, "船", "河")
    tagging.tag([one.id], ["kind/place"])

    tagging.tag([one.id, two.id, "unknown"], ["kind/boat"])

    assert [note.tags for note in notes.notes.find()] == [("kind/boat",)] * 2
    assert tagging.counts() == {"kind/boat": 2, "kind/place": 0}
    notes.undo()
    assert {note.id: note.tags for note in notes.notes.find()} == {one.id: ("kind/place",), two.id: ()}


def test_renaming_and_removing_a_tag_reaches_every_note(notes: Annotating, tagging: Tagging) -> None:
    one, two = marked(notes, "船", "河")
    tagging.tag([one.id, two.id], ["Water"])

    tagging.rename("water", "river")
    assert tagging.counts()["river"] == 2
    tagging.rename("river", "")
    assert "river" not in tagging.counts()
    notes.undo()
    notes.undo()
    assert tagging.counts()["Water"] == 2


def test_all_places_of_a_term_are_tagged_in_one_step(
    store: Store, notes: Annotating, tagging: Tagging
) -> None:
    texts = CorpusTexts(river_stories())
    found = places_of(FERRY, texts, TermFinder([FERRY, OLD_FERRY]))

    tagging.mark([[each] for each in found.anchors], ["kind/boat"], texts=found.texts)

    all_notes = notes.notes.find()
    assert len(all_notes) == len(found.anchors) > 10
    assert {note.colour for note in all_notes} == {Colour.BLUE}
    assert {note.targets[0].version for note in all_notes} == {"zh", "literal", "free"}
    assert {note.targets[0].exact.casefold() for note in all_notes} <= {"渡船", "ferry", "ferries"}
    assert notes.flush(60)
    assert store.read(kept_texts, found.texts).keys() == found.texts.keys()
    notes.undo()
    assert notes.notes.find() == []
    notes.redo()
    assert notes.notes.find() == all_notes


def test_a_longer_term_keeps_its_places_and_words_that_are_no_term_have_theirs() -> None:
    texts = CorpusTexts(river_stories())

    as_term = places_of(FERRY, texts, TermFinder([FERRY, OLD_FERRY]), versions=["zh"])
    as_words = places_of("渡船", texts, TermFinder([OLD_FERRY]), versions=["zh"])

    assert len(as_words.anchors) == len(as_term.anchors) + 1
    assert places_of("渡船", texts, TermFinder(), documents=["slow-dictionary"]).anchors == ()


def test_what_is_marked_already_is_tagged_and_not_marked_twice(notes: Annotating, tagging: Tagging) -> None:
    (note,) = marked(notes, "船")
    anchor = note.targets[0]

    tagging.mark([[anchor], [anchor]], ["kind/boat"], waits=True)
    tagging.mark([[anchor]], ["kind/boat"])

    (now,) = notes.notes.find()
    assert (now.id, now.colour, now.tags) == (note.id, Colour.ROSE, ("kind/boat",))
    assert now.review is Review.WAITING


def test_the_queue_is_accepted_and_rejected_with_undo(notes: Annotating, tagging: Tagging) -> None:
    one, two, three = marked(notes, "船", "河", "桥")
    tagging.ask_for_review([one.id, two.id])

    tagging.accept([one.id])
    assert [note.id for note in tagging.waiting()] == [two.id]
    tagging.reject([two.id, three.id])
    assert [note.id for note in notes.notes.find()] == [one.id, three.id]
    notes.undo()
    assert [note.id for note in tagging.waiting()] == [two.id]
    notes.undo()
    assert len(tagging.waiting()) == 2


@pytest.mark.parametrize("wanted", [NotesFormat.JSONL, NotesFormat.JSONLD, NotesFormat.CSV])
def test_tags_and_review_go_out_and_come_back(
    store: Store, notes: Annotating, tagging: Tagging, tmp_path: Path, wanted: NotesFormat
) -> None:
    one, two = marked(notes, "船", "河")
    tagging.tag([one.id], ["=1+1", "kind/boat", "𠮷"])
    tagging.ask_for_review([two.id])
    before = notes.notes.find()
    file = tmp_path / f"notes.{wanted}"
    file.write_text(export_notes(before, wanted), encoding="utf-8", newline="")
    notes.delete([one.id, two.id])

    import_notes(notes, file, wanted)

    assert [replace(note, corpus="") for note in notes.notes.find()] == [
        replace(note, corpus="") for note in before
    ]
    assert not import_notes(notes, file, wanted)


def test_a_scheme_that_cannot_be_read_is_not_replaced(tmp_path: Path) -> None:
    corpus = open_corpus(write_corpus(tmp_path / "corpus", "River", []))
    scheme_file(corpus).mkdir()

    with pytest.raises(WriteProblem):
        file_of_scheme(corpus)
    with pytest.raises(WriteProblem):
        put_scheme(corpus, None)
