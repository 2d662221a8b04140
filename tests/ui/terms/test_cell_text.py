"""How cells are set: what is marked stays in sight, lines keep to their width, terms begin at one place."""

import pytest
from PySide6.QtGui import QFont

from parallelreader.app.terms.sheet import Passage
from parallelreader.core.text import Span
from parallelreader.ui.terms.cell_text import ELLIPSIS, Face, Line, set_in_context, set_lines
from parallelreader.ui.theme.fonts import reading_font

pytestmark = pytest.mark.gui

LONG = (
    "Once it was dark only the wind was left on the water, and whoever came late had to call across the "
    "river until the boatman at the ferry landing heard it and lit his lamp for the last time that night."
)


@pytest.fixture
def face(qapp) -> Face:
    return Face(reading_font("en", 15), QFont.Weight.Medium)


def words(lines: tuple[Line, ...]) -> str:
    return " ".join("".join(piece.text for piece in line).strip() for line in lines)


def marked(lines: tuple[Line, ...]) -> str:
    return " ".join(piece.text for line in lines for piece in line if piece.is_marked)


def passage(text: str, mark: str) -> Passage:
    start = text.index(mark)
    return Passage(text, (Span(start, start + len(mark)),))


@pytest.mark.parametrize("mark", ["Once", "wind", "ferry landing", "night"])
@pytest.mark.parametrize("width", [180, 300, 520])
def test_the_rendering_is_in_sight_and_lines_keep_to_their_width(face: Face, mark: str, width: int):
    lines = set_lines(passage(LONG, mark), face, width)

    assert len(lines) <= 2
    assert marked(lines) == mark
    assert all(line[-1].left + line[-1].width <= width + 1 for line in lines)


def test_what_fits_is_shown_whole_and_what_does_not_says_so(face: Face):
    short = "He lit his lamp."

    assert words(set_lines(passage(short, "lamp"), face, 300)) == short
    cut = words(set_lines(passage(LONG, "ferry landing"), face, 300))
    assert cut.startswith(ELLIPSIS)
    assert cut.endswith(ELLIPSIS)


def test_very_long_passages_are_cut_round_the_rendering(face: Face):
    lines = set_lines(passage("and so on " * 5000 + LONG, "boatman"), face, 300)

    assert marked(lines) == "boatman"


def test_terms_begin_at_one_place_where_there_is_enough_before_them(qapp):
    face = Face(reading_font("zh-Hans", 15), QFont.Weight.Bold)
    chinese = "天黑以后渡口只剩下风声，来晚的人要朝着河对岸喊上很久。"

    line = set_in_context(passage(chinese, "渡口"), face, 240, 60)
    first = set_in_context(passage(chinese, "天黑"), face, 240, 60)

    term = next(piece for piece in line if piece.is_marked)
    assert term.text == "渡口"
    assert term.left <= 60
    assert line[-1].text.endswith(ELLIPSIS)
    assert line[-1].left + line[-1].width <= 240
    assert next(piece for piece in first if piece.is_marked).left == 60
