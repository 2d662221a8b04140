"""What the user says of a cell stays with its words: over restarts, undo, and changes of the texts."""

from collections.abc import ItemsView, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpora import write_corpus
from parallelreader.app.library import OpenDocument, load_document, open_corpus
from parallelreader.app.terms.book import TermBook
from parallelreader.app.terms.rendering_choices import RenderingChoices
from parallelreader.core.renderings.choice import RenderingChoice
from parallelreader.core.renderings.matrix import Cell, MatrixRow
from parallelreader.core.renderings.rendering import CellState, Found, Rendering
from parallelreader.core.text import Span
from parallelreader.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(tmp_path / "data")
    yield store
    store.close()


@pytest.fixture
def opened(tmp_path: Path) -> OpenDocument:
    return load_document(open_corpus(write_corpus(tmp_path / "River")), "last-ferry")


def span_of(opened: OpenDocument, version: str, words: str) -> Span:
    start = str(opened.texts[version].content).index(words)
    return Span(start, start + len(words))


def row(opened: OpenDocument, chinese: str, english: str = "") -> MatrixRow:
    rendering = None
    if english:
        rendering = Rendering((span_of(opened, "literal", english),), english, 0.6, Found.LIKELY, english)
    cell = Cell("literal", (0,), rendering)
    return MatrixRow(opened.document.id, "zh", span_of(opened, "zh", chinese), "1.1", 0, {"literal": cell})


def changed(opened: OpenDocument, version: str, former: str, now: str) -> OpenDocument:
    """The document as it is read after a version was edited."""
    corpus = opened.corpus
    file = corpus.folder / opened.document.version(version).text
    file.write_text(file.read_text(encoding="utf-8").replace(former, now), encoding="utf-8")
    return load_document(corpus, opened.document.id)


def test_a_corrected_cell_has_what_was_chosen_and_so_after_a_restart(store: Store, opened: OpenDocument):
    book = TermBook.open(store, "here")
    place = row(opened, "船", "came")

    book.choices.choose(opened, place, "literal", span_of(opened, "literal", "boat"))
    book.write_out(10)

    for choices in (book.choices, TermBook.open(store, "here").choices):
        (found,) = choices.laid_over(opened, [place])
        cell = found.cells["literal"]
        assert cell.rendering is not None
        assert (cell.rendering.text, cell.rendering.found, cell.state) == (
            "boat",
            Found.CHOSEN,
            CellState.CORRECTED,
        )
    assert not TermBook.open(store, "elsewhere").choices.all


def test_a_rejected_cell_is_a_gap_and_an_accepted_one_stays(store: Store, opened: OpenDocument):
    choices = TermBook.open(store, "here").choices
    boat, came = row(opened, "船", "boat"), row(opened, "来", "came")

    choices.reject(opened, [(boat, "literal")])
    choices.accept(opened, [(came, "literal")])

    first, second = choices.laid_over(opened, [boat, came])
    assert (first.cells["literal"].rendering, first.cells["literal"].state) == (None, CellState.REJECTED)
    assert second.cells["literal"].rendering is not None
    assert second.cells["literal"].state is CellState.ACCEPTED


def test_every_choice_is_one_step_that_is_taken_back(store: Store, opened: OpenDocument):
    book = TermBook.open(store, "here")
    boat, came = row(opened, "船", "boat"), row(opened, "来", "came")
    book.choices.accept(opened, [(boat, "literal"), (came, "literal")])
    book.choices.reject(opened, [(boat, "literal")])
    assert len(book.choices.all) == 2

    assert book.steps.undo() == "Reject rendering"
    assert {each.state for each in book.choices.all.values()} == {CellState.ACCEPTED}
    assert book.steps.undo() == "Accept rendering"
    assert not book.choices.all
    assert book.choices.laid_over(opened, [boat]) == [boat]
    assert book.steps.redo() == "Accept rendering"
    assert len(book.choices.all) == 2


def test_saying_the_same_again_is_no_step(store: Store, opened: OpenDocument):
    choices = TermBook.open(store, "here").choices
    boat = row(opened, "船", "boat")

    assert choices.accept(opened, [(boat, "literal")])
    assert not choices.accept(opened, [(boat, "literal")])
    assert choices.clear(opened, [(boat, "literal")])
    assert not choices.clear(opened, [(boat, "literal")])


def test_choices_follow_their_words_into_a_changed_text(store: Store, opened: OpenDocument):
    book = TermBook.open(store, "here")
    book.choices.choose(opened, row(opened, "船"), "literal", span_of(opened, "literal", "boat"))
    book.write_out(10)

    edited = changed(opened, "zh", "船来了。", "天黑了。船来了。")
    edited = changed(edited, "literal", "The boat came.", "Night fell. The boat came.")
    place = row(edited, "船")
    (found,) = TermBook.open(store, "here").choices.laid_over(edited, [place])

    cell = found.cells["literal"]
    assert cell.rendering is not None
    assert cell.rendering.spans == (span_of(edited, "literal", "boat"),)


def test_a_choice_whose_words_are_gone_leaves_what_was_found(store: Store, opened: OpenDocument):
    choices = TermBook.open(store, "here").choices
    choices.choose(opened, row(opened, "船"), "literal", span_of(opened, "literal", "boat"))

    edited = changed(opened, "literal", "The boat came.", "Something arrived.")
    place = row(edited, "船", "Something")

    assert choices.laid_over(edited, [place]) == [place]
    assert len(choices.all) == 1


def test_no_other_place_of_the_same_words_is_meant(store: Store, opened: OpenDocument):
    choices = TermBook.open(store, "here").choices
    place = row(opened, "船", "boat")
    choices.reject(opened, [(place, "literal")])

    other = replace(place, span=Span(place.span.start + 1, place.span.end + 1))

    assert choices.laid_over(opened, [other]) == [other]


def test_words_must_be_chosen(store: Store, opened: OpenDocument):
    choices = TermBook.open(store, "here").choices

    with pytest.raises(ValueError, match="anchor"):
        choices.choose(opened, row(opened, "船"), "literal", Span(3, 3))


def test_many_documents_do_not_each_go_through_all_choices(
    store: Store, opened: OpenDocument, monkeypatch: pytest.MonkeyPatch
):
    choices = TermBook.open(store, "here").choices
    place = row(opened, "船", "boat")
    choices.reject(opened, [(place, "literal")])
    all_of_them = Counted(choices.all)
    monkeypatch.setattr(RenderingChoices, "all", property(lambda _: all_of_them))
    others = [replace(opened, document=replace(opened.document, id=f"other-{n}")) for n in range(5)]

    laid = [choices.laid_over(each, [replace(place, document=each.document.id)]) for each in others]

    assert all(found.cells["literal"].state is CellState.OPEN for (found,) in laid)
    assert choices.laid_over(opened, [place])[0].cells["literal"].state is CellState.REJECTED
    assert all_of_them.gone_through == 1


class Counted(dict[str, RenderingChoice]):
    """Knows how often somebody went through it."""

    gone_through = 0

    def items(self) -> ItemsView[str, RenderingChoice]:
        self.gone_through += 1
        return super().items()
