"""What becomes of repairs beyond the window: kept, carried to a changed text, written into the corpus."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QTextBrowser

from faulty_chapter import write_faulty
from parallelreader.app.library import load_document, open_corpus
from parallelreader.core.alignment import Origin
from reading_window import CONTROL, OpenWindow

pytestmark = pytest.mark.gui

ALT = Qt.KeyboardModifier.AltModifier


def repair_two(opened: OpenWindow) -> None:
    """Check the third pair and split the one of two sentences on either side."""
    view = opened.window.area.repair.view
    opened.press(Qt.Key.Key_4, ALT)
    view.choose(opened.reading.row_of("zh", 3))
    opened.press(Qt.Key.Key_C)
    view.choose(opened.reading.row_of("zh", 6))
    opened.press(Qt.Key.Key_S)
    opened.settle()
    opened.press(Qt.Key.Key_Escape)
    opened.settle()


def bead_of(opened: OpenWindow, segment: int):
    alignment = opened.reading.alignment("en")
    assert alignment is not None
    return alignment.beads[alignment.bead_of_source(segment)]


def test_repairs_are_there_when_the_window_is_opened_again(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    corpus = write_faulty(tmp_path / "lighthouse")
    first = open_window()
    first.open(corpus)
    repair_two(first)

    again = open_window()
    again.open(corpus)

    assert (bead_of(again, 6).source, bead_of(again, 6).target) == ((6,), (6,))
    assert bead_of(again, 3).origin is Origin.CHECKED
    assert not again.window.banner.text


def test_a_changed_text_keeps_repairs_and_says_which_were_lost(
    open_window: Callable[..., OpenWindow], tmp_path: Path, qapp: QApplication
):
    corpus = write_faulty(tmp_path / "lighthouse")
    first = open_window()
    first.open(corpus)
    repair_two(first)
    file = corpus / "lighthouse" / "zh.txt"
    words = first.reading.texts["zh"].segment_text(3)
    changed = file.read_text(encoding="utf-8").replace(words, "这里完全改写了，跟从前没有一点关系。")
    file.write_text("新的一段在最前面。\n" + changed, encoding="utf-8")

    again = open_window()
    again.open(corpus)

    banner = again.window.banner
    assert "kept" in banner.text
    assert "out of effect" in banner.text
    assert "parallelreader" not in banner.text
    assert str(corpus) not in banner.text
    assert "Ctrl+S" in banner.text
    assert banner.more.isVisible()
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.extend(browser.toPlainText() for browser in dialog.findChildren(QTextBrowser))
        dialog.reject()

    QTimer.singleShot(200, look)
    banner.more.click()
    again.settle()
    again.wait_until(lambda: bool(seen), timeout=5_000)
    assert words[:5] in seen[0]


def test_lost_repairs_are_forgotten_by_a_button(
    open_window: Callable[..., OpenWindow], tmp_path: Path, qapp: QApplication
):
    corpus = write_faulty(tmp_path / "lighthouse")
    first = open_window()
    first.open(corpus)
    repair_two(first)
    file = corpus / "lighthouse" / "zh.txt"
    words = first.reading.texts["zh"].segment_text(3)
    file.write_text(
        file.read_text(encoding="utf-8").replace(words, "这里完全改写了，跟从前没有一点关系。"),
        encoding="utf-8",
    )
    second = open_window()
    second.open(corpus)

    def forget() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        button = next(b for b in dialog.findChildren(QPushButton) if "Forget" in b.text())
        button.click()

    QTimer.singleShot(200, forget)
    second.window.banner.more.click()
    second.wait_until(lambda: not second.window.banner.isVisible(), timeout=5_000)
    second.settle()
    third = open_window()
    third.open(corpus)

    assert "out of effect" not in third.window.banner.text
    assert bead_of(third, 6).origin is Origin.CHECKED


def test_a_file_that_fits_no_more_is_told_in_words_of_the_window(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    corpus = write_faulty(tmp_path / "lighthouse")
    file = corpus / "lighthouse" / "zh.txt"
    file.write_text("新的一段在最前面。\n" + file.read_text(encoding="utf-8"), encoding="utf-8")

    opened = open_window()
    opened.open(corpus)

    said = opened.window.banner.text
    assert "changed since it was aligned" in said
    assert "aligned anew here" in said
    assert "parallelreader" not in said
    assert str(corpus) not in said


def test_a_repair_lost_from_store_and_corpus_is_told_once(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    corpus = write_faulty(tmp_path / "lighthouse")
    first = open_window()
    first.open(corpus)
    repair_two(first)
    first.press(Qt.Key.Key_S, CONTROL)
    first.settle()
    file = corpus / "lighthouse" / "zh.txt"
    words = first.reading.texts["zh"].segment_text(3)
    file.write_text(
        file.read_text(encoding="utf-8").replace(words, "这里完全改写了，跟从前没有一点关系。"),
        encoding="utf-8",
    )

    again = open_window()
    again.open(corpus)

    assert "1 repair does not fit" in again.window.banner.text


def test_the_alignment_is_written_into_the_corpus(open_window: Callable[..., OpenWindow], tmp_path: Path):
    corpus = write_faulty(tmp_path / "lighthouse")
    opened = open_window()
    opened.open(corpus)
    repair_two(opened)

    opened.press(Qt.Key.Key_S, CONTROL)
    opened.settle()

    written = load_document(open_corpus(corpus), "lighthouse").alignments["en"]
    bead = written.beads[written.bead_of_source(6)]
    assert (bead.source, bead.target, bead.origin) == ((6,), (6,), Origin.CHECKED)


def test_a_corpus_that_cannot_be_written_is_said_and_loses_nothing(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    corpus = write_faulty(tmp_path / "lighthouse")
    opened = open_window()
    opened.open(corpus)
    repair_two(opened)
    (corpus / "corpus.yaml").write_text("no corpus any more: [", encoding="utf-8")

    opened.press(Qt.Key.Key_S, CONTROL)
    opened.settle()

    assert "corpus.yaml" in opened.window.banner.text
    assert bead_of(opened, 6).origin is Origin.CHECKED
