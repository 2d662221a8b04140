"""Words in the real window: cards by mouse and by keys, statuses, keeping, and going to new words."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from factories import craft_corpus
from parallelreader.app.linked_words import LinkedPassages, Passages
from parallelreader.app.words.card_when import CardWhen
from parallelreader.app.words.statuses import Status
from parallelreader.core.notes.note import Colour
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.reader.view import ReadingView
from parallelreader.ui.word_desk import WordDesk
from reading_window import CONTROL, SHIFT, OpenWindow, point_of
from word_material import SmallLookup, WordsToCome, small_words
from word_pairs import ListedLinker

pytestmark = pytest.mark.gui
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.desk.word_links.use(ListedLinker())
    opened.desk.__dict__["text_words"] = small_words()
    opened.desk.__dict__["dictionaries"] = SmallLookup()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    assert opened.desk.words
    opened.settle()
    return opened


@pytest.fixture
def words(mill: OpenWindow) -> WordDesk:
    return mill.desk.words


def point_at(view: ReadingView, version: str, text: str) -> None:
    point = point_of(view, version, text)
    # Where the test before has left the pointer there would be no move.
    for each in (point - QPoint(0, 2), point):
        QTest.mouseMove(view.viewport(), each)
    QApplication.processEvents()


def click(mill: OpenWindow, version: str, text: str) -> None:
    view = mill.pane(version)
    QTest.mouseClick(view.viewport(), LEFT, pos=point_of(view, version, text))
    mill.settle()


def put_caret(mill: OpenWindow, text: str) -> None:
    mill.window.area.put_caret("zh", mill.reading.texts["zh"].content.index(text))


def shown(words: WordDesk) -> str:
    return words.card.card.word if words.card.card is not None else ""


def statuses(mill: OpenWindow) -> dict[str, Status]:
    return mill.desk.word_keeping.book.statuses.all()


def test_resting_on_a_word_shows_its_card_without_taking_the_keyboard(mill: OpenWindow, words: WordDesk):
    before = QApplication.focusWidget()

    point_at(mill.pane("zh"), "zh", "磨坊停")
    mill.wait_until(lambda: words.card.is_shown)

    assert shown(words) == "磨坊"
    assert QApplication.focusWidget() is before
    card = words.card.view.geometry()
    ground = words.card.view.parentWidget()
    rects = mill.pane("zh").span_rects("zh", words.card.card.span)
    corner = mill.pane("zh").viewport().mapTo(ground, QPoint())
    assert not any(card.intersects(rect.toAlignedRect().translated(corner)) for rect in rects)


class _Waiting(ListedLinker):
    """One that links nothing before it may."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = Event()

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        self.may_end.wait(10)
        return super().link(pairs, progress)


def test_what_is_found_out_late_moves_nothing_on_the_card(mill: OpenWindow, words: WordDesk, tmp_path: Path):
    mill.open(tmp_path / "craft", "mill", ("zh", "literal", "free"))
    linker = _Waiting()
    mill.desk.word_links.use(linker)
    point_at(mill.pane("zh"), "zh", "青苔")
    mill.wait_until(lambda: words.card.is_shown)
    view = words.card.view
    before = [part.geometry() for part in (view, view.list, view.status, view.foot)]
    silent = view.accessibleDescription()

    linker.may_end.set()
    mill.wait_until(lambda: view.accessibleDescription() != silent)

    assert "Moss" in view.accessibleDescription()
    assert [part.geometry() for part in (view, view.list, view.status, view.foot)] == before


def test_a_pinned_card_goes_along_with_its_word_and_gives_way_to_the_panel_of_it(
    mill: OpenWindow, words: WordDesk
):
    click(mill, "zh", "师傅")
    words.card.pin()

    for change in ("sidebar", "notes_panel", "sidebar", "zoom_in", "zoom_usual"):
        mill.window.actions_by_id[change].trigger()
        mill.settle()
        rect = mill.pane("zh").span_rects("zh", words.card.card.span)[0].toAlignedRect()
        corner = mill.pane("zh").viewport().mapTo(words.card.view.parentWidget(), QPoint())
        word = rect.translated(corner)
        assert not words.card.view.geometry().intersects(word)
        assert words.card.view.geometry().adjusted(-9, -9, 9, 9).intersects(word)
    mill.press(Key.Key_D)
    mill.settle()

    assert not words.card.is_shown
    assert mill.desk.entry.is_shown


def test_hovering_leaves_known_words_in_peace_but_a_click_does_not(mill: OpenWindow, words: WordDesk):
    words.card.set_when(CardWhen.AT_ONCE)
    mill.desk.word_keeping.book.statuses.set(["磨坊"], Status.KNOWN)

    point_at(mill.pane("zh"), "zh", "磨坊停")
    assert not words.card.is_shown
    click(mill, "zh", "磨坊停")

    assert shown(words) == "磨坊"


def test_a_known_word_with_a_note_of_its_own_has_a_card(mill: OpenWindow, words: WordDesk):
    words.card.set_when(CardWhen.AT_ONCE)
    mill.desk.word_keeping.book.statuses.set(["磨坊", "青苔"], Status.KNOWN)
    notes, content = mill.desk.session.notes, mill.reading.texts["zh"].content
    assert notes is not None
    at, sentence = content.index("磨坊停"), mill.reading.texts["zh"].segment_at(content.index("青苔"))
    for span in (Span(at, at + 2), mill.reading.texts["zh"].segment(sentence)):
        notes.write_note([notes.notes.anchor(mill.reading.document.id, "zh", span)], "mofang")

    point_at(mill.pane("zh"), "zh", "青苔")
    assert not words.card.is_shown
    point_at(mill.pane("zh"), "zh", "磨坊停")

    assert shown(words) == "磨坊"


def test_with_a_key_any_word_shows_its_card(mill: OpenWindow, words: WordDesk):
    words.card.set_when(CardWhen.WITH_KEY)
    mill.desk.word_keeping.book.statuses.set(["磨坊"], Status.KNOWN)
    mill.pane("zh").setFocus()
    point_at(mill.pane("zh"), "zh", "磨坊停")
    assert not words.card.is_shown

    mill.press(Key.Key_Control)
    assert shown(words) == "磨坊"
    assert not words.card.pointer.is_pinned
    words.card.close()
    point_at(mill.pane("literal"), "literal", "Moss")
    mill.press(Key.Key_Control)

    assert shown(words) == "青苔"


def test_enter_keeps_the_card_that_hovering_brought(mill: OpenWindow, words: WordDesk):
    put_caret(mill, "磨坊停")
    words.card.set_when(CardWhen.AT_ONCE)
    point_at(mill.pane("zh"), "zh", "水车")

    mill.press(Key.Key_Return)

    assert shown(words) == "水车"
    assert words.card.pointer.is_pinned


def test_a_pinned_card_goes_on_with_the_cursor(mill: OpenWindow, words: WordDesk):
    click(mill, "zh", "磨坊停")

    mill.press(Key.Key_Right)
    following = shown(words)
    mill.press(Key.Key_2)

    assert following not in ("", "磨坊")
    assert words.card.pointer.is_pinned
    assert statuses(mill) == {words.card.card.key: Status.LEARNING_2}
    mill.press(Key.Key_Left)
    assert shown(words) == "磨坊"


def test_the_card_of_the_pointer_goes_when_the_cursor_does(mill: OpenWindow, words: WordDesk):
    put_caret(mill, "磨坊停")
    words.card.set_when(CardWhen.AT_ONCE)
    point_at(mill.pane("zh"), "zh", "水车")
    assert shown(words) == "水车"

    mill.press(Key.Key_Right)

    assert not words.card.is_shown


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_the_text_is_about_the_word_it_is_asked_for_at(mill: OpenWindow, words: WordDesk):
    click(mill, "zh", "水车")
    view = mill.pane("zh")
    point = point_of(view, "zh", "齿轮", into=1) + QPoint(6, 0)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    mill.window.actions_by_id["word_known"].trigger()

    assert statuses(mill) == {"齿轮": Status.KNOWN}


def test_a_click_pins_and_a_second_lets_go(mill: OpenWindow, words: WordDesk):
    click(mill, "zh", "水车")
    assert words.card.pointer.is_pinned

    words.card.set_when(CardWhen.AT_ONCE)
    point_at(mill.pane("zh"), "zh", "齿轮")
    assert shown(words) == "水车"
    click(mill, "zh", "水车")

    assert not words.card.is_shown


def test_the_renderings_stay_lit_while_the_card_shows(mill: OpenWindow, words: WordDesk):
    click(mill, "zh", "师傅")
    mill.pane("zh").leaveEvent(None)

    lit = {mill.words(each.version, each.span.start, each.span.end) for each in mill.window.state.lights.lit}
    assert lit == {"Master", "师傅"}
    mill.press(Key.Key_Escape)
    assert mill.window.state.lights.lit == frozenset()


def test_the_card_says_nothing_of_a_translation_that_is_hidden(mill: OpenWindow, words: WordDesk):
    click(mill, "zh", "师傅")
    open_card = words.card.view.accessibleDescription()
    mill.press(Key.Key_Escape)
    mill.press(Key.Key_T, SHIFT)
    click(mill, "zh", "师傅")
    veiled = words.card.view.accessibleDescription()

    assert "Master" in open_card
    assert veiled
    assert "Master" not in veiled
    assert words.card.card is not None
    assert any(each.stretches for each in words.card.card.renderings)


def test_a_card_that_stays_follows_what_is_hidden_and_its_word(mill: OpenWindow, words: WordDesk):
    click(mill, "zh", "师傅")
    before, place = words.card.view.accessibleDescription(), words.card.view.pos()

    mill.press(Key.Key_T, SHIFT)
    hidden = words.card.view.accessibleDescription()
    mill.press(Key.Key_T, SHIFT)
    again = words.card.view.accessibleDescription()
    mill.press(Key.Key_P)
    mill.press(Key.Key_P)

    assert shown(words) == "师傅"
    assert "Master" in before
    assert "Master" not in hidden
    assert again == before
    # Its line stands lower, as lines have room for readings now.
    assert words.card.view.pos().y() > place.y()
    mill.window.state.covering.toggle_version("zh")
    assert shown(words) == ""


def test_a_hidden_word_has_no_card(mill: OpenWindow, words: WordDesk):
    mill.window.state.covering.toggle_version("zh")
    put_caret(mill, "磨坊停")

    mill.press(Key.Key_Return)

    assert shown(words) == ""


def test_by_keys_alone(mill: OpenWindow, words: WordDesk):
    put_caret(mill, "磨坊停")

    mill.press(Key.Key_Return)
    assert shown(words) == "磨坊"
    mill.press(Key.Key_Tab)
    assert words.card.view.has_keyboard
    mill.press(Key.Key_3)
    assert statuses(mill) == {"磨坊": Status.LEARNING_3}
    mill.press(Key.Key_Escape)

    assert not words.card.is_shown
    assert mill.pane("zh").hasFocus()


def test_esc_leaves_the_keyboard_to_the_pane_one_reads_in(mill: OpenWindow, words: WordDesk):
    assert mill.window.area.panes.link.lead == "zh"
    click(mill, "literal", "Moss covered")

    for _ in range(2):
        mill.press(Key.Key_Escape)
        assert mill.pane("literal").hasFocus()


@pytest.mark.parametrize("layout", ["panes", "rows"])
def test_the_cursor_does_not_stay_in_what_is_hidden(mill: OpenWindow, layout: str):
    area, texts = mill.window.area, mill.reading.texts
    mill.window.actions_by_id[layout].trigger()
    mill.settle()
    there = texts["literal"].content.index("First they cleared")
    area.put_caret("literal", there)

    mill.window.actions_by_id["hide_translations"].trigger()

    view = next(view for view in area.views() if view.hasFocus())
    assert view.caret is not None
    version, position = view.caret
    assert version == "zh"
    assert mill.reading.row_at("zh", position) == mill.reading.row_at("literal", there)


def test_enter_says_where_there_is_no_card(mill: OpenWindow, words: WordDesk):
    mill.window.area.put_caret("literal", len(mill.reading.texts["literal"].content) - 1)

    mill.press(Key.Key_Return)

    assert not words.card.is_shown
    assert "No word is found" in mill.window.status._message.text()


@pytest.mark.parametrize(
    ("key", "status"),
    [(Key.Key_5, Status.LEARNING_5), (Key.Key_W, Status.KNOWN), (Key.Key_I, Status.IGNORED)],
)
def test_a_key_gives_the_word_at_the_cursor_its_status(mill: OpenWindow, key: Qt.Key, status: Status):
    put_caret(mill, "青苔")

    mill.press(key)
    assert statuses(mill) == {"青苔": status}
    mill.press(Key.Key_0)

    assert statuses(mill) == {}


def test_a_digit_highlights_while_something_is_selected(mill: OpenWindow, words: WordDesk):
    start = mill.reading.texts["zh"].content.index("青苔")
    mill.window.state.select_span("zh", Span(start, start + 2))

    mill.press(Key.Key_2)
    put_caret(mill, "青苔")
    mill.press(Key.Key_2)

    service = mill.desk.session.notes
    assert service is not None
    assert [str(note.colour) for note in service.notes.find()] == ["orange"]
    assert statuses(mill) == {"青苔": Status.LEARNING_2}


def test_a_page_is_marked_known_in_one_step(mill: OpenWindow):
    mill.desk.word_keeping.book.statuses.set(["青苔"], Status.LEARNING_1)

    mill.press(Key.Key_W, SHIFT)
    many = statuses(mill)
    assert many["青苔"] is Status.LEARNING_1
    assert many["磨坊"] is many["水车"] is Status.KNOWN
    assert mill.desk.toast.text == f"{len(many) - 1} new words marked as known."
    mill.press(Key.Key_Z, CONTROL)

    assert statuses(mill) == {"青苔": Status.LEARNING_1}
    del many["水车"]
    mill.desk.word_keeping.book.statuses.set(many, Status.IGNORED)
    mill.press(Key.Key_W, SHIFT)

    assert mill.desk.toast.text == "1 new word marked as known."


@pytest.mark.parametrize("other", ["library", "words", "repair"])
def test_words_of_a_text_that_is_not_shown_to_be_read_are_left_alone(mill: OpenWindow, other: str):
    actions = mill.window.actions_by_id
    put_caret(mill, "水车")
    actions[other].trigger()
    mill.settle()
    for name in ("word_known", "page_known", "keep_word", "join_words"):
        actions[name].trigger()
    mill.settle()
    book = mill.desk.word_keeping.book
    changed = (len(book.statuses), len(book.kept.all()))
    actions["reading"].trigger()
    mill.settle()
    put_caret(mill, "水车")
    actions["word_known"].trigger()

    assert changed == (0, 0)
    assert book.statuses.of("水车") is Status.KNOWN


def test_a_word_is_kept_with_both_sentences_and_again_with_another(mill: OpenWindow):
    kept = mill.desk.word_keeping.book.kept
    put_caret(mill, "磨坊停")
    mill.settle()
    mill.press(Key.Key_R)
    assert "kept" in mill.desk.toast.text
    put_caret(mill, "磨坊")

    mill.press(Key.Key_R)

    (word,) = kept.all()
    assert (word.written, word.reading, word.sense) == ("磨坊", "mòfáng", "mill")
    assert [context.sentence for context in word.contexts] == ["磨坊停了整整十年。", "旧磨坊"]
    first = word.contexts[0].partners[0]
    assert (first.text, first.words) == ("The mill had stood still for ten whole years.", "mill")
    mill.press(Key.Key_Z, CONTROL)
    assert len(kept.all()[0].contexts) == 1
    mill.press(Key.Key_Z, CONTROL)
    assert kept.all() == []
    assert statuses(mill) == {}


def test_the_sense_chosen_on_the_card_is_kept(mill: OpenWindow):
    put_caret(mill, "青苔")
    mill.settle()
    mill.press(Key.Key_Return)
    mill.press(Key.Key_Tab)
    mill.press(Key.Key_Down)

    mill.press(Key.Key_R)

    assert [word.sense for word in mill.desk.word_keeping.book.kept.of("青苔")] == ["lichen"]


def test_a_sense_of_another_reading_is_kept_with_that(mill: OpenWindow, words: WordDesk):
    put_caret(mill, "长满")
    mill.settle()
    mill.press(Key.Key_Return)
    card = words.card.card
    assert card is not None
    other = next(at for at, sense in enumerate(card.senses) if sense.syllables)
    mill.press(Key.Key_Tab)
    for _ in range(other):
        mill.press(Key.Key_Down)

    mill.press(Key.Key_R)

    kept = mill.desk.word_keeping.book.kept.of("长")
    assert {card.written(Notation.MARKS), *(word.reading for word in kept)} == {"cháng", "zhǎng"}


def test_from_new_word_to_new_word(mill: OpenWindow):
    mill.desk.word_keeping.book.statuses.set(["停", "了", "整"], Status.KNOWN)
    put_caret(mill, "磨坊停")

    mill.press(Key.Key_Right, CONTROL)
    mill.settle()
    caret = mill.pane("zh").caret
    assert caret is not None
    assert mill.words("zh", caret[1], caret[1] + 2) == "十年"
    mill.press(Key.Key_Left, CONTROL)
    mill.settle()

    assert mill.pane("zh").caret == ("zh", mill.reading.texts["zh"].content.index("磨坊停"))


def test_the_english_pane_shows_what_stands_behind(mill: OpenWindow, words: WordDesk):
    click(mill, "literal", "Moss covered")

    assert shown(words) == "青苔"
    assert words.card.card is not None
    assert words.card.card.asked == "Moss"


@pytest.mark.parametrize(
    ("version", "text", "said"),
    [("zh", "青苔", "being prepared"), ("literal", "Moss covered", "not known yet")],
)
def test_a_card_asked_for_before_words_are_known_says_so_and_fills(
    open_window: Callable[..., OpenWindow], tmp_path: Path, version: str, text: str, said: str
):
    mill = open_window()
    mill.desk.word_links.use(ListedLinker())
    coming = WordsToCome()
    mill.desk.__dict__["text_words"] = coming
    mill.desk.__dict__["dictionaries"] = SmallLookup()
    mill.open(craft_corpus(tmp_path / "craft"), "mill")
    card = mill.desk.words.card
    mill.settle()

    point_at(mill.pane("zh"), "zh", "青苔")
    assert not card.pointer.pointed
    click(mill, version, text)
    assert card.is_shown
    assert said in card.view.list.model_rows.rows[0].text
    coming.load()
    mill.settle()

    assert shown(mill.desk.words) == "青苔"
    assert card.card is not None
    assert card.card.senses


def test_what_is_clicked_before_there_are_cards_has_its_card_then(
    open_window: Callable[..., OpenWindow], tmp_path: Path
):
    mill = open_window()
    mill.desk.__dict__["text_words"] = small_words()
    mill.desk.__dict__["dictionaries"] = SmallLookup()
    mill.open(craft_corpus(tmp_path / "craft"), "mill")

    click(mill, "zh", "青苔")
    mill.desk.finish()

    assert shown(mill.desk.words) == "青苔"


def test_a_selection_has_a_card_of_its_longest_word(mill: OpenWindow, words: WordDesk):
    view = mill.pane("zh")
    begin, end = point_of(view, "zh", "水车上长满"), point_of(view, "zh", "水车上长满", into=4)
    QTest.mousePress(view.viewport(), LEFT, pos=begin - QPoint(6, 0))
    for x in range(begin.x(), end.x() + 8, 6):
        QTest.mouseMove(view.viewport(), QPoint(x, end.y()))
    QTest.mouseRelease(view.viewport(), LEFT, pos=end + QPoint(8, 0))
    mill.settle()

    assert shown(words) == "水车"
    assert not words.card.view.geometry().intersects(
        mill.window.selection_bar.geometry().translated(
            mill.window.middle.mapTo(words.card.view.parentWidget(), QPoint())
        )
    )


def test_in_rows_too(mill: OpenWindow, words: WordDesk):
    mill.press(Key.Key_2, CONTROL)
    (view,) = mill.window.area.views()

    QTest.mouseClick(view.viewport(), LEFT, pos=point_of(view, "zh", "齿轮"))
    mill.settle()

    assert shown(words) == "齿轮"


def test_a_sentence_at_a_time_too(mill: OpenWindow, words: WordDesk):
    mill.press(Key.Key_3, CONTROL)
    (view,) = mill.window.area.views()

    QTest.mouseClick(view.viewport(), LEFT, pos=point_of(view, "zh", "磨坊停"))
    mill.settle()

    assert shown(words) == "磨坊"
    assert view.caret is not None
    assert mill.words("zh", view.caret[1], view.caret[1] + 2) in ("磨坊", "坊停")
    row = mill.window.state.current_row
    while mill.window.state.current_row == row:
        mill.press(Key.Key_Right)
    mill.settle()
    # It goes along with the cursor, but is not left behind.
    assert words.card.is_shown
    mill.press(Key.Key_Up)
    mill.wait_until(lambda: not words.card.is_shown)


def test_cards_only_with_a_key_are_remembered(mill: OpenWindow, words: WordDesk):
    mill.window.actions_by_id["card_with_key"].trigger()

    assert words.card.pointer.when is CardWhen.WITH_KEY
    assert mill.data.settings.value.shows_cards is CardWhen.WITH_KEY
    assert mill.window.actions_by_id["card_with_key"].isChecked()


def test_undo_beside_a_message_takes_back_what_it_tells_of(mill: OpenWindow, words: WordDesk):
    put_caret(mill, "青苔")
    mill.press(Key.Key_R)
    book, toast = mill.desk.word_keeping.book, mill.desk.toast
    assert book.kept.is_kept("青苔")
    put_caret(mill, "磨坊")
    mill.press(Key.Key_W)
    assert toast._caps.isHidden(), "the key takes back the status now"

    toast.button.click()

    assert not book.kept.is_kept("青苔")
    assert statuses(mill) == {"磨坊": Status.KNOWN}
    assert mill.window.status._message.text() == "Undone: Keep 青苔."


def test_what_later_steps_rest_on_stays_and_says_so(mill: OpenWindow, words: WordDesk):
    put_caret(mill, "青苔")
    mill.press(Key.Key_R)
    mill.press(Key.Key_W)

    mill.desk.toast.button.click()

    assert mill.desk.word_keeping.book.kept.is_kept("青苔")
    assert "what was done since rests on it" in mill.window.status._message.text()


def test_one_key_takes_back_notes_and_words_in_their_order_and_names_them(mill: OpenWindow, words: WordDesk):
    notes, undo = mill.desk.session.notes, mill.window.actions_by_id["undo"]
    assert notes is not None
    notes.highlight([notes.notes.anchor("mill", "zh", Span(0, 2))], Colour.YELLOW)
    put_caret(mill, "青苔")
    mill.press(Key.Key_W)
    assert undo.text() == "Undo: Mark as known “青苔”"

    mill.press(Key.Key_Z, CONTROL)

    assert statuses(mill) == {}
    assert mill.window.status._message.text() == "Undone: Mark as known “青苔”."
    assert undo.text().startswith("Undo: Highlight “")
    mill.press(Key.Key_Z, CONTROL)
    assert not notes.notes.all()
    assert not undo.isEnabled()
    assert undo.text() == "Undo"
    mill.press(Key.Key_Z, CONTROL | SHIFT)
    mill.press(Key.Key_Z, CONTROL | SHIFT)
    assert statuses(mill) == {"青苔": Status.KNOWN}
    assert mill.window.status._message.text() == "Done again: Mark as known “青苔”."


def test_what_was_done_in_another_text_is_named_with_it_and_what_is_out_of_sight_shown(
    mill: OpenWindow, words: WordDesk
):
    notes, travel = mill.desk.session.notes, mill.desk.travel
    assert notes is not None
    travel.open_document(mill.desk.session.corpus.documents[1].id)
    mill.settle()
    document, text, pane = mill.reading.document, mill.reading.texts["zh"], mill.pane("zh")
    last = text.segment(text.segment_count - 1)
    notes.highlight([notes.notes.anchor(document.id, "zh", last)], Colour.YELLOW)
    assert pane.rect_of("zh", last.start) is None

    mill.press(Key.Key_Z, CONTROL)
    mill.settle()
    assert pane.rect_of("zh", last.start) is not None
    mill.press(Key.Key_Z, CONTROL | SHIFT)
    travel.open_document("mill")
    mill.settle()
    mill.press(Key.Key_Z, CONTROL)

    assert mill.window.status._message.text().endswith(f", in {document.title or document.id}.")
    assert not notes.notes.all()
