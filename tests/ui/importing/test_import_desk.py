"""Importing from the real window: how the dialog opens, and what is read afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from parallelreader.paths import resource
from parallelreader.ui.importing.dialog import ImportDialog

from .conftest import PAGE

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]


def dialog_of(opened) -> ImportDialog:
    dialog = opened.desk.importing.dialog
    assert dialog is not None
    return dialog


def drop_on_window(opened, mime: QMimeData) -> None:
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    opened.window.dropEvent(QDropEvent(QPointF(60, 60), *how))


def test_a_file_dropped_on_the_window_is_imported_and_read(open_window: Callable, page: Path, tmp_path: Path):
    opened = open_window()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(page))])

    drop_on_window(opened, mime)
    opened.settle()
    dialog = dialog_of(opened)
    dialog.head.target.choose_folder(tmp_path / "bridges")
    opened.settle()
    dialog.import_now()
    opened.wait_until(lambda: opened.window.area.reading is not None, timeout=20_000)
    opened.settle()

    assert opened.reading.document.title == "石桥镇修好了旧木桥"
    assert opened.desk.session.corpus.folder == tmp_path / "bridges"
    assert opened.desk.importing.dialog is None


def test_text_dropped_on_the_window_opens_the_dialog_on_it(open_window: Callable):
    opened = open_window()
    mime = QMimeData()
    mime.setText(PAGE)

    drop_on_window(opened, mime)
    opened.settle()

    assert len(dialog_of(opened).drafting.draft.sources[0].lines) == len(PAGE.splitlines())
    dialog_of(opened).reject()


def test_the_action_opens_the_first_step_and_a_second_time_the_same_dialog(open_window: Callable):
    opened = open_window()

    opened.window.actions_by_id["import"].trigger()
    dialog = dialog_of(opened)
    opened.window.actions_by_id["import"].trigger()

    assert dialog_of(opened) is dialog
    assert dialog.first_step.isVisible()
    dialog.reject()
    assert opened.desk.importing.dialog is None


def test_a_dropped_corpus_folder_is_opened_and_not_imported(open_window: Callable):
    opened = open_window()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(resource("samples")))])

    drop_on_window(opened, mime)
    opened.settle()

    assert opened.desk.session.corpus is not None
    assert opened.desk.importing.dialog is None


def test_the_samples_are_never_offered_as_a_place_to_import_into(open_window: Callable):
    opened = open_window()
    opened.open(resource("samples"))

    opened.desk.import_files(())

    offered = dialog_of(opened).head.target.corpus
    folders = [offered.itemData(row) for row in range(offered.count())]
    assert str(resource("samples")) not in folders
    assert dialog_of(opened).head.target.target.folder.name == "Parallel texts"
    dialog_of(opened).reject()
