"""What was closed is really gone, without the collector of cycles, which the program hardly ever runs."""

import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from parallelreader.paths import resource
from parallelreader.ui.jobs.runner import Job, JobRunner
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


def let_go() -> None:
    """Let Qt delete what is to be deleted later."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@pytest.fixture
def window(open_window) -> OpenWindow:
    opened: OpenWindow = open_window()
    opened.open(resource("samples"))
    return opened


def test_a_document_that_was_left_is_gone_with_its_panes(window: OpenWindow):
    left = [weakref.ref(view) for view in window.window.area.panes.views.values()]
    left += [weakref.ref(view.column) for view in window.window.area.panes.views.values()]
    reading = weakref.ref(window.reading)

    window.desk.travel.open_document(window.window.library.neighbour(1))
    window.settle()
    let_go()

    assert reading() is None
    assert [each() for each in left] == [None] * 4


def test_a_corpus_that_was_left_is_gone_with_its_notes(window: OpenWindow):
    notes = weakref.ref(window.desk.session.notes)

    window.open(resource("samples"))
    let_go()

    assert notes() is None


@pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)
def test_an_import_dialog_that_was_closed_is_gone_with_its_texts(window: OpenWindow, tmp_path: Path):
    chinese, english = tmp_path / "zh.txt", tmp_path / "en.txt"
    chinese.write_text("雨停了。\n她收起伞。\n", encoding="utf-8")
    english.write_text("The rain stopped.\nShe folded her umbrella.\n", encoding="utf-8")
    window.desk.import_files([chinese, english])
    window.settle()
    dialog = window.desk.importing.dialog
    assert dialog is not None
    left = [weakref.ref(each) for each in (dialog, dialog.drafting, dialog.lines.list, dialog.preview.list)]
    sources = [weakref.ref(source) for source in dialog.drafting.draft.sources]
    assert len(sources) == 2

    dialog.close()
    del dialog
    window.settle()
    let_go()

    assert [each() for each in (*left, *sources)] == [None] * 6


def test_a_job_that_has_ended_holds_nobody(qapp: QApplication, qtbot):
    class Waiting:
        def take(self, result: object) -> None:
            self.result, self.job = result, job

    waiting = Waiting()
    job = Job("Counting", on_done=waiting.take)
    jobs = JobRunner()

    jobs.run(lambda progress: 1, job)
    qtbot.waitUntil(lambda: jobs.is_idle)
    jobs.shut_down()
    left = weakref.ref(waiting)
    del waiting

    assert left() is None
