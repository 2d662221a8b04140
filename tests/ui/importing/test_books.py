"""Books in the dialog: headings, what cannot be read of them, and chapters that only one of them has."""

import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from made_books import made_book
from made_files import write_docx, write_epub
from parallelreader.formats.corpus_folder import read_contents, read_corpus

from .conftest import OpenDialog

pytestmark = pytest.mark.gui


def drop(opened: OpenDialog, *files: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    opened.dialog.dropEvent(
        QDropEvent(
            QPointF(20, 20),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    opened.settle()


@pytest.fixture
def zh(tmp_path: Path) -> Path:
    file = tmp_path / "zh.epub"
    write_epub(file, made_book(6, paragraphs=3, missing_in_zh=(), missing_in_en=(4,)), "zh")
    return file


def test_a_pair_of_books_that_is_dropped_names_the_chapters_only_one_has(opened, zh, tmp_path):
    english = tmp_path / "en.docx"
    write_docx(english, made_book(6, paragraphs=3, missing_in_zh=(), missing_in_en=(4,)), "en")

    drop(opened, zh, english)
    opened.import_and_wait()

    dialog = opened.dialog
    corpus = read_corpus(opened.folder)
    contents = [read_contents(corpus, version) for version in corpus.documents[0].versions]
    assert "2 chapters have no counterpart: 序, 第四章" in dialog.preview.doubt.text.text()
    assert [len(each or ()) for each in contents] == [7, 5]
    assert not dialog.head.source.encoding.isVisible()


def test_a_heading_is_made_and_unmade_by_key_and_from_the_menu(opened, zh):
    drop(opened, zh)
    source = opened.dialog.drafting.draft.sources[0]
    number = next(line.number for line in source.lines if line.tag.is_text and not line.level)

    opened.choose(number)
    opened.press(Qt.Key.Key_H)
    by_key = source.lines[number - 1].level
    menu = opened.dialog.lines.make_menu()
    next(action for action in menu.actions() if action.text().startswith("Make it")).trigger()

    assert by_key == 1
    assert source.lines[number - 1].level == 2
    menu.close()


def test_what_cannot_be_read_is_named_and_the_rest_comes_in_only_on_demand(opened, zh):
    with zipfile.ZipFile(zh) as former:
        parts = {name: former.read(name) for name in former.namelist()}
    with zipfile.ZipFile(zh, "w") as book:
        for name, content in parts.items():
            if "chapter 03" not in name:
                book.writestr(name, content)

    drop(opened, zh)
    opened.import_and_wait()
    refused = opened.folder.exists()
    said = opened.dialog.problem.text
    opened.dialog.problem.more.click()
    opened.wait_until(lambda: opened.dialog.report is not None)

    assert not refused
    assert "1 part cannot be read" in said
    assert len(read_corpus(opened.folder).documents) == 1
