"""Files of pairs from the real window: looked at, chosen, imported, stopped, left to themselves."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from parallelreader.app.unit_import import unfinished_imports
from parallelreader.app.words.coverage import Coverage
from parallelreader.formats.corpus_folder import read_corpus
from parallelreader.formats.corpus_writing import create_corpus
from parallelreader.ui.importing.units_dialog import UnitsDialog
from parallelreader.ui.importing.units_foot import UnitsFoot
from unit_material import made_pairs, write_table, write_tmx

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]

PAIRS = list(made_pairs(260))
LONG = 300_000


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return write_tmx(tmp_path / "memory.tmx", PAIRS)


@pytest.fixture(scope="module")
def long_memory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So long that there is time to do something while it comes in."""
    return write_tmx(tmp_path_factory.mktemp("long") / "long.tmx", made_pairs(LONG))


def drop(opened, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    opened.window.dropEvent(QDropEvent(QPointF(60, 60), *how))


def dialog_on(opened, *paths: Path, into: Path | None = None) -> UnitsDialog:
    """The dialog after these files were dropped, with everything looked at."""
    drop(opened, *paths)
    opened.wait_until(lambda: opened.desk.importing.units_dialog is not None, timeout=10_000)
    dialog = opened.desk.importing.units_dialog
    wait_for(opened, dialog)
    if into is not None:
        dialog.target.choose_folder(into)
        wait_for(opened, dialog)
    return dialog


def wait_for(opened, dialog: UnitsDialog) -> None:
    opened.wait_until(lambda: not dialog.is_looking and not dialog.run.is_running, timeout=60_000)
    opened.settle()


def wait_until_running(opened, dialog: UnitsDialog) -> None:
    opened.wait_until(lambda: "units" in dialog.run.step[2] and dialog.run.step[0] > 0, timeout=60_000)


def test_it_is_said_how_much_of_the_pairs_is_known(open_window: Callable, memory):
    opened = open_window()
    asked = []

    def measure(paragraphs, progress):
        asked.append(list(paragraphs))
        return Coverage(running=200, known=150)

    opened.desk.importing.measure = measure

    dialog = dialog_on(opened, memory)

    assert asked == [[chinese for chinese, _ in PAIRS[:200]]]
    assert dialog._preview_title.text().endswith("You know 75 % of its words")


def test_a_dropped_memory_is_shown_imported_and_read(open_window: Callable, memory, tmp_path):
    opened = open_window()
    dialog = dialog_on(opened, memory, into=tmp_path / "corpus")

    assert dialog.columns.chosen_languages == ("zh-Hans", "en")
    assert dialog.view.units.rowCount() == 200
    assert dialog.view.units.unit(0).cells == PAIRS[0]
    QTest.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.wait_until(lambda: opened.desk.importing.units_dialog is None, timeout=60_000)
    opened.wait_until(lambda: opened.window.area.reading is not None, timeout=20_000)
    opened.settle()

    assert opened.reading.document.id == "memory"
    assert opened.desk.session.corpus.folder == tmp_path / "corpus"


def test_a_title_that_is_typed_last_is_not_lost(open_window: Callable, memory, tmp_path):
    opened = open_window()
    dialog = dialog_on(opened, memory, into=tmp_path / "corpus")
    dialog.target.title.setFocus()
    dialog.target.title.selectAll()

    QTest.keyClicks(dialog.target.title, "Along the River")
    QTest.keyClick(dialog.target.title, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.wait_until(lambda: opened.desk.importing.units_dialog is None, timeout=60_000)
    opened.settle()

    assert [each.title for each in read_corpus(tmp_path / "corpus").documents] == ["Along the River"]


def test_columns_may_be_left_out_and_the_preview_follows(open_window: Callable, tmp_path):
    opened = open_window()
    rows = [(zh, en, en.upper()) for zh, en in PAIRS]
    dialog = dialog_on(opened, write_table(tmp_path / "three.tsv", rows), into=tmp_path / "corpus")

    dialog.columns.languages[1].setCurrentIndex(dialog.columns.languages[1].findText("Leave out"))
    wait_for(opened, dialog)

    assert dialog.view.units.unit(0).cells == (PAIRS[0][0], PAIRS[0][1].upper())
    assert not dialog.columns.hands[1].isEnabled()
    dialog.foot.import_button.click()
    opened.wait_until(lambda: opened.desk.importing.units_dialog is None, timeout=60_000)
    opened.settle()
    (document,) = read_corpus(tmp_path / "corpus").documents
    assert len(document.versions) == 2


def test_without_chinese_it_says_so_and_imports_nothing(open_window: Callable, memory, tmp_path):
    opened = open_window()
    dialog = dialog_on(opened, memory, into=tmp_path / "corpus")

    dialog.columns.languages[0].setCurrentIndex(dialog.columns.languages[0].findText("Leave out"))
    wait_for(opened, dialog)

    assert "no Chinese" in dialog.problem.text
    assert not dialog.foot.import_button.isEnabled()
    dialog.reject()


def test_cancelled_it_leaves_nothing_behind(open_window: Callable, long_memory, tmp_path):
    opened = open_window()
    dialog = dialog_on(opened, long_memory, into=tmp_path / "corpus")

    dialog.import_now()
    wait_until_running(opened, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    wait_for(opened, dialog)

    assert not (tmp_path / "corpus").exists()
    assert dialog.isVisible()
    dialog.reject()
    assert opened.desk.importing.units_dialog is None


def test_what_is_imported_need_not_be_waited_for(open_window: Callable, memory, tmp_path, monkeypatch):
    shown = []
    real = UnitsFoot.show_running

    def show(foot, *step, may_stop, is_imported=False):
        real(foot, *step, may_stop=may_stop, is_imported=is_imported)
        shown.append((foot.cancel.text(), foot.cancel.isEnabled(), foot.keep.isVisibleTo(foot)))

    monkeypatch.setattr(UnitsFoot, "show_running", show)
    opened = open_window()
    drop(opened, memory)
    opened.settle()
    dialog = opened.desk.importing.units_dialog
    wait_for(opened, dialog)
    dialog.foot.show_running(1, 2, "", may_stop=True)
    dialog.foot.show_running(1, 2, "", may_stop=False)
    dialog.foot.show_running(1, 2, "", may_stop=True, is_imported=True)

    assert shown == [("Cancel", True, True), ("Cancel", False, True), ("Open it now", True, False)]
    dialog.reject()


def test_what_is_kept_is_taken_up_again(open_window: Callable, long_memory, tmp_path):
    opened = open_window()
    corpus = tmp_path / "corpus"
    dialog = dialog_on(opened, long_memory, into=corpus)
    dialog.import_now()
    opened.wait_until(lambda: bool(dialog.run.step[0]) and marked(corpus), timeout=60_000)
    dialog.foot.keep.click()
    wait_for(opened, dialog)
    dialog.reject()

    dialog = dialog_on(opened, long_memory, into=corpus)
    (kept,) = unfinished_imports(corpus)
    assert f"{kept.counts.units:,}" in dialog.foot.note.text()
    assert dialog.foot.restart.isVisible()
    dialog.import_now()
    opened.wait_until(lambda: opened.desk.importing.units_dialog is None, timeout=60_000)
    opened.settle()

    assert [document.id for document in read_corpus(corpus).documents] == ["long"]
    assert not unfinished_imports(corpus)


def marked(corpus: Path) -> bool:
    """Whether the running import has noted some of what it has done."""
    return any(b'"read": 0' not in file.read_bytes() for file in corpus.glob(".import-*/journal.json"))


def test_in_the_background_it_goes_on_and_says_when_it_is_done(open_window: Callable, long_memory, tmp_path):
    opened = open_window()
    dialog = dialog_on(opened, long_memory, into=tmp_path / "corpus")
    run = dialog.run

    dialog.import_now()
    wait_until_running(opened, dialog)
    dialog.foot.leave.click()
    assert opened.desk.importing.units_dialog is None
    drop(opened, long_memory)
    opened.wait_until(lambda: "already" in opened.window.status._message.text(), timeout=10_000)
    assert opened.desk.importing.units_dialog is None
    opened.wait_until(lambda: not run.is_running, timeout=60_000)
    opened.settle()

    assert opened.window.area.reading is None
    assert f"{LONG:,} units" in opened.window.banner.text
    opened.window.banner.more.click()
    opened.wait_until(lambda: opened.window.area.reading is not None, timeout=60_000)
    opened.settle()
    assert opened.reading.document.id == "long"


def test_faults_are_told_and_the_rest_comes_in_if_that_is_wanted(open_window: Callable, memory, tmp_path):
    whole = memory.read_bytes()
    memory.write_bytes(whole[: len(whole) // 2])
    opened = open_window()
    dialog = dialog_on(opened, memory, into=tmp_path / "corpus")

    dialog.import_now()
    wait_for(opened, dialog)
    assert not (tmp_path / "corpus" / "corpus.yaml").exists()
    assert dialog.foot.import_button.text() == "Import the rest"
    dialog.foot.import_button.click()
    opened.wait_until(lambda: opened.desk.importing.units_dialog is None, timeout=60_000)
    opened.settle()

    assert len(read_corpus(tmp_path / "corpus").documents) == 1
    assert "left out" in opened.window.banner.text


def test_faults_that_are_not_agreed_to_leave_nothing_behind(open_window: Callable, memory, tmp_path):
    whole = memory.read_bytes()
    memory.write_bytes(whole[: len(whole) // 2])
    opened = open_window()
    dialog = dialog_on(opened, memory, into=tmp_path / "corpus")

    dialog.import_now()
    wait_for(opened, dialog)
    dialog.reject()
    opened.settle()

    assert not (tmp_path / "corpus").exists()


def test_files_of_all_kinds_come_together_in_one_list(open_window: Callable, memory, tmp_path):
    (tmp_path / "ferry.zh.txt").write_text("雾散了。渡船慢慢靠岸。\n", encoding="utf-8")
    (tmp_path / "ferry.en.txt").write_text("The fog lifted. The ferry came in.\n", encoding="utf-8")
    create_corpus(tmp_path / "known", "Known")
    opened = open_window()

    drop(opened, memory, tmp_path / "ferry.zh.txt", tmp_path / "ferry.en.txt", tmp_path / "known")
    opened.settle()
    batch = opened.desk.importing.batch_dialog

    assert opened.desk.session.corpus.title == "Known"
    assert [row.look.is_pairs for row in batch.model.rows] == [False, True]
    batch.open_alone()
    opened.settle()
    assert len(opened.desk.importing.dialog.drafting.draft.sources) == 2
    opened.desk.importing.dialog.done(0)
    assert opened.desk.importing.batch_dialog is batch
    batch.done(0)


def test_a_memory_chosen_in_the_dialog_for_texts_opens_its_own(open_window: Callable, memory):
    opened = open_window()
    opened.desk.import_files(())
    dialog = opened.desk.importing.dialog

    dialog.take_files([memory])
    opened.wait_until(lambda: opened.desk.importing.units_dialog is not None, timeout=10_000)
    wait_for(opened, opened.desk.importing.units_dialog)

    assert opened.desk.importing.dialog is None
    opened.desk.importing.units_dialog.reject()


def test_a_folder_with_nothing_in_it_is_told(open_window: Callable, tmp_path):
    (tmp_path / "empty").mkdir()
    opened = open_window()

    drop(opened, tmp_path / "empty")
    opened.settle()

    assert opened.desk.importing.dialog is None
    assert "nothing in it" in opened.window.status._message.text()
