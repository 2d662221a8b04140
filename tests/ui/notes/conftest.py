"""A corpus with texts of our own, a real store, and the panel of notes over both."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from parallelreader.app.annotating import Annotating
from parallelreader.app.themes import ThemeChoice
from parallelreader.core.corpus import Corpus, Document, Hand, Version
from parallelreader.core.language import segment
from parallelreader.core.notes.note import Colour
from parallelreader.core.text import Span, Text
from parallelreader.store.database import Store
from parallelreader.store.places import identify_corpus
from parallelreader.ui.notes.panel import NotesPanel
from parallelreader.ui.theme.source import ThemeSource

KILN_ZH = (
    "窑火烧了三天三夜。师父一直没有合眼。\n"
    "“火候到了。”他忽然说，“把门封上。”我搬起砖头，手却在发抖。\n"
    "第二天开窑，满架的碗都裂了，只有一只完好。师父捧着那只碗，看了很久。\n"
    "“𠮷利的碗，”他笑了，“留给你学手艺用。”"
)
KILN_EN = (
    "The kiln had burned for three days and three nights. The master had not closed his eyes.\n"
    "“It is ready,” he said suddenly. “Seal the door.” I lifted a brick, but my hands were shaking.\n"
    "When we opened the kiln the next day, every bowl on the racks had cracked; a single one was whole. "
    "The master held that bowl and looked at it for a long time.\n"
    "“A lucky bowl,” he laughed. “Keep it, to learn the craft by.”"
)
TIDE_ZH = "潮水退去以后，沙滩上留下一排小坑。\n孩子们说那是月亮的脚印。"


@dataclass
class Desk:
    """The service with its texts open; ``mark`` adds a note on the words quoted."""

    corpus: Corpus
    service: Annotating
    texts: dict[tuple[str, str], Text]

    def mark(
        self,
        *quotes: tuple[str, str, str],
        body: str = "",
        colour: Colour = Colour.YELLOW,
    ) -> str:
        """Each quote is (document, version, words); return the new note's id."""
        anchors = []
        for document, version, words in quotes:
            start = self.texts[document, version].content.index(words)
            anchors.append(self.service.notes.anchor(document, version, Span(start, start + len(words))))
        return self.service.write_note(anchors, body, colour=colour).added[0]


def version(version_id: str, language: str, hand: Hand, translator: str = "") -> Version:
    return Version(version_id, language, hand, PurePosixPath(f"{version_id}.txt"), translator=translator)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    kiln = Document(
        "kiln",
        "开窑 Opening the Kiln",
        (
            version("zh", "zh-Hans", Hand.ORIGINAL),
            version("en", "en", Hand.OWN, "Wren"),
            version("free", "en", Hand.OWN, "Ashdown"),
        ),
    )
    tide = Document("tide", "退潮 Low Tide", (version("zh", "zh-Hans", Hand.ORIGINAL),))
    return Corpus(tmp_path / "craft", "Craft", (kiln, tide))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def desk(corpus: Corpus, store: Store) -> Desk:
    times = count(1_700_000_000_000, 1000)
    documents = [document.id for document in corpus.documents]
    key = store.submit(
        identify_corpus, corpus.folder, title=corpus.title, documents=documents, now=next(times)
    ).result()
    service = Annotating(store, key, documents=documents, clock=lambda: next(times))
    texts = {
        ("kiln", "zh"): segment(KILN_ZH, "zh-Hans"),
        ("kiln", "en"): segment(KILN_EN, "en"),
        ("tide", "zh"): segment(TIDE_ZH, "zh-Hans"),
    }
    for (document, version_id), text in texts.items():
        service.notes.open_text(document, version_id, text)
    return Desk(corpus, service, texts)


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeSource]:
    """A theme that is put on, and the application's own look afterwards."""
    palette, style, font = QPalette(qapp.palette()), qapp.style().name(), qapp.font()
    source = ThemeSource(qapp, ThemeChoice.LIGHT)
    yield source
    source.deleteLater()
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def open_panel(qtbot, themes: ThemeSource) -> Callable[[Desk], NotesPanel]:
    """Shows the panel on a desk, with the document about the kiln open."""

    def show(desk: Desk, *, size: tuple[int, int] = (300, 760)) -> NotesPanel:
        panel = NotesPanel(desk.service, themes)
        qtbot.addWidget(panel)
        panel.open_corpus(desk.corpus, desk.service)
        panel.open_document("kiln")
        panel.resize(*size)
        panel.show()
        qtbot.waitExposed(panel)
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)
        return panel

    return show
