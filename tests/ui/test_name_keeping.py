"""Names are found when a document is opened, and those of another document are forgotten at once."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from factories import mill
from made_words import text_words
from parallelreader.app.reading.reading import Reading
from parallelreader.core.errors import UserError
from parallelreader.core.progress import Progress
from parallelreader.core.words.names import NO_NAMES, Name, Names
from parallelreader.ui.jobs.runner import JobRunner
from parallelreader.ui.name_keeping import NameKeeping

FOUND = Names([Name("磨坊", ("Mo4", "fang2"))])


class FakeSession(QObject):
    document_opened = Signal(object, object)
    realigned = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.corpus = SimpleNamespace(folder="stories")
        self.document: SimpleNamespace | None = None

    def open(self, reading: Reading) -> None:
        self.document = SimpleNamespace(reading=reading)
        self.document_opened.emit(reading, None)


class FakeFinder:
    def __init__(self) -> None:
        self.answer: Names | UserError = FOUND

    def names_of(self, reading: Reading, progress: Progress) -> Names:
        if isinstance(self.answer, UserError):
            raise self.answer
        return self.answer


@pytest.fixture
def session(qapp: object) -> FakeSession:
    return FakeSession()


def test_the_names_of_a_document_are_told_and_then_forgotten(qtbot: QtBot, session: FakeSession):
    words, finder, jobs = text_words(("磨坊",)), FakeFinder(), JobRunner()
    keeping = NameKeeping(session, jobs, words, finder)  # type: ignore[arg-type]

    session.open(mill())
    qtbot.waitUntil(lambda: keeping.is_settled)
    assert words.named().segmenter.names == FOUND

    finder.answer = UserError("There is no dictionary")
    other = mill()
    other.document = SimpleNamespace(id="other")  # type: ignore[assignment]
    session.open(other)
    assert words.named().segmenter.names == NO_NAMES
    qtbot.waitUntil(lambda: keeping.is_settled)
    assert words.named().segmenter.names == NO_NAMES
    jobs.shut_down()
