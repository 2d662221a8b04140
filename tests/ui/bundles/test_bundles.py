"""Bundles in the window: written, merged after a look, and two annotators compared."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from corpora import write_corpus
from parallelreader.app.words.statuses import Status
from parallelreader.core.bundle.merging import Outcome
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.ui.bundles.compare_dialog import CompareDialog
from parallelreader.ui.bundles.merge_dialog import MergeDialog
from parallelreader.ui.bundles.write_dialog import WriteDialog
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


def mark(opened: OpenWindow, quote: str, colour: Colour) -> None:
    start = opened.reading.texts["zh"].content.index(quote)
    opened.window.state.select_span("zh", Span(start, start + len(quote)))
    opened.desk.notes.marking.highlight(colour)
    opened.settle()


def colours(opened: OpenWindow) -> dict[str, Colour]:
    text = opened.reading.texts["zh"].content
    marks = opened.desk.session.marks_in("zh", Span(0, len(text)))
    return {text[each.span.start : each.span.end]: each.colour for each in marks}


@pytest.fixture
def theirs(open_window: Callable[..., OpenWindow], tmp_path: Path) -> Path:
    """The bundle of somebody who has marked the same corpus."""
    corpus = write_corpus(tmp_path / "corpus")
    other = open_window(tmp_path / "other-user")
    other.open(corpus)
    mark(other, "老人", Colour.ROSE)
    mark(other, "船", Colour.BLUE)
    other.window.actions_by_id["write_bundle"].trigger()
    dialog = other.desk.bundles.dialog
    assert isinstance(dialog, WriteDialog)
    dialog.author.setText("Ashdown")
    dialog.reject()
    other.settle()
    other.desk.bundles.write(tmp_path / "theirs.prbundle", "Ashdown", with_texts=False)
    other.settle()
    return tmp_path / "theirs.prbundle"


def test_a_bundle_is_looked_at_and_merged(
    theirs: Path, open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    mine = open_window()
    mine.open(tmp_path / "corpus")
    mark(mine, "岸边", Colour.GREEN)

    mine.desk.bundles.merge(theirs)
    mine.settle()

    dialog = mine.desk.bundles.dialog
    assert isinstance(dialog, MergeDialog)
    assert [line.outcome for line in dialog.model.lines] == [Outcome.ADDED, Outcome.ADDED]
    assert dialog.title.text() == "Ashdown (theirs.prbundle)"
    assert colours(mine) == {"岸边": Colour.GREEN}
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    mine.settle()
    assert colours(mine) == {"岸边": Colour.GREEN, "老人": Colour.ROSE, "船": Colour.BLUE}

    assert mine.desk.toast.button.text() == "Undo"
    mine.desk.toast.hide()
    mine.window.actions_by_id["undo"].trigger()
    mine.settle()
    assert colours(mine) == {"岸边": Colour.GREEN}
    mine.window.actions_by_id["undo"].trigger()
    mine.settle()
    assert colours(mine) == {}
    mine.window.actions_by_id["redo"].trigger()
    mine.window.actions_by_id["redo"].trigger()
    mine.settle()
    merged = {"岸边": Colour.GREEN, "老人": Colour.ROSE, "船": Colour.BLUE}
    assert colours(mine) == merged

    mine.desk.bundles.merge(theirs)
    mine.settle()
    again = mine.desk.bundles.dialog
    assert isinstance(again, MergeDialog)
    assert not again.model.lines
    assert not again.merge.isEnabled()
    again.reject()
    mine.settle()


def merge(mine: OpenWindow, file: Path) -> None:
    mine.desk.bundles.merge(file)
    mine.settle()
    dialog = mine.desk.bundles.dialog
    assert isinstance(dialog, MergeDialog)
    dialog.merge.click()
    mine.settle()


def test_undo_beside_a_merge_takes_just_that_back(
    theirs: Path, open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    mine = open_window()
    mine.open(tmp_path / "corpus")
    merge(mine, theirs)
    mark(mine, "站", Colour.ORANGE)

    mine.desk.toast.button.click()
    mine.settle()

    assert colours(mine) == {"站": Colour.ORANGE}


def test_a_merge_whose_notes_were_changed_since_stays_and_is_taken_back_in_its_turn(
    theirs: Path, open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    mine = open_window()
    mine.open(tmp_path / "corpus")
    merge(mine, theirs)
    mark(mine, "老人", Colour.GREEN)

    mine.desk.toast.button.click()
    mine.settle()

    assert colours(mine) == {"老人": Colour.GREEN, "船": Colour.BLUE}
    assert "cannot be taken back" in mine.window.banner.text
    for left in ({"老人": Colour.ROSE, "船": Colour.BLUE}, {}):
        mine.window.actions_by_id["undo"].trigger()
        mine.settle()
        assert colours(mine) == left


def test_a_merge_is_taken_back_where_a_note_was_being_written_before_it(
    theirs: Path, open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    mine = open_window()
    mine.open(tmp_path / "corpus")
    notes = mine.desk.session.notes
    assert notes is not None
    notes.write_note([notes.notes.anchor("last-ferry", "zh", Span(4, 6))], "the bank")
    merge(mine, theirs)
    notes.end_editing()

    mine.window.actions_by_id["undo"].trigger()
    mine.settle()

    assert [note.body for note in notes.notes.all()] == ["the bank"]


def test_words_go_along_where_the_box_is_checked_and_are_counted_before(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    corpus, file = write_corpus(tmp_path / "corpus"), tmp_path / "words.prbundle"
    other = open_window(tmp_path / "other-user")
    other.open(corpus)
    other.desk.word_keeping.book.statuses.set(["船"], Status.KNOWN)
    other.window.actions_by_id["write_bundle"].trigger()
    asked = other.desk.bundles.dialog
    assert isinstance(asked, WriteDialog)
    asked.with_words.setChecked(True)
    asked.accept()
    naming = other.desk.bundles.dialog
    assert isinstance(naming, QFileDialog)
    naming.fileSelected.emit(str(file))
    naming.reject()
    other.settle()
    mine = open_window()
    mine.open(corpus)
    statuses = mine.desk.word_keeping.book.statuses
    mine.desk.bundles.merge(file)
    mine.settle()

    dialog = mine.desk.bundles.dialog
    assert isinstance(dialog, MergeDialog)
    assert dialog.about.text() == "Of words: 1 status."
    dialog.merge.click()
    mine.settle()

    assert statuses.of("船") is Status.KNOWN
    mine.desk.toast.button.click()
    mine.settle()
    assert statuses.of("船") is Status.NEW


def test_a_file_that_is_no_bundle_is_told_and_nothing_opens(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    mine = open_window()
    mine.open(write_corpus(tmp_path / "corpus"))
    wrong = tmp_path / "wrong.prbundle"
    shutil.copy(tmp_path / "corpus" / "corpus.yaml", wrong)

    mine.desk.bundles.merge(wrong)
    mine.settle()

    assert "damaged or incomplete" in mine.window.banner.text
    assert mine.desk.bundles.dialog is None


def test_two_annotators_are_compared_and_settle_where_they_differ(
    theirs: Path, open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    mine = open_window()
    mine.open(tmp_path / "corpus")
    mark(mine, "老人", Colour.GREEN)
    mark(mine, "岸边", Colour.GREEN)

    mine.desk.bundles.compare(theirs)
    mine.settle()

    dialog = mine.desk.bundles.dialog
    assert isinstance(dialog, CompareDialog)
    assert "F1 0.50" in dialog.about.text()
    assert [each.any.span.start for each in dialog.model.lines] == [0, 4, 8]
    assert dialog.model.index(1, 1).data() == "老人 · zh 1.2, last-ferry"
    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    dialog.go.click()
    mine.settle()
    assert mine.selected == "老人"
    dialog.take.click()
    mine.settle()
    assert colours(mine)["老人"] is Colour.ROSE
    assert [each.any.span.start for each in dialog.model.lines] == [0, 8]
    undo = mine.window.actions_by_id["undo"]
    assert undo in dialog.actions()
    undo.trigger()
    mine.settle()
    assert colours(mine)["老人"] is Colour.GREEN
    assert [each.any.span.start for each in dialog.model.lines] == [0, 4, 8]
    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    dialog.take.click()
    mine.settle()
    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    dialog.keep.click()
    assert [each.any.span.start for each in dialog.model.lines] == [0]
    dialog.close()
    mine.settle()
