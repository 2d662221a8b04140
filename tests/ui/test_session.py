"""What is open, how something else comes to be open, and what is said when it cannot be."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLabel, QTreeWidget

from factories import craft_corpus, long_lines, write_corpus, write_document
from parallelreader.core.repair.operations import merge
from parallelreader.core.repair.repair import applied
from parallelreader.store.database import Store
from parallelreader.ui.notes.panel import NotesPanel
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def craft(tmp_path: Path) -> Path:
    return craft_corpus(tmp_path / "craft")


@pytest.fixture
def opened(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    return open_window()


def library_texts(opened: OpenWindow) -> list[str]:
    tree = opened.window.library.findChild(QTreeWidget)
    assert tree is not None
    found = []
    for number in range(tree.topLevelItemCount()):
        top = tree.topLevelItem(number)
        found += [top.text(0), *(top.child(row).text(0) for row in range(top.childCount()))]
    return found


def test_a_corpus_is_opened_without_a_wait_for_what_is_still_to_be_written(
    opened: OpenWindow, craft: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[bool] = []
    read = Store.read

    def read_and_tell(store: Store, *arguments: Any, **named: Any) -> Any:
        asked.append(threading.current_thread() is threading.main_thread())
        return read(store, *arguments, **named)

    monkeypatch.setattr(Store, "read", read_and_tell)
    opened.desk.open_corpus(craft)
    opened.settle()

    assert asked
    assert not any(asked)
    assert "Craft" in library_texts(opened)


def test_without_anything_to_open_there_are_three_ways_in(opened: OpenWindow):
    opened.desk.open(None)

    assert opened.window.middle.currentWidget() is opened.window.start_page


def start_words(opened: OpenWindow) -> list[str]:
    labels = opened.window.start_page.findChildren(QLabel)
    return [label.text() for label in labels if not label.isHidden()]


def test_while_a_corpus_is_opened_no_ways_in_are_offered(opened: OpenWindow, craft: Path):
    opened.desk.open(None)
    offered = start_words(opened)

    opened.desk.open(craft)
    waiting = start_words(opened)
    opened.settle()

    assert "Opening craft" not in offered
    assert waiting == ["Opening craft"]
    assert opened.window.middle.currentWidget() is opened.window.area


@pytest.mark.parametrize("is_cancelled", [True, False])
def test_what_could_not_be_opened_leaves_the_ways_in(opened: OpenWindow, craft: Path, is_cancelled: bool):
    opened.desk.open(None)
    offered = start_words(opened)
    if not is_cancelled:
        (craft / "corpus.yaml").unlink()

    opened.jobs.started.connect(lambda job: job.cancel() if is_cancelled else None)
    opened.desk.open(craft)
    opened.settle()

    assert start_words(opened) == offered


def test_the_library_lists_the_documents_of_the_corpus(opened: OpenWindow, craft: Path):
    opened.open(craft)

    assert library_texts(opened) == [
        "Craft",
        "Title of mill",
        "Title of ferries",
        "Title of alone",
        "Title of orchard",
    ]
    assert opened.reading.document.id == "mill"


def test_a_broken_corpus_is_named_with_file_and_line(opened: OpenWindow, craft: Path):
    file = craft / "corpus.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("hand: own", "hand: robot", 1), encoding="utf-8")

    opened.open(craft)

    assert opened.window.middle.currentWidget() is opened.window.start_page
    line = next(
        n for n, text in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if "robot" in text
    )
    assert str(line) in opened.window.banner.text
    assert "robot" in opened.window.banner.text


def test_what_is_open_stays_open_when_another_corpus_cannot_be_opened(
    opened: OpenWindow, craft: Path, tmp_path: Path
):
    opened.open(craft)

    opened.open(tmp_path / "nowhere")

    assert opened.window.banner.text
    assert opened.window.middle.currentWidget() is opened.window.area
    opened.window.area.go_to_row(4)
    assert opened.window.state.current_row == 4


def test_an_unreadable_text_is_said_and_the_other_documents_open(opened: OpenWindow, craft: Path):
    (craft / "mill" / "literal.txt").write_bytes(b"\xff\xfe\x00caf\xe9")

    opened.open(craft)
    assert "literal.txt" in opened.window.banner.text

    opened.desk.travel.open_document("ferries")
    opened.settle()
    assert opened.reading.document.id == "ferries"
    assert not opened.window.banner.text


def test_what_is_not_about_a_document_stays_said_when_another_is_opened(opened: OpenWindow, craft: Path):
    opened.open(craft, "mill")
    opened.window.banner.say("The disk is full.", is_error=True)

    opened.desk.travel.open_document("ferries")
    opened.settle()

    assert opened.window.banner.text == "The disk is full."


def test_an_alignment_that_does_not_fit_is_said_and_made_anew(opened: OpenWindow, craft: Path):
    (craft / "mill" / "zh--literal.tsv").write_text("source\ttarget\n99.1\t1.1\n", encoding="utf-8")

    opened.open(craft, "mill")

    assert "zh--literal.tsv" in opened.window.banner.text
    opened.wait_until(lambda: opened.reading.is_linked("zh", "literal"), timeout=20_000)


def test_a_document_without_an_alignment_is_aligned_and_then_linked(opened: OpenWindow, craft: Path):
    opened.open(craft, "orchard")

    opened.wait_until(lambda: opened.reading.is_linked("zh", "en"), timeout=20_000)
    opened.settle()
    assert opened.reading.cell(0, "en") == (0,)
    assert not opened.window.banner.text


def test_an_alignment_once_made_is_there_the_next_time(
    open_window: Callable[..., OpenWindow], craft: Path, tmp_path: Path
):
    first = open_window()
    first.open(craft, "orchard")
    first.wait_until(lambda: first.reading.is_linked("zh", "en"), timeout=20_000)
    first.settle()

    again = open_window()
    started: list[str] = []
    again.jobs.started.connect(lambda job: started.append(job.title))
    again.open(craft, "orchard")

    assert again.reading.is_linked("zh", "en")
    assert "Aligning" not in started


def test_aligning_in_the_background_leaves_the_keyboard_with_a_note(opened: OpenWindow, craft: Path):
    opened.desk.session.open_corpus(craft, document="orchard")
    opened.wait_until(lambda: opened.window.area.reading is not None)
    opened.press(Qt.Key.Key_N, CONTROL)
    panel = opened.window.findChild(NotesPanel)
    assert panel is not None
    event = QInputMethodEvent("", [])
    event.setCommitString("山坡")
    QApplication.sendEvent(QApplication.focusWidget(), event)

    opened.wait_until(lambda: opened.reading.is_linked("zh", "en"), timeout=20_000)
    opened.settle()

    assert panel.editor.field.hasFocus()
    assert panel.editor.words == "山坡"


def test_aligning_can_be_cancelled_and_the_texts_still_be_read(opened: OpenWindow, tmp_path: Path):
    folder = tmp_path / "long"
    chinese, english = long_lines(300)
    versions = {"zh": ("zh-Hans", chinese), "en": ("en", english)}
    write_corpus(folder, "Long", [write_document(folder, "ferries", versions)])
    cancelled: list[str] = []

    def cancel(job) -> None:
        if job.title == "Aligning":
            cancelled.append(job.title)
            job.cancel()

    opened.jobs.started.connect(cancel)
    opened.open(folder)

    assert cancelled == ["Aligning"]
    assert not opened.reading.is_linked("zh", "en")
    assert opened.pane("zh").column is not None


def test_two_texts_in_one_language_are_shown_and_not_aligned(opened: OpenWindow, tmp_path: Path):
    folder = tmp_path / "one"
    versions = {"a": ("en", "It rained."), "b": ("en", "Rain fell.")}
    write_corpus(folder, "One", [write_document(folder, "rain", versions)])

    opened.open(folder)

    assert opened.reading.shown == ("a", "b")
    assert not opened.reading.is_linked("a", "b")


def test_the_document_asked_for_last_is_the_one_that_opens(opened: OpenWindow, craft: Path):
    opened.open(craft)
    shown: list[str] = []
    opened.desk.session.document_opened.connect(lambda reading, at: shown.append(reading.document.id))

    for document in ("ferries", "alone", "ferries", "mill", "alone"):
        opened.desk.travel.open_document(document)
    opened.settle()

    assert opened.reading.document.id == "alone"
    assert shown == ["alone"]


def test_the_versions_asked_for_last_are_those_shown(opened: OpenWindow, craft: Path):
    opened.open(craft, "mill")
    shown: list[tuple[str, ...]] = []
    opened.desk.session.document_opened.connect(lambda reading, at: shown.append(reading.shown))

    for versions in (("zh", "free"), ("zh",), ("zh", "literal", "free"), ("zh", "free")):
        opened.window.area.shown_changed.emit(versions)
    opened.settle()

    assert shown == [("zh", "free")]


def test_several_translations_of_a_long_text_are_paired_anew_in_the_background(
    opened: OpenWindow, craft: Path, monkeypatch: pytest.MonkeyPatch
):
    opened.open(craft, "mill", ("zh", "literal", "free"))
    session, before = opened.desk.session, opened.reading
    monkeypatch.setattr("parallelreader.app.reading.reading._QUICKLY_MERGED", 0)

    expected = before
    for version in ("literal", "free"):
        alignment = before.alignment(version)
        assert alignment is not None
        repair = merge(alignment, 0, 1)
        session.repair(version, repair)
        expected = expected.with_alignment(version, applied(alignment, repair))

    assert opened.reading is before
    opened.settle()
    assert list(opened.reading.rows) == list(expected.rows) != list(before.rows)
    assert session.document is not None
    assert session.document.reading is opened.reading


def test_versions_chosen_while_aligning_stay_chosen(opened: OpenWindow, craft: Path):
    opened.desk.session.open_corpus(craft, document="orchard")
    opened.wait_until(lambda: opened.window.area.reading is not None)

    opened.window.area.shown_changed.emit(("en",))
    opened.settle()

    assert opened.reading.shown == ("en",)


def test_the_corpus_asked_for_last_is_the_one_that_opens(opened: OpenWindow, craft: Path, tmp_path: Path):
    other = write_corpus(tmp_path / "other", "Other", [])
    for folder in (craft, other, craft):
        opened.desk.open_corpus(folder)
    opened.settle()

    assert opened.desk.session.corpus is not None
    assert opened.desk.session.corpus.title == "Craft"
    assert opened.reading.document.id == "mill"


def test_an_empty_corpus_says_how_to_fill_it_and_marks_nothing(
    opened: OpenWindow, craft: Path, tmp_path: Path
):
    opened.open(craft)
    opened.open(write_corpus(tmp_path / "empty", "Empty", []))

    assert "no documents" in opened.window.banner.text
    labels = [part.text() for part in opened.window.status.findChildren(QLabel) if part.isVisible()]
    assert not any("9" in label for label in labels), "the former document is still counted"
    assert opened.window.middle.currentWidget() is opened.window.start_page
    for key in (Qt.Key.Key_1, Qt.Key.Key_J, Qt.Key.Key_L):
        opened.press(key)
    opened.press(Qt.Key.Key_N, CONTROL)
    assert opened.desk.session.notes is not None
    assert opened.desk.session.notes.notes.find() == []


def test_an_empty_text_opens(opened: OpenWindow, tmp_path: Path):
    folder = tmp_path / "blank"
    versions = {"zh": ("zh-Hans", ""), "en": ("en", "It rained.")}
    write_corpus(folder, "Blank", [write_document(folder, "rain", versions)])

    opened.open(folder)
    opened.press(Qt.Key.Key_Down, CONTROL)
    opened.press(Qt.Key.Key_2, CONTROL)
    opened.press(Qt.Key.Key_Down)
    opened.settle()

    assert opened.desk.session.document is not None or opened.window.banner.text


def test_neighbouring_documents_open_by_key(opened: OpenWindow, craft: Path):
    opened.open(craft)

    opened.press(Qt.Key.Key_PageDown, CONTROL | SHIFT)
    opened.settle()
    assert opened.reading.document.id == "ferries"

    opened.press(Qt.Key.Key_PageUp, CONTROL | SHIFT)
    opened.settle()
    assert opened.reading.document.id == "mill"


def test_back_returns_to_the_document_and_the_place(opened: OpenWindow, craft: Path):
    opened.open(craft)
    opened.window.area.go_to_row(6)
    opened.desk.travel.open_document("ferries")
    opened.settle()

    opened.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    opened.settle()

    assert opened.reading.document.id == "mill"
    assert opened.window.state.current_row == 6


def test_a_corpus_whose_folder_is_gone_stays_listed_and_says_so(
    open_window: Callable[..., OpenWindow], craft: Path
):
    first = open_window()
    first.open(craft)
    first.window.close()
    shutil.rmtree(craft)

    again = open_window()
    again.desk.open(None)
    again.settle()

    page = again.desk.library.page
    assert library_texts(again) == ["Craft"]
    assert page is not None
    assert again.window.middle.currentWidget() is page
    assert "no such folder" in again.window.banner.text
    assert [bool(corpus.away) for corpus in page.library.corpora] == [True]


def test_one_key_goes_round_the_panes_the_notes_and_the_library(opened: OpenWindow, craft: Path):
    opened.open(craft, "mill")
    opened.window.actions_by_id["notes_panel"].trigger()
    opened.window.area.focus_text()
    window, places = opened.window, []

    for _ in range(5):
        focused = QApplication.focusWidget()
        parts = (*window.area.views(), window.side, window.library)
        places.append(
            next(n for n, part in enumerate(parts) if part is focused or part.isAncestorOf(focused))
        )
        opened.press(Qt.Key.Key_F6)

    assert places == [0, 1, 2, 3, 0]


def test_what_was_said_of_the_anchor_goes_when_the_panes_are_parted(opened: OpenWindow, craft: Path):
    opened.open(craft, "mill")
    opened.press(Qt.Key.Key_K)
    labels = opened.window.status.findChildren(QLabel)
    assert any("belong together" in label.text() for label in labels)

    opened.press(Qt.Key.Key_L)

    assert not any("belong together" in label.text() for label in labels)
