"""A line of a sentence round its word: the word whole, and as much beside it as fits."""

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from parallelreader.app.themes import ThemeChoice
from parallelreader.core.text import Span
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.list_snippet import Faces, one_line
from parallelreader.ui.words.page_sentence import SentenceLabel

pytestmark = pytest.mark.gui

CHINESE = "他刚要解开缆绳，坡上忽然跑下来一个人，手里的电筒一上一下地晃，𠮷野也站住了。" * 8
ENGLISH = "He was about to untie the mooring rope when someone came running down the slope. " * 8


@pytest.mark.parametrize(
    ("text", "word", "language"),
    [
        (CHINESE, "电筒", "zh-Hans"),
        (CHINESE, "𠮷野", "zh-Hans"),
        (CHINESE, "他", "zh-Hans"),
        (ENGLISH, "mooring rope", "en"),
        (ENGLISH, "He", "en"),
    ],
)
@pytest.mark.parametrize("width", [160, 240, 900])
def test_the_word_is_in_the_line_and_the_line_fits(
    qapp: QApplication, text: str, word: str, language: str, width: int
) -> None:
    start = text.index(word, len(text) // 2)
    faces = Faces.of(reading_font(language, 15))

    line = one_line(text, [Span(start, start + len(word))], faces, width)
    bold = [piece.text for piece in line if piece.is_bold]

    assert bold == [word]
    assert line[-1].left + line[-1].width <= width
    assert "".join(piece.text for piece in line).strip("…") in text


def test_a_sentence_that_fits_is_whole(qapp: QApplication) -> None:
    faces = Faces.of(reading_font("en", 14))
    line = one_line("The girl nodded.", [Span(9, 15)], faces, 400)

    assert [(piece.text, piece.is_bold) for piece in line] == [
        ("The girl ", False),
        ("nodded", True),
        (".", False),
    ]


def test_without_a_word_only_the_end_is_cut(qapp: QApplication) -> None:
    faces = Faces.of(reading_font("en", 14))
    line = one_line(ENGLISH, [], faces, 200)

    (piece,) = line
    assert piece.text.startswith("He was about")
    assert piece.text.endswith("…")
    assert one_line("", [Span(0, 3)], faces, 200) == ()


def test_a_sentence_over_several_lines_has_the_room_it_needs(qapp: QApplication, qtbot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    layout = QVBoxLayout(box)
    label = SentenceLabel(ThemeSource(qapp, ThemeChoice.LIGHT), size=16)
    layout.addWidget(label)
    layout.addStretch(1)
    label.show_sentence(CHINESE[:40], [], "zh-Hans")
    box.resize(260, 400)
    box.show()
    qtbot.waitExposed(box)

    assert label.height() == label.heightForWidth(label.width()) > 2 * 16
    assert label.accessibleName() == CHINESE[:40]
