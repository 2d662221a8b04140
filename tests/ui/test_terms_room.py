"""The room of terms in the real window: going there and back, reading the matrix, and leading to the text."""

from collections.abc import Callable
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from corpora import write_corpus
from made_words import text_words
from parallelreader.app.terms.corpus_texts import CorpusTexts
from parallelreader.app.terms.occurrences import Occurrences
from parallelreader.app.terms.sheet import GAP, CellFilter
from parallelreader.app.terms.termbase import TermChanges
from parallelreader.core.progress import Progress
from parallelreader.core.terms.finder import TermFinder
from parallelreader.ui.terms.entries import TermGroup
from parallelreader.ui.terms.matrix_model import FIRST
from parallelreader.ui.terms.matrix_view import MatrixView
from parallelreader.ui.terms_desk import TermsDesk
from reading_window import CONTROL, SHIFT, OpenWindow
from terms_material import ByHand
from word_material import SmallLookup

pytestmark = pytest.mark.gui

_Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    desk = opened.desk
    vars(desk)["dictionaries"] = SmallLookup()
    vars(desk)["text_words"] = text_words({"老人", "岸边", "回答", "没有人"})
    opened.open(write_corpus(tmp_path / "river"))
    book = desk.term_keeping.book
    assert book is not None
    book.load()
    vars(desk)["terms_page"] = TermsDesk(
        opened.data,
        desk._themes,
        opened.jobs,
        desk.session,
        opened.window,
        desk.travel,
        desk.toast,
        desk.term_keeping,
        desk.terms.writing,
        desk.text_words,
        ByHand({"人": ("old man",), "船": ("boat",)}),
    )
    desk._count_in(desk.terms_page.workspaces)
    base = book.termbase
    base.add([base.new_concept(["人"], ["person", "man"]), base.new_concept(["船"], ["boat"])])
    opened.press(_Key.Key_2, ALT)
    rest(opened)
    return opened


def rest(window: OpenWindow) -> None:
    """Wait until the room shows all it will."""
    window.wait_until(lambda: room(window).is_settled, timeout=20_000)
    window.settle()


def room(window: OpenWindow) -> TermsDesk:
    found: TermsDesk = window.desk.terms_page
    return found


def matrix(window: OpenWindow, term: str) -> MatrixView:
    """The matrix of a term, with the keyboard."""
    side = room(window).page.side
    entry = next(each for each in side.list.rows.entries if each.concept.name == term)
    assert side.choose(entry.id)
    rest(window)
    room(window).page.focus_view()
    return room(window).matrix.view


def test_terms_are_listed_with_how_they_are_put_and_filtered_by_it(window: OpenWindow) -> None:
    side = room(window).page.side
    figures = {each.concept.name: (each.found, each.figures) for each in side.list.rows.entries}

    assert {name: found for name, (found, _) in figures.items()} == {"人": 2, "船": 1}
    assert [each.forms for _, each in figures.values() if each is not None] == [1, 1]
    side.show_group(TermGroup.GAPS)
    assert [each.concept.name for each in side.list.rows.entries] == ["人"]
    side.show_group(TermGroup.MARKED)
    window.press(_Key.Key_Slash)
    assert side.search.hasFocus()
    side.search.setText("BOAT")
    assert [each.concept.name for each in side.list.rows.entries] == ["船"]


def test_what_is_listed_stays_when_a_term_comes_to_it(window: OpenWindow) -> None:
    side, book = room(window).page.side, window.desk.term_keeping.book
    before = {each.id: each for each in side.list.rows.entries}
    assert book is not None

    book.termbase.add([book.termbase.new_concept(["回答"], ["answer"])])
    rest(window)

    after = {each.id: each for each in side.list.rows.entries}
    assert len(after) == 3
    assert all(after[id] is each for id, each in before.items())


def test_the_list_of_rooms_counts_the_terms(window: OpenWindow) -> None:
    assert room(window).workspaces._rows[1].accessibleName() == "Terms, 2"
    assert window.window.library.workspaces._rows[1].accessibleName() == "Terms, 2"
    window.press(_Key.Key_2, ALT)
    base = window.desk.term_keeping.book.termbase

    base.add([base.new_concept(["岸"], ["bank"])])

    window.settle()
    assert window.window.library.workspaces._rows[1].accessibleName() == "Terms, 3"


def test_gaps_are_counted_only_for_the_term_that_the_room_is_about(window: OpenWindow) -> None:
    names = room(window).page.tools.tabs
    matrix(window, "人")
    gaps = names.names[2]
    assert gaps.startswith("Gaps ")

    side = room(window).page.side
    assert side.choose(next(each.id for each in side.list.rows.entries if each.concept.name == "船"))
    assert names.names[2] == "Gaps"
    matrix(window, "人")
    assert names.names[2] == gaps


def test_another_corpus_waits_for_nothing_of_the_one_before_and_shows_none_of_its_terms(
    window: OpenWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    keeping, update = window.desk.term_keeping, Occurrences.update
    former, begun = keeping.texts, Event()

    def look_for_ever(
        self: Occurrences, changes: TermChanges, texts: CorpusTexts, finder: TermFinder, progress: Progress
    ) -> None:
        while texts is former:
            begun.set()
            progress.step(0, 1)
            sleep(0.01)
        update(self, changes, texts, finder, progress)

    monkeypatch.setattr(Occurrences, "update", look_for_ever)
    assert keeping.book is not None
    keeping.book.termbase.add([keeping.book.termbase.new_concept(["回答"], ["answer"])])
    window.wait_until(begun.is_set)

    window.open(write_corpus(tmp_path / "other"))

    assert keeping.texts is not former
    assert window.window.library.workspaces._rows[1].accessibleName() == "Terms"
    assert not room(window).page.side.list.rows.entries


def test_the_matrix_is_walked_and_read_out_cell_by_cell(window: OpenWindow) -> None:
    view = matrix(window, "人")
    said = view.model.data(view.table.currentIndex(), Qt.ItemDataRole.AccessibleTextRole)

    assert said == "Wren: old man: likely, 0.80: The old man stood on the shore."
    assert view.model.headerData(FIRST, Qt.Orientation.Horizontal) == "Wren, own, 1 of 2 rendered"
    assert room(window)._line.text.startswith("人    2 occurrences in 1 document")
    assert "Wren: 1 form, 1 gap" in room(window)._line.text
    window.press(_Key.Key_G)
    assert view.table.currentIndex().row() == 1
    cell = view.current_cell
    assert cell is not None
    assert cell.is_gap


def test_a_part_of_the_bar_filters_and_escape_takes_that_away_first(window: OpenWindow) -> None:
    view = matrix(window, "人")
    part = next(each for each in view.table.head.parts(FIRST) if each.variant == GAP)
    head = view.table.head
    x = head.sectionViewportPosition(FIRST) + part.area.center().x()

    point = QPoint(round(x), round(part.area.center().y()))

    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert list(view.model.shown) == [1]
    view.table.setFocus()
    window.press(_Key.Key_Escape)
    assert list(view.model.shown) == [0, 1]
    assert room(window).is_shown
    window.press(_Key.Key_Escape)
    assert not room(window).is_shown


def test_enter_opens_the_pair_and_the_room_comes_back_at_the_same_cell(window: OpenWindow) -> None:
    view = matrix(window, "人")
    window.press(_Key.Key_Down)
    window.press(_Key.Key_Left)
    at = view.table.currentIndex().row(), view.table.currentIndex().column()

    window.press(_Key.Key_Return)
    window.settle()
    assert not room(window).is_shown
    text = window.reading.texts["zh"]
    assert text.label(window.segment_on_line("zh")) == "2.3" or window.window.area.state.current_row == 2

    window.press(_Key.Key_2, ALT)
    rest(window)
    assert (view.table.currentIndex().row(), view.table.currentIndex().column()) == at
    assert view.table.hasFocus()


def test_words_are_selected_by_keys_from_the_sentences_around(window: OpenWindow) -> None:
    view = matrix(window, "人")
    asked = []
    view.choice_asked.connect(lambda row, column, span: asked.append(span))
    window.press(_Key.Key_Return, SHIFT)

    assert view.picker.isVisible()
    assert view.picker.words == "old man"
    window.press(_Key.Key_Right)
    assert view.picker.words == "stood"
    window.press(_Key.Key_Left, SHIFT)
    window.press(_Key.Key_Left, SHIFT)
    assert view.picker.words == "old man stood"
    window.press(_Key.Key_Return)
    content = room(window).matrix.sheet.documents["last-ferry"].texts["literal"].content
    assert [content[span.start : span.end] for span in asked] == ["old man stood"]
    assert view.table.hasFocus()


def test_the_room_gives_back_what_it_borrowed_and_rooms_follow_one_another(window: OpenWindow) -> None:
    desk = window.desk
    assert window.window.toolbar._notes.isHidden()

    window.press(_Key.Key_3, ALT)
    window.settle()
    assert desk.words_page.is_shown
    window.press(_Key.Key_2, ALT)
    rest(window)
    assert room(window).is_shown
    assert room(window).page.side.isVisible()
    window.press(_Key.Key_1, ALT)

    assert window.window.library.isVisible()
    assert not window.window.toolbar._notes.isHidden()
    assert QApplication.focusWidget() is not None


def test_a_term_is_removed_by_key_and_comes_back_by_undo(window: OpenWindow) -> None:
    side = room(window).page.side
    side.list.setFocus()
    name = side.list.current.concept.name

    window.press(_Key.Key_Delete)
    rest(window)
    left = [each.concept.name for each in side.list.rows.entries]
    toast = window.desk.toast.text
    window.press(_Key.Key_Z, CONTROL)
    rest(window)

    assert name not in left
    assert toast == f"Removed the term {name}."
    assert sorted(each.concept.name for each in side.list.rows.entries) == sorted([*left, name])


def test_cells_are_accepted_rejected_and_given_other_words_each_undone_by_key(window: OpenWindow) -> None:
    view = matrix(window, "人")

    def state() -> tuple[str, str]:
        rest(window)
        cell = view.current_cell
        assert cell is not None
        return cell.state, cell.rendering.text if cell.rendering is not None else ""

    seen = [state()]
    for key in (_Key.Key_A, _Key.Key_X, _Key.Key_Delete):
        window.press(key)
        seen.append(state())
    window.press(_Key.Key_Return, SHIFT)
    window.press(_Key.Key_Right)
    window.press(_Key.Key_Return)
    seen.append(state())
    said = window.desk.toast.text
    undone = []
    for _ in range(4):
        window.press(_Key.Key_Z, CONTROL)
        undone.append(state())

    assert seen == [
        ("", "old man"),
        ("accepted", "old man"),
        ("rejected", ""),
        ("", "old man"),
        ("corrected", "stood"),
    ]
    assert said == "1.2, Wren: rendered by “stood”."
    assert undone == seen[3::-1]
    assert view.table.hasFocus()


def test_a_digit_takes_the_words_of_a_variant_where_they_stand(window: OpenWindow) -> None:
    view = matrix(window, "人")
    window.press(_Key.Key_Return, SHIFT)
    window.press(_Key.Key_Right)
    window.press(_Key.Key_Return)
    rest(window)
    sheet = room(window).matrix.sheet
    assert sheet is not None
    keys = [variant.text for variant in sheet.matrix.variants]
    assert keys == ["stood"]

    window.press(_Key.Key_Down)
    window.press(_Key.Key_1)
    rest(window)
    assert window.desk.toast.text.startswith("“stood” does not stand in this sentence.")
    assert view.model.head_words(0)[1] == "own, 1 of 2 rendered"


@pytest.mark.parametrize("suffix", ["csv", "html", "xlsx"])
def test_what_is_shown_is_written_to_a_file(window: OpenWindow, tmp_path: Path, suffix: str) -> None:
    view = matrix(window, "人")
    view.filter(CellFilter(GAP))
    out = tmp_path / f"people.{suffix}"

    window.press(_Key.Key_E, CONTROL)
    dialog = room(window).exporting.dialog
    assert dialog is not None
    dialog.reject()
    room(window).exporting.write(room(window).matrix.views[0], out)
    rest(window)

    assert out.stat().st_size > 0
    if suffix == "csv":
        lines = out.read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) == 2
        assert "没有人回答。" in lines[1]


def test_words_go_on_being_selected_while_more_is_found(window: OpenWindow) -> None:
    view = matrix(window, "人")
    window.press(_Key.Key_Return, SHIFT)
    window.press(_Key.Key_Right)

    room(window).matrix.lay_over()
    rest(window)

    assert view.picker.isVisible()
    assert view.picker.words == "stood"
    view.picker.dismiss()
    assert view.table.hasFocus()


def test_the_views_are_gone_to_by_control_and_their_numbers(window: OpenWindow) -> None:
    matrix(window, "人")
    page = room(window).page
    seen = []
    for key in (_Key.Key_3, _Key.Key_1):
        window.press(key, CONTROL)
        rest(window)
        focused = QApplication.focusWidget()
        assert page.view is not None
        assert focused is not None
        widget = page.view.widget()
        seen.append((page.view.title, widget is focused or widget.isAncestorOf(focused)))

    assert seen == [("Gaps", True), ("Matrix", True)]
    assert page.isVisible()
