"""Suggestions at the right of the room of terms, and its checks: walked, decided on, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from corpora import write_corpus
from made_words import text_words
from parallelreader.app.terms.sheet_files import TableFormat
from parallelreader.core.terms.finding import FindingKind
from parallelreader.core.terms.suggestion import SuggestedRendering, Suggestion
from parallelreader.ui.terms_desk import TermsDesk
from reading_window import CONTROL, SHIFT, OpenWindow
from terms_material import ByHand

pytestmark = pytest.mark.gui

_Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
SUGGESTED = [
    Suggestion("老人", "", 2, 1, 6.0, {"literal": (SuggestedRendering("old man", 2, 9.0),)}),
    Suggestion("岸边", "", 2, 1, 5.0, {"literal": (SuggestedRendering("shore", 2, 9.0),)}),
    Suggestion("", "boat", 3, 0, 2.0),
]


@pytest.fixture
def window(open_window: Callable[..., OpenWindow], tmp_path: Path) -> OpenWindow:
    opened = open_window()
    desk = opened.desk
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
    room(opened).advice.suggestions._suggest = lambda corpus, progress: SUGGESTED
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


def names(window: OpenWindow) -> list[str]:
    return [card.suggestion.name for card in room(window).advice.suggestions.panel.list.rows.cards]


def concepts(window: OpenWindow) -> list[list[str]]:
    book = window.desk.term_keeping.book
    assert book is not None
    return [[term.text for term in concept.terms] for concept in book.termbase.in_order()]


def ask(window: OpenWindow) -> None:
    """Have terms suggested, and the first of them at the cursor."""
    panel = room(window).advice.suggestions.panel
    assert panel.message
    panel.ask.click()
    rest(window)
    panel.list.setFocus()


def press(
    window: OpenWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(room(window).advice.suggestions.panel.list, key, modifiers)
    rest(window)


def test_suggestions_are_accepted_and_rejected_by_key_and_come_back_with_undo(window: OpenWindow) -> None:
    ask(window)
    assert names(window) == ["老人", "岸边", "boat"]
    cards = room(window).advice.suggestions.panel.list.rows.cards
    assert cards[0].renderings == (("Wren", "old man"),)

    press(window, _Key.Key_A)
    assert names(window) == ["岸边", "boat"]
    assert concepts(window) == [["老人", "old man"]]
    press(window, _Key.Key_X)
    assert names(window) == ["boat"]

    window.press(_Key.Key_Z, CONTROL)
    rest(window)
    assert names(window) == ["岸边", "boat"]
    window.press(_Key.Key_Z, CONTROL)
    rest(window)
    assert names(window) == ["老人", "岸边", "boat"]
    assert concepts(window) == []


def test_several_are_merged_or_rejected_together(window: OpenWindow) -> None:
    ask(window)
    press(window, _Key.Key_Down, SHIFT)

    press(window, _Key.Key_A, SHIFT)

    assert concepts(window) == [["老人", "岸边", "old man", "shore"]]
    assert names(window) == ["boat"]
    window.press(_Key.Key_Z, CONTROL)
    rest(window)
    assert names(window) == ["老人", "岸边", "boat"]
    room(window).advice.suggestions.panel.list.selectAll()
    press(window, _Key.Key_X)
    panel = room(window).advice.suggestions.panel
    assert names(window) == []
    assert panel.message


def test_the_buttons_of_a_card_do_the_same(window: OpenWindow) -> None:
    ask(window)
    shown = room(window).advice.suggestions.panel.list
    rect = shown.visualRect(shown.rows.index(1, 0))
    accept, reject = shown._delegate._buttons(rect, shown.rows.index(1, 0))

    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=_middle(reject))
    rest(window)

    assert names(window) == ["老人", "boat"]
    rect = shown.visualRect(shown.rows.index(0, 0))
    accept, _ = shown._delegate._buttons(rect, shown.rows.index(0, 0))
    QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=_middle(accept))
    rest(window)
    assert concepts(window) == [["老人", "old man"]]


def _middle(area: object) -> QPoint:
    return area.center().toPoint()  # type: ignore[attr-defined, no-any-return]


def check(window: OpenWindow) -> TermsDesk:
    """The room with its checks seen, for a term that one version has otherwise."""
    book = window.desk.term_keeping.book
    assert book is not None
    book.termbase.add([book.termbase.new_concept(["老人"], ["greybeard"])])
    rest(window)
    here = room(window)
    here.open_view("Checks")
    rest(window)
    here.advice.findings.view.list.setFocus()
    return here


def test_findings_are_walked_and_dismissed_by_key_and_come_back_with_undo(window: OpenWindow) -> None:
    here = check(window)
    findings, view = here.advice.findings, here.advice.findings.view
    count = findings.count
    assert count
    kinds = [each.finding.kind for each in view.shown]
    assert FindingKind.MISSING in kinds or FindingKind.OTHERWISE in kinds
    first = view.shown[0].finding.key

    QTest.keyClick(view.list, _Key.Key_X)
    rest(window)

    assert findings.count == count - 1
    assert first not in [each.finding.key for each in view.shown]
    view.dismissed.click()
    assert first in [each.finding.key for each in view.shown]
    view.dismissed.click()
    window.press(_Key.Key_Z, CONTROL)
    rest(window)
    assert findings.count == count
    assert first in [each.finding.key for each in view.shown]


def test_findings_are_not_listed_anew_for_each_change_of_a_term(window: OpenWindow) -> None:
    here = check(window)
    view, book, listed = here.advice.findings.view, window.desk.term_keeping.book, list[int]()
    assert book is not None
    view.list.rows.modelReset.connect(lambda: listed.append(1))

    QTest.keyClick(view.list, _Key.Key_X)
    rest(window)
    assert len(listed) == 1

    here.open_view("Matrix")
    book.termbase.add([book.termbase.new_concept(["船"], ["boat"])])
    rest(window)
    assert len(listed) == 1


def test_the_foot_tells_of_the_finding_whenever_the_checks_are_seen(window: OpenWindow) -> None:
    here = check(window)
    said = here._line.text
    assert "finding 1 of" in said

    here.open_view("Matrix")
    rest(window)
    assert "finding" not in here._line.text
    here.open_view("Checks")
    rest(window)

    assert here._line.text == said


def test_findings_are_dismissed_and_listed_again_by_the_mouse(window: OpenWindow) -> None:
    view = check(window).advice.findings.view
    first, count = view.shown[0].finding.key, len(view.shown)

    def choose(text: str) -> None:
        menu = view.list.menu()
        next(each for each in menu.actions() if each.text().startswith(text)).trigger()
        rest(window)

    choose("Dismiss")
    assert [first in view.list.rows.dismissed, len(view.shown)] == [True, count - 1]
    view.dismissed.click()
    rest(window)
    view.list.setCurrentIndex(view.list.rows.index(0, 0))
    choose("List again")
    assert first not in view.list.rows.dismissed


def test_enter_leads_to_the_pair_and_the_room_stays_as_it_was(window: OpenWindow) -> None:
    here = check(window)
    view = here.advice.findings.view
    shown = len(view.shown)

    window.desk.session.show_versions((window.reading.document.source.id,), None)
    window.settle()
    finding = view.shown[0].finding
    QTest.keyClick(view.list, _Key.Key_Return)
    window.settle()

    assert not here.is_shown
    assert finding.version in window.reading.shown
    window.press(_Key.Key_2, ALT)
    rest(window)
    assert len(view.shown) == shown


def test_what_is_found_is_written_as_a_table(window: OpenWindow, tmp_path: Path) -> None:
    here = check(window)
    findings = here.advice.findings
    assert [each.suffix for each in findings.export_formats] == ["html", "xlsx", "csv"]
    writer = findings.writer(TableFormat.CSV)
    assert writer is not None

    writer(tmp_path / "checks.csv", _Silent())

    lines = (tmp_path / "checks.csv").read_text("utf-8-sig").splitlines()
    assert lines[0] == "kind,document,place,version,finding,Chinese,English"
    assert len(lines) == len(findings.view.shown) + 1


def test_checks_that_were_cancelled_are_not_waited_for(window: OpenWindow) -> None:
    here = room(window)
    here.open_view("Checks")

    window.window.status._on_cancel_clicked()
    rest(window)

    assert here.advice.findings.view.message == "Looking through the texts was cancelled."
    here.advice.findings.view.again.click()
    rest(window)
    assert "cancelled" not in here.advice.findings.view.message


class _Silent:
    def step(self, done: int, total: int, text: str = "") -> None:
        return
