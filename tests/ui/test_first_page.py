"""The window comes with its first page, or without one where there is none to wait for."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from made_words import text_words
from parallelreader.app.reading.words import Words
from parallelreader.app.words.text_words import TextWords
from parallelreader.paths import resource
from parallelreader.ui import later, main
from parallelreader.ui.main import show_with_page
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


@pytest.fixture
def hidden(open_window: Callable[..., OpenWindow], monkeypatch: pytest.MonkeyPatch) -> OpenWindow:
    """A window that nobody has seen yet, and that has all the time there is."""
    monkeypatch.setattr(main, "_EMPTY_AFTER_MS", 3_600_000)
    opened = open_window()
    opened.window.hide()
    return opened


def test_the_window_is_shown_with_its_page_and_once(hidden: OpenWindow):
    hidden.desk.open_corpus(resource("samples"))
    show_with_page(hidden.desk)
    before = hidden.window.isVisible()
    hidden.settle()
    after = hidden.window.isVisible() and hidden.window.area.isVisible()
    hidden.window.hide()
    hidden.open(resource("samples"), "slow-dictionary")

    assert (before, after, hidden.window.isVisible()) == (False, True, False)


def test_a_page_that_takes_a_while_is_not_waited_for(hidden: OpenWindow, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(main, "_EMPTY_AFTER_MS", 0)
    # As long as it is being opened: the end of that is never heard of.
    monkeypatch.setattr(type(hidden.desk.session), "is_opening", True)
    show_with_page(hidden.desk)

    hidden.wait_until(hidden.window.isVisible)


def test_what_cannot_be_opened_is_told_in_the_window(hidden: OpenWindow, tmp_path: Path):
    hidden.desk.open_corpus(tmp_path / "nowhere")
    show_with_page(hidden.desk)
    hidden.settle()

    assert hidden.window.banner.isVisible()


def test_with_nothing_to_open_the_window_is_there_at_once(hidden: OpenWindow):
    show_with_page(hidden.desk)

    assert hidden.window.isVisible()


def test_the_modules_of_words_are_loaded_before_they_are_asked_for_and_not_by_the_window(
    hidden: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    happened: list[str] = []

    def preload(*names: str) -> None:
        in_window = threading.current_thread() is threading.main_thread()
        happened.append("in the window" if in_window else "beside it")

    made = text_words(("渡船",))
    monkeypatch.setattr(later, "preload", preload)
    monkeypatch.setattr(later, "TextWords", lambda *_: happened.append("asked for") or made)
    monkeypatch.delitem(vars(hidden.desk), "text_words", raising=False)

    main.load_words(hidden.jobs, Words(), hidden.desk, tmp_path, lambda: happened.append("begun"))
    hidden.settle()

    assert happened == ["beside it", "asked for", "begun"]


def test_the_foot_says_that_the_dictionary_is_prepared_the_first_time_only(
    hidden: OpenWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    told: list[tuple[str, bool]] = []
    hidden.jobs.started.connect(lambda job: told.append((job.title, job.is_quiet)))
    monkeypatch.setattr(TextWords, "load", lambda *_: None)

    for is_kept in (False, True):
        monkeypatch.setattr(later, "has_word_table", lambda _, kept=is_kept: kept)
        main.load_words(hidden.jobs, Words(), hidden.desk, tmp_path)
        hidden.settle()

    assert [each for each in told if each[0] == "Preparing the dictionary"] == [
        ("Preparing the dictionary", False),
        ("Preparing the dictionary", True),
    ]
