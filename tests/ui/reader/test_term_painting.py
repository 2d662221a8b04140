"""Terms in the text: a dotted line under them in the colour of links, and only where they are."""

import pytest
from PySide6.QtGui import QColor, QImage

from parallelreader.core.text import Span
from parallelreader.paths import resource
from parallelreader.ui.reader.term_painting import find_terms
from parallelreader.ui.reader.view import ReadingView
from reading_window import OpenWindow

pytestmark = pytest.mark.gui


class Terms:
    """Terms at places of a version."""

    edition = 0

    def __init__(self, version: str, *spans: Span) -> None:
        self.version, self.spans = version, spans

    def spans_in(self, version: str, span: Span) -> list[Span]:
        return [each for each in self.spans if version == self.version and each.overlaps(span)]


@pytest.fixture
def sample(open_window) -> OpenWindow:
    opened = open_window()
    opened.open(resource("samples"))
    return opened


def picture_of(view: ReadingView) -> QImage:
    image = view.viewport().grab().toImage()
    image.setDevicePixelRatio(1.0)
    return image


@pytest.mark.parametrize(("version", "is_chinese"), [("zh", True), ("literal", False)])
def test_a_term_has_a_dotted_line_under_it(sample: OpenWindow, version: str, is_chinese: bool):
    view = sample.pane(version)
    _, stretch = view.stretches_on_screen()[1]
    term = Span(stretch.start + 4, stretch.start + 12)
    before = picture_of(view)

    sample.window.state.light_terms(Terms(version, term))

    after = picture_of(view)
    changed = {
        (x, y)
        for x in range(after.width())
        for y in range(after.height())
        if after.pixel(x, y) != before.pixel(x, y)
    }
    (place,) = view.span_rects(version, term)
    assert changed
    assert all(place.left() - 1 <= x <= place.right() + 1 for x, _ in changed)
    assert all(place.center().y() < y <= place.bottom() for _, y in changed)
    columns = sorted({x for x, _ in changed})
    assert len(columns) < place.width() * 0.75, "dots have room between them"
    accent = view.themes.current.accent
    assert any(close(QColor(after.pixel(x, y)), accent) for x, y in changed)


def test_what_is_found_ahead_is_found_once_and_again_when_terms_change(sample: OpenWindow):
    (fragment,) = next(sample.pane("zh").column.visible())[2].fragments
    terms = Terms("zh", Span(0, 2))

    assert [find_terms(terms, fragment) for _ in range(2)] == [True, False]
    terms.edition += 1
    assert find_terms(terms, fragment)


def test_terms_go_with_the_document(sample: OpenWindow):
    sample.window.state.light_terms(Terms("zh", Span(0, 2)))

    sample.window.area.begin(sample.reading, None)

    assert sample.window.state.terms is None


def close(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))
