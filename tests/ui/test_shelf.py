"""Aligning everything from the window: the list, what it says of each, cancelling, and reading what came."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeView

import lighthouse_story
from factories import MILL_LITERAL, MILL_LITERAL_BEADS, MILL_ZH, craft_corpus, write_corpus, write_document
from parallelreader.app.library import load_document, open_corpus
from parallelreader.core.alignment import Origin
from parallelreader.core.repair.operations import merge
from parallelreader.ui.shelf.dialog import ShelfDialog
from parallelreader.ui.shelf.model import Column, Row, ShelfModel
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui

STORY = {
    "zh": ("zh-Hans", "\n".join(lighthouse_story.chinese())),
    "en": ("en", "\n".join(lighthouse_story.english())),
}
MANUAL = "\n".join(f"Chapter {number} of the manual explains printer settings." for number in range(30))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A sound pair, an aligned one, one with an unreadable text, and one that does not belong together."""
    folder = tmp_path / "shelf"
    mill = {"zh": ("zh-Hans", MILL_ZH), "en": ("en", MILL_LITERAL)}
    documents = [
        write_document(folder, "mill", mill, beads={"en": MILL_LITERAL_BEADS}),
        write_document(folder, "story", STORY),
        write_document(folder, "unreadable", STORY),
        write_document(folder, "unrelated", {"zh": STORY["zh"], "en": ("en", MANUAL)}),
    ]
    (folder / "unreadable" / "en.txt").write_bytes(b"\xff\xfe\x00caf\xe9")
    return write_corpus(folder, "Shelf", documents)


@pytest.fixture
def long_shelf(tmp_path: Path) -> Path:
    """Enough to be aligning for a while."""
    folder = tmp_path / "long"
    story = {version: (language, f"{words}\n" * 250) for version, (language, words) in STORY.items()}
    return write_corpus(folder, "Long", [write_document(folder, f"story-{n}", story) for n in range(3)])


@pytest.fixture
def opened(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    return open_window()


@pytest.fixture
def opened_unaligned(opened: OpenWindow) -> OpenWindow:
    """A window in which nothing is aligned by being opened."""

    def cancel(job) -> None:
        if job.title == "Aligning":
            job.cancel()

    opened.jobs.started.connect(cancel)
    return opened


def align_everything(opened: OpenWindow) -> ShelfDialog:
    opened.press(Qt.Key.Key_A, CONTROL | SHIFT)
    dialog = opened.desk.shelf.dialog
    assert dialog is not None
    return dialog


def states(opened: OpenWindow) -> dict[str, str]:
    assert opened.desk.shelf.run is not None
    model = opened.desk.shelf.run.model
    return {
        model.row(number).document: str(model.index(number, Column.STATE).data())
        for number in range(model.rowCount())
    }


def test_each_translation_is_listed_with_what_came_of_it(opened: OpenWindow, shelf: Path):
    opened.open(shelf)

    dialog = align_everything(opened)
    opened.settle()

    assert dialog.isVisible()
    said = states(opened)
    assert said["mill"].startswith("Aligned already: confidence 90 %")
    assert said["story"].endswith("without counterpart")
    assert said["unreadable"].startswith("Failed: ")
    assert said["unrelated"].startswith("Hardly agree: ")
    assert dialog.summary.text() == "2 aligned, 1 doubtful, 1 failed."
    view = dialog.findChild(QTreeView)
    assert isinstance(view, QTreeView)
    for document in ("mill", "unrelated"):
        room = view.columnWidth(Column.STATE) - 8
        assert view.fontMetrics().horizontalAdvance(said[document]) <= room
    dialog.close()


def test_a_failure_is_told_in_full_with_its_file(opened: OpenWindow, shelf: Path):
    opened.open(shelf)
    dialog = align_everything(opened)
    opened.settle()

    for _ in range(2):
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)

    assert "en.txt" in dialog.about.text()
    dialog.close()


def test_a_document_is_gone_to_by_enter_and_shows_its_new_alignment(opened: OpenWindow, shelf: Path):
    opened.open(shelf, "mill")
    dialog = align_everything(opened)
    opened.settle()

    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    opened.settle()

    assert opened.reading.document.id == "story"
    assert opened.reading.is_linked("zh", "en")
    corpus = opened.desk.session.corpus
    assert corpus is not None
    assert corpus.document("story").alignment_file("en") is not None
    dialog.close()


def test_the_open_document_shows_the_alignment_it_waited_for(opened_unaligned: OpenWindow, tmp_path: Path):
    folder, opened = craft_corpus(tmp_path / "craft"), opened_unaligned
    opened.open(folder, "orchard")
    was_linked = opened.reading.is_linked("zh", "en")
    dialog = align_everything(opened)
    opened.settle()

    assert not was_linked
    opened.wait_until(lambda: opened.reading.is_linked("zh", "en"))
    dialog.close()


def test_what_the_reader_has_repaired_stays(opened: OpenWindow, tmp_path: Path):
    folder = craft_corpus(tmp_path / "craft")
    opened.open(folder, "orchard")
    opened.wait_until(lambda: opened.reading.is_linked("zh", "en"), timeout=20_000)
    repairs, document = opened.desk.session.repairs, opened.reading.document
    assert repairs is not None
    alignment = repairs.alignment(document, "en")
    assert alignment is not None
    repairs.do(document, "en", merge(alignment, 0, 1))

    dialog = align_everything(opened)
    opened.settle()

    (bead,) = load_document(open_corpus(folder), "orchard").alignments["en"].beads
    assert (bead.source, bead.target, bead.origin) == ((0, 1), (0, 1), Origin.CHECKED)
    dialog.close()


def test_closed_it_works_on_and_says_what_came_of_it(opened: OpenWindow, shelf: Path):
    opened.open(shelf)
    align_everything(opened).close()

    opened.settle()

    assert opened.window.banner.text.startswith("2 aligned, 1 doubtful, 1 failed.")


def test_what_was_not_seen_is_shown_before_anything_is_aligned_again(opened: OpenWindow, shelf: Path):
    opened.open(shelf)
    align_everything(opened).close()
    opened.window.activateWindow()
    opened.settle()
    before = states(opened)

    dialog = align_everything(opened)
    shown = states(opened)
    (shelf / "unreadable" / "en.txt").write_text(STORY["en"][1], encoding="utf-8")
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    opened.settle()

    assert before == shown
    assert states(opened)["unreadable"].endswith("without counterpart")
    assert dialog.summary.text() == "1 aligned, 1 doubtful."
    dialog.close()


def test_cancelling_leaves_the_rest_unaligned(opened_unaligned: OpenWindow, long_shelf: Path):
    opened = opened_unaligned
    opened.open(long_shelf)
    dialog = align_everything(opened)
    opened.wait_until(lambda: any(text.endswith("%") for text in states(opened).values()))

    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    opened.settle()

    assert set(states(opened).values()) == {"Not aligned"}
    assert not dialog.cancel.isVisible()
    assert not list(long_shelf.rglob("*.tsv"))
    dialog.close()


def test_closing_the_window_stops_it_in_peace_and_keeps_what_is_done(
    opened_unaligned: OpenWindow, long_shelf: Path
):
    opened = opened_unaligned
    chapter = write_document(long_shelf, "chapter", STORY)
    with (long_shelf / "corpus.yaml").open("a", encoding="utf-8") as file:
        file.write(chapter + "\n")
    for number in range(2):
        long = long_shelf / f"story-{number}"
        shutil.copy(long_shelf / "chapter" / "zh.txt", long)
        shutil.copy(long_shelf / "chapter" / "en.txt", long)
    opened.open(long_shelf)
    align_everything(opened)
    opened.wait_until(lambda: "without counterpart" in states(opened)["chapter"], timeout=20_000)

    closed = opened.window.close()
    opened.jobs.shut_down()

    assert closed
    assert sorted(file.parent.name for file in long_shelf.rglob("*.tsv"))[:1] == ["chapter"]
    assert not (long_shelf / "story-2" / "zh--en.tsv").exists()


def test_asked_for_again_while_it_goes_on_the_list_comes_back(opened_unaligned: OpenWindow, long_shelf: Path):
    opened = opened_unaligned
    opened.open(long_shelf)
    dialog = align_everything(opened)
    run = opened.desk.shelf.run
    assert run is not None
    dialog.close()
    opened.window.activateWindow()
    opened.wait_until(opened.window.isActiveWindow)
    started = run.model.rowCount()

    again = align_everything(opened)

    assert again is dialog
    assert again.isVisible()
    assert run.is_running
    assert run.model.rowCount() == started
    run.cancel()
    opened.settle()
    dialog.close()


def test_a_corpus_without_translations_says_that_there_is_nothing_to_align(
    opened: OpenWindow, tmp_path: Path
):
    folder = tmp_path / "alone"
    write_corpus(folder, "Alone", [write_document(folder, "alone", {"zh": ("zh-Hans", MILL_ZH)})])
    opened.open(folder)

    opened.press(Qt.Key.Key_A, CONTROL | SHIFT)

    assert opened.desk.shelf.dialog is None


def test_without_a_corpus_there_is_nothing_to_align(opened: OpenWindow):
    opened.desk.open(None)

    assert not opened.window.actions_by_id["align_all"].isEnabled()


def test_titles_are_shown_as_they_are_written(qapp):
    model = ShelfModel()
    model.begin([Row("a", "en", "<b>Bold</b> & plain", "en")])

    title = model.index(0, Column.DOCUMENT)

    assert title.data() == "<b>Bold</b> & plain"
    assert "&lt;b&gt;" in title.data(Qt.ItemDataRole.ToolTipRole)


def test_the_theme_may_change_while_the_list_is_shown(opened: OpenWindow, shelf: Path):
    opened.open(shelf)
    dialog = align_everything(opened)
    opened.settle()
    before = dialog.grab().toImage().pixelColor(3, 3)

    opened.window.actions_by_id["theme_dark"].trigger()
    QApplication.processEvents()

    assert dialog.grab().toImage().pixelColor(3, 3) != before
    dialog.close()
