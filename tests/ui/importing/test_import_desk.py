"""Importing from the real window: how the dialog opens, and what is read afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.paths import resource
from parallelreader.ui.importing.batch_dialog import BatchDialog
from parallelreader.ui.importing.batch_model import COUNT, FILE, KIND, STATE
from parallelreader.ui.importing.dialog import ImportDialog
from unit_material import made_pairs, write_tmx

from .conftest import EN, PAGE, ZH

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


def test_pairs_chosen_on_the_first_step_open_their_dialog_only(open_window: Callable, tmp_path: Path):
    opened = open_window()
    opened.window.actions_by_id["import"].trigger()

    dialog_of(opened).take_files([write_tmx(tmp_path / "ferry.tmx", made_pairs(3))])
    opened.settle()

    desk = opened.desk.importing
    assert desk.units_dialog is not None
    assert desk.batch_dialog is None
    desk.units_dialog.reject()


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


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with two memories, one that breaks off, a story in two files, and something else."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    write_tmx(folder / "ferry.tmx", made_pairs(230))
    write_tmx(folder / "harbour.tmx", made_pairs(12, seed=9))
    broken = write_tmx(folder / "torn.tmx", made_pairs(40, seed=5))
    broken.write_bytes(broken.read_bytes()[:-900])
    (folder / "windmill.zh.txt").write_text(ZH, encoding="utf-8")
    (folder / "windmill.en.txt").write_text(EN, encoding="utf-8")
    return folder


def batch_of(opened) -> BatchDialog:
    batch = opened.desk.importing.batch_dialog
    assert batch is not None
    return batch


def rows_of(batch: BatchDialog) -> dict[str, tuple[str, ...]]:
    model = batch.model
    cells = [
        [str(model.index(row, column).data()) for column in (FILE, KIND, COUNT, STATE)]
        for row in range(model.rowCount())
    ]
    return {cell[0]: tuple(cell[1:]) for cell in cells}


def test_a_folder_of_many_files_is_imported_from_one_list(open_window: Callable, shelf: Path, tmp_path: Path):
    opened = open_window()
    opened.desk.import_files([shelf])
    opened.settle()
    batch = batch_of(opened)
    looked = rows_of(batch)
    batch.target.choose_folder(tmp_path / "river")
    opened.settle()

    batch.import_now()
    opened.wait_until(lambda: not batch.is_busy, timeout=60_000)
    imported = rows_of(batch)
    batch.reject()
    opened.wait_until(lambda: opened.window.area.reading is not None, timeout=20_000)
    opened.settle()

    assert looked["ferry.tmx"] == ("Pairs, Chinese, English", "230 units", "")
    assert looked["torn.tmx"][2] == "1 part cannot be read"
    assert looked["windmill.en.txt, windmill.zh.txt"][0] == "Texts, Chinese, English"
    assert [imported[name][2] for name in ("ferry.tmx", "harbour.tmx")] == ["Imported", "Imported"]
    assert "nothing of it was imported" in imported["torn.tmx"][2]
    documents = read_corpus(tmp_path / "river").documents
    assert sorted(document.id for document in documents)[:2] == ["ferry", "harbour"]
    assert len(documents) == 3
    assert opened.reading.document.id == documents[0].id


def test_what_cannot_be_read_wholly_comes_in_when_that_is_agreed_to(
    open_window: Callable, shelf: Path, tmp_path: Path
):
    opened = open_window()
    opened.desk.import_files([shelf])
    opened.settle()
    batch = batch_of(opened)
    batch.target.choose_folder(tmp_path / "river")
    for row, entry in enumerate(batch.model.rows):
        wanted = entry.arrival.source.name == "torn.tmx" if entry.look.is_pairs else False
        state = Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked
        batch.model.setData(batch.model.index(row, FILE), state.value, Qt.ItemDataRole.CheckStateRole)
    assert batch.partial.isVisible()
    batch.partial.setChecked(True)
    batch.import_now()
    opened.wait_until(lambda: not batch.is_busy, timeout=60_000)

    assert rows_of(batch)["torn.tmx"][2] == "Imported, 1 not read"
    assert [each.id for each in read_corpus(tmp_path / "river").documents] == ["torn"]
    batch.done(0)
    opened.settle()


def test_one_of_many_can_be_opened_by_itself(open_window: Callable, shelf: Path, tmp_path: Path):
    opened = open_window()
    opened.desk.import_files([shelf])
    opened.settle()
    batch = batch_of(opened)
    batch.target.choose_folder(tmp_path / "river")
    batch.list.setCurrentIndex(batch.model.index(0, FILE))

    batch.open_alone()
    opened.settle()
    dialog = opened.desk.importing.units_dialog
    assert dialog is not None
    dialog.import_now()
    opened.wait_until(lambda: opened.desk.importing.units_dialog is None, timeout=20_000)
    opened.settle()

    assert rows_of(batch)["ferry.tmx"][2] == "Imported"
    assert [each.id for each in read_corpus(tmp_path / "river").documents] == ["ferry"]
    assert opened.desk.importing.batch_dialog is batch
    batch.done(0)
    opened.settle()
