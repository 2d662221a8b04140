"""Chapters in the sidebar, in the toolbar, and by keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton, QTreeWidget

from parallelreader.app.holding.stretches import WHOLE, Stretches
from parallelreader.paths import resource
from reading_window import CONTROL, OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def sample(open_window: Callable[..., OpenWindow]) -> OpenWindow:
    opened = open_window()
    opened.open(resource("samples"), "last-ferry", ("zh", "literal"))
    return opened


def contents_of(opened: OpenWindow) -> QTreeWidget:
    trees = opened.window.library.findChildren(QTreeWidget)
    return next(tree for tree in trees if tree.accessibleName() == "Contents")


def chapter_button(opened: OpenWindow) -> QToolButton:
    buttons = opened.window.toolbar.findChildren(QToolButton)
    return next(button for button in buttons if button.accessibleName().startswith("Chapter "))


def test_titles_stand_in_both_languages_without_the_number_they_share(sample: OpenWindow):
    contents = contents_of(sample)

    titles = [contents.topLevelItem(number).text(0) for number in range(contents.topLevelItemCount())]

    assert [" ".join(title.split()) for title in titles] == [
        "一 末班 The Last Run",
        "二 江心 The Middle of the River",
        "三 刻痕 The Notches",
    ]


def test_a_title_has_the_whole_width_until_something_of_its_chapter_was_read(sample: OpenWindow):
    contents = contents_of(sample)
    rows = [contents.topLevelItem(number) for number in range(3)]
    first = [row.isFirstColumnSpanned() for row in rows]

    sample.window.library.show_read(Stretches(((0, WHOLE // 100),)))

    assert first == [True, True, True]
    assert [row.isFirstColumnSpanned() for row in rows] == [False, True, True]


def test_keys_go_to_the_next_chapter_and_back_and_the_toolbar_says_where_one_is(sample: OpenWindow):
    sample.press(Qt.Key.Key_PageDown, CONTROL)
    second = chapter_button(sample).text()
    sample.press(Qt.Key.Key_PageDown, CONTROL)
    third = chapter_button(sample).text()
    sample.press(Qt.Key.Key_PageUp, CONTROL)

    assert second.startswith("二")
    assert third.startswith("三")
    assert chapter_button(sample).text() == second
    assert contents_of(sample).currentItem().text(0).startswith("二")


def test_the_button_of_the_chapter_leads_to_the_contents(sample: OpenWindow):
    sample.window.sidebar.show(False)

    chapter_button(sample).click()

    assert QApplication.focusWidget() is contents_of(sample)


def test_a_document_without_chapters_offers_none(sample: OpenWindow):
    sample.open(resource("samples"), "slow-dictionary", ("free",))

    is_shown = any(
        button.isVisible() and button.accessibleName().startswith("Chapter ")
        for button in sample.window.toolbar.findChildren(QToolButton)
    )
    assert is_shown == bool(sample.window.library.chapters.entries)
    assert sample.window.actions_by_id["contents"].isEnabled() == is_shown


def test_contents_come_after_the_first_page_or_when_a_key_asks_for_them(
    open_window: Callable[..., OpenWindow],
):
    opened = open_window()
    opened.desk.reading.chapters.let_page_come_first()
    listed: list[int] = []

    def press() -> None:
        listed.append(contents_of(opened).topLevelItemCount())
        opened.window.actions_by_id["next_chapter"].trigger()
        listed.append(contents_of(opened).topLevelItemCount())

    # Called with the page, before anything that waits for it has its turn.
    opened.desk.session.document_opened.connect(press)
    opened.open(resource("samples"), "last-ferry", ("zh", "literal"))

    assert listed == [0, 3]
    assert chapter_button(opened).text().startswith("二")


def test_contents_that_let_the_page_come_first_are_listed_by_themselves(
    open_window: Callable[..., OpenWindow],
):
    opened = open_window()
    opened.desk.reading.chapters.let_page_come_first()

    opened.open(resource("samples"), "last-ferry", ("zh", "literal"))

    opened.wait_until(lambda: contents_of(opened).topLevelItemCount() == 3)

    assert chapter_button(opened).text()
