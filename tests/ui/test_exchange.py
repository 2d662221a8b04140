"""Terms and notes as files in the real window: out, and in again after a look at what would come."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from corpora import write_corpus
from exchange_material import hostile_concepts, hostile_notes
from parallelreader.app.exchange.term_files import TermsFormat, write_terms
from parallelreader.app.notes_export import NotesFormat, write_notes
from parallelreader.ui.exchange_dialog import ImportDialog
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def window(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.open(write_corpus(tmp_path / "river"))
    book = opened.desk.term_keeping.book
    assert book is not None
    book.load()
    return opened


def shown_report(window: OpenWindow) -> ImportDialog:
    desk = window.desk.exchange
    window.wait_until(lambda: isinstance(desk.dialog, ImportDialog))
    assert isinstance(desk.dialog, ImportDialog)
    return desk.dialog


def test_terms_come_in_after_a_look_and_go_with_undo(window: OpenWindow, tmp_path: Path) -> None:
    file, desk = tmp_path / "terms.tbx", window.desk.exchange
    write_terms(hostile_concepts(), TermsFormat.TBX, file)
    base = window.desk.term_keeping.book.termbase

    desk.take_terms(file)
    dialog = shown_report(window)
    assert dialog.summary.text().startswith(f"{len(hostile_concepts())} new")
    assert not base.concepts
    dialog.import_button.click()
    window.wait_until(lambda: len(base.concepts) == len(hostile_concepts()))

    desk.take_terms(file)
    again = shown_report(window)
    assert not again.import_button.isEnabled()
    again.reject()
    window.window.actions_by_id["undo"].trigger()
    window.wait_until(lambda: not base.concepts)


def test_what_a_file_has_wrong_is_said_with_its_line(window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "torn.tbx"
    file.write_text("<tbx>\n<text>\n<body></text></tbx>", encoding="utf-8")

    window.desk.exchange.take_terms(file)

    window.wait_until(lambda: "torn.tbx:3" in window.window.banner.text)
    assert window.desk.exchange.dialog is None


def test_terms_are_written_and_what_is_lost_is_said(window: OpenWindow, tmp_path: Path) -> None:
    base = window.desk.term_keeping.book.termbase
    base.add(hostile_concepts()[:3])

    window.desk.exchange.write_terms(tmp_path / "glossary.utf8", TermsFormat.OMEGAT)

    window.wait_until(lambda: "renderings not to be used: 1" in window.window.banner.text)
    assert "渡口\tferry landing" in (tmp_path / "glossary.utf8").read_text(encoding="utf-8")


def test_a_name_that_is_typed_says_which_kind_of_file_is_meant(window: OpenWindow, tmp_path: Path) -> None:
    base = window.desk.term_keeping.book.termbase
    base.add(hostile_concepts()[:3])
    window.window.actions_by_id["export_terms"].trigger()
    dialog = window.desk.exchange.dialog
    assert isinstance(dialog, QFileDialog)
    assert dialog.selectedNameFilter().endswith("(*.tbx)")

    file = tmp_path / "terms.csv"
    dialog.fileSelected.emit(str(file))
    dialog.reject()

    window.wait_until(file.exists)
    assert not file.read_text(encoding="utf-8-sig").startswith("<")
    assert "渡口" in file.read_text(encoding="utf-8-sig")


def test_notes_come_in_after_a_look(window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "notes.jsonld"
    write_notes(hostile_notes(), NotesFormat.JSONLD, file)

    window.desk.exchange.take_notes(file)
    shown_report(window).import_button.click()

    notes = window.desk.session.notes
    window.wait_until(lambda: len(notes.notes) == 40)
    window.desk.exchange.write_notes(tmp_path / "out.jsonld", NotesFormat.JSONLD)
    window.wait_until(lambda: (tmp_path / "out.jsonld").exists())
    assert (tmp_path / "out.jsonld").read_text("utf-8").count('"type": "Annotation"') == 40


def test_what_can_only_be_terms_or_notes_is_taken_so_when_it_is_dropped(
    window: OpenWindow, tmp_path: Path
) -> None:
    terms, notes = tmp_path / "terms.tbx", tmp_path / "notes.jsonld"
    write_terms(hostile_concepts(), TermsFormat.TBX, terms)
    write_notes(hostile_notes(5), NotesFormat.JSONLD, notes)

    said = []
    for file in (terms, notes):
        window.window.files_dropped.emit([file])
        dialog = shown_report(window)
        said.append(dialog.summary.text().split()[:2])
        dialog.reject()

    assert said == [[str(len(hostile_concepts())), "new,"], ["5", "new,"]]


@pytest.mark.parametrize("name", ["import_terms", "export_terms", "import_notes", "export_notes"])
def test_each_action_asks_for_a_file(name: str, window: OpenWindow) -> None:
    window.window.actions_by_id[name].trigger()

    dialog = window.desk.exchange.dialog
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    window.wait_until(lambda: window.desk.exchange.dialog is None)


def test_what_a_file_says_is_never_taken_for_markup(window: OpenWindow, tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    file.write_text("id,language,term\n1,de,<b>Fähre</b>\n", encoding="utf-8")

    window.desk.exchange.take_terms(file)
    dialog = shown_report(window)

    cell = dialog.table.item(0, 3)
    assert "<b>Fähre</b> is in de" in cell.text()
    assert "<b>Fähre" not in cell.toolTip()
    dialog.reject()
