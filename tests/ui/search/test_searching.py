"""Searching in the real window: typing, going from hit to hit, and back to the text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from corpora import HAND_WRITTEN, write_corpus
from parallelreader.app import search_run
from parallelreader.app.search_run import Scope
from parallelreader.core.text import Span
from parallelreader.ui import index_keeping
from parallelreader.ui.search.hit_model import Heading
from parallelreader.ui.search_desk import SearchDesk
from reading_window import CONTROL, SHIFT, OpenWindow

pytestmark = pytest.mark.gui

SECOND = """\
  - id: mill
    title: 水磨坊 The Mill
    versions:
      - id: zh
        language: zh-Hans
        hand: original
        text: mill/zh.txt
      - id: en
        language: en
        hand: own
        text: mill/en.txt
    alignments:
      - between: [zh, en]
        file: mill/zh--en.tsv
# The end.
"""


@pytest.fixture
def river(tmp_path: Path) -> Path:
    folder = write_corpus(tmp_path / "river", HAND_WRITTEN.replace("# The end.\n", SECOND))
    (folder / "mill").mkdir()
    (folder / "mill" / "zh.txt").write_text(
        "磨坊老了。\n船停在磨坊边。\n船夫睡了，船也静了。\n", encoding="utf-8"
    )
    (folder / "mill" / "en.txt").write_text(
        "The mill was old.\nA boat lay by the mill.\nThe boatman slept, and his boat was still.\n",
        encoding="utf-8",
    )
    rows = "".join(f"{n}.1\t{n}.1\t1\taligner\n" for n in (1, 2, 3))
    (folder / "mill" / "zh--en.tsv").write_text(
        f"source\ttarget\tconfidence\torigin\n{rows}", encoding="utf-8"
    )
    return folder


@pytest.fixture
def window(open_window: Callable[..., OpenWindow], river: Path) -> OpenWindow:
    opened = open_window()
    opened.open(river, "mill")
    return opened


def search(window: OpenWindow, typed: str, scope: Scope = Scope.DOCUMENT) -> SearchDesk:
    """Search as by typing, and wait until everything is found and shown."""
    desk = window.desk.search
    desk.search_for(typed, scope)
    window.settle()
    return desk


def listed(desk: SearchDesk) -> list[str]:
    """The list from the top: headings in brackets, and the words of hits."""
    model = desk.panel.model
    found = []
    for row in range(model.rowCount()):
        item = model.row_at(row)
        if isinstance(item, Heading):
            found.append(f"[{item.title}]")
        else:
            words = model.words(item)
            found.append(words.text if words is not None else "?")
    return found


def outlined(window: OpenWindow, version: str) -> list[str]:
    hits, text = window.window.state.hits, window.reading.texts[version]
    if hits is None:
        return []
    return [
        text.content[span.start : span.end] for span, _ in hits.spans_in(version, Span(0, len(text.content)))
    ]


def test_control_f_opens_the_search_and_typing_lists_pairs(window: OpenWindow):
    window.window.area.focus_text()

    window.press(Qt.Key.Key_F, CONTROL)
    field = window.desk.search.panel.head.field
    event = QInputMethodEvent("", [])
    event.setCommitString("船")
    QApplication.sendEvent(field, event)
    window.wait_until(lambda: window.desk.search.panel.model.hit_count == 2)

    assert QApplication.focusWidget() is field
    assert listed(window.desk.search) == ["[水磨坊 The Mill]", "船停在磨坊边。", "船夫睡了，船也静了。"]
    words = window.desk.search.panel.model.words(1)
    assert words is not None
    assert words.partner == "The boatman slept, and his boat was still."


def test_words_being_composed_are_not_searched_yet(window: OpenWindow):
    desk = search(window, "")
    QApplication.sendEvent(desk.panel.head.field, QInputMethodEvent("chuan", []))
    window.settle()

    assert desk.panel.model.hit_count == 0


def test_the_hits_are_outlined_in_the_text_and_beside_the_scroll_bar(window: OpenWindow):
    search(window, "boat")

    assert outlined(window, "en") == ["boat", "boat"]
    assert len(window.window.state.hit_places["en"]) == 2


def test_f3_goes_from_hit_to_hit_round_the_end(window: OpenWindow):
    desk = search(window, "船")
    window.window.area.focus_text()

    rows, counts = [], []
    for _ in range(3):
        window.press(Qt.Key.Key_F3)
        rows.append(window.window.state.current_row)
        counts.append(desk.panel.head.count.text())
    window.press(Qt.Key.Key_F3, SHIFT)

    assert rows == [1, 2, 1]
    assert counts == ["1 of 2", "2 of 2", "1 of 2"]
    assert window.window.state.current_row == 2


def test_the_first_hit_is_the_one_nearest_to_what_is_read(window: OpenWindow):
    window.window.area.go_to_row(2)
    desk = search(window, "船")

    desk.step(1)

    assert desk.panel.head.count.text() == "2 of 2"


def test_enter_goes_to_a_hit_and_alt_left_comes_back(window: OpenWindow):
    desk = search(window, "船夫")
    desk.panel.head.focus_field()

    window.press(Qt.Key.Key_Return)
    there = window.window.state.current_row
    window.desk.travel.go_back()

    assert there == 2
    assert window.window.state.current_row == 0
    hits = window.window.state.hits
    assert hits is not None
    assert [is_current for _, is_current in hits.spans_in("zh", Span(0, 100))] == [True]


def test_a_walk_through_hits_is_gone_back_from_at_once(window: OpenWindow):
    search(window, "船")
    window.window.area.focus_text()
    for _ in range(3):
        window.press(Qt.Key.Key_F3)
    window.desk.travel.go_back()

    assert window.window.state.current_row == 0
    assert not window.window.actions_by_id["back"].isEnabled()


def test_a_walk_that_was_left_is_another_one_afterwards(window: OpenWindow):
    search(window, "船")
    window.window.area.focus_text()
    window.press(Qt.Key.Key_F3)
    window.window.area.go_to_row(2)
    window.press(Qt.Key.Key_F3)

    window.desk.travel.go_back()

    assert window.window.state.current_row == 2
    assert window.window.actions_by_id["back"].isEnabled()


def test_enter_goes_from_hit_to_hit_and_stays_in_the_field(window: OpenWindow):
    desk = search(window, "船")
    desk.panel.head.focus_field()

    counts = []
    for modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, SHIFT):
        window.press(Qt.Key.Key_Return, modifiers)
        counts.append(desk.panel.head.count.text())

    assert counts == ["1 of 2", "2 of 2", "1 of 2"]
    assert QApplication.focusWidget() is desk.panel.head.field


def test_enter_pressed_before_anything_is_found_goes_to_the_first_hit(window: OpenWindow):
    desk = search(window, "")
    desk.panel.head.focus_field()

    desk.panel.head.field.setText("船夫")
    window.press(Qt.Key.Key_Return)
    window.settle()

    assert window.window.state.current_row == 2
    assert desk.panel.head.count.text() == "1 of 1"


def test_the_walk_goes_on_behind_the_hits_that_are_listed(
    window: OpenWindow, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(search_run, "MOST_LISTED", 2)
    window.window.area.go_to_row(2)
    desk = search(window, "。")

    places = []
    for by in (1, 1, 1, 1, -1, -1):
        desk.step(by)
        places.append((window.window.state.current_row, desk.panel.head.count.text()))

    assert places == [
        (2, "3 of 3"), (0, "1 of 3"), (1, "2 of 3"), (2, "3 of 3"), (1, "2 of 3"), (0, "1 of 3"),
    ]  # fmt: skip
    assert len(window.window.state.hit_places["zh"]) == 3
    assert len(desk.panel.model.hits()) == 2


def test_other_versions_of_the_document_keep_the_hits_that_are_not_listed(
    window: OpenWindow, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(search_run, "MOST_LISTED", 1)
    search(window, "。")

    window.desk.session.show_versions(("zh",), ("zh", 0.0))
    window.settle()

    assert len(window.window.state.hit_places["zh"]) == 3


def test_escape_goes_back_to_the_text(window: OpenWindow):
    desk = search(window, "船")
    desk.panel.head.focus_field()

    window.press(Qt.Key.Key_Escape)

    assert window.window.area.has_keyboard()


def test_escape_leaves_the_hit_gone_to_selected(window: OpenWindow):
    desk = search(window, "船")
    desk.panel.head.focus_field()
    window.press(Qt.Key.Key_Return)

    window.press(Qt.Key.Key_Escape)

    assert window.selected == "船"


def test_by_f3_the_hit_gone_to_is_what_is_selected(window: OpenWindow):
    search(window, "船")
    window.window.area.focus_text()
    window.desk.notes.marking.select_sentence()

    seen = []
    for _ in range(2):
        window.press(Qt.Key.Key_F3)
        selection = window.window.state.selection
        assert selection is not None
        seen.append((window.selected, selection.span.start))

    assert [words for words, _ in seen] == ["船", "船"]
    assert seen[0] != seen[1]


def test_what_was_awaited_does_not_take_the_keys_back_from_the_text(window: OpenWindow):
    desk = window.desk.search
    desk.show()
    field = desk.panel.head.field
    field.setText("船")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.panel.list.current_hit is None

    QTest.keyClick(field, Qt.Key.Key_Escape)
    window.settle()

    assert desk.panel.list.current_hit == 0
    assert window.window.area.has_keyboard()
    assert window.selected == "船"


def test_down_goes_into_the_list_past_its_heading(window: OpenWindow):
    desk = search(window, "船")
    desk.panel.head.focus_field()

    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Down)
    window.press(Qt.Key.Key_Return)
    window.settle()

    assert window.window.state.current_row == 2


def test_closing_takes_list_and_outlines_away(window: OpenWindow):
    desk = search(window, "船")

    desk.close()

    assert window.window.side.isHidden()
    assert outlined(window, "zh") == []
    assert window.window.state.hit_places == {}


def test_outlines_make_way_for_the_notes_and_come_back_with_the_search(window: OpenWindow):
    desk = search(window, "船")
    places = window.window.state.hit_places

    window.window.actions_by_id["notes_panel"].trigger()
    with_notes = outlined(window, "zh"), window.window.state.hit_places
    window.press(Qt.Key.Key_F3)

    assert with_notes == ([], {})
    assert desk.is_shown
    assert outlined(window, "zh") == ["船", "船", "船"]
    assert window.window.state.hit_places == places


def test_a_hit_in_another_document_opens_it_there(window: OpenWindow):
    desk = search(window, "船来", Scope.CORPUS)

    desk.step(1)
    window.settle()

    assert window.reading.document.id == "last-ferry"
    assert window.window.state.current_row == 0
    assert outlined(window, "zh") == ["船来"]
    assert desk.is_shown


def test_documents_have_their_own_headings(window: OpenWindow):
    desk = search(window, "船", Scope.CORPUS)

    assert [row for row in listed(desk) if row.startswith("[")] == [
        "[末班渡船 The Last Ferry]",
        "[水磨坊 The Mill]",
    ]


def test_one_document_is_searched_anew_when_another_is_opened(window: OpenWindow):
    desk = search(window, "船")

    window.desk.travel.open_document("last-ferry")
    window.settle()

    assert listed(desk) == ["[末班渡船 The Last Ferry]", "船来了。"]


def test_a_corpus_of_the_library_opens_at_the_hit(window: OpenWindow, tmp_path: Path):
    other = write_corpus(tmp_path / "other", HAND_WRITTEN.replace("River Stories", "Other Stories"))
    river = window.desk.session.corpus
    window.open(other)
    assert river is not None
    window.open(river.folder, "mill")
    desk = search(window, "老人", Scope.LIBRARY)

    desk.panel.list.hit_requested.emit(1)
    window.settle()

    corpus = window.desk.session.corpus
    assert corpus is not None
    assert corpus.folder == other
    assert window.window.state.current_row == 1
    assert desk.is_shown


def test_notes_are_searched_and_gone_to(window: OpenWindow):
    notes = window.desk.session.notes
    assert notes is not None
    anchor = notes.notes.anchor("mill", "zh", Span(6, 13))
    notes.write_note([anchor], "two ferries")
    desk = search(window, "ferry", Scope.NOTES)

    desk.step(1)

    words = desk.panel.model.words(0)
    assert words is not None
    assert (words.text, words.partner) == ("船停在磨坊边。", "two ferries")
    assert window.window.state.current_row == 1


def test_pinyin_is_said_to_be_so(window: OpenWindow):
    desk = search(window, "chuan")

    heading = desk.panel.model.row_at(0)
    assert isinstance(heading, Heading)
    assert heading.note == "as pinyin"


def test_a_mistake_in_a_pattern_is_told_in_the_panel(window: OpenWindow):
    desk = search(window, "/(/")

    assert "cannot be understood" in desk.panel.hint.text()
    assert not window.window.actions_by_id["next_hit"].isEnabled()


def test_what_is_asked_anew_takes_the_place_of_what_was_asked_before(window: OpenWindow):
    desk = window.desk.search
    desk.search_for("船")
    desk.search_for("磨坊老")
    window.settle()

    assert listed(desk) == ["[水磨坊 The Mill]", "磨坊老了。"]


def test_selected_words_are_taken_for_the_query(window: OpenWindow):
    window.window.area.go_to_row(2)
    window.desk.notes.marking.select_sentence()

    window.desk.search.show()
    window.settle()

    assert window.desk.search.panel.head.field.text() == "船夫睡了，船也静了。"
    assert window.desk.search.panel.model.hit_count == 1


def test_notes_and_search_share_the_place_at_the_right(window: OpenWindow):
    desk = search(window, "船")

    window.desk.notes.show_panel(True)
    shown_then = desk.is_shown
    window.desk.search.show()

    assert not shown_then
    assert desk.is_shown
    assert not window.window.actions_by_id["notes_panel"].isChecked()


def test_the_index_waits_until_a_document_is_there_to_read(
    window: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    happened: list[str] = []
    monkeypatch.setattr(index_keeping, "_AFTER_MS", 0)
    keeping = index_keeping.IndexKeeping(window.data, window.jobs, window.desk.session)
    window.desk.session.corpus_opened.connect(keeping.begin)
    window.desk.session.document_opened.connect(lambda *_: happened.append("document"))
    monkeypatch.setattr(index_keeping, "wants_index", lambda *_: happened.append("index"))

    window.open(write_corpus(tmp_path / "other"))
    window.wait_until(lambda: len(happened) > 1)

    assert happened == ["document", "index"]


def test_terms_are_searched_and_gone_to_where_they_stand(window: OpenWindow):
    book = window.desk.term_keeping.book
    assert book is not None
    book.termbase.add(
        [book.termbase.new_concept(["磨坊"], ["mill"]), book.termbase.new_concept(["灯塔"], [])]
    )
    desk = search(window, "mills", Scope.TERMS)

    desk.step(1)
    window.settle()

    words = desk.panel.model.words(0)
    assert words is not None
    assert (words.text, words.partner) == ("磨坊", "mill")
    place = window.reading.texts["zh"].content.index("磨坊")
    assert window.window.state.lights.held == ("zh", place)
    assert not desk.panel.head.side.isEnabled()


def test_a_term_that_stands_nowhere_is_said_to_do_so(window: OpenWindow):
    book = window.desk.term_keeping.book
    assert book is not None
    book.termbase.add([book.termbase.new_concept(["灯塔"], ["lighthouse"])])
    desk = search(window, "灯塔", Scope.TERMS)

    desk.step(1)
    window.settle()

    assert "nowhere" in window.window.status._message.text()
