"""The texts of a corpus are read once, with repairs laid over them, and again when they have changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from parallelreader.app.library import load_document
from parallelreader.app.repairing import Repairing
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.undo import History
from parallelreader.core.errors import Cancelled, CorpusProblem
from parallelreader.core.repair.operations import merge
from parallelreader.store.database import Store
from term_material import river_stories


def test_documents_come_in_order_and_are_read_once() -> None:
    texts = CorpusTexts(river_stories())

    first = list(texts.documents())

    assert [each.document.id for each in first] == ["last-ferry", "river-bus", "slow-dictionary"]
    assert all(a is b for a, b in zip(first, texts.documents(), strict=True))


def test_columns_are_the_hands_across_documents() -> None:
    texts = CorpusTexts(river_stories())

    assert [(column.id, column.label) for column in texts.columns()] == [
        ("literal", "Wren"),
        ("free", "Ashdown"),
    ]
    assert texts.columns()[0].documents == ("last-ferry", "river-bus", "slow-dictionary")


def test_a_dropped_document_is_read_again_and_others_are_not() -> None:
    texts = CorpusTexts(river_stories())
    ferry, bus = texts.document("last-ferry"), texts.document("river-bus")

    texts.drop("last-ferry")

    assert texts.document("last-ferry") is not ferry
    assert texts.document("river-bus") is bus


def test_repairs_are_laid_over_at_once_and_when_it_is_read_again(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    try:
        repairs = Repairing(store, "here", History(lambda _: None))
        texts = CorpusTexts(river_stories(), repairs)
        opened = texts.document("last-ferry")
        base = opened.alignments["literal"]
        repairs.overlay(opened.document, "literal", base, opened.source_text, opened.texts["literal"])

        repairs.do(opened.document, "literal", merge(base, 2, 3))

        now = texts.document("last-ferry").alignments["literal"]
        assert len(now.beads) == len(base.beads) - 1
        texts.drop()
        assert texts.document("last-ferry").alignments["literal"].beads == now.beads
    finally:
        store.close()


def test_what_is_open_in_the_window_is_taken_as_it_is() -> None:
    corpus = river_stories()
    opened = load_document(corpus, "last-ferry")
    texts = CorpusTexts(corpus)

    texts.adopt(opened)

    assert texts.document("last-ferry") is opened


def test_alignments_made_meanwhile_are_taken_and_the_rest_stays() -> None:
    corpus = river_stories()
    whole = load_document(corpus, "last-ferry")
    without = replace(whole, alignments={"free": whole.alignments["free"]}, missing=("literal",))
    texts = CorpusTexts(corpus)
    texts.adopt(without)
    state = texts.state("last-ferry")

    texts.adopt(whole)

    now = texts.document("last-ferry")
    assert now.missing == ()
    assert now.alignments["literal"] is whole.alignments["literal"]
    assert texts.state("last-ferry") == state + 1


def test_a_document_of_another_state_of_the_corpus_is_not_taken() -> None:
    texts = CorpusTexts(river_stories())
    other = load_document(river_stories(), "last-ferry")

    texts.adopt(other)

    assert texts.document("last-ferry") is not other


def test_an_unknown_document_is_refused() -> None:
    with pytest.raises(CorpusProblem, match="no document nowhere"):
        CorpusTexts(river_stories()).document("nowhere")


def test_reading_can_be_stopped() -> None:
    class Stop:
        def step(self, done: int, total: int, text: str = "") -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        list(CorpusTexts(river_stories()).documents(Stop()))
