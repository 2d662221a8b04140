"""The user's words in the window: loaded, told of, taken back with Ctrl+Z wherever one is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from factories import craft_corpus
from made_words import text_words
from parallelreader.app.reading_time import days_read
from parallelreader.app.words.statuses import Status
from parallelreader.ui import reading_timing
from parallelreader.ui.library.words import entry_words
from reading_window import CONTROL, OpenWindow

OpenWith = Callable[..., OpenWindow]


def test_statuses_are_taken_back_from_one_corpus_to_the_next(open_window: OpenWith, tmp_path: Path):
    desk = open_window()
    keeping = desk.desk.word_keeping
    desk.settle()
    heard = list[dict[str, Status]]()
    keeping.statuses_changed.connect(lambda changes: heard.append(dict(changes.statuses)))
    keeping.book.statuses.set(["水车"], Status.KNOWN)
    assert desk.window.actions_by_id["undo"].isEnabled()

    desk.press(Qt.Key.Key_Z, CONTROL)

    assert heard == [{"水车": Status.KNOWN}, {"水车": Status.NEW}]
    keeping.book.statuses.set(["青苔", "齿轮"], Status.IGNORED)
    desk.open(craft_corpus(tmp_path / "craft"))
    desk.press(Qt.Key.Key_Z, CONTROL)
    assert keeping.book.statuses.of("青苔") is Status.NEW


def test_words_are_found_again_by_the_next_window(open_window: OpenWith, tmp_path: Path):
    desk = open_window()
    desk.desk.word_keeping.book.statuses.set(["水车"], Status.LEARNING_3)

    desk = open_window()
    keeping = desk.desk.word_keeping
    desk.settle()

    assert keeping.book.statuses.of("水车") is Status.LEARNING_3


def test_time_counts_while_the_text_is_moved_through(
    open_window: OpenWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    moments = iter((10.0, 60.0, 1000.0, 1030.0, 1030.0))
    monkeypatch.setattr(reading_timing, "monotonic", lambda: next(moments, 1030.0))
    desk = open_window()
    desk.open(craft_corpus(tmp_path / "craft"))
    assert desk.desk.timing
    for _ in range(4):
        desk.window.area.moved.emit()

    desk.window.closing.emit()

    (day,) = days_read(desk.data.store)
    assert (day.seconds, day.document) == (80.0, desk.reading.document.id)


def test_the_library_tells_how_much_is_known(open_window: OpenWith, tmp_path: Path):
    desk = open_window()
    desk.open(craft_corpus(tmp_path / "craft"))
    desk.desk.text_words._use(text_words({"水车", "青苔", "磨坊"}).loaded())
    keeping = desk.desk.word_keeping
    desk.settle()
    keeping.book.statuses.set(["磨坊"], Status.KNOWN)

    desk.desk.library.show()
    desk.settle()

    page = desk.desk.library.page
    assert page is not None
    shown = {page.model.entry(row).document: page.model.entry(row) for row in range(page.model.rowCount())}
    assert 0 < shown["mill"].share_known < 1
    assert "% known" in entry_words(shown["mill"])


def test_what_is_read_without_the_translation_is_told_apart(
    open_window: OpenWith, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    moments = iter(range(100, 200, 10))
    monkeypatch.setattr(reading_timing, "monotonic", lambda: float(next(moments)))
    desk = open_window()
    desk.open(craft_corpus(tmp_path / "craft"), "mill", versions=("zh", "literal"))
    assert desk.desk.timing
    desk.settle()
    looked, reveals = desk.desk.library.progress.looked, desk.desk.word_keeping.book.reveals
    notes = desk.desk.session.notes
    assert notes is not None

    looked.emit(0, 1000)
    looked.emit(0, 1000)
    desk.window.state.covering.cover_versions(["literal"])
    looked.emit(500, 3000)
    looked.emit(500, 3000)

    assert reveals.unaided(notes.corpus_key, "mill").spans == ((500, 3000),)
