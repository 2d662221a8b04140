"""The lines of a source: the keys, clicks and menus that give them other tags."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from parallelreader.core.page import LineTag
from parallelreader.ui.importing.line_painting import chip_rect
from parallelreader.ui.importing.split_dialog import SplitDialog
from parallelreader.ui.importing.tag_menu import TagMenu

from .conftest import PAGE, OpenDialog

pytestmark = [
    pytest.mark.gui,
    # The offscreen platform says so whenever a menu opens.
    pytest.mark.qt_log_ignore("This plugin does not support"),
]

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


def chip_of(opened: OpenDialog, number: int) -> QPoint:
    view = opened.dialog.lines.list
    return chip_rect(view.visualRect(view.model().index(number - 1, 0))).center()


def open_menu(opened: OpenDialog) -> TagMenu:
    (menu,) = (each for each in opened.dialog.lines.findChildren(TagMenu) if each.isVisible())
    return menu


def test_every_line_of_the_page_is_listed_with_the_tag_it_was_given(opened, page):
    opened.add(page)

    model = opened.dialog.lines.model
    assert [model.line(row).text for row in range(model.rowCount())] == PAGE.splitlines()
    assert model.line(0).tag is LineTag.SKIP
    assert model.line(3).tag is LineTag.METADATA
    assert model.line(4).tag is LineTag.UNDECIDED
    assert opened.dialog.lines.counts.counts[LineTag.UNDECIDED] == 1


@pytest.mark.parametrize(
    ("key", "tag"),
    [
        (Key.Key_1, LineTag.CHINESE),
        (Key.Key_2, LineTag.ENGLISH),
        (Key.Key_3, LineTag.METADATA),
        (Key.Key_4, LineTag.SKIP),
        (Key.Key_5, LineTag.CAPTION),
    ],
)
def test_a_digit_tags_the_chosen_line_and_the_counts_follow(opened, page, key, tag):
    opened.add(page)
    opened.choose(5)

    opened.press(key)

    assert opened.tags()[4] is tag
    assert opened.dialog.lines.counts.counts[tag] == opened.tags().count(tag)


def test_shift_and_arrows_choose_a_range_that_is_tagged_at_once(opened, page):
    opened.add(page)
    opened.choose(6)

    opened.press(Key.Key_Down, SHIFT)
    opened.press(Key.Key_Down, SHIFT)
    opened.press(Key.Key_4)

    assert opened.tags()[5:9] == [LineTag.SKIP, LineTag.SKIP, LineTag.SKIP, LineTag.ENGLISH]


def test_arrows_go_from_line_to_line(opened, page):
    opened.add(page)
    opened.choose(1)

    opened.press(Key.Key_Down)
    opened.press(Key.Key_Down)
    opened.press(Key.Key_Up)

    assert opened.dialog.lines.list.chosen_numbers() == [2]


def test_shift_enter_gives_lines_of_the_same_kind_the_same_tag(opened, page):
    opened.add(page)
    opened.choose(7)
    opened.press(Key.Key_3)

    opened.press(Key.Key_Return, SHIFT)

    tags = opened.tags()
    assert tags[8] is tags[10] is not LineTag.UNDECIDED
    assert tags[6] is LineTag.METADATA
    assert LineTag.CHINESE in tags


def test_clicking_a_tag_opens_its_menu_and_a_choice_there_changes_the_line(opened, page):
    opened.add(page)

    QTest.mouseClick(opened.dialog.lines.list.viewport(), LEFT, pos=chip_of(opened, 5))
    menu = open_menu(opened)
    QTest.keyClick(menu, Key.Key_1)

    assert opened.tags()[4] is LineTag.CHINESE
    assert not menu.isVisible()


def test_clicking_the_tag_of_one_of_several_chosen_lines_changes_all_of_them(opened, page):
    opened.add(page)
    opened.choose(1)
    opened.press(Key.Key_Down, SHIFT)

    QTest.mouseClick(opened.dialog.lines.list.viewport(), LEFT, pos=chip_of(opened, 2))
    menu = open_menu(opened)
    next(action for action in menu.actions() if action.text().startswith("Caption")).trigger()
    menu.close()

    assert opened.tags()[:2] == [LineTag.CAPTION, LineTag.CAPTION]


def test_enter_opens_the_menu_and_imports_nothing(opened, page):
    opened.add(page)
    opened.choose(5)

    opened.press(Key.Key_Return)

    menu = open_menu(opened)
    menu.close()
    assert not opened.dialog.writing.is_writing
    assert not opened.folder.exists()


def test_splitting_proposes_where_the_line_falls_apart_and_makes_two_of_it(opened, write):
    path = write("line.txt", "磨坊开了。The mill is open.\n河水很清。\n")
    opened.add(path)
    opened.choose(1)

    opened.press(Key.Key_S)
    (dialog,) = opened.dialog.findChildren(SplitDialog)
    dialog.accept_button.click()

    lines = opened.dialog.drafting.draft.sources[0].lines
    assert [(line.text, line.tag) for line in lines] == [
        ("磨坊开了。", LineTag.CHINESE),
        ("The mill is open.", LineTag.ENGLISH),
        ("河水很清。", LineTag.CHINESE),
    ]
    assert opened.dialog.lines.model.rowCount() == 3


def test_the_caret_decides_where_a_line_with_rare_characters_is_cut(opened, write):
    path = write("line.txt", "𠮷野来了🙂小满走了，他们没有见面。\n")
    opened.add(path)
    opened.choose(1)
    opened.press(Key.Key_S)
    (dialog,) = opened.dialog.findChildren(SplitDialog)

    dialog.put_caret(5)
    dialog.accept_button.click()

    assert [line.text for line in opened.dialog.drafting.draft.sources[0].lines] == [
        "𠮷野来了🙂",
        "小满走了，他们没有见面。",
    ]


def test_a_place_without_words_before_it_cannot_be_chosen(opened, page):
    opened.add(page)
    opened.choose(6)
    opened.press(Key.Key_S)
    (dialog,) = opened.dialog.findChildren(SplitDialog)

    dialog.put_caret(0)

    assert not dialog.accept_button.isEnabled()
    dialog.reject()


def test_screen_readers_hear_number_tag_reason_and_words(opened, page):
    opened.add(page)

    model = opened.dialog.lines.model
    spoken = model.data(model.index(3), Qt.ItemDataRole.AccessibleTextRole)

    assert spoken == "4, Metadata (date): 2029-04-12 09:15"


def test_many_thousand_lines_stay_quick_to_walk_through(opened, write, qtbot):
    words = "".join(
        f"第{n}天，船夫又看了一眼河水。\nOn day {n} the ferryman looked again.\n" for n in range(4000)
    )
    opened.dialog.add_files([write("long.txt", words)])
    qtbot.waitUntil(lambda: opened.dialog.lines.model.rowCount() == 8000, timeout=20_000)
    opened.dialog.aligning.stop()
    view = opened.dialog.lines.list

    view.choose(7999)
    opened.press(Key.Key_4)

    assert opened.tags()[-1] is LineTag.SKIP
    assert view.visualRect(view.currentIndex()).intersects(view.viewport().rect())
    # Only what was in sight has been laid out.
    assert sum(view._heights.is_known(row) for row in range(8000)) < 200


def test_of_many_thousand_lines_a_cut_or_a_tag_touches_only_those_in_sight(opened, write, qtbot, monkeypatch):
    words = "".join(
        f"第{n}天，船夫又看了一眼河水。\nOn day {n} the ferryman looked again.\n" for n in range(4000)
    )
    opened.dialog.add_files([write("long.txt", words)])
    qtbot.waitUntil(lambda: opened.dialog.lines.model.rowCount() == 8000, timeout=20_000)
    opened.dialog.aligning.close()
    drafting, model, view = opened.dialog.drafting, opened.dialog.lines.model, opened.dialog.lines.list
    view.choose(3999)
    asked: list[int] = []
    plain = type(drafting.draft.sources[0]).line
    monkeypatch.setattr(
        type(drafting.draft.sources[0]),
        "line",
        lambda self, number: asked.append(number) or plain(self, number),
    )

    drafting.split(0, 4001, 4, text=model.line(4000).text)
    opened.press(Key.Key_3)
    opened.press(Key.Key_Return, SHIFT)

    assert len(asked) < 2000
    monkeypatch.undo()
    assert [model.line(row).number for row in (4000, 4001, 8000)] == [4001, 4002, 8001]
    assert opened.dialog.lines.counts.counts[LineTag.METADATA] >= 4000
