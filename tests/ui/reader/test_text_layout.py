"""Laid-out lines, spoken of in code points although Qt counts otherwise."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPainter

from parallelreader.app.reading.line_breaks import may_break
from parallelreader.core.text import Span
from parallelreader.ui.reader.text_layout import BlockLayout, TextStyle
from parallelreader.ui.theme.fonts import reading_font
from parallelreader.ui.widgets.utf16 import Utf16Map

MIXED = "磨坊停了，𠮷野师傅说：“wait 🔧 a little…” 水车上长满了青苔；齿轮 12 个，都锈住了。" * 4
WIDTH = 240.0
START = 70


def style(*, justified: bool = False) -> TextStyle:
    font = QFont()
    font.setPixelSize(18)
    return TextStyle(font, line_height=30.0, indent=36.0, justified=justified)


def lay_out(words: str, *, justified: bool = False, width: float = WIDTH) -> BlockLayout:
    return BlockLayout(words, START, style(justified=justified), width)


@given(st.text("a磨𠮷🔧 ", max_size=30))
def test_every_code_point_is_found_again_from_its_units(words: str):
    units = Utf16Map(words)

    for position in range(len(words) + 1):
        at = units.to_qt(position)
        assert at == len(words[:position].encode("utf-16-le")) // 2
        assert units.from_qt(at) == position


def test_the_middle_of_a_pair_of_units_counts_to_its_character():
    assert [Utf16Map("a𠮷b").from_qt(units) for units in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("justified", [False, True])
def test_tints_stay_inside_the_column_and_cover_every_character(qapp, justified: bool):
    layout = lay_out(MIXED, justified=justified)

    for position in range(START, layout.end):
        rects = list(layout.rects(position, position + 1))
        assert len(rects) == 1
        assert rects[0].left() >= 0
        assert rects[0].right() <= WIDTH + 1
    assert layout.line_count > 5
    assert len(list(layout.rects(START, layout.end))) == layout.line_count


@pytest.mark.parametrize("justified", [False, True])
def test_the_character_under_the_middle_of_its_tint_is_itself(qapp, justified: bool):
    layout = lay_out(MIXED, justified=justified)

    for position in range(START, layout.end):
        (rect,) = layout.rects(position, position + 1)
        if rect.width() > 1:
            found = layout.character_at(rect.center().x(), rect.center().y())
            assert found == position, MIXED[position - START]


def test_justified_lines_reach_the_right_edge_except_the_last(qapp):
    layout = lay_out(MIXED, justified=True)

    rects = list(layout.rects(START, layout.end))

    assert all(rect.right() == pytest.approx(WIDTH, abs=6) for rect in rects[:-1])
    assert rects[-1].right() < WIDTH - 6


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(share=st.floats(0, 1))
def test_height_and_place_are_each_others_reverse(qapp, share: float):
    layout = lay_out(MIXED)
    y = share * layout.height

    place = layout.place_at(y)

    assert START <= place <= layout.end
    assert layout.y_of(place) == pytest.approx(y, abs=0.01)


def test_places_grow_with_height(qapp):
    layout = lay_out(MIXED)

    places = [layout.place_at(y / 2) for y in range(int(2 * layout.height) + 1)]

    assert all(later > earlier for earlier, later in pairwise(places))
    assert (layout.place_at(-5), layout.place_at(layout.height + 5)) == (START, layout.end)


def test_there_is_no_character_beside_the_text(qapp):
    layout = lay_out("短。")

    assert layout.character_at(2.0, 15.0) is None
    assert layout.character_at(WIDTH - 2, 15.0) is None
    assert layout.character_at(40.0, -1.0) is None
    assert layout.character_at(40.0, 31.0) is None


def test_the_first_line_is_indented_and_the_others_are_not(qapp):
    layout = lay_out(MIXED)

    assert layout.caret(START).left() == 36.0
    assert next(layout.rects(layout.end - 1, layout.end)).top() > 0
    second = min(p for p in range(START, layout.end) if layout.line_of(p) == 1)
    assert layout.caret(second).left() == 0.0


def test_the_caret_stands_before_and_behind_characters_of_two_units(qapp):
    layout = lay_out("磨𠮷🔧坊")

    xs = [layout.caret(START + position).left() for position in range(5)]

    assert all(later > earlier for earlier, later in pairwise(xs))
    assert [layout.position_at(x, 15.0) for x in xs] == [START + position for position in range(5)]


def test_an_empty_text_has_a_line_and_no_characters(qapp):
    layout = lay_out("")

    assert layout.height == 30.0
    assert layout.character_at(36.0, 15.0) is None
    assert list(layout.rects(START, START)) == []
    assert layout.position_at(50.0, 10.0) == START


def test_a_word_wider_than_the_column_is_broken(qapp):
    layout = lay_out("w" * 200, width=120.0)

    assert layout.line_count > 3
    assert all(rect.right() <= 121 for rect in layout.rects(START, layout.end))


def test_lines_end_where_chinese_lets_them_among_rare_characters_and_joined_letters(qapp):
    font = reading_font("zh-Hans", 20)
    words = (
        "𠮷野家的老板说：“我们每天卖出1,234碗牛肉面，wifi密码是 ABC-2026，别忘了！”〇八年他去了北京。𠮷" * 3
    )
    for width in range(200, 480, 7):
        layout = BlockLayout(
            words,
            0,
            TextStyle(font, 36.0, 40.0, justified=True, is_chinese=True),
            width,
            spaces=dict.fromkeys(range(0, len(words), 3), 6.0),
        )
        starts = [layout.line_span(line).start for line in range(1, layout.line_count)]
        assert all(may_break(words, start) for start in starts)


def test_lines_under_many_stretches_are_those_under_each(qapp):
    layout = lay_out(MIXED)
    spans = [Span(at, at + length) for at, length in [(60, 12), (75, 2), (90, 60), (layout.end - 3, 9)]]

    found = list(layout.underlines(spans))

    expected = [
        (line.x1(), line.x2(), line.y1()) for span in spans for line in layout.baselines(span.start, span.end)
    ]
    assert found == [pytest.approx(each, abs=1.0) for each in expected]
    assert len(found) > len(spans)


def test_what_is_drawn_of_a_part_that_is_seen_is_that_part_of_the_whole(qapp):
    layout = lay_out(MIXED)
    middle = QRectF(0, 1.5 * layout.line_height, WIDTH, 2.2 * layout.line_height)

    whole, part = (drawn(layout, seen).copy(middle.toRect()) for seen in (QRectF(), middle))

    assert part == whole
    assert drawn(layout, middle) != drawn(layout, QRectF())


def drawn(layout: BlockLayout, seen: QRectF) -> QImage:
    image = QImage(round(WIDTH), round(layout.height), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    layout.draw(painter, 0.0, 0.0, seen)
    painter.end()
    return image
