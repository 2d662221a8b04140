"""Closing the window loses no note, and coming back to it shows what others wrote."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from factories import craft_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.library import open_corpus
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.store.database import Store
from parallelreader.ui import note_desk
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    return opened


def fill_the_disk(connection: sqlite3.Connection) -> None:
    """Let the store grow no more."""
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def make_room(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA max_page_count = 100000")


def test_the_window_stays_open_while_a_note_cannot_be_written(
    mill: OpenWindow, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(note_desk, "_SECONDS_TO_WRITE", 0.2)
    notes = mill.desk.session.notes
    assert notes is not None
    mill.data.store.submit(fill_the_disk).result()
    notes.write_note([notes.notes.anchor("mill", "zh", Span(0, 3))], "水" * 200_000)
    said: list[str] = []

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        box.defaultButton().click()

    QTimer.singleShot(1500, answer)
    closed = mill.window.close()

    assert not closed
    assert mill.window.isVisible()
    assert len(said) == 1
    mill.data.store.submit(make_room).result()
    assert notes.flush(60)
    assert mill.window.close()


def test_what_another_program_marked_shows_when_the_window_comes_to_the_front(
    mill: OpenWindow, tmp_path: Path
):
    corpus = mill.desk.session.corpus
    assert corpus is not None
    other_store = Store.open(mill.data.store.path.parent)
    other = Annotating.open(other_store, open_corpus(corpus.folder))
    other.notes.open_text("mill", "zh", mill.reading.texts["zh"])
    other.highlight([other.notes.anchor("mill", "zh", Span(0, 3))], Colour.ROSE)
    assert other.flush(60)
    other_store.close()
    assert not mill.desk.session.marks_in("zh", Span(0, 3))

    mill.window.activated.emit()

    mill.wait_until(lambda: bool(mill.desk.session.marks_in("zh", Span(0, 3))))
    mill.settle()
