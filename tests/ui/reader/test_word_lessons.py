"""The window has the linker learn from the open document, when nobody wants anything else of it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtTest import QTest

from factories import MILL_LITERAL_BEADS, alignment, craft_corpus
from parallelreader.app.linked_words import Lessons, LinkedPassages, Passages
from parallelreader.core.errors import AlignmentProblem
from parallelreader.core.progress import NO_PROGRESS, Progress
from parallelreader.core.text import Span
from reading_window import OpenWindow
from word_pairs import WORDS, ListedLinker

pytestmark = pytest.mark.gui

LEISURE_MS = 150
TAUGHT = {**WORDS, "青苔": "wheel"}


class Pupil(ListedLinker):
    """One whose answers change when it has learnt, which takes some moments, each as long as it must."""

    def __init__(self, moments: int = 3, *, knows: bool = False) -> None:
        super().__init__()
        self.log: list[str] = []
        self.lessons: list[Lessons] = []
        self.may_go_on = Event()
        self.may_go_on.set()
        self._knows = knows
        self._left = moments

    def link(self, pairs: Sequence[Passages], progress: Progress = NO_PROGRESS) -> list[LinkedPassages]:
        self.log.append("link")
        return super().link(pairs, progress)

    def recall(self, lessons: Lessons) -> bool:
        self.log.append("recall")
        self._words = TAUGHT if self._knows else WORDS
        return self._knows

    def learn(self, lessons: Lessons, progress: Progress = NO_PROGRESS) -> bool:
        self.log.append("learn")
        self.lessons.append(lessons)
        while not self.may_go_on.wait(0.01):
            progress.step(0, 1)
        self._left -= 1
        if self._left <= 0:
            self._words = TAUGHT
        return self._left <= 0


@pytest.fixture
def mill(
    open_window: Callable[..., OpenWindow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> OpenWindow:
    monkeypatch.setattr("parallelreader.ui.word_link_desk._LEARN_AFTER_MS", LEISURE_MS)
    opened = open_window()
    opened.open(craft_corpus(tmp_path / "craft"), "mill")
    return opened


def select(opened: OpenWindow, words: str) -> None:
    start = opened.reading.texts["zh"].content.index(words)
    opened.window.state.select_span("zh", Span(start, start + len(words)))


def lit(opened: OpenWindow) -> set[str]:
    return {
        opened.words(each.version, each.span.start, each.span.end) for each in opened.window.state.lights.lit
    }


def wait_until_learnt(opened: OpenWindow, pupil: Pupil, moments: int = 3) -> None:
    opened.wait_until(lambda: pupil.log.count("learn") >= moments)
    opened.settle()


def test_what_is_on_screen_is_linked_again_with_what_the_document_teaches(mill: OpenWindow):
    pupil = Pupil()
    pupil.may_go_on.clear()
    mill.desk.word_links.use(pupil)
    mill.wait_until(lambda: "learn" in pupil.log)
    select(mill, "青苔")
    before, seen = lit(mill), list[set[str]]()
    mill.window.state.lights.changed.connect(lambda: seen.append(lit(mill)))

    pupil.may_go_on.set()
    wait_until_learnt(mill, pupil)

    assert before == {"Moss"}
    assert lit(mill) == {"wheel"}
    assert set() not in seen
    assert pupil.log.index("recall") < pupil.log.index("link") < pupil.log.index("learn")
    taught = {sentence for pair in pupil.lessons[0].pairs for sentence in pair.chinese}
    assert taught == set(mill.reading.texts["zh"].segment_texts())


def test_a_word_pointed_at_goes_before_the_next_moment_of_learning(mill: OpenWindow):
    pupil = Pupil(moments=50)
    pupil.may_go_on.clear()
    mill.desk.word_links.use(pupil)
    mill.wait_until(lambda: "learn" in pupil.log)
    mill.window.state.lights.links.forget()
    pupil.log.clear()

    select(mill, "青苔")
    pupil.may_go_on.set()
    mill.wait_until(lambda: "learn" in pupil.log)

    assert pupil.log.index("link") < pupil.log.index("learn")
    mill.settle()
    assert lit(mill) == {"wheel"}


def test_what_was_learnt_earlier_is_used_at_once(mill: OpenWindow):
    pupil = Pupil(knows=True)
    mill.desk.word_links.use(pupil)
    mill.settle()

    select(mill, "青苔")
    QTest.qWait(2 * LEISURE_MS)

    assert lit(mill) == {"wheel"}
    assert "learn" not in pupil.log


def test_an_edit_of_the_alignment_has_nothing_learnt_again(mill: OpenWindow):
    pupil = Pupil()
    mill.desk.word_links.use(pupil)
    wait_until_learnt(mill, pupil)
    pupil.log.clear()
    texts = mill.reading.texts
    parted = alignment(MILL_LITERAL_BEADS[:2] + MILL_LITERAL_BEADS[3:], texts["zh"], texts["literal"])

    mill.window.state.renew(mill.reading.with_alignment("literal", parted))
    mill.window.area.moved.emit()
    QTest.qWait(4 * LEISURE_MS)
    mill.settle()

    assert "recall" not in pupil.log
    assert "learn" not in pupil.log


def test_another_document_is_learnt_in_place_of_the_one_left(mill: OpenWindow, tmp_path: Path):
    pupil = Pupil(moments=50)
    pupil.may_go_on.clear()
    mill.desk.word_links.use(pupil)
    mill.wait_until(lambda: "learn" in pupil.log)
    left = pupil.lessons[-1]

    pupil.may_go_on.set()
    mill.open(tmp_path / "craft", "orchard")
    mill.wait_until(lambda: pupil.log.count("recall") == 2)
    begun = len(pupil.lessons)
    mill.wait_until(lambda: len(pupil.lessons) > begun)
    mill.settle()

    assert left not in pupil.lessons[begun:]
    taught = {sentence for pair in pupil.lessons[-1].pairs for sentence in pair.chinese}
    assert taught <= set(mill.reading.texts["zh"].segment_texts())


class Dunce(Pupil):
    """One that cannot learn."""

    def learn(self, lessons: Lessons, progress: Progress = NO_PROGRESS) -> bool:
        super().learn(lessons, progress)
        raise AlignmentProblem("The program that links words stopped", mend="Try again.")


def test_where_nothing_can_be_learnt_words_are_linked_as_before(mill: OpenWindow):
    pupil = Dunce()
    mill.desk.word_links.use(pupil)
    wait_until_learnt(mill, pupil, 1)

    mill.window.state.lights.links.forget()
    select(mill, "青苔")
    QTest.qWait(2 * LEISURE_MS)
    mill.settle()

    assert lit(mill) == {"Moss"}
    assert pupil.log.count("learn") == 1


def test_the_window_closes_in_the_midst_of_learning(mill: OpenWindow):
    pupil = Pupil()
    pupil.may_go_on.clear()
    mill.desk.word_links.use(pupil)
    mill.wait_until(lambda: "learn" in pupil.log)

    mill.jobs.shut_down()

    assert mill.jobs.is_idle
    assert pupil.log.count("learn") == 1
