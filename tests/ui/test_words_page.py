"""The page of words in the real window: statuses, pairs, review and removal, each taken back by key."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from corpora import write_corpus
from made_words import text_words
from parallelreader.app.reading_time import ReadingClock
from parallelreader.app.settings import ReviewFront
from parallelreader.app.words.book import WordBook
from parallelreader.app.words.kept_word import Context, Partner
from parallelreader.app.words.statuses import Status
from parallelreader.app.words.word_files import WordFormat
from parallelreader.app.words.word_list import Group, Order
from parallelreader.core.notes.anchor import anchor_at
from parallelreader.core.text import Span
from parallelreader.ui.actions.rooms import WORDS
from parallelreader.ui.words.files_bundle import BundleDialog
from parallelreader.ui.words.files_export import ExportDialog, ExportWish
from parallelreader.ui.words.files_known import KnownWordsDialog
from parallelreader.ui.words.page import WordsPage
from parallelreader.ui.words.page_side import NEEDED
from reading_window import CONTROL, OpenWindow
from word_material import SmallLookup

pytestmark = pytest.mark.gui

_Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    # The real tables take seconds to make for each test.
    vars(opened.desk)["text_words"] = text_words({"老人", "岸边", "回答", "没有人"})
    vars(opened.desk)["dictionaries"] = SmallLookup()
    opened.open(write_corpus(tmp_path / "river"))
    opened.desk.finish()
    opened.settle()
    keep(opened, "老人", "lǎorén", "old man", "The old man")
    keep(opened, "回答", "huídá", "to answer", "answered")
    return opened


def keep(window: OpenWindow, word: str, reading: str, sense: str, rendering: str) -> None:
    """Keep a word at its first place in the text."""
    text = window.reading.texts["zh"]
    at = text.content.index(word)
    sentence = text.segment(text.segment_at(at))
    (row,) = {window.reading.row_of("zh", segment) for segment in text.segments_in(sentence)}
    english = " ".join(
        window.reading.texts["literal"].segment_text(each) for each in window.reading.cell(row, "literal")
    )
    start = english.index(rendering)
    notes = window.desk.session.notes
    assert notes is not None
    context = Context(
        notes.corpus_key,
        anchor_at(text, Span(at, at + len(word)), document=window.reading.document.id, version="zh"),
        text.content[sentence.start : sentence.end],
        at - sentence.start,
        (Partner("literal", english, ((start, start + len(rendering)),)),),
        window.reading.document.title,
    )
    book(window).kept.keep(word, reading, sense, context, key=word)


def book(window: OpenWindow) -> WordBook:
    words: WordBook = window.desk.word_keeping.book
    return words


def page_shown(window: OpenWindow) -> WordsPage:
    """The page, asked for by its key, when it is at rest."""
    window.press(_Key.Key_3, ALT)
    rest(window)
    page: WordsPage = window.desk.words_page.page
    return page


def rest(window: OpenWindow) -> None:
    window.settle()
    window.wait_until(lambda: not window.desk.words_page._rest.isActive())
    window.settle()


def listed(page: WordsPage) -> list[str]:
    return [f"{word.written} {int(word.status)}" for word in page.model.words]


def test_words_are_listed_marked_and_the_marks_taken_back_by_keys(window: OpenWindow) -> None:
    page = page_shown(window)
    at_first = listed(page)
    window.press(_Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    window.press(_Key.Key_W)
    rest(window)
    marked, said = listed(page), window.window.status._message.text()
    window.press(_Key.Key_Z, CONTROL)
    rest(window)
    undone = listed(page)
    window.press(_Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    rest(window)

    assert at_first == ["老人 1", "回答 1"]
    assert marked == ["老人 6", "回答 6"]
    assert said == "Mark 2 words as known. Undo takes it back."
    assert undone == at_first
    assert listed(page) == marked
    assert page.list.hasFocus()


def test_a_pair_is_opened_in_the_text_and_the_page_found_again(window: OpenWindow) -> None:
    page = page_shown(window)
    page.choose(page.model.word(1).name)

    window.press(_Key.Key_Return)
    rest(window)
    in_text = not window.desk.words_page.is_shown and window.window.library.isVisible()
    row = window.window.area.state.current_row
    window.press(_Key.Key_3, ALT)
    rest(window)
    again = window.desk.words_page.is_shown
    window.press(_Key.Key_Escape)

    assert in_text
    assert window.reading.label(row) == "2.1–2"
    assert again
    assert not window.desk.words_page.is_shown


def test_a_removed_word_comes_back_with_undo(window: OpenWindow) -> None:
    page = page_shown(window)

    window.press(_Key.Key_Delete)
    rest(window)
    removed = listed(page)
    window.desk.toast.button.click()
    rest(window)

    # Its status stays: only the card is gone.
    assert sorted(removed) == ["回答 1", "老人 1"]
    assert book(window).kept.is_kept("老人")


def test_cards_are_reviewed_by_keys_and_an_answer_taken_back(window: OpenWindow) -> None:
    window.press(_Key.Key_R, CONTROL)
    rest(window)
    page: WordsPage = window.desk.words_page.page
    first = page.review.card
    window.press(_Key.Key_Space)
    window.press(_Key.Key_4)
    rest(window)
    second = page.review.card
    book(window).statuses.set(["岸边"], Status.IGNORED)
    window.press(_Key.Key_Z)
    rest(window)
    back = page.review.card
    reviews_undone = book(window).kept.reviews()
    for _ in range(2):
        window.press(_Key.Key_Space)
        window.press(_Key.Key_4)
        rest(window)
    said = page.review.rest.text()
    window.press(_Key.Key_Escape)

    assert first is not None
    assert second is not None
    assert {first.word, second.word} == {"老人", "回答"}
    assert back == first
    assert reviews_undone == []
    assert book(window).statuses.of("岸边") is Status.IGNORED, "only the answer was taken back"
    assert len(book(window).kept.reviews()) == 2
    assert said.startswith("That was all that is due today. Answers given: 2.\nThe next comes again in")
    assert page.list.isVisible()


def test_a_word_known_in_review_is_asked_no_more_until_that_is_taken_back(window: OpenWindow) -> None:
    window.press(_Key.Key_R, CONTROL)
    rest(window)
    page, desk = window.desk.words_page.page, window.desk.words_page
    first = page.review.card
    assert first is not None
    window.press(_Key.Key_W)
    rest(window)
    second = page.review.card
    window.press(_Key.Key_Z, CONTROL)
    rest(window)
    back = page.review.card
    window.press(_Key.Key_Space)
    window.press(_Key.Key_E)
    dialog = desk.editing.dialog
    assert dialog is not None
    dialog.sense.setPlainText("elder")
    dialog.accept()
    rest(window)

    assert second is not None
    assert second.word != first.word
    assert back == first
    assert page.review.card is not None
    assert page.review.card.meaning == "elder"
    assert page.review.is_open


def test_how_words_are_reviewed_is_asked_and_holds_at_once(window: OpenWindow) -> None:
    window.press(_Key.Key_R, CONTROL)
    rest(window)
    page, review = window.desk.words_page.page, window.desk.words_page.review
    asked = page.review.card
    assert asked is not None
    usual = asked.intervals[3]
    review.ask_settings()
    dialog = review.dialog
    assert dialog is not None
    dialog.front.setCurrentIndex(dialog.front.findData(ReviewFront.WORD.value))
    dialog.remembered.setValue(80)
    dialog.accept()
    rest(window)
    alone, later = page.review._front.text, page.review.card

    review.ask_settings()
    assert review.dialog is not None
    review.dialog.new_a_day.setValue(0)
    review.dialog.accept()
    rest(window)

    assert alone == asked.word
    assert later is not None
    assert int(later.intervals[3].split()[0]) > int(usual.split()[0])
    assert page.review.card is None
    assert "2 new ones wait, 0 a day." in page.review.rest.text()


def test_the_figures_follow_the_words(window: OpenWindow) -> None:
    page = page_shown(window)
    before = page.right.chapter_plot.bars[0].value
    book(window).statuses.set(["老人", "岸边"], Status.KNOWN)
    rest(window)

    assert page.right.chapter_plot.bars[0].value < before
    assert [day.known for day in page.right.growth_plot.days] == [2]
    assert sum(bar.value for bar in page.right.due_plot.bars) == 1


def test_new_words_of_the_text_are_listed_by_frequency_and_marked_there(window: OpenWindow) -> None:
    page = page_shown(window)
    page.side.groups.choose(Group.NEW)
    page.head.order.setCurrentIndex(page.head.order.findData(Order.FREQUENT.value))
    new = [(word.key, word.times) for word in page.model.words]
    page.list.choose(0)
    page.list.setFocus()

    window.press(_Key.Key_W)
    rest(window)

    assert {"岸边", "没有人"} <= {key for key, _ in new}
    assert [times for _, times in new] == sorted((times for _, times in new), reverse=True)
    assert new[0][1] > 0
    assert book(window).statuses.of(new[0][0]) is Status.KNOWN
    assert len(page.words) == 3


def test_a_word_of_the_list_is_kept_looked_up_and_its_card_edited_by_keys(window: OpenWindow) -> None:
    page, desk = page_shown(window), window.desk.words_page
    book(window).statuses.set(["岸边"], Status.LEARNING_2)
    rest(window)
    page.choose("岸边")
    page.list.setFocus()

    window.press(_Key.Key_E)
    has_no_card = desk.editing.dialog is None
    window.press(_Key.Key_R)
    rest(window)
    (kept,) = book(window).kept.of("岸边")
    page.choose(kept.id)
    window.press(_Key.Key_D)
    window.settle()
    asked = window.desk.entry.panel.current
    window.desk.entry.panel.head.focus_field()
    window.press(_Key.Key_Escape)
    has_keys_again = page.list.hasFocus()
    window.press(_Key.Key_Escape)
    is_gone = window.window.side.isHidden()
    has_keys = page.list.hasFocus() and desk.is_shown
    window.press(_Key.Key_E)
    dialog = desk.editing.dialog
    assert dialog is not None
    dialog.sense.setPlainText(" the shore ")
    dialog.accept()
    rest(window)

    assert has_no_card
    assert has_keys_again
    assert kept.contexts[0].sentence == "老人站在岸边。"
    assert book(window).kept.of("岸边")[0].sense == "the shore"
    assert page.right.detail._meaning.text() == "the shore"
    assert asked is not None
    assert asked.typed == "岸边"
    assert (is_gone, has_keys) == (True, True)


def test_sentences_that_needed_english_are_listed(window: OpenWindow) -> None:
    notes = window.desk.session.notes
    assert notes is not None
    text = window.reading.texts["zh"]
    pair = anchor_at(text, text.segment(1), document=window.reading.document.id, version="zh")
    book(window).reveals.note_reveal(notes.corpus_key, "literal", pair)
    page = page_shown(window)
    page.side.groups.choose(NEEDED)

    (row,) = page.needed.rows
    page.needed.setFocus()
    window.press(_Key.Key_Delete)
    rest(window)
    let_go = list(page.needed.rows)
    window.press(_Key.Key_Z, CONTROL)
    rest(window)
    assert let_go == []
    assert list(page.needed.rows) == [row]
    assert row.chinese == "老人站在岸边。"
    assert row.english == "The old man stood on the shore."


def test_the_page_makes_room_of_the_notes_and_gives_it_back(window: OpenWindow) -> None:
    window.window.actions_by_id["notes_panel"].trigger()
    shown_before = window.desk.notes.is_shown
    page_shown(window)
    hidden = not window.desk.notes.is_shown
    window.desk.remember()
    remembered = window.desk.session.corpus_place.shows_notes
    window.press(_Key.Key_Escape)

    assert shown_before
    assert hidden
    assert remembered
    assert window.desk.notes.is_shown


def test_of_a_search_that_makes_room_no_notes_come_back_another_time(window: OpenWindow) -> None:
    window.window.actions_by_id["search"].trigger()
    page_shown(window)

    window.desk.remember()

    assert not window.desk.session.corpus_place.shows_notes


def test_words_are_exported_and_the_next_export_knows_what_changed(
    window: OpenWindow, tmp_path: Path
) -> None:
    page_shown(window)
    window.press(_Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    window.settle()
    dialog = export_dialog(window)
    at_first = dialog.summary.text()
    dialog._on_export_clicked()
    chooser = dialog.chooser
    assert chooser is not None
    chooser.fileSelected.emit(str(tmp_path / "words.apkg"))
    chooser.close()
    window.settle()
    book(window).kept.edit(book(window).kept.of("老人")[0].id, sense="elder")
    window.window.actions_by_id["export_words"].trigger()
    window.settle()
    again = export_dialog(window)
    later = again.summary.text()
    again.reject()

    assert at_first == "2 cards"
    assert (tmp_path / "words.apkg").stat().st_size > 1000
    assert later == "2 cards, 1 changed since the last export"


def export_dialog(window: OpenWindow) -> ExportDialog:
    dialog = window.desk.words_page.files.dialog
    assert isinstance(dialog, ExportDialog)
    return dialog


def test_known_words_are_reported_before_they_come_in_and_taken_back(
    window: OpenWindow, tmp_path: Path
) -> None:
    page = page_shown(window)
    file = tmp_path / "known.csv"
    file.write_text("word,level\n老人,1\n岸边,1\n回答,2\n没有人,3\n", encoding="utf-8")

    page.files_dropped.emit([file])
    window.settle()
    dialog = window.desk.words_page.files.dialog
    assert isinstance(dialog, KnownWordsDialog)
    offered = dialog.accept_button.text()
    dialog.level.setCurrentIndex(1)
    window.settle()
    of_first_level = dialog.accept_button.text()
    unchanged = book(window).statuses.all()
    dialog.accept()
    rest(window)
    brought_in = book(window).statuses.all()
    window.window.actions_by_id["undo"].trigger()
    rest(window)

    assert offered == "Bring in 4 words"
    assert of_first_level == "Bring in 2 words"
    assert unchanged == {"老人": Status.LEARNING_1, "回答": Status.LEARNING_1}
    assert brought_in == unchanged | {"老人": Status.KNOWN, "岸边": Status.KNOWN}
    assert book(window).statuses.all() == unchanged


def test_what_looks_like_a_sentence_is_shown_and_comes_only_if_ticked(
    window: OpenWindow, tmp_path: Path
) -> None:
    page, file = page_shown(window), tmp_path / "known.txt"
    file.write_text("岸边\n老人回答了。\n", encoding="utf-8")

    page.files_dropped.emit([file])
    window.settle()
    dialog = window.desk.words_page.files.dialog
    assert isinstance(dialog, KnownWordsDialog)
    offered, shown = dialog.accept_button.text(), dialog.words.toPlainText()
    dialog.sentences.setChecked(True)
    window.settle()

    assert (offered, shown) == ("Bring in 1 word", "岸边\n\nLeft out: 老人回答了")
    assert dialog.accept_button.text() == "Bring in 2 words"
    assert dialog.words.toPlainText() == "岸边　老人回答了"
    dialog.reject()


def test_words_of_another_copy_are_shown_before_they_come_in(window: OpenWindow, tmp_path: Path) -> None:
    page = page_shown(window)
    file, later = tmp_path / "words.jsonl", tmp_path / "known.txt"
    status = {"kind": "status", "word": "岸边", "status": "known", "changed": 5}
    file.write_text(json.dumps(status) + "\n", encoding="utf-8")
    later.write_text("没有人\n", encoding="utf-8")

    page.files_dropped.emit([file, later])
    window.settle()
    dialog = window.desk.words_page.files.dialog
    assert isinstance(dialog, BundleDialog)
    offered = [dialog.table.item(0, column).text() for column in (1, 2)]
    unchanged = book(window).statuses.of("岸边")
    dialog.accept()
    rest(window)
    window.settle()
    after_it = window.desk.words_page.files.dialog

    assert offered == ["1", "1"]
    assert unchanged is Status.NEW
    assert book(window).statuses.of("岸边") is Status.KNOWN
    assert isinstance(after_it, KnownWordsDialog)
    after_it.reject()

    page.files_dropped.emit([file])
    window.settle()
    again = window.desk.words_page.files.dialog
    assert isinstance(again, BundleDialog)
    assert not again.accept_button.isEnabled()
    again.reject()


def test_cards_and_words_with_only_a_status_go_and_come_back_together(window: OpenWindow) -> None:
    book(window).statuses.set(["岸边"], Status.KNOWN)
    page = page_shown(window)
    at_first = listed(page)
    page.list.selectAll()

    window.press(_Key.Key_Delete)
    rest(window)
    removed = listed(page)
    window.press(_Key.Key_Z, CONTROL)
    rest(window)

    assert len(at_first) == 3
    assert sorted(removed) == ["回答 1", "老人 1"]
    assert listed(page) == at_first
    assert book(window).kept.is_kept("老人")


def test_only_what_was_reported_for_the_status_wanted_now_comes_in(
    window: OpenWindow, tmp_path: Path
) -> None:
    page = page_shown(window)
    file = tmp_path / "known.txt"
    file.write_text("岸边\n", encoding="utf-8")
    page.files_dropped.emit([file])
    window.settle()
    dialog = window.desk.words_page.files.dialog
    assert isinstance(dialog, KnownWordsDialog)

    dialog.status.setCurrentIndex(dialog.status.findData(int(Status.LEARNING_3)))
    could_accept_at_once = dialog.accept_button.isEnabled()
    window.settle()
    could_accept = dialog.accept_button.isEnabled()
    dialog.accept()
    rest(window)

    assert (could_accept_at_once, could_accept) == (False, True)
    assert book(window).statuses.of("岸边") is Status.LEARNING_3


def test_a_list_that_is_read_again_when_its_dialog_is_closed_is_let_go(
    window: OpenWindow, tmp_path: Path
) -> None:
    page = page_shown(window)
    file = tmp_path / "known.csv"
    file.write_text("word,level\n岸边,1\n", encoding="utf-8")
    page.files_dropped.emit([file])
    window.settle()
    dialog = window.desk.words_page.files.dialog
    assert isinstance(dialog, KnownWordsDialog)

    dialog.column_changed.emit("word")
    dialog.reject()
    rest(window)

    assert window.desk.words_page.files.dialog is None
    assert window.window.banner.isHidden()


def test_an_export_that_ends_later_answers_no_other_dialog(window: OpenWindow, tmp_path: Path) -> None:
    page = page_shown(window)
    files = window.desk.words_page.files
    list_of_words = tmp_path / "known.txt"
    list_of_words.write_text("岸边\n", encoding="utf-8")
    window.window.actions_by_id["export_words"].trigger()
    rest(window)
    export = files.dialog
    assert isinstance(export, ExportDialog)
    page.files_dropped.emit([list_of_words])
    window.settle()
    known = files.dialog
    assert isinstance(known, KnownWordsDialog)

    wish = ExportWish(export.words, WordFormat.TABLE, "", tmp_path / "words.csv")
    files.dialog = export
    export.export_requested.emit(wish)
    files.dialog = known
    rest(window)

    assert (tmp_path / "words.csv").exists()
    assert known.isVisible()
    assert book(window).statuses.of("岸边") is Status.NEW
    known.reject()
    export.reject()


def test_a_file_without_words_is_refused_with_a_reason(window: OpenWindow, tmp_path: Path) -> None:
    page = page_shown(window)
    file = tmp_path / "none.txt"
    file.write_text("nothing here\n", encoding="utf-8")

    page.files_dropped.emit([file])
    window.settle()

    assert window.desk.words_page.files.dialog is None
    assert "none.txt" in window.window.banner.text


def test_the_rooms_are_reached_from_each_other_by_their_keys(window: OpenWindow) -> None:
    page_shown(window)
    window.press(_Key.Key_1, ALT)
    in_text = window.window.middle.currentWidget() is window.window.area
    window.press(_Key.Key_3, ALT)
    window.press(_Key.Key_4, ALT)
    rest(window)
    in_repair = window.window.area.is_repairing
    window.press(_Key.Key_3, ALT)
    rest(window)
    from_repair = window.desk.words_page.is_shown and not window.window.area.is_repairing
    window.press(_Key.Key_5, ALT)
    rest(window)

    assert in_text
    assert in_repair
    assert from_repair
    assert window.desk.notes.is_shown
    assert window.window.library.isVisible()


def test_the_list_of_rooms_says_how_many_cards_wait(window: OpenWindow) -> None:
    counts = window.desk.due_count
    window.wait_until(lambda: not counts._rest.isActive())
    window.settle()
    row = window.window.library.workspaces._rows[WORDS]

    assert row.accessibleName() == "Words, 2 due"
    row.click()
    rest(window)
    assert window.desk.words_page.is_shown
    assert window.desk.words_page.workspaces._rows[WORDS].accessibleName() == "Words, 2 due"


def test_what_was_read_is_told_and_days_in_a_row_only_on_request(window: OpenWindow) -> None:
    notes = window.desk.session.notes
    assert notes is not None
    clock = ReadingClock(window.data.store)
    clock.begin(notes.corpus_key, window.reading.document.id)
    for second in (0.0, 100.0, 200.0):
        clock.move(second)
    clock.read_pairs(1)
    clock.leave(200.0)

    section = page_shown(window).right.reading
    before = [label.text() for label in section.findChildren(QLabel) if label.isVisible()]
    section.counting.click()
    rest(window)
    after = [label.text() for label in section.findChildren(QLabel) if label.isVisible()]

    assert "Today: 3 min, 1 new pair" in before
    assert "1 day in a row" not in before
    assert "1 day in a row" in after
    assert window.data.settings.value.counts_days
