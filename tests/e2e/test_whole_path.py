"""From two files on disk to a note that is still there the next day, in the real program."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factories import MILL_LITERAL, MILL_ZH
from reading_window import CONTROL, OpenWindow, point_of, turn_wheel

pytestmark = [pytest.mark.e2e, pytest.mark.gui, pytest.mark.slow]


def run(*arguments: str | Path, data: Path) -> str:
    """The program at the command line, on the user's data; what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "parallelreader", "--data-dir", str(data), *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def write_files(folder: Path) -> tuple[Path, Path]:
    """The story as one finds it: the Chinese in an old encoding."""
    chinese, english = folder / "磨坊.txt", folder / "mill.txt"
    words = "\n\n".join([MILL_ZH.replace("𠮷", "吉")] + ["后来磨坊又转了起来，小满每天都去看水。"] * 3)
    chinese.write_bytes(words.encode("gb18030"))
    later = "Later the mill turned again, and Xiaoman went to look at the water every day."
    english.write_text("\n\n".join([MILL_LITERAL, *[later] * 3]), encoding="utf-8")
    return chinese, english


def test_from_two_files_to_a_note_that_is_exported(open_window: Callable[..., OpenWindow], tmp_path: Path):
    data, corpus = tmp_path / "user-data", tmp_path / "My corpus"
    chinese, english = write_files(tmp_path)
    run("import", chinese, english, "--into", corpus, "--title", "旧磨坊", data=data)

    opened = open_window(data)
    opened.open(corpus)
    source, translation = opened.reading.shown
    assert opened.reading.is_linked(source, translation)
    turn_wheel(opened.pane(source), 1)
    view = opened.pane(source)
    point = point_of(view, source, "水车上")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    opened.press(Qt.Key.Key_2)
    opened.window.area.go_to_row(opened.reading.row_of(source, 4))
    opened.press(Qt.Key.Key_N, CONTROL)
    event = QInputMethodEvent("", [])
    event.setCommitString("他为什么不回答？")
    QApplication.sendEvent(QApplication.focusWidget(), event)
    opened.press(Qt.Key.Key_Return, CONTROL)

    again = open_window(data)
    again.desk.open(None)
    again.settle()
    assert again.reading.document.title == "旧磨坊"
    assert again.window.state.current_row == again.reading.row_of(source, 4)
    notes = again.desk.session.notes
    assert notes is not None
    assert [(note.body, note.targets[0].exact) for note in notes.notes.find()] == [
        ("", "水车"),
        ("他为什么不回答？", "老人没有回答，只是摸了摸木轴。"),
    ]
    again.window.close()

    exported = run("notes", "export", corpus, data=data)
    assert "他为什么不回答？" in exported
    pairs = run("export", corpus, "--format", "tsv", data=data)
    line = next(line for line in pairs.splitlines() if "老人没有回答" in line)
    assert "The old man gave no answer" in line


def test_everything_in_the_sample_can_be_read_in_both_layouts(open_window: Callable[..., OpenWindow]):
    opened = open_window()
    opened.window.actions_by_id["sample"].trigger()
    opened.settle()
    corpus = opened.desk.session.corpus
    assert corpus is not None

    for document in corpus.documents:
        opened.desk.travel.open_document(document.id)
        opened.settle()
        assert opened.reading.document.id == document.id
        for version in document.translations:
            opened.window.area.shown_changed.emit((document.source.id, version.id))
            opened.settle()
            lead = opened.pane(document.source.id)
            while lead.column.top < lead.column.limit - 1:
                turn_wheel(lead, 4)
            assert opened.window.state.current_row >= len(opened.reading.rows) - 4
            opened.press(Qt.Key.Key_2, CONTROL)
            opened.press(Qt.Key.Key_Home)
            opened.press(Qt.Key.Key_End)
            opened.press(Qt.Key.Key_1, CONTROL)
    assert not opened.window.banner.text
