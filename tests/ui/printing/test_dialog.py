"""Exporting and printing from the window: what can be chosen, the pages beside it, and what is written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter

from parallelreader.core.handout import HandoutLayout
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.paths import resource
from parallelreader.ui.printing.dialog import HandoutDialog
from parallelreader.ui.printing.pdf import lay_out
from parallelreader.ui.printing.wish import Extent, Target
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def opened(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    window = open_window()
    shutil.copytree(resource("samples"), tmp_path / "corpus")
    window.open(tmp_path / "corpus", "last-ferry", ("zh", "literal"))
    return window


def dialog_of(opened: OpenWindow, *, to_print: bool = False) -> HandoutDialog:
    opened.window.actions_by_id["print" if to_print else "export"].trigger()
    dialog = opened.desk.printing.dialog
    settle(opened)
    return dialog


def settle(opened: OpenWindow) -> None:
    """Wait until the page that is wanted is shown, or why there is none."""
    preview = opened.desk.printing.dialog.run
    opened.wait_until(lambda: not preview._rest.isActive() and preview._job is None, timeout=20_000)
    opened.settle()


def choose(opened: OpenWindow, box, value) -> None:
    box.setCurrentIndex(box.findData(value))
    settle(opened)


def close(dialog: HandoutDialog) -> None:
    dialog.close()


@pytest.mark.parametrize(
    ("key", "modifiers", "prints"), [(Qt.Key.Key_S, CONTROL | SHIFT, False), (Qt.Key.Key_P, CONTROL, True)]
)
def test_each_key_makes_its_own_button_the_default(opened, key, modifiers, prints):
    opened.press(key, modifiers)
    dialog = opened.desk.printing.dialog
    settle(opened)

    assert dialog.isVisible()
    assert (dialog.save.isDefault(), dialog.print_button.isDefault()) == (not prints, prints)
    close(dialog)


def test_the_versions_shown_are_chosen_and_the_first_page_is_there(opened):
    dialog = dialog_of(opened)

    assert dialog.options.wish().options.versions == ("zh", "literal")
    assert dialog.preview.number == 1
    close(dialog)


def test_pages_are_turned_by_key_and_by_button(opened):
    dialog = dialog_of(opened)

    dialog.preview.next.click()
    settle(opened)
    assert dialog.preview.number == 2

    dialog.preview.before.click()
    settle(opened)
    assert dialog.preview.number == 1
    assert not dialog.preview.before.isEnabled()
    close(dialog)


def test_there_is_no_page_behind_the_last(opened):
    dialog = dialog_of(opened)
    choose(opened, dialog.options.extent, Extent.PAIRS)
    dialog.options.first.setValue(1)
    dialog.options.last.setValue(3)
    settle(opened)

    dialog.preview.next.click()
    settle(opened)

    assert dialog.preview.number == 1
    close(dialog)


def test_what_is_selected_is_offered_first(opened):
    text = opened.reading.texts["zh"]
    opened.window.state.select_span("zh", Span(text.segment(4).start, text.segment(6).end))

    dialog = dialog_of(opened)

    assert dialog.options.wish().extent is Extent.SELECTION
    assert dialog.options.wish().options.pairs == (5, 7)
    close(dialog)


def test_the_chapter_being_read_is_offered(opened):
    opened.window.area.go_to("zh", float(opened.reading.texts["zh"].content.index("二　江心") + 8))
    opened.settle()
    dialog = dialog_of(opened)

    choose(opened, dialog.options.extent, Extent.CHAPTER)

    first, last = dialog.options.wish().options.pairs
    rows = opened.reading.rows
    text = opened.reading.texts["zh"]
    assert text.segment_text(rows[first - 1].cells[0][0]) == "二　江心"
    assert text.segment_text(rows[last].cells[0][0]).startswith("三")
    close(dialog)


@pytest.mark.parametrize("target", [t for t in Target if t is not Target.VERTICAL])
def test_every_format_is_written(opened, target, tmp_path):
    dialog = dialog_of(opened)
    dialog.options.pinyin.setChecked(True)
    choose(opened, dialog.options.target, target)
    out = tmp_path / f"class.{target}"

    dialog.save_to(out)
    settle(opened)

    said, _, lost = dialog.said.text().partition(" The format has no place for: ")
    assert said == f"Saved as class.{target}."
    assert bool(lost) == (target in (Target.TSV, Target.TMX, Target.TMX_FOLDER, Target.TEI))
    assert out.stat().st_size > 1_000
    close(dialog)


def test_files_for_an_engine_are_written_into_a_folder(opened, tmp_path):
    dialog = dialog_of(opened)
    choose(opened, dialog.options.extent, Extent.CORPUS)
    choose(opened, dialog.options.target, Target.VERTICAL)
    assert "Sketch Engine" in dialog.preview.picture.words
    assert not dialog.options.pinyin.isEnabled()

    dialog.save_to(tmp_path / "out")
    settle(opened)

    assert len(list((tmp_path / "out").glob("*.vert"))) == 3
    assert dialog.save.isEnabled()
    assert not dialog.print_button.isEnabled()
    close(dialog)


def test_notes_of_the_window_stand_in_the_page(opened, tmp_path):
    assert opened.desk.session.notes is not None
    notes = opened.desk.session.notes
    anchor = notes.notes.anchor("last-ferry", "zh", opened.reading.texts["zh"].segment(2))
    notes.write_note([anchor], "the time it takes to smoke a pipe", colour=Colour.GREEN)
    dialog = dialog_of(opened)
    dialog.options.notes.setChecked(True)

    for extent in (Extent.DOCUMENT, Extent.CORPUS):
        notes.flush(60)
        choose(opened, dialog.options.extent, extent)
        choose(opened, dialog.options.target, Target.HTML)
        dialog.save_to(tmp_path / f"{extent}.html")
        settle(opened)
        page = (tmp_path / f"{extent}.html").read_text(encoding="utf-8")
        assert page.count("the time it takes to smoke a pipe") == 1
        assert '<mark class="green">' in page
    assert len(page) > len((tmp_path / "document.html").read_text(encoding="utf-8"))
    close(dialog)


def test_a_place_that_cannot_be_written_to_is_told_in_the_dialog(opened, tmp_path):
    dialog = dialog_of(opened)

    dialog.save_to(tmp_path / "nowhere" / "a.pdf")
    settle(opened)

    assert "nowhere" in dialog.said.text()
    assert dialog.save.isEnabled()
    close(dialog)


def test_what_is_being_written_can_be_cancelled(opened, tmp_path):
    dialog = dialog_of(opened)
    opened.jobs.started.connect(lambda job: job.cancel() if job.title.startswith("Writing") else None)

    dialog.save_to(tmp_path / "a.pdf")
    settle(opened)

    assert "Cancelled" in dialog.said.text()
    assert not (tmp_path / "a.pdf").exists()
    close(dialog)


def test_without_a_version_there_is_nothing_to_save(opened):
    dialog = dialog_of(opened)

    for row in range(dialog.options.versions.count()):
        dialog.options.versions.item(row).setCheckState(Qt.CheckState.Unchecked)

    assert not dialog.save.isEnabled()
    assert dialog.preview.picture.words
    close(dialog)


def test_what_was_chosen_is_chosen_still(opened):
    dialog = dialog_of(opened)
    choose(opened, dialog.options.arrangement, HandoutLayout.INTERLEAVED)
    dialog.options.pinyin.setChecked(True)
    close(dialog)

    options = dialog_of(opened).options.wish().options

    assert (options.layout, options.has_pinyin) == (HandoutLayout.INTERLEAVED, True)
    close(dialog)


def test_the_pages_wanted_are_printed(opened, tmp_path):
    dialog = dialog_of(opened, to_print=True)
    wish = dialog.options.wish()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFullPage(True)
    lay_out(printer, wish.options.paper)
    printer.setFromTo(2, 3)

    dialog.print_requested.emit(wish, printer)
    settle(opened)

    assert dialog.said.text() == "Sent to the printer."
    content = (tmp_path / "printed.pdf").read_bytes()
    assert content.count(b"/Type /Page\n") == 2
    close(dialog)


def test_nothing_can_be_exported_before_something_is_open(open_window):
    window = open_window()
    window.desk.open(None)

    assert not window.window.actions_by_id["export"].isEnabled()
    assert not window.window.actions_by_id["print"].isEnabled()


def test_terms_can_be_asked_for_where_the_format_has_a_place_for_them(opened):
    dialog = dialog_of(opened)
    dialog.options.terms.setChecked(True)
    dialog.options.glossary.setChecked(True)

    wish = dialog.options.wish()

    assert (wish.options.has_terms, wish.options.has_glossary) == (True, True)
    choose(opened, dialog.options.target, Target.TMX)
    assert dialog.options.terms.isEnabled()
    assert not dialog.options.glossary.isEnabled()
    choose(opened, dialog.options.target, Target.TSV)
    assert not dialog.options.terms.isEnabled()
    close(dialog)
