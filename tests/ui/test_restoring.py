"""TEI that this program wrote, dropped on the window: the corpus again, with its notes and terms, opened."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths

from exchange_material import concept, term
from factories import write_corpus, write_document
from parallelreader.app.annotating import Annotating
from parallelreader.app.exchange.aligned_files import AlignedFormat, AlignedSource, write_aligned
from parallelreader.app.library import open_corpus
from parallelreader.core.language import segment
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.store.database import Store
from reading_window import OpenWindow

pytestmark = pytest.mark.gui

ZH = "渡口很静。\n老人在等船。"


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    folder = tmp_path / "first"
    versions = {"zh": ("zh-Hans", ZH), "en": ("en", "The landing was still.\nAn old man waited.")}
    beads = {"en": [((0,), (0,)), ((1,), (1,))]}
    corpus = open_corpus(
        write_corpus(folder, "River", [write_document(folder, "ferry", versions, beads=beads)])
    )
    store = Store.open(tmp_path / "elsewhere")
    notes = Annotating.open(store, corpus)
    text = segment(ZH, "zh-Hans")
    notes.highlight([anchor_at(text, Span(0, 2), document="ferry", version="zh")], Colour.ROSE)
    source = AlignedSource(corpus, notes=notes.notes, concepts=[concept(term("老人"), term("old man"))])
    write_aligned(source, AlignedFormat.TEI, tmp_path / "river.xml")
    write_aligned(source, AlignedFormat.TMX, tmp_path / "river.tmx")
    store.close()
    return tmp_path / "river.xml"


@pytest.fixture
def opened(
    open_window: Callable[..., OpenWindow], exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> OpenWindow:
    documents = str(tmp_path / "documents")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: documents)
    window = open_window()
    window.desk.import_files([exported])
    window.wait_until(lambda: window.desk.restoring.dialog is not None)
    return window


def test_the_corpus_opens_with_its_notes_and_terms(opened: OpenWindow, tmp_path: Path) -> None:
    desk = opened.desk
    dialog = desk.restoring.dialog
    assert (dialog.notes.text(), dialog.terms.text()) == ("With its &note", "With its &term")
    folder = tmp_path / "documents" / "Parallel texts" / "River"
    assert dialog.target.target.folder == folder

    dialog.import_button.click()
    opened.wait_until(lambda: desk.session.document is not None)
    opened.wait_until(lambda: len(desk.term_keeping.book.termbase.concepts) == 1)

    assert desk.session.corpus.folder == folder
    assert desk.session.document.reading.document.id == "ferry"
    (note,) = desk.session.notes.notes.find()
    assert (note.colour, note.targets[0].exact) == (Colour.ROSE, "渡口")
    assert desk.restoring.dialog is None
    # The window may hear of the step a little after it is done.
    opened.wait_until(opened.window.actions_by_id["undo"].isEnabled)
    opened.window.actions_by_id["undo"].trigger()
    opened.wait_until(lambda: not desk.term_keeping.book.termbase.concepts)


def test_notes_and_terms_may_be_left_out(opened: OpenWindow) -> None:
    desk = opened.desk
    dialog = desk.restoring.dialog
    dialog.notes.setChecked(False)
    dialog.terms.setChecked(False)

    dialog.import_button.click()
    opened.wait_until(lambda: desk.session.document is not None)
    opened.settle()

    assert not len(desk.session.notes.notes)
    assert not desk.term_keeping.book.termbase.concepts


def test_a_torn_file_is_told_of_with_its_line(opened: OpenWindow, exported: Path) -> None:
    opened.desk.restoring.dialog.reject()
    exported.write_text(exported.read_text(encoding="utf-8").replace("</TEI>", ""), encoding="utf-8")

    opened.desk.import_files([exported])

    opened.wait_until(lambda: "river.xml:" in opened.window.banner.text)
    assert opened.desk.restoring.dialog is None


@pytest.mark.parametrize("wanted", [True, False])
def test_a_memory_brings_its_notes_and_terms_if_they_are_wanted(
    wanted: bool, open_window: Callable[..., OpenWindow], exported: Path, tmp_path: Path
) -> None:
    opened = open_window()
    desk = opened.desk
    desk.import_files([exported.with_suffix(".tmx")])
    opened.wait_until(lambda: desk.importing.units_dialog is not None)
    dialog = desk.importing.units_dialog
    dialog.choose_corpus(tmp_path / "from memory")
    opened.wait_until(lambda: dialog.foot.overlays.isVisible() and dialog.foot.import_button.isEnabled())
    assert dialog.foot.overlays.isChecked()
    dialog.foot.overlays.setChecked(wanted)

    dialog.import_now()
    opened.wait_until(lambda: desk.session.document is not None, timeout=20_000)
    opened.settle()

    notes = [note.targets[0].exact for note in desk.session.notes.notes.find()]
    assert notes == (["渡口"] if wanted else [])
    assert len(desk.term_keeping.book.termbase.concepts) == wanted


def test_one_that_cannot_be_read_does_not_hold_up_those_that_wait(
    opened: OpenWindow, exported: Path, tmp_path: Path
) -> None:
    restoring = opened.desk.restoring
    first = restoring.dialog
    for file in (tmp_path / "gone.xml", exported):
        restoring.take(file, ())

    first.reject()

    opened.wait_until(lambda: restoring.dialog not in (None, first))
    assert "gone.xml" in opened.window.banner.text


def test_nobody_reads_a_corpus_any_more_for_a_question_that_was_left(
    opened: OpenWindow, tmp_path: Path
) -> None:
    dialog = opened.desk.restoring.dialog
    dialog.target.choose_folder(tmp_path / "first")
    reading = dialog.target._reading

    dialog.reject()

    assert reading.is_cancelled


def test_memories_among_several_files_bring_theirs_too(
    open_window: Callable[..., OpenWindow], exported: Path, tmp_path: Path
) -> None:
    memory = exported.with_suffix(".tmx")
    bare = tmp_path / "bare.tmx"
    bare.write_text(memory.read_text(encoding="utf-8").replace('type="x-', 'type="y-'), encoding="utf-8")
    opened = open_window()
    desk = opened.desk
    desk.import_files([bare, memory])
    opened.wait_until(lambda: desk.importing.batch_dialog is not None)
    batch = desk.importing.batch_dialog
    batch.target.choose_folder(tmp_path / "from memories")
    opened.wait_until(lambda: batch.import_button.isEnabled())
    assert batch.overlays.isVisible()
    assert batch.overlays.isChecked()

    batch.import_now()
    opened.wait_until(lambda: not batch.is_busy, timeout=60_000)
    batch.reject()
    opened.wait_until(lambda: desk.session.document is not None, timeout=20_000)
    opened.wait_until(lambda: len(desk.term_keeping.book.termbase.concepts) == 1)

    (note,) = desk.session.notes.notes.find()
    assert (note.targets[0].document, note.targets[0].exact) == ("river", "渡口")
