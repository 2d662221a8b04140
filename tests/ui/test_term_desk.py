"""Terms in the real window: lit as soon as they are marked, marked by keys and by mouse, written, undone."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factories import craft_corpus
from parallelreader.app.linked_words import LinkedPassages, Passages
from parallelreader.app.terms.termbase import Termbase
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.terms.concept import PartOfSpeech, TermStatus
from parallelreader.core.text import Span
from parallelreader.ui.term_desk import TermDesk
from parallelreader.ui.terms.concept_dialog import ConceptDialog
from reading_window import CONTROL, SHIFT, OpenWindow, point_of
from word_pairs import ListedLinker

pytestmark = pytest.mark.gui
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mill(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    opened.desk.word_links.use(ListedLinker())
    opened.open(craft_corpus(tmp_path / "craft"), "mill", ("zh", "literal"))
    assert opened.desk.terms
    opened.settle()
    return opened


@pytest.fixture
def terms(mill: OpenWindow) -> TermDesk:
    return mill.desk.terms


def termbase_of(mill: OpenWindow) -> Termbase:
    book = mill.desk.term_keeping.book
    assert book is not None
    return book.termbase


def pairs(mill: OpenWindow) -> list[tuple[list[str], list[str]]]:
    return [
        ([term.text for term in each.chinese], [term.text for term in each.english])
        for each in termbase_of(mill).in_order()
    ]


def go_to(mill: OpenWindow, version: str, words: str) -> None:
    mill.window.area.put_caret(version, mill.reading.texts[version].content.index(words))
    mill.settle()


def select(mill: OpenWindow, version: str, words: str) -> None:
    start = mill.reading.texts[version].content.index(words)
    mill.pane(version).setFocus()
    mill.window.state.select_span(version, Span(start, start + len(words)))
    mill.settle()


def lit(mill: OpenWindow, version: str) -> list[str]:
    """The words under which a dotted line stands."""
    source, text = mill.window.state.terms, mill.reading.texts[version]
    if source is None:
        return []
    whole = source.spans_in(version, Span(0, len(text.content)))
    return [mill.words(version, span.start, span.end) for span in whole]


def type_over(mill: OpenWindow, words: str) -> None:
    QTest.keyClicks(QApplication.focusWidget(), words)
    QApplication.processEvents()


def test_a_word_is_marked_by_two_keys_with_what_renders_it(mill: OpenWindow, terms: TermDesk):
    go_to(mill, "zh", "青苔")

    mill.press(Key.Key_M)
    mill.settle()

    assert terms.bar.words == ("青苔", "moss")
    mill.press(Key.Key_Return)
    assert pairs(mill) == [(["青苔"], ["moss"])]
    assert terms.bar.isHidden()
    assert mill.pane("zh").hasFocus()
    assert mill.window.state.selection is None


class SlowLinker(ListedLinker):
    """Finds links only when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = Event()

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        while not self.may_answer.wait(0.01):
            progress.step(0, 1)
        return super().link(pairs, progress)


def test_enter_before_it_is_known_what_renders_the_word_waits_for_that(mill: OpenWindow, terms: TermDesk):
    linker = SlowLinker()
    mill.desk.word_links.use(linker)
    mill.window.area.put_caret("zh", mill.reading.texts["zh"].content.index("青苔"))

    mill.press(Key.Key_M)
    mill.press(Key.Key_Return)

    assert (pairs(mill), terms.bar.is_open) == ([], True)
    linker.may_answer.set()
    mill.wait_until(lambda: pairs(mill) == [(["青苔"], ["moss"])])
    assert terms.bar.isHidden()


def test_what_only_a_version_not_shown_has_comes_into_the_bar(mill: OpenWindow, terms: TermDesk):
    mill.desk.word_links.use(ListedLinker({"整整": "decade"}))
    select(mill, "zh", "整整")

    mill.press(Key.Key_M)
    mill.wait_until(lambda: terms.bar.words == ("整整", "decade"))

    assert "free" in terms.bar.choices.accessibleDescription()
    mill.press(Key.Key_Return)
    assert pairs(mill) == [(["整整"], ["decade"])]


def test_enter_pressed_twice_does_not_wait(mill: OpenWindow):
    linker = SlowLinker()
    mill.desk.word_links.use(linker)
    mill.window.area.put_caret("zh", mill.reading.texts["zh"].content.index("青苔"))
    mill.press(Key.Key_M)

    mill.press(Key.Key_Return)
    mill.press(Key.Key_Return)

    assert pairs(mill) == [(["青苔"], [])]
    linker.may_answer.set()


def test_what_is_marked_is_lit_at_once_everywhere_in_every_form(mill: OpenWindow):
    for word in ("水车", "轮子"):
        go_to(mill, "zh", word)
        mill.press(Key.Key_M)
        mill.settle()
        mill.press(Key.Key_Return)
        if word == "水车":
            assert (lit(mill, "zh"), lit(mill, "literal")) == (["水车"], ["wheel", "wheel"])

    assert lit(mill, "zh") == ["水车", "轮子"]


def test_escape_leaves_everything_as_it_was(mill: OpenWindow, terms: TermDesk):
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    mill.settle()

    mill.press(Key.Key_Escape)

    assert terms.bar.isHidden()
    assert pairs(mill) == []
    assert mill.pane("zh").hasFocus()


def test_what_is_proposed_is_typed_over_or_chosen_otherwise(mill: OpenWindow, terms: TermDesk):
    select(mill, "zh", "齿轮也锈住了")
    mill.press(Key.Key_M)
    mill.settle()
    type_over(mill, "gears")

    mill.press(Key.Key_Return)

    assert pairs(mill) == [(["齿轮也锈住了"], ["gears"])]
    assert termbase_of(mill).in_order()[0].english[0].source == ""


def test_words_of_the_translation_are_marked_with_what_they_render(mill: OpenWindow, terms: TermDesk):
    go_to(mill, "literal", "Moss")
    mill.press(Key.Key_M)
    mill.settle()

    assert terms.bar.chinese.hasFocus()
    mill.press(Key.Key_Return)

    assert pairs(mill) == [(["青苔"], ["moss"])]


def test_two_selections_make_a_pair_by_key(mill: OpenWindow, terms: TermDesk):
    select(mill, "zh", "老人没有回答")
    mill.press(Key.Key_M)
    mill.settle()
    select(mill, "literal", "gave no answer")

    mill.press(Key.Key_M)

    assert terms.bar.words == ("老人没有回答", "gave no answer")
    assert terms.bar.english.hasFocus()
    mill.press(Key.Key_Return)
    assert pairs(mill) == [(["老人没有回答"], ["gave no answer"])]


def test_selecting_anew_what_is_marked_keeps_what_was_selected_for_it(mill: OpenWindow, terms: TermDesk):
    select(mill, "zh", "老人没有")
    mill.press(Key.Key_M)
    mill.settle()
    select(mill, "literal", "gave no answer")
    mill.press(Key.Key_M)

    select(mill, "zh", "没有回答")
    mill.press(Key.Key_M)

    assert terms.bar.words == ("没有回答", "gave no answer")


def drag(mill: OpenWindow, version: str, words: str) -> None:
    view = mill.pane(version)
    start = point_of(view, version, words) - QPoint(4, 0)
    end = point_of(view, version, words, into=len(words) - 1) + QPoint(3, 0)
    QTest.mousePress(view.viewport(), LEFT, pos=start)
    QTest.mouseMove(view.viewport(), (start + end) / 2)
    QTest.mouseMove(view.viewport(), end)
    QTest.mouseRelease(view.viewport(), LEFT, pos=end)
    mill.settle()


def test_two_selections_make_a_pair_by_mouse_alone(mill: OpenWindow, terms: TermDesk):
    drag(mill, "zh", "老人")
    button = next(
        each for each in mill.window.selection_bar.buttons if each.accessibleName() == "Mark as a term"
    )
    card = mill.desk.words.card
    assert card.is_shown
    QTest.mouseClick(button, LEFT)
    mill.settle()
    assert not card.is_shown
    drag(mill, "literal", "old man")
    assert not card.is_shown

    assert terms.bar.words == ("老人", "old man")
    assert mill.window.selection_bar.isHidden()
    QTest.mouseClick(terms.bar.mark, LEFT)

    assert pairs(mill) == [(["老人"], ["old man"])]


def test_another_rendering_joins_the_term_there_is_and_undo_parts_them(mill: OpenWindow, terms: TermDesk):
    termbase = termbase_of(mill)
    termbase.add([termbase.new_concept(["青苔"], ["lichen"])])
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    mill.settle()
    assert terms.bar.mark.text() == "Add to it"

    mill.press(Key.Key_Return)

    assert pairs(mill) == [(["青苔"], ["lichen", "moss"])]
    mill.press(Key.Key_Z, CONTROL)
    assert pairs(mill) == [(["青苔"], ["lichen"])]
    mill.press(Key.Key_Z, CONTROL)
    assert (pairs(mill), lit(mill, "zh")) == ([], [])
    mill.press(Key.Key_Z, CONTROL | SHIFT)
    assert lit(mill, "zh") == ["青苔"]


def test_control_and_enter_take_the_other_way(mill: OpenWindow, terms: TermDesk):
    termbase = termbase_of(mill)
    termbase.add([termbase.new_concept(["苔藓"], ["moss"])])
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    mill.settle()

    mill.press(Key.Key_Return, CONTROL)

    assert pairs(mill) == [(["苔藓", "青苔"], ["moss"])]


def test_tab_goes_on_to_all_there_is_to_say(mill: OpenWindow):
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    mill.settle()
    mill.press(Key.Key_Tab)
    dialog = the_dialog(mill)

    dialog.form.part.setCurrentIndex(dialog.form.part.findData(PartOfSpeech.NOUN))
    dialog.definition.field.setPlainText("What grows on old wood.")
    mill.press(Key.Key_Return, CONTROL)

    (concept,) = termbase_of(mill).in_order()
    assert concept.definition == "What grows on old wood."
    assert concept.chinese[0].part_of_speech is PartOfSpeech.NOUN
    assert lit(mill, "literal") == ["Moss"]


def the_dialog(mill: OpenWindow) -> ConceptDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ConceptDialog)
    return dialog


def come_back(mill: OpenWindow) -> None:
    """Without a window manager nobody gives the keyboard back when a dialog has closed."""
    mill.window.activateWindow()
    mill.wait_until(mill.window.isActiveWindow)


def test_a_term_is_written_and_removed_from_where_it_stands(mill: OpenWindow):
    termbase = termbase_of(mill)
    termbase.add([termbase.new_concept(["水车"], ["wheel"])])
    go_to(mill, "literal", "wheel")

    mill.press(Key.Key_M, SHIFT)
    dialog = the_dialog(mill)
    dialog.add_english.click()
    type_over(mill, "water wheel")
    dialog.form.status.setCurrentIndex(dialog.form.status.findData(TermStatus.DEPRECATED))
    dialog.save.click()

    (concept,) = termbase.in_order()
    assert [(each.text, each.status) for each in concept.english] == [
        ("wheel", TermStatus.PREFERRED),
        ("water wheel", TermStatus.DEPRECATED),
    ]
    come_back(mill)
    assert mill.pane("literal").hasFocus()
    mill.press(Key.Key_M, SHIFT)
    the_dialog(mill).delete.click()
    come_back(mill)
    assert pairs(mill) == []
    mill.press(Key.Key_Z, CONTROL)
    assert pairs(mill) == [(["水车"], ["wheel", "water wheel"])]


def test_what_has_just_been_marked_is_at_the_cursor(mill: OpenWindow):
    go_to(mill, "zh", "青苔")
    select(mill, "literal", "wheel")
    mill.press(Key.Key_M)
    mill.press(Key.Key_Return)

    mill.press(Key.Key_M, SHIFT)

    assert "wheel" in the_dialog(mill).title.text()
    the_dialog(mill).reject()


def test_without_a_term_there_is_nothing_to_write(mill: OpenWindow):
    go_to(mill, "zh", "青苔")

    mill.press(Key.Key_M, SHIFT)

    assert QApplication.activeModalWidget() is None
    assert "no term" in mill.window.status._message.text()


@pytest.mark.parametrize("action", ["mark_term", "new_term", "tag_places", "take_tags"])
def test_where_nothing_is_open_it_is_said_what_to_do(open_window: Callable[..., OpenWindow], action: str):
    empty = open_window()

    empty.window.actions_by_id[action].trigger()

    assert empty.window.status._message.text().startswith("Open a corpus")


def test_a_term_may_be_written_that_stands_nowhere(mill: OpenWindow):
    mill.press(Key.Key_T, CONTROL | SHIFT)
    dialog = the_dialog(mill)
    mill.press(Key.Key_Return, CONTROL)
    assert dialog.isVisible(), "nothing is written yet"

    dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
    dialog.form.focus_text()
    type_over(mill, "sluice")
    dialog.save.click()

    assert pairs(mill) == [([], ["sluice"])]


def test_a_term_is_told_of_by_its_own_letters(mill: OpenWindow, terms: TermDesk):
    select(mill, "literal", "Moss")
    mill.press(Key.Key_M)
    mill.settle()
    terms.bar.chinese.setText("青苔")
    terms.bar.english.setText("moss & <b>mould")

    mill.press(Key.Key_Return)

    assert mill.desk.toast.text == "Marked: 青苔 ↔ moss & <b>mould"
    terms.writing._on_removed(termbase_of(mill), termbase_of(mill).in_order()[0])
    assert mill.desk.toast.text == "Removed: 青苔 ↔ moss & <b>mould"


def test_what_is_written_is_kept_where_it_was_begun(mill: OpenWindow, tmp_path: Path):
    former = termbase_of(mill)
    mill.press(Key.Key_T, CONTROL | SHIFT)
    dialog = the_dialog(mill)
    type_over(mill, "moss")

    mill.desk.session.open_corpus(craft_corpus(tmp_path / "other"))
    mill.settle()
    dialog.save.click()

    assert termbase_of(mill) is not former
    assert [each.name for each in former.in_order()] == ["moss"]
    assert pairs(mill) == []


def test_terms_are_hidden_and_shown_and_it_is_remembered(mill: OpenWindow):
    termbase = termbase_of(mill)
    termbase.add([termbase.new_concept(["水车"], ["wheel"])])
    assert lit(mill, "zh") == ["水车"]

    mill.press(Key.Key_U, SHIFT)

    assert lit(mill, "zh") == []
    assert mill.data.settings.value.lights_terms is False
    mill.press(Key.Key_U, SHIFT)
    assert lit(mill, "zh") == ["水车"]


def test_the_term_at_the_cursor_stands_beside_the_scroll_bars(mill: OpenWindow):
    termbase = termbase_of(mill)
    termbase.add([termbase.new_concept(["水车"], ["wheel"])])
    state = mill.window.state

    go_to(mill, "zh", "水车")
    mill.wait_until(lambda: bool(state.term_places))
    content = mill.reading.texts["literal"].content

    assert state.term_places == {
        "zh": [mill.reading.texts["zh"].content.index("水车")],
        "literal": [content.index("wheel"), content.rindex("wheel")],
    }
    go_to(mill, "zh", "青苔")
    mill.wait_until(lambda: not state.term_places)


def test_terms_are_there_again_when_the_corpus_is_opened_again(mill: OpenWindow):
    termbase = termbase_of(mill)
    termbase.add([termbase.new_concept(["水车"], ["wheel"])])
    corpus = mill.desk.session.corpus
    assert corpus is not None

    mill.open(corpus.folder, "orchard")
    assert lit(mill, "zh") == []
    mill.open(corpus.folder, "mill")

    assert lit(mill, "zh") == ["水车"]


def test_terms_are_on_disk_when_the_window_has_closed(
    mill: OpenWindow, open_window: Callable[..., OpenWindow]
):
    corpus = mill.desk.session.corpus
    assert corpus is not None
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    mill.settle()
    mill.press(Key.Key_Return)

    again = open_window()
    again.open(corpus.folder, "mill", ("zh", "literal"))
    assert again.desk.terms
    again.settle()

    assert (pairs(again), lit(again, "literal")) == ([(["青苔"], ["moss"])], ["Moss"])


def test_while_pairs_are_mended_the_key_merges_them(mill: OpenWindow, terms: TermDesk):
    mill.press(Key.Key_4, Qt.KeyboardModifier.AltModifier)
    mill.settle()
    rows = len(mill.reading.rows)

    mill.press(Key.Key_M)
    mill.settle()

    assert terms.bar.isHidden()
    assert len(mill.reading.rows) == rows - 1
    mill.press(Key.Key_4, Qt.KeyboardModifier.AltModifier)
    mill.settle()
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    assert terms.bar.is_open


def test_a_long_rendering_is_shown_from_its_beginning(mill: OpenWindow, terms: TermDesk):
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    mill.settle()

    assert terms.bar.english.selectedText() == "moss"
    assert [field.cursorPosition() for field in (terms.bar.chinese, terms.bar.english)] == [0, 0]


def test_several_words_of_a_side_are_typed_with_a_slash_and_chinese_in_the_wrong_field_is_refused(
    mill: OpenWindow, terms: TermDesk
):
    go_to(mill, "zh", "青苔")
    mill.press(Key.Key_M)
    mill.settle()

    terms.bar.english.setText("苔藓")
    terms.bar.english.textEdited.emit("苔藓")
    mill.press(Key.Key_Return)

    assert (pairs(mill), terms.bar.is_open) == ([], True)
    assert terms.bar.hint.text().startswith("“苔藓” is Chinese")
    terms.bar.english.clear()
    type_over(mill, "moss / lichen")
    mill.press(Key.Key_Return)
    assert pairs(mill) == [(["青苔"], ["moss", "lichen"])]
