"""The import dialog from first step to written corpus: reading, previewing, problems, leaving."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from parallelreader.app.import_draft import ImportDraft
from parallelreader.app.importing import plan_import, write_import
from parallelreader.app.library import load_document, open_corpus
from parallelreader.app.source_text import read_source
from parallelreader.app.words.coverage import Coverage
from parallelreader.core.corpus import Hand
from parallelreader.core.page import LineTag
from parallelreader.ui.importing.dialog import ImportDialog
from parallelreader.ui.importing.summary import summarise
from parallelreader.ui.importing.target_bar import CorpusChoice

from .conftest import EN, EN_FREE, PAGE, ZH, OpenDialog

pytestmark = [pytest.mark.gui, pytest.mark.qt_log_ignore("This plugin does not support")]

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def drop(dialog: ImportDialog, mime: QMimeData) -> None:
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPoint(60, 60), *how)
    QGuiApplication.sendEvent(dialog, entering)
    assert entering.isAccepted()
    dialog.dropEvent(QDropEvent(QPointF(60, 60), *how))


def long_pair(write) -> tuple[Path, Path]:
    """Enough to be aligning for a while."""
    chinese = "".join(f"第{n}天早上，{n * 7}只船从渡口出发，船夫看着河水。\n" for n in range(900))
    english = "".join(
        f"On the morning of day {n}, {n * 7} boats left the ferry while the boatman watched the river.\n"
        for n in range(900)
    )
    return write("long-zh.txt", chinese), write("long-en.txt", english)


# bringing texts in


def test_the_dialog_first_asks_for_texts_and_offers_no_import(opened):
    assert opened.dialog.first_step.isVisible()
    assert not opened.dialog.foot.import_button.isEnabled()
    assert opened.dialog.first_step.files.hasFocus()


def test_dropped_files_become_sources(opened, page):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(page))])

    drop(opened.dialog, mime)
    opened.settle()

    assert [draft.source.path for draft in opened.dialog.drafting.draft.sources] == [page]
    assert opened.dialog.lines.list.hasFocus()


def test_dropped_text_becomes_a_source(opened):
    mime = QMimeData()
    mime.setText(PAGE)

    drop(opened.dialog, mime)
    opened.settle()

    assert len(opened.tags()) == len(PAGE.splitlines())


def test_control_v_pastes_text_when_no_field_has_the_focus(opened):
    QGuiApplication.clipboard().setText(PAGE)

    QTest.keyClick(opened.dialog, Key.Key_V, CONTROL)
    opened.settle()

    assert len(opened.tags()) == len(PAGE.splitlines())


def test_control_v_in_the_title_goes_into_the_title(opened, page):
    opened.add(page)
    QGuiApplication.clipboard().setText("Old bridge")
    title = opened.dialog.head.target.title
    title.setFocus()
    title.selectAll()

    QTest.keyClick(title, Key.Key_V, CONTROL)

    assert title.text() == "Old bridge"
    assert len(opened.dialog.drafting.draft.sources) == 1


def test_an_empty_clipboard_is_told_of(opened):
    QGuiApplication.clipboard().clear()

    opened.dialog.paste()
    opened.settle()

    assert "no text to paste" in opened.dialog.problem.text


def test_a_source_can_be_left_out_again(opened, write):
    opened.add(write("mill-zh.txt", ZH), write("mill-en.txt", EN))

    opened.dialog.head.source.remove.click()
    opened.settle()

    assert [draft.source.name for draft in opened.dialog.drafting.draft.sources] == ["mill-en.txt"]
    assert opened.dialog.lines.model.line(0).text == "The Windmill by the River"


def test_leaving_the_last_source_out_leads_back_to_the_first_step(opened, page):
    opened.add(page)

    opened.dialog.head.source.remove.click()
    opened.settle()

    assert opened.dialog.first_step.isVisible()
    assert not opened.dialog.foot.import_button.isEnabled()


# encoding and language


def test_the_encoding_is_found_out_and_proved_with_words_of_the_text(opened, write):
    opened.add(write("bridge.txt", PAGE, "gb18030"))

    source = opened.dialog.head.source
    assert source.encoding.currentText().startswith("GB18030, detected, ")
    assert source.proof.words == "石桥镇修好了旧木桥"


def test_another_encoding_reads_the_file_anew(opened, write):
    # Half of the bytes are Chinese in either encoding.
    opened.add(write("short.txt", "桥\n", "gb18030"))
    source = opened.dialog.head.source

    source.encoding.setCurrentIndex(source.encoding.findData("gb18030"))
    source.encoding.activated.emit(source.encoding.currentIndex())
    opened.settle()

    assert source.encoding.currentText() == "GB18030"
    assert source.proof.words == "桥"


def test_an_encoding_that_does_not_fit_is_refused_and_the_lines_stay(opened, page):
    opened.add(page)
    source = opened.dialog.head.source

    source.encoding.setCurrentIndex(source.encoding.findData("big5"))
    source.encoding.activated.emit(source.encoding.currentIndex())
    opened.settle()

    assert str(page) in opened.dialog.problem.text
    assert source.encoding.currentText().startswith("UTF-8")
    assert len(opened.tags()) == len(PAGE.splitlines())


def test_saying_the_language_of_a_file_tags_its_text_with_it(opened, page):
    opened.add(page)
    language = opened.dialog.head.source.language

    language.setCurrentIndex(language.findData("zh"))
    language.activated.emit(language.currentIndex())
    opened.settle()

    assert LineTag.ENGLISH not in opened.tags()
    assert opened.tags()[4] is LineTag.CHINESE
    assert opened.tags()[0] is LineTag.SKIP


# the preview


def test_pairs_appear_in_the_preview_with_their_scores(opened, page):
    opened.add(page)

    model, spread = opened.dialog.preview.model, opened.dialog.preview.spread
    rows = [model.row(number) for number in range(model.rowCount())]
    of_planks = next(row for row in rows if "一百二十块" in row.chinese)
    assert of_planks.english == "The workers replaced 120 planks, which took eight months."
    assert spread.count == sum(row.bead.is_pair for row in rows)
    assert 0.5 < spread.mean <= 1
    assert not opened.dialog.preview.doubt.isVisible()


def test_the_preview_grows_while_it_is_aligned_and_never_shrinks(opened, write, qtbot):
    counts: list[int] = []
    opened.dialog.aligning.grew.connect(lambda run: counts.append(opened.dialog.preview.model.rowCount()))

    opened.add(*long_pair(write))

    assert counts == sorted(counts)
    assert len({count for count in counts if count}) > 1
    assert opened.dialog.preview.model.rowCount() == 900


def test_a_changed_tag_aligns_anew(opened, page):
    opened.add(page)
    before = opened.dialog.preview.model.rowCount()
    opened.choose(9)

    opened.press(Key.Key_4)
    opened.settle()

    model = opened.dialog.preview.model
    assert "120 planks" not in " ".join(model.row(number).english for number in range(model.rowCount()))
    assert model.rowCount() <= before


def test_a_change_that_leaves_the_words_alone_aligns_nothing_again(opened, page):
    opened.add(page)
    (run,) = opened.dialog.aligning.runs
    opened.choose(1)

    opened.press(Key.Key_3)
    opened.settle()

    assert opened.dialog.aligning.runs == [run]


def test_two_texts_that_do_not_belong_together_are_said_to_hardly_agree(opened, write):
    other = (
        "Recipe for plum cake\nTake a pound of flour and six eggs.\nLet the dough rest overnight.\n"
        "Bake until golden, then dust with sugar.\nServe cold.\n"
    )

    opened.add(write("mill.txt", ZH), write("cake.txt", other))

    assert opened.dialog.preview.doubt.isVisible()


def test_several_english_versions_can_be_looked_at_in_turn(opened, write):
    opened.add(write("mill-zh.txt", ZH), write("mill-en.txt", EN), write("mill-free.txt", EN_FREE))
    preview = opened.dialog.preview

    preview.chooser.setCurrentIndex(1)
    preview.chooser.activated.emit(1)

    assert preview.chooser.isVisible()
    words = " ".join(preview.model.row(number).english for number in range(preview.model.rowCount()))
    assert "kept turning" in words


# importing


def test_import_writes_the_corpus_and_says_so(opened, page, qtbot):
    opened.add(page)

    with qtbot.waitSignal(opened.dialog.imported, timeout=10_000) as told:
        opened.dialog.foot.import_button.click()

    corpus = open_corpus(opened.folder)
    (document,) = corpus.documents
    assert told.args == [opened.folder, document.id]
    assert document.title == "石桥镇修好了旧木桥"
    text = load_document(corpus, document.id).texts["en"].content
    assert "120 planks" in text
    assert "2029-04-12" not in text
    assert document.alignment_file("en") is not None
    assert not opened.dialog.isVisible()
    told = summarise(opened.dialog.report)
    assert told.startswith("Imported 石桥镇修好了旧木桥: ")
    assert " sentences; " in told
    assert " 0 " not in told


def test_control_enter_imports(opened, page, qtbot):
    opened.add(page)

    with qtbot.waitSignal(opened.dialog.imported, timeout=10_000):
        QTest.keyClick(opened.dialog.lines.list, Key.Key_Return, CONTROL)

    assert open_corpus(opened.folder).documents


def test_title_hand_and_translator_are_written(opened, page):
    opened.add(page)
    head = opened.dialog.head
    head.target.title.selectAll()
    QTest.keyClicks(head.target.title, "The bridge reopens")
    head.version.hand.setCurrentIndex(head.version.hand.findData(Hand.MACHINE.value))
    head.version.hand.activated.emit(head.version.hand.currentIndex())
    QTest.keyClicks(head.version.person, "M. Alder")

    opened.import_and_wait()

    (document,) = open_corpus(opened.folder).documents
    assert document.title == "The bridge reopens"
    assert (document.version("en").hand, document.version("en").translator) == (Hand.MACHINE, "M. Alder")


def test_importing_before_all_is_aligned_writes_the_texts_without_the_alignment(opened, write, qtbot):
    opened.dialog.add_files(long_pair(write))
    qtbot.waitUntil(lambda: opened.dialog.aligning.is_aligning, timeout=10_000)
    assert opened.dialog.foot.note.text() == "Aligning goes on after import"

    opened.import_and_wait()

    (document,) = open_corpus(opened.folder).documents
    assert [version.id for version in document.versions] == ["zh", "en"]
    assert document.alignments == ()
    assert not opened.dialog.isVisible()


def test_two_english_files_are_added_to_a_document_that_is_there(qtbot, jobs, themes, write, tmp_path):
    folder = tmp_path / "mills"
    source = read_source(write("mill-zh.txt", ZH))
    write_import(plan_import(ImportDraft([source], title="Mill"), folder))
    dialog = ImportDialog(jobs, themes, [CorpusChoice(folder, "Mills")])
    qtbot.addWidget(dialog)
    dialog.show()
    opened = OpenDialog(dialog, jobs, folder, qtbot.waitUntil)
    target = dialog.head.target
    qtbot.waitUntil(lambda: target.document.count() == 2)
    target.document.setCurrentIndex(1)
    opened.add(write("literal.txt", EN), write("free.txt", EN_FREE))
    assert not target.title.isEnabled()
    assert len(dialog.aligning.runs) == 2

    opened.import_and_wait()

    (document,) = open_corpus(folder).documents
    assert [version.id for version in document.versions] == ["zh", "literal", "free"]
    assert document.alignment_file("literal") is not None
    assert document.alignment_file("free") is not None


# leaving


def test_the_first_escape_cancels_aligning_and_the_second_closes_with_nothing_written(opened, write, qtbot):
    opened.dialog.add_files(long_pair(write))
    qtbot.waitUntil(lambda: opened.dialog.aligning.is_aligning, timeout=10_000)

    opened.press(Key.Key_Escape)
    stopped = opened.dialog.aligning.is_aligning, opened.dialog.isVisible()
    opened.press(Key.Key_Escape)

    assert stopped == (False, True)
    assert not opened.dialog.isVisible()
    assert not opened.folder.exists()


def test_aligning_goes_on_when_asked_to_after_it_was_cancelled(opened, write, qtbot):
    opened.dialog.add_files(long_pair(write))
    qtbot.waitUntil(lambda: opened.dialog.aligning.is_aligning, timeout=10_000)
    opened.dialog.foot.stop.click()
    assert opened.dialog.foot.resume.isVisible()

    opened.dialog.foot.resume.click()
    opened.settle()

    assert opened.dialog.preview.model.rowCount() == 900
    assert not opened.dialog.foot.resume.isVisible()


def test_lines_changed_by_hand_are_not_lost_without_a_question(opened, page):
    opened.add(page)
    opened.choose(1)
    opened.press(Key.Key_4)

    def answer(number: int) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.buttons()[number].click()

    QTimer.singleShot(0, lambda: answer(0))
    opened.dialog.reject()
    after_going_on = opened.dialog.isVisible()
    QTimer.singleShot(0, lambda: answer(1))
    opened.dialog.reject()

    assert after_going_on
    assert not opened.dialog.isVisible()


def test_closing_stops_every_job(opened, write, qtbot):
    opened.dialog.add_files(long_pair(write))
    qtbot.waitUntil(lambda: opened.dialog.aligning.is_aligning, timeout=10_000)

    opened.dialog.close()

    qtbot.waitUntil(lambda: opened.jobs.is_idle, timeout=5_000)
    assert opened.dialog.result() == QDialog.DialogCode.Rejected


# problems, each told in place


def test_files_that_cannot_be_read_are_named_and_the_others_come_in(opened, write, page, tmp_path):
    binary = tmp_path / "picture.txt"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    empty = write("empty.txt", "")

    opened.add(page, binary, empty, tmp_path / "missing.txt")

    told = opened.dialog.problem.text
    assert "picture.txt: This is a PNG picture" in told or "picture.txt" in told
    assert "empty.txt: The file is empty" in told
    assert "missing.txt: There is no such file" in told
    assert [draft.source.path for draft in opened.dialog.drafting.draft.sources] == [page]


def test_two_chinese_texts_are_refused_and_the_mend_is_followed(opened, write):
    opened.add(write("one.txt", ZH), write("two.txt", PAGE))
    told = opened.dialog.problem.text

    opened.dialog.head.source.remove.click()
    opened.settle()

    assert "2 Chinese texts" in told
    assert opened.dialog.problem.text == ""


def test_two_texts_in_one_language_write_nothing(opened, write):
    opened.add(write("one.txt", EN), write("two.txt", EN_FREE))

    opened.import_and_wait()

    assert "2 English versions without a Chinese text" in opened.dialog.problem.text
    assert opened.dialog.isVisible()
    assert not opened.folder.exists()


def test_a_page_of_which_nothing_is_text_is_refused(opened, page):
    opened.add(page)
    opened.dialog.lines.list.selectAll()

    opened.press(Key.Key_4)
    opened.settle()

    assert "There is no text to import" in opened.dialog.problem.text


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the right to write cannot be taken away")
def test_a_read_only_folder_is_told_of_and_nothing_is_lost(opened, page, tmp_path):
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(0o555)
    opened.add(page)

    opened.dialog.head.target.choose_folder(locked)
    opened.settle()
    opened.import_and_wait()
    locked.chmod(0o755)

    assert "read-only" in opened.dialog.problem.text
    assert opened.dialog.isVisible()
    assert len(opened.tags()) == len(PAGE.splitlines())


def test_a_target_that_is_a_file_is_told_of_and_another_folder_mends_it(opened, page, write):
    opened.add(page)
    opened.dialog.head.target.choose_folder(write("notes.md", "a note"))
    opened.settle()
    told = opened.dialog.problem.text

    opened.dialog.head.target.choose_folder(opened.folder)
    opened.settle()

    assert "This is a file, not a folder" in told
    assert opened.dialog.problem.text == ""


def test_a_broken_corpus_is_told_of_with_file_and_line_and_stays_as_it_is(opened, page, tmp_path):
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "corpus.yaml").write_text("title: Broken\ndocuments: [\n", encoding="utf-8")
    opened.add(page)

    opened.dialog.head.target.choose_folder(broken)
    opened.settle()
    opened.import_and_wait()

    assert str(broken / "corpus.yaml") in opened.dialog.problem.text
    assert sorted(path.name for path in broken.iterdir()) == ["corpus.yaml"]
    assert opened.dialog.isVisible()


def test_everything_fits_into_the_smallest_window(opened, page):
    opened.add(page)
    opened.dialog.resize(880, 560)
    QTest.qWait(0)

    head = opened.dialog.head
    target, version = head.target, head.version
    bars = (target.corpus, target.document, target.title, version.version, version.hand, version.person)
    places = [bar.mapTo(opened.dialog, QPoint(0, 0)).x() for bar in bars]
    ends = [place + bar.width() for place, bar in zip(places, bars, strict=True)]
    assert (opened.dialog.width(), opened.dialog.height()) == (880, 560)
    assert all(end <= after for end, after in zip(ends, places[1:], strict=False))
    assert ends[-1] <= 880


def test_a_full_disk_is_told_of_and_leaves_no_trace(opened, page, monkeypatch):
    opened.add(page)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    opened.import_and_wait()

    assert "full" in opened.dialog.problem.text
    assert opened.dialog.isVisible()
    assert opened.dialog.foot.import_button.isEnabled()
    assert not opened.folder.exists()


def test_the_foot_says_how_much_of_the_text_is_known(opened, write):
    asked = []

    def measure(paragraphs, progress):
        asked.append(list(paragraphs))
        return Coverage(running=30, known=25)

    opened.dialog.known_share.measure = measure
    opened.dialog.add_files([write("zh.txt", ZH), write("en.txt", EN)])
    opened.settle()

    assert opened.dialog.foot.share.text() == "You know 83 % of its words"
    opened.dialog.drafting.set_language(1, "en")
    opened.settle()
    assert asked == [[line for line in ZH.splitlines() if line]]
