"""The library in the real window, by keys alone and by mouse, over corpora on disk."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QMenu, QMessageBox

from corpora import write_corpus
from parallelreader.app.annotating import Annotating
from parallelreader.app.holding.acts import LibraryActs
from parallelreader.app.holding.listing import Entry, Library
from parallelreader.app.known_corpora import LibraryCorpus, known_corpora, register
from parallelreader.app.library import open_corpus
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span
from parallelreader.store.library import Collection, HoldingRow, write_holdings
from parallelreader.ui.library.choice import Choice, Kind, membership, sizes
from parallelreader.ui.library.corpora import CorpusTree
from parallelreader.ui.library.menus import entry_menu
from parallelreader.ui.library.page import LibraryPage
from reading_window import CONTROL, OpenWindow

pytestmark = pytest.mark.gui

_Key = Qt.Key
VERSIONS = json.dumps([["zh", "zh-Hans", "original", "", "", "zh.txt", ""]])


def write_hills(folder: Path) -> Path:
    folder.mkdir()
    text = "title: Hill Tales\ndocuments:\n"
    for name, title in (("lamp", "灯 The Lamp"), ("road", "山路 The Mountain Road")):
        (folder / f"{name}.txt").write_text("山上有灯。" * 9, encoding="utf-8")
        text += f"  - id: {name}\n    title: {title}\n    versions:\n"
        text += f"      - {{id: zh, language: zh-Hans, hand: original, text: {name}.txt}}\n"
    (folder / "corpus.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def window(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    """A window with River Stories open, and Hill Tales in the library."""
    opened = open_window()
    LibraryActs(opened.data.store, opened.data.folders.data).add(open_corpus(write_hills(tmp_path / "hills")))
    opened.open(write_corpus(tmp_path / "river"))
    return opened


def page_of(window: OpenWindow) -> LibraryPage:
    page = window.desk.library.page
    assert page is not None
    return page


def shown(window: OpenWindow) -> LibraryPage:
    """The page of the library, asked for by its key, when it is at rest."""
    window.press(_Key.Key_L, CONTROL)
    window.settle()
    return page_of(window)


def titles(page: LibraryPage) -> list[str]:
    return [page.model.entry(row).title for row in range(page.model.rowCount())]


def choose(page: LibraryPage, title: str) -> None:
    page.list.choose(titles(page).index(title))


def test_every_document_is_listed_and_opens_by_key(window: OpenWindow) -> None:
    page = shown(window)
    listed = titles(page)

    for letter in "shanlu":
        QTest.keyClick(QApplication.focusWidget(), letter)
    found = titles(page)
    window.press(_Key.Key_Down)
    window.press(_Key.Key_Return)
    window.settle()

    assert sorted(listed) == ["山路 The Mountain Road", "末班渡船 The Last Ferry", "灯 The Lamp"]
    assert found == ["山路 The Mountain Road"]
    assert window.reading.document.id == "road"
    assert not window.desk.library.is_shown
    assert window.window.library.isVisible()


def test_letters_and_chinese_typed_in_the_list_go_into_the_search(window: OpenWindow) -> None:
    page = shown(window)
    event = QInputMethodEvent()
    event.setCommitString("渡")

    QApplication.sendEvent(page.list, event)
    by_hanzi = titles(page)
    window.press(_Key.Key_Escape)
    cleared = page.search.text()
    window.press(_Key.Key_Escape)

    assert by_hanzi == ["末班渡船 The Last Ferry"]
    assert cleared == ""
    assert not window.desk.library.is_shown


def test_a_document_is_renamed_in_its_place_and_the_name_taken_back(
    window: OpenWindow, tmp_path: Path
) -> None:
    page = shown(window)
    choose(page, "末班渡船 The Last Ferry")
    page.list.setFocus()

    window.press(_Key.Key_F2)
    QTest.keyClick(QApplication.focusWidget(), _Key.Key_A, CONTROL)
    QTest.keyClicks(QApplication.focusWidget(), "The Night Boat")
    window.press(_Key.Key_Return)
    window.settle()
    renamed = titles(page), open_corpus(tmp_path / "river").documents[0].title
    said = window.desk.toast.text
    window.press(_Key.Key_Z, CONTROL)
    window.settle()

    assert "The Night Boat" in renamed[0]
    assert renamed[1] == "The Night Boat"
    assert said == "Renamed."
    assert open_corpus(tmp_path / "river").documents[0].title == "末班渡船 The Last Ferry"
    assert "末班渡船 The Last Ferry" in titles(page)
    assert window.desk.session.corpus is not None
    assert window.desk.session.corpus.documents[0].title == "末班渡船 The Last Ferry"


def test_delete_removes_the_open_document_and_undo_brings_it_back_with_its_notes(
    window: OpenWindow, tmp_path: Path
) -> None:
    notes = window.desk.session.notes
    assert notes is not None
    anchor = notes.notes.anchor("last-ferry", "zh", Span(0, 3))
    notes.write_note([anchor], "the first boat", colour=Colour.ROSE)
    before = {path: path.read_bytes() for path in (tmp_path / "river").rglob("*") if path.is_file()}
    page = shown(window)
    choose(page, "末班渡船 The Last Ferry")
    page.list.setFocus()

    window.press(_Key.Key_Delete)
    window.settle()
    gone = titles(page), open_corpus(tmp_path / "river").documents, window.desk.library.is_shown
    window.press(_Key.Key_Z, CONTROL)
    window.settle()

    assert "末班渡船 The Last Ferry" not in gone[0]
    assert gone[1] == ()
    assert gone[2]
    assert {path: path.read_bytes() for path in (tmp_path / "river").rglob("*") if path.is_file()} == before
    kept = window.desk.session.notes
    assert kept is not None
    assert [note.body for note in Annotating(window.data.store, kept.corpus_key).notes.find()] == [
        "the first boat"
    ]
    assert window.desk.library.is_shown


def test_undo_goes_on_through_notes_after_an_act_on_the_library(window: OpenWindow) -> None:
    notes = window.desk.session.notes
    assert notes is not None
    notes.write_note([notes.notes.anchor("last-ferry", "zh", Span(0, 3))], "boat")
    window.desk.library.show()
    window.settle()
    page = page_of(window)
    window.desk.library.acts.tag([page.model.entry(0).id], "exam")

    first = notes.undo_text
    window.window.actions_by_id["undo"].trigger()
    window.settle()
    second = notes.undo_text
    window.window.actions_by_id["undo"].trigger()
    window.settle()

    assert (first, second) == ("Tag", "Add note")
    assert notes.notes.find() == []
    window.window.actions_by_id["redo"].trigger()
    window.window.actions_by_id["redo"].trigger()
    window.settle()
    assert page.library.tags == (("exam", 1),)


def test_a_document_dropped_on_a_collection_stands_in_it(window: OpenWindow) -> None:
    page = shown(window)
    page.collection_requested.emit()
    dialog = window.window.findChild(QInputDialog)
    dialog.setTextValue("Exam texts")
    dialog.accept()
    window.settle()
    (collection,) = page.library.collections
    choose(page, "灯 The Lamp")

    drop(page, page.model.mimeData(page.list.selectedIndexes()), "Exam texts")
    window.settle()
    page.choose(Choice(Kind.COLLECTION, collection.id))

    assert titles(page) == ["灯 The Lamp"]
    assert window.desk.toast.text == "Added to the collection."


def test_a_document_dropped_on_another_corpus_moves_there(window: OpenWindow, tmp_path: Path) -> None:
    page = shown(window)
    choose(page, "灯 The Lamp")

    drop(page, page.model.mimeData(page.list.selectedIndexes()), "River Stories")
    window.settle()

    assert [each.id for each in open_corpus(tmp_path / "river").documents] == ["last-ferry", "lamp"]
    assert window.reading.document.id == "last-ferry"
    assert window.desk.library.is_shown
    assert window.desk.session.corpus is not None
    assert len(window.desk.session.corpus.documents) == 2


def test_tags_are_put_on_and_taken_off_by_the_menu(window: OpenWindow) -> None:
    page = shown(window)
    window.desk.library.acts.tag([page.model.entry(0).id], "exam")
    window.desk.library.look()
    window.settle()
    choose(page, "灯 The Lamp")

    put_on = entry_menu(page, window.desk.library.orders, page.chosen)
    press_in(put_on, "Tags", "exam")
    window.settle()
    page.choose(Choice(Kind.TAG, "exam"))
    tagged = titles(page)
    choose(page, "灯 The Lamp")
    take_off = entry_menu(page, window.desk.library.orders, page.chosen)
    press_in(take_off, "Tags", "exam")
    window.settle()

    assert "灯 The Lamp" in tagged
    assert "灯 The Lamp" not in titles(page)


def test_a_corpus_whose_folder_is_away_says_so_and_is_found_again(window: OpenWindow, tmp_path: Path) -> None:
    page = shown(window)
    (key,) = {entry.corpus.key for entry in page.library.entries if entry.corpus.title == "Hill Tales"}
    (tmp_path / "hills").rename(tmp_path / "drawer")
    window.desk.library.look()
    window.settle()
    page.choose(Choice(Kind.CORPUS, key))
    notice = page._notice.text()
    choose(page, "灯 The Lamp")
    page.opened.emit(page.model.entry(page.list.currentIndex().row()))
    window.settle()
    still = window.desk.library.is_shown
    (tmp_path / "drawer").rename(tmp_path / "hills")
    window.desk.library.look()
    window.settle()

    assert str(tmp_path / "hills") in notice
    assert "not plugged in" in notice
    assert still
    assert not page._notice.isVisible()
    assert all(not entry.corpus.away for entry in page.library.entries)


def test_what_was_removed_is_listed_and_deleted_only_when_agreed(window: OpenWindow) -> None:
    page = shown(window)
    choose(page, "灯 The Lamp")
    page.list.setFocus()
    window.press(_Key.Key_Delete)
    window.settle()
    page.choose(Choice(Kind.REMOVED))
    listed = titles(page)

    window.press(_Key.Key_Delete)
    box = window.window.findChild(QMessageBox)
    box.reject()
    window.settle()
    kept = titles(page)
    page.removal_requested.emit(page.chosen)
    box = next(each for each in window.window.findChildren(QMessageBox) if each.isVisible())
    next(each for each in box.buttons() if each.text() == "Delete").click()
    window.settle()

    assert listed == kept == ["灯 The Lamp"]
    assert page.choice == Choice(Kind.ALL)
    assert page.library.entries
    assert not list(window.data.folders.data.glob("removed/*"))


def test_without_a_document_the_library_shows_where_there_is_one(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    first = open_window()
    first.open(write_corpus(tmp_path / "river"))
    first.data.settings.change(reopens_last_corpus=False)

    again = open_window()
    again.desk.open(None)
    again.settle()

    assert again.desk.library.is_shown
    assert titles(page_of(again)) == ["末班渡船 The Last Ferry"]


def press_in(menu: QMenu, *texts: str) -> None:
    """Choose an item of a menu, or of one in it."""
    for text in texts[:-1]:
        action = next(each for each in menu.actions() if each.text() == text)
        # The binding gives a menu in a menu back as an object only.
        menu = next(each for each in menu.findChildren(QMenu) if each.title() == action.text())
    next(each for each in menu.actions() if each.text() == texts[-1]).trigger()


def drop(page: LibraryPage, data: QMimeData, on: str) -> None:
    """Let go of what is dragged over the row of that name."""
    tree = page.sources
    (item,) = tree.findItems(on, Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly)
    place = QPointF(tree.visualItemRect(item).center())
    event = QDropEvent(
        place,
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QEvent.Type.Drop,
    )
    tree.dropEvent(event)


def test_what_was_read_shows_in_contents_and_library_and_is_kept(
    window: OpenWindow, open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    progress = window.desk.library.progress
    window.settle()
    window.wait_until(lambda: bool(progress.read and progress.read.spans), timeout=8000)

    page = shown(window)
    (entry,) = [each for each in page.library.entries if each.document == "last-ferry"]
    again = open_window()
    again.open(tmp_path / "river")
    later = again.desk.library.progress
    again.settle()

    assert entry.opened
    assert later.read is not None
    assert later.read.share > 0.5


def test_ten_thousand_documents_are_listed_sorted_and_found(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    window = open_window()
    store = window.data.store
    (tmp_path / "many").mkdir()
    (tmp_path / "many" / "corpus.yaml").write_text("title: Many\ndocuments: []\n", encoding="utf-8")
    key = register(store, open_corpus(tmp_path / "many"))
    rows = [
        HoldingRow(key, f"d{n}", n, f"第{n}篇 Piece {n}", f"di {n} pian", VERSIONS, "x", n)
        for n in range(10_000)
    ]
    stamp = (tmp_path / "many" / "corpus.yaml").stat()
    known = f"{stamp.st_mtime_ns}.{stamp.st_size}"
    store.submit(write_holdings, key, "Many", known, rows).result()
    window.desk.library.show()
    window.settle()
    page = page_of(window)

    page.order.setCurrentIndex(page.order.findData("size"))
    largest = page.model.entry(0).document
    page.search.setText("di9876pian")
    found = titles(page)
    page.search.clear()
    page.list.setFocus()
    window.press(_Key.Key_End)
    image = page.grab()

    assert page.model.rowCount() == 10_000
    assert largest == "d9999"
    assert found == ["第9876篇 Piece 9876"]
    assert page.chosen == [(key, "d0")]
    assert not image.isNull()


def test_what_a_crash_left_between_two_places_is_put_right_when_a_corpus_is_opened(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    first = open_window()
    data, store = first.data.folders.data, first.data.store
    acts = LibraryActs(store, data)
    acts.add(open_corpus(write_corpus(tmp_path / "river")))
    (river,) = [known.key for known in known_corpora(store)]
    journal = {
        "source": {"key": river, "folder": str(tmp_path / "river"), "document": "last-ferry", "files": []},
        "target": {"key": "removed-1", "folder": str(data / "removed" / "x"), "document": "last-ferry"},
        "shared": [],
    }
    journal["source"] |= {"is_removed": False}
    journal["target"] |= {"is_removed": True, "files": ["zh.txt"]}
    (data / "under-way").mkdir()
    (data / "under-way" / "1.json").write_text(json.dumps(journal), encoding="utf-8")
    (data / "removed" / "x").mkdir(parents=True)
    (data / "removed" / "x" / "zh.txt").write_text("half", encoding="utf-8")

    first.open(tmp_path / "river")

    assert first.reading.document.id == "last-ferry"
    assert not first.data.has_unfinished
    assert not (data / "removed" / "x").exists()


def test_a_double_click_opens_and_the_sidebar_lists_collections_that_open_too(window: OpenWindow) -> None:
    page = shown(window)
    window.desk.library.acts.make_collection("Course", things=[page.model.entry(0).id])
    window.desk.library.look()
    window.settle()
    choose(page, "灯 The Lamp")
    place = page.list.visualRect(page.list.currentIndex()).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    window.settle()
    opened = window.reading.document.id

    tree = window.window.library.findChild(CorpusTree)
    (item,) = tree.findItems("Course", Qt.MatchFlag.MatchExactly)
    tree.itemClicked.emit(item, 0)
    window.settle()

    assert opened == "lamp"
    assert window.desk.library.is_shown
    assert page_of(window).choice.kind is Kind.COLLECTION
    assert page_of(window).model.rowCount() == 1


def test_a_corpus_that_is_away_is_paled_in_the_sidebar_in_every_theme(
    window: OpenWindow, tmp_path: Path
) -> None:
    window.open(tmp_path / "hills")
    (tmp_path / "river").rename(tmp_path / "drawer")
    shown(window)
    tree = window.window.library.findChild(CorpusTree)
    colours = {}

    for theme in ("light", "dark"):
        window.window.actions_by_id[f"theme_{theme}"].trigger()
        QApplication.processEvents()
        (away,) = tree.findItems("River Stories", Qt.MatchFlag.MatchExactly)
        (there,) = tree.findItems("Hill Tales", Qt.MatchFlag.MatchExactly)
        colours[theme] = away.foreground(0).color().name()
        assert there.data(0, Qt.ItemDataRole.ForegroundRole) is None
        assert "not plugged in" in away.toolTip(0)

    assert colours["light"] != colours["dark"]


def test_the_field_gives_way_to_the_order_beside_a_panel(window: OpenWindow) -> None:
    page = shown(window)
    overlaps = []
    for width in (1200, 540):
        page.setMinimumWidth(0)
        page.resize(width, 500)
        page.layout().activate()
        overlaps.append(page.search.geometry().intersects(page.order.geometry()))

    assert overlaps == [False, False]


def test_a_large_library_is_shown_with_few_looks_at_each_document(window: OpenWindow) -> None:
    page, count = shown(window), 2000
    corpora = tuple(LibraryCorpus(f"c{n}", None, f"Corpus {n}", 0, 0) for n in range(40))
    entries = tuple(Entry(corpora[n % 40], f"d{n}", n, f"Tale {n}", "", ()) for n in range(count))
    library = Library(corpora, entries, (), ())
    calls = 0

    def look(_frame: object, event: str, _: object) -> None:
        nonlocal calls
        calls += event == "call"

    page.show_library(library, ())
    page.list.selectAll()
    sys.setprofile(look)
    try:
        page.show_library(library, ())
        QApplication.processEvents()
    finally:
        sys.setprofile(None)

    assert page.model.rowCount() == count
    assert calls < 40 * count


def test_what_is_counted_beside_the_parts_is_what_they_show() -> None:
    corpora = tuple(LibraryCorpus(f"c{n}", None, f"Corpus {n}", 0, 0) for n in range(3))
    collections = (Collection("outer", "Outer"), Collection("inner", "Inner", "outer"))
    shelves = (frozenset[str](), frozenset({"inner"}), frozenset({"outer", "inner"}))
    entries = tuple(
        Entry(corpora[n % 2], f"d{n}", n, "Tale", "", (), opened=n % 4, collections=shelves[n % 3])
        for n in range(20)
    )
    library = Library(corpora, entries, collections, ())
    choices = [
        *map(Choice, (Kind.ALL, Kind.STARTED, Kind.UNREAD)),
        *(Choice(Kind.CORPUS, corpus.key) for corpus in corpora),
        *(Choice(Kind.COLLECTION, each.id) for each in collections),
    ]

    counted = sizes(library)

    assert [counted[each] for each in choices] == [
        sum(map(membership(library, each), entries)) for each in choices
    ]


def test_what_can_be_made_again_is_deleted_after_it_is_told_how_much_it_is(window: OpenWindow):
    derived = window.data.folders.cache / "search" / "river.sqlite3"
    derived.parent.mkdir(parents=True, exist_ok=True)
    derived.write_bytes(b"x" * 3_000_000)

    window.window.actions_by_id["delete_derived"].trigger()
    window.settle()
    box = next(each for each in window.window.findChildren(QMessageBox) if each.isVisible())
    assert "MiB" in box.text() or "MB" in box.text()
    assert derived.exists()
    next(each for each in box.buttons() if each.text() == "Delete").click()
    window.settle()

    assert not derived.exists()
    assert "deleted" in window.window.status._message.text()
