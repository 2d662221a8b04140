"""Changes of the scheme of tags: with the tags on notes one step, taken back and done again whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.library import open_corpus
from parallelreader.app.scheme_steps import SchemeSteps
from parallelreader.app.tagging import Tagging
from parallelreader.app.undo import StaleStep
from parallelreader.core.corpus import Corpus
from parallelreader.core.errors import WriteProblem
from parallelreader.core.notes.note import Anchor, Colour
from parallelreader.core.notes.tags import Category, TagScheme, TagSpec
from parallelreader.formats.tag_scheme import scheme_file
from parallelreader.store.database import Store

BOATS = TagScheme((Category("", (TagSpec("boat"), TagSpec("ferry"))),))


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return open_corpus(write_corpus(tmp_path / "corpus"))


@pytest.fixture
def notes(corpus: Corpus, tmp_path: Path) -> Iterator[Annotating]:
    store = Store.open(tmp_path / "data")
    yield Annotating.open(store, corpus)
    store.close()


@pytest.fixture
def told() -> list[TagScheme]:
    return []


@pytest.fixture
def steps(corpus: Corpus, notes: Annotating, told: list[TagScheme]) -> SchemeSteps:
    return SchemeSteps(corpus, notes, told.append)


def tag_a_place(notes: Annotating) -> None:
    notes.highlight([Anchor("ferry", "zh", 0, 2, "渡船")], Colour.BLUE)
    Tagging(notes).tag([notes.notes.all()[0].id], ["ship"])


def tags(notes: Annotating) -> list[tuple[str, ...]]:
    return [note.tags for note in notes.notes.all()]


def test_the_file_and_the_notes_go_back_and_forth_as_one(
    steps: SchemeSteps, notes: Annotating, corpus: Corpus, told: list[TagScheme]
):
    tag_a_place(notes)

    step, count = steps.replace(BOATS, {"ship": "boat"})

    assert step is not None
    assert (step.said, count, tags(notes)) == ("Edit tags", 1, [("boat",)])
    written = scheme_file(corpus).read_bytes()
    notes.undo()
    assert tags(notes) == [("ship",)]
    assert not scheme_file(corpus).exists()
    notes.redo()
    assert tags(notes) == [("boat",)]
    assert scheme_file(corpus).read_bytes() == written
    assert told == [BOATS, TagScheme(), BOATS]
    assert steps.replace(BOATS, {}) == (None, 0)


def test_tags_taken_from_a_file_can_be_given_back(steps: SchemeSteps, notes: Annotating, corpus: Corpus):
    scheme_file(corpus).write_text("# ours\ncategories: []\n", encoding="utf-8")
    given = corpus.folder / "given.yaml"
    given.write_text("categories: [{tags: [boat]}]\n", encoding="utf-8")

    scheme, step = steps.take(given)

    assert scheme.tags == ("boat",)
    notes.undo(step)
    assert scheme_file(corpus).read_text(encoding="utf-8") == "# ours\ncategories: []\n"


def test_a_scheme_written_by_somebody_else_stays(steps: SchemeSteps, notes: Annotating, corpus: Corpus):
    tag_a_place(notes)
    steps.replace(BOATS, {"ship": "boat"})
    scheme_file(corpus).write_text("categories: [{tags: [theirs]}]\n", encoding="utf-8")

    with pytest.raises(StaleStep, match="changed elsewhere"):
        notes.undo()

    assert tags(notes) == [("boat",)]
    assert "theirs" in scheme_file(corpus).read_text(encoding="utf-8")


def test_where_the_file_cannot_be_written_nothing_is_changed_and_it_can_be_tried_again(
    steps: SchemeSteps, notes: Annotating, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
):
    def fail(*_: object) -> None:
        raise WriteProblem("The disk is full", mend="Make room.")

    tag_a_place(notes)
    steps.replace(BOATS, {"ship": "boat"})

    with monkeypatch.context() as patched:
        patched.setattr("parallelreader.app.scheme_steps.put_scheme", fail)
        with pytest.raises(WriteProblem):
            notes.undo()

    assert tags(notes) == [("boat",)]
    notes.undo()
    assert tags(notes) == [("ship",)]
