"""Concepts are kept, looked up by any of their names, and every act on them is one step of undo."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parallelreader.app.annotating import Annotating
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.termbase import TermChanges
from parallelreader.app.undo import StaleStep
from parallelreader.core.notes.note import Anchor, Colour
from parallelreader.core.terms.concept import Concept, PartOfSpeech, Term, TermStatus
from parallelreader.core.terms.tidying import NoTerm
from parallelreader.store.database import Store
from term_material import add_terms

WHOLE = Concept(
    "whole",
    "here",
    (
        Term(
            "1", "zh-Hant", "渡輪𠮷", TermStatus.PREFERRED, PartOfSpeech.NOUN, ("渡船", "小輪"), source="Wren"
        ),
        Term("2", "en-GB", "Ferry", TermStatus.DEPRECATED, forms=("ferry-boat",), is_case_sensitive=True),
        Term("3", "en", "boat", TermStatus.SUPERSEDED, note="two\nlines, “quoted”"),
    ),
    definition="What crosses a river.\nAnd comes back.",
    subject="rivers",
    note="= not a sum",
    created=5,
    changed=6,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def book(store: Store) -> TermBook:
    return TermBook.open(store, "here")


def again(store: Store, key: str = "here") -> TermBook:
    return TermBook.open(store, key)


def names(book: TermBook) -> list[str]:
    return [concept.name for concept in book.termbase.in_order()]


def test_a_concept_comes_back_with_every_field(store: Store, book: TermBook) -> None:
    book.termbase.add([WHOLE])
    assert book.flush(60)

    assert again(store).termbase.get("whole") == WHOLE


def test_concepts_of_another_corpus_are_not_seen_but_those_for_everywhere_are(
    store: Store, book: TermBook
) -> None:
    book.termbase.add([WHOLE, replace(WHOLE, id="all", corpus="")])
    book.flush(60)

    assert list(again(store, "there").termbase.concepts) == ["all"]
    assert again(store, "there").termbase.foreign_ids(["whole", "all", "none"]) == {"whole"}


def test_a_new_concept_prefers_the_first_term_of_each_language(book: TermBook) -> None:
    made = book.termbase.new_concept(["渡船", "渡轮"], ["ferry"], subject="rivers")

    assert [term.status for term in made.terms] == ["preferred", "admitted", "preferred"]
    assert (made.corpus, made.subject) == ("here", "rivers")
    assert len({made.id, *(term.id for term in made.terms)}) == 4
    assert not book.termbase.concepts


def test_a_concept_is_found_by_any_name_in_either_script_and_case(book: TermBook) -> None:
    book.termbase.add([WHOLE])

    for name in ("渡轮𠮷", "小轮", "FERRY", "ferry-boat", " boat "):
        assert book.termbase.named(name) == (WHOLE,)
    assert book.termbase.named("渡") == ()


def test_contradictory_concepts_share_a_name(book: TermBook) -> None:
    first, second = add_terms(book.termbase, ("渡船", "ferry"), ("渡船", "boat"))

    assert book.termbase.named("渡船") == (first, second)
    book.termbase.remove([first.id])
    assert book.termbase.named("渡船") == (second,)


@pytest.mark.parametrize("act", ["add", "change", "remove", "merge"])
def test_each_act_is_one_step_and_what_undo_leaves_is_on_disk(store: Store, book: TermBook, act: str) -> None:
    termbase = book.termbase
    one, two, three = add_terms(termbase, ("渡船", "ferry"), ("码头", "landing"), ("河", "river"))
    before = dict(termbase.concepts)
    acts = {
        "add": lambda: add_terms(termbase, ("钟", "bell"), ("桥", "bridge")),
        "change": lambda: termbase.change(replace(one, definition="What crosses.")),
        "remove": lambda: termbase.remove([two.id, "unknown", three.id]),
        "merge": lambda: termbase.merge([three.id, one.id]),
    }
    acts[act]()
    after = dict(termbase.concepts)
    assert after != before

    assert book.steps.undo()
    assert termbase.concepts == before
    book.flush(60)
    assert again(store).termbase.concepts == before

    assert book.steps.redo()
    assert termbase.concepts == after
    book.flush(60)
    assert again(store).termbase.concepts == after


def test_a_step_is_taken_back_by_a_book_that_was_not_read_yet(store: Store, book: TermBook) -> None:
    add_terms(book.termbase, ("渡船", "ferry"))
    assert book.flush(60)
    later = TermBook(store, "here")
    later.use(Annotating(store, "here").history)
    later.steps.history.go_on_from(book.steps.history)

    assert later.steps.undo() == "Add term"

    assert not later.termbase.concepts


def test_terms_share_the_history_of_the_notes(store: Store, book: TermBook) -> None:
    notes = Annotating(store, "here")
    book.use(notes.history)
    add_terms(book.termbase, ("渡船", "ferry"))
    notes.highlight([Anchor("d", "zh", 0, 1, "船")], Colour.BLUE)
    add_terms(book.termbase, ("河", "river"))

    assert notes.undo_text == "Add term"
    notes.undo()
    assert names(book) == ["渡船"]
    assert notes.undo_text == "Highlight"
    notes.undo()
    notes.undo()
    assert names(book) == []
    notes.redo()
    assert names(book) == ["渡船"]


def test_listeners_learn_what_a_concept_was_and_is(book: TermBook) -> None:
    told: list[TermChanges] = []
    book.termbase.listen(told.append)
    (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))
    book.termbase.change(replace(ferry, subject="rivers"), initiator="panel")
    now = book.termbase.concepts[ferry.id]
    book.termbase.remove([ferry.id])

    assert [changes.pairs for changes in told] == [((None, ferry),), ((ferry, now),), ((now, None),)]
    assert told[1].initiator == "panel"


def test_what_changes_nothing_is_no_step(book: TermBook) -> None:
    (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))
    told: list[TermChanges] = []
    book.termbase.listen(told.append)

    book.termbase.change(ferry)
    book.termbase.add([ferry])
    book.termbase.remove(["unknown"])
    book.termbase.merge([ferry.id])

    assert not told
    assert book.steps.undo() == "Add term"
    assert book.steps.undo() == ""


def test_the_finder_is_of_the_present_concepts(store: Store, book: TermBook) -> None:
    (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))
    book.termbase.change(replace(ferry, terms=(replace(ferry.terms[0], text="小船"),)))

    assert not book.termbase.finder.in_text("渡船", is_chinese=True)
    assert len(book.termbase.finder.in_text("小船", is_chinese=True)) == 1
    book.steps.undo()
    assert len(book.termbase.finder.in_text("渡船", is_chinese=True)) == 1
    book.flush(60)
    assert len(again(store).termbase.finder.in_text("two ferries", is_chinese=False)) == 1


def test_merging_keeps_all_that_was_said_once(book: TermBook) -> None:
    termbase = book.termbase
    one, two = add_terms(termbase, (["渡船", "轮渡"], "ferry"), (["輪渡", "渡轮"], ["boat", "Ferry"]))
    termbase.change(replace(two, definition="What crosses.", note="Wren has it."))

    merged = termbase.merge([one.id, two.id])

    assert merged is not None
    assert [(term.text, term.status) for term in merged.terms] == [
        ("渡船", "preferred"),
        ("轮渡", "admitted"),
        ("ferry", "preferred"),
        ("渡轮", "admitted"),
        ("boat", "admitted"),
    ]
    assert merged.terms[1].forms == ("輪渡",)
    assert (merged.definition, merged.note) == ("What crosses.", "Wren has it.")
    assert list(termbase.concepts) == [one.id]


def test_what_is_typed_is_tidied_and_a_concept_needs_a_term(book: TermBook) -> None:
    made = book.termbase.new_concept([" 渡\u0000船\n码头 ", "  "], ["\ud800"])
    book.termbase.add([made])

    (kept,) = book.termbase.concepts.values()
    assert [term.text for term in kept.terms] == ["渡船 码头"]
    with pytest.raises(NoTerm):
        book.termbase.add([book.termbase.new_concept(["河"], []), book.termbase.new_concept([" "], [])])
    assert len(book.termbase.concepts) == 1


def test_what_another_process_wrote_is_taken_in_and_not_overwritten_by_undo(tmp_path: Path) -> None:
    ours, theirs = Store.open(tmp_path / "data"), Store.open(tmp_path / "data")
    try:
        book = TermBook.open(ours, "here")
        (ferry,) = add_terms(book.termbase, ("渡船", "ferry"))
        book.flush(60)
        other = TermBook.open(theirs, "here")
        other.termbase.change(replace(ferry, subject="rivers"))
        other.flush(60)

        book.refresh()

        assert book.termbase.concepts[ferry.id].subject == "rivers"
        with pytest.raises(StaleStep):
            book.steps.undo()
    finally:
        ours.close()
        theirs.close()
