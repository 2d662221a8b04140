"""Readings, tints and scripts over a text whose places stay what they are."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from PySide6.QtGui import QImage, QPainter

from factories import text, version
from made_words import text_words
from parallelreader.app.reading.lettering import PinyinMode, ToneColours
from parallelreader.app.themes import ThemeName
from parallelreader.app.words.statuses import Status
from parallelreader.core.language.conversion import Script
from parallelreader.core.text import Span, Text
from parallelreader.core.words.pinyin import Notation
from parallelreader.ui.reader.lettering import Lettering
from parallelreader.ui.reader.reading_face import reading_face
from parallelreader.ui.reader.reading_line import placed
from parallelreader.ui.reader.styles import Setting, Styles
from parallelreader.ui.reader.text_layout import BlockLayout
from parallelreader.ui.reader.word_layer import WordLayer, WordSetter
from parallelreader.ui.theme.tokens import load_theme
from parallelreader.ui.theme.tones import tone_colour

pytestmark = pytest.mark.gui

CHINESE = version("zh", "zh-Hans")
READINGS = {
    "北京": "Bei3 jing1",
    "装": "zhuang1",
    "床": "chuang2",
    "窗": "chuang1",
    "双": "shuang1",
    "的": "de5",
}
STORY = "北京的床，装双窗。" * 12
WIDTH = 420.0


class Known:
    """What is known of words."""

    def __init__(self, **statuses: Status) -> None:
        self.statuses: dict[str, Status] = dict(statuses)

    def of(self, key: str) -> Status:
        return self.statuses.get(key, Status.NEW)


class Page:
    """One paragraph, set by a lettering with words of its own."""

    def __init__(self, content: str = STORY, readings: Mapping[str, str] = READINGS) -> None:
        self.lettering = Lettering()
        self.known = Known()
        self.text: Text = text(content)
        words = text_words((word for word in readings if len(word) > 1), readings)
        self.setter = WordSetter(self.lettering, words, self.known)
        self.lettering.use(self.setter)
        self.resets = 0
        self.lettering.reset.connect(self._count)

    def _count(self) -> None:
        self.resets += 1

    def lay_out(self, width: float = WIDTH) -> tuple[BlockLayout, WordLayer]:
        style = self.lettering.style(Styles(), CHINESE)
        whole = Span(0, len(self.text.content))
        layout, words = self.lettering.lay_out("zh", self.text, whole, style, width, indented=True)
        assert isinstance(words, WordLayer)
        return layout, words

    def readings(self, width: float = WIDTH) -> list[tuple[int, float, float]]:
        """(line, left, right) of every reading."""
        layout, _ = self.lay_out(width)
        face = reading_face(self.lettering.notation, 20)
        labels = self.setter.labels("zh", self.text, self.setter.words(self.text, Span(0, layout.end)))
        return [
            (line, left, right)
            for line in range(layout.line_count)
            for left, right, _ in placed(labels, layout, line, face)
        ]

    def paint(self, *, covered: tuple[Span, ...] = (), hidden: tuple[Span, ...] = ()) -> QImage:
        layout, words = self.lay_out()
        theme = load_theme(ThemeName.LIGHT)
        picture = QImage(int(WIDTH) + 40, int(layout.height), QImage.Format.Format_RGB32)
        picture.fill(theme.bg)
        painter = QPainter(picture)
        words.paint_tints(painter, 20, 0, theme, covered)
        words.paint_readings(painter, 20, 0, theme, hidden)
        painter.end()
        return picture

    def ground_of(self, picture: QImage, word: str) -> str:
        """The colour of a corner of the tint that the first such word may have."""
        layout, _ = self.lay_out()
        start = self.text.content.index(word)
        rect = next(layout.letter_rects(start, start + len(word), 24.0))
        return picture.pixelColor(int(20 + rect.left()) + 4, int(rect.bottom()) - 4).name()


@pytest.mark.parametrize("notation", Notation)
@pytest.mark.parametrize("width", [180.0, 250.0, 333.0, 420.0])
def test_readings_of_neighbours_never_touch_even_where_a_line_parts_a_word(
    qapp, notation: Notation, width: float
):
    page = Page(
        "我们闯荡江湖，双双装上窗框，北京的床。" * 10, {"闯荡江湖": "chuang3 dang4 jiang1 hu2", **READINGS}
    )
    page.lettering.set_notation(notation)
    page.lettering.set_pinyin(PinyinMode.ALL)

    readings = page.readings(width)

    gaps = [b[1] - a[2] for a, b in pairwise(readings) if a[0] == b[0]]
    assert len(gaps) > 30
    assert min(gaps) >= 5.0 - 0.1


@pytest.mark.parametrize("notation", Notation)
@pytest.mark.parametrize("width", [180.0, 250.0, 333.0, 420.0])
def test_no_reading_hangs_over_the_ends_of_its_line(qapp, notation: Notation, width: float):
    page = Page()
    page.lettering.set_notation(notation)
    page.lettering.set_pinyin(PinyinMode.ALL)

    readings = page.readings(width)

    assert min(left for _, left, _ in readings) >= -0.1
    assert max(right for _, _, right in readings) <= width + 0.1


def test_zhuyin_stands_at_the_right_of_each_character_and_belongs_to_it(qapp):
    page = Page()
    page.lettering.set_notation(Notation.ZHUYIN)
    page.lettering.set_pinyin(PinyinMode.ALL)

    layout, _ = page.lay_out()
    first, *_ = page.readings()

    (square,) = layout.rects(0, 1)
    after = layout.caret(1).left()
    assert square.left() + 20 <= first[1] < first[2] < after
    # Tints and outlines of the character hold it, too.
    assert square.right() >= first[2]


def test_the_edges_of_justified_lines_stay_straight(qapp):
    page = Page()
    page.lettering.set_pinyin(PinyinMode.ALL)

    layout, _ = page.lay_out()

    lines = [(line, layout.line_span(line)) for line in range(layout.line_count)]
    ends = [layout.extent_on(line, span.start, span.end)[1] for line, span in lines]
    assert len(ends) > 4
    assert all(WIDTH - 2 < end <= WIDTH + 0.5 for end in ends[:-1])


def test_every_character_is_found_where_it_is_shown(qapp):
    page = Page()
    page.lettering.set_pinyin(PinyinMode.ALL)

    layout, _ = page.lay_out()

    for position in range(layout.end):
        (rect,) = layout.rects(position, position + 1)
        assert layout.character_at(rect.center().x(), rect.center().y()) == position


def test_all_lines_have_one_height_with_readings_or_without(qapp):
    page = Page()
    page.known.statuses = dict.fromkeys(READINGS, Status.KNOWN)
    heights = {}
    for mode in PinyinMode:
        page.lettering.set_pinyin(mode)
        layout, _ = page.lay_out()
        heights[mode] = layout.line_height

    assert heights == {PinyinMode.OFF: 36.0, PinyinMode.NEEDED: 44.0, PinyinMode.ALL: 44.0}


def test_known_words_have_readings_only_where_all_have(qapp):
    page = Page()
    page.known.statuses = {"北京": Status.KNOWN, "的": Status.IGNORED, "床": Status.LEARNING_5}
    words = page.setter.words(page.text, Span(0, 9))

    page.lettering.set_pinyin(PinyinMode.NEEDED)
    needed = [label.text for label in page.setter.labels("zh", page.text, words)]
    page.lettering.set_pinyin(PinyinMode.ALL)
    every = [label.text for label in page.setter.labels("zh", page.text, words)]

    assert needed == ["chuáng", "zhuāng", "shuāng", "chuāng"]
    assert every == ["Běijīng", "de", *needed]


def test_one_pair_can_have_readings_of_its_own(qapp):
    page = Page()
    second = page.text.segment(1)

    page.lettering.set_pairs([("zh", 1)])

    words = page.setter.words(page.text, Span(0, len(page.text.content)))
    labels = page.setter.labels("zh", page.text, words)
    assert labels
    assert all(second.start <= label.start < second.end for label in labels)
    assert page.lay_out()[0].line_height == 44.0


def test_nothing_moves_when_a_word_is_marked_as_known_nor_when_that_is_undone(qapp):
    page = Page()
    page.lettering.set_pinyin(PinyinMode.NEEDED)
    page.readings()
    page.resets = 0

    page.known.statuses["床"] = Status.KNOWN
    page.setter.take({"床": Status.KNOWN})
    page.setter.take({"装": Status.LEARNING_1})
    del page.known.statuses["床"]
    page.setter.take({"床": Status.NEW})

    assert page.resets == 0


def test_a_word_that_is_new_again_gets_room_for_its_reading(qapp):
    page = Page()
    page.known.statuses["床"] = Status.KNOWN
    page.lettering.set_pinyin(PinyinMode.NEEDED)
    page.readings()
    page.resets = 0

    del page.known.statuses["床"]
    page.setter.take({"床": Status.NEW})

    assert page.resets == 1


def test_tints_tell_statuses_apart_and_leave_known_words_plain(qapp):
    page, theme = Page(), load_theme(ThemeName.LIGHT)
    page.known.statuses = {"北京": Status.LEARNING_2, "的": Status.KNOWN, "床": Status.LEARNING_3}
    page.lettering.set_tints(True, new=True)

    picture = page.paint()

    grounds = {word: page.ground_of(picture, word) for word in ("北京", "的", "床", "装")}
    assert grounds == {
        "北京": theme.st_learn.name(),
        "的": theme.bg.name(),
        "床": theme.st_familiar.name(),
        "装": theme.st_new.name(),
    }


def test_new_words_stay_plain_unless_they_are_to_be_tinted(qapp):
    page, theme = Page(), load_theme(ThemeName.LIGHT)
    page.lettering.set_tints(True, new=False)

    assert page.ground_of(page.paint(), "装") == theme.bg.name()


def test_a_highlight_takes_the_place_of_the_tints_under_it(qapp):
    page, theme = Page(), load_theme(ThemeName.LIGHT)
    page.lettering.set_tints(True, new=True)

    picture = page.paint(covered=(Span(1, 2),))

    assert page.ground_of(picture, "北京") == theme.bg.name()
    assert page.ground_of(picture, "装") == theme.st_new.name()


def test_tones_are_coloured_only_when_asked_for(qapp):
    page, theme = Page("装" * 3), load_theme(ThemeName.LIGHT)
    page.lettering.set_pinyin(PinyinMode.ALL)

    def colours() -> set[str]:
        picture = page.paint()
        points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return {picture.pixelColor(x, y).name() for x, y in points}

    red = theme.tone_1.name()
    assert red not in colours()
    page.lettering.set_tones(ToneColours.CLASSIC)
    assert red in colours()


def test_the_orders_of_tone_colours_are_those_people_know(qapp):
    theme = load_theme(ThemeName.DARK)

    orders = {order: [tone_colour(theme, order, tone) for tone in range(1, 6)] for order in ToneColours}

    assert orders[ToneColours.PLECO][3] == theme.tone_violet
    assert orders[ToneColours.HANPING][:4] == [theme.tone_4, theme.tone_3, theme.tone_2, theme.tone_1]
    assert set(map(str, orders[ToneColours.OFF])) == {str(theme.secondary)}


def test_places_hold_in_another_script_even_for_rare_characters(qapp):
    page = Page("𠮷先生把鈇放在裡面，〇號房間，ABC 著名的後面。", {})
    as_written, _ = page.lay_out()
    page.lettering.set_scripts({"zh": Script.SIMPLIFIED})

    shown, _ = page.lay_out()

    assert (shown.start, shown.end) == (as_written.start, as_written.end)
    for position in range(shown.end):
        (rect,) = shown.rects(position, position + 1)
        assert shown.character_at(rect.center().x(), rect.center().y()) == position
        assert shown.caret(position).topLeft() == as_written.caret(position).topLeft()


@pytest.mark.parametrize(
    ("script", "region"),
    [(Script.AS_WRITTEN, "SC"), (Script.TRADITIONAL, "TC"), (Script.TAIWAN, "TC"), (Script.HONG_KONG, "HK")],
)
def test_letterforms_follow_the_script(qapp, script: Script, region: str):
    style = Styles().style(CHINESE, Setting.PROSE, script=script)

    family = style.font.families()[0]
    if "CJK" not in family:
        pytest.skip("no face with letterforms of all places is installed")
    assert family.endswith(region)


def test_before_words_are_known_text_is_set_without(qapp):
    lettering = Lettering()
    lettering.set_pinyin(PinyinMode.ALL)
    story = text(STORY)

    layout, words = lettering.lay_out(
        "zh", story, Span(0, 40), lettering.style(Styles(), CHINESE), WIDTH, indented=True
    )

    assert words is None
    assert layout.line_height == 44.0


def test_nothing_stands_over_what_is_hidden(qapp):
    page = Page()
    page.lettering.set_pinyin(PinyinMode.ALL)

    def ink(**hidden: tuple[Span, ...]) -> int:
        picture = page.paint(**hidden)
        ground = picture.pixel(0, 0)
        return sum(picture.pixel(x, y) != ground for x in range(0, 460, 2) for y in range(0, 132, 2))

    whole = Span(0, len(page.text.content))
    assert ink(hidden=(whole,)) == 0
    assert 0 < ink(hidden=(page.text.segment(0),)) < ink()


def test_tones_are_written_as_spoken_where_the_reader_wants_it(qapp):
    page = Page("不要", {"不": "bu4", "要": "yao4"})
    page.lettering.set_pinyin(PinyinMode.ALL)
    whole = page.setter.words(page.text, Span(0, 2))

    assert [label.text for label in page.setter.labels("zh", page.text, whole)] == ["bù", "yào"]
    before = page.resets
    page.lettering.set_spoken(True)

    assert [label.text for label in page.setter.labels("zh", page.text, whole)] == ["bú", "yào"]
    assert page.resets == before + 1
