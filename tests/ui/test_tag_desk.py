"""Tags in the real window: all places of a word tagged at once, taken back, and tags taken from a file."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from factories import craft_corpus
from parallelreader.app import scheme_steps
from parallelreader.core.errors import WriteProblem
from parallelreader.core.notes.edits import Edit
from parallelreader.core.notes.note import Colour, Note, Review
from parallelreader.core.progress import Progress
from parallelreader.core.text import Span
from parallelreader.ui import tag_desk
from parallelreader.ui.notes.scheme_dialog import SchemeDialog
from parallelreader.ui.notes.tag_places_dialog import TagPlacesDialog
from reading_window import OpenWindow

pytestmark = pytest.mark.gui
SCHEME = "categories:\n  - name: part\n    tags:\n      - {name: wheel, colour: blue}\n"


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill", ("zh", "literal"))
    assert opened.desk.terms
    opened.settle()
    return opened


def ask(mill: OpenWindow, version: str, words: str) -> TagPlacesDialog:
    start = mill.reading.texts[version].content.index(words)
    mill.window.state.select_span(version, Span(start, start + len(words)))
    mill.window.actions_by_id["tag_places"].trigger()
    mill.settle()
    dialog = mill.desk.tags.dialog
    assert dialog is not None
    return dialog


def edit_tags(mill: OpenWindow) -> SchemeDialog:
    (mill.desk.session.corpus.folder / "tags.yaml").write_text(SCHEME, encoding="utf-8")
    mill.window.actions_by_id["edit_tags"].trigger()
    mill.settle()
    editor = mill.desk.tags.editor
    assert editor is not None
    return editor


def notes(mill: OpenWindow) -> list[Note]:
    service = mill.desk.session.notes
    assert service is not None
    return service.notes.find()


def test_all_places_of_selected_words_are_tagged_and_taken_back_at_once(mill: OpenWindow):
    dialog = ask(mill, "literal", "wheel")
    assert dialog.count.text() == "3 places"
    assert not dialog.tag_button.isEnabled()

    dialog.tags.setText("part/wheel; mine")
    dialog.waits.setChecked(True)
    dialog.tag_button.click()
    mill.settle()

    assert {note.targets[0].exact for note in notes(mill)} == {"wheel"}
    assert {(note.tags, note.review) for note in notes(mill)} == {(("part/wheel", "mine"), Review.WAITING)}
    assert mill.desk.toast.text == "3 places tagged."
    mill.desk.toast.button.click()
    assert notes(mill) == []


def test_a_marked_term_is_tagged_in_both_languages_and_all_documents(mill: OpenWindow):
    book = mill.desk.term_keeping.book
    assert book is not None
    book.termbase.add([book.termbase.new_concept(["水车", "轮子"], ["wheel"])])
    mill.settle()
    dialog = ask(mill, "zh", "水车")
    here = dialog.count.text()

    dialog.scope.setCurrentIndex(1)
    mill.settle()
    assert (here, dialog.count.text()) == ("5 places", "7 places")
    dialog.tags.setText("wheel")
    dialog.accept()
    mill.settle()

    places = [note.targets[0] for note in notes(mill)]
    assert len(places) == 7
    assert {place.version for place in places} >= {"zh", "literal", "free"}
    assert len({place.document for place in places}) == 2


def test_words_without_a_tag_or_a_place_are_not_marked(mill: OpenWindow):
    dialog = ask(mill, "zh", "水车")
    dialog.tags.setText(" ; ")

    dialog.accept()
    mill.settle()

    assert dialog.isVisible()
    dialog.reject()
    assert notes(mill) == []


def test_tags_taken_from_a_file_are_offered_and_give_their_colour(mill: OpenWindow, tmp_path: Path):
    corpus = mill.desk.session.corpus
    assert corpus is not None
    file = tmp_path / "ours.yaml"
    file.write_text(SCHEME, "utf-8")

    mill.desk.tags.take(corpus, file)
    mill.settle()
    assert (corpus.folder / "tags.yaml").exists()
    dialog = ask(mill, "literal", "wheel")
    dialog.tags.setText("PART/wheel")
    dialog.accept()
    mill.settle()

    assert {(note.tags, note.colour) for note in notes(mill)} == {(("part/wheel",), Colour.BLUE)}


def test_a_file_that_is_not_sound_changes_nothing_and_is_named(mill: OpenWindow, tmp_path: Path):
    corpus = mill.desk.session.corpus
    assert corpus is not None
    file = tmp_path / "ours.yaml"
    file.write_text("categories:\n  - nmae: a\n", "utf-8")

    mill.desk.tags.take(corpus, file)
    mill.settle()

    assert "ours.yaml:2" in mill.window.banner.text
    assert not (corpus.folder / "tags.yaml").exists()


def test_the_panel_offers_the_tags_of_the_corpus(mill: OpenWindow):
    corpus = mill.desk.session.corpus
    assert corpus is not None
    (corpus.folder / "tags.yaml").write_text(SCHEME, "utf-8")

    mill.window.actions_by_id["notes_panel"].trigger()
    mill.settle()

    panel = mill.desk.notes._panel
    assert panel.tagging is not None
    assert panel.tagging.scheme.tags == ("part/wheel",)


def test_places_are_not_looked_for_any_more_when_nobody_waits_for_them(
    mill: OpenWindow, monkeypatch: pytest.MonkeyPatch
):
    begun = Event()

    def look_for_ever(*_: object, progress: Progress, **__: object) -> None:
        while True:
            begun.set()
            progress.step(0, 1)
            sleep(0.01)

    dialog = ask(mill, "literal", "wheel")
    monkeypatch.setattr(tag_desk, "places_of", look_for_ever)
    dialog.scope.setCurrentIndex(1)
    mill.wait_until(begun.is_set)

    dialog.reject()
    mill.settle()

    assert mill.desk.tags.dialog is None


def test_another_corpus_takes_the_question_away(mill: OpenWindow, tmp_path: Path):
    dialog = ask(mill, "literal", "wheel")
    gone: list[int] = []
    dialog.finished.connect(gone.append)

    mill.open(craft_corpus(tmp_path / "other"))

    assert gone
    assert mill.desk.tags.dialog is None


def test_asked_twice_at_once_it_asks_once(mill: OpenWindow):
    start = mill.reading.texts["zh"].content.index("水车")
    mill.window.state.select_span("zh", Span(start, start + 2))

    for _ in range(2):
        mill.desk.tags.ask()
    mill.settle()

    assert len(mill.window.findChildren(TagPlacesDialog)) == 1
    dialog = mill.desk.tags.dialog
    assert dialog is not None
    dialog.reject()


def test_tags_that_are_edited_are_written_and_go_along_on_notes_until_undone(mill: OpenWindow):
    file = mill.desk.session.corpus.folder / "tags.yaml"
    file.write_text(f"# ours\n{SCHEME}", encoding="utf-8")
    dialog = ask(mill, "literal", "wheel")
    dialog.tags.setText("part/wheel")
    dialog.tag_button.click()
    mill.settle()
    mill.window.actions_by_id["edit_tags"].trigger()
    mill.settle()
    editor = mill.desk.tags.editor
    assert editor is not None
    assert editor.list.topLevelItem(0).text(2) == "3"

    editor.name.setText("water wheel")
    editor.name.textEdited.emit("water wheel")
    editor.save.click()
    mill.settle()

    assert "water wheel" in file.read_text(encoding="utf-8")
    assert {note.tags for note in notes(mill)} == {("part/water wheel",)}
    assert mill.desk.toast.text == "The tags are kept. 3 notes have other tags."
    mill.window.actions_by_id["undo"].trigger()
    mill.settle()
    assert file.read_text(encoding="utf-8") == f"# ours\n{SCHEME}"
    assert {note.tags for note in notes(mill)} == {("part/wheel",)}
    mill.window.actions_by_id["redo"].trigger()
    mill.settle()
    assert "water wheel" in file.read_text(encoding="utf-8")
    assert {note.tags for note in notes(mill)} == {("part/water wheel",)}


def test_what_was_done_since_stays_when_edited_tags_are_put_back(mill: OpenWindow):
    service, editor = mill.desk.session.notes, edit_tags(mill)
    anchor = service.notes.anchor("mill", "literal", Span(0, 3))
    service.write_note([anchor], "Both stay.")
    tagged = notes(mill)[0]
    service.change("Tag note", lambda: [Edit(tagged, replace(tagged, tags=("part/wheel",)))])
    editor.name.setText("mill wheel")
    editor.name.textEdited.emit("mill wheel")
    editor.save.click()
    mill.settle()
    assert [note.tags for note in notes(mill)] == [("part/mill wheel",)]
    service.write_note([anchor], "Later.")

    mill.desk.toast.button.click()
    mill.settle()

    assert sorted((note.body, note.tags) for note in notes(mill)) == [
        ("Both stay.", ("part/wheel",)),
        ("Later.", ()),
    ]
    assert mill.window.status._message.text() == "Undone: Edit tags."


def test_edited_tags_that_cannot_be_written_are_not_lost(mill: OpenWindow, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise WriteProblem("The disk is full", mend="Make room.")

    first = edit_tags(mill)
    first.name.setText("mill wheel")
    first.name.textEdited.emit("mill wheel")
    monkeypatch.setattr(scheme_steps, "put_scheme", fail)
    first.save.click()
    mill.settle()

    again = mill.desk.tags.editor
    assert again is not None
    assert again is not first
    assert again.name.text() == "mill wheel"
    assert again.problem.text() == "The disk is full. Make room."
    again.reject()
    assert again.isVisible(), "it is asked about before it goes"
    again.lose()
