"""The receipt in the window: told when a changed document is opened, gone through by key and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from corpora import CHINESE, write_corpus
from parallelreader.core.notes.note import Colour
from parallelreader.core.receipt import Fate, Kind, Receipt, ReceiptLine
from parallelreader.core.text import Span
from parallelreader.ui.bundles.receipt_dialog import ReceiptDialog
from parallelreader.ui.theme.source import ThemeSource
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


def line(fate: Fate, was: str, *, kind: Kind = Kind.NOTE) -> ReceiptLine:
    placed = Span(0, 2) if fate is not Fate.UNPLACED else None
    return ReceiptLine(kind, (was, 0), "ferry", "zh", fate, "1.1", was, was, placed)


@pytest.fixture
def dialog(qtbot, qapp: QApplication) -> ReceiptDialog:
    made = ReceiptDialog(ThemeSource(qapp, "light"))
    qtbot.addWidget(made)
    made.show_receipt(
        Receipt(
            (
                line(Fate.UNCHANGED, "河水"),
                line(Fate.MOVED, "灯笼"),
                line(Fate.UNPLACED, "竹篓"),
                line(Fate.UNPLACED, "桨声", kind=Kind.REPAIR),
            )
        ),
        "The Last Ferry",
    )
    made.show()
    return made


def choose(dialog: ReceiptDialog, was: str) -> None:
    row = next(n for n, each in enumerate(dialog.model.lines) if each.was == was)
    dialog.list.setCurrentIndex(dialog.model.index(row, 0))


def test_what_needs_a_look_comes_first_and_the_rest_on_request(dialog: ReceiptDialog) -> None:
    assert [each.was for each in dialog.model.lines] == ["竹篓", "桨声", "灯笼"]
    assert dialog.about.text() == "1 unchanged, 1 moved, 0 changed, 2 unplaced"

    dialog.all.click()

    assert [each.was for each in dialog.model.lines][-1] == "河水"


def test_each_line_offers_what_can_be_done_with_it(dialog: ReceiptDialog) -> None:
    buttons = dialog.go, dialog.confirm, dialog.give, dialog.back
    offered = {}
    for was in ("竹篓", "桨声", "灯笼"):
        choose(dialog, was)
        offered[was] = [button.isEnabled() for button in buttons]

    assert offered == {
        "竹篓": [False, False, True, False],
        "桨声": [False, False, False, True],
        "灯笼": [True, True, True, True],
    }
    choose(dialog, "桨声")
    assert dialog.back.text() == "&Forget"


@pytest.mark.parametrize(
    ("key", "signal"),
    [
        (Qt.Key.Key_Return, "go_requested"),
        (Qt.Key.Key_C, "confirm_requested"),
        (Qt.Key.Key_P, "give_requested"),
        (Qt.Key.Key_Delete, "back_requested"),
    ],
)
def test_keys_do_it(dialog: ReceiptDialog, qtbot, key: Qt.Key, signal: str) -> None:
    choose(dialog, "灯笼")
    dialog.list.setFocus()
    qtbot.waitUntil(dialog.list.hasFocus)

    with qtbot.waitSignal(getattr(dialog, signal)) as heard:
        QTest.keyClick(dialog.list, key)

    said = heard.args[0]
    assert (said if isinstance(said, ReceiptLine) else said[0]).was == "灯笼"


def marked(opened: OpenWindow) -> set[str]:
    text = opened.reading.texts["zh"].content
    marks = opened.desk.session.marks_in("zh", Span(0, len(text)))
    return {text[mark.span.start : mark.span.end] for mark in marks}


def test_a_changed_text_tells_its_receipt_and_its_lines_are_settled(
    open_window: Callable[..., OpenWindow], tmp_path: Path
) -> None:
    corpus = write_corpus(tmp_path / "corpus")
    first = open_window()
    first.open(corpus)
    for quote in ("船", "老人", "回答"):
        start = first.reading.texts["zh"].content.index(quote)
        first.window.state.select_span("zh", Span(start, start + len(quote)))
        first.desk.notes.marking.highlight(Colour.BLUE)
    first.settle()
    changed = CHINESE.replace("船来了。", "雨停了，月亮出来了。").replace("岸边", "岸上")
    (corpus / "last-ferry" / "zh.txt").write_text(changed, encoding="utf-8")

    again = open_window()
    again.open(corpus)
    again.desk.receipts.begin_document()
    again.settle()

    assert again.window.banner.text.endswith("0 unchanged, 2 moved, 0 changed, 1 unplaced.")
    again.window.banner.more.click()
    again.settle()
    dialog = again.desk.receipts.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert [each.was for each in dialog.model.lines] == ["船", "老人", "回答"]
    assert marked(again) == {"老人", "回答"}

    choose(dialog, "老人")
    dialog.go.click()
    assert again.selected == "老人"
    dialog.confirm.click()
    again.settle()
    choose(dialog, "回答")
    dialog.back.click()
    again.settle()
    assert marked(again) == {"老人"}
    choose(dialog, "船")
    end = again.reading.texts["zh"].content.index("\n")
    again.window.state.select_span("zh", Span(end, end + 1))
    dialog.give.click()
    assert again.window.status._message.text().startswith("Only spaces are selected")
    start = again.reading.texts["zh"].content.index("雨")
    again.window.state.select_span("zh", Span(start, start + 1))
    choose(dialog, "船")
    dialog.give.click()
    again.settle()
    assert marked(again) == {"老人", "雨"}
    assert dialog.about.text() == "2 unchanged, 0 moved, 0 changed, 1 unplaced"

    dialog.close()
    again.desk.notes.turning.undo()
    again.settle()
    assert marked(again) == {"老人"}
    # It was told: the next time nothing is said of it.
    again.open(corpus)
    again.desk.receipts.begin_document()
    again.settle()
    assert not again.window.banner.text
