"""The table of contents of a document: bounded, and marking the heading one reads under."""

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import pytest
from PySide6.QtWidgets import QTreeWidget, QWidget

from factories import text
from parallelreader.app.reading.reading import Reading
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.ui.actions.registry import Actions
from parallelreader.ui.library.panel import LibraryPanel

pytestmark = pytest.mark.gui


@pytest.fixture
def panel(qtbot) -> Iterable[LibraryPanel]:
    owner = QWidget()
    qtbot.addWidget(owner)
    made = LibraryPanel(Actions(owner))
    qtbot.addWidget(made)
    return made


def reading_of(chapters: int) -> Reading:
    content = "\n".join(f"第{number}章\n河水慢慢涨上来了。" for number in range(chapters))
    version = Version("zh", "zh-Hans", Hand.ORIGINAL, PurePosixPath("zh.txt"))
    return Reading(Document("river", "", (version,)), ["zh"], texts={"zh": text(content)}, alignments={})


def contents_of(panel: LibraryPanel) -> QTreeWidget:
    return next(tree for tree in panel.findChildren(QTreeWidget) if tree.accessibleName() == "Contents")


def test_the_heading_one_reads_under_is_marked(panel: LibraryPanel):
    reading = reading_of(40)
    panel.show_contents(reading)
    contents = contents_of(panel)

    marked = []
    for heading in reading.blocks("zh").headings[7:9]:
        panel.show_place(heading.end + 3)
        marked.append(contents.currentItem().text(0))

    assert marked == ["第7章", "第8章"]


def test_a_document_of_very_many_headings_lists_the_first_of_them(panel: LibraryPanel):
    reading = reading_of(3000)

    panel.show_contents(reading)
    panel.show_place(reading.blocks("zh").headings[-1].start)

    assert contents_of(panel).topLevelItemCount() == 1000
    assert contents_of(panel).currentItem().text(0) == "第999章"


def test_another_document_without_headings_marks_none(panel: LibraryPanel):
    panel.show_contents(reading_of(40))

    panel.show_contents(None)
    panel.show_place(100)

    assert contents_of(panel).currentItem() is None


def test_the_open_document_stays_in_sight_when_its_contents_take_room(panel: LibraryPanel, qtbot):
    corpus = Corpus(Path("books"), "Books", tuple(Document(f"d{n}", f"第{n}本", ()) for n in range(16)))
    panel.resize(220, 600)
    panel.show()
    qtbot.waitExposed(panel)
    panel.show_corpora([], corpus)
    panel.show_document("d15")
    tree = next(tree for tree in panel.findChildren(QTreeWidget) if tree.topLevelItemCount() == 1)
    height = tree.viewport().height()

    panel.show_contents(reading_of(40))

    qtbot.waitUntil(lambda: tree.viewport().height() < height)
    assert tree.currentItem().text(0) == "第15本"
    assert tree.viewport().rect().contains(tree.visualItemRect(tree.currentItem()))
